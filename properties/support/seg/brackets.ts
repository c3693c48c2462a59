import type { CurveSpec } from '../../../src/core/curve.ts';
import { utilityCurve } from '../../../src/core/curve.ts';
import { calibrate, type Plan } from '../../../src/mechanisms/segments/calibration.ts';
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
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { clickOn, curvesFor, utilityOn, weightsOf } from './cases.ts';
import { agentsOf, gainOf, gainTolerance, paperB, type Lie } from './lies.ts';
import { curveAt, gridPoints, slopesOf, type Point } from './oracles.ts';

/** A lie on declared brackets: products, types and reports on {0, 1/m, .., 1}^I, epsilon the tilt, everybody's own curves. */
export interface Bracketed extends Lie {
  /** m. */
  readonly grid: number;
  /** The others' V, which matter through c alone. */
  readonly tastes: readonly CurveSpec[];
}

/** B, c and r that a plan is told in place of the consumers' curves. */
export interface Constants {
  readonly lipschitz: number;
  readonly slope: number;
  readonly range: number;
}

/** The engine's plan with the least q for these consumers. */
export function leastPlan(c: Bracketed, told?: Constants): Plan {
  const attributes = c.t.length;
  return calibrate({
    population: agentsOf(c),
    attributes,
    segments: c.K,
    grid: c.grid,
    click: told ? fallOf(told, attributes) : c.clicks,
    utility: told ? { family: 'linear', slope: told.slope } : [...c.tastes, c.taste],
    truth: 'brackets',
    tilt: c.epsilon,
  });
}

/** A click curve with this Lipschitz constant and range. */
function fallOf({ lipschitz, range }: Constants, reach: number): CurveSpec {
  const width = range / lipschitz;
  const fall: [number, number][] = [
    [0, 1],
    [Math.min(width, reach), 1 - range],
  ];
  return { family: 'table', points: width < reach ? [...fall, [reach, 1 - range]] : fall };
}

/** B, c and r of these consumers, B and c moved by a share of the way to the wrong end: the smallest B, the largest c. */
export function constantsOf(c: Bracketed, wrong: { B?: number; c?: number }): Constants {
  const reach = c.t.length;
  const steep = c.clicks.map((click) => slopesOf(click, reach).most);
  const slopes = [...c.tastes, c.taste].map((taste) => slopesOf(taste, reach).least);
  const falls = c.clicks.map((P) => curveAt(P, 0, reach) - curveAt(P, reach, reach));
  const range = Math.max(...falls);
  const least = range / reach; // no curve of this range is flatter
  return {
    lipschitz: Math.max(least, between(Math.max(...steep), Math.min(...steep), wrong.B ?? 0)),
    slope: between(Math.min(...slopes), Math.max(...slopes), wrong.c ?? 0),
    range,
  };
}

/** A share of the way from one figure to another. */
export function between(from: number, to: number, share: number): number {
  return from + share * (to - from);
}

/**
 * 1 less what the lie gains in the exponential part over what it loses in the lottery, which is drawn `share` times as often as
 * the plan says: positive when the truth is strictly better.
 */
export function bracketSlack(c: Bracketed, share = 1, plan = leastPlan(c)): number {
  return 1 - gainOf(c) / worthGaining(c, share, plan);
}

/** q loss / (1-q): the gain at which the lie pays. */
function worthGaining(c: Bracketed, share: number, plan: Plan): number {
  const taste = utilityCurve('utility', c.taste, c.t.length);
  const q = share * plan.q;
  return (q * plan.lottery!.loss(c.t, c.b, taste)) / (1 - q);
}

/** What rounding of the gain takes from `bracketSlack`. */
export function bracketTolerance(c: Bracketed): number {
  return gainTolerance(c) / worthGaining(c, 1, leastPlan(c));
}

/**
 * The lie that gains nearly all that the bound allows. Products 5/7 and 2/7 hold all the mass, at odds of 1 : e^a, a = tilt B/7;
 * the type at 4/7 is happy with the first (V = 1 - c/7) and with nothing beyond 2/7 (V = 5c/7); reporting 5/7 brings the first
 * nearer and the second farther, both over a step of P. The lie gains (1 - 6c/7) tanh(a/2) and loses c/49, the least there is.
 *
 * @param slope     c, at most 1; small for tightness
 * @param steepness B, at most 3.5
 * @param others    the others' B; below `steepness` the odds are off by a factor within a, which is at most 2c/49 here
 */
