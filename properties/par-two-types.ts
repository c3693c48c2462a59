import { rational } from '../src/core/rational.ts';
import { commonBest } from './counterexamples/par-two-types.ts';
import {
  engine,
  highSlack,
  lotteryGain,
  mendedLowSlack,
  printedLowSlack,
  stepsSlack,
  type Sale2,
} from './support/par/two-types-claims.ts';
import { highPairs, markets2, type Market2 } from './support/par/two-types-cases.ts';
import {
  absentRents,
  byRule,
  fullExtraction,
  fullRevenue,
  lowItemForAbsent,
  sureLevels,
} from './support/par/two-types-figures.ts';
import {
  ALIKE,
  APART,
  LADDER,
  MIXED,
  ONE_PRODUCT,
  RIVALS,
  TIED,
  TWO_PRODUCTS,
} from './support/par/two-types-samples.ts';
import { twoTypes } from './support/par/two-types.ts';
import { pairing } from './support/par/two-types-engine.ts';
import { statement } from './support/statement.ts';

const given = markets2();
const generated =
  'generated: k 1..5, whole values -1..6 with ties, duplicates and negative columns, generic fractions, common best alternatives, concave ladders with k steps; q at 0, 1, every threshold, between them, anywhere; all five rules';

const steps = statement<Market2>({
  id: 'PAR-lem1',
  where: 'Lemma 1',
  claim:
    'two types: CS(t_L, q) = 0 for all q in [0, 1]; CS(t_H, q) = α_j on (q_j, q_{j+1}), 0 = q_0 < .. < q_{m+1} = 1, α_0 > .. > α_m = 0, m <= k',
  hypotheses: `any environment of two types with one best alternative each; types of mass zero choose from the menu of those who are there; ${generated}`,
  decided:
    'exact: what the library sells against a closed form that solves no program. Revenue (1-q) v_L(x) + q (max v_H - d(x)), d(x) = v_H(x) - v_L(x), moves down the hull of the alternatives with d >= 0 and of lotteries with d = 0. At q = 0 the absent high type too finds α_0, at q = 1 the absent low type buys nothing. The zero at q = 1 is that convention: read over all of T, the seller may print an item that only the absent low type wants',
  method: 'exact',
  given,
  slack: stepsSlack(),
  tolerance: 0,
  examples: [
    { values: TWO_PRODUCTS, q: '1', rule: 'consumer' },
    { values: LADDER, q: '1/2', rule: 'mid' },
    { values: MIXED, q: '1/2', rule: 'efficient' },
    { values: RIVALS, q: '1', rule: 'consumer' },
    { values: APART, q: '1/2', rule: 'mid' },
    { values: ALIKE, q: '0', rule: 'adverse' },
  ],
  controls: {
    'at most k - 1 steps': {
      slack: () => stepsSlack(engine, twoTypes, 1),
    },
    'alternatives for sure only': { slack: () => stepsSlack(engine, sureLevels) },
    'an item that only the absent low type wants, read over all of T': {
      slack: () => stepsSlack(lowItemForAbsent),
    },
  },
  verdict: 'holds',
  evidence: () =>
    `${byRule([TWO_PRODUCTS, MIXED], stepsSlack())}; over all of T at q = 1 the low type may keep ${absentRents()} in the six standard environments`,
  runs: 150,
});

/** Every alternative for sure earns less there. */
const WITNESS: Sale2 = { values: MIXED, q: '1/2', rule: 'adverse', random: true };
const MIXED_PAIR = pairing(MIXED);

const high = statement<Sale2>({
  id: 'PAR-sec5',
  where: '5, footnotes 9, 10',
  claim:
    "at most one type is high, v(t_H, abar(t_L)) > v(t_L, abar(t_L)); if none is, every market is efficient and leaves nobody anything; if one is and both are there, she is indifferent to t_L's item and served efficiently; a lottery for t_L can be strictly optimal",
  hypotheses: `one best alternative a type; efficiency on the support; ${generated}`,
  decided:
    'exact. Both high would give v(1, abar1) >= v(1, abar2) > v(2, abar2) >= v(2, abar1) > v(1, abar1). At q = 0, 1 the absent type chooses from the menu; over all of T an optimal mechanism may leave her more',
  method: 'exact',
  given,
  slack: highSlack(),
  tolerance: 0,
  examples: [
    WITNESS,
    { values: APART, q: '1/2', rule: 'mid' },
    { values: TWO_PRODUCTS, q: '3/4', rule: 'mid' },
    { values: ONE_PRODUCT, q: '1/2', rule: 'mid' },
  ],
  controls: {
    'a type is high only by more than this': {
      slack: (dose) => highSlack(engine, rational(dose)),
      examples: [{ values: [[1], ['9/8']], q: '1/2', rule: 'efficient' }],
      doses: [0.0625, 0.125, 0.25],
      dose: 0.125,
    },
    'a low type with two best alternatives, of which the first is taken': {
      examples: [{ values: TIED, q: '1/2', rule: 'posted' }],
    },
    'full extraction whoever is high': { slack: () => highSlack(fullExtraction) },
    'no lottery at a kink of alternatives for sure': {
      examples: [{ values: LADDER, q: '1/2', rule: 'adverse', random: true }],
    },
  },
  verdict: 'holds',
  evidence: () =>
    `${byRule([TWO_PRODUCTS, MIXED], highSlack())}; values (2, 1) and (3, 0) at q = 1/2: a lottery for the low type earns ${lotteryGain(MIXED_PAIR, rational(WITNESS.q), engine(MIXED_PAIR, WITNESS))} more than any alternative for sure`,
  runs: 100,
});

const lowIncentive = statement<Market2>({
  id: 'PAR-sec5-slack',
  where: '5',
  claim:
    "two types, one high: u(t_L) > v(t_L, x(t_H)) - p(t_H) in every market in which t_H is there: the low type's incentive constraint is slack",
  hypotheses: `one best alternative a type, q > 0; ${generated}`,
  decided:
    "exact: refuted by the paper's own first example. With IR of t_L and IC of t_H binding the slack is d(abar_H) - d(x(t_L)); it is 0 when both types have the same best alternative and t_L gets it for sure, as they then buy the same item. Else > 0: for other best alternatives d(abar_H) - d(abar_L) is the sum of two losses",
  method: 'exact',
  given: markets2(highPairs),
  slack: printedLowSlack,
  tolerance: 0,
  counterexamples: commonBest,
  controls: {},
  corrected: {
    claim:
      'it binds exactly where both are sold the same alternative for sure (a common best alternative, q <= q_1), is slack everywhere else, and may be left out without changing the revenue of any market',
    given: markets2(highPairs),
    slack: mendedLowSlack(),
    tolerance: 0,
    examples: commonBest,
  },
  correctedControls: {
    'slack also where both buy the same': { slack: () => printedLowSlack, examples: commonBest },
    "the high type's constraint left out as well": {
      slack: () => mendedLowSlack(fullRevenue),
      examples: commonBest,
    },
  },
  verdict: 'corrected',
  evidence: () => byRule([ONE_PRODUCT, TWO_PRODUCTS], printedLowSlack),
  runs: 100,
});

/** Two types: Section 5 and Lemma 1. */
export const parTwoTypes = [high, lowIncentive, steps];
