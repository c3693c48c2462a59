import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import {
  leastInteger,
  meetsUniformN0,
  printedEpsilon,
  printedInaccuracy,
  type Scale,
} from './formulas.ts';
import { costAt, retold, type Cohort } from './price-cohorts.ts';
import { average, softened } from './price-oracles.ts';

/** The printed mixture over the prices 0, 1/m, .., 1: uniform commitment, gap 1/m, sensitivity d, n agents. */
export interface Mixture {
  /** Multiplier of total revenue. */
  readonly tilt: number;
  readonly q: number;
  /** 6 sqrt(d (m+1) m/n) sqrt(ln(n/(2 d m))). */
  readonly bound: number;
}

const scaleOf = (m: number, d: number): Scale => ({ d, loss: 1 / (m * (m + 1)), size: m + 1 });

export function printedMixture(n: number, m: number, d: number): Mixture {
  const scale = scaleOf(m, d);
  const epsilon = printedEpsilon(scale, n);
  return {
    tilt: epsilon / (2 * d),
    q: (2 * epsilon) / scale.loss,
    bound: printedInaccuracy(scale, n),
  };
}

/** n0 as Corollary 2 prints it. */
export function uniformN0(m: number, d: number): number {
  return leastInteger((n) => meetsUniformN0(d, 1 / m, m + 1, n));
}

/** N cohorts, all but one of them in the given shares; that one has the vector X. */
export interface Market {
  readonly cohort: Cohort;
  readonly ties: 'weak' | 'strict';
  readonly N: number;
  /** Of each vector among the N - 1 others. */
  readonly shares: readonly number[];
  readonly X: number;
}

/** Everybody's payments at each price, the odd cohort counted as vector Y. */
function revenueOf({ cohort, ties, N, shares }: Market, Y: number): number[] {
  const { m, unit, members, table } = cohort;
  const sells = (value: number, j: number): boolean =>
    ties === 'weak' ? value >= j * unit : value > j * unit;
  return Array.from({ length: m + 1 }, (_, j) => {
    const others = table.reduce((all, v, i) => all + (sells(v, j) ? shares[i]! : 0), 0);
    return (j / m) * members * ((N - 1) * others + Number(sells(table[Y]!, j)));
  });
}

/** The least that a lie of a member of the odd cohort loses in the mixture, others truthful: negative when one pays. */
export function truthSlack(market: Market, { tilt, q }: Mixture): number {
  const { cohort, ties, X } = market;
  const { m, unit, table } = cohort;
  const value = table[X]!;
  const free = Array.from({ length: m + 1 }, (_, j) => Math.max(0, value - j * unit) / (unit * m));
  const worth = (Y: number): number =>
    average(softened(revenueOf(market, Y).map((r) => tilt * r)), free);
  const honest = worth(X);
  const nets = retold(cohort, X).map((Y) => {
    const lie = { value, told: table[Y]! };
    const held = free.reduce((all, _, j) => all + costAt(cohort, lie, j, ties), 0);
    return (q * held) / (unit * m * (m + 1)) - (1 - q) * (worth(Y) - honest);
  });
  return Math.min(...nets);
}

/** max F - E F of the mixture at truthful reports. */
export function revenueLost(market: Market, { tilt, q }: Mixture): number {
  const total = revenueOf(market, market.X);
  const n = market.N * market.cohort.members;
  const alone = average(softened(total.map((r) => tilt * r)), total);
  const even = total.reduce((all, r) => all + r, 0) / total.length;
  return (Math.max(...total) - (1 - q) * alone - q * even) / n;
}

/** Shares that make every price at which somebody stops buying earn the same. */
function evenShares({ table, unit }: Cohort): number[] {
  const falling = table.map((v, i) => ({ v, i })).toSorted((a, b) => b.v - a.v);
  const reach = falling.map(({ v }) => 1 / Math.max(unit / 4, v));
  const shares = table.map(() => 0);
  falling.forEach(({ i }, k) => (shares[i] = (reach[k]! - (reach[k - 1] ?? 0)) / reach.at(-1)!));
  return shares;
}

/** Markets of the given cohorts, N from just above n0 up. */
export function markets(cohorts: Arbitrary<Cohort>): Arbitrary<Market> {
  return chain(cohorts, (cohort) => {
    const size = cohort.table.length;
    const raw = map(listOf(integerIn(0, 8), size), (x) => (x.some((k) => k > 0) ? x : x.fill(1)));
    const point = map(integerIn(0, size - 1), (at) =>
      Array.from({ length: size }, (_, i) => Number(i === at)),
    );
    const weights = choose<number[]>(raw, point, constant(evenShares(cohort)));
    const first = Math.floor(uniformN0(cohort.m, cohort.members) / cohort.members) + 1;
    const parts = tuple<[number[], number, number, 'weak' | 'strict']>(
      weights,
      integerIn(0, size - 1),
      choose(constant(1), logScale(1, 1e5, 40)),
      oneOfValues('weak', 'strict'),
    );
    return map(parts, ([x, X, factor, ties]): Market => {
      const all = x.reduce((sum, k) => sum + k, 0);
      return { cohort, ties, N: Math.ceil(first * factor), shares: x.map((k) => k / all), X };
    });
  });
}
