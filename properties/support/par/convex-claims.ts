import {
  compared,
  inner,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import {
  linearEnvironment,
  type AlternativesSpec,
} from '../../../src/mechanisms/linear/environment.ts';
import { improvableTypes, improvingSplit } from '../../../src/mechanisms/linear/improve.ts';
import { linearMenu } from '../../../src/mechanisms/linear/menu.ts';
import { choose, listOf, map, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { averageShare, figure6, pair, TWO, type Shares } from './convex-cases.ts';
import { bestProfit } from './judge.ts';
import { inefficient, linears, marketOf, oneBest, type Linear } from './linear-cases.ts';
import { improvableOracle, served } from './linear-served.ts';
import { ALL_RULES, ruled, type Ruled } from './ruled.ts';

const two = (alternatives: AlternativesSpec) => linearEnvironment({ values: [1, 2], alternatives });

/** CS(t_2, q), for q of mass zero too. */
function highSurplus(alternatives: AlternativesSpec, q: Rational): Rational {
  return linearMenu(two(alternatives), pair(q), { ties: 'largest' }).entries[1]!.surplus;
}

/** Whether CS(t_2, .) is that of Figure 6 at all segments' shares and their average. */
export const asInFigure6 =
  (alternatives: AlternativesSpec = TWO) =>
  (c: Shares): boolean =>
    [averageShare(c), ...c.segments.map(({ q }) => rational(q))].every(
      (q) => compared(highSurplus(alternatives, q), figure6(q)) === 0,
    );

/** Whether some segment with a larger share, if the segmentation of a market 0 < q < 1/2 is not trivial, leaves type 2 less. */
export const somebodyLoses =
  (alternatives: AlternativesSpec = TWO) =>
  (c: Shares): boolean => {
    const q = averageShare(c);
    const before = highSurplus(alternatives, q);
    const inside = q.numerator > 0n && compared(q, rational('1/2')) < 0;
    const others = c.segments.map((each) => rational(each.q));
    if (!inside || others.every((each) => compared(each, q) === 0)) return true;
    return others.some(
      (each) => compared(each, q) > 0 && compared(highSurplus(alternatives, each), before) < 0,
    );
  };

/** Whether the split of two perturbations is found exactly for 1/2 <= q < 1. */
export function improvableFromHalf(c: Shares): boolean {
  const q = averageShare(c);
  const split = improvingSplit(two(TWO), pair(q), { ties: 'largest' });
  const from = compared(q, rational('1/2')) >= 0 && compared(q, rational(1)) < 0;
  return (split !== null) === from;
}

const STEP = rational('1/8');

/** The program on levels a step h apart earns at most the profit, and at least the profit less h^2. */
export function nearTheProgram(c: Shares): boolean {
  const f = pair(averageShare(c));
  const levels = Array.from({ length: 9 }, (_, j) => times(rational(j), STEP));
  const rows = [1, 2].map((v) => levels.map((a) => times(rational(v), a)));
  const costs = levels.map((a) => over(times(a, a), rational(2)));
  const grid = bestProfit(rows, costs, f);
  const { profit } = linearMenu(two(TWO), f, { ties: 'largest' });
  return compared(grid, profit) <= 0 && compared(profit, plus(grid, times(STEP, STEP))) <= 0;
}

/** A convex cost of the same levels: the slopes between neighbouring levels in order. */
function convexified(c: Linear): Linear {
  const [levels, costs] = [c.levels, c.costs].map((each) => each.map((x) => rational(x)));
  const gap = (i: number): Rational => minus(levels![i + 1]!, levels![i]!);
  const slopes = levels!
    .slice(1)
    .map((_, i) => over(minus(costs![i + 1]!, costs![i]!), gap(i)))
    .toSorted(compared);
  let sum = ZERO;
  const rising = slopes.map((slope, i) => (sum = plus(sum, times(slope, gap(i)))));
  const texts = [ZERO, ...rising].map((x) => `${x.numerator}/${x.denominator}`);
  return oneBest({ ...c, costs: texts });
}

/** Convex piecewise linear costs. */
function piecewise(least: number, most: number): Arbitrary<Ruled<Linear>> {
  return ruled(map(linears(least, most), convexified), ALL_RULES);
}

/** The same, of six draws the first inefficient market off the hyperplanes, where there is one; half the cases are the first draw. */
export function mostlyAsked(least: number, most: number): Arbitrary<Ruled<Linear>> {
  const six = map(
    listOf(piecewise(least, most), 6),
    (all) => all.find((c) => inefficient(c) && !onPlane(c)) ?? all[0]!,
  );
  return choose({ weight: 1, of: piecewise(least, most) }, { weight: 1, of: six });
}

/** Whether the market is on a hyperplane of the list. */
export const onPlane = (c: Linear): boolean =>
  planes(c).some((b) => inner(b, marketOf(c)).numerator === 0n);

function piecewiseOf({ values, levels, costs }: Linear) {
  const points = levels.map((a, i) => [a, costs[i]!] as const);
  const alternatives =
    points.length === 1 ? { levels, costs } : { cost: { family: 'piecewise' as const, points } };
  return linearEnvironment({ values, alternatives });
}

/** What may be broken about the hyperplanes. */
export interface PlanesChanged {
  /** None for pools of several types. */
  readonly single?: boolean;
  /** Kinks off by this much. */
  readonly off?: Rational;
}

/**
 * The b of v(L) F(L) - v(H) F(H) = k (F(L) - F(H)), a pool from L to H - 1 of virtual value k, for every kink k of the cost; and
 * those of f(t) = 0.
 */
export function planes(
  c: Linear,
  { single = false, off = ZERO }: PlanesChanged = {},
): Rational[][] {
  const values = c.values.map((v) => rational(v));
  const kinks = c.levels.slice(1).map((a, i) => {
    const rise = minus(rational(c.costs[i + 1]!), rational(c.costs[i]!));
    return plus(over(rise, minus(rational(a), rational(c.levels[i]!))), off);
  });
  const pools = values.flatMap((low, L) =>
    values.flatMap((high, H) => {
      if (H <= L || (single && H > L + 1)) return [];
      return kinks.map((k) =>
        values.map((_, t) => (t < L ? ZERO : t < H ? minus(low, k) : minus(low, high))),
      );
    }),
  );
  return [...pools, ...values.map((_, t) => values.map((__, s) => rational(s === t ? 1 : 0)))];
}

/** 1 unless the market is inefficient, not improvable, and on none of finitely many hyperplanes b != 0; improvability by the map up to three types. */
export const nonGeneric =
  (changed: PlanesChanged = {}) =>
  (c: Ruled<Linear>): number => {
    const environment = piecewiseOf(c);
    const f = marketOf(c);
    const before = served(environment, f, c.rule);
    if (f.every((share, t) => share.numerator === 0n || before.efficient[t])) return 1;
    const all = planes(c, changed);
    if (all.some((b) => b.every(({ numerator }) => numerator === 0n))) return -1;
    if (all.some((b) => inner(b, f).numerator === 0n)) return 1;
    if (f.length <= 3) return improvableOracle(c, c.rule)(f) ? 1 : -1;
    return improvingSplit(environment, f, { ties: 'largest' }) === null ? -1 : 1;
  };

/** The same with C(a) = a^2/2 on [0, inf) in place of a cost with kinks: hyperplanes of finitely many of its slopes. */
export function nonGenericSmooth(c: Ruled<Linear>): number {
  const cost = { family: 'power', scale: '1/2', exponent: 2 } as const;
  const environment = linearEnvironment({
    values: c.values,
    alternatives: { cost, low: 0, high: null },
  });
  const f = marketOf(c);
  const menu = linearMenu(environment, f, { ties: 'largest' });
  const on = planes(c).some((b) => inner(b, f).numerator === 0n);
  return menu.efficient || on || improvableTypes(environment, menu).length > 0 ? 1 : -1;
}
