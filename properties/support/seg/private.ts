import { mixture } from '../../../src/mechanisms/commitment.ts';
import { printedLottery } from '../../../src/mechanisms/segments/lottery.ts';
import { printedParameters } from '../../../src/mechanisms/segments/paper-plan.ts';
import type { CurveSpec } from '../../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  onGrid,
  oneOfValues,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { privacyLoss } from '../../../src/verify/privacy.ts';
import { clickOn, pointIn, sized } from './cases.ts';
import { exponentialLaw } from './engine.ts';
import { lineNodes } from './laws.ts';
import {
  bendsOf,
  clickRate,
  curveAt,
  gridPoints,
  slopesOf,
  tuples,
  type Crowd,
  type Point,
} from './oracles.ts';

/**
 * The printed mechanism on two neighbouring profiles: one agent reports `from`, or `to`. `line`: one attribute, one product
 * anywhere. `product`: K = 1, linear clicks. `grid`: one attribute, K products on {0, 1/m, .., 1}, m = 2^mbar, the lottery's own
 * points among them. On the whole cube the lottery's products have measure zero, so the score is the exponential part's.
 */
export interface Neighbouring {
  readonly kind: 'line' | 'product' | 'grid';
  readonly K: number;
  readonly others: readonly Point[];
  /** Shares of the other agents. */
  readonly shares: readonly number[];
  readonly click: CurveSpec;
  readonly from: Point;
  readonly to: Point;
  /** N, at which the printed q is below 1. */
  readonly N: number;
}

/** N^(-2/3). */
export function printedEpsilon(c: Neighbouring): number {
  return c.N ** (-2 / 3);
}

/** The paper's B with V = 1 - d/I: the clicks' Lipschitz constant or I. */
function paperB(c: Neighbouring): number {
  return Math.max(slopesOf(c.click, c.from.length).most, c.from.length);
}

/** Ways to break the mechanism. */
export interface Broken {
  /** Multiplies epsilon. */
  readonly tilt?: number;
  /** How much likelier the lottery is when the agent reports `to`. */
  readonly leaning?: number;
  /** How many agents move together. */
  readonly movers?: number;
}

/** The privacy loss between the two profiles: exact, the maximum over all s. */
export function lossBetween(c: Neighbouring, broken: Broken = {}): number {
  const epsilon = printedEpsilon(c) * (broken.tilt ?? 1);
  if (c.kind === 'line') return lineGap(c, epsilon, broken.movers ?? 1);
  if (c.kind === 'product') return productGap(c, epsilon, broken.movers ?? 1);
  const { mbar, q } = printedParameters(c.N, 1, paperB(c));
  const grid = gridPoints(2 ** mbar, 1);
  const all = tuples(grid, c.K);
  const lottery = lotteryOver(all, mbar);
  const law = (report: Point, coin: number): Float64Array => {
    const crowd = crowdWith(c, report, broken.movers ?? 1);
    const rates = Float64Array.from(all, (s) => clickRate(crowd, s));
    return mixture(coin, exponentialLaw(rates, c.N * epsilon), lottery);
  };
  const leant = Math.min(1, q * (1 + (broken.leaning ?? 0)));
  return privacyLoss(law(c.from, q), law(c.to, leant));
}

/** ln probabilities of the printed lottery's tuples (beta, gamma, .., gamma) among all. */
function lotteryOver(all: readonly (readonly Point[])[], mbar: number): Float64Array {
  const index = new Map(all.map((s, i) => [s.map(([x]) => x).join(), i]));
  const mass = new Float64Array(all.length);
  for (const { low, high, probability } of printedLottery(1, mbar).pairs() ?? []) {
    const s = all[0]!.map((_, k) => (k === 0 ? low : high)).join();
    mass[index.get(s)!]! += probability;
  }
  return mass.map(Math.log);
}

function crowdWith(c: Neighbouring, report: Point, movers: number): Crowd {
  return {
    points: [...c.others, report],
    weights: [...c.shares.map((share) => share * (c.N - movers)), movers],
    clicks: [...c.shares.map(() => c.click), c.click],
  };
}

/**
 * One coordinate of a continuous law: largest and smallest of the log-ratio of two densities. Both are exp(x score) over
 * their normalisers, which the engine's law on common nodes gives; the ratio bends only where the moved agent's clicks do.
 */
