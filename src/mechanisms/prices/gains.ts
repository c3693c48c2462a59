import type { Component } from '../components/component.ts';
import type { PriceGrid } from './grid.ts';

/** The most that a lie can gain in the private part, over all data, by the prices it crosses. */
export interface CrossingGains {
  /** A report below the type; i: the highest price crossed; spared: the lowest price is bought at either way. */
  down(i: number, spared: boolean): number;
  readonly formula: string;
}

/**
 * The range over prices of the change of the summed score when a cohort of `members` that bought at the prices below index
 * `from` buys at those below index `to`: tilt times it bounds the privacy loss of that replacement, and more data reach every
 * smaller number. O(k).
 */
export function scoreRange(
  { prices }: PriceGrid,
  members: number,
  from: number,
  to: number,
): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let j = 0; j < prices.length; j++) {
    const change = members * prices[j]! * (Number(j < to) - Number(j < from));
    low = Math.min(low, change);
    high = Math.max(high, change);
  }
  return { low, high };
}

/**
 * ours: (p_i - p_0) influence(tilt p_i), p_i the highest price crossed, p_0 the lowest price.
 *
 * Each component is the largest of the scores plus independent noise (Gumbel: exponential; exponential: permute-and-flip). Hold
 * the noise fixed. A higher report raises only prices that she does not buy at, so the choice stays or moves to one of those: it
 * never gains. A lower one lowers prices from which the choice may move on; nothing but max(u, t - p_i), in [t - p_i, t - p_0],
 * need be counted then, and its expectation moves by the influence of a change within tilt p_i.
 *
 * In the exponential law nothing smaller holds for all laws: for a given E[e^g] the gain is linear in the law with two constraints,
 * so two prices reach the largest, |u - u'| tanh(|g - g'| / 4). If the lowest price is crossed too, g differs by tilt (p_i - p_0)
 * only. Large populations come as near as one likes to any law over half-offset prices; the price 0 earns nothing, so it
 * never has more than its share, and there the figure is a bound, of which data reach (p_i - 1/m) tanh(tilt p_i / 4).
 */
export function crossingGains(
  { prices }: PriceGrid,
  tilt: number,
  { kind, influence, influenceFormula }: Component,
): CrossingGains {
  return Object.freeze({
    down: (i: number, spared: boolean) => {
      const apart = prices[i]! - prices[0]!;
      return apart * influence(tilt * (spared || kind !== 'exponential' ? prices[i]! : apart));
    },
    formula: `(p - p_0) ${influenceFormula}, L = tilt p, p the highest price crossed, p_0 the lowest price`,
  });
}
