import type { CurveSpec } from '../../../src/core/curve.ts';

/**
 * Slow, obviously right readings of [SEG, 2], for judges: nothing here comes from the engine's kernels or mechanisms.
 * I attributes, types and reports in the cube [0, 1]^I, K products s_1 .. s_K, d the l1 distance.
 */

/** A type, a report or a product: I numbers in [0, 1]. */
export type Point = readonly number[];

/** P(d) or V(d) on [0, reach], d clamped; a table may drop within a single step of doubles, which reads as a jump. */
export function curveAt(spec: CurveSpec, d: number, reach: number): number {
  const at = Math.min(Math.max(d, 0), reach);
  if (spec.family === 'linear') return Math.max(0, 1 - spec.slope * at);
  if (spec.family === 'power') return 1 - (at / reach) ** spec.exponent;
  let i = 1;
  while (i < spec.points.length - 1 && at > spec.points[i]![0]) i++;
  const [x0, y0] = spec.points[i - 1]!;
  const [x1, y1] = spec.points[i]!;
  return Math.max(0, y0 + ((y1 - y0) * (at - x0)) / (x1 - x0));
}

/** Where the curve bends, both ends of [0, reach] included. */
export function bendsOf(spec: CurveSpec, reach: number): number[] {
  if (spec.family === 'power') return [0, reach];
  if (spec.family === 'table') return spec.points.map(([x]) => x);
  const zero = 1 / spec.slope;
  return zero < reach ? [0, zero, reach] : [0, reach];
}

/** Smallest and largest slope in size over [0, reach]: c and B. A power below 1 has B = Infinity. */
export function slopesOf(spec: CurveSpec, reach: number): { least: number; most: number } {
  if (spec.family === 'linear') {
    return { least: spec.slope * reach <= 1 ? spec.slope : 0, most: spec.slope };
  }
  if (spec.family === 'power') {
    const end = spec.exponent / reach;
    if (spec.exponent === 1) return { least: end, most: end };
    return spec.exponent > 1 ? { least: 0, most: end } : { least: end, most: Infinity };
  }
  const slopes = spec.points.slice(1).map(([x, y], i) => {
    const [x0, y0] = spec.points[i]!;
    return (y0 - y) / (x - x0);
  });
  return { least: Math.min(...slopes), most: Math.max(...slopes) };
}

/** |a - b|_1. */
export function l1(a: Point, b: Point): number {
  return a.reduce((total, x, i) => total + Math.abs(x - (b[i] ?? 0)), 0);
}

/** Q(t, s): the index of a product nearest to t, ties to the lower index [SEG, footnote 10]. */
export function nearestProduct(t: Point, s: readonly Point[]): number {
  let best = 0;
  for (let k = 1; k < s.length; k++) if (l1(t, s[k]!) < l1(t, s[best]!)) best = k;
  return best;
}

/** The index of a product farthest from t: an assignment that is broken on purpose. */
export function farthestProduct(t: Point, s: readonly Point[]): number {
  let worst = 0;
  for (let k = 1; k < s.length; k++) if (l1(t, s[k]!) > l1(t, s[worst]!)) worst = k;
  return worst;
}

/** min_k |t - s_k|. */
export function reachOf(t: Point, s: readonly Point[]): number {
  let least = Infinity;
  for (const product of s) least = Math.min(least, l1(t, product));
  return least;
}

/** Reports (or types) with the number of agents behind each, and each group's own click curve. */
export interface Crowd {
  readonly points: readonly Point[];
  readonly weights: readonly number[];
  readonly clicks: readonly CurveSpec[];
}

/** N: how many agents. */
export function headcount(crowd: { readonly weights: readonly number[] }): number {
  return crowd.weights.reduce((total, w) => total + w, 0);
}

/** F(t, s) = (1/N) sum_n P_n(|t_n - Q(t_n, s)|). */
export function clickRate(crowd: Crowd, s: readonly Point[]): number {
  const attributes = crowd.points[0]!.length;
  let total = 0;
  crowd.points.forEach((t, n) => {
    total += crowd.weights[n]! * curveAt(crowd.clicks[n]!, reachOf(t, s), attributes);
  });
  return total / headcount(crowd);
}

/** Every ordered K-tuple of the sites. */
export function tuples<T>(sites: readonly T[], K: number): T[][] {
  let all: T[][] = [[]];
  for (let k = 0; k < K; k++) all = all.flatMap((head) => sites.map((site) => [...head, site]));
  return all;
}

/** The points of {0, 1/m, .., 1}^I. */
export function gridPoints(m: number, attributes: number): Point[] {
  return tuples(
    Array.from({ length: m + 1 }, (_, j) => j / m),
    attributes,
  );
}

/** ln sum exp, by plain summation after taking out the maximum. */
export function logSum(values: ArrayLike<number>): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) top = Math.max(top, values[i]!);
  if (top === -Infinity) return top;
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.exp(values[i]! - top);
  return top + Math.log(total);
}

/** ln Pr[i] for Pr[i] proportional to base[i] exp(tilt score[i]): the exponential mechanism written out. */
export function tilted(score: Float64Array, tilt: number, logBase?: Float64Array): Float64Array {
  const raw = score.map((f, i) => tilt * f + (logBase?.[i] ?? 0));
  const norm = logSum(raw);
  return raw.map((value) => value - norm);
}

/** sum_i exp(logProbability[i]) value[i]. */
export function mean(logProbabilities: Float64Array, values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < logProbabilities.length; i++) {
    total += Math.exp(logProbabilities[i]!) * values[i]!;
  }
  return total;
}

/** ln(y / (1 - e^-y)), y > 0; by its series where that cancels. */
export function logDecay(y: number): number {
  return y < 1e-3 ? y / 2 - (y * y) / 24 : Math.log(y) - Math.log(-Math.expm1(-y));
}

/** (3/x) ln(e + x^(K+1)): the loss that [SEG, Thm 1] prints, x = N epsilon. */
export function printedLoss(x: number, K: number): number {
  const grown = (K + 1) * Math.log(x);
  return (3 / x) * (Math.max(1, grown) + Math.log1p(Math.exp(-Math.abs(grown - 1))));
}

/** (I K/x) ln(y/(1 - e^-y)), y = x B/K: the loss that holds (ours, from Gibbs' variational bound). */
export function provedLoss(x: number, attributes: number, K: number, B: number): number {
  return ((attributes * K) / x) * logDecay((x * B) / K);
}
