import { constant } from '../src/verify/arbitrary.ts';
import { deterred, deterredTolerance } from './seg-domination.ts';
import { proved, strayed } from './seg-exponential.ts';
import { lieSlack, tempted } from './seg-incentives.ts';
import { lossTolerance as lotteryTolerance, lotteryLoss, promisedLoss } from './seg-lottery.ts';
import { engineParameters } from './seg-rate.ts';
import {
  moveSlack,
  optimumSlack,
  optimumTolerance,
  reportSlack,
  reportsSlack,
} from './seg-sensitivity.ts';
import {
  between,
  bracketSlack,
  bracketTolerance,
  constantsOf,
  leastPlan,
} from './support/seg/brackets.ts';
import { rateTolerance, summedTolerance } from './support/seg/crowds.ts';
import type { Dominance } from './support/seg/dominance-cases.ts';
import { gainTolerance } from './support/seg/lies.ts';
import { slopesOf, type Crowd } from './support/seg/oracles.ts';
import {
  FLATTER,
  MOSTLY_STEEP,
  ownCases,
  PICKY,
  STEEPER,
  type Own,
  type OwnLie,
} from './support/seg/own-cases.ts';
import type { Parameters } from './support/seg/printed.ts';
import { lossOf, lossTolerance } from './support/seg/scenes.ts';
import { statement } from './support/statement.ts';

/** What any of them loses less the corrected bound of Lemma 1, c a share of the way from the smallest slope to the largest. */
function ownLossSlack({ lie, tastes }: OwnLie, wrong = 0): number {
  const slopes = tastes.map((taste) => slopesOf(taste, lie.attributes).least);
  const c = between(Math.min(...slopes), Math.max(...slopes), wrong);
  const losses = tastes.map((utility) => lotteryLoss({ ...lie, utility }));
  return Math.min(...losses) - promisedLoss(lie, 3, c);
}

/** M-hat's parameters, B the largest Lipschitz constant or 1/c, c the smallest slope. */
function parametersAmong(lies: readonly Dominance[]): Parameters {
  const { population, attributes } = lies[0]!;
  const steep = lies.map(({ click }) => slopesOf(click, attributes).most);
  const slopes = lies.map(({ utility }) => slopesOf(utility, attributes).least);
  return engineParameters(population, attributes, Math.max(...steep, 1 / Math.min(...slopes)));
}

/** What M-hat leaves to the consumer whom it deters least. */
function ownDeterred(lies: readonly Dominance[]): number {
  const params = parametersAmong(lies);
  return Math.min(...lies.map((lie) => deterred(lie, params)));
}

/** The rounding of the consumer for whom it is largest. */
function ownDeterredTolerance(lies: readonly Dominance[]): number {
  const params = parametersAmong(lies);
  return Math.max(...lies.map((lie) => deterredTolerance(lie, params)));
}

function ownSlack(own: Own): number {
  switch (own.of) {
    case 'Thm 1 and 2, repaired':
      return proved(own.c) + strayed(own.c) - lossOf(own.c);
    case 'Thm 3':
      return lieSlack(own.c);
    case 'Lemma 4':
      return moveSlack(own.c);
    case 'Lemma 5, one report':
      return reportSlack(own.c);
    case 'Lemma 5, all reports':
      return reportsSlack(own.c);
    case 'Lemma 6':
      return optimumSlack(own.c);
    case 'Lemma 1, repaired':
      return ownLossSlack(own.c);
    case 'domination in M-hat':
      return ownDeterred(own.c);
    case 'domination on brackets':
      return bracketSlack(own.c);
  }
}

