import { rational } from '../src/core/rational.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import {
  ABSENT_MIDDLE,
  ABSENT_TOP,
  notImproved,
  REGULAR,
  TIE_BELOW,
} from './counterexamples/par-linear.ts';
import {
  improvableExactlyWhen,
  perturbationSign,
  present,
  sizedSign,
  tally,
  virtualSign,
  virtualSplit,
  type RuledMarkets,
  type Sign,
} from './support/par/linear-improvable.ts';
import { manyMarkets } from './support/par/linear-cases.ts';
import { AT_KINK } from './support/par/linear-samples.ts';
import { ALL_RULES, ruled } from './support/par/ruled.ts';
import { statement, type Control } from './support/statement.ts';

const hypotheses =
  'finite A; every consistent rule; values from below 0 up, neighbours equal too; level 0 is the outside option, the other levels any subset of 1..4, none too; every type has one efficient level; generated: 1..3 types, four markets of each environment with zeros, pools and virtual values exactly at kinks; the five rules of the library and one more consistent one';

const decided =
  'exact, by the complete answer for up to three types, which knows no virtual values. On the support refuted by a sixth rule alone, off it by types of mass 0';

/** Virtual value 2^-25 above the kink. */
const ABOVE_KINK = { ...AT_KINK, masses: [String(2 ** 26 + 3), String(2 ** 25)] };

const TALLIED = ['consumer', 'adverse', 'mid'] as const;

const examples: readonly RuledMarkets[] = [
  ...RULES.map((rule): RuledMarkets => ({ markets: [REGULAR, TIE_BELOW], rule })),
  { markets: [AT_KINK, ABOVE_KINK], rule: 'efficient' },
  { markets: [ABSENT_MIDDLE, { ...ABSENT_MIDDLE, masses: ['0', '9', '1'] }], rule: 'mid' },
  { markets: [ABSENT_TOP], rule: 'adverse' },
];

/** Both statements are mended alike: their signs of types that are there, under rules that break ties alike in all markets. */
const repaired = (claim: string, sign: Sign) => ({
  claim,
  given: ruled(manyMarkets(1, 3, 4), RULES),
  slack: improvableExactlyWhen(present(sign)),
  tolerance: 0,
  examples,
});

const dropped = (sign: Sign): Readonly<Record<string, Control<RuledMarkets>>> => ({
  'types that are not there': {
    slack: () => improvableExactlyWhen(sign),
    examples: notImproved.slice(1),
  },
  'ties broken against whoever would gain': {
    given: () => ruled(manyMarkets(1, 3, 4), ['contrary'] as const),
    examples: notImproved.slice(0, 1),
  },
});

const prop5 = statement<RuledMarkets>({
  id: 'PAR-prop5',
  where: 'Prop 5',
  claim:
    'linear valuations: a market is Pareto improvable if and only if there are a type t with an inefficient allocation and δ0 > 0 such that every (t, δ)-perturbation with 0 < δ <= δ0 leaves the optimal mechanism unchanged',
  hypotheses,
  decided: `${decided}. Small enough: 2^-30, 2^-40 and 2^-50 of the largest δ, which must agree`,
  method: 'exact',
  given: ruled(manyMarkets(1, 3, 4), ALL_RULES),
  slack: improvableExactlyWhen(perturbationSign),
  tolerance: 0,
  controls: {},
  counterexamples: notImproved,
  corrected: repaired(
    'the same with f(t) > 0, where ties are broken alike in all markets (PAR-fn7)',
    perturbationSign,
  ),
  correctedControls: {
    ...dropped(perturbationSign),
    'perturbations with δ < 0': {
      slack: () => improvableExactlyWhen(present(sizedSign(-(2 ** -40)))),
    },
    'perturbations of this share of the largest δ': {
      slack: (dose) => improvableExactlyWhen(present(sizedSign(dose))),
      doses: [1e-6],
      dose: 1e-6,
    },
  },
  runs: 30,
  verdict: 'corrected',
  evidence: () =>
    `values ${REGULAR.values.join(', ')} with masses in twelfths, improvable ${TALLIED.map((rule) => tally(REGULAR, rule)).join(', ')}`,
});

const cor2 = statement<RuledMarkets>({
  id: 'PAR-cor2',
  where: 'Cor 2',
  claim:
    'linear valuations: a market is Pareto improvable if and only if there is a type t with an inefficient allocation such that φ(t) > min Φ(φ(t))',
  hypotheses,
  decided: `${decided}. min Φ is the steepest rise of the cost to the level from a lower one`,
  method: 'exact',
  given: ruled(manyMarkets(1, 3, 4), ALL_RULES),
  slack: improvableExactlyWhen(virtualSign()),
  tolerance: 0,
  controls: {},
  counterexamples: notImproved,
  corrected: repaired(
    'the same with f(t) > 0, where ties are broken alike in all markets (PAR-fn7); then two perturbations split it (not asked of half of each)',
    virtualSplit,
  ),
  correctedControls: {
    ...dropped(virtualSign()),
    'φ(t) >= min Φ': {
      slack: () => improvableExactlyWhen(present(virtualSign({ atLeast: true }))),
    },
    'φ(t) above min Φ by so much': {
      slack: (dose) => improvableExactlyWhen(present(virtualSign({ above: rational(dose) }))),
      doses: [1e-6],
      dose: 1e-6,
    },
  },
  runs: 30,
  verdict: 'corrected',
  evidence: () =>
    `values ${ABSENT_MIDDLE.values.join(', ')}, masses ${ABSENT_MIDDLE.masses.join(', ')}: only the absent type is served inefficiently. Where she is: improvable ${TALLIED.map((rule) => tally(ABSENT_MIDDLE, rule)).join(', ')} with masses in twelfths`,
});

/** Which markets with linear valuations are Pareto improvable. */
export const parLinearImprovable = [prop5, cor2];
