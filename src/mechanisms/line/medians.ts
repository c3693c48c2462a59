import type { SortedReports } from '../../core/population.ts';

/**
 * The K points anywhere on the line with the least summed distance to weighted reports, exact: each serves a run of
 * consecutive reports from their median, so the best score under P = 1 - slope d, slope <= 1, is reached at reports. The cost
 * of a run is Monge, so each layer is filled by divide and conquer: O(K n log n).
 *
 * @param reports distinct, ascending, with weights
 * @returns the points, ascending, and sum w |t - nearest point|
 */
export function medians(
  reports: SortedReports,
  segments: number,
): { readonly points: readonly number[]; readonly cost: number } {
  const { at, weight } = reports;
  const n = at.length;
  const mass = prefix(weight, () => 1);
  const moment = prefix(weight, (i) => at[i]!);
  const middle = (i: number, j: number): number => medianIndex(mass, i, j);
  const cost = (i: number, j: number): number => {
    const k = middle(i, j);
    const below = at[k]! * (mass[k]! - mass[i]!) - (moment[k]! - moment[i]!);
    const above = moment[j]! - moment[k]! - at[k]! * (mass[j]! - mass[k]!);
    return Math.max(0, below) + Math.max(0, above);
  };
  let layer = Float64Array.from({ length: n + 1 }, (_, j) => (j === 0 ? 0 : cost(0, j)));
  const choices: Int32Array[] = [];
  for (let k = 2; k <= Math.min(segments, n); k++) {
    const next = new Float64Array(n + 1);
    const from = new Int32Array(n + 1);
    fill(layer, cost, next, from, 1, n, 0, n - 1);
    choices.push(from);
    layer = next;
  }
  const points: number[] = [];
  let end = n;
  for (const from of choices.toReversed()) {
    const start = from[end]!;
    if (start < end) points.unshift(at[middle(start, end)]!);
    end = start;
  }
  if (end > 0) points.unshift(at[middle(0, end)]!);
  return { points, cost: layer[n]! };
}

/** next[j] = min over i <= j of layer[i] + cost(i, j), for j in [low, high], the best i in [least, most] and nondecreasing in j. */
function fill(
  layer: Float64Array,
  cost: (i: number, j: number) => number,
  next: Float64Array,
  from: Int32Array,
  low: number,
  high: number,
  least: number,
  most: number,
): void {
  if (low > high) return;
  const j = (low + high) >>> 1;
  let best = Infinity;
  for (let i = least; i <= Math.min(most, j - 1); i++) {
    const value = layer[i]! + cost(i, j);
    if (value < best) {
      best = value;
      from[j] = i;
    }
  }
  next[j] = best;
  fill(layer, cost, next, from, low, j - 1, least, from[j]!);
  fill(layer, cost, next, from, j + 1, high, from[j]!, most);
}

function prefix(weight: Float64Array, value: (i: number) => number): Float64Array {
  const out = new Float64Array(weight.length + 1);
  for (let i = 0; i < weight.length; i++) out[i + 1] = out[i]! + weight[i]! * value(i);
  return out;
}

/** The lowest k in [i, j) with at least half the mass of [i, j) at or below it. */
function medianIndex(mass: Float64Array, i: number, j: number): number {
  const half = (mass[i]! + mass[j]!) / 2;
  let [low, high] = [i, j - 1];
  while (low < high) {
    const k = (low + high) >>> 1;
    if (mass[k + 1]! >= half) high = k;
    else low = k + 1;
  }
  return low;
}
