import {
  chain,
  choose,
  constant,
  integerIn,
  logScale,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { placed, type Placed } from './site-cases.ts';
import { gainOver } from './site-law.ts';
import { lossIn, offersOf, type LotteryName, type TieRule } from './site-lotteries.ts';
import { planAt, type SitePlan } from './site-plans.ts';

/** An agent between grid points (`type` in steps, any real) in LOC4 run with a lottery; reports and others on the grid. */
export interface Between extends Placed {
  readonly lottery: LotteryName;
  readonly ties: TieRule;
}

/** The same in a mixture whose epsilon is free. */
export interface Afar extends Between {
  readonly epsilon: number;
}

/** A mixture's epsilon and its lottery's share. */
export type Mix = Pick<SitePlan, 'epsilon' | 'q'>;

/** By how much `kept` serves the agent better than her report, exactly: q loss - (1 - q) gain, ties as the case has them. */
export function better(c: Between, { epsilon, q }: Mix, kept: number): number {
  const { m, K, type, report, others, ties, lottery } = c;
  const held = K === 1 ? 0 : lossIn(offersOf(lottery, m), m, type, report, ties, kept);
  return q * held - (1 - q) * gainOver({ m, K, epsilon, others }, type, report, kept);
}

/** The grid point next to the agent on her report's side; her own place when she stands on the grid. */
export function inner({ type, report }: Pick<Between, 'type' | 'report'>): number {
  return report > type ? Math.ceil(type) : Math.floor(type);
}

const LOTTERIES = ['printed', 'dyadic', 'adjacent'] as const;

/** Places between grid points: on them, at and next to the borders of their cells, anywhere on 64ths of a step. */
function placesOn(m: number): Arbitrary<number> {
  const offset = choose(
    oneOfValues(0, 1 / 2, 1 / 2 - 2 ** -12, 1 / 2 + 2 ** -12, 2 ** -12),
    map(integerIn(0, 63), (k) => k / 64),
  );
  return map(tuple<[number, number]>(integerIn(0, m - 1), offset), ([cell, part]) => cell + part);
}

/** Agents of LOC4 at LOC3's printed parameters, n from n0 + 1 up to 10^3 n0. */
export function roundedAgents(least: number): Arbitrary<Between> {
  const shape = record<{ m: number; K: number; factor: number; ties: TieRule; name: LotteryName }>({
    m: oneOfValues(2, 4, 8, 16),
    K: integerIn(least, 4),
    factor: choose(constant(1), logScale(1, 1e3, 12)),
    ties: oneOfValues<TieRule>('low', 'high'),
    name: oneOfValues(...LOTTERIES),
  });
  return chain(shape, ({ m, K, factor, ties, name }) => {
    const plan = planAt('LOC3', m, K, factor);
    return between(placed(m, K, plan.n), m, { ties, lottery: name });
  });
}

/** Agents and reports that are not next to them, in mixtures of a truthful lottery; epsilon up to 4. */
export function farReports(least: number): Arbitrary<Afar> {
  const shape = record<{ m: number; K: number; n: number; epsilon: number; name: LotteryName }>({
    m: oneOfValues(2, 4, 8, 16),
    K: integerIn(least, 4),
    n: choose(integerIn(1, 6), map(logScale(1, 1e6, 24), Math.round)),
    epsilon: logScale(1e-4, 4, 40),
    name: oneOfValues('dyadic', 'adjacent'),
  });
  return chain(shape, ({ m, K, n, epsilon, name }) =>
    map(between(placed(m, K, n), m, { ties: 'liar', lottery: name }), (c): Afar => ({
      ...c,
      epsilon,
      report: away(c),
    })),
  );
}

/** The first report from the case's own on, round the line, that is not next to the agent. */
function away({ m, type, report }: Between): number {
  let found = report;
  while (Math.abs(found - type) < 1) found = (found + 1) % (m + 1);
  return found;
}

/** An agent and a report put among others. */
function between(
  company: Arbitrary<Placed>,
  m: number,
  fixed: Pick<Between, 'ties' | 'lottery'>,
): Arbitrary<Between> {
  return map(
    tuple<[Placed, number, number]>(company, placesOn(m), integerIn(0, m)),
    ([place, type, report]): Between => ({ ...place, ...fixed, type, report }),
  );
}
