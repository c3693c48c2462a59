import { outOfRange } from '../core/errors.ts';
import { sum } from '../core/numeric.ts';

/** How well counts fit a law. */
export interface Fit {
  /** Pearson's sum of (count - expected)^2 / expected. */
  readonly statistic: number;
  /** Cells after pooling, less one. */
  readonly freedom: number;
  /** Chance of a statistic at least as large when the law is right; 1 when one cell is left. */
  readonly pValue: number;
}

/** Cells expected to hold fewer draws than this are pooled. */
const LEAST_EXPECTED = 10;

/**
 * Pearson's chi-square test of a sampler against its law. Cells with a small expectation are pooled into one; a draw
 * where the law has no mass gives pValue 0. The false alarm of `pValue < alpha` is alpha only asymptotically: at ten
 * expected draws a cell and alpha = 1e-9 it may be some orders larger, so a test that must not cry wolf fixes its
 * seed (the suite does) or asks for more draws. O(n).
 *
 * @param counts draws of each outcome, non-negative integers
 * @param probabilities of each outcome, summing to 1 within 1e-9
 * @throws RangeError when the lengths differ, nothing was drawn, or the law does not sum to 1
 */
export function goodnessOfFit(counts: ArrayLike<number>, probabilities: ArrayLike<number>): Fit {
  const n = counts.length;
  if (probabilities.length !== n)
    throw outOfRange('probabilities.length', `${n}`, probabilities.length);
  const draws = sum(Array.from(counts));
  if (!(draws > 0)) throw outOfRange('counts', 'at least one draw', draws);
  const mass = sum(Array.from(probabilities));
  if (!(Math.abs(mass - 1) <= 1e-9)) throw outOfRange('probabilities', 'summing to 1', mass);
  const pool = { count: 0, expected: 0 };
  const cells = [pool];
  for (let s = 0; s < n; s++) {
    const cell = { count: counts[s]!, expected: draws * probabilities[s]! };
    if (cell.expected === 0 && cell.count > 0)
      return { statistic: Infinity, freedom: n - 1, pValue: 0 };
    if (cell.expected >= LEAST_EXPECTED) cells.push(cell);
    else {
      pool.count += cell.count;
      pool.expected += cell.expected;
    }
  }
  const used = cells.filter(({ expected }) => expected > 0);
  const statistic = sum(used.map(({ count, expected }) => (count - expected) ** 2 / expected));
  const freedom = used.length - 1;
  const pValue = freedom === 0 ? 1 : upperGamma(freedom / 2, statistic / 2);
  return { statistic, freedom, pValue };
}

/**
 * The regularised upper incomplete gamma function Q(a, x) = 1/Gamma(a) times the integral of t^(a-1) e^-t over [x, inf);
 * relative error below 1e-11 for a up to 1e5. With f = x^a e^-x / Gamma(a):
 *
 * - x < a + 1: integrating by parts n times gives 1 - Q = f (1/a + x/(a(a+1)) + x^2/(a(a+1)(a+2)) + ..), all terms
 *   positive and falling;
 * - otherwise Legendre's continued fraction Q = f / (x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ..))), forward by
 *   Lentz's ratios of successive numerators and denominators.
 *
 * @param a > 0
 * @param x >= 0
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let total = term;
  for (let n = 1; term > total * 2 ** -54; n++) {
    term *= x / (a + n);
    total += term;
  }
  return total;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let numerators = 2 ** 1000; // C of Lentz, started at infinity
  let denominators = 1 / b;
  let value = denominators;
  for (let n = 1; ; n++) {
    const part = n * (a - n);
    b += 2;
    denominators = 1 / (b + part * denominators);
    numerators = b + part / numerators;
    const step = numerators * denominators;
    value *= step;
    if (Math.abs(step - 1) < 2 ** -52) return value;
  }
}

/**
 * ln Gamma(a) for a > 0 by Stirling's series at a + k >= 15, with Gamma(a) = Gamma(a + k) / (a (a+1) .. (a+k-1)); the
 * first term left out is below 1e-15.
 */
export function logGamma(a: number): number {
  let product = 1;
  let z = a;
  for (; z < 15; z++) product *= z;
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188))))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
