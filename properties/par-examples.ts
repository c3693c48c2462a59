import { rational } from '../src/core/rational.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import {
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { otherwiseSelected, screenedInFull } from './counterexamples/par-examples.ts';
import {
  atHalf,
  quarterSlack,
  screenedSlack,
  singleSlack,
  stuck,
  type Quarter,
  type Screened,
  type Single,
} from './support/par/two-types-section.ts';
import { statement } from './support/statement.ts';

/** low + i/parts (high - low) for i from..parts - until, as texts; low and high in units of 1/4. */
const between = (low: number, high: number, from: number, until: number): Arbitrary<string> =>
  map(integerIn(from, 120 - until), (i) => `${low * 120 + i * (high - low)}/480`);

const rules = oneOfValues<Rule>(...RULES);

const single = statement<Single>({
  id: 'PAR-sec3-single',
  where: '3',
  claim:
    'one product, values 1 and 2: every inefficient market (both present, 2s a majority) is improvable by the split described, all 1s with few 2s and the remaining 2s, and the seller gains strictly',
  hypotheses:
    '1/2 < q < 1, first segment with fewer 2s than 1s; prices 1 and 2 checked for all q in [0, 1]; generated: q on 1/480, first segments of all sizes, all five rules',
  decided:
    'exact, segment by segment. Any first segment with fewer 2s than 1s is sold to at 1, whatever the rule; with as many 2s as 1s it depends on the rule. At q = 1/2 the rule decides whether the market is inefficient; the split then improves it under the adverse rule and not under half-half, which leaves 2s something already',
  method: 'exact',
  given: record<Single>({
    q: choose(between(0, 4, 0, 0), between(2, 4, 1, 1)),
    part: between(0, 4, 1, 1),
    rule: rules,
  }),
  slack: singleSlack(),
  tolerance: 0,
  examples: [
    { q: '3/4', part: '1/10', rule: 'adverse' },
    { q: '1/2', part: '1/2', rule: 'mid' },
    { q: '999999/1000000', part: '999999/1000000', rule: 'mid' },
  ],
  controls: {
    'a first segment with up to so many times as many 2s as 1s': {
      slack: (dose) => singleSlack(rational(dose)),
      examples: [
        { q: '3/4', part: '999/1000', rule: 'adverse' },
        { q: '99/100', part: '999/1000', rule: 'efficient' },
      ],
      doses: [1, 1.125],
      dose: 1.125,
    },
    'q = 1/2 held to be inefficient and improvable under every rule': {
      slack: () => singleSlack(rational(1), '1/4'),
      examples: [{ q: '1/2', part: '1/2', rule: 'mid' }],
    },
  },
  verdict: 'holds',
  evidence: () =>
    `at q = 1/2, split with half as many 2s as 1s: ${RULES.map((rule) => `${rule} ${atHalf(rule)}`).join(', ')}`,
  runs: 150,
});

const splits = listOf(
  tuple<[string, string, number]>(between(0, 3, 0, 1), between(3, 4, 1, 0), integerIn(1, 4)),
  1,
  3,
);

const screened = (rules: readonly Rule[]): Arbitrary<Screened> =>
  record<Screened>({
    q: choose(between(0, 4, 0, 0), oneOfValues('1/4', '1/2', '3/4')),
    rule: oneOfValues<Rule>(...rules),
    splits,
  });

const EVEN: Screened = { q: '1/2', rule: 'efficient', splits: [['1/4', '1', 1]] };
const NEARLY: Screened = { ...EVEN, splits: [['1/4', '3/4', 1]] };

