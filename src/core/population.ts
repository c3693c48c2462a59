import { finiteArray, integer, outOfRange, positive, wrongKind } from './errors.ts';
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
  const given = weights === undefined ? new Float64Array(count).fill(1) : weights.slice();
  if (!(given instanceof Float64Array)) throw wrongKind('weights', 'a Float64Array', given);
  if (given.length !== count) throw outOfRange('weights.length', `${count}`, given.length);
  for (let i = 0; i < count; i++) positive(`weights[${i}]`, given[i]);
  const total = sum(given);
  if (!(total < Infinity)) {
    throw new RangeError(
      `the sum of weights must be finite, got an overflow beyond ${Number.MAX_VALUE}`,
    );
  }
  const size = positive('the sum of weights', total);
  const made = Object.freeze({ points: points.slice(), attributes: width, weights: given, size });
  CHECKED.add(made);
  return made;
}

/** What `population` made, which nobody else can have. */
const CHECKED = new WeakSet<Population>();

/** The same population, checked again unless `population` made it: a look-alike never becomes a result. */
export function checkedPopulation(given: Population): Population {
  if (typeof given !== 'object' || given === null) {
    throw wrongKind('population', 'reports with their weights', given);
  }
  return CHECKED.has(given) ? given : population(given.points, given.attributes, given.weights);
}

/** One line: distinct reports in ascending order with their summed weights. */
export interface SortedReports {
  readonly at: Float64Array;
  readonly weight: Float64Array;
}

/** Distinct reports of a one-attribute population, ascending, equal ones merged; O(n log n). */
export function sortedReports(given: Population): SortedReports {
  const { points, weights } = given;
  const order = Uint32Array.from(points, (_, i) => i).toSorted((a, b) => points[a]! - points[b]!);
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

/**
 * The same population with equal reports made one row, in the order of their first rows; O(n) with an open-addressed
 * table of row numbers. A chain or a box then looks at each distinct report once.
 */
export function merged(given: Population): Population {
  const { points, attributes, weights } = given;
  const slots = 2 ** Math.ceil(Math.log2(2 * weights.length + 1));
  const table = new Int32Array(slots).fill(-1);
  const bits = new Uint32Array(points.buffer, points.byteOffset, 2 * points.length);
  const first: number[] = [];
  const mass: number[] = [];
  for (let row = 0; row < weights.length; row++) {
    let slot = hashOf(bits, 2 * attributes, row) & (slots - 1);
    while (table[slot]! >= 0 && !sameRow(points, attributes, first[table[slot]!]!, row)) {
      slot = (slot + 1) & (slots - 1);
    }
    if (table[slot]! < 0) {
      table[slot] = first.length;
      first.push(row);
      mass.push(weights[row]!);
    } else mass[table[slot]!]! += weights[row]!;
  }
  const kept = new Float64Array(first.length * attributes);
  for (const [k, row] of first.entries()) {
    kept.set(points.subarray(row * attributes, (row + 1) * attributes), k * attributes);
  }
  return population(kept, attributes, Float64Array.from(mass));
}

function sameRow(points: Float64Array, width: number, a: number, b: number): boolean {
  for (let i = 0; i < width; i++) if (points[a * width + i] !== points[b * width + i]) return false;
  return true;
}

/** A 32-bit mix of one row's words. */
function hashOf(bits: Uint32Array, words: number, row: number): number {
  let hash = 0;
  for (let i = row * words; i < (row + 1) * words; i++) {
    hash = Math.imul(hash ^ bits[i]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
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
