import { farthestType, typesSampled } from './plane/farthest.ts';
import { lineRadius } from './line/radius.ts';
import { serving } from './plane/distance.ts';
import type { SiteShape } from './shape.ts';

type Place = readonly number[];

/** Sets of candidates times types that are gone through one by one. */
const MOST_TRIED = 1e6;

/**
 * What K sites placed without looking at anybody, beside the fixed ones, cost at most: on a line the best that there are, in the plane
 * spread evenly, or the best of some choices of K candidates. Never above what that choice costs at most, so that data are never said to
 * help against a figure that blind sites beat. `bracketed`: types are the grid's points.
 */
export function blindLoss(shape: SiteShape, bracketed: boolean): number {
  const { cost, grid } = shape;
  const radius = radiusOf(shape, bracketed && grid !== 'continuous' ? grid : null);
  return cost === 'squared' ? radius * radius : radius;
}

/** @param types m where types are the grid's points */
function radiusOf(shape: SiteShape, types: number | null): number {
  const { attributes, candidates, fixed } = shape;
  const even = spread(shape, types);
  const free = candidates ? Infinity : even.radius;
  if (free < Infinity && fixed.length === 0) return free;
  if (attributes === 1) return Math.min(free, lineRadius(shape, types));
  const choices = candidates ? chosen(shape, candidates, types, even.sites) : [even.sites];
  return choices.reduce(
    (least, sites) => Math.min(least, farthestType(shape, types, [...fixed, ...sites])),
    free,
  );
}

/**
 * A product grid of K sites, k_i along axis i, prod k_i <= K: nobody is further than e_i/(2 k_i) away along it; on brackets a site between
 * c neighbouring points is (c-1)/(2m). Least radius at which one covers the box, or the points j/m of its axes, and its sites.
 */
function spread(
  { distance, extent, facilities }: SiteShape,
  types: number | null,
): { radius: number; sites: readonly Place[] } {
  const alone = (end: number, k: number): number =>
    types === null
      ? end / (2 * k)
      : end * Math.min(1 / (2 * k), (Math.ceil((types + 1) / k) - 1) / (2 * types));
  const least = (axis: number, left: number): { total: number; sites: readonly Place[] } => {
    const end = extent[axis];
    let best: { total: number; sites: readonly Place[] } = { total: 0, sites: [[]] };
    if (end === undefined) return best;
    best = { total: Infinity, sites: [] };
    for (let k = 1; k <= left; k++) {
      const own = alone(end, k);
      const rest = least(axis + 1, Math.floor(left / k));
      const total = (distance === 'l1' ? own : own * own) + rest.total;
      if (total >= best.total) continue;
      const along = Array.from({ length: k }, (_, j) => (end * (2 * j + 1)) / (2 * k));
      best = { total, sites: along.flatMap((x) => rest.sites.map((site) => [x, ...site])) };
    }
    return best;
  };
  const { total, sites } = least(0, facilities);
  return { radius: distance === 'l1' ? total : Math.sqrt(total), sites };
}

/** Choices of at most K candidates: those next to even places, one after the other where types are farthest, and the best of a few sets. */
function chosen(
  shape: SiteShape,
  candidates: readonly Place[],
  types: number | null,
  even: readonly Place[],
): readonly (readonly Place[])[] {
  const far = serving(shape.distance, 'distance');
  const sample = typesSampled(shape, types);
  const next = (at: Place): Place =>
    candidates.reduce((near, site) => (far(at, site) < far(at, near) ? site : near));
  const gaps = sample.map((t) =>
    shape.fixed.reduce((gap, site) => Math.min(gap, far(t, site)), Infinity),
  );
  const open = gaps.slice();
  const greedy = Array.from({ length: shape.facilities }, () => {
    const farthest = open.reduce((at, gap, i) => (gap > open[at]! ? i : at), 0);
    const site = next(sample[farthest]!);
    sample.forEach((t, i) => (open[i] = Math.min(open[i]!, far(t, site))));
    return site;
  });
  return [even.map(next), greedy, ...fewBest(candidates, shape.facilities, gaps, sample, far)];
}

/** The best K candidates for those types where all sets can be gone through, else the best single one. */
function fewBest(
  candidates: readonly Place[],
  facilities: number,
  gaps: readonly number[],
  sample: readonly Place[],
  far: (t: Place, site: Place) => number,
): readonly (readonly Place[])[] {
  let sets = 1;
  for (let k = 0; k < facilities; k++) sets *= (candidates.length - k) / (k + 1);
  const size = sets * sample.length <= MOST_TRIED ? facilities : 1;
  let best = { radius: Infinity, sites: [] as readonly Place[] };
  const extend = (from: number, sites: readonly Place[], open: readonly number[]): void => {
    if (sites.length === size) {
      const radius = open.reduce((most, gap) => Math.max(most, gap), 0);
      if (radius < best.radius) best = { radius, sites };
      return;
    }
    for (const [k, site] of candidates.entries()) {
      if (k < from) continue;
      const left = open.map((gap, i) => Math.min(gap, far(sample[i]!, site)));
      extend(k + 1, [...sites, site], left);
    }
  };
  extend(0, [], gaps);
  return [best.sites];
}
