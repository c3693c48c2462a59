import { outOfRange } from '../core/errors.ts';
import { scratch } from './arena.ts';

const HIGH = 1 + 1e-9;

/** The error of masses that made a kernel return NaN. */
function badMass(name: string, masses: Float64Array): RangeError | undefined {
  const i = masses.findIndex((x) => !(x >= 0 && x <= HIGH));
  return i < 0 ? undefined : outOfRange(`${name}[${i}]`, 'in [0, 1]', masses[i]);
}

/**
 * Shannon entropy -sum p[i] ln p[i] in nats, 0 ln 0 = 0; 0 for an empty array. O(n).
 *
 * @param p masses in [0, 1], up to 1e-9 above for rounding; their sum is not checked
 * @throws RangeError naming the first mass out of range
 */
export function entropy(p: Float64Array): number {
  const value = scratch((arena) => arena.kernels.entropy(arena.put(p), p.length));
  if (Number.isNaN(value)) throw badMass('p', p) ?? outOfRange('p', 'masses in [0, 1]', p.length);
  return value;
}

/**
 * Kullback-Leibler divergence sum p[i] ln(p[i]/q[i]) in nats; Infinity where q[i] = 0 < p[i]; terms with p[i] = 0
 * are 0. Absolute error a few 2^-53 times the sum of the terms' sizes, plus 2^-53. O(n).
 *
 * @param p masses in [0, 1], up to 1e-9 above for rounding; the sums are not checked
 * @param q as p, of the same length
 * @throws RangeError naming the first mass out of range, or the lengths
 */
export function klDivergence(p: Float64Array, q: Float64Array): number {
  if (q.length !== p.length) throw outOfRange('q.length', `${p.length}`, q.length);
  const value = scratch((arena) =>
    arena.kernels.klDivergence(arena.put(p), arena.put(q), p.length),
  );
  if (!Number.isNaN(value)) return value;
  throw badMass('p', p) ?? badMass('q', q) ?? outOfRange('p', 'masses in [0, 1]', p.length);
}
