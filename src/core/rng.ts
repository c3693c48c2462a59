import seedrandom from 'seedrandom';
import { wrongKind } from './errors.ts';

/**
 * The only randomness: a call gives a uniform in (0, 1) on the midpoints of 2^-52 steps, exactly representable, so never 0 and never 1.
 * `u32()` gives 32 uniform bits; `split(label)` an independent stream (the same one for the same label).
 * `seed` is null for the host's cryptographic source; a seeded stream is a replay, never a private release.
 */
export interface Rng {
  (): number;
  u32(): number;
  split(label: string): Rng;
  readonly seed: string | null;
}

const SCALE = 2 ** -52;

function rng(u32: () => number, split: (label: string) => Rng, seed: string | null): Rng {
  const call = (): number => ((u32() >>> 6) * 2 ** 26 + (u32() >>> 6) + 0.5) * SCALE;
  return Object.freeze(Object.assign(call, { u32, split, seed }));
}

/** The 256-bit state that `seed` stands for: eight words of the seeding library's stream. */
export function seedState(seed: string): Uint32Array {
  if (typeof seed !== 'string') throw wrongKind('seed', 'a string', seed);
  const source = seedrandom(seed);
  const state = Uint32Array.from({ length: 8 }, () => source.int32() >>> 0);
  if (state.every((word) => word === 0)) state[0] = 1; // xoshiro's only forbidden state
  return state;
}

/**
 * xoshiro256++ (Blackman and Vigna 2019) on 32-bit halves, low word first; each 64-bit output gives its high, then
 * its low word. The stream of assembly/random.ts, bit for bit.
 */
export function seeded(seed: string): Rng {
  const s = seedState(seed);
  let spare = 0;
  let hasSpare = false;
  const u32 = (): number => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    const out = step(s);
    spare = out.low;
    hasSpare = true;
    return out.high;
  };
  return rng(u32, (label) => seeded(`${seed}/${label}`), seed);
}

const out = { low: 0, high: 0 };

/** One step of xoshiro256++: result = rotl(s0 + s3, 23) + s0, then the linear engine. */
function step(s: Uint32Array): { low: number; high: number } {
  const [a0, a1, b0, b1] = [s[0]!, s[1]!, s[2]!, s[3]!];
  const [c0, c1, d0, d1] = [s[4]!, s[5]!, s[6]!, s[7]!];
  const low = a0 + d0;
  const sumLow = low >>> 0;
  const sumHigh = (a1 + d1 + (low > 0xffffffff ? 1 : 0)) >>> 0;
  const rotLow = ((sumLow << 23) | (sumHigh >>> 9)) >>> 0;
  const rotHigh = ((sumHigh << 23) | (sumLow >>> 9)) >>> 0;
  const total = rotLow + a0;
  out.low = total >>> 0;
  out.high = (rotHigh + a1 + (total > 0xffffffff ? 1 : 0)) >>> 0;
  const e0 = c0 ^ a0; // s2 ^= s0
  const e1 = c1 ^ a1;
  const f0 = d0 ^ b0; // s3 ^= s1
  const f1 = d1 ^ b1;
  s[2] = b0 ^ e0; // s1 ^= s2
  s[3] = b1 ^ e1;
  s[0] = a0 ^ f0; // s0 ^= s3
  s[1] = a1 ^ f1;
  s[4] = e0 ^ (b0 << 17); // s2 ^= s1 << 17, on the old s1
  s[5] = e1 ^ ((b1 << 17) | (b0 >>> 15));
  s[6] = (f1 << 13) | (f0 >>> 19); // s3 = rotl(s3, 45)
  s[7] = (f0 << 13) | (f1 >>> 19);
  return out;
}

/** The host's cryptographic source, for releases; read 4 kB at a time. */
export function system(): Rng {
  const pool = new Uint32Array(1024);
  let next = pool.length;
  const u32 = (): number => {
    if (next === pool.length) {
      globalThis.crypto.getRandomValues(pool);
      next = 0;
    }
    const word = pool[next]!;
    pool[next++] = 0;
    return word;
  };
  const self: Rng = rng(u32, () => self, null);
  return self;
}

/**
 * A uniform in (0, 1) at full relative precision down to 2^-1000: the binary exponent is drawn bit by bit, then 52
 * bits of mantissa. A comparison with a probability p is right to a relative 2^-52 however small p is.
 */
export function deepUniform(source: Rng): number {
  let exponent = 0;
  for (let word = source.u32(); ; word = source.u32()) {
    if (word !== 0) {
      exponent += Math.clz32(word) + 1;
      break;
    }
    exponent += 32;
    if (exponent >= 992) break;
  }
  const mantissa = (source.u32() >>> 6) * 2 ** 26 + (source.u32() >>> 6);
  return (1 + mantissa * 2 ** -52) * 2 ** -exponent;
}

/** `count` deep uniforms, for a kernel that takes its randomness as an array. */
export function deepUniforms(source: Rng, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => deepUniform(source));
}
