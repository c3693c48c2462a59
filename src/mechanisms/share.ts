import { nonNegative } from '../core/errors.ts';
import { refused } from './refusal.ts';

/** By so much q's odds exceed what equality needs: far above the rounding of gains and losses, far below any use of a figure. */
const MARGIN = 2 ** -44;

/**
 * A q in (0, 1) whose odds q / (1-q) exceed `ratio`, the largest gain / loss of any lie, so that every lie strictly loses, at gains that
 * are attained too, and when nobody gains: odds = ratio + 2^-44 max(1, ratio), rounded up.
 *
 * @param ratio sup over lies of gain / loss; >= 0
 * @throws a refusal when q would be 1
 */
export function deterringShare(ratio: number): number {
  const least = ratio === Infinity ? Number.MAX_VALUE : nonNegative('gain / loss', ratio);
  const odds = least + MARGIN * Math.max(1, least);
  let q = odds / (1 + odds);
  while (q < 1 && q / (1 - q) < odds) q += 2 ** -53; // 1 - q is exact from 1/2 on, and this step is one double there
  if (q < 1) return q;
  throw refused('lottery', `gain / loss must leave q below 1, got ${ratio}`, { ratio });
}
