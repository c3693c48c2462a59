import { record } from '../../core/errors.ts';
import { compared, larger, minus, ONE, times, ZERO, type Rational } from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import { menuOf, type OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist, Optimum } from '../monopoly/optimum.ts';
import { choice, type Rule } from '../monopoly/rules.ts';
import {
  typeAverages,
  welfareOver,
  type OfferedSegment,
  type TypeAverage,
  type Welfare,
} from './averages.ts';
import { dominanceOf, type Dominance } from './dominance.ts';
import { revenueRises } from './revenue.ts';
import { nonTrivial, segmentation, type SegmentInput } from './segmentation.ts';

/** A segment, its optimal menu, and what becomes of the types in it. */
export interface AssessedSegment extends OfferedSegment {
  /** Whether it Pareto dominates the whole market, and what each of its types gains. */
  readonly dominance: Dominance;
}

/** A type in a segment that keeps another surplus than in the whole market. */
export interface Effect {
  readonly type: number;
  /** The segment's place. */
  readonly segment: number;
  /** How much of the whole market they are. */
  readonly mass: Rational;
  /** What each of them gains, or loses: > 0. */
  readonly amount: Rational;
}

/** What a segmentation does, under a selection rule. */
export interface Assessment {
  readonly arithmetic: Optimum['arithmetic'];
  readonly rule: Rule;
  /** The largest of the types' tolerances; each type is judged by her own, in `segments[s].dominance.changes`. 0 when exact. */
  readonly tolerance: Rational;
  /**
   * `improving`: Pareto improving, every segment weakly dominates the market and some segment dominates it [PAR, 4.1]; `neutral`: nobody
   * gains or loses; `harming`: somebody loses.
   */
  readonly verdict: 'improving' | 'neutral' | 'harming';
  /** Whether some segment is not the market itself. */
  readonly nonTrivial: boolean;
  /** The optimal menu of the whole market. */
  readonly menu: OptimalMenu;
  readonly segments: readonly AssessedSegment[];
  readonly before: Welfare;
  readonly after: Welfare;
  /** Whether the segments earn more than any mechanism earns in the whole market: true and false are proved; in doubles it may be neither. */
  readonly revenueRises: boolean | 'unresolved';
  /** The types that are there, ascending. */
  readonly averages: readonly TypeAverage[];
  readonly gainers: readonly Effect[];
  readonly losers: readonly Effect[];
}

/**
 * Somebody else's segmentation of a market, judged: who gains, who loses, how much, and what the seller makes of it [PAR, 4.1]. One
 * optimal menu for the market and one a segment.
 *
 * @param segments checked as by `segmentation`; rounded numbers through `roundedSegmentation`
 * @throws RangeError, TypeError as `segmentation`; the refusals `budget` and `arithmetic` and SolverFailure as `optimalMenu`
 */
export function assess(
  seller: Monopolist,
  f: Market,
  segments: readonly SegmentInput[],
  options: { readonly rule: Rule },
): Assessment {
  const { environment } = seller;
  const { rule } = record('options', options, ['rule']);
  const checked = segmentation(environment, f, segments);
  const whole = choice(seller, f, rule);
  const { arithmetic, tolerance } = whole.optimum;
  const menu = menuOf(environment, f, rule, whole);
  const assessed = checked.map((segment): AssessedSegment => {
    const chosen = choice(seller, segment.market, rule);
    return {
      ...segment,
      menu: menuOf(environment, segment.market, rule, chosen),
      dominance: dominanceOf(segment.market, chosen, whole),
    };
  });
  const after = welfareOver(assessed);
  return {
    arithmetic,
    rule,
    tolerance: assessed.reduce((most, each) => larger(most, each.dominance.tolerance), tolerance),
    verdict: verdictOf(assessed),
    nonTrivial: nonTrivial(f, checked),
    menu,
    segments: assessed,
    before: welfareOver([{ weight: ONE, menu }]),
    after,
    revenueRises: revenueRises(menu, assessed),
    averages: typeAverages(menu, assessed),
    gainers: effectsOf(assessed, (gain) => gain),
    losers: effectsOf(assessed, (gain) => minus(ZERO, gain)),
  };
}

function verdictOf(segments: readonly AssessedSegment[]): Assessment['verdict'] {
  if (segments.some(({ dominance }) => dominance.kind === 'none')) return 'harming';
  return segments.some(({ dominance }) => dominance.kind === 'strict') ? 'improving' : 'neutral';
}

/** Whoever's signed gain is above her tolerance. */
function effectsOf(
  segments: readonly AssessedSegment[],
  signed: (gain: Rational) => Rational,
): Effect[] {
  return segments.flatMap(({ weight, dominance: { changes } }, segment) =>
    changes
      .filter(({ gain, tolerance }) => compared(signed(gain), tolerance) > 0)
      .map(({ type, share, gain }) => ({
        type,
        segment,
        mass: times(weight, share),
        amount: signed(gain),
      })),
  );
}
