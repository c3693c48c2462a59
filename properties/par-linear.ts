import { fractionText, nearest, rational } from '../src/core/rational.ts';
import { perturbed } from '../src/mechanisms/linear/perturbation.ts';
import {
  notDominated,
  optimalOtherwise,
  othersMove,
  REGULAR,
} from './counterexamples/par-linear.ts';
import { environmentOf, linears, marketOf, type Linear } from './support/par/linear-cases.ts';
import { printedVirtual } from './support/par/linear-hull.ts';
import {
  mendedConditions,
  offers,
  optimalExactlyWhen,
  printedConditions,
  type Offer,
} from './support/par/linear-offers.ts';
import {
  dominatedSlack,
  mendedTurns,
  moved,
  printedTurns,
  somebodyAbove,
  toTheLowest,
  type Moved,
} from './support/par/linear-perturbations.ts';
import { served } from './support/par/linear-served.ts';
import { ALL_RULES, ruled, type Ruled } from './support/par/ruled.ts';
import { statement } from './support/statement.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';

const environments =
  'values from below 0 up, neighbours equal too; level 0 is the outside option, the other levels any subset of 1..4, none too; costs of every shape; every type has one efficient level; whole and generic masses, zeros, pools and virtual values exactly at kinks';

const phiText = (c: Linear): string => {
  const values = c.values.map((v) => rational(v));
  const { phi } = printedVirtual(values, marketOf(c));
  return phi.map((each) => (each ? fractionText(each) : '-')).join(', ');
};

