import type { CurveSpec } from '../../../src/core/curve.ts';
import { chain, choose, listOf, map, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { almostEnough, bracketed, type Bracketed } from './brackets.ts';
import { utilityOn } from './cases.ts';
import { nudged, oneMoved, shown, type Nudged, type OneMoved, type Shown } from './crowds.ts';
import { dominanceAmong, type Dominance } from './dominance-cases.ts';
import { leastLie, longLies, type Lie as LotteryLie } from './lie-cases.ts';
import { liesOf, type Lie } from './lies.ts';
import { driftingScenes, scenes } from './scene-cases.ts';
import type { Scene } from './scenes.ts';

/** A lie in the printed lottery, told by consumers with utilities of their own. */
export interface OwnLie {
  readonly lie: LotteryLie;
  /** Everybody's V. */
  readonly tastes: readonly CurveSpec[];
}

/** Lies of at least 2^-(mbar-1), K >= 2, among two to four consumers. */
export function ownLies(): Arbitrary<OwnLie> {
  return chain(longLies(2), (lie) =>
    map(listOf(utilityOn(lie.attributes), 1, 3), (others): OwnLie => ({
      lie,
      tastes: [lie.utility, ...others],
    })),
  );
}

/** The lie that Lemma 1 is tight for, told by one whose slope is the smallest and by one whose slope is twice that. */
const HALF_AS_STEEP: OwnLie = {
  lie: leastLie(2, 12, 1),
  tastes: [
    { family: 'linear', slope: 0.25 },
    { family: 'linear', slope: 0.5 },
  ],
};

/** A case of one of the results that footnotes 9 and 11 extend. */
export type Own =
  | { readonly of: 'Thm 1 and 2, repaired'; readonly c: Scene }
  | { readonly of: 'Thm 3'; readonly c: Lie }
  | { readonly of: 'Lemma 4'; readonly c: Nudged }
  | { readonly of: 'Lemma 5, one report'; readonly c: OneMoved }
  | { readonly of: 'Lemma 5, all reports'; readonly c: Shown }
  | { readonly of: 'Lemma 6'; readonly c: Scene }
  | { readonly of: 'Lemma 1, repaired'; readonly c: OwnLie }
  | { readonly of: 'domination in M-hat'; readonly c: readonly Dominance[] }
  | { readonly of: 'domination on brackets'; readonly c: Bracketed };

/** Cases of all of them, everybody with curves of her own. */
export const ownCases: Arbitrary<Own> = choose<Own>(
  map(scenes({ drift: true, common: false }), (c): Own => ({ of: 'Thm 1 and 2, repaired', c })),
  map(liesOf(false), (c): Own => ({ of: 'Thm 3', c })),
  map(nudged(false), (c): Own => ({ of: 'Lemma 4', c })),
  map(oneMoved(false), (c): Own => ({ of: 'Lemma 5, one report', c })),
  map(shown(false), (c): Own => ({ of: 'Lemma 5, all reports', c })),
  map(driftingScenes(false), (c): Own => ({ of: 'Lemma 6', c })),
  map(ownLies(), (c): Own => ({ of: 'Lemma 1, repaired', c })),
  map(dominanceAmong(3), (c): Own => ({ of: 'domination in M-hat', c })),
  map(bracketed(false), (c): Own => ({ of: 'domination on brackets', c })),
);

/** A million agents of slope 1 and one of slope 1/2 move together: F moves by the largest constant's share. */
export const MOSTLY_STEEP: Own = {
  of: 'Lemma 5, all reports',
  c: {
    points: [[0], [0]],
    weights: [1e6, 1],
    clicks: [
      { family: 'linear', slope: 1 },
      { family: 'linear', slope: 0.5 },
    ],
    s: [[0]],
    others: [[0.5], [0.5]],
  },
};

export const FLATTER: Own = { of: 'Lemma 1, repaired', c: HALF_AS_STEEP };

/** The tightest lie, another consumer's slope twice the liar's. */
export const PICKY: Own = {
  of: 'domination on brackets',
  c: { ...almostEnough(1e-4), tastes: [{ family: 'linear', slope: 2e-4 }] },
};

/** The tightest lie, the others' clicks half as steep as the liar's. */
export const STEEPER: Own = { of: 'domination on brackets', c: almostEnough(1e-4, 3.5, 1.75) };
