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
  tied,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import type { Point } from './oracles.ts';

/** The hypotheses of [SEG, 2]: curves, populations, ways to err. */

/** Decreasing steps as a table on [0, reach]: widths and drops in whole parts, so that pieces may be constant. */
function steps(
  reach: number,
  pieces: readonly (readonly [number, number])[],
  top: number,
  bottom: number,
): CurveSpec {
  const width = pieces.reduce((total, [w]) => total + w, 0);
  const height = Math.max(
    1,
    pieces.reduce((total, [, h]) => total + h, 0),
  );
  let [right, down] = [0, 0];
  const points = pieces.map(([w, h], i): [number, number] => {
    right += w;
    down += h;
    const last = i === pieces.length - 1;
    return [last ? reach : (reach * right) / width, top - (top - bottom) * (down / height)];
  });
  return { family: 'table', points: [[0, top], ...points] };
}

/** A table that falls from `top` to `floor` within `width`, and to `end` at reach. */
export function cliff(
  reach: number,
  width: number,
  floor: number,
  end = floor,
  top = 1,
): CurveSpec {
  const fall: [number, number][] = [
    [0, top],
    [width, floor],
  ];
  return { family: 'table', points: width < reach ? [...fall, [reach, end]] : fall };
}

const heights = onGrid(20);

/** Any decreasing Lipschitz P into [0, 1]: clipped lines of any slope up to `steepest`, powers, tables with flat pieces, cliffs. */
export function clickOn(reach: number, steepest: number): Arbitrary<CurveSpec> {
  const line = map(
    choose(oneOfValues(1 / reach, 1, 3), logScale(1e-3, steepest, 60)),
    (slope): CurveSpec => ({ family: 'linear', slope }),
  );
  const power = map(oneOfValues(1, 1.5, 2, 3, 8), (exponent): CurveSpec => ({
    family: 'power',
    exponent,
  }));
  const piece = tuple<[number, number]>(integerIn(1, 6), integerIn(0, 4));
  const table = map(
    tuple<[[number, number][], number, number]>(listOf(piece, 1, 4), heights, heights),
    ([pieces, one, other]) => steps(reach, pieces, Math.max(one, other), Math.min(one, other)),
  );
  return choose(line, power, table, cliffOn(reach, reach / 2, steepest));
}

/** Cliffs of any width down to 1/steepest, from any height to any other. */
export function cliffOn(reach: number, widest: number, steepest: number): Arbitrary<CurveSpec> {
  const parts = tuple<[number, number, number]>(
    logScale(1 / steepest, widest, 60),
    heights,
    heights,
  );
  return map(parts, ([width, one, other]) =>
    cliff(reach, width, Math.min(one, other), Math.min(one, other), Math.max(one, other, 0.05)),
  );
}

/** Any decreasing V with V(0) = 1 and a slope away from 0: lines, concave and convex tables, near jumps, powers below 1. */
export function utilityOn(reach: number): Arbitrary<CurveSpec> {
  const line = map(logScale(1e-6, 1, 30), (share): CurveSpec => ({
    family: 'linear',
    slope: share / reach,
  }));
  const power = map(oneOfValues(1, 0.5, 0.25), (exponent): CurveSpec => ({
    family: 'power',
    exponent,
  }));
  const piece = tuple<[number, number]>(integerIn(1, 12), integerIn(1, 200));
  const table = map(
    tuple<[[number, number][], number]>(listOf(piece, 1, 4), onGrid(20)),
    ([pieces, low]) => steps(reach, pieces, 1, Math.min(low, 0.95)),
  );
  const drop = map(
    tuple<[number, number]>(onGrid(16), logScale(1e-6, 0.4, 20)),
    ([place, slight]): CurveSpec => jump(reach, Math.min(Math.max(place, 0.02), 0.97), slight),
  );
  return choose(line, power, table, drop);
}

/** Nearly 1 up to `place`, then down within a hundredth of the reach to nearly 0. */
function jump(reach: number, place: number, slight: number): CurveSpec {
  return {
    family: 'table',
    points: [
      [0, 1],
      [place * reach, 1 - slight],
      [(place + 0.01) * reach, slight],
      [reach, 0],
    ],
  };
}

/** A point of the cube on sixteenths. */
export function pointIn(attributes: number): Arbitrary<Point> {
  return choose<Point>(
    { weight: 3, of: listOf(onGrid(16), attributes) },
    { weight: 1, of: listOf(oneOfValues(0, 1), attributes) },
  );
}

/** How many agents stand behind each of n groups: one each, a few, or millions. */
export function weightsOf(n: number): Arbitrary<number[]> {
  const many = map(logScale(1, 4e6, 40), Math.round);
  return choose<number[]>(
    constant(Array.from({ length: n }, () => 1)),
    listOf(integerIn(1, 9), n),
    listOf(many, n),
  );
}

/** Groups' places: anywhere, with ties, everybody together, or in opposite corners. */
export function places(attributes: number, n: number): Arbitrary<Point[]> {
  const together = map(pointIn(attributes), (point) => Array.from({ length: n }, () => point));
  const corners = constant(
    Array.from({ length: n }, (_, i) => Array.from({ length: attributes }, () => i % 2)),
  );
  return choose<Point[]>(
    { weight: 3, of: listOf(pointIn(attributes), n) },
    { weight: 2, of: tied(pointIn(attributes), n) },
    together,
    corners,
  );
}

/** A point at l1 distance at most `share` times the room there is from each given point, moved along every coordinate. */
export function moved(points: readonly Point[], share: number, signs: readonly number[]): Point[] {
  return points.map((point, n) =>
    point.map((x, i) => {
      const up = signs[(n * point.length + i) % signs.length]! > 0;
      return up ? x + share * (1 - x) : x - share * x;
    }),
  );
}

/** Types beside the reports: the same, a little off, or anywhere. */
export function typesBeside(reports: readonly Point[]): Arbitrary<Point[]> {
  const share = choose(logScale(1e-6, 1, 24), oneOfValues(0.1, 0.5, 1));
  const signs = listOf(oneOfValues(-1, 1), 1, 12);
  return choose<Point[]>(
    constant([...reports]),
    map(tuple<[number, number[]]>(share, signs), ([by, way]) => moved(reports, by, way)),
    places(reports[0]!.length, reports.length),
  );
}

/** The same curve for all n groups, or one each. */
export function curvesFor(
  n: number,
  one: Arbitrary<CurveSpec>,
  common: boolean,
): Arbitrary<CurveSpec[]> {
  if (!common) return listOf(one, n);
  return map(one, (spec) => Array.from({ length: n }, () => spec));
}

/** N epsilon: every order of magnitude, the decades where bounds bite more often. */
export const exponents: Arbitrary<number> = choose(
  { weight: 2, of: logScale(15, 200, 60) },
  { weight: 1, of: logScale(1e-4, 1e5, 60) },
);

/** Sizes first, contents after, for two sizes. */
export function sized<T>(
  first: Arbitrary<number>,
  second: Arbitrary<number>,
  make: (a: number, b: number) => Arbitrary<T>,
): Arbitrary<T> {
  return chain(tuple<[number, number]>(first, second), ([a, b]) => make(a, b));
}
