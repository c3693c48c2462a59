import { rational } from '../src/core/rational.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import { ALL_RULES } from './support/par/ruled.ts';
import { markets2, pairs, type Market2 } from './support/par/two-types-cases.ts';
import { soldAt, type Pairing } from './support/par/two-types-engine.ts';
import { byRule } from './support/par/two-types-figures.ts';
import {
  LADDER,
  MIXED,
  ONE_PRODUCT,
  STANDARD,
  TWO_PRODUCTS,
} from './support/par/two-types-samples.ts';
import {
  exceptionCount,
  exceptionsSlack,
  finitelySlack,
  loneHigh,
  pastThreshold,
} from './support/par/two-types-splits.ts';
import { statement } from './support/statement.ts';
import type { Rational } from '../src/core/rational.ts';

const generated =
  'generated: k 1..5, whole values with ties, duplicates, negative columns, generic fractions, ladders with k thresholds; q at 0, 1, every threshold, between them, anywhere; five rules';

/** Four steps under the half-half rule, which leaves out every threshold; two products inside an interval and next to its end. */
const examples: readonly Market2[] = [
  { values: LADDER, q: '1/3', rule: 'mid' },
  { values: LADDER, q: '89/100', rule: 'efficient' },
  { values: TWO_PRODUCTS, q: '3/4', rule: 'adverse' },
  { values: TWO_PRODUCTS, q: '1/2', rule: 'mid' },
  { values: ONE_PRODUCT, q: '1', rule: 'mid' },
  { values: LADDER, q: '9/10', rule: 'contrary' },
];

const counted = (): string =>
  ALL_RULES.map((rule) => `${rule} ${STANDARD.map((v) => exceptionCount(v, rule)).join(' ')}`).join(
    ', ',
  );

const proposition = statement<Market2>({
  id: 'PAR-prop2',
  where: 'Prop 2',
  claim:
    'two types, k >= 1 alternatives: all but at most k inefficient markets are Pareto improvable by two segments, and the seller gains strictly',
  hypotheses: `one best alternative a type; a market is efficient when everybody who is there is served efficiently, as the paper says of q = 1; ${generated} and one more consistent one`,
  decided:
    'exact. An exception is a threshold q_j at which t_H is left more than α_j. All else is improved by a market right above q and one in the interval below, checked segment by segment; the exceptions agree with the complete answer from the map of all markets. There are m <= k thresholds; the efficient and the consumer rule serve q_1 efficiently and so leave k - 1 at most, the adverse one leaves none',
  method: 'exact',
  given: markets2(pairs, ALL_RULES),
  slack: exceptionsSlack(),
  tolerance: 0,
  examples,
  controls: {
    'at most k - 1': {
      slack: () =>
        exceptionsSlack(
          1,
          (split) => split,
          () => 0,
          false,
        ),
    },
    'an upper segment this part past the next threshold': {
      slack: (dose) => exceptionsSlack(0, pastThreshold(rational(dose)), () => 0, false),
      doses: [0.001],
      dose: 0.001,
    },
    'q = 1 counted as inefficient, as over all of T': {
      slack: () => exceptionsSlack(0, (split) => split, loneHigh, false),
    },
  },
  verdict: 'holds',
  evidence: () =>
    `exceptions in ${STANDARD.length} environments with k = ${STANDARD.map((v) => v[0]!.length).join(', ')}: ${counted()}`,
  runs: 30,
});

/** Whether the library finds several optimal payments on the support. */
const several = (pair: Pairing, q: Rational): boolean =>
  !uniquePayments(pair.seller.environment, soldAt(pair, q, 'efficient').optimum);

const corollary = statement<Market2>({
  id: 'PAR-cor1',
  where: 'Cor 1',
  claim: 'two types: all but finitely many inefficient markets are improvable by two segments',
  hypotheses: `one best alternative a type; ${generated}`,
  decided:
    'exact, by way of Theorem 1: the library finds several optimal payments on the support exactly at q_1, .., q_m of the closed form, at most k points; every other inefficient market is improved by the split, checked segment by segment',
  method: 'exact',
  given: markets2(),
  slack: finitelySlack(several),
  tolerance: 0,
  examples,
  controls: {
    'no exception': { slack: () => finitelySlack(several, () => []) },
    'the last threshold is no exception': {
      slack: () => finitelySlack(several, ({ two }) => two.thresholds.slice(0, -1)),
    },
  },
  verdict: 'holds',
  evidence: () => byRule([TWO_PRODUCTS, MIXED], finitelySlack(several)),
  runs: 100,
});

/** Two types: what can be improved. */
export const parTwoTypesSplits = [proposition, corollary];
