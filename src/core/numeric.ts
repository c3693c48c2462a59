/**
 * Every tolerance with its derivation, and compensated sums. Three families that are never mixed: rounding (a multiple
 * of n 2^-53 scale), solver (residuals scaled by the data), statistical (false alarm at most 1e-9 a run).
 */

/** Unit roundoff of a double. */
export const ROUNDOFF: number = 2 ** -53;

/** Rounding tolerance of `operations` double operations on values up to `scale`: 8 operations 2^-53 scale, the 8 for the constants of standard error bounds. */
export function rounding(operations: number, scale: number): number {
  return 8 * operations * ROUNDOFF * scale;
}

/**
 * Solver tolerance: what a linear program's answer may pass a bound by, relative to 1 + the sum of |terms| of its row, and how far its
 * value may be from its dual bound, relative to the sum of |terms| of the cost. The solver is asked for 1e-9 absolute.
 */
export const SOLVER = 1e-7;

/** Chance of any false alarm in one run, all claims, shards and shrinks counted. */
export const FALSE_ALARM = 1e-9;

/** Neumaier's compensated sum: error below 2 ulp of the result plus n^2 2^-106 of the sum of absolute values. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const x of values) {
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return total + lost;
}