const optimal = statement<Offer>({
  id: 'PAR-prop6',
  where: 'Prop 6',
  claim:
    'linear valuations: an IC-IR mechanism (a, p) is optimal if and only if for all t a(t) maximises φ(t)a - C(a) and p(t) = v(t)a(t) - the sum over t′ <= t of (v(t′) - v(t′-1)) a(t′-1)',
  hypotheses: `finite A; ${environments}; generated: 1..4 types, mechanisms that pick among the best levels of φ(t), or any, or half-half lotteries of two, with and without a gift to all or to the last type`,
  decided:
    'exact: φ by its definition; IC, IR and revenue by the linear program over all of T. Refuted on the support, and off it by what a type of mass 0 is offered',
  method: 'exact',
  given: offers(1, 4),
  slack: optimalExactlyWhen(printedConditions),
  tolerance: 0,
  controls: {},
  counterexamples: optimalOtherwise,
  corrected: {
    claim:
      'optimal if and only if, among those who are there, a(t) maximises φ(t)a - C(a), a(t) is that of the next lower one wherever R(Ft(t)) < R_IR(Ft(t)), and payments are those of the envelope',
    given: offers(1, 4),
    slack: optimalExactlyWhen(mendedConditions()),
    tolerance: 0,
    examples: optimalOtherwise,
  },
  correctedControls: {
    'virtual values before ironing': {
      slack: () => optimalExactlyWhen(mendedConditions({ raw: true })),
      examples: [
        {
          ...optimalOtherwise[0]!,
          masses: ['5', '1', '6'],
          chosen: [
            [0, 0],
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
    'levels that rise where the revenue is below its hull': {
      slack: () => optimalExactlyWhen(mendedConditions({ rising: true })),
    },
    'everybody given so much more than the envelope leaves': {
      slack: (dose) => (c) => {
        const gifts = c.values.map(() => fractionText(rational(dose)));
        const overlooked = rational(dose);
        return optimalExactlyWhen(mendedConditions({ overlooked }))({ ...c, gifts });
      },
      examples: [
        {
          ...optimalOtherwise[0]!,
          chosen: [
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        },
      ],
      doses: [1e-12],
      dose: 1e-12,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const [rises] = optimalOtherwise;
    return `values ${rises!.values.join(', ')}, masses ${rises!.masses.join(', ')}, no costs: φ = ${phiText(rises!)}, so by condition 1 the lowest may be left out and the next served; within an ironed interval that loses`;
  },
});

const dominating = statement<Ruled<Linear>>({
  id: 'PAR-lem7',
  where: 'Lemma 7',
  claim:
    'linear valuations: if the allocation of some type t is inefficient, some (t, δ)-perturbation of the market Pareto dominates it',
  hypotheses: `finite A; every consistent rule; ${environments}; generated: 1..5 types, the five rules of the library and one more consistent one`,
  decided:
    'exact menus at δ = -1 + 2^-m, m <= 30, and multiples of 1/16. On the support refuted by a sixth rule alone: φ(t) passes one kink, at δ = -1/4, and δ on both sides is met. Off it by a type with nobody above, whose perturbations move nothing',
  method: 'exact',
  given: ruled(linears(1, 5), ALL_RULES),
  slack: dominatedSlack(() => true),
  tolerance: 0,
  controls: {},
  counterexamples: notDominated,
  corrected: {
    claim:
      'the same where somebody above t is there (who is, when t is there herself) and ties are broken alike in all markets (PAR-fn7)',
    given: ruled(linears(1, 5), RULES),
    slack: dominatedSlack(somebodyAbove),
    tolerance: 0,
    examples: [{ ...REGULAR, rule: 'efficient' }],
  },
  correctedControls: {
    'types with nobody above them': {
      slack: () => dominatedSlack(() => true),
      examples: notDominated.slice(1),
    },
    'ties broken against whoever would gain': {
      given: () => ruled(linears(3, 4), ['contrary'] as const),
      examples: notDominated.slice(0, 1),
    },
    'perturbations scaled by this': {
      slack: (dose) =>
        dominatedSlack(somebodyAbove, (f, t, delta) =>
          perturbed(
            f,
            t,
            fractionText({
              ...delta,
              numerator: delta.numerator * BigInt(dose * 64),
              denominator: delta.denominator * 64n,
            }),
          ),
        ),
      doses: [1 / 64],
      dose: 1 / 64,
    },
    'perturbations with δ > 0 only': {
      slack: () =>
        dominatedSlack(somebodyAbove, (f, t, delta) =>
          delta.numerator < 0n ? f : perturbed(f, t, delta),
        ),
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const [tie] = notDominated;
    const before = served(environmentOf(tie!), marketOf(tie!), 'contrary');
    const rows = ['-1/8', '-1/4'].map((delta) => {
      const other = perturbed(before.market, 1, delta);
      const { surplus } = served(environmentOf(tie!), other, 'contrary');
      return `${surplus.map(fractionText).join(', ')} at δ = ${delta}`;
    });
    return `largest levels unless they serve everybody efficiently, then smallest: consistent. Values ${tie!.values.join(', ')}, φ = ${phiText(tie!)}, kinks at 1 and 3; surplus ${before.surplus.map(fractionText).join(', ')}; perturbed at the middle type ${rows.join('; ')}`;
  },
});

const virtual = statement<Moved>({
  id: 'PAR-lem7-virtual',
  where: 'C.1',
  claim:
    'linear valuations: a (t, δ)-perturbation with -1 < δ < 0 raises φ(t) and lowers no virtual value; in a regular market (R concave) it leaves all others unchanged',
  hypotheses: `${environments}; generated: 1..5 types, any t, mass 0 too, δ on a grid, near 0, near -1, and where φ′(t) meets the next virtual value`,
  decided:
    'exact: both hulls by their definition, all chords tried; types without a virtual value are not asked about',
  method: 'exact',
  given: moved(1, 5),
  slack: printedTurns,
  tolerance: 0,
  controls: {},
  counterexamples: othersMove,
  corrected: {
    claim:
      'with somebody of higher value there: φ(t) rises, none falls, those of types with lower φ stay; in a regular market with t there all others who are there stay exactly as long as the perturbed market is regular: until φ′(t) passes the next virtual value',
    given: moved(1, 5),
    slack: mendedTurns(),
    tolerance: 0,
    examples: othersMove,
  },
  correctedControls: {
    'all others stay, however far': { slack: () => mendedTurns({ always: true }) },
    'what is lost above goes to the lowest type': {
      slack: () => mendedTurns({ perturb: toTheLowest }),
      examples: [{ ...othersMove[0]!, type: 1, delta: '-1/16' }],
    },
    'δ > 0, this share of the largest there is': {
      slack: (dose) =>
        mendedTurns({
          perturb: (f, t) => {
            const above = f.slice(t + 1).reduce((sum, share) => sum + nearest(share), 0);
            const most = above > 0 ? nearest(f[t]!) / above : 0;
            return perturbed(f, t, dose * 0.999 * most);
          },
        }),
      doses: [1e-6],
      dose: 1e-6,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const [far] = othersMove;
    const rows = ['-1/8', '-2/7', '-1/2'].map((delta) => {
      const other = perturbed(marketOf(far!), 0, delta).map(fractionText);
      return `${phiText({ ...far!, masses: other })} at δ = ${delta}`;
    });
    return `values ${far!.values.join(', ')}, masses ${far!.masses.join(', ')}: φ = ${phiText(far!)}; ${rows.join('; ')}`;
  },
});

/** Optimal menus by virtual values, and what perturbing a market does to them. */
export const parLinear = [optimal, dominating, virtual];
