import {
  compared,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { bestOf } from './paths.ts';

/** Two rows of k valuations, as numbers or texts of fractions. */
export type Pair = readonly (readonly (number | string)[])[];

/** What the low type is given: v_L(x), and d(x) = v_H(x) - v_L(x), which the high type keeps. */
export interface Level {
  readonly value: Rational;
  readonly kept: Rational;
}

/** The levels of the low type as q rises, and q_1 < .. < q_m, where two of them earn the same. */
export interface Steps {
  readonly levels: readonly Level[];
  readonly thresholds: readonly Rational[];
}

/** Two types in closed form, by hand: no program is solved. */
export interface TwoTypes extends Steps {
  /** The types that are high, of which [PAR, 5] says that there is at most one. */
  readonly highs: readonly number[];
  /** 0 and 1 where no type is high. */
  readonly low: number;
  readonly high: number;
  /** max_a v(t, a), the outside option included. */
  readonly best: readonly Rational[];
}

export const greater = (a: Rational, b: Rational): boolean => compared(a, b) > 0;
export const equals = (a: Rational, b: Rational): boolean => compared(a, b) === 0;

/** A row with the outside option in front. */
export const rowOf = (row: readonly (number | string)[]): Rational[] => [
  ZERO,
  ...row.map((v) => rational(v)),
];

/**
 * The walk over what the low type can be given. Revenue is (1-q) v_L(x) + q (max v_H - d(x)) over lotteries with d(x) >= 0; its
 * corners are the alternatives with d >= 0 and, unless left out, the lotteries of two alternatives with d(x) = 0.
 */
export function twoTypes(values: Pair, lotteries = true): TwoTypes {
  const rows = values.map((row) => rowOf(row));
  const highs = [0, 1].filter((t) => {
    const a = bestOf(rows[1 - t]!);
    return greater(rows[t]![a]!, rows[1 - t]![a]!);
  });
  const high = highs[0] ?? 1;
  const low = 1 - high;
  const best = rows.map((row) => row[bestOf(row)]!);
  if (highs.length === 0) {
    return { highs, low, high, best, levels: [{ value: best[low]!, kept: ZERO }], thresholds: [] };
  }
  return { highs, low, high, best, ...walk(corners(rows[low]!, rows[high]!, lotteries)) };
}

function corners(low: readonly Rational[], high: readonly Rational[], lotteries: boolean): Level[] {
  const all = low.map((value, a) => ({ value, kept: minus(high[a]!, value) }));
  const above = all.filter(({ kept }) => kept.numerator >= 0n);
  const below = all.filter(({ kept }) => kept.numerator < 0n);
  if (!lotteries) return above;
  const mixed = above.flatMap((one) =>
    below.map((other): Level => {
      const share = over(one.kept, minus(one.kept, other.kept));
      const value = plus(times(share, other.value), times(minus(ONE, share), one.value));
      return { value, kept: ZERO };
    }),
  );
  return [...above, ...mixed];
}

function walk(points: readonly Level[]): Steps {
  const better = (a: Level, b: Level): boolean =>
    greater(a.value, b.value) || (equals(a.value, b.value) && greater(b.kept, a.kept));
  let here = points.reduce((best, point) => (better(point, best) ? point : best));
  const levels = [here];
  const thresholds: Rational[] = [];
  while (here.kept.numerator > 0n) {
    const rate = ({ value, kept }: Level): Rational =>
      over(minus(here.value, value), minus(here.kept, kept));
    const cheaper = points.filter(({ kept }) => greater(here.kept, kept));
    const next = cheaper.reduce((best, point) => {
      const order = compared(rate(point), rate(best));
      return order < 0 || (order === 0 && greater(best.kept, point.kept)) ? point : best;
    });
    const s = rate(next);
    thresholds.push(over(s, plus(ONE, s)));
    levels.push(next);
    here = next;
  }
  return { levels, thresholds };
}

/** The revenue of a level at q. */
export function revenueAt({ best, high }: TwoTypes, { value, kept }: Level, q: Rational): Rational {
  return plus(times(minus(ONE, q), value), times(q, minus(best[high]!, kept)));
}

/** The levels that earn most at q in [0, 1]: one, or the two that meet there. At q = 0 the first, at q = 1 the last. */
export function levelsAt({ levels, thresholds }: Steps, q: Rational): Level[] {
  const first = thresholds.filter((threshold) => greater(q, threshold)).length;
  const meets = first < thresholds.length && equals(q, thresholds[first]!);
  return levels.slice(first, first + (meets ? 2 : 1));
}
