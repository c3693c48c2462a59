import { ONE, rational } from '../src/core/rational.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { tiedWithEfficient } from './counterexamples/par-paths.ts';
import { paths, simple } from './support/par/path-cases.ts';
import { pathSlack, type Path } from './support/par/path-claims.ts';
import { verdictsAtTies } from './support/par/path-figures.ts';
import { simpleSlack, type Simple } from './support/par/simple-claims.ts';
import { FIGURE } from './support/par/standards.ts';
import { ONE_PRODUCT, TWO_PRODUCTS } from './support/par/two-types-samples.ts';
import type { Pair } from './support/par/two-types.ts';
import { statement } from './support/statement.ts';

const turned = (values: Pair): Pair => values.toReversed();

/** Qualities 1 to 5 less half their square, for types 5 down to 1: a path of five types. */
const FIVE: Pair = [5, 4, 3, 2, 1].map((t) => [1, 2, 3, 4, 5].map((a) => `${2 * t * a - a * a}/2`));

const path = statement<Path>({
  id: 'PAR-lem5',
  where: 'Lemma 5',
  claim:
    'if the efficient mechanism M* is IC-IR with IC binding from each t_j to t_{j+1} and IR at t_n, then M* alone is optimal in some market with all of t_1, .., t_n',
  hypotheses:
    'one best alternative a type, "nothing" being allowed as the best; generated: 2 to 5 types on graded, free and two-type values, whole and generic, most of whose paths bind; cumulative shares at 1/100 to 99/100 of their limits',
  decided:
    "exact: F(t_{j-1}) = θ min(1, δ_j) F(t_j), θ < 1, δ_j = min over a with v(t_{j-1}, abar_j) > v(t_{j-1}, a) of the loss of t_j over the gain of t_{j-1}, without limit where nobody before wants abar_j more. M* is found optimal, and every optimal mechanism's surpluses and value the same as M*'s. The printed '<= δ_j F' gives a unique maximiser for any smaller δ_j only: at the largest, another alternative does as well",
  method: 'exact',
  given: paths,
  slack: pathSlack(),
  tolerance: 0,
  examples: [
    { values: turned(ONE_PRODUCT), part: '999/1000' },
    { values: turned(TWO_PRODUCTS), part: '1/2' },
    { values: FIVE, part: '9/10' },
    {
      values: [
        [5, 1],
        [-1, -2],
      ],
      part: '99/100',
    },
  ],
  controls: {
    'cumulative shares at so many times their limits': {
      slack: (dose) => pathSlack(rational(dose)),
      examples: [
        { values: turned(ONE_PRODUCT), part: '1' },
        { values: turned(TWO_PRODUCTS), part: '1' },
      ],
      doses: [0.9, 1],
      dose: 1,
    },
    'IR not binding at the end, by this much': {
      slack: (dose) => pathSlack(rational(1), rational(dose)),
      doses: [0.001],
      dose: 0.001,
    },
    'a last type with two best alternatives, of which the first is meant': {
      examples: [
        {
          values: [
            [3, 1],
            [2, 2],
          ],
          part: '1/2',
        },
      ],
    },
  },
  verdict: 'holds',
  runs: 25,
});

const lowest = statement<Simple>({
  id: 'PAR-lem6',
  where: 'Lemma 6',
  claim:
    'simple environment, inefficient market: any optimal mechanism (1) leaves t_L nothing, (2) gives the best alternative abar for sure to some type, (3) charges her strictly more than v(t_L, abar)',
  hypotheses:
    'v(t_L, a) < v(t, a) for all a and t, abar best for all; on the support; generated: 2 types with 1 to 3 alternatives, 3 with 1 or 2, negative values, t_L anywhere and also absent, generic markets, corners and sides of the map, all five rules',
  decided:
    "exact, over all optimal mechanisms. Refuted where an efficient mechanism is optimal beside the inefficient one that the rule selects: it is one of 'any', and charges v(t_L, abar). The proof contradicts inefficient mechanisms only. With the efficient rule it stands as printed; (1) to (3) also where t_L is absent",
  method: 'exact',
  given: simple,
  slack: simpleSlack(),
  tolerance: 0,
  counterexamples: tiedWithEfficient,
  controls: {},
  corrected: {
    claim:
      '(1) and (2) for any optimal mechanism, (3) for any that is not efficient: wherever the best alternative costs v(t_L, abar) everybody is served efficiently',
    given: simple,
    slack: simpleSlack('inefficient'),
    tolerance: 0,
    examples: [
      ...tiedWithEfficient,
      { values: TWO_PRODUCTS, masses: [1, 1], rule: 'efficient' },
      { values: [[1], [2], [4]], masses: [0, 1, 3], rule: 'adverse' },
    ],
  },
  correctedControls: {
    'any optimal mechanism again': { slack: () => simpleSlack('any'), examples: tiedWithEfficient },
    'more than v(t_L, abar) by more than 1': {
      slack: () => simpleSlack('inefficient', ONE),
      examples: [{ values: [[8], [9]], masses: [1, 9], rule: 'efficient' }],
    },
    'no alternative best for all': {
      examples: [
        {
          values: FIGURE.values,
          masses: [1, 1, 20],
          rule: 'efficient',
        },
      ],
    },
  },
  verdict: 'corrected',
  evidence: () =>
    `ties that refute (3) as printed, of ${tiedWithEfficient.length}: ${RULES.map((rule) => `${rule} ${verdictsAtTies(rule)}`).join(', ')}`,
  runs: 20,
});

/** Paths of binding constraints and simple environments. */
export const parPaths = [path, lowest];
