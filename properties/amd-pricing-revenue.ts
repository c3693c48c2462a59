import { rounding } from '../src/core/numeric.ts';
import {
  constant,
  integerIn,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { noEquilibrium } from './counterexamples/amd-pricing.ts';
import { fineCohorts, PAIRS, type Cohort } from './support/amd/price-cohorts.ts';
import {
  announcedLoss,
  commonReply,
  farLies,
  fineness,
  mixtureLoss,
  roundedCases,
  type Rounded,
} from './support/amd/price-continuous.ts';
import {
  markets,
  printedMixture,
  revenueLost,
  truthSlack,
  uniformN0,
  type Market,
} from './support/amd/price-mixture.ts';
import { moved, replacements, type Replaced } from './support/amd/price-replaced.ts';
import { statement } from './support/statement.ts';

const sensitivitySlack =
  (short = 0, reach = 1) =>
  (c: Replaced): number =>
    (1 - short) * c.cohort.members - moved(c, reach);

const sensitivity = statement<Replaced>({
  id: 'AMD-pricing-sens',
  where: '4',
  claim: 'average revenue F(t, p) = (p/n) |{(n, d): E(V|X) > p}| is D-sensitive for cohorts of D',
  hypotheses:
    'any table E(V|X) in [0, 1], any price in 0, 1/m, .., 1, value > p as printed or value >= p; generated: D 1..3, 2 or 3 signals, 1 to 4 cohorts, m 1..12, values on prices and between',
  decided:
    'exact: the definition. One report moves the value of its own cohort, so p D at most, p <= 1. The printed "d members in her cohort ... d-sensitive" means D; with value > p the price 1 sells to nobody, so D (1 - 1/m) holds there',
  method: 'exact',
  given: replacements,
  slack: sensitivitySlack(),
  tolerance: rounding(16, 3),
  controls: {
    'a sensitivity below D by this part': {
      slack: (dose) => sensitivitySlack(dose),
      doses: [1e-6, 0.01, 0.5],
      dose: 1e-6,
    },
    'a report that enters the values of two cohorts': { slack: () => sensitivitySlack(0, 2) },
  },
  verdict: 'holds',
  evidence: () => {
    const worst = (weak: boolean): string => {
      const table = [0, 10];
      const cohort = { m: 10, unit: 1, members: 1, levels: 2, table };
      return moved({ cohort, vectors: [0], agent: 0, report: 1, weak }, 1).toFixed(2);
    };
    const pairs = moved({ cohort: PAIRS, vectors: [1], agent: 1, report: 1, weak: false }, 1);
    return `largest sensitivity over D at m = 10: ${worst(true)} with value >= p, ${worst(false)} with value > p; ${pairs.toFixed(2)} for pairs with .099, .5, .901`;
  },
});

/** What printed parameters may be changed by. */
interface Changed {
  readonly q?: number;
  readonly bound?: number;
}

/** Truth in a market, and the revenue lost against the printed bound and against 6 sqrt(2) sqrt(m^2/N ln(N/2)). */
const revenueSlack =
  ({ q = 1, bound = 1 }: Changed = {}) =>
  (market: Market): number => {
    const { N, cohort } = market;
    const printed = printedMixture(N * cohort.members, cohort.m, cohort.members);
    const used = { ...printed, q: q * printed.q };
    const rate = 6 * Math.SQRT2 * Math.sqrt((cohort.m ** 2 / N) * Math.log(N / 2));
    return Math.min(
      truthSlack(market, used),
      bound * printed.bound - revenueLost(market, printed),
      rate - printed.bound,
    );
  };

/** One agent a cohort, values j/m and (j+1)/m: the gap is 0, for the price (j+1)/m is the value itself. */
const nextTo: Arbitrary<Cohort> = map(
  tuple<[number, number]>(integerIn(2, 8), integerIn(0, 7)),
  ([m, j]): Cohort => ({ m, unit: 1, members: 1, levels: 2, table: [j % m, (j % m) + 1] }),
);

const shareOf = (market: Market): number => {
  const { N, cohort } = market;
  const printed = printedMixture(N * cohort.members, cohort.m, cohort.members);
  return revenueLost(market, printed) / printed.bound;
};

/** Everybody at the top value or none: what the printed bound is least above. */
function tightest(N: number): string {
  const cohort: Cohort = { m: 4, unit: 64, members: 1, levels: 2, table: [0, 256] };
  const at = (share: number): Market => ({
    cohort,
    ties: 'weak',
    N,
    shares: [1 - share, share],
    X: 1,
  });
  return Math.max(...[0.01, 0.1, 0.5, 1].map((share) => shareOf(at(share)))).toFixed(3);
}

const corollary3 = statement<Market>({
  id: 'AMD-cor3',
  where: 'Cor 3',
  claim:
    'uniform commitment with the parameters of Cor 2 (gap 1/m, d = D): truth is ex-post Nash and revenue within 6 sqrt(D(m+1)m/n) sqrt(ln(n/(2Dm))) <= 6 sqrt(2) sqrt(m²/N ln(N/2)), n = N D > n0',
  hypotheses:
    'cohorts under the assumed fineness; value > p as printed or value >= p; n above n0 of Cor 2, from the first one on; generated: D 1..3, 2 or 3 signals, tight tables, m from 4, N up to 1e5 times the least, any shares of the vectors',
  decided:
    'exact laws over the prices from the counts. Proved by Theorem 1 with any gap of at least 1/m, and there the gap is above 2/m (AMD-pricing-gap); D(m+1)m/n = (m+1)m/N and N/(2m) <= N/2',
  method: 'exact',
  given: markets(fineCohorts()),
  slack: revenueSlack(),
  tolerance: rounding(400, 1),
  controls: {
    'the lottery drawn so many times less often': {
      slack: (dose) => revenueSlack({ q: 1 / dose }),
      doses: [10, 50, 100, 200, 500],
      dose: 200,
    },
    'a bound smaller by this part': {
      slack: (dose) => revenueSlack({ bound: 1 - dose }),
      doses: [0.5, 0.8, 0.83, 0.84, 0.9],
      dose: 0.83,
    },
    'values one step of the grid apart': { given: () => markets(nextTo) },
  },
  verdict: 'holds',
  evidence: () => {
    const first = [1, 2, 3].map((D) => `${Math.floor(uniformN0(4, D) / D) + 1} for D = ${D}`);
    return `least N at m = 4, the coarsest grid that two values admit: ${first.join(', ')}; largest share of the bound lost, values 0 and 1 at m = 4: ${[1.2e3, 1e4, 1e6].map((N) => `${tightest(N)} at N = ${N}`).join(', ')}`;
  },
  runs: 120,
});

/** One announcement against two profiles, the cost of rounding, and the printed bound. */
const printedContinuous = (c: Rounded): number =>
  Math.min(
    commonReply(c),
    1 / c.M - announcedLoss(c),
    printedMixture(c.N, c.M, 1).bound + 1 / c.M - mixtureLoss(c),
  );

/** Lies of two cells and more, what announcements one cell low cost, and the rate. */
const repairedContinuous =
  ({ from = 2, more = 0, q = 1, part = 0 } = {}) =>
  (c: Rounded): number => {
    const { N, M } = c;
    const { bound } = printedMixture(N, M, 1);
    return Math.min(
      farLies(c, from, q),
      (1 - part) * (2 / M) - announcedLoss(c, more),
      bound + 2 / M - mixtureLoss(c),
      (6 * Math.SQRT2 + 4) / fineness(N) - bound - 2 / M,
    );
  };

const weakly: Arbitrary<'weak'> = constant('weak');

const continuous = statement<Rounded>({
  id: 'AMD-pricing-cont',
  where: '4',
  claim:
    'values anywhere, announcements rounded down to j/M, M = (N/ln N)^(1/4): revenue within the bound of Cor 3 and 1/M of the best price anywhere, in ex-post Nash equilibrium',
  hypotheses:
    'private values in [0, 1], N above n0 whichever way M is rounded; value > p as printed or value >= p; generated: N 3,000 to 3e8, values on 64ths of a step, any two profiles of others who have the middles of the cells',
  decided:
    'exact laws. A type j/M loses nothing in the lottery by announcing j - 1 and gains in the exponential part, and shortly above j/M the better of the two depends on the profile: no announcement is a best reply to both, while the middles of the cells have truth as their strictly best. So there is no ex-post equilibrium with such types, and truth is none. With value > p the rounding costs up to 2/M. Corrected form proved: Theorem 1 for lies that cross a price 1/M away; higher announcements gain nothing and are held to buy; at the price one step below the best one rounded down everybody still buys who should',
  method: 'exact',
  given: roundedCases(0, oneOfValues('weak', 'strict')),
  slack: printedContinuous,
  tolerance: rounding(2000, 1),
  controls: {},
  counterexamples: noEquilibrium,
  corrected: {
    claim:
      'value >= p buys: truth strictly dominates every announcement above the own cell and every one two cells below or more, and all others lose at most the bound of Cor 3 and 2/M, (6 sqrt(2) + 4) (ln N/N)^(1/4) together',
    given: roundedCases(1, weakly),
    slack: repairedContinuous(),
    tolerance: rounding(2000, 1),
  },
  correctedControls: {
    'announcements one cell below': { slack: () => repairedContinuous({ from: 1 }) },
    'a crowd that announces two cells less': { slack: () => repairedContinuous({ more: 1 }) },
    'less than 2/M by this part': {
      slack: (dose) => repairedContinuous({ part: dose }),
      doses: [0.001, 0.01, 0.02, 0.1],
      dose: 0.01,
    },
    'the lottery drawn so many times less often': {
      slack: (dose) => repairedContinuous({ q: 1 / dose }),
      doses: [10, 20, 50, 100, 200],
      dose: 100,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const rows = [1e4, 1e8, 1e12].map((N) => {
      const M = Math.floor(fineness(N));
      const all = printedMixture(N, M, 1).bound + 2 / M;
      return `${all.toPrecision(3)} at N = ${N.toExponential(0)} (M = ${M})`;
    });
    const [type, crowd] = [noEquilibrium[0]!, noEquilibrium[1]!];
    return `the whole bound is ${rows.join(', ')}; the stored type lacks ${(-commonReply(type)).toExponential(1)} of a best reply to both profiles, and the crowd loses ${(announcedLoss(crowd) * crowd.M).toFixed(3)}/M by rounding`;
  },
  runs: 150,
});

/** Section 4: sensitivity, and what the mechanism earns. */
export const amdPricingRevenue = [sensitivity, corollary3, continuous];
