/** Hulls and ironing in plain typed-array loops, as in assembly/hull.ts. */

/** Vertices of the upper envelope of points with x strictly ascending. */
export function hullLoop(x: Float64Array, y: Float64Array): Int32Array {
  const hull = new Int32Array(x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const right = x[i]!;
    const top = y[i]!;
    for (; count > 1; count--) {
      const a = hull[count - 2]!;
      const b = hull[count - 1]!;
      const rise = (y[b]! - y[a]!) * (right - x[b]!);
      if (rise > (top - y[b]!) * (x[b]! - x[a]!)) break;
    }
    hull[count++] = i;
  }
  return hull.slice(0, count);
}

/** The non-decreasing fit by pooling adjacent violators. */
export function ironLoop(values: Float64Array, weights: Float64Array): Float64Array {
  const n = values.length;
  const sums = new Float64Array(n);
  const masses = new Float64Array(n);
  const starts = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    let mass = weights[i]!;
    let total = values[i]! * mass;
    let start = i;
    for (; count > 0; count--) {
      const before = sums[count - 1]!;
      const own = masses[count - 1]!;
      if (!(before * mass > total * own)) break;
      total += before;
      mass += own;
      start = starts[count - 1]!;
    }
    sums[count] = total;
    masses[count] = mass;
    starts[count++] = start;
  }
  const fit = values.slice();
  for (let end = n; count > 0;) {
    count--;
    const start = starts[count]!;
    const mean = sums[count]! / masses[count]!;
    if (end - start > 1) for (let i = start; i < end; i++) fit[i] = mean;
    end = start;
  }
  return fit;
}

/** Virtual values of a finite distribution. */
export function virtualLoop(values: Float64Array, weights: Float64Array): Float64Array {
  const out = values.slice();
  let above = 0;
  for (let i = values.length - 2; i >= 0; i--) {
    above += weights[i + 1]!;
    out[i] = values[i]! - ((values[i + 1]! - values[i]!) * above) / weights[i]!;
  }
  return out;
}