function extremes(
  told: (s: number) => number,
  truth: (s: number) => number,
  kinks: readonly number[],
  steep: number,
  x: number,
): { readonly low: number; readonly high: number } {
  const nodes = lineNodes(truth, kinks, steep, x);
  const anchor = (score: (s: number) => number): number => {
    const rates = nodes.at.map(score);
    const law = exponentialLaw(rates, x, nodes.logBase);
    const best = law.reduce((top, p, i) => (p > law[top]! ? i : top), 0);
    return law[best]! - nodes.logBase[best]! - x * rates[best]!;
  };
  const shift = anchor(truth) - anchor(told);
  const at = [0, 1, ...kinks.filter((s) => s > 0 && s < 1), ...nodes.at];
  const ratios = at.map((s) => x * (truth(s) - told(s)) + shift);
  return { low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** F(t, s) as a function of one product's place. */
function rateAt(crowd: Crowd): (s: number) => number {
  return (s) => clickRate(crowd, [[s]]);
}

function lineGap(c: Neighbouring, epsilon: number, movers: number): number {
  const [truth, told] = [crowdWith(c, c.from, movers), crowdWith(c, c.to, movers)];
  const kinks = [...truth.points, c.to].flatMap(([p]) =>
    bendsOf(c.click, 1).flatMap((bend) => [p! - bend, p! + bend]),
  );
  const steep = slopesOf(c.click, 1).most;
  const { low, high } = extremes(rateAt(told), rateAt(truth), kinks, steep, c.N * epsilon);
  return Math.max(high, -low);
}

/** Coordinates are independent and the log-ratio is their sum. */
function productGap(c: Neighbouring, epsilon: number, movers: number): number {
  const slope = slopesOf(c.click, c.from.length).most;
  let [low, high] = [0, 0];
  c.from.forEach((_, i) => {
    const part =
      (crowd: Crowd) =>
      (s: number): number =>
        crowd.points.reduce(
          (sum, p, n) => sum - (slope * crowd.weights[n]! * Math.abs(p[i]! - s)) / c.N,
          0,
        );
    const [truth, told] = [crowdWith(c, c.from, movers), crowdWith(c, c.to, movers)];
    const kinks = [...truth.points, c.to].map((p) => p[i]!);
    const one = extremes(part(told), part(truth), kinks, slope, c.N * epsilon);
    low += one.low;
    high += one.high;
  });
  return Math.max(high, -low);
}

/** The most one report moves the exponent: r = P(0) - P(I). */
export function rangeOf(c: Neighbouring): number {
  const reach = c.from.length;
  return curveAt(c.click, 0, reach) - curveAt(c.click, reach, reach);
}

/** N doubled until the printed mechanism is defined; two products where three would be too many tuples of the grid. */
function defined(c: Neighbouring): Neighbouring {
  let { N } = c;
  for (;;) {
    const { mbar, q } = printedParameters(N, c.from.length, paperB(c));
    if (mbar >= 1 && q < 1) return { ...c, N, K: mbar > 3 ? Math.min(c.K, 2) : c.K };
    N *= 2;
  }
}

/** Curves for which a grid of the lottery's own points stays small. */
const gentle: Arbitrary<CurveSpec> = choose<CurveSpec>(
  lines(1),
  map(oneOfValues(1.5, 2, 3), (exponent): CurveSpec => ({ family: 'power', exponent })),
);

/** Neighbours at every N from 600 to about 1e12 at which the mechanism is defined, up to five attributes. */
export const neighbouring: Arbitrary<Neighbouring> = chain(
  choose(constant('line' as const), constant('product' as const), constant('grid' as const)),
  (kind) =>
    sized(kind === 'product' ? integerIn(1, 5) : constant(1), integerIn(1, 4), (I, n) =>
      map(
        record<Neighbouring>({
          kind: constant(kind),
          K: kind === 'grid' ? integerIn(2, 3) : constant(1),
          others: listOf(pointIn(I), n),
          shares: constant(Array.from({ length: n }, () => 1 / n)),
          click: kind === 'line' ? clickOn(1, 50) : kind === 'product' ? lines(I) : gentle,
          from: pointIn(I),
          to: pointIn(I),
          N: map(logScale(600, kind === 'grid' ? 1e6 : 1e11, 30), Math.round),
        }),
        defined,
      ),
    ),
);

function lines(I: number): Arbitrary<CurveSpec> {
  return map(onGrid(8), (share) => ({ family: 'linear', slope: Math.max(share, 0.01) / I }));
}
