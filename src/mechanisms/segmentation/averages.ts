import { inner, minus, over, plus, times, total, type Rational } from '../../core/rational.ts';
import { supportOf } from '../monopoly/market.ts';
import type { OptimalMenu } from '../monopoly/menu.ts';
import type { Segment } from './segmentation.ts';

/** A segment with what the seller offers in it. */
export interface OfferedSegment extends Segment {
  readonly menu: OptimalMenu;
}

/** What everybody gets, per head of the whole market. */
export interface Welfare {
  readonly consumerSurplus: Rational;
  readonly revenue: Rational;
  /** Their sum. */
  readonly totalSurplus: Rational;
}

/** A type's surplus in the whole market, and on average over the segments it is in. */
export interface TypeAverage {
  readonly type: number;
  readonly share: Rational;
  readonly before: Rational;
  readonly after: Rational;
  readonly gain: Rational;
}

/** What segments bring together: the sums of weight times consumer surplus and of weight times revenue. O(segments). */
export function welfareOver(segments: readonly Pick<OfferedSegment, 'weight' | 'menu'>[]): Welfare {
  const weights = segments.map(({ weight }) => weight);
  const consumerSurplus = inner(
    weights,
    segments.map(({ menu }) => menu.consumerSurplus),
  );
  const revenue = inner(
    weights,
    segments.map(({ menu }) => menu.revenue),
  );
  return { consumerSurplus, revenue, totalSurplus: plus(consumerSurplus, revenue) };
}

/** A row for each type that is there: after, the sum over s of weight(s) f_s(t) u_s(t) / f(t). O(types segments). */
export function typeAverages(
  { market, mechanism }: OptimalMenu,
  segments: readonly OfferedSegment[],
): TypeAverage[] {
  return supportOf(market).map((type) => {
    const before = mechanism.surplus[type]!;
    const kept = segments.map(({ weight, market: within, menu }) =>
      times(times(weight, within[type]!), menu.mechanism.surplus[type]!),
    );
    const after = over(total(kept), market[type]!);
    return { type, share: market[type]!, before, after, gain: minus(after, before) };
  });
}
