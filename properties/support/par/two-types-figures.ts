import {
  fractionText,
  minus,
  ONE,
  plus,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { RULES } from '../../../src/mechanisms/monopoly/rules.ts';
import { bestOf } from './paths.ts';
import { twoTypes, type Pair, type Steps, type TwoTypes } from './two-types.ts';
import { STANDARD } from './two-types-samples.ts';
import type { Market2 } from './two-types-cases.ts';
import { engine, type Dealer } from './two-types-claims.ts';
import { pairing } from './two-types-engine.ts';

const gridOf = (values: Pair): string[] => {
  const named = twoTypes(values).thresholds.map((q) => fractionText(q));
  return [...new Set(['0', '1', ...Array.from({ length: 7 }, (_, i) => `${i + 1}/8`), ...named])];
};

/** "refuted markets of 22 by rule: efficient 3, ..": a check at q = 0, 1/8, .., 1 and every threshold, rule by rule. */
export function byRule(environments: readonly Pair[], slack: (c: Market2) => number): string {
  const grids = environments.flatMap((values) => gridOf(values).map((q) => ({ values, q })));
  const counts = RULES.map((rule) => grids.filter((each) => slack({ ...each, rule }) < 0).length);
  const said = counts.every((count) => count === 0)
    ? 'none under any rule'
    : RULES.map((rule, i) => `${rule} ${counts[i]!}`).join(', ');
  return `refuted at so many of ${grids.length} markets: ${said}`;
}

/** The walk with alternatives for sure alone: lotteries that leave the high type nothing are forgotten. */
export const sureLevels = (values: Pair): Steps => twoTypes(values, false);

/**
 * At q = 1 over all of T: the item with the most v_L(a) - v_H(a), at the price v_H(a), for the low type who is not there. IC-IR, and
 * as good for the seller.
 */
export const lowItemForAbsent: Dealer = (pair, c) => {
  const deal = engine(pair, c);
  const { low, high } = pair.two;
  if (c.q !== '1') return deal;
  const gains = pair.rows[low]!.map((v, a) => minus(v, pair.rows[high]![a]!));
  const a = bestOf(gains);
  return {
    allocation: deal.allocation.with(
      low,
      gains.map((_, b) => (a === b ? ONE : ZERO)),
    ),
    payments: deal.payments.with(low, pair.rows[high]![a]!),
    surplus: deal.surplus.with(low, gains[a]!),
  };
};

/** Every type her best alternative at her whole value. */
export const fullExtraction: Dealer = ({ rows, two }) => ({
  allocation: rows.map((row) => row.map((_, a) => (a === bestOf(row) ? ONE : ZERO))),
  payments: two.best,
  surplus: [ZERO, ZERO],
});

/** What full extraction would earn. */
export const fullRevenue = ({ best, low, high }: TwoTypes, q: Rational): Rational =>
  plus(times(minus(ONE, q), best[low]!), times(q, best[high]!));

/** The most v_L(a) - v_H(a) on the standard environments, where it is > 0: what an absent low type may be offered. */
export function absentRents(): string {
  const gains = STANDARD.map((values) => {
    const { two, rows } = pairing(values);
    const each = rows[two.low]!.map((v, a) => minus(v, rows[two.high]![a]!));
    return each[bestOf(each)]!;
  });
  return gains.map((gain) => fractionText(gain)).join(', ');
}