const two = statement<Screened>({
  id: 'PAR-sec3-two',
  where: '3',
  claim:
    'two products, values (1, 3/4) and (2, 1): original at 1 for q <= 1/4, low quality at 3/4 and original at 7/4 for 1/4 <= q <= 3/4, original at 2 for q >= 3/4 are optimal; q = 3/4 is the only inefficient market that is not improvable, and every non-trivial segmentation of it lowers average consumer surplus',
  hypotheses:
    'all five rules; generated: q on 1/480, 1/4 and 3/4, mixtures of up to three splits of 3/4, which are all segmentations',
  decided:
    'exact. The menus are IC-IR, and nothing earns more, whatever the rule. At q = 3/4 the adverse and the posted rule leave 2s nothing, so that it is improvable',
  method: 'exact',
  given: screened(RULES),
  slack: screenedSlack(),
  tolerance: 0,
  counterexamples: otherwiseSelected,
  controls: {},
  corrected: {
    claim:
      'the same where, as in Figure 1, the menu selected at q = 1/4 is the efficient one and that at 3/4 is screening (the efficient and the consumer rule)',
    given: screened(['efficient', 'consumer']),
    slack: screenedSlack('0', true),
    tolerance: 0,
    examples: [
      EVEN,
      { ...EVEN, q: '3/4' },
      { ...EVEN, q: '1/4', rule: 'consumer' },
      { ...EVEN, q: '1' },
    ],
  },
  correctedControls: {
    'the adverse rule': { slack: () => screenedSlack(), examples: otherwiseSelected.slice(0, 1) },
    'the half-half rule': { slack: () => screenedSlack(), examples: otherwiseSelected.slice(1) },
    'a market so far below 3/4': {
      slack: (dose) => screenedSlack(`-${dose}`),
      examples: [NEARLY],
      doses: [0.0001],
      dose: 0.0001,
    },
  },
  verdict: 'corrected',
  evidence: () =>
    `inefficient and not improved among 1/4 and 3/4: ${RULES.map((rule) => `${rule} ${stuck(rule).join(' and ') || 'none'}`).join(', ')}`,
  runs: 100,
});

const quarters = (from: number, until: number): Arbitrary<Quarter> =>
  record<Quarter>({
    part: map(integerIn(from, 16 - until), (i) => `${i}/16`),
    below: between(0, 1, 0, 1),
    above: between(1, 4, 1, 0),
  });

const footnote = statement<Quarter>({
  id: 'PAR-fn11',
  where: 'footnote 11',
  claim:
    'two products, q = 1/4: if an inefficient optimal mechanism is selected there, no segmentation is Pareto improving',
  hypotheses:
    'the optimal mechanisms at q = 1/4 are (1 - λ) efficient + λ screening, inefficient for 0 < λ <= 1; generated: λ on 1/16, splits q\' < 1/4 < q"',
  decided:
    'exact. The high type keeps 1 - 3λ/4 at q = 1/4 and 1/4 right above. For λ < 1 every segment above is worse for her, so nothing improves; for λ = 1, screening itself, which the adverse and the posted rule select, she keeps 1/4 already, and any split between (0, 1/4) and (1/4, 3/4) improves. Splits into two decide: a segment below and one above are in every segmentation',
  method: 'exact',
  given: quarters(1, 0),
  slack: quarterSlack(),
  tolerance: 0,
  counterexamples: screenedInFull,
  controls: {},
  corrected: {
    claim:
      'if the selected mechanism is inefficient and leaves the high type more than 1/4, that is 0 < λ < 1, no segmentation is Pareto improving',
    given: quarters(1, 1),
    slack: quarterSlack(),
    tolerance: 0,
    examples: [{ part: '999999/1000000', below: '1/8', above: '1/2' }],
  },
  correctedControls: {
    'screening itself': { examples: screenedInFull },
    'a market so far above 1/4': {
      slack: (dose) => quarterSlack(`${dose}`),
      examples: [{ part: '1/2', below: '1/8', above: '1/2' }],
      doses: [0.0001],
      dose: 0.0001,
    },
  },
  verdict: 'corrected',
  evidence: () =>
    `λ = 1/16, .., 1 against q' = 1/8, q" = 1/2: improved at ${Array.from(
      { length: 16 },
      (_, i) => `${i + 1}/16`,
    )
      .filter((part) => quarterSlack()({ part, below: '1/8', above: '1/2' }) < 0)
      .join(
        ', ',
      )}; not improvable at 1/4: ${RULES.filter((rule) => stuck(rule).includes('1/4')).join(', ')}`,
  runs: 100,
});

/** The examples of Section 3. */
export const parExamples = [single, two, footnote];
