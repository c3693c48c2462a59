import { inner, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import type { Market } from '../monopoly/market.ts';
import { fromMasses, type Segment } from '../segmentation/segmentation.ts';
import {
  demandOf,
  massesOf,
  profitAt,
  surplusAtPrice,
  uniformPrices,
  type Demand,
} from './demand.ts';

/** A segment of a market of one product, and its price. */
export interface PricedSegment extends Segment {
  /** One of `prices`; null where nothing can be sold. */
  readonly price: Rational | null;
  /** Every price that is best in the segment, ascending: where there are several, the seller's rule decides. */
  readonly prices: readonly Rational[];
}

/** A segmentation with prices, and what it brings per head of the whole market. */
export interface PricedSegmentation {
  readonly segments: readonly PricedSegment[];
  /** At the stated prices. */
  readonly consumerSurplus: Rational;
  readonly profit: Rational;
  /** Whether each segment has one best price: then every rule of the seller's charges the stated ones. */
  readonly strict: boolean;
}

/** A part of a market before it is a segment: how much of each step, at which price. */
export interface Part {
  readonly price: Rational | null;
  /** One a step. */
  readonly taken: readonly Rational[];
}

/**
 * Parts as priced segments, those that nobody is in left out, and the types that are never served as a segment of their own, last. O(n^2)
 * a part.
 */
export function priced(
  environment: ProductEnvironment,
  f: Market,
  demand: Demand,
  parts: readonly Part[],
): PricedSegmentation {
  const segments = parts
    .filter(({ taken }) => taken.some(({ numerator }) => numerator > 0n))
    .map(({ price, taken }) => ({ price, masses: massesOf(f, demand, taken) }));
  const left = f.map((share, t) => (demand.unserved.includes(t) ? share : ZERO));
  const all = demand.unserved.length > 0 ? [...segments, { price: null, masses: left }] : segments;
  return sold(environment, all);
}

/** Segments by their masses and prices, with what they bring. The prices must be best where they are charged. */
export function sold(
  environment: ProductEnvironment,
  parts: readonly { readonly price: Rational | null; readonly masses: readonly Rational[] }[],
): PricedSegmentation {
  const found = parts.map(({ price, masses }) => {
    const segment = fromMasses(masses);
    const demand = demandOf(environment, segment.market);
    return {
      segment: { ...segment, price, prices: uniformPrices(demand).prices },
      consumerSurplus: price ? surplusAtPrice(demand, price) : ZERO,
      profit: price ? profitAt(demand, price) : ZERO,
    };
  });
  const segments = found.map(({ segment }) => segment);
  const mean = (each: readonly Rational[]): Rational =>
    inner(
      segments.map(({ weight }) => weight),
      each,
    );
  return {
    segments,
    consumerSurplus: mean(found.map(({ consumerSurplus }) => consumerSurplus)),
    profit: mean(found.map(({ profit }) => profit)),
    strict: segments.every(({ prices }) => prices.length <= 1),
  };
}
