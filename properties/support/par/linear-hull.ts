import {
  compared,
  minus,
  over,
  plus,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';

/** Virtual valuations by the definitions of [PAR, C.1], word for word. */
export interface PrintedVirtual {
  /** Ft(t), the mass of types t and above. */
  readonly cumulative: readonly Rational[];
  /** null where the paper defines none: no t_L <= t on the hull, or nothing left of Ft(t_L) = 0. */
  readonly phi: readonly (Rational | null)[];
  /** R(Ft(t)) = R_IR(Ft(t)). */
  readonly touches: readonly boolean[];
}

interface Point {
  readonly x: Rational;
  readonly y: Rational;
}

/** The least concave function above the points, at x: the highest chord over x, all pairs tried. */
function hullAt(points: readonly Point[], x: Rational): Rational {
  const heights = points.flatMap((p) =>
    points.flatMap((q) => {
      if (compared(p.x, x) > 0 || compared(q.x, x) < 0) return [];
      if (compared(p.x, q.x) === 0) return [p.y];
      const slope = over(minus(q.y, p.y), minus(q.x, p.x));
      return [plus(p.y, times(slope, minus(x, p.x)))];
    }),
  );
  return heights.reduce((most, y) => (compared(y, most) > 0 ? y : most));
}

/** The slope of the hull left of x > 0: the least of the chords that end there. */
function slopeLeftOf(points: readonly Point[], x: Rational): Rational {
  const end = hullAt(points, x);
  return points
    .filter((p) => compared(p.x, x) < 0)
    .map((p) => over(minus(end, hullAt(points, p.x)), minus(x, p.x)))
    .reduce((least, slope) => (compared(slope, least) < 0 ? slope : least));
}

export function printedVirtual(
  values: readonly Rational[],
  f: readonly Rational[],
): PrintedVirtual {
  const cumulative = f.map((_, t) => total(f.slice(t)));
  const points = [
    { x: ZERO, y: ZERO },
    ...cumulative.map((x, t) => ({ x, y: times(values[t]!, x) })),
  ];
  const touches = points.slice(1).map(({ x, y }) => compared(hullAt(points, x), y) === 0);
  const phi = values.map((_, t) => {
    const lower = touches.slice(0, t + 1).lastIndexOf(true);
    const x = cumulative[lower];
    return x === undefined || x.numerator === 0n ? null : slopeLeftOf(points, x);
  });
  return { cumulative, phi, touches };
}
