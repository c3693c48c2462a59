import { F64 } from './memory';

/** Element i of an i32 array. */
class Index {
  @inline static at(from: usize, i: i32): i32 {
    return load<i32>(from + ((<usize>i) << 2));
  }

  @inline static put(to: usize, i: i32, x: i32): void {
    store<i32>(to + ((<usize>i) << 2), x);
  }
}

/**
 * Vertices (n i32 at `out`) of the least concave function above n points with x non-decreasing; returns how many. Slopes
 * compare by cross-multiplication; a point on a segment is no vertex, and of one x only the first highest can be. O(n).
 */
export function concaveHull(x: usize, y: usize, n: i32, out: usize): i32 {
  let count = 0;
  for (let i = 0; i < n; ++i) {
    const right = F64.at(x, i);
    const top = F64.at(y, i);
    if (count > 0) {
      const last = Index.at(out, count - 1);
      if (F64.at(x, last) == right) {
        if (top <= F64.at(y, last)) continue;
        --count;
      }
    }
    for (; count > 1; --count) {
      const a = Index.at(out, count - 2);
      const b = Index.at(out, count - 1);
      const rise = (F64.at(y, b) - F64.at(y, a)) * (right - F64.at(x, b));
      if (rise > (top - F64.at(y, b)) * (F64.at(x, b) - F64.at(x, a))) break;
    }
    Index.put(out, count++, i);
  }
  return count;
}

/**
 * The non-decreasing fit of n weighted values, in place: pooled adjacent violators, means compared by
 * cross-multiplication; what is not pooled keeps its digits. sums, masses: n; starts: n i32. O(n).
 */
export function iron(
  values: usize,
  weights: usize,
  n: i32,
  sums: usize,
  masses: usize,
  starts: usize,
): void {
  let count = 0;
  for (let i = 0; i < n; ++i) {
    let mass = F64.at(weights, i);
    let total = F64.at(values, i) * mass;
    let start = i;
    for (; count > 0; --count) {
      const before = F64.at(sums, count - 1);
      const own = F64.at(masses, count - 1);
      if (!(before * mass > total * own)) break;
      total += before;
      mass += own;
      start = Index.at(starts, count - 1);
    }
    F64.put(sums, count, total);
    F64.put(masses, count, mass);
    Index.put(starts, count++, start);
  }
  let end = n;
  while (count > 0) {
    const start = Index.at(starts, --count);
    const mean = F64.at(sums, count) / F64.at(masses, count);
    if (end - start > 1) for (let i = start; i < end; ++i) F64.put(values, i, mean);
    end = start;
  }
}

/** out[i] = v[i] - (v[i+1] - v[i]) (f[i+1] + .. + f[n-1]) / f[i], the last v itself; may run in place. O(n). */
export function virtualValues(v: usize, f: usize, n: i32, out: usize): void {
  let above: f64 = 0;
  let next = n > 0 ? F64.at(v, n - 1) : 0;
  if (n > 0) F64.put(out, n - 1, next);
  for (let i = n - 2; i >= 0; --i) {
    const value = F64.at(v, i);
    above += F64.at(f, i + 1);
    F64.put(out, i, value - ((next - value) * above) / F64.at(f, i));
    next = value;
  }
}
