import { describe, expect, it } from 'vitest';
import { seeded, seedState } from '../src/core/rng.ts';
import { scratch } from '../src/kernel/arena.ts';
import type { Kernels } from '../src/kernel/instance.ts';
import { fillUniform } from '../src/kernel/random.ts';
import { builds } from './support/builds.ts';
import { digest, fingerprint } from './support/fingerprint.ts';

/** What every host must give; a change here is a change of digits, and goes into the changelog. */
const GOLDEN = {
  random: '94b6be57',
  exp: 'd052fa61',
  log: 'da367d42',
  softmax: 'c6e7c028',
  logSoftmax: '5d6f9bf1',
  sums: 'ca98c9a6',
  draws: '1138a202',
};

/** The first words of the stream 'candor'. */
const WORDS: readonly number[] = [
  0x4e92315c, 0xa459b0d2, 0x33364f57, 0x5b09c24a, 0xa3df489e, 0xa9be3f, 0xec518ba, 0x11c78d6c,
];

/** The published test vector of xoshiro256++: its first words from the state 1, 2, 3, 4. */
const VECTOR: readonly bigint[] = [
  41943041n,
  58720359n,
  3588806011781223n,
  3591011842654386n,
  9228616714210784205n,
  9973669472204895162n,
  14011001112246962877n,
  12406186145184390807n,
];

/** n uniforms from one build, in two calls that carry the state on. */
function inTwo(core: Kernels, seed: string, first: number, second: number): Float64Array {
  return scratch((arena) => {
    const state = arena.reserve(4);
    const out = arena.reserve(first + second);
    new Uint32Array(core.memory.buffer, state, 8).set(seedState(seed));
    core.fillUniform(state, first, out);
    core.fillUniform(state, second, out + 8 * first);
    return arena.take(out, first + second);
  }, core);
}

describe('one seed, the same bits', () => {
  it('gives the stored words of the stream', () => {
    const rng = seeded('candor');
    expect(WORDS.map(() => rng.u32())).toEqual(WORDS);
  });

  it.each(builds)('gives the same uniforms in TypeScript and in the $name build', ({ kernels }) => {
    for (const seed of ['candor', '', 'ε', 'a long seed '.repeat(50)]) {
      const rng = seeded(seed);
      const expected = Float64Array.from({ length: 1000 }, rng);
      expect(inTwo(kernels, seed, 617, 383)).toEqual(expected);
      expect(inTwo(kernels, seed, 1, 999)).toEqual(expected);
      for (const n of [0, 1, 2, 511, 512, 513]) {
        expect(inTwo(kernels, seed, 0, n)).toEqual(expected.slice(0, n));
      }
    }
  });

  it('gives uniforms that another seed, or a stream one word late, does not', () => {
    const expected = digest(fillUniform('candor', 100));
    const late = seeded('candor');
    late.u32();
    expect(digest(Float64Array.from({ length: 100 }, late))).not.toBe(expected);
    expect(digest(fillUniform('candour', 100))).not.toBe(expected);
    expect(digest(fillUniform('candor', 100))).toBe(expected);
  });

  it('gives the stored digests of every elementary kernel, in any host and twice', () => {
    expect(fingerprint()).toEqual(GOLDEN);
    expect(fingerprint()).toEqual(GOLDEN);
  });

  it('digests differ when one bit does', () => {
    const values = Float64Array.of(1, 2, 3);
    const before = digest(values);
    values[1] = 2 + 2 ** -51;
    expect(digest(values)).not.toBe(before);
    expect(digest(Float64Array.of(-0))).not.toBe(digest(Float64Array.of(0)));
  });
});

describe.each(builds)('the module, $name build', ({ kernels, bytes }) => {
  it('gives the published words of xoshiro256++', () => {
    scratch((arena) => {
      const [state, out] = [arena.reserve(4), arena.reserve(VECTOR.length)];
      new BigUint64Array(kernels.memory.buffer, state, 4).set([1n, 2n, 3n, 4n]);
      kernels.fillUniform(state, VECTOR.length, out);
      const expected = VECTOR.map((word) => {
        const bits = ((word >> 38n) << 26n) | ((word >> 6n) & 0x3ffffffn);
        return (Number(bits) + 0.5) * 2 ** -52;
      });
      expect([...arena.take(out, VECTOR.length)]).toEqual(expected);
    }, kernels);
  });

  it('imports nothing', () => {
    expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([]);
  });
});