function ownTolerance(own: Own): number {
  switch (own.of) {
    case 'Thm 1 and 2, repaired':
      return lossTolerance(own.c);
    case 'Thm 3':
      return gainTolerance(own.c);
    case 'Lemma 4':
      return rateTolerance(own.c.crowd);
    case 'Lemma 5, one report':
      return summedTolerance(own.c.crowd);
    case 'Lemma 5, all reports':
      return rateTolerance(own.c);
    case 'Lemma 6':
      return optimumTolerance(own.c);
    case 'Lemma 1, repaired':
      return lotteryTolerance(own.c.lie);
    case 'domination in M-hat':
      return ownDeterredTolerance(own.c);
    case 'domination on brackets':
      return bracketTolerance(own.c);
  }
}

/** The smallest of the consumers' Lipschitz constants over the largest: 1 when all are alike. */
function evenness({ clicks, points }: Crowd): number {
  const most = clicks.map((click) => slopesOf(click, points[0]!.length).most);
  return Math.max(...most) === 0 ? 1 : Math.min(...most) / Math.max(...most);
}

/** Lemma 5 with B this share of the way from the largest constant to the smallest. */
const averaged =
  (dose: number) =>
  (own: Own): number =>
    own.of === 'Lemma 5, all reports'
      ? reportsSlack(own.c, between(1, evenness(own.c), dose))
      : ownSlack(own);

/** Lemma 1 with c this share of the way from the smallest slope to the largest. */
const promising =
  (dose: number) =>
  (own: Own): number =>
    own.of === 'Lemma 1, repaired' ? ownLossSlack(own.c, dose) : ownSlack(own);

/** The least q for constants that are wrong by these shares of the way. */
const planned =
  (wrong: (dose: number) => { B?: number; c?: number }) =>
  (dose: number) =>
  (own: Own): number => {
    if (own.of !== 'domination on brackets') return ownSlack(own);
    return bracketSlack(own.c, 1, leastPlan(own.c, constantsOf(own.c, wrong(dose))));
  };

/** Thm 3 with as small a factor as none needs. */
function cheap(own: Own): number {
  return own.of === 'Thm 3' ? lieSlack(own.c, 0) : ownSlack(own);
}

export const segOwnCurves = [
  statement<Own>({
    id: 'SEG-fn9',
    where: 'footnotes 9, 11',
    claim:
      'with consumers’ own P_n and V_n, B = max_n B_n and c = min_n c_n, the results that hold for common curves hold',
    hypotheses:
      'any P_n, V_n; the repaired Thm 1 and 2, the repaired Lemma 1 and domination, Thm 3 and Lemmas 4 to 6 over their own ranges; q from B and c of all, for each consumer; the printed Thm 1 and 2 fail already for common curves',
    decided: 'exact, as each of those statements',
    method: 'exact',
    given: ownCases,
    slack: ownSlack,
    tolerance: ownTolerance,
    examples: [MOSTLY_STEEP, FLATTER, PICKY, STEEPER],
    controls: {
      'B towards the smallest constant, in Lemma 5': {
        slack: averaged,
        given: () => constant(MOSTLY_STEEP),
        doses: [1e-7, 1e-5, 1e-3, 0.1, 1],
        dose: 1e-5,
      },
      'B towards the smallest constant, in the least q': {
        slack: planned((B) => ({ B })),
        given: () => constant(STEEPER),
        doses: [1e-4, 1e-3, 0.1, 1],
        dose: 1e-3,
      },
      'c towards the largest slope, in Lemma 1': {
        slack: promising,
        given: () => constant(FLATTER),
        doses: [1e-5, 1e-4, 1e-3, 0.1, 1],
        dose: 1e-3,
      },
      'c towards the largest slope, in the least q': {
        slack: planned((c) => ({ c })),
        given: () => constant(PICKY),
        doses: [1e-5, 1e-4, 1e-3, 0.1, 1],
        dose: 1e-4,
      },
      'nothing granted for a lie': {
        slack: () => cheap,
        examples: [{ of: 'Thm 3', c: tempted(1000, 0.01) }],
      },
    },
    verdict: 'holds',
    runs: 150,
  }),
];
