import { rounding } from '../src/core/numeric.ts';
import { acrossTheBorder, beyondAnyConstant } from './counterexamples/amd-sites.ts';
import { agentsOf, lawTolerance, torn } from './support/amd/site-cases.ts';
import { borderFigures, rateFigures } from './support/amd/site-figures-loc4.ts';
import {
  better,
  farReports,
  inner,
  roundedAgents,
  type Afar,
  type Between,
} from './support/amd/site-offgrid.ts';
import { planFor, type SitePlan } from './support/amd/site-plans.ts';
import {
  claimed,
  exaggerated,
  printedRate,
  provedRate,
  provedRounded,
  roundedPlan,
  strayed,
  strayedLoss,
  type Claimed,
  type Strayed,
} from './support/amd/site-rate.ts';
import { statement } from './support/statement.ts';

const planOf = ({ m, K, others }: Between): SitePlan => planFor('LOC3', m, K, agentsOf(others) + 1);

/** What the agent keeps by reporting her own grid point; half-way between two it is the upper one. */
const ownSlack = (c: Between): number => better(c, planOf(c), Math.round(c.type));

/** The least q/(1-q) over epsilon: m/4 with adjacent pairs, m log2 m/4 with the dyadic lottery. */
const calledFor = ({ m, lottery }: Between): number =>
  lottery === 'adjacent' ? m / 4 : (m * Math.log2(m)) / 4;

/** What the agent keeps by reporting the grid point next to her instead, the lottery drawn less often by this part. */
const innerSlack =
  (rarer = 0) =>
  (c: Afar): number => {
    const odds = calledFor(c) * c.epsilon;
    const q = ((1 - rarer) * odds) / (1 + odds);
    return better(c, { epsilon: c.epsilon, q }, inner(c));
  };

/** Who stands on the grid one step short of the end of m steps, others torn. */
function pushed(m: number, lottery: 'dyadic' | 'adjacent'): Afar {
  const epsilon = 0.01;
  const others = torn(m, Math.ceil((40 * m ** 2) / epsilon));
  return { lottery, m, K: 2, others, type: m - 1, report: m, ties: 'liar', epsilon };
}

/** One facility and the others at both ends in halves: who stands a quarter from an end pulls it by reporting the end. */
const EVEN: Afar = {
  lottery: 'adjacent',
  m: 8,
  K: 1,
  others: [
    [0, 500],
    [8, 500],
  ],
  type: 2,
  report: 0,
  ties: 'liar',
  epsilon: 0.01,
};

const dominance = statement<Between, Afar>({
  id: 'AMD-loc4',
  where: '5.2',
  claim:
    "in LOC4 reports that round to one's own grid point are weakly dominant, and all weakly dominant strategies give the same outcome",
  hypotheses:
    "LOC3's printed ε and q on m = 2^mbar >= 2 steps, K >= 1, n > n0, types anywhere in [0, 1]; generated: m 2..16, K 1..4, n to 10^3 n0, types on and off the grid and at the borders of cells, the printed lottery and two that keep the grid truthful, ties to either side",
  decided:
    "exact law and exact losses at the agent's true place. Proved for the corrected claim: between the next grid point and a report k steps beyond it, k offers of the finest scale serve her a step worse, no other serves her better, and the gain is at most tanh(εk/(4m))",
  method: 'exact',
  given: roundedAgents(1),
  slack: ownSlack,
  tolerance: (c) => lawTolerance(c, planOf(c).epsilon),
  counterexamples: acrossTheBorder,
  controls: {},
  corrected: {
    claim:
      'K >= 2, adjacent pairs with q/(1-q) >= ε m/4, or the dyadic lottery with q/(1-q) >= ε m log2 m/4 (the printed q has both): a report that rounds to a grid point not next to t is strictly dominated by the one next to t on that side, so undominated reports are within 1/m; weakly dominant ones need not exist',
    given: farReports(2),
    slack: innerSlack(),
    tolerance: (c) => lawTolerance(c, c.epsilon),
    examples: [pushed(32, 'adjacent'), pushed(32, 'dyadic')],
  },
  correctedControls: {
    'a lottery drawn less often, by this part': {
      slack: (dose) => innerSlack(dose),
      examples: [pushed(32, 'adjacent'), pushed(32, 'dyadic')],
      doses: [0.05, 0.1, 0.15, 0.2],
      dose: 0.1,
    },
    'reports next to the agent, too': {
      slack: () => ownSlack,
      examples: acrossTheBorder.map((c) => ({ ...c, epsilon: planOf(c).epsilon })),
    },
    'the printed lottery': {
      slack: () => (c) => innerSlack()({ ...c, lottery: 'printed' }),
      examples: [pushed(32, 'dyadic')],
    },
    'one facility': { given: () => farReports(1), examples: [EVEN] },
  },
  verdict: 'corrected',
  evidence: borderFigures,
  runs: 60,
});

