import type { CurveSpec } from '../src/core/curve.ts';
import { rounding } from '../src/core/numeric.ts';
import {
  chain,
  choose,
  constant,
  fixed,
  integerIn,
  logScale,
  map,
  onGrid,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { example1Refuters, example2Refuters } from './counterexamples/seg-variants.ts';
import { utilityOn } from './support/seg/cases.ts';
import type { TieRule } from './support/seg/clustering.ts';
import { ANNOUNCED, deviationLoss, shortfalls, type Deviation } from './support/seg/example1.ts';
import { averageLoss, replyLoss, type Reply } from './support/seg/example2.ts';
import { statement } from './support/statement.ts';

const square: CurveSpec = { family: 'power', exponent: 2 };
const line: CurveSpec = { family: 'linear', slope: 1 };

/** Reports over [0, 1], the ends, the quarters, and either side of y. */
const deviatingReport = choose(
  { weight: 3, of: fixed(0, 1, 1000) },
  map(logScale(1e-4, 0.4, 40), (by) => ANNOUNCED + by),
  map(logScale(1e-4, 0.5, 40), (by) => ANNOUNCED - by),
  constant(ANNOUNCED),
);

const deviations = (q: Arbitrary<number>): Arbitrary<Deviation> =>
  record<Deviation>({
    N: choose(oneOfValues(1, 2, 5, 100), map(logScale(1, 1e4, 20), Math.round)),
    type: oneOfValues(0.6, 0, 1),
    report: deviatingReport,
    utility: oneOfValues<CurveSpec>(square, line),
    q,
    mbar: integerIn(1, 10),
  });

/** The equilibrium and the stated numbers, 0.18 to two digits and 0.1455 to four. */
const example1Slack =
  (rule: TieRule) =>
  (deviation: Deviation): number => {
    const { announced, best } = shortfalls(rule);
    const numbers = Math.min(5e-3 - Math.abs(announced - 0.18), 5e-5 - Math.abs(best - 0.1455));
    return Math.min(deviationLoss(deviation, rule), numbers);
  };

/** The largest of a few q at which no report of type .6 in fiftieths, or just beside y, pays; all mbar in 1..10. */
function largestLottery(): number {
  const reports = Array.from({ length: 51 }, (_, k) => k / 50).concat(ANNOUNCED + 1e-4);
  const pays = (q: number): boolean =>
    Array.from({ length: 10 }, (_, i) => i + 1).some((mbar) =>
      reports.some(
        (report) =>
          deviationLoss({ N: 1, type: 0.6, report, utility: square, q, mbar }, 'highest') < -1e-12,
      ),
    );
  return [0.999, 0.99, 0.9, 0.5].find((q) => !pays(q)) ?? 0;
}

const example1 = statement<Deviation>({
  id: 'SEG-ex1',
  where: 'Example 1',
  claim:
    'variant 1, P = V = 1 - d^2, ties to the lower end product: announcing 0, y, 1 with (y/(1-y))^2 = 20/11 is an equilibrium, CTR (12-.18)/12, optimum (12-.1455)/12',
  hypotheses:
    'N in 1..10,000, one agent of any type deviates to any report (thousandths, and 1e-4 and more beside y), mbar in 1..10, q up to 1/2; the printed V = P = x^2 is read as 1 - x^2; V = 1 - d, which unlike 1 - d^2 keeps the slope c > 0 of section 2, is tried too',
  decided:
    "exact: every cut of the reports in two intervals with their means, the engine's lottery; at y both segmentations are optimal, and the rule alone decides",
  method: 'exact',
  given: deviations(onGrid(16).map((x) => x / 2)),
  slack: example1Slack('lowest'),
  tolerance: rounding(200, 1),
  controls: {},
  counterexamples: example1Refuters,
  corrected: {
    claim:
      'the same with ties to the HIGHER lower product, which takes the segmentation that the paper names (y/2, 1)',
    given: deviations(onGrid(16).map((x) => x / 2)),
    slack: example1Slack('highest'),
    tolerance: rounding(200, 1),
  },
  correctedControls: {
    'ties to the lower product': { slack: () => example1Slack('lowest') },
    'type .6 announces less than y, by this part': {
      slack: (dose) => (deviation) => deviationLoss(deviation, 'highest', ANNOUNCED * (1 - dose)),
      doses: [1e-6, 1e-4, 0.01, 0.1],
      dose: 1e-6,
    },
    'the lottery drawn this often': {
      given: (q) => deviations(constant(q)),
      doses: [0.5, 0.9, 0.99, 0.999, 1],
      dose: 1,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const [first, second] = [shortfalls('highest'), shortfalls('lowest')];
    return `y = ${ANNOUNCED.toFixed(5)}; 12 (1 - CTR) = ${first.announced.toFixed(4)} at the announcements, ${first.best.toFixed(4)} at best. "Minimize the lower end product" takes s = (0, ${((ANNOUNCED + 10) / 11).toFixed(4)}), with ${second.announced.toFixed(4)}, and type .6 then gains by announcing less. Ties the other way: an equilibrium for every N tried, up to q = ${largestLottery()} for N = 1 and all mbar <= 10.`;
  },
});

const replies = (N: Arbitrary<number>, halves: number): Arbitrary<Reply> =>
  chain(tuple<[number, number]>(N, oneOfValues(-2 / 3, 0, -0.5, -0.9)), ([agents, power]) =>
    record<Reply>({
      N: constant(agents),
      epsilon: constant((2 * agents) ** power),
      type: oneOfValues(0.5, 0),
      report: fixed(0, 1, 64),
      utility: choose(oneOfValues<CurveSpec>(square, line), utilityOn(1)),
      halves: constant(halves),
    }),
  );

const anyPopulation = map(logScale(1, 1e7, 40), Math.round);

const example2Slack = (reply: Reply): number => {
  const { N, epsilon } = reply;
  const excess = averageLoss(N, epsilon) - 1 / 16;
  return Math.min(replyLoss(reply), excess, 1 / (4 * N * epsilon) - excess);
};

const example2Tolerance = ({ N, epsilon }: Reply): number =>
  rounding(2000, Math.min(1, epsilon + 1 / (4 * N * epsilon)));

const example2 = statement<Reply>({
  id: 'SEG-ex2',
  where: 'Example 2',
  claim:
    'variant 2, K = 1, P = V = 1 - d^2, N agents at 0 and N at 1/2: for large N reporting 0 and 1 is an equilibrium that loses about 1/8 of the CTR',
  hypotheses:
    'N from 1e4 to 1e7 of each type, eps = (2N)^-(2/3), (2N)^-(1/2) or fixed; every report in 64ths; any decreasing V besides the printed one, read as 1 - x^2; "about" within .01',
  decided:
    "exact up to quadrature: the engine's law of the product is normal about 1/2 cut to [0, 1]; a deviation multiplies it by e^(2 eps (b - told) s), and the sign of the covariance with V decides",
  method: 'exact',
  given: replies(map(logScale(1e4, 1e7, 20), Math.round), 1),
  slack: (reply) =>
    Math.min(replyLoss(reply), 0.01 - Math.abs(averageLoss(reply.N, reply.epsilon) - 1 / 8)),
  tolerance: example2Tolerance,
  controls: {},
  counterexamples: example2Refuters,
  corrected: {
    claim:
      'it is an equilibrium for every N >= 1 and eps > 0, and the average CTR falls by 1/16 + Var(s), 0 < Var(s) <= 1/(4 N eps): 1/8 is the loss of a pair of consumers',
    given: replies(anyPopulation, 1),
    slack: example2Slack,
    tolerance: example2Tolerance,
  },
  correctedControls: {
    'type 1/2 announces less than 1, by this much': {
      slack: (dose) => (reply) => replyLoss(reply, 1 - dose),
      doses: [0.001, 0.01, 0.1],
      dose: 0.001,
    },
    'more agents of type 1/2 than of type 0, by this part': {
      given: (dose) => replies(anyPopulation, 1 + dose),
      slack: () => (reply) => replyLoss(reply),
      doses: [0.001, 0.01, 0.1],
      dose: 0.001,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const rows = [10, 1e3, 1e6].map(
      (N) => `N=${N} each: ${averageLoss(N, (2 * N) ** (-2 / 3)).toFixed(4)}`,
    );
    return `average loss at eps = (2N)^-(2/3): ${rows.join(', ')}, toward 1/16 = .0625. No N is too small: the law is symmetric about 1/2 when all of type 1/2 report 1, and no report can pull it further up.`;
  },
  runs: 120,
});

/** Section 5's two simplified variants. */
export const segExamples = [example1, example2];
