import { finiteArray, integer, outOfRange, positive } from './errors.ts';
import { sum } from './numeric.ts';

/** Reports of N agents: `points` is n x I row-major in [0, 1]; `weights[i]` agents gave report i; `size` is N. */
export interface Population {
  readonly points: Float64Array;
  readonly attributes: number;
  readonly weights: Float64Array;
  readonly size: number;
}

/**
 * A checked population. A weight is a number of agents with the same report; it may be fractional.
 *
 * @param points     n x I row-major, each in [0, 1], n >= 1
 * @param attributes I >= 1
 * @param weights    n of them, each finite and > 0; all 1 when left out
 * @throws TypeError, RangeError naming the row
 */
export function population(
  points: Float64Array,
  attributes: number,
  weights?: Float64Array,
): Population {
  const width = integer('attributes', attributes, 1);
  finiteArray('reports', points, 1, 0, 1);
  if (points.length % width !== 0) {
    throw outOfRange('reports.length', `a multiple of ${width}`, points.length);
  }
  const count = points.length / width;
  const given = weights ?? new Float64Array(count).fill(1);
  if (given.length !== count) throw outOfRange('weights.length', `${count}`, given.length);
  for (let i = 0; i < count; i++) positive(`weights[${i}]`, given[i]);
  const size = positive('the sum of weights', sum(given));
  return Object.freeze({ points, attributes: width, weights: given, size });
}

/** One line: distinct reports in ascending order with their summed weights. */
export interface SortedReports {
  readonly at: Float64Array;
  readonly weight: Float64Array;
}

/** Distinct reports of a one-attribute population, ascending, equal ones merged; O(n log n). */
export function sortedReports(given: Population): SortedReports {
  const { points, weights } = given;
  const order = Uint32Array.from(points, (_, i) => i).sort((a, b) => points[a]! - points[b]!);
  const at: number[] = [];
  const weight: number[] = [];
  for (const i of order) {
    if (at.length > 0 && at[at.length - 1] === points[i]) weight[weight.length - 1]! += weights[i]!;
    else {
      at.push(points[i]!);
      weight.push(weights[i]!);
    }
  }
  return { at: Float64Array.from(at), weight: Float64Array.from(weight) };
}

/** Every coordinate moved to the nearest of the points 0, 1/m, .., 1 (ties to the lower) */
export function rounded(given: Population, m: number): Population {
  const points = given.points.map((x) => (Math.ceil(x * m - 0.5) + 0) / m);
  return population(points, given.attributes, given.weights);
}

/** The same population with one agent's worth of report i replaced by `report`. */
export function replaceOne(given: Population, row: number, report: readonly number[]): Population {
  const { attributes, points, weights } = given;
  const share = Math.min(1, weights[row]!);
  const keep = weights[row]! - share;
  const next = new Float64Array(points.length + attributes);
  next.set(points);
  next.set(report, points.length);
  const mass = new Float64Array(weights.length + 1);
  mass.set(weights);
  mass[row] = keep;
  mass[weights.length] = share;
  if (keep > 0) return population(next, attributes, mass);
  next.copyWithin(row * attributes, (row + 1) * attributes);
  mass.copyWithin(row, row + 1);
  return population(next.subarray(0, points.length), attributes, mass.subarray(0, weights.length));
}
