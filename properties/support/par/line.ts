import {
  compared,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import { environmentOf, type Valuations } from './arbitraries.ts';
import { dominates, efficientIn } from './judge.ts';
import { offered } from './scenes.ts';
import type { AnyRule } from './ruled.ts';
import { kinks } from './ties.ts';

/** The markets of two types that are alike: a point, or an open interval shown by its middle. */
export interface Spot {
  /** The share of the second type. */
  readonly q: Rational;
  readonly open: boolean;
  readonly market: readonly Rational[];
  readonly payments: readonly Rational[];
  readonly surplus: readonly Rational[];
  readonly efficient: boolean;
}

/** Point, interval, point, .. from q = 0 to q = 1. */
export function spotsOf(values: Valuations, rule: AnyRule): Spot[] {
  const seller = exactMonopolist(environmentOf({ values }));
  const ends = [rational(1), ZERO];
  const points = [ZERO, ...kinks(seller, ends, ends.toReversed()), ONE];
  const spot = (q: Rational, open: boolean): Spot => {
    const market = [minus(ONE, q), q];
    const mechanism = offered(seller, market, rule);
    const { surplus, payments } = mechanism;
    const efficient = efficientIn(seller.environment.values, market, mechanism);
    return { q, open, market, payments, surplus, efficient };
  };
  return points.flatMap((q, i) => {
    const next = points[i + 1];
    return next ? [spot(q, false), spot(over(plus(q, next), rational(2)), true)] : [spot(q, false)];
  });
}

/** Whether the markets of the spot are improvable: segments on both sides that hurt nobody, one of which helps. */
export function improvableSpot(spots: readonly Spot[], at: number): boolean {
  const own = spots[at]!;
  const [left, right] = [spots.slice(0, at), spots.slice(at + 1)].map((side) => ({
    weak: own.open || side.some((spot) => dominates(spot, own.surplus, false)),
    strict: side.some((spot) => dominates(spot, own.surplus, true)),
  }));
  return (left!.strict && right!.weak) || (right!.strict && left!.weak);
}

/** The inefficient spots that are not improvable. */
export function stuckSpots(values: Valuations, rule: AnyRule): Spot[] {
  const spots = spotsOf(values, rule);
  return spots.filter((spot, i) => !spot.efficient && !improvableSpot(spots, i));
}

/** The value of the markets to their types when all are served efficiently. */
const worth = (best: readonly Rational[], market: readonly Rational[]): Rational =>
  inner(best, market);

/**
 * What efficient service and no more revenue than before would take, at the least, over all segmentations of a market and all optimal
 * mechanisms in the segments: lost value plus revenue above the old menu's, on average. 0 exactly when the corner (w - V, V) of the
 * surplus triangle is reached, or approached.
 */
export function distanceFromCorner(
  values: Valuations,
  spots: readonly Spot[],
  at: number,
): Rational {
  const { values: rows } = environmentOf({ values });
  const best = rows.map((row) => row.reduce((most, v) => (compared(v, most) > 0 ? v : most), ZERO));
  const own = spots[at]!;
  const cost = (
    q: Rational,
    { payments, surplus }: Pick<Spot, 'payments' | 'surplus'>,
  ): Rational => {
    const market = [minus(ONE, q), q];
    const lost = minus(worth(best, market), plus(inner(market, payments), inner(market, surplus)));
    return plus(lost, minus(inner(market, payments), inner(market, own.payments)));
  };
  const places = spots.flatMap((spot, i) => {
    if (spot.open) return [{ q: spot.q, cost: cost(spot.q, spot) }];
    const around = [spot, ...[spots[i - 1], spots[i + 1]].flatMap((next) => next ?? [])];
    return around.map((menu) => ({ q: spot.q, cost: cost(spot.q, menu) }));
  });
  const between = places.flatMap((low) =>
    places.flatMap((high) => {
      if (compared(low.q, own.q) > 0 || compared(own.q, high.q) > 0) return [];
      if (compared(low.q, high.q) === 0) return [low.cost];
      const share = over(minus(own.q, low.q), minus(high.q, low.q));
      return [plus(times(minus(ONE, share), low.cost), times(share, high.cost))];
    }),
  );
  return between.reduce((least, each) => (compared(each, least) < 0 ? each : least));
}
