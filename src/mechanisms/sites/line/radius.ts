import type { SiteShape } from '../shape.ts';

/** Halvings of the radius: to the last digits of a double. */
const HALVINGS = 54;

/**
 * The least radius at which K sites, anywhere or among the candidates, cover a line beside the fixed ones, from below: on [0, end], or at
 * the points end j/m. By bisection, O(K + fixed) passes over the sites each.
 */
export function lineRadius(shape: SiteShape, types: number | null): number {
  const [end = NaN] = shape.extent;
  let [low, high] = [0, end];
  if (covers(shape, types, 0)) return 0;
  for (let i = 0; i < HALVINGS; i++) {
    const radius = (low + high) / 2;
    if (covers(shape, types, radius)) high = radius;
    else low = radius;
  }
  return low;
}

/** Whether they do: the first type not covered is served by a fixed site, or by one as far up as may stand. */
function covers(
  { candidates, extent, facilities, fixed }: SiteShape,
  types: number | null,
  radius: number,
): boolean {
  const [end = NaN] = extent;
  const upTo = (places: readonly (readonly number[])[], x: number): number =>
    places.reduce((most, [at = NaN]) => (at <= x ? Math.max(most, at) : most), -Infinity);
  let first = 0;
  for (let left = facilities; ;) {
    const reachedFrom = (site: number): boolean =>
      types === null ? site + radius > first : site + radius >= first;
    let site = upTo(fixed, first + radius);
    if (!reachedFrom(site)) {
      site = candidates ? upTo(candidates, first + radius) : Math.min(end, first + radius);
      if (left-- === 0 || !reachedFrom(site)) return false;
    }
    const covered = site + radius;
    if (covered >= end) return true;
    first = types === null ? covered : (end * (Math.floor((covered / end) * types) + 1)) / types;
  }
}
