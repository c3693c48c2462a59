import { rounding } from '../../../src/core/numeric.ts';
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
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import type { Crowd, Scene } from './site-law.ts';
import type { TieRule } from './site-lotteries.ts';
import { planAt, type Design } from './site-plans.ts';

/** One agent among others on the grid of m steps, and the report she considers; all positions in steps. */
export interface Placed {
  readonly m: number;
  readonly K: number;
  readonly others: Crowd;
  readonly type: number;
  readonly report: number;
}

/** How many the others are. */
export function agentsOf(others: Crowd): number {
  return others.reduce((sum, [, agents]) => sum + agents, 0);
}

/** Rounding of an exact law: log-weights as large as n epsilon, K + 2 of them added, expectations in [0, 1]. */
export function lawTolerance({ K, others }: Pick<Placed, 'K' | 'others'>, epsilon: number): number {
  return rounding(16 * (K + 2), 1 + agentsOf(others) * epsilon);
}

/** Whole agents by shares: the first place takes what is left over. */
export function spread(shares: Crowd, agents: number): Crowd {
  const total = agentsOf(shares);
  const counts = shares.map(([at, share]) => [at, Math.floor((agents * share) / total)] as const);
  const left = agents - agentsOf(counts);
  return counts.map(([at, count], i) => [at, i === 0 ? count + left : count] as const);
}

/**
 * Two places for the second facility between which the others are indifferent, one next to the first facility and one at
 * the far end: who stands just short of the end gains most by reporting the end.
 */
export function torn(m: number, agents: number): Crowd {
  const far = Math.floor(agents / (3 * m));
  return [
    [0, agents - far * m],
    [1, far * (m - 1)],
    [m, far],
  ];
}

/** Shares of the others: at one place, at both ends and next to even, torn, anywhere. */
function sharesOn(m: number): Arbitrary<Crowd> {
  const place = tuple<[number, number]>(integerIn(0, m), integerIn(1, 9));
  return choose<Crowd>(
    { weight: 3, of: listOf(place, 1, 5) },
    oneOfValues<Crowd>([[0, 1]], [[m, 1]]),
    map(integerIn(-20, 20), (tip): Crowd => [
      [0, 1000 + tip],
      [m, 1000 - tip],
    ]),
    constant<Crowd>(torn(m, 3 * m * m)),
  );
}

/** Type and another report on the grid. */
export function liesOn(m: number): Arbitrary<[number, number]> {
  return map(tuple<[number, number]>(integerIn(0, m), integerIn(1, m)), ([type, by]) => [
    type,
    (type + by) % (m + 1),
  ]);
}

/** An agent with n - 1 others. */
export function placed(m: number, K: number, n: number): Arbitrary<Placed> {
  return map(
    tuple<[Crowd, [number, number]]>(sharesOn(m), liesOn(m)),
    ([shares, [type, report]]): Placed => ({ m, K, others: spread(shares, n - 1), type, report }),
  );
}

/** Sizes m and K: small enough for the exact law, and beyond. */
export function sizes(least: number, design?: Design): Arbitrary<readonly [number, number]> {
  const steps = design === 'LOC3' ? oneOfValues(2, 4, 8, 16) : integerIn(1, 12);
  const many = design === 'LOC3' ? oneOfValues(32, 256, 4096) : oneOfValues(13, 40, 100, 1000);
  const facilities = design === 'LOC1' ? integerIn(least, 3) : integerIn(least, 20);
  return choose(
    { weight: 5, of: tuple<[number, number]>(steps, integerIn(least, 4)) },
    { weight: 1, of: tuple<[number, number]>(many, facilities) },
  );
}

/** Agents of a printed mechanism, n from n0 + 1 up to 10^4 n0, or at a given factor of n0; at least K facilities. */
export function placedIn(design: Design, least: number, factor?: number): Arbitrary<Placed> {
  const factors =
    factor === undefined ? choose(constant(1), logScale(1, 1e4, 24)) : constant(factor);
  return chain(
    tuple<[readonly [number, number], number]>(sizes(least, design), factors),
    ([[m, K], by]) => placed(m, K, planAt(design, m, K, by).n),
  );
}

/** An agent of the exponential part, epsilon in (0, most]. */
export interface Lone extends Scene {
  readonly type: number;
  readonly report: number;
}

/** Any number of others from none to 10^6, epsilon over four orders of magnitude up to `most`. */
export function lone(most: number): Arbitrary<Lone> {
  const shape = record<{ m: number; K: number; n: number; epsilon: number }>({
    m: integerIn(1, 16),
    K: integerIn(1, 4),
    n: choose(integerIn(1, 6), map(logScale(1, 1e6, 24), Math.round)),
    epsilon: choose(constant(most), logScale(most / 1e4, most, 40)),
  });
  return chain(shape, ({ m, K, n, epsilon }) =>
    map(placed(m, K, n), ({ others, type, report }): Lone => ({
      m,
      K,
      epsilon,
      others,
      type,
      report,
    })),
  );
}

/** A lie of an agent on the grid of 2^mbar steps in a commitment lottery. */
export interface CommittedLie {
  readonly mbar: number;
  readonly K: number;
  readonly type: number;
  readonly report: number;
  readonly ties: TieRule;
}

const RULES = oneOfValues<TieRule>('low', 'high', 'liar');

/** Lies on grids of 2 to 4096 steps, K from `least` to 5, every tie rule: long, short, next to the ends and the middle. */
export function committedLies(least: number): Arbitrary<CommittedLie> {
  return chain(integerIn(1, 12), (mbar) => {
    const m = 2 ** mbar;
    const near = map(
      tuple<[number, number]>(oneOfValues(0, m / 2 - 1, m / 2, m - 1), integerIn(1, 3)),
      ([type, by]): [number, number] => [type, (type + by) % (m + 1)],
    );
    return map(
      tuple<[[number, number], number, TieRule]>(
        choose(liesOn(m), near),
        integerIn(least, 5),
        RULES,
      ),
      ([[type, report], K, ties]): CommittedLie => ({ mbar, K, type, report, ties }),
    );
  });
}

/** A lie in a mixture whose epsilon is free. */
export interface LonelyLie extends Lone {
  readonly ties: TieRule;
}

/** Lies on grids of 2 to 2^most steps, any number of others; epsilon up to where q = rate(m) epsilon is 1. */
export function lonelyLies(
  least: number,
  most: number,
  rate: (m: number) => number,
): Arbitrary<LonelyLie> {
  const shape = record<{ mbar: number; K: number; n: number; q: number; ties: TieRule }>({
    mbar: integerIn(1, most),
    K: integerIn(least, 4),
    n: choose(integerIn(1, 6), map(logScale(1, 1e6, 24), Math.round)),
    q: choose(constant(1), logScale(1e-4, 1, 40)),
    ties: RULES,
  });
  return chain(shape, ({ mbar, K, n, q, ties }) => {
    const m = 2 ** mbar;
    const epsilon = Math.min(1, q / rate(m));
    return map(placed(m, K, n), (place): LonelyLie => ({ ...place, epsilon, ties }));
  });
}
