import { choose, map, type Arbitrary } from '../src/verify/arbitrary.ts';
import { proved, strayed } from './seg-exponential.ts';
import { lieSlack } from './seg-incentives.ts';
import {
  moveSlack,
  optimumSlack,
  optimumTolerance,
  reportSlack,
  reportsSlack,
} from './seg-sensitivity.ts';
import {
  nudged,
  oneMoved,
  rateTolerance,
  shown,
  summedTolerance,
  type Nudged,
  type OneMoved,
  type Shown,
} from './support/seg-crowds.ts';
import { gainTolerance, liesOf, type Lie } from './support/seg-lies.ts';
import { slopesOf, type Crowd } from './support/seg-oracles.ts';
import { driftingScenes, scenes } from './support/seg-scene-cases.ts';
import { lossOf, lossTolerance, type Scene } from './support/seg-scenes.ts';
import { statement } from './support/statement.ts';

/** A case of one of the results that footnotes 9 and 11 extend. */
type Own =
  | { readonly of: 'Thm 1 and 2, repaired'; readonly c: Scene }
  | { readonly of: 'Thm 3'; readonly c: Lie }
  | { readonly of: 'Lemma 4'; readonly c: Nudged }
  | { readonly of: 'Lemma 5, one report'; readonly c: OneMoved }
  | { readonly of: 'Lemma 5, all reports'; readonly c: Shown }
  | { readonly of: 'Lemma 6'; readonly c: Scene };

const given: Arbitrary<Own> = choose<Own>(
  map(scenes({ drift: true, common: false }), (c): Own => ({ of: 'Thm 1 and 2, repaired', c })),
  map(liesOf(false), (c): Own => ({ of: 'Thm 3', c })),
  map(nudged(false), (c): Own => ({ of: 'Lemma 4', c })),
  map(oneMoved(false), (c): Own => ({ of: 'Lemma 5, one report', c })),
  map(shown(false), (c): Own => ({ of: 'Lemma 5, all reports', c })),
  map(driftingScenes(false), (c): Own => ({ of: 'Lemma 6', c })),
);

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
  }
}

/** The smallest of the consumers' Lipschitz constants over the largest: 1 when all are alike. */
function evenness({ clicks, points }: Crowd): number {
  const most = clicks.map((click) => slopesOf(click, points[0]!.length).most);
  return Math.max(...most) === 0 ? 1 : Math.min(...most) / Math.max(...most);
}

/** Lemma 5 with the smallest constant in place of the largest. */
function smallest(own: Own): number {
  return own.of === 'Lemma 5, all reports' ? reportsSlack(own.c, evenness(own.c)) : ownSlack(own);
}

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
      'any P_n, V_n; the repaired Thm 1 and 2, Thm 3 and Lemmas 4 to 6 over their own ranges; the printed Thm 1 and 2 fail already for common curves',
    decided: 'exact, as each of those statements',
    method: 'exact',
    given,
    slack: ownSlack,
    tolerance: ownTolerance,
    controls: {
      'B the smallest of the constants': { slack: () => smallest },
      'nothing granted for a lie': { slack: () => cheap },
    },
    verdict: 'holds',
    runs: 150,
  }),
];
