import { integer, outOfRange } from '../../core/errors.ts';
import { rational, times, type Quantity } from '../../core/rational.ts';
import type { Rng } from '../../core/rng.ts';
import { drawWeighted } from '../../kernel/softmax.ts';
import type { CommitmentOptions } from '../optimal-lottery.ts';
import { ceiled, gridPoints } from './lotteries.ts';
import type { Cost, SiteLottery } from './lottery.ts';

export interface SiteCommitmentOptions {
  /** m: types and sites at 0, 1/m, .., 1 of a line. */
  readonly grid: number;
  /** K. */
  readonly facilities: number;
  readonly cost: Cost;
  /** What a lie over a distance gains: its loss is weighed against that; against the distance itself when left out. */
  readonly gain?: (distance: number) => number;
}

/** Numbers in the table of losses, deviations times alternatives. */
const MOST_LOSSES = 2e6;

/** The program's data, and the K-subsets of grid points that are its alternatives. */
export interface SiteCommitment extends CommitmentOptions {
  /** Indices of grid points, ascending, a K-subset each. */
  readonly sets: readonly (readonly number[])[];
  /** The type and the report of each deviation, indices of grid points. */
  readonly lies: readonly (readonly [type: number, report: number])[];
}

/**
 * Every lie between grid types against every K-subset of the grid: an agent is served by the site nearest to her report, ties in
 * the liar's favour. In fractions. O(m^2 K C(m+1, K)).
 *
 * @throws RangeError when K is above m+1, or the table is beyond two million numbers
 */
export function siteCommitment(options: SiteCommitmentOptions): SiteCommitment {
  const grid = integer('grid', options.grid, 1, 2 ** 20);
  const facilities = integer('facilities', options.facilities, 1, grid + 1);
  const most = Math.floor(MOST_LOSSES / (grid * (grid + 1)));
  if (!(subsetCount(grid + 1, facilities, most) <= most)) {
    throw outOfRange('facilities', `few enough for ${MOST_LOSSES} losses`, facilities);
  }
  const sets = subsets(grid + 1, facilities);
  const lies: [number, number][] = [];
  for (let t = 0; t <= grid; t++) {
    for (let b = 0; b <= grid; b++) if (b !== t) lies.push([t, b]);
  }
  const unit = {
    numerator: 1n,
    denominator: BigInt(grid) ** (options.cost === 'squared' ? 2n : 1n),
  };
  const weight = ([t, b]: readonly [number, number]): Quantity => {
    const steps = Math.abs(t - b);
    return options.gain?.(steps / grid) ?? rational(`${steps}/${grid}`);
  };
  return {
    sets,
    lies,
    losses: lies.map(([t, b]) =>
      sets.map((set) => times(rational(lossAt(set, t, b, options.cost)), unit)),
    ),
    weights: lies.map(weight),
    name: (dev) => `type ${lies[dev]![0]}/${grid} that reports ${lies[dev]![1]}/${grid}`,
  };
}

/** What the type loses by the report, in steps or their square: 0 where a site nearest to the report is nearest to the type. */
function lossAt(set: readonly number[], t: number, b: number, cost: Cost): number {
  const nearest = Math.min(...set.map((s) => Math.abs(s - b)));
  const served = set.filter((s) => Math.abs(s - b) === nearest).map((s) => Math.abs(s - t));
  const [lied, best] = [Math.min(...served), Math.min(...set.map((s) => Math.abs(s - t)))];
  return cost === 'squared' ? lied * lied - best * best : lied - best;
}

/** C(n, k), or Infinity above the limit. */
function subsetCount(n: number, k: number, limit: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) {
    count = (count * (n - k + i)) / i;
    if (count > limit && k - i <= n - k) return Infinity;
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

/**
 * The lottery over K-subsets of the grid with these probabilities, for grid types: what every lie loses is read off the table, so its
 * promises are those of the probabilities themselves.
 */
export function siteLottery(
  { grid, facilities, cost }: SiteCommitmentOptions,
  { sets }: Pick<SiteCommitment, 'sets'>,
  probabilities: Float64Array,
): SiteLottery {
  const scale = cost === 'squared' ? grid * grid : grid;
  const expectedAt = (each: (set: readonly number[]) => number): number =>
    sets.reduce((total, set, s) => total + probabilities[s]! * each(set), 0) / scale;
  const lossOf = (t: number, b: number): number => expectedAt((set) => lossAt(set, t, b, cost));
  const costOf = (t: number): number => expectedAt((set) => power(nearestTo(set, t), cost));
  const points = gridPoints(grid);
  const least = leastByLength(grid, lossOf);
  const types = Array.from(points, (_, t) => t);
  return Object.freeze({
    kind: 'optimal',
    description: `the ${facilities} sites on the grid that take most from the best lie, by linear program`,
    facilities,
    cost,
    exact: least.exact,
    distances: points.subarray(1),
    leastLoss: (d: number) => least.losses[ceiled(d, grid)] ?? 0,
    loss: (t: readonly number[], b: readonly number[]) =>
      lossOf(stepsOf(t, grid), stepsOf(b, grid)),
    expectedCost: (t: readonly number[]) => costOf(stepsOf(t, grid)),
    worst: Math.max(...types.map(costOf)),
    draw: (rng: Rng) => sets[drawWeighted(probabilities, rng)]!.map((s) => [points[s]!]),
  });
}

/** In steps of the grid; a point of the grid is a whole number, so that ties between sites are seen. */
function stepsOf(point: readonly number[], grid: number): number {
  const steps = (point[0] ?? NaN) * grid;
  const whole = Math.round(steps);
  return Math.abs(steps - whole) < 2 ** -30 ? whole : steps;
}

const nearestTo = (set: readonly number[], t: number): number =>
  Math.min(...set.map((s) => Math.abs(s - t)));

const power = (x: number, cost: Cost): number => (cost === 'squared' ? x * x : x);

/** The least loss of a lie of at least so many steps, 0 for none; `exact` when a longer lie never loses less. */
function leastByLength(
  grid: number,
  loss: (t: number, b: number) => number,
): { losses: Float64Array; exact: boolean } {
  const losses = new Float64Array(grid + 1).fill(Infinity);
  for (let t = 0; t <= grid; t++) {
    for (let b = 0; b <= grid; b++) {
      const steps = Math.abs(t - b);
      losses[steps] = Math.min(losses[steps]!, t === b ? 0 : loss(t, b));
    }
  }
  let exact = true;
  for (let steps = grid - 1; steps > 0; steps--) {
    if (losses[steps + 1]! < losses[steps]!) {
      losses[steps] = losses[steps + 1]!;
      exact = false;
    }
  }
  return { losses, exact };
}
