import { inner, minus, over, times, total, type Rational } from '../../core/rational.ts';
import { supportOf, type Market, type OptimalMenu } from '../../lp.ts';

/** A segment with what the seller offers in it. */
export interface OfferedSegment {
  readonly weight: Rational;
  readonly market: Market;
  readonly menu: OptimalMenu;
}

/** What a type keeps on average, in the whole market and over the segments that she is in. */
export interface Averaged {
  readonly type: number;
  readonly share: Rational;
  readonly before: Rational;
  readonly after: Rational;
  readonly gain: Rational;
}

/** One row for each type that is there. */
export function averaged(
  { market, mechanism }: OptimalMenu,
  segments: readonly OfferedSegment[],
): Averaged[] {
  return supportOf(market).map((type) => {
    const before = mechanism.surplus[type]!;
    const kept = segments.map(({ weight, market: within, menu }) =>
      times(times(weight, within[type]!), menu.mechanism.surplus[type]!),
    );
    const after = over(total(kept), market[type]!);
    return { type, share: market[type]!, before, after, gain: minus(after, before) };
  });
}

/** What the seller earns over all segments, a head of the whole market. */
export function revenueOver(segments: readonly OfferedSegment[]): Rational {
  return inner(
    segments.map(({ weight }) => weight),
    segments.map(({ menu }) => menu.revenue),
  );
}

/** What consumers keep over all segments, a head of the whole market. */
export function surplusOver(segments: readonly OfferedSegment[]): Rational {
  return inner(
    segments.map(({ weight }) => weight),
    segments.map(({ menu }) => menu.consumerSurplus),
  );
}
