import {
  compared,
  minus,
  ONE,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import { RULES, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { faces } from '../../../src/mechanisms/maps/cells.ts';
import {
  selection,
  type SelectedCell,
  type Selection,
} from '../../../src/mechanisms/maps/selection.ts';
import { map, oneOfValues, tuple, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { environmentOf, type Sold, type Valuations } from './arbitraries.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import { dominates, type Rows } from './judge.ts';

/** A market under a selection rule. */
export interface Ruled extends Sold {
  readonly rule: Rule;
}

export const ruled = (of: Arbitrary<Sold>): Arbitrary<Ruled> =>
  map(tuple<[Sold, Rule]>(of, oneOfValues(...RULES)), ([c, rule]) => ({ ...c, rule }));

/** The place of a type's best alternative. */
export const bestOf = (row: readonly Rational[]): number =>
  row.reduce((best, v, a) => (compared(v, row[best]!) > 0 ? a : best), 0);

/**
 * delta_j of [PAR, Lemma 5] for `own` behind `before`: up to this ratio of those before to those up to her, serving her efficiently pays.
 * null: always.
 */
function threshold(before: readonly Rational[], own: readonly Rational[]): Rational | null {
  const best = bestOf(own);
  let least: Rational | null = null;
  own.forEach((v, a) => {
    const rent = minus(before[best]!, before[a]!);
    if (rent.numerator <= 0n) return;
    const gain = minus(own[best]!, v);
    const ratio: Rational = {
      numerator: gain.numerator * rent.denominator,
      denominator: gain.denominator * rent.numerator,
    };
    if (least === null || compared(ratio, least) < 0) least = ratio;
  });
  return least && rational(least);
}

/** The market of a path t_1, .., t_m with F_j-1 / F_j the given part of delta_j, at most 1/2: [PAR, Lemma 5] asks for less than 1. */
export function chainMarket(values: Rows, path: readonly number[], part: Rational): Market {
  const half = rational('1/2');
  const shares = values.map(() => ZERO as Rational);
  let upTo: Rational = ONE;
  for (let j = path.length - 1; j >= 0; j--) {
    const delta = j === 0 ? ZERO : threshold(values[path[j - 1]!]!, values[path[j]!]!);
    const wanted = delta === null ? half : times(part, delta);
    const before = times(upTo, compared(wanted, half) > 0 ? half : wanted);
    shares[path[j]!] = minus(upTo, before);
    upTo = before;
  }
  return shares;
}

/** A cell of markets with those that are made of no other types and dominate. */
interface Judged {
  readonly cell: SelectedCell;
  readonly above: readonly SelectedCell[];
}

/** All cells of the markets of drawn environments, by rule; `posted`, the slow one, aside. */
export function everyCell(
  drawn: readonly Valuations[],
): { readonly rule: Rule; readonly cells: readonly Judged[] }[] {
  const known = drawn.map((values) => faces(exactMonopolist(environmentOf({ values }))));
  return RULES.filter((rule) => rule !== 'posted').map((rule) => ({
    rule,
    cells: known.flatMap((map, i) => judged(selection(map, rule), drawn[i]!)),
  }));
}

function judged(map: Selection, values: Valuations): Judged[] {
  return map.cells(values.map((_, t) => t)).map((cell) => ({
    cell,
    above: map
      .cells(cell.support)
      .filter(({ inside, surplus }) => dominates({ market: inside, surplus }, cell.surplus, true)),
  }));
}
