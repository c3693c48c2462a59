import { fractionText, inner, nearest, rational } from '../src/core/rational.ts';
import { linearEnvironment } from '../src/mechanisms/linear/environment.ts';
import { linearMenu } from '../src/mechanisms/linear/menu.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { rightlyExcluded } from './counterexamples/par-convex.ts';
import {
  anybody,
  from,
  figure6,
  improvableByExclusion,
  kinkedSquare,
  plain,
  shares,
  smooths,
  worthServing,
  type Shares,
  type Smooth,
} from './support/par/convex-cases.ts';
import {
  asInFigure6,
  improvableFromHalf,
  nearTheProgram,
  mostlyAsked,
  nonGeneric,
  nonGenericSmooth,
  planes,
  somebodyLoses,
} from './support/par/convex-claims.ts';
import { improvableOracle } from './support/par/linear-served.ts';
import type { Linear } from './support/par/linear-cases.ts';
import { AT_KINK } from './support/par/linear-samples.ts';
import type { Ruled } from './support/par/ruled.ts';
import { statement } from './support/statement.ts';

/** Nobody is excluded: virtual values of the low type 3/4 of 1/8 and of 1/2, and 1. */
const ALL_SERVED: readonly Smooth[] = [
  { values: ['2', '3'], masses: ['32', '61'], cost: 'square', cut: [8, 4] },
  { values: ['2', '3'], masses: ['8', '13'], cost: 'square', cut: [8, 4] },
  { values: ['2', '3'], masses: ['4', '3'], cost: 'square', cut: [8, 4] },
];

const excluded = statement<Smooth>({
  id: 'PAR-cor3',
  where: 'Cor 3',
  claim:
    'linear valuations, strictly convex differentiable C, A = [0, ∞): a market is Pareto improvable if and only if in the optimal mechanism some type is excluded',
  hypotheses:
    'values from below 0 up, neighbours equal too; C = a^2/2, a^3/3, (2/3)a^(3/2), a + a^2/2, -a + a^2/2 + a^3/4; types that are there; generated: 1..4 types, masses with zeros, a cut of every type in two',
  decided:
    'improvable: a split, checked type by type, that every market with such a type must have. That there is none is decided for efficient markets and for two types, where the surplus of the high one falls with her share; for three and four, perturbations of any type at a few sizes and a generated cut are tried, and must not improve. Levels are exact for squares, else doubles',
  method: 'exact',
  given: smooths(1, 4),
  slack: improvableByExclusion(anybody),
  tolerance: 0,
  controls: {},
  counterexamples: rightlyExcluded,
  corrected: {
    claim:
      "improvable if and only if some type t that is there is excluded although v(t) > C'(0), that is, inefficiently",
    given: smooths(1, 4),
    slack: improvableByExclusion(worthServing),
    tolerance: 0,
    examples: [...rightlyExcluded, ...ALL_SERVED],
  },
  correctedControls: {
    'types that are rightly excluded': { slack: () => improvableByExclusion(anybody) },
    'A = [this, ∞) and the outside option': {
      slack: (dose) => improvableByExclusion(worthServing, from(dose)),
      doses: [1 / 8],
      dose: 1 / 8,
    },
    'a cost with kinks at the multiples of 1/2': {
      slack: () => improvableByExclusion(worthServing, () => kinkedSquare(1 / 2, 8)),
    },
  },
  runs: 40,
  verdict: 'corrected',
  evidence: () => {
    const rows = [rightlyExcluded[1]!, rightlyExcluded[2]!].map((c) => {
      const environment = linearEnvironment({ values: c.values, alternatives: plain(c) });
      const { entries, efficient } = linearMenu(environment, c.masses, { ties: 'largest' });
      const levels = entries.map(({ level }) => nearest(level)).join(', ');
      return `values ${c.values.join(', ')}, cost ${c.cost}: levels ${levels}, ${efficient ? 'efficient' : 'inefficient'}`;
    });
    return rows.join('; ');
  },
});

/** Virtual values 1 at a kink: of the low type alone, and of a pool of two. */
const AT_KINKS: readonly Ruled<Linear>[] = [
  { ...AT_KINK, rule: 'efficient' },
  { ...AT_KINK, values: ['2', '3', '4'], masses: ['7', '1', '4'], rule: 'efficient' },
];

