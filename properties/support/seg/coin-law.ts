import type { CurveSpec } from '../../../src/core/curve.ts';
import { printedLottery } from '../../../src/mechanisms/segments/lottery.ts';
import { exponentialLaw } from './engine.ts';
import {
  clickRate,
  curveAt,
  gridPoints,
  l1,
  mean,
  nearestProduct,
  tuples,
  type Point,
} from './oracles.ts';

/**
 * The two parts of M_{q, eps, mbar} on a small population: the exponential part over K-tuples of the grid {0, 1/m, .., 1}^I, the
 * printed lottery in full, and the coin between them.
 */
export interface CoinScene {
  readonly K: number;
  /** m. */
  readonly grid: number;
  readonly mbar: number;
  readonly types: readonly Point[];
  readonly reports: readonly Point[];
  /** Agents behind each report. */
  readonly weights: readonly number[];
  readonly click: CurveSpec;
  readonly utility: CurveSpec;
  /** N epsilon. */
  readonly tilt: number;
  readonly q: number;
}

/** A segmentation with its probability. */
export interface Drawn {
  readonly probability: number;
  readonly products: readonly Point[];
}

/** The exponential part at these reports. */
export function privateDraws(scene: CoinScene, reports: readonly Point[] = scene.reports): Drawn[] {
  const all = tuples(gridPoints(scene.grid, reports[0]!.length), scene.K);
  const clicks = reports.map(() => scene.click);
  const crowd = { points: reports, weights: scene.weights, clicks };
  const score = Float64Array.from(all, (s) => clickRate(crowd, s));
  const law = exponentialLaw(score, scene.tilt);
  return all.map((products, i) => ({ probability: Math.exp(law[i]!), products }));
}

/** The lottery's pairs; with one product when the printed construction for K = 1 is meant. */
export function lotteryDraws(scene: CoinScene, products: 1 | 2): Drawn[] {
  const attributes = scene.types[0]!.length;
  const pairs = printedLottery(attributes, scene.mbar).pairs() ?? [];
  return pairs.map(({ coordinate, low, high, probability }) => ({
    probability,
    products: [low, high]
      .slice(0, products)
      .map((x) => Array.from({ length: attributes }, (_, i) => (i === coordinate ? x : 0))),
  }));
}

/** curve(|t_n - Q(b_n, s)|) for every segmentation (rows) and every agent group. */
export function given(scene: CoinScene, draws: readonly Drawn[], curve: CurveSpec): number[][] {
  const { types, reports } = scene;
  return draws.map(({ products }) =>
    types.map((t, n) => {
      const product = products[nearestProduct(reports[n]!, products)]!;
      return curveAt(curve, l1(t, product), t.length);
    }),
  );
}

/** First and second moments, under the draws, of each column and of the columns' average with the weights. */
interface Moments {
  readonly first: number[];
  readonly second: number[];
  readonly mean: number;
  readonly square: number;
}

function moments(
  draws: readonly Drawn[],
  rows: readonly number[][],
  weights: readonly number[],
): Moments {
  const law = Float64Array.from(draws, ({ probability }) => Math.log(probability));
  const N = weights.reduce((total, w) => total + w, 0);
  const over = (f: (row: readonly number[]) => number): number => mean(law, rows.map(f));
  const average = (row: readonly number[]): number =>
    row.reduce((total, x, n) => total + weights[n]! * x, 0) / N;
  return {
    first: weights.map((_, n) => over((row) => row[n]!)),
    second: weights.map((_, n) => over((row) => row[n]! ** 2)),
    mean: over(average),
    square: over((row) => average(row) ** 2),
  };
}

/** The variance of the realised CTR, with N agents in the proportions of the weights. */
export interface Spread {
  /** One coin for all: Var((1-q) xbar + q ybar) + q(1-q) E (xbar - ybar)^2. */
  readonly common: number;
  /** A coin each: the same, with E sum_n (x_n - y_n)^2 / N^2 in the last place. */
  readonly each: number;
  /** |E xbar - E ybar|, how far the two parts' expected CTRs are apart. */
  readonly apart: number;
}

/**
 * x_n, y_n: agent n's click probability under the exponential part's segmentation and under the lottery's, which are
 * independent of each other. Clicks themselves add E p(1-p)/N to both variances alike: each agent's own law is the same.
 *
 * @param copies  how many times every weight is counted, with N epsilon kept
 * @param other   the q of the separate coins, when it is not the common one
 */
export function spread(scene: CoinScene, products: 1 | 2, copies = 1, other = scene.q): Spread {
  const { weights, q } = scene;
  const offers = privateDraws(scene);
  const pairs = lotteryDraws(scene, products);
  const x = moments(offers, given(scene, offers, scene.click), weights);
  const y = moments(pairs, given(scene, pairs, scene.click), weights);
  const N = weights.reduce((total, w) => total + w, 0);
  const between = (p: number): number =>
    (1 - p) ** 2 * (x.square - x.mean ** 2) + p ** 2 * (y.square - y.mean ** 2);
  const together = x.square - 2 * x.mean * y.mean + y.square;
  const alone = weights.reduce(
    (total, w, n) => total + w * (x.second[n]! - 2 * x.first[n]! * y.first[n]! + y.second[n]!),
    0,
  );
  return {
    common: between(q) + q * (1 - q) * together,
    each: between(other) + (other * (1 - other) * alone) / (N * N * copies),
    apart: Math.abs(x.mean - y.mean),
  };
}
