import { rational } from '../src/core/rational.ts';
import { withoutBound } from './counterexamples/par-payments.ts';
import { choose } from '../src/verify/arbitrary.ts';
import { anywhere, bounded, incomplete, peopled, rebated } from './support/par/payment-cases.ts';
import {
  boundedSlack,
  genericSlack,
  hyperplaneSlack,
  polyhedronSlack,
  survivalSlack,
  type Bounded,
  type Peopled,
  type Rebated,
} from './support/par/payment-claims.ts';
import {
  absentAtEnds,
  countRules,
  countVertices,
  keptOnSupport,
  largestPerturbations,
  newcomers,
} from './support/par/payment-figures.ts';
import { ONE_PRODUCT, RIVALS, TWO_PRODUCTS } from './support/par/two-types-samples.ts';
import { statement } from './support/statement.ts';

const generated =
  'generated: 2 or 3 types, 1 or 2 alternatives, whole and generic values with ties, duplicates, negative columns; masses of all kinds, absent types, corners and sides of the map of markets';

/** Inside an interval, at both thresholds, and where one type is missing. */
const HALVES: Peopled = { values: TWO_PRODUCTS, masses: [1, 1] };
const QUARTER: Peopled = { values: TWO_PRODUCTS, masses: [3, 1] };
const ALONE: Peopled = { values: ONE_PRODUCT, masses: [1, 0] };
/** The missing low type may pay anything from 0 to 1/2. */
const FREE: Peopled = { values: RIVALS, masses: [0, 1] };

const polytope = statement<Bounded, Rebated>({
  id: 'PAR-lem2',
  where: 'Lemma 2',
  claim:
    'the payment rules of IC-IR mechanisms form a polytope, the convex hull of a finite set P_V; so nobody pays less than some bound -B',
  hypotheses: 'any environment; generated: 2 to 4 types, 1 to 3 alternatives, B up to 10^12',
  decided:
    'refuted by one line: giving everybody B + 1 for nothing is IC and IR. By IC payments of two types differ by no more than values do, so that the only way to infinity is the same amount to everybody, and P = conv(P_V) - R+ (1, .., 1). What rests on Lemma 2 stands: this way loses revenue, and an optimum is a mixture of P_V',
  method: 'exact',
  given: bounded,
  slack: boundedSlack,
  tolerance: 0,
  counterexamples: withoutBound,
  controls: {},
  corrected: {
    claim:
      'P is the hull of a finite set less a ray: p(t) <= max v(t, .), p(t) - p(s) <= max v(t, .) - min v(t, .), and with two types every IC-IR payment rule is a mixture of the vertices less the same amount for both',
    given: rebated,
    slack: polyhedronSlack(),
    tolerance: 0,
    examples: [
      { values: ONE_PRODUCT, menu: [{ weights: [0, 1], price: 4 }], back: 0 },
      {
        values: TWO_PRODUCTS,
        menu: [
          { weights: [0, 1, 0], price: 7 },
          { weights: [0, 0, 1], price: 3 },
        ],
        back: 2,
      },
    ],
  },
  correctedControls: {
    'payments moved so far towards full values': {
      slack: (dose) => polyhedronSlack(rational(dose)),
      doses: [0.001],
      dose: 0.001,
    },
    'no ray': { slack: () => polyhedronSlack(rational(0), false) },
  },
  verdict: 'corrected',
  evidence: countVertices,
  runs: 40,
});

const perturbed = statement<Peopled>({
  id: 'PAR-lem3',
  where: 'Lemma 3',
  claim:
    'a market with a unique optimal payment rule p (payments of all types of T) has an ε > 0 such that p alone is optimal in every market ε-close to it',
  hypotheses: `${generated}`,
  decided:
    'exact: the largest ε is found, from every transfer of mass between two types, by cutting at each better rule until none is found; a market ε-close to f mixes f and these. Read on the support it is refuted where a type is missing whose payment is not pinned down: newcomers of hers shrink the set of optimal mechanisms (evidence); what the others pay stays the same (checked)',
  method: 'exact',
  given: choose(peopled, incomplete),
  slack: survivalSlack(),
  tolerance: 0,
  examples: [HALVES, ALONE, FREE],
  controls: {
    'several optimal payment rules': { slack: () => survivalSlack(true), examples: [QUARTER] },
    'so many times the largest ε': {
      slack: (dose) => survivalSlack(false, rational(dose)),
      examples: [HALVES],
      doses: [0.5, 0.9, 1, 1.1],
      dose: 1,
    },
  },
  verdict: 'holds',
  evidence: () => `${largestPerturbations()}. On the support refuted: ${newcomers()}`,
  runs: 18,
});

const hyperplanes = statement<Peopled>({
  id: 'PAR-lem4',
  where: 'Lemma 4',
  claim:
    "markets with several optimal payment rules lie in the finitely many hyperplanes Σ f(t) (p(t) - p'(t)) = 0 of pairs of vertices",
  hypotheses: `on the support, and over all of T; ${generated}`,
  decided:
    "exact: the rules that alone are optimal somewhere are listed from the map of all markets; a program of the suite's own finds whether payments are unique. On the support every tie lies between two listed rules; over all of T what an absent type pays may be free too, and the faces f(t) = 0 of the simplex have to be listed with them (they are hyperplanes, so the lemma stands)",
  method: 'exact',
  given: anywhere,
  slack: hyperplaneSlack(),
  tolerance: 0,
  examples: [QUARTER, ALONE, FREE],
  controls: {
    'hyperplanes b f = this much instead of 0': {
      slack: (dose) => hyperplaneSlack(undefined, rational(dose)),
      doses: [0.001],
      dose: 0.001,
    },
    'the faces of absent types left out, payments over all of T': {
      slack: () => hyperplaneSlack({ rules: true, faces: false }),
    },
  },
  verdict: 'holds',
  evidence: countRules,
  runs: 30,
});

const generic = statement<Peopled>({
  id: 'PAR-prop4',
  where: 'Prop 4',
  claim:
    'the markets in which arbitrarily small perturbations change the set of optimal mechanisms (payments of all types of T) lie in finitely many hyperplanes through the origin',
  hypotheses: `n >= 2 types; ${generated}`,
  decided:
    'exact: off the hyperplanes between listed rules and off the faces f(t) = 0 payments are unique over all of T, and the largest ε that keeps them is > 0. Mechanisms with the same payments earn the same everywhere. Newcomers may narrow down what is optimal to ask of them: the faces belong to the list. Read on the support, of what those pay who are there, it holds without the faces (checked)',
  method: 'exact',
  given: anywhere,
  slack: genericSlack(),
  tolerance: 0,
  examples: [HALVES, QUARTER, ALONE, FREE],
  controls: {
    'the hyperplanes between rules left out': {
      slack: () => genericSlack({ rules: false, faces: true }),
    },
    'the faces of absent types left out': {
      slack: () => genericSlack({ rules: true, faces: false }),
    },
  },
  verdict: 'holds',
  evidence: () => `${absentAtEnds()}; on the support, ${keptOnSupport()}`,
  runs: 25,
});

/** Payment rules: Lemmas 2 to 4 and Proposition 4. */
export const parPayments = [polytope, perturbed, hyperplanes, generic];
