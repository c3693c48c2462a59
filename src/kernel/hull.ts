import { finiteArray, outOfRange } from '../core/errors.ts';
import { scratch } from './arena.ts';
import { kernels, type Kernels } from './instance.ts';

/** Values that never fall from one to the next, or always rise. */
function ascending(path: string, values: Float64Array, strictly: boolean): Float64Array {
  finiteArray(path, values, 0);
  for (let i = 1; i < values.length; i++) {
    const [before, here] = [values[i - 1]!, values[i]!];
    if (strictly ? here > before : here >= before) continue;
    throw outOfRange(`${path}[${i}]`, `${strictly ? '>' : '>='} ${before}`, here);
  }
  return values;
}

function sameLength(path: string, values: Float64Array, length: number): Float64Array {
  if (values.length !== length) throw outOfRange(`${path}.length`, String(length), values.length);
  return values;
}

function masses(path: string, weights: Float64Array, length: number): Float64Array {
  finiteArray(path, weights, 0);
  const index = weights.findIndex((weight) => !(weight > 0));
  if (index >= 0) throw outOfRange(`${path}[${index}]`, '> 0', weights[index]);
  return sameLength(path, weights, length);
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