const rateSlack =
  (rarer: number, cells: number) =>
  (c: Strayed): number => {
    const plan = roundedPlan(c.n, c.K);
    const drawn = { ...plan, q: Math.min(1, rarer * plan.q) };
    return provedRate(c.n, c.K) - provedRounded(drawn, cells);
  };

/** The proved rate against what is proved for everybody, and on grids of up to 16 steps against the exact loss of a crowd. */
function strayedSlack(c: Strayed): number {
  const plan = roundedPlan(c.n, c.K);
  const proved = rateSlack(1, 1)(c);
  if (plan.m > 16 || plan.q > 1) return proved;
  const lost = Math.max(strayedLoss(c, plan, 'dyadic'), strayedLoss(c, plan, 'adjacent'));
  return Math.min(proved, provedRounded(plan) - lost);
}

/** Rounding of the exact law, where there is one. */
function strayedTolerance({ n, K }: Strayed): number {
  const { m, epsilon } = roundedPlan(n, K);
  return m > 16 ? rounding(100, 1) : rounding(32 * (K + 2), 1 + n * epsilon);
}

const rate = statement<Claimed, Strayed>({
  id: 'AMD-thm4',
  where: 'Thm 4',
  claim:
    'undominated strategies of LOC4, m = n^(1/3)/(ln n)^(2/3), lose at most C ln n/n^(1/3) for a constant C and every large n',
  hypotheses:
    'm rounded down to a power of two, K >= 1; no strategy need be weakly dominant (AMD-loc4), so undominated ones are meant; generated: n 10^3..10^60, K 1..4, C up to 10^6',
  decided:
    'a refuting sequence. Everybody stands at t = 1 - 1/(2 mbar + 1), from where the printed lottery tells nobody from 1, and reports 1: the only best reply when the others report 0, proved at each n (from n = 10^8 for K = 2). The loss is of the order 1/(2 log2 m). With one facility the same at t = 9/10, the others at both ends, and a loss of 1/10. ' +
    'Corrected: reports are within 1/m (AMD-loc4), so the loss is at most 2/m + 3q, and m > n^(1/3)/(2 (ln n)^(2/3)), q <= 2 sqrt(2 (3+K)/(9 ln 2)) (ln n)^(2/3)/n^(1/3): proved for every n with m >= 2',
  method: 'exact',
  given: claimed(),
  slack: ({ n, K, constant }) => constant * printedRate(n) - exaggerated(roundedPlan(n, K)),
  tolerance: rounding(100, 1),
  counterexamples: beyondAnyConstant,
  controls: {},
  corrected: {
    claim:
      'K >= 2 with the dyadic lottery, or adjacent pairs: undominated strategies lose at most (4 + 6 sqrt(2(3+K)/(9 ln 2))) (ln n)^(2/3)/n^(1/3), a better rate than the printed one',
    given: strayed(),
    slack: strayedSlack,
    tolerance: strayedTolerance,
  },
  correctedControls: {
    'a lottery drawn so many times as often': {
      slack: (dose) => rateSlack(dose, 1),
      doses: [2, 4, 8, 16],
      dose: 8,
    },
    'reports off by so many steps': {
      slack: (dose) => rateSlack(1, dose),
      doses: [2, 3, 4, 8],
      dose: 3,
    },
    'the printed lottery': {
      slack:
        () =>
        ({ n, K }) =>
          provedRate(n, K) - exaggerated(roundedPlan(n, K)),
    },
  },
  verdict: 'corrected',
  evidence: rateFigures,
  runs: 60,
});

/** LOC4, places anywhere: which reports are left, and at which rate they implement. */
export const amdLoc4 = [dominance, rate];
