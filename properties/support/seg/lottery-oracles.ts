import type { CurveSpec } from '../../../src/core/curve.ts';
import { curveAt, l1, nearestProduct, type Point } from './oracles.ts';

/** Slow readings of [SEG, 2.3]: the printed oblivious lottery, written out, and its worst case in whole numbers. */

/** One draw of an oblivious lottery: K products, and their probability. */
export interface Offer {
  readonly probability: number;
  readonly products: readonly Point[];
}

/**
 * The printed construction: X uniform in 1..mbar, a coordinate uniform in 1..I, g uniform in 1..G-1, G = I 2^X; product beta
 * has g/G there and zeros elsewhere, gamma has (g+1)/G; beta and K-1 copies of gamma are offered. With K = 1 only beta is.
 */
export function printedOffers(attributes: number, mbar: number, K: number): Offer[] {
  const offers: Offer[] = [];
  for (let scale = 1; scale <= mbar; scale++) {
    const G = attributes * 2 ** scale;
    for (let coordinate = 0; coordinate < attributes; coordinate++) {
      for (let g = 1; g < G; g++) {
        const [beta, gamma] = [g / G, (g + 1) / G].map((x) => axisPoint(attributes, coordinate, x));
        const products = [beta!, ...Array.from({ length: K - 1 }, () => gamma!)];
        offers.push({ probability: 1 / (mbar * attributes * (G - 1)), products });
      }
    }
  }
  return offers;
}

/** The point with x on one coordinate and zeros elsewhere. */
export function axisPoint(attributes: number, coordinate: number, x: number): Point {
  return Array.from({ length: attributes }, (_, i) => (i === coordinate ? x : 0));
}

/** E V(|t - Q(b, s)|) over the offers: what type t expects from report b. */
export function offeredUtility(
  offers: readonly Offer[],
  t: Point,
  b: Point,
  taste: CurveSpec,
): number {
  let total = 0;
  for (const { probability, products } of offers) {
    const given = products[nearestProduct(b, products)]!;
    total += probability * curveAt(taste, l1(t, given), t.length);
  }
  return total;
}

/**
 * The least loss of a lie in the printed lottery at every l1 distance, V linear, as whole numbers. Distances are counted in
 * half-steps of the finest grid, 1/(2 I 2^mbar) =: 1/length. A lie of `steps` half-steps loses at least
 * c least[steps] / (mbar I common length), and loses that little in the limit.
 */
export interface WorstCase {
  readonly attributes: number;
  readonly mbar: number;
  /** Half-steps in [0, 1]. */
  readonly length: number;
  /** The least common multiple of all G - 1. */
  readonly common: number;
  readonly least: Float64Array;
}

/**
 * Exact: given the cells of the reports, loss - constant d^2 is concave in types and reports, so it is least where all of
 * them, or all but the one that makes d exact, stand on half-steps, reports being free to take either side of a midpoint.
 * Coordinates add up: a (min, +)-convolution of the profile of one coordinate. O(I length^2).
 */
export function worstCase(attributes: number, mbar: number): WorstCase {
  const length = 2 * attributes * 2 ** mbar;
  const sizes = Array.from({ length: mbar }, (_, x) => attributes * 2 ** (x + 1));
  const common = sizes.reduce((multiple, G) => leastCommonMultiple(multiple, G - 1), 1);
  if (!Number.isSafeInteger(16 * attributes * length * common)) {
    throw new RangeError(`common must be a safe integer, got ${common}`);
  }
  const single = new Float64Array(length + 1).fill(Infinity);
  for (let t = 0; t <= length; t++) {
    for (let b = 0; b <= length; b++) {
      const steps = Math.abs(t - b);
      single[steps] = Math.min(single[steps]!, crossed(t, b, length, sizes, common));
    }
  }
  let least: Float64Array = single;
  for (let i = 1; i < attributes; i++) least = leastSums(least, single);
  return { attributes, mbar, length, common, least };
}

/** Sum over scales and over the midpoints strictly between t and b of min(step, 2 |t - midpoint|) common / (G - 1). */
function crossed(
  t: number,
  b: number,
  length: number,
  sizes: readonly number[],
  common: number,
): number {
  let total = 0;
  for (const G of sizes) {
    const step = length / G;
    for (let g = 1; g < G; g++) {
      const middle = step * g + step / 2;
      if ((t - middle) * (b - middle) >= 0) continue;
      total += (common / (G - 1)) * Math.min(step, 2 * Math.abs(t - middle));
    }
  }
  return total;
}

function leastSums(left: Float64Array, right: Float64Array): Float64Array {
  const sums = new Float64Array(left.length + right.length - 1).fill(Infinity);
  left.forEach((a, i) => {
    right.forEach((b, j) => {
      if (a + b < sums[i + j]!) sums[i + j] = a + b;
    });
  });
  return sums;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Which bound the worst case is held against: d^2 as printed, or d min(d, 3). */
export type LossBound = 'printed' | 'corrected';

/**
 * min over d >= 2^-(mbar-1) of worst loss / (c bound(d) / (8 mbar I^2)), and the d where it is attained; whether the bound
 * holds is decided in whole numbers.
 */
export function tightness(
  worst: WorstCase,
  bound: LossBound,
): { readonly ratio: number; readonly at: number; readonly holds: boolean } {
  const { attributes, mbar, length, common, least } = worst;
  let [ratio, at, holds] = [Infinity, 0, true];
  for (let steps = length * 2 ** (1 - mbar); steps < least.length; steps++) {
    const capped = bound === 'printed' ? steps : Math.min(steps, 3 * length);
    const left = BigInt(8 * attributes * length) * BigInt(least[steps]!);
    const right = BigInt(common) * BigInt(steps) * BigInt(capped);
    if (left < right) holds = false;
    const found = Number(left) / Number(right);
    if (found < ratio) [ratio, at] = [found, steps / length];
  }
  return { ratio, at, holds };
}
