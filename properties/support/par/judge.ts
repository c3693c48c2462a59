import {
  compared,
  inner,
  minus,
  ONE,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { lexicographicMaximum, type Program } from './simplex.ts';

/**
 * [PAR, 4] word for word, in fractions, for whoever claims to know an optimal menu or a better segmentation: nothing here is taken from the
 * engine but its fractions. Valuations are n rows of k + 1, the outside option first.
 */

type Row = readonly Rational[];
export type Rows = readonly Row[];

/** A direct mechanism, a row for every type. */
export interface Offered {
  readonly allocation: Rows;
  readonly payments: Row;
}

const most = (values: Row): Rational =>
  values.reduce((best, v) => (compared(v, best) > 0 ? v : best), ZERO);

/** v(t, x(t)) - p(t). */
export function surplusOf(values: Rows, { allocation, payments }: Offered): Rational[] {
  return values.map((row, t) => minus(inner(row, allocation[t]!), payments[t]!));
}

/** The most that IC, IR or a probability is broken by, over all types; 0 when none is. */
export function broken(values: Rows, offered: Offered): Rational {
  const { allocation, payments } = offered;
  const surplus = surplusOf(values, offered);
  const lies = values.flatMap((row, t) =>
    allocation.map((x, s) => minus(minus(inner(row, x), payments[s]!), surplus[t]!)),
  );
  const lotteries = allocation.flatMap((x) => {
    const off = minus(total(x), ONE);
    return [off, minus(ZERO, off), ...x.map((p) => minus(ZERO, p))];
  });
  return most([...lies, ...surplus.map((u) => minus(ZERO, u)), ...lotteries]);
}

/** x(t, a), a >= 1, then u(t): IC of every pair of types of T, probabilities; IR is u >= 0. */
function program(values: Rows): Program {
  const n = values.length;
  const k = values[0]!.length - 1;
  const zeros = (): Rational[] => Array.from({ length: n * (k + 1) }, () => ZERO);
  const rows: Rational[][] = [];
  const limits: Rational[] = [];
  for (let t = 0; t < n; t++) {
    const one = zeros();
    for (let a = 0; a < k; a++) one[t * k + a] = ONE;
    rows.push(one);
    limits.push(ONE);
    for (let s = 0; s < n; s++) {
      if (s === t) continue;
      const row = zeros();
      for (let a = 0; a < k; a++) row[s * k + a] = minus(values[t]![a + 1]!, values[s]![a + 1]!);
      row[n * k + s] = ONE;
      row[n * k + t] = minus(ZERO, ONE);
      rows.push(row);
      limits.push(ZERO);
    }
  }
  return { rows, limits };
}

/** An objective over mechanisms, n weights each: of what t pays, of what she keeps; and k + 1 costs of what she is given. */
interface Aim {
  readonly pays?: Row;
  readonly keeps?: Row;
  readonly costs?: Row;
}

function costOf(values: Rows, { pays, keeps, costs }: Aim): Rational[] {
  const of = (row: Row | undefined, t: number): Rational => row?.[t] ?? ZERO;
  const margin = (v: Rational, a: number): Rational =>
    minus(v, minus(of(costs, a + 1), of(costs, 0)));
  return [
    ...values.flatMap((row, t) => row.slice(1).map((v, a) => times(of(pays, t), margin(v, a)))),
    ...values.map((_, t) => minus(of(keeps, t), of(pays, t))),
  ];
}

/** The most revenue of any IC-IR mechanism for all of T, proved by multipliers that are checked here. */
export function bestRevenue(values: Rows, f: Row): Rational {
  return bestAmongOptimal(values, f, [])[0]!;
}

/** The most revenue less the expected cost, k + 1 costs, that of the outside option first. */
export function bestProfit(values: Rows, costs: Row, f: Row): Rational {
  const { rows, limits } = program(values);
  const aim = costOf(values, { pays: f, costs });
  return minus(lexicographicMaximum({ rows, limits }, [aim]).values[0]!, costs[0]!);
}

/** The most revenue, then the best of each aim in turn among the mechanisms that are optimal by those before. */
export function bestAmongOptimal(values: Rows, f: Row, aims: readonly Aim[]): Rational[] {
  const { rows, limits } = program(values);
  const costs = [{ pays: f }, ...aims].map((aim) => costOf(values, aim));
  const found = lexicographicMaximum({ rows, limits }, costs);
  const bound = inner(found.multipliers, limits);
  const priced = costs[0]!.every(
    (c, j) =>
      found.multipliers.every((y) => y.numerator >= 0n) &&
      compared(total(rows.map((row, i) => times(row[j]!, found.multipliers[i]!))), c) >= 0,
  );
  if (!priced || compared(bound, found.values[0]!) !== 0) throw new Error('a bound without proof');
  return [...found.values];
}

/** [low, high] of what type t keeps, and of what she pays, over all mechanisms optimal for f over all of T. */
export function extremes(
  values: Rows,
  f: Row,
  t: number,
  what: 'pays' | 'keeps',
): [Rational, Rational] {
  const only = (sign: Rational): Rational[] => f.map((_, s) => (s === t ? sign : ZERO));
  const high = bestAmongOptimal(values, f, [{ [what]: only(ONE) }])[1]!;
  const low = bestAmongOptimal(values, f, [{ [what]: only(minus(ZERO, ONE)) }])[1]!;
  return [minus(ZERO, low), high];
}

/** Whether the mechanism breaks no constraint and nothing earns more in f. */
export function optimal(values: Rows, f: Row, offered: Offered): boolean {
  return (
    broken(values, offered).numerator === 0n &&
    compared(inner(f, offered.payments), bestRevenue(values, f)) === 0
  );
}

/** Whether t gets what is worth most to her, for sure or by a lottery over alternatives that are worth as much. */
export function wellServed(values: Rows, { allocation }: Offered, t: number): boolean {
  return compared(inner(values[t]!, allocation[t]!), most(values[t]!)) === 0;
}

/** Whether all types with mass are well served. */
export function efficientIn(values: Rows, f: Row, offered: Offered): boolean {
  return f.every((share, t) => share.numerator === 0n || wellServed(values, offered, t));
}

/** A segment with its weight and what the types would keep in it. */
export interface Segment {
  readonly weight: Rational;
  readonly market: Row;
  readonly surplus: Row;
}

/** Whether the types that are in the other market keep no less there; `strictly`: and one of them more. */
export function dominates(
  other: { readonly market: Row; readonly surplus: Row },
  surplus: Row,
  strictly: boolean,
): boolean {
  const signs = other.market.flatMap((share, t) =>
    share.numerator > 0n ? [compared(other.surplus[t]!, surplus[t]!)] : [],
  );
  return signs.every((sign) => sign >= 0) && (!strictly || signs.some((sign) => sign > 0));
}

/** Whether the segments are markets, have weights > 0, and average to f. */
export function averages(f: Row, segments: readonly Segment[]): boolean {
  const markets = segments.every(
    ({ weight, market }) =>
      weight.numerator > 0n &&
      market.every((share) => share.numerator >= 0n) &&
      compared(total(market), ONE) === 0,
  );
  return (
    markets &&
    f.every(
      (share, t) =>
        compared(total(segments.map((s) => times(s.weight, s.market[t]!))), share) === 0,
    )
  );
}

/** [PAR, 4.1]: every segment weakly dominates f, some segment dominates it. */
export function paretoImproving(f: Row, surplus: Row, segments: readonly Segment[]): boolean {
  return (
    averages(f, segments) &&
    segments.every((segment) => dominates(segment, surplus, false)) &&
    segments.some((segment) => dominates(segment, surplus, true))
  );
}
