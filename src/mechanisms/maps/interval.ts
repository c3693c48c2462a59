import { oneOf, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { exactMonopolist } from '../monopoly/exact.ts';
import type { Market } from '../monopoly/market.ts';
import { servedEfficiently, sure, type Lottery } from '../monopoly/mechanism.ts';
import { choice, RULES, type Rule } from '../monopoly/rules.ts';

/** The markets of two types, by the share q of the high type [PAR, Lemma 1]. */
export interface IntervalMap {
  readonly environment: ProductEnvironment;
  readonly low: number;
  /** Type 1 where no type is high: then there is one interval, efficient and without surplus [PAR, 5]. */
  readonly high: number;
  /** Whether some type is high: worth more than the other to whoever sells each efficient alternative of the other. */
  readonly rents: boolean;
  /** q_1 < .. < q_m, m <= k: here the mechanisms of both sides are optimal, and the rule selects. */
  readonly thresholds: readonly Rational[];
  /** m + 1 of them, from the one at 0 on. */
  readonly intervals: readonly MarketInterval[];
  /** What a rule selects at each threshold, by the exact seller. */
  chosen(rule: Rule): readonly MarketThreshold[];
}

/** Markets q_j < q < q_{j+1}, with one mechanism. */
export interface MarketInterval {
  readonly from: Rational;
  readonly to: Rational;
  /** alpha_j: what the high type keeps; the low type keeps nothing. */
  readonly alpha: Rational;
  /** What the low type is given, here and there a lottery of two alternatives in the last interval; the high type is served efficiently. */
  readonly lottery: Lottery;
  /** By type. */
  readonly payments: readonly Rational[];
  readonly efficient: boolean;
}

/** The market q_j under a rule. */
export interface MarketThreshold {
  readonly q: Rational;
  readonly market: Market;
  /** CS(t_H, q_j), from alpha_j to alpha_{j-1}. */
  readonly surplus: Rational;
  readonly efficient: boolean;
  /** Pareto improvable: inefficient, and the high type keeps no more than just above q_j. */
  readonly improvable: boolean;
}

/**
 * The map of two types. Revenue at q is q (max v_H - d(x)) + (1 - q) v_L(x), to be maximised over what the low type is given, with
 * d(x) = v_H(x) - v_L(x) >= 0, which the high type keeps: so x walks along the upper hull of the points (d(a), v_L(a)), from the most
 * valuable one towards smaller d, and leaves a corner over a side of slope s at q = s / (1 + s). ours: the walk stops where the hull
 * passes d = 0, at a lottery of two alternatives when none is there, not at the best alternative for v_L - q v_H, which may ask for
 * d < 0. O(k^2).
 *
 * @throws RangeError for another number of types
 * @see [PAR, 5, A.1]
 */
export function intervalMap(environment: ProductEnvironment): IntervalMap {
  const { types } = environment;
  if (types.length !== 2) throw outOfRange('types.length', '2', types.length);
  const rents = [1, 0].find((high) => corner(environment, 1 - high).kept.numerator > 0n);
  const high = rents ?? 1;
  const low = 1 - high;
  const walk = hull(environment, low);
  const thresholds = walk.slice(1).map((next, j) => switching(walk[j]!, next));
  const best = environment.values[high]![environment.efficient[high]![0]!]!;
  const intervals = walk.map(({ kept, value, lottery }, j): MarketInterval => {
    const alpha = kept.numerator > 0n ? kept : ZERO;
    const payments = low === 0 ? [value, minus(best, alpha)] : [minus(best, alpha), value];
    const [from, to] = [thresholds[j - 1] ?? ZERO, thresholds[j] ?? ONE];
    return { from, to, alpha, lottery, payments, efficient: j === 0 };
  });
  const map = { environment, low, high, rents: rents !== undefined, thresholds, intervals };
  const known = new Map<Rule, readonly MarketThreshold[]>();
  const chosen = (rule: Rule): readonly MarketThreshold[] => {
    const found = known.get(oneOf('rule', rule, RULES)) ?? atThresholds(map, rule);
    known.set(rule, found);
    return found;
  };
  return Object.freeze({ ...map, chosen });
}

/** The market of a share q of high types. @throws RangeError for q outside [0, 1] */
export function marketAt({ high }: Pick<IntervalMap, 'high'>, share: Quantity): Market {
  const q = shareOf(share);
  return high === 1 ? [minus(ONE, q), q] : [q, minus(ONE, q)];
}

/** A share of high types. */
export function shareOf(given: Quantity): Rational {
  const q = rational(given, 'q');
  if (q.numerator < 0n || compared(q, ONE) > 0) {
    throw outOfRange('q', 'in [0, 1]', fractionText(q));
  }
  return q;
}

function atThresholds(map: Omit<IntervalMap, 'chosen'>, rule: Rule): readonly MarketThreshold[] {
  const { environment, high, thresholds, intervals } = map;
  const seller = exactMonopolist(environment);
  return thresholds.map((q, j) => {
    const market = marketAt(map, q);
    const { mechanism } = choice(seller, market, rule);
    const surplus = mechanism.surplus[high]!;
    const efficient = [0, 1].every((t) => servedEfficiently(environment, mechanism, t));
    const asAbove = compared(surplus, intervals[j + 1]!.alpha) === 0;
    return { q, market, surplus, efficient, improvable: asAbove && !efficient };
  });
}

/** What the low type is given: d(x) = v_H(x) - v_L(x), and v_L(x). */
interface Point {
  readonly kept: Rational;
  readonly value: Rational;
  readonly lottery: Lottery;
}

function points(environment: ProductEnvironment, low: number): Point[] {
  const [mine, theirs] = [environment.values[low]!, environment.values[1 - low]!];
  return mine.map((value, a) => ({
    kept: minus(theirs[a]!, value),
    value,
    lottery: sure(environment, a),
  }));
}

/** The efficient alternative of a type that leaves the other type least: where the walk begins. */
function corner(environment: ProductEnvironment, low: number): Point {
  const all = points(environment, low);
  const efficient = environment.efficient[low]!.map((a) => all[a]!);
  return efficient.reduce((best, each) => (compared(each.kept, best.kept) < 0 ? each : best));
}

/** The corners of the upper hull from there down to d = 0. */
function hull(environment: ProductEnvironment, low: number): Point[] {
  const walk = [corner(environment, low)];
  const all = points(environment, low);
  for (let here = walk[0]!; here.kept.numerator > 0n; here = walk.at(-1)!) {
    walk.push(following(here, all));
  }
  return walk;
}

/** The next corner, or where the side towards it passes d = 0. The outside option has d = 0, so there is one. */
function following(here: Point, all: readonly Point[]): Point {
  const ahead = all.filter(({ kept }) => compared(kept, here.kept) < 0);
  const slopes = ahead.map((next) => slope(here, next));
  const least = slopes.reduce((best, each) => (compared(each, best) < 0 ? each : best));
  const side = ahead.filter((_, i) => compared(slopes[i]!, least) === 0);
  const farthest = side.reduce((far, each) => (compared(each.kept, far.kept) < 0 ? each : far));
  if (farthest.kept.numerator >= 0n) return farthest;
  return side.find(({ kept }) => kept.numerator === 0n) ?? cut(here, farthest);
}

/** The lottery of two points that has d = 0. */
function cut(here: Point, there: Point): Point {
  const share = over(here.kept, minus(here.kept, there.kept));
  const weights = [minus(ONE, share), share];
  return {
    kept: ZERO,
    value: inner(weights, [here.value, there.value]),
    lottery: here.lottery.map((p, a) => inner(weights, [p, there.lottery[a]!])),
  };
}

function slope(here: Point, next: Point): Rational {
  return over(minus(here.value, next.value), minus(here.kept, next.kept));
}

/** q = s / (1 + s): the two points earn the same there. */
function switching(here: Point, next: Point): Rational {
  const s = slope(here, next);
  return over(s, plus(ONE, s));
}
