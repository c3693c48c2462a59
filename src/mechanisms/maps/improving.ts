import { oneOf, record } from '../../core/errors.ts';
import {
  compared,
  minus,
  ONE,
  over,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import { RULES, type Rule } from '../monopoly/rules.ts';
import { segmentation, type Segmentation } from '../segmentation/segmentation.ts';
import { shareOf, type IntervalMap } from './interval.ts';

/** Markets of two types from a share of high types to another. */
export interface ShareRange {
  readonly from: Rational;
  readonly fromIncluded: boolean;
  readonly to: Rational;
  readonly toIncluded: boolean;
}

/** All Pareto improving segmentations of one market of two types. */
export interface ImprovingSegments {
  /** The share of high types in the market. */
  readonly q: Rational;
  /** CS(t_H, q); 0 at q = 0, where she is not there. */
  readonly surplus: Rational;
  /** The markets that weakly dominate q: every segment is one of them. */
  readonly weak: ShareRange;
  /** Those that dominate q, all below it: one segment at least is one of them. Null when there is none. */
  readonly strict: ShareRange | null;
  /** Whether there is such a segmentation: some market dominates q, and some market above q weakly dominates it. */
  readonly improvable: boolean;
  /** The least upper bound of what consumers can gain together, and the shares of high types that two segments tend to; null for no gain. */
  readonly best: { readonly gain: Rational; readonly shares: readonly [Rational, Rational] | null };
}

/**
 * Every Pareto improving segmentation of q under a rule: exactly those with all segments in `weak` and one at least in `strict`.
 *
 * ours (the paper announces an appendix on this, which our text of it does not reach). The low type keeps 0 in every market [PAR,
 * Lemma 1], so whether q' dominates q depends on the high type alone. What she keeps, b(q'), is alpha_i inside interval i and, at a
 * threshold, between its neighbours' values: it falls in q'. So for 0 < q < 1 the set of q' > 0 with b(q') >= b(q) is an interval
 * from 0 to the top of the last interval with alpha_i >= b(q), whose end belongs to it when the rule leaves her as much there; q' = 0,
 * where she is not, always weakly dominates and never strictly; q' = 1 leaves her 0, so it belongs when b(q) = 0, and then all of [0, 1]
 * does. In the same way b(q') > b(q). A segmentation improves when no segment is outside the first set and one is in the second: that
 * is the definition. There is one exactly when the second set is not empty and the first goes beyond q, for segments average to q and
 * the second set is below it. O(m).
 *
 * The best gain: each unit of segment i <= j gives q' (alpha_i - alpha_j) at most, at its top; of the weak set only its top is not
 * below q, so two segments are enough: sup over i < j of (q_{j+1} - q) / (q_{j+1} - q_{i+1}) q_{i+1} (alpha_i - alpha_j), not attained
 * in general.
 *
 * @param share q, that of high types, in [0, 1]
 * @throws RangeError, TypeError for a share or a rule that is none
 * @see [PAR, 5, Proposition 2]
 */
export function improvingSegments(
  map: IntervalMap,
  share: Quantity,
  options: { readonly rule: Rule },
): ImprovingSegments {
  const q = shareOf(share);
  const rule = oneOf('rule', record('options', options, ['rule']).rule, RULES);
  if (q.numerator === 0n || compared(q, ONE) === 0) {
    const weak = { from: q, fromIncluded: true, to: q, toIncluded: true };
    return { q, surplus: ZERO, weak, strict: null, improvable: false, best: NOTHING };
  }
  const surplus = highSurplus(map, q, rule);
  const weak = shares(map, rule, true, (kept) => compared(kept, surplus) >= 0)!;
  const strict = shares(map, rule, false, (kept) => compared(kept, surplus) > 0);
  const improvable = strict !== null && compared(weak.to, q) > 0;
  const best = improvable ? bestOf(map, q, surplus, weak.to) : NOTHING;
  return { q, surplus, weak, strict, improvable, best };
}

const NOTHING: ImprovingSegments['best'] = { gain: ZERO, shares: null };

/**
 * Whether a segmentation of the market q is Pareto improving.
 *
 * @throws RangeError, TypeError as `segmentation`: segments that do not average back to q among them
 */
export function isImprovingSegmentation(
  { environment, high }: IntervalMap,
  { q: share, weak, strict }: ImprovingSegments,
  segments: Segmentation,
): boolean {
  const whole = [minus(ONE, share), minus(ONE, share)].with(high, share);
  segmentation(environment, whole, segments);
  const parts = segments.map(({ market }) => market[high]!);
  return parts.every((q) => within(q, weak)) && parts.some((q) => strict && within(q, strict));
}

/** CS(t_H, q) for 0 < q < 1. */
function highSurplus(map: IntervalMap, q: Rational, rule: Rule): Rational {
  const at = map.thresholds.findIndex((threshold) => compared(q, threshold) <= 0);
  if (at === -1) return map.intervals.at(-1)!.alpha;
  const exactly = compared(q, map.thresholds[at]!) === 0;
  return exactly ? map.chosen(rule)[at]!.surplus : map.intervals[at]!.alpha;
}

/** The markets in which what the high type keeps is enough. `zero`: whether the market without her belongs. */
function shares(
  map: IntervalMap,
  rule: Rule,
  zero: boolean,
  enough: (kept: Rational) => boolean,
): ShareRange | null {
  const last = map.intervals.findLastIndex(({ alpha }) => enough(alpha));
  if (last === -1) return null;
  const to = map.thresholds[last] ?? ONE;
  const toIncluded = last === map.thresholds.length || enough(map.chosen(rule)[last]!.surplus);
  return { from: ZERO, fromIncluded: zero, to, toIncluded };
}

function within(q: Rational, { from, fromIncluded, to, toIncluded }: ShareRange): boolean {
  const [above, below] = [compared(q, from), compared(q, to)];
  return (above > 0 || (above === 0 && fromIncluded)) && (below < 0 || (below === 0 && toIncluded));
}

function bestOf(
  { thresholds, intervals }: IntervalMap,
  q: Rational,
  surplus: Rational,
  top: Rational,
): ImprovingSegments['best'] {
  let best = NOTHING;
  thresholds.forEach((threshold, i) => {
    const more = minus(intervals[i]!.alpha, surplus);
    if (more.numerator <= 0n || compared(threshold, q) > 0) return;
    const weight = over(minus(top, q), minus(top, threshold));
    const gain = times(times(weight, threshold), more);
    if (compared(gain, best.gain) > 0) best = { gain, shares: [threshold, top] };
  });
  return best;
}
