import { record } from '../../core/errors.ts';
import {
  compared,
  inner,
  larger,
  minus,
  ONE,
  over,
  plus,
  times,
  total,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import { menuOf, type OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist, Optimum } from '../monopoly/optimum.ts';
import { choice, type Rule } from '../monopoly/rules.ts';
import { dominanceOf, type Dominance } from './dominance.ts';
import { revenueRises } from './revenue.ts';
import { nonTrivial, segmentation, type Segment, type SegmentInput } from './segmentation.ts';

/** What everybody gets, per head of the whole market. */
export interface Welfare {
  readonly consumerSurplus: Rational;
  readonly revenue: Rational;
  /** Their sum. */
  readonly totalSurplus: Rational;
}

/** A segment, its optimal menu, and what becomes of the types in it. */
export interface AssessedSegment extends Segment {
  readonly menu: OptimalMenu;
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

/** A type's surplus on average over the segments it is in. */
export interface TypeAverage {
  readonly type: number;
  readonly share: Rational;
  readonly before: Rational;
  readonly after: Rational;
  readonly gain: Rational;
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
  const after = welfare(assessed);
  return {
    arithmetic,
    rule,
    tolerance: assessed.reduce((most, each) => larger(most, each.dominance.tolerance), tolerance),
    verdict: verdictOf(assessed),
    nonTrivial: nonTrivial(f, checked),
    menu,
    segments: assessed,
    before: welfare([{ weight: ONE, menu }]),
    after,
    revenueRises: revenueRises(menu, assessed),
    averages: averagesOf(f, menu, assessed),
    gainers: effectsOf(assessed, (gain) => gain),
    losers: effectsOf(assessed, (gain) => minus(ZERO, gain)),
  };
}

function welfare(
  parts: readonly { readonly weight: Rational; readonly menu: OptimalMenu }[],
): Welfare {
  const weights = parts.map(({ weight }) => weight);
  const consumerSurplus = inner(
    weights,
    parts.map(({ menu }) => menu.consumerSurplus),
  );
  const revenue = inner(
    weights,
    parts.map(({ menu }) => menu.revenue),
  );
  return { consumerSurplus, revenue, totalSurplus: plus(consumerSurplus, revenue) };
}

function verdictOf(segments: readonly AssessedSegment[]): Assessment['verdict'] {
  if (segments.some(({ dominance }) => dominance.kind === 'none')) return 'harming';
  return segments.some(({ dominance }) => dominance.kind === 'strict') ? 'improving' : 'neutral';
}

function averagesOf(
  f: Market,
  menu: OptimalMenu,
  segments: readonly AssessedSegment[],
): TypeAverage[] {
  return supportOf(f).map((type) => {
    const before = menu.mechanism.surplus[type]!;
    const kept = segments.map((each) =>
      times(times(each.weight, each.market[type]!), each.menu.mechanism.surplus[type]!),
    );
    const after = over(total(kept), f[type]!);
    return { type, share: f[type]!, before, after, gain: minus(after, before) };
  });
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
