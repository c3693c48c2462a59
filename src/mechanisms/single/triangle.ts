import { outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import type { Market } from '../monopoly/market.ts';
import { demandOf, surplusAtPrice, totalValue, uniformPrices, type Demand } from './demand.ts';
import { extremalPieces, type Extremal } from './extremal.ts';
import { priced, type Part, type PricedSegmentation } from './priced.ts';

/** A pair that a segmentation can bring, per head of the market. */
export interface SurplusPair<T = Rational> {
  readonly consumerSurplus: T;
  readonly profit: T;
}

/** What segmentations of a market of one product can bring: the surplus triangle of Bergemann, Brooks and Morris (2015). */
export interface SurplusTriangle {
  /** w, the sum of f(t) max(v(t), 0). */
  readonly totalSurplus: Rational;
  /** pi*, what the best uniform price earns. */
  readonly profit: Rational;
  /** The best uniform prices, ascending. */
  readonly prices: readonly Rational[];
  /** Without segmentation, at each of these prices. */
  readonly uniform: readonly SurplusPair[];
  /** (0, w), (0, pi*), (w - pi*, pi*); they are one point where w = pi*. */
  readonly vertices: readonly [SurplusPair, SurplusPair, SurplusPair];
}

/**
 * The surplus triangle: consumer surplus >= 0, profit >= pi*, their sum at most w, and every such pair is reached. O(n^2). With several
 * alternatives it need not be [PAR, footnote 8].
 *
 * @throws RangeError for an environment of several alternatives
 */
export function surplusTriangle(environment: ProductEnvironment, f: Market): SurplusTriangle {
  const demand = demandOf(environment, f);
  const totalSurplus = totalValue(demand);
  const { profit, prices } = uniformPrices(demand);
  return {
    totalSurplus,
    profit,
    prices,
    uniform: prices.map((p) => ({ consumerSurplus: surplusAtPrice(demand, p), profit })),
    vertices: [
      { consumerSurplus: ZERO, profit: totalSurplus },
      { consumerSurplus: ZERO, profit },
      { consumerSurplus: minus(totalSurplus, profit), profit },
    ],
  };
}

/**
 * A segmentation that brings exactly this consumer surplus u and this profit pi, one segment a price. ours, from the extremal pieces
 * of Bergemann, Brooks and Morris: with delta = (pi - pi*) / (w - pi*) and alpha = u / (w - pi), a share alpha of each piece is sold at
 * its lowest value and the rest of it at its highest; of those who are not of that value, delta are taken out and sold to at their own
 * values. Sold at the lowest, a piece brings ((1 - delta) (w - pi*), pi* + delta (w - pi*)) in all, at the highest (0, the same).
 *
 * Above the bottom edge (pi > pi*) every segment's price is its only best one, so every rule of the seller's brings the pair. On it
 * prices can be tied, in `prices` of a segment: a rule that takes the lowest of them leaves u or more, the highest u or less, and
 * either earns pi*. O(n^3).
 *
 * @param pair.consumerSurplus u, in [0, w - pi]
 * @param pair.profit          pi, in [pi*, w]
 * @throws RangeError for a pair outside the triangle, and for an environment of several alternatives
 */
export function surplusPoint(
  environment: ProductEnvironment,
  f: Market,
  pair: SurplusPair<Quantity>,
): PricedSegmentation {
  const demand = demandOf(environment, f);
  const w = totalValue(demand);
  const { profit: least } = uniformPrices(demand);
  const { consumerSurplus, profit } = inTriangle(pair, least, w);
  const part = (whole: Rational, of: Rational): Rational =>
    of.numerator === 0n ? ZERO : over(whole, of);
  const taken = part(minus(profit, least), minus(w, least));
  const low = part(consumerSurplus, minus(w, profit));
  const rows = demand.steps.map(() => demand.steps.map(() => ZERO));
  for (const piece of extremalPieces(demand.steps)) {
    sell(rows, piece, 0, times(piece.weight, low), taken);
    sell(rows, piece, piece.support.length - 1, times(piece.weight, minus(ONE, low)), taken);
  }
  return priced(environment, f, demand, partsOf(demand, rows));
}

function partsOf({ steps }: Demand, rows: readonly (readonly Rational[])[]): Part[] {
  return rows.map((masses, i) => ({ price: steps[i]!.value, taken: masses }));
}

/** Adds so much of a piece at the price of its value `at`, a share of the others at their own: rows[i][j] of step j pay the price of i. */
function sell(
  rows: Rational[][],
  { support, shares }: Extremal,
  at: number,
  weight: Rational,
  taken: Rational,
): void {
  support.forEach((j, place) => {
    const mass = times(weight, shares[place]!);
    const away = times(mass, taken);
    const [together, apart] = [rows[support[at]!]!, rows[j]!];
    together[j] = plus(together[j]!, minus(mass, away));
    apart[j] = plus(apart[j]!, away);
  });
}

function inTriangle(pair: SurplusPair<Quantity>, least: Rational, w: Rational): SurplusPair {
  const profit = rational(pair.profit, 'profit');
  const consumerSurplus = rational(pair.consumerSurplus, 'consumerSurplus');
  if (compared(profit, least) < 0 || compared(profit, w) > 0) {
    const range = `in [${fractionText(least)}, ${fractionText(w)}]`;
    throw outOfRange('profit', range, fractionText(profit));
  }
  const most = minus(w, profit);
  if (consumerSurplus.numerator < 0n || compared(consumerSurplus, most) > 0) {
    const range = `in [0, ${fractionText(most)}] at this profit`;
    throw outOfRange('consumerSurplus', range, fractionText(consumerSurplus));
  }
  return { consumerSurplus, profit };
}
