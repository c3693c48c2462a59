import { gridSites, serving } from './distance.ts';
import type { SiteShape } from '../shape.ts';

type Place = readonly number[];

/** Types that are gone through one by one; boxes of them at a time, halvings of the domain, and what is left open. */
const MOST_TYPES = 2 ** 12;
const MOST_BOXES = 2 ** 12;
const HALVINGS = 16;
const LEFT = 2 ** -10;

interface Box {
  readonly low: Place;
  readonly high: Place;
}

/** Some types, the corners of the domain among them: on the grid, all where they are few. */
export function typesSampled({ extent }: SiteShape, types: number | null): readonly Place[] {
  const side = Math.floor(MOST_TYPES ** (1 / extent.length)) - 1;
  const steps = Math.min(types ?? Math.min(side, 32), side);
  const m = types ?? steps;
  const onAxis = (x: number, end: number): number =>
    (end * Math.floor(Math.round((x / end) * steps) * (m / steps))) / m;
  return gridSites(steps, extent).map((site) => site.map((x, i) => onAxis(x, extent[i]!)));
}

/**
 * How far the farthest type is from all of these sites, from below: a distance that some type has, within one part in 1024 where types are
 * anywhere and the boxes suffice, exact for few types on a grid.
 */
export function farthestType(
  shape: SiteShape,
  types: number | null,
  sites: readonly Place[],
): number {
  const far = serving(shape.distance, 'distance');
  const gap = (t: Place): number =>
    sites.reduce((least, site) => Math.min(least, far(t, site)), Infinity);
  let reached = typesSampled(shape, types).reduce((most, t) => Math.max(most, gap(t)), 0);
  if (types !== null) return reached;
  let boxes: Box[] = [{ low: shape.extent.map(() => 0), high: shape.extent }];
  for (let round = 0; round < HALVINGS && boxes.length <= MOST_BOXES; round++) {
    const parts = boxes.flatMap(halves);
    for (const { low, high } of parts) {
      const middle = low.map((x, i) => (x + high[i]!) / 2);
      reached = Math.max(reached, gap(low), gap(high), gap(middle));
    }
    boxes = parts.filter((box) => ceiling(box, sites, far) > reached * (1 + LEFT));
  }
  return reached;
}

/** No type of a box is farther from all sites than its farthest point from one of them. */
function ceiling(
  { low, high }: Box,
  sites: readonly Place[],
  far: (t: Place, site: Place) => number,
): number {
  return sites.reduce((least, site) => {
    const corner = site.map((x, i) => (2 * x > low[i]! + high[i]! ? low[i]! : high[i]!));
    return Math.min(least, far(corner, site));
  }, Infinity);
}

/** The 2^I equal parts of a box. */
function halves({ low, high }: Box): Box[] {
  return low.reduce<Box[]>(
    (parts, a, i) => {
      const middle = (a + high[i]!) / 2;
      return parts.flatMap((part) => [
        { ...part, high: part.high.with(i, middle) },
        { ...part, low: part.low.with(i, middle) },
      ]);
    },
    [{ low, high }],
  );
}