const generic = statement<Ruled<Linear>>({
  id: 'PAR-cor4',
  where: 'Cor 4',
  claim:
    'linear valuations, convex piecewise linear C: the inefficient markets that are not Pareto improvable lie in finitely many H(b), b not 0',
  hypotheses:
    'A an interval from 0, up to three kinks; every consistent rule; values from below 0 up, neighbours equal too; every type has one efficient level; generated: 1..4 types, masses with zeros, pools and virtual values exactly at kinks; the five rules of the library and one more consistent one',
  decided:
    'exact: the hyperplanes are listed from the environment alone, v(L) Ft(L) - v(H) Ft(H) = κ (Ft(L) - Ft(H)) for every kink κ and L < H, and f(t) = 0. A market off all of them must be efficient or improvable: by the map of the linear program up to three types, by a checked split for four',
  method: 'exact',
  given: mostlyAsked(1, 4),
  slack: nonGeneric(),
  tolerance: 0,
  examples: AT_KINKS,
  controls: {
    'hyperplanes of single types only': { slack: () => nonGeneric({ single: true }) },
    'kinks off by this much': {
      slack: (dose) => nonGeneric({ off: rational(dose) }),
      doses: [1e-12],
      dose: 1e-12,
    },
    'a smooth cost': {
      slack: () => nonGenericSmooth,
      examples: [{ ...AT_KINK, masses: ['3', '1'], rule: 'efficient' }],
    },
  },
  verdict: 'holds',
  evidence: () =>
    AT_KINKS.map((c) => {
      const f = market({ types: c.values }, c.masses);
      const rules = RULES.map((rule) => `${rule} ${improvableOracle(c, rule)(f) ? 'yes' : 'no'}`);
      const on = planes(c).filter((b) => inner(b, f).numerator === 0n).length;
      return `values ${c.values.join(', ')} and two kinks: ${planes(c).length} hyperplanes; (${f.map(fractionText).join(', ')}) is on ${on}; improvable: ${rules.join(', ')}`;
    }).join('; '),
});

const EXAMPLES: readonly Shares[] = [
  { segments: [{ weight: 1, q: '1/10' }] },
  {
    segments: [
      { weight: 1, q: '99999/1000000' },
      { weight: 1, q: '100001/1000000' },
    ],
  },
  {
    segments: [
      { weight: 1, q: '1/4' },
      { weight: 1, q: '3/4' },
    ],
  },
  {
    segments: [
      { weight: 1, q: '0' },
      { weight: 1, q: '1' },
    ],
  },
];

const example = statement<Shares>({
  id: 'PAR-exC',
  where: 'C',
  claim:
    'A = [0, 1], C = a^2/2, values 1 and 2: CS(t_2, q) strictly falls in q below .5 and is 0 above; any non-trivial segmentation of q < .5 has a segment q′ > q in which type 2 is worse off; the inefficient markets that are not improvable are (0, .5)',
  hypotheses:
    'generated: one to three segments with shares on grids of 1/8, 1/100, 1/1000, 0, 1/2 and 1 too',
  decided:
    'exact: CS(t_2, q) against (1 - 2q)/(1 - q), which falls strictly, the profit against the linear program on levels 1/8 apart; for q >= .5 a checked split, at q = .5 too',
  method: 'exact',
  given: shares,
  slack: (c) =>
    [asInFigure6(), somebodyLoses(), improvableFromHalf, nearTheProgram].every((holds) => holds(c))
      ? 1
      : -1,
  tolerance: 0,
  examples: EXAMPLES,
  controls: {
    'levels this far apart, and lotteries between': {
      slack: (dose) => (c) => (somebodyLoses(kinkedSquare(dose, 1))(c) ? 1 : -1),
      doses: [1 / 64],
      dose: 1 / 64,
    },
    'a cost steeper by this part': {
      slack: (dose) => (c) => {
        const coefficients = [0, 0, 0.5 + dose];
        const cost = { family: 'polynomial', coefficients } as const;
        return asInFigure6({ cost, low: 0, high: 1 })(c) ? 1 : -1;
      },
      doses: [1e-12],
      dose: 1e-12,
    },
  },
  runs: 100,
  verdict: 'holds',
  evidence: () => {
    const points = ['0', '1/10', '1/4', '2/5', '1/2'].map(
      (q) => `${fractionText(figure6(rational(q)))} at ${q}`,
    );
    return `CS(t_2, q) = (1 - 2q)/(1 - q): ${points.join(', ')}`;
  },
});

/** Smooth and piecewise linear costs over an interval of levels. */
export const parConvex = [excluded, generic, example];
