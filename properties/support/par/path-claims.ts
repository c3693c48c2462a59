import {
  compared,
  inner,
  minus,
  ONE,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { productEnvironment } from '../../../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import { surplusRanges } from '../../../src/mechanisms/monopoly/payments.ts';
import { RULES, selected } from '../../../src/mechanisms/monopoly/rules.ts';
import { broken, optimal, type Rows } from './judge.ts';
import { bestOf, marketAlong } from './paths.ts';
import { must, type Deal } from './two-types-claims.ts';
import { equals, greater, rowOf, type Pair } from './two-types.ts';

/** Types in the order of a path: each is to be indifferent to the next one's item, the last to nothing. */
export interface Path {
  readonly values: Pair;
  /** In (0, 1): the part of its limit at which F(t_{j-1})/F(t_j) stands. */
  readonly part: string;
}

/** The efficient mechanism M* with these constraints binding; `back`: what everybody is given on top. */
export function alongPath(rows: Rows, back = ZERO): Deal {
  const best = rows.map((row) => bestOf(row));
  const surplus: Rational[] = [];
  for (let t = rows.length - 1; t >= 0; t--) {
    const next = best[t + 1];
    const step =
      next === undefined
        ? back
        : plus(surplus[t + 1]!, minus(rows[t]![next]!, rows[t + 1]![next]!));
    surplus[t] = step;
  }
  return {
    allocation: rows.map((row, t) => row.map((_, a) => (a === best[t] ? ONE : ZERO))),
    payments: rows.map((row, t) => minus(row[best[t]!]!, surplus[t]!)),
    surplus,
  };
}

/** f(t_1), .., f(t_n) with F(t_{j-1}) = part min(1, delta_j) F(t_j). */
export const pathMarket = (rows: Rows, part: Rational): Market =>
  marketAlong(
    rows,
    rows.map((_, t) => t),
    (limit) => (limit === null || greater(limit, ONE) ? part : times(part, limit)),
  );

/** [PAR, Lemma 5]: where M* is IC-IR, the market of the proof has full support, and M* alone is optimal in it. */
export const pathSlack =
  (scale = ONE, back = ZERO) =>
  ({ values, part }: Path): number => {
    const rows = values.map((row) => rowOf(row));
    if (broken(rows, alongPath(rows)).numerator !== 0n) return 1;
    const deal = alongPath(rows, back);
    const f = pathMarket(rows, times(scale, rational(part)));
    if (f.some((share) => share.numerator <= 0n)) return -1;
    if (rows.length <= 4 && !optimal(rows, f, deal)) return -1;
    return must(alone(values, rows, f, deal));
  };

/** Whether the engine sells M* under every rule, and every optimal mechanism has its surpluses and its value. */
function alone(values: Pair, rows: Rows, f: readonly Rational[], deal: Deal): boolean {
  const seller = exactMonopolist(productEnvironment({ values }));
  const optimum = seller.optimum(f);
  const value = (allocation: Rows): Rational =>
    total(rows.map((row, t) => inner(row, allocation[t]!)));
  const least = optimum.best({
    allocation: rows.map((row) => row.map((v) => minus(ZERO, v))),
  }).mechanism;
  return (
    equals(optimum.revenue, inner(f, deal.payments)) &&
    equals(value(least.allocation), value(deal.allocation)) &&
    surplusRanges(seller.environment, optimum).every(
      ({ low, high }, t) => equals(low, deal.surplus[t]!) && equals(high, deal.surplus[t]!),
    ) &&
    RULES.every((rule) =>
      selected(seller.environment, optimum, rule).surplus.every((u, t) =>
        equals(u, deal.surplus[t]!),
      ),
    )
  );
}

/** Whether M* along this order is IC-IR. */
export function binds(values: Pair): boolean {
  const rows = values.map((row) => rowOf(row));
  return compared(broken(rows, alongPath(rows)), ZERO) === 0;
}
