import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  record,
  simplex,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { clickOn, curvesFor, places, pointIn, sized, typesBeside, weightsOf } from './cases.ts';
import { headcount, slopesOf, type Crowd, type Point } from './oracles.ts';

/** A population, products shown to it, and a way for its members to be somewhere else. */
export interface Shown extends Crowd {
  readonly s: readonly Point[];
  /** The same groups' reports. */
  readonly others: readonly Point[];
}

/** B. */
export function steepest(crowd: Crowd): number {
  const reach = crowd.points[0]!.length;
  return Math.max(...crowd.clicks.map((click) => slopesOf(click, reach).most));
}

/** I 1..10, K 1..6, one to five groups of up to millions, products anywhere, at agents, and in copies. */
export function shown(common: boolean): Arbitrary<Shown> {
  return sized(integerIn(1, 10), integerIn(1, 5), (attributes, n) =>
    chain(places(attributes, n), (points) =>
      record<Shown>({
        points: constant(points),
        weights: weightsOf(n),
        clicks: curvesFor(n, clickOn(attributes, 1e9), common),
        s: choose<Point[]>(
          { weight: 3, of: listOf(pointIn(attributes), 1, 6) },
          {
            weight: 1,
            of: map(listOf(integerIn(0, n - 1), 1, 6), (at) => at.map((i) => points[i]!)),
          },
        ),
        others: typesBeside(points),
      }),
    ),
  );
}

/** How a product is moved: along shares of the coordinates, up or down, at most `alpha / B` in all. */
export interface Nudged {
  readonly crowd: Shown;
  readonly alpha: number;
  readonly shares: readonly number[];
  readonly signs: readonly number[];
}

/** Products moved by at most alpha / B each, alpha in (0, 1]. */
export function nudged(common: boolean): Arbitrary<Nudged> {
  return chain(shown(common), (crowd) =>
    record<Nudged>({
      crowd: constant(crowd),
      alpha: choose(oneOfValues(1, 0.5, 0.1), logScale(1e-6, 1, 24)),
      shares: simplex(crowd.points[0]!.length, 8),
      signs: listOf(oneOfValues(-1, 1), 1, 12),
    }),
  );
}

/** The products after the move, `room` the l1 distance each may travel; a coordinate turns back where the cube ends. */
export function nudge({ crowd, shares, signs }: Nudged, room: number): Point[] {
  return crowd.s.map((product, k) =>
    product.map((x, i) => {
      const step = (signs[(k * product.length + i) % signs.length] ?? 1) * room * (shares[i] ?? 0);
      const there = x + step;
      if (there >= 0 && there <= 1) return there;
      const back = x - step;
      return back >= 0 && back <= 1 ? back : Math.min(1, Math.max(0, there));
    }),
  );
}

/** One agent of a group, and the report she gives instead. */
export interface OneMoved {
  readonly crowd: Shown;
  readonly agent: number;
  readonly report: Point;
}

/** One agent of any group reports what any group's alternative is, or anything. */
export function oneMoved(common: boolean): Arbitrary<OneMoved> {
  return chain(shown(common), (crowd) =>
    chain(
      tuple<[number, Point]>(
        integerIn(0, crowd.points.length - 1),
        pointIn(crowd.points[0]!.length),
      ),
      ([agent, anywhere]) =>
        record<OneMoved>({
          crowd: constant(crowd),
          agent: constant(agent),
          report: oneOfValues(crowd.others[agent]!, anywhere),
        }),
    ),
  );
}

/** The crowd with one agent's worth of a group at another point. */
export function withReport({ crowd, agent, report }: OneMoved): Crowd {
  const { points, weights, clicks } = crowd;
  const kept = weights[agent]! - 1;
  const stay = points.map((_, n) => n).filter((n) => n !== agent || kept > 0);
  return {
    points: [...stay.map((n) => points[n]!), report],
    weights: [...stay.map((n) => (n === agent ? kept : weights[n]!)), 1],
    clicks: [...stay.map((n) => clicks[n]!), clicks[agent]!],
  };
}

/** Rounding of N F and of places against slopes: agents, coordinates and B. */
export function rateTolerance(crowd: Crowd, scale = 1): number {
  const operations = 4 * crowd.points.length * crowd.points[0]!.length;
  return 8 * operations * 2 ** -53 * scale * (1 + steepest(crowd));
}

/** Rounding of a difference of summed rates. */
export function summedTolerance(crowd: Crowd): number {
  return rateTolerance(crowd, headcount(crowd));
}