export function almostEnough(slope: number, steepness = 3.5, others = steepness): Bracketed {
  const taste: CurveSpec = {
    family: 'table',
    points: [
      [0, 1],
      [1 / 7, 1 - slope / 7],
      [2 / 7, (5 * slope) / 7],
      [1, 0],
    ],
  };
  const epsilon = (14 * slope) / 49 / steepness;
  const n = Math.round(700 / (epsilon * others));
  const theirs = stepped(others / 7);
  return {
    kind: 'sites',
    K: 1,
    grid: 7,
    sites: gridPoints(7, 1),
    reports: [[5 / 7], [1], [2 / 7], [0]],
    weights: [3 * n, 2 * n, 3 * n, 2 * n + 1],
    clicks: [theirs, theirs, theirs, theirs, stepped(steepness / 7)],
    tastes: [taste],
    taste,
    t: [4 / 7],
    b: [5 / 7],
    epsilon,
  };
}

/** P that falls by `step` over [0, 1/7] and over [2/7, 3/7]. */
function stepped(step: number): CurveSpec {
  return {
    family: 'table',
    points: [
      [0, 1],
      [1 / 7, 1 - step],
      [2 / 7, 1 - step],
      [3 / 7, 1 - 2 * step],
      [1, 1 - 2 * step],
    ],
  };
}

/** I, K and the largest m with few enough K-tuples to enumerate. */
const SIZES: readonly (readonly [number, number, number])[] = [
  [1, 1, 24],
  [1, 2, 12],
  [1, 3, 5],
  [2, 1, 8],
  [2, 2, 3],
  [3, 1, 4],
  [4, 1, 2],
];

type Parts = Omit<Bracketed, 'epsilon' | 'kind' | 'sites'> & { readonly pace: number };

/** epsilon = pace / B with exponents up to 1e6, on the whole grid. */
function paced({ pace, ...parts }: Parts): Bracketed {
  const sites = gridPoints(parts.grid, parts.t.length);
  const lie = { ...parts, kind: 'sites' as const, sites, epsilon: 1 };
  return { ...lie, epsilon: Math.min(pace / paperB(lie), 1e6 / agentsOf(lie)) };
}

/** P that falls somewhere: where all P are constant no lie changes anything, and the engine refuses them. */
function fallingOn(reach: number): Arbitrary<CurveSpec> {
  const line: CurveSpec = { family: 'linear', slope: 1 / reach };
  return map(clickOn(reach, 1e4), (P) => (slopesOf(P, reach).most > 0 ? P : line));
}

/** Lies near the tightest one and every lie on small grids: I 1..4, K 1..3, N 1..2e7, common or own curves, epsilon 1e-6/B .. 1e3/B. */
export function bracketed(common: boolean): Arbitrary<Bracketed> {
  const near = map(
    tuple<[number, number, number]>(logScale(1e-4, 1, 16), logScale(0.01, 3.5, 16), onGrid(8)),
    ([slope, steepness, share]) =>
      almostEnough(slope, steepness, common ? steepness : steepness * Math.max(0.1, share)),
  );
  return choose<Bracketed>({ weight: 3, of: everyLie(common) }, { weight: 1, of: near });
}

function everyLie(common: boolean): Arbitrary<Bracketed> {
  const sizes = chain(oneOfValues(...SIZES), ([I, K, most]) =>
    tuple<[number, number, number, number]>(
      constant(I),
      constant(K),
      integerIn(1, most),
      integerIn(0, 4),
    ),
  );
  return chain(sizes, ([I, K, grid, n]) => {
    const steps = listOf(integerIn(0, grid), I);
    const point: Arbitrary<Point> = map(steps, (at) => at.map((j) => j / grid));
    const tastes = curvesFor(n + 1, utilityOn(I), common);
    return chain(tuple<[number[], number, CurveSpec[]]>(steps, integerIn(1, grid), tastes), (own) =>
      map(
        record<Parts>({
          K: constant(K),
          grid: constant(grid),
          reports: listOf(point, n),
          weights: n === 0 ? constant([]) : weightsOf(n),
          clicks: curvesFor(n + 1, fallingOn(I), common),
          tastes: constant(own[2].slice(1)),
          taste: constant(own[2][0]!),
          t: constant(own[0].map((j) => j / grid)),
          b: map(steps, (to) => elsewhere(own[0], to, own[1], grid)),
          pace: logScale(1e-6, 1e3, 40),
        }),
        paced,
      ),
    );
  });
}

/** The report, moved along the first coordinate when it would be the truth. */
function elsewhere(t: readonly number[], b: readonly number[], by: number, grid: number): Point {
  const same = b.every((j, i) => j === t[i]);
  return b.map((j, i) => (same && i === 0 ? (j + by) % (grid + 1) : j) / grid);
}
