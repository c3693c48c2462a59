import {
  compared,
  minus,
  ONE,
  over,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import type { Rows } from './judge.ts';

/** The place of the largest entry, the first of several. */
export const bestOf = (row: readonly Rational[]): number =>
  row.reduce((best, v, a) => (compared(v, row[best]!) > 0 ? a : best), 0);

/**
 * delta_j of [PAR, Lemma 5] for `own` behind `before`: where the mass of those before is this part of the mass up to her, another alternative for
 * her does as well as her best. null where none ever does.
 */
export function limitAt(before: readonly Rational[], own: readonly Rational[]): Rational | null {
  const best = bestOf(own);
  const limits = own.flatMap((v, a) => {
    const rent = minus(before[best]!, before[a]!);
    return a === best || rent.numerator <= 0n ? [] : [over(minus(own[best]!, v), rent)];
  });
  return limits.length === 0
    ? null
    : limits.reduce((least, limit) => (compared(limit, least) < 0 ? limit : least));
}

/** The market of a path t_1, .., t_m in which F_j-1 / F_j is what `ratio` makes of delta_j and j; nobody else is there. */
export function marketAlong(
  rows: Rows,
  path: readonly number[],
  ratio: (limit: Rational | null, j: number) => Rational,
): Market {
  const shares = rows.map(() => ZERO as Rational);
  let upTo: Rational = ONE;
  for (let j = path.length - 1; j >= 0; j--) {
    const own = path[j]!;
    const before =
      j === 0 ? ZERO : times(upTo, ratio(limitAt(rows[path[j - 1]!]!, rows[own]!), j + 1));
    shares[own] = minus(upTo, before);
    upTo = before;
  }
  return shares;
}

const HALF = rational('1/2');

/**
 * The market of a path with F_j-1 / F_j the given part of delta_j, at most 1/2: [PAR, Lemma 5] asks for less than 1.
 *
 * @param from for earlier types of the path half of delta_j
 */
export const chainMarket = (
  rows: Rows,
  path: readonly number[],
  part: Rational,
  from = 1,
): Market =>
  marketAlong(rows, path, (limit, j) => {
    const wanted = limit && times(j < from ? HALF : part, limit);
    return wanted && compared(wanted, HALF) < 0 ? wanted : HALF;
  });
