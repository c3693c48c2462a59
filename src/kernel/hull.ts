import { finiteArray, outOfRange } from '../core/errors.ts';
import { scratch } from './arena.ts';
import { kernels, type Kernels } from './instance.ts';

// With the data in WASM memory these run 2-9 times as fast as the same plain loops; called from here, with copies and the
// checks below, hulls and ironing come out even and virtual values at 0.4 (256 to 1e6 points, bench/hull.bench.ts).

/** Values that never fall from one to the next, or always rise. */
function ascending(path: string, values: Float64Array, strictly: boolean): Float64Array {
  finiteArray(path, values, 0);
  let before = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const here = values[i]!;
    if (!(strictly ? here > before : here >= before)) {
      throw outOfRange(`${path}[${i}]`, `${strictly ? '>' : '>='} ${before}`, here);
    }
    before = here;
  }
  return values;
}

function sameLength(path: string, values: Float64Array, length: number): Float64Array {
  if (values.length !== length) throw outOfRange(`${path}.length`, String(length), values.length);
  return values;
}

/** As many finite masses > 0. */
function masses(path: string, weights: Float64Array, length: number): Float64Array {
  sameLength(path, finiteArray(path, weights, 0), length);
  for (let i = 0; i < length; i++) {
    if (!(weights[i]! > 0)) throw outOfRange(`${path}[${i}]`, '> 0', weights[i]);
  }
  return weights;
}

/**
 * Indices of the vertices of the least concave function above the points (x, y), ascending: a point on the segment
 * between two others is no vertex, and of points with one x only the first highest can be. Slopes are compared by
 * cross-multiplication. O(n).
 *
 * @param x non-decreasing, finite; may be empty
 * @param core the module to run, for tests of builds; default: the embedded one
 * @throws TypeError, RangeError when a shape or a value is wrong
 */
export function concaveHull(
  x: Float64Array,
  y: Float64Array,
  core: Kernels = kernels(),
): Int32Array {
  const n = ascending('x', x, false).length;
  sameLength('y', finiteArray('y', y, 0), n);
  return scratch((arena) => {
    const [across, up, out] = [arena.put(x), arena.put(y), arena.reserve(n)];
    const count = core.concaveHull(across, up, n, out);
    return new Int32Array(core.memory.buffer, out, count).slice();
  }, core);
}

/**
 * The non-decreasing fit of weighted values that is nearest in squares: fit_i = max_{j<=i} min_{k>=i} mean(j..k), by
 * pooling adjacent violators, whose means are compared by cross-multiplication. O(n).
 *
 * @param weights > 0, one a value
 * @param core the module to run, for tests of builds; default: the embedded one
 * @throws TypeError, RangeError when a shape or a value is wrong
 */
export function iron(
  values: Float64Array,
  weights: Float64Array,
  core: Kernels = kernels(),
): Float64Array {
  const n = finiteArray('values', values, 0).length;
  masses('weights', weights, n);
  return scratch((arena) => {
    const [fit, mass] = [arena.put(values), arena.put(weights)];
    core.iron(fit, mass, n, arena.reserve(n), arena.reserve(n), arena.reserve(n));
    return arena.take(fit, n);
  }, core);
}

/**
 * Virtual values of a finite distribution: v_i - (v_{i+1} - v_i) (mass above v_i) / f_i, and v_n itself at the top; masses
 * need not add up to 1. O(n).
 *
 * @param values  v, strictly ascending
 * @param weights f, > 0
 * @param core the module to run, for tests of builds; default: the embedded one
 * @throws TypeError, RangeError when a shape or a value is wrong
 */
export function virtualValues(
  values: Float64Array,
  weights: Float64Array,
  core: Kernels = kernels(),
): Float64Array {
  const n = ascending('values', values, true).length;
  masses('weights', weights, n);
  return scratch((arena) => {
    const [v, f] = [arena.put(values), arena.put(weights)];
    core.virtualValues(v, f, n, v);
    return arena.take(v, n);
  }, core);
}
