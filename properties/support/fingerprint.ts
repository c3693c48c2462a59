import { seeded } from '../../src/core/rng.ts';
import { entropy, klDivergence } from '../../src/kernel/entropy.ts';
import { expArray, logArray } from '../../src/kernel/exp.ts';
import { fillUniform } from '../../src/kernel/random.ts';
import { drawMany, logPartition, logSoftmax, softmax } from '../../src/kernel/softmax.ts';

/** FNV-1a over the 32-bit words of an array, as 8 hexadecimal digits: one changed bit anywhere changes it. */
export function digest(values: Float64Array | Int32Array): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let shift = 0; shift < 32; shift += 8) {
      hash = Math.imul(hash ^ ((word >>> shift) & 0xff), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * What the elementary kernels give on seeded input, digested; the same in every host, or a seeded run is no replay.
 * Loads nothing of Node, so that a page can call it.
 */
export function fingerprint(): Record<string, string> {
  const u = fillUniform('fingerprint', 4001);
  const wide = u.map((x) => 1500 * (x - 0.5));
  const score = u.map((x) => 30 * x);
  const mass = u.map((x) => x / 4001);
  const even = u.map(() => 1 / 4001);
  const draws = drawMany(score, 2, 500, seeded('fingerprint'), wide);
  return {
    random: digest(u),
    exp: digest(expArray(wide)),
    log: digest(logArray(u.map((x, i) => x * 2 ** ((i % 2000) - 1000)))),
    softmax: digest(softmax(score, -3)),
    logSoftmax: digest(logSoftmax(score, 3, wide)),
    sums: digest(Float64Array.of(entropy(mass), klDivergence(mass, even), logPartition(score, 9))),
    draws: digest(draws),
  };
}
