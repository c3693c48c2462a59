import type { Cost } from '../lotteries/lottery.ts';
import { firstAbove, nearestGap } from './chain.ts';

/**
 * What one type pays in each piece of a chain: left of the first site, between two neighbours, right of the last. She lies in
 * exactly one piece of any set of sites and pays 0 in the others.
 */
export interface Pieces {
  /** Index of the first site at or above her: she lies left of it, or in (site - 1, site]. */
  readonly above: number;
  /** Her cost when `a` and `b` are her neighbours; -1 for none. */
  cost(a: number, b: number): number;
}

/** Pieces of a type at t, fixed sites counted. */
export function piecesOf(sites: Float64Array, fixed: Float64Array, cost: Cost, t: number): Pieces {
  const cap = nearestGap(fixed, t);
  const raised = (d: number): number => (cost === 'squared' ? d * d : d);
  const last = firstAbove(sites, t) - 1;
  return {
    above: last >= 0 && sites[last] === t ? last : last + 1,
    cost: (a, b) =>
      raised(Math.min(cap, a < 0 ? Infinity : t - sites[a]!, b < 0 ? Infinity : sites[b]! - t)),
  };
}

/** What type t pays at the site, fixed or not, that is nearest to b when `a` and `c` are b's neighbours; ties to the lower site. */
export function heldPieces(
  sites: Float64Array,
  fixed: Float64Array,
  cost: Cost,
  t: number,
  b: number,
): Pieces {
  const own = piecesOf(sites, fixed, cost, b);
  const near = firstAbove(fixed, b);
  const others = [fixed[near - 1], fixed[near]].filter((x) => x !== undefined);
  return {
    above: own.above,
    cost: (a, c) => {
      const places = [a < 0 ? undefined : sites[a], c < 0 ? undefined : sites[c], ...others];
      let [best, least] = [NaN, Infinity];
      for (const place of places) {
        if (place === undefined || Math.abs(place - b) >= least) continue;
        [best, least] = [place, Math.abs(place - b)];
      }
      const d = Math.abs(best - t);
      return cost === 'squared' ? d * d : d;
    },
  };
}
