import { integer, list, oneOf, outOfRange } from '../../../core/errors.ts';
import { rational, times, type Quantity } from '../../../core/rational.ts';
import type { CommitmentOptions } from '../../optimal-lottery.ts';
import { refused } from '../../refusal.ts';
import { givenSiteLottery } from './given.ts';
import { computed, type Cost, type SiteLottery, type Types } from './lottery.ts';
import { gridSites, serving } from '../plane/distance.ts';
import type { Metric } from '../problem.ts';
import { extentOf, places } from '../shape.ts';

export interface SiteCommitmentOptions {
  /** m: the lies that are weighed are those between the points extent j/m of each axis. */
  readonly grid: number;
  /** K. */
  readonly facilities: number;
  /** Upper end of each axis on the common scale; a line to 1 when left out. */
  readonly extent?: readonly number[];
  /** Needed for two attributes and more. */
  readonly distance?: Metric;
  readonly cost: Cost;
  /** Whose losses the lottery states afterwards: those of the grid's types, or on a line of types anywhere. */
  readonly types: Types;
  /** The only places a facility may take; the grid's points when left out. */
  readonly candidates?: readonly (readonly number[])[];
  /** What a lie over a distance gains: its loss is weighed against that; against the distance itself when left out. */
  readonly gain?: (distance: number) => number;
}

/** Numbers in the table of losses, deviations times alternatives. */
const MOST_LOSSES = 2e6;

/** Sites as near as this count as a tie where coordinates are doubles. */
const TIE = 2 ** -30;

/** The program's data, and the K-subsets of sites that are its alternatives. */
export interface SiteCommitment extends CommitmentOptions {
  readonly sets: readonly (readonly (readonly number[])[])[];
}

/**
 * Every lie between grid types against every K-subset of the sites: an agent is served by the site nearest to her report, ties in the
 * liar's favour. On a line with the grid's own sites in fractions. O(lies K subsets).
 *
 * @throws RangeError naming the option; the refusal `budget` when the table is beyond two million numbers
 */
export function siteCommitment(options: SiteCommitmentOptions): SiteCommitment {
  const grid = integer('grid', options.grid, 1, 2 ** 20);
  oneOf('types', options.types, ['grid', 'anywhere']);
  oneOf('cost', options.cost, ['distance', 'squared']);
  if (options.distance !== undefined) oneOf('distance', options.distance, ['l1', 'euclidean']);
  const { extent: ends = [1], candidates } = options;
  const extent = extentOf(ends, list('extent', ends).length);
  if (candidates !== undefined) places('candidates', candidates, extent);
  const points = (grid + 1) ** extent.length;
  const count = candidates?.length ?? points;
  const facilities = integer('facilities', options.facilities, 1, count);
  const most = Math.floor(MOST_LOSSES / (points * (points - 1)));
  const found = subsetCount(count, facilities, most);
  if (!(found <= most)) throw tooMany(facilities, most);
  const exact = extent.length === 1 && candidates === undefined;
  const table = exact ? lineTable(options, extent[0]!) : tableOf(options, extent);
  const sets = subsets(count, facilities);
  const lies: [number, number][] = [];
  for (let t = 0; t < points; t++) {
    for (let b = 0; b < points; b++) if (b !== t) lies.push([t, b]);
  }
  const named = (k: number): string => `[${table.types[k]!.join(', ')}]`;
  return {
    sets: sets.map((set) => set.map((s) => table.sites[s]!)),
    losses: lies.map(([t, b]) => sets.map((set) => table.loss(set, t, b))),
    weights: lies.map(([t, b]) => table.weight(t, b)),
    name: (dev) => `type ${named(lies[dev]![0])} that reports ${named(lies[dev]![1])}`,
  };
}

function tooMany(facilities: number, most: number): RangeError {
  const range = `so few that at most ${most} sets of sites are listed`;
  const { message } = outOfRange('facilities', range, facilities);
  return refused('budget', message, { facilities, sets: most });
}

/** What the program asks of types and sites, by index. */
interface Table {
  readonly types: readonly (readonly number[])[];
  readonly sites: readonly (readonly number[])[];
  loss(set: readonly number[], t: number, b: number): Quantity;
  weight(t: number, b: number): Quantity;
}

/** In whole steps of the grid, so that ties are ties and losses are fractions. */
function lineTable({ grid, cost, gain }: SiteCommitmentOptions, end: number): Table {
  const types = gridSites(grid, [end]);
  const step = times(rational(end, 'extent[0]'), rational(`1/${grid}`));
  const unit = cost === 'squared' ? times(step, step) : step;
  const power = (x: number): number => (cost === 'squared' ? x * x : x);
  return {
    types,
    sites: types,
    loss: (set, t, b) => {
      const near = Math.min(...set.map((s) => Math.abs(s - b)));
      const served = set.filter((s) => Math.abs(s - b) === near).map((s) => Math.abs(s - t));
      const best = Math.min(...set.map((s) => Math.abs(s - t)));
      return times(rational(power(Math.min(...served)) - power(best)), unit);
    },
    weight: (t, b) => {
      const steps = Math.abs(t - b);
      return gain?.((end * steps) / grid) ?? times(rational(steps), step);
    },
  };
}

function tableOf(
  { grid, distance, cost, candidates, gain }: SiteCommitmentOptions,
  extent: readonly number[],
): Table {
  const metric = extent.length === 1 ? 'l1' : oneOf('distance', distance, ['l1', 'euclidean']);
  const types = gridSites(grid, extent);
  const sites = candidates ?? types;
  const [far, paid] = [serving(metric, 'distance'), serving(metric, cost)];
  const gaps = types.map((t) => sites.map((site) => far(t, site)));
  const costs = types.map((t) => sites.map((site) => paid(t, site)));
  return {
    types,
    sites,
    loss: (set, t, b) => {
      const near = Math.min(...set.map((s) => gaps[b]![s]!)) + TIE;
      const served = set.filter((s) => gaps[b]![s]! <= near).map((s) => costs[t]![s]!);
      const lost = Math.min(...served) - Math.min(...set.map((s) => costs[t]![s]!));
      return lost > TIE ? lost : 0;
    },
    weight: (t, b) => {
      const length = far(types[t]!, types[b]!);
      return gain?.(length) ?? length;
    },
  };
}

/** C(n, k), or Infinity above the limit; the products are whole numbers that grow until k is n / 2. */
function subsetCount(n: number, k: number, limit: number): number {
  const fewer = Math.min(k, n - k);
  let count = 1;
  for (let i = 1; i <= fewer; i++) {
    count = (count * (n - fewer + i)) / i;
    if (count > limit) return Infinity;
  }
  return count;
}

/** Every k-subset of 0 .. n-1, ascending. */
function subsets(n: number, k: number): number[][] {
  if (k === 0) return [[]];
  return subsets(n, k - 1).flatMap((head) => {
    const from = (head[head.length - 1] ?? -1) + 1;
    return Array.from({ length: n - from }, (_, i) => [...head, from + i]);
  });
}

/** The lottery over those sets, with the losses of its own probabilities. */
export function committedSites(
  { grid, facilities, extent, distance, cost, types }: SiteCommitmentOptions,
  { sets }: SiteCommitment,
  probabilities: Float64Array,
): SiteLottery {
  const lottery = givenSiteLottery({
    alternatives: sets,
    probabilities,
    grid: types === 'grid' ? grid : 'continuous',
    cost,
    ...(extent && { extent }),
    ...(distance && { distance }),
    description: `the ${facilities} sites that take most from the best lie, by linear program over ${sets.length} sets`,
  });
  return computed({ ...lottery, kind: 'optimal' });
}
