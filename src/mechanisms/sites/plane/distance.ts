import type { Population } from '../../../core/population.ts';
import type { Cost } from '../lotteries/lottery.ts';
import type { Metric, SiteProblem } from '../problem.ts';

/** What serving a type at t from a site at s costs her; t and s of the same length, on the common scale. */
export type Serving = (t: ArrayLike<number>, s: ArrayLike<number>) => number;

/**
 * sum |t_i - s_i|, or sqrt(sum (t_i - s_i)^2), or the square of either. Additions, products and square roots only, which
 * round the same way everywhere (Math.hypot does not).
 */
export function serving(distance: Metric, cost: Cost): Serving {
  const straight = distance === 'euclidean';
  return (t, s) => {
    let total = 0;
    for (let i = 0; i < t.length; i++) {
      const gap = t[i]! - s[i]!;
      total += straight ? gap * gap : Math.abs(gap);
    }
    if (straight) return cost === 'squared' ? total : Math.sqrt(total);
    return cost === 'squared' ? total * total : total;
  };
}

/** Each report's cost at the nearest of the sites that are open already; Infinity where there is none. O(n fixed). */
export function fixedCosts(read: Population, problem: SiteProblem): Float64Array {
  const { points, attributes } = read;
  const cost = serving(problem.distance, problem.cost);
  return read.weights.map((_, n) => {
    const t = points.subarray(n * attributes, (n + 1) * attributes);
    return problem.fixed.reduce((least, site) => Math.min(least, cost(t, site)), Infinity);
  });
}

/** One row a site: weight times the least of the cost there and at the nearest fixed site, for every report. O(n sites). */
export function costRows(
  read: Population,
  problem: SiteProblem,
  sites: readonly (readonly number[])[],
): Float64Array[] {
  const { points, weights, attributes } = read;
  const cost = serving(problem.distance, problem.cost);
  const capped = fixedCosts(read, problem);
  return sites.map((site) =>
    weights.map((w, n) => {
      const t = points.subarray(n * attributes, (n + 1) * attributes);
      return w * Math.min(capped[n]!, cost(t, site));
    }),
  );
}

/** The (m+1)^I points extent_i j/m, the last coordinate fastest. */
export function gridSites(m: number, extent: readonly number[]): number[][] {
  return extent.reduce<number[][]>(
    (heads, end) =>
      heads.flatMap((head) => Array.from({ length: m + 1 }, (_, j) => [...head, end * (j / m)])),
    [[]],
  );
}
