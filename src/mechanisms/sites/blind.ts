import type { Metric } from './problem.ts';
import type { SiteShape } from './shape.ts';

/**
 * What K sites placed without looking at anybody lose at most: spread evenly, or the K candidates that cover the domain best. Fixed
 * sites would only help. `bracketed`: types are the grid's points.
 */
export function blindLoss(shape: SiteShape, bracketed: boolean): number {
  const { candidates, cost, distance, extent, facilities, grid } = shape;
  const brackets = bracketed && grid !== 'continuous' ? grid : null;
  const radius = candidates
    ? candidateRadius(candidates, extent, facilities, distance)
    : evenRadius(extent, facilities, distance, brackets);
  return cost === 'squared' ? radius * radius : radius;
}

/**
 * Least radius at which a product grid of K sites covers the box, or the points j/m of its axes: with k_i sites along axis i, prod
 * k_i <= K, nobody is further than e_i/(2 k_i) away along it; on brackets a site between c neighbouring points is (c-1)/(2m).
 */
function evenRadius(
  extent: readonly number[],
  facilities: number,
  distance: Metric,
  brackets: number | null,
): number {
  const alone = (end: number, k: number): number =>
    brackets === null
      ? end / (2 * k)
      : end * Math.min(1 / (2 * k), (Math.ceil((brackets + 1) / k) - 1) / (2 * brackets));
  const least = (axis: number, sites: number): number => {
    const end = extent[axis];
    if (end === undefined) return 0;
    let best = Infinity;
    for (let k = 1; k <= sites; k++) {
      const own = alone(end, k);
      const rest = least(axis + 1, Math.floor(sites / k));
      best = Math.min(best, (distance === 'l1' ? own : own * own) + rest);
    }
    return best;
  };
  const found = least(0, facilities);
  return distance === 'l1' ? found : Math.sqrt(found);
}

/** On a line the least radius at which K candidates cover it, by bisection; else that of the best single one. */
function candidateRadius(
  candidates: readonly (readonly number[])[],
  extent: readonly number[],
  facilities: number,
  distance: Metric,
): number {
  const farthest = (site: readonly number[]): number => {
    const gaps = extent.map((end, i) => Math.max(site[i]!, end - site[i]!));
    if (distance === 'l1') return gaps.reduce((total, gap) => total + gap, 0);
    return Math.sqrt(gaps.reduce((total, gap) => total + gap * gap, 0));
  };
  const single = candidates.reduce((least, site) => Math.min(least, farthest(site)), Infinity);
  if (extent.length > 1) return single;
  const sites = Float64Array.from(candidates, (site) => site[0]!).toSorted();
  let [low, high] = [0, single];
  for (let i = 0; i < 52; i++) {
    const radius = (low + high) / 2;
    if (covers(sites, extent[0]!, facilities, radius)) high = radius;
    else low = radius;
  }
  return high;
}

/** Whether K sites cover [0, end] at this radius: each as far up as it may stand. */
function covers(sites: Float64Array, end: number, facilities: number, radius: number): boolean {
  let covered = 0;
  for (let k = 0; k < facilities && covered < end; k++) {
    const next = sites.findLast((x) => x <= covered + radius);
    if (next === undefined || next + radius <= covered) return false;
    covered = next + radius;
  }
  return covered >= end;
}
