import { F64, reserve } from './memory';

/** Element i of the i32 array at `from`. */
class I32 {
  @inline static at(from: usize, i: i32): i32 {
    return load<i32>(from + ((<usize>i) << 2));
  }

  @inline static put(to: usize, i: i32, x: i32): void {
    store<i32>(to + ((<usize>i) << 2), x);
  }
}

/**
 * next[b] = max over a <= b - strict of prev[a] + entry(a, b), arg[b] its lowest a; entry (a, b) is at from + a stepA +
 * b stepB: steps of 8 and 8 for a Hankel array, 8n and 8 for a row-major table. When
 * entry(a, b) + entry(a', b') >= entry(a, b') + entry(a', b) for a < a', b < b', that a never falls as b grows: the
 * middle b first, then both halves between the neighbours' a. O(n log n) entries. Otherwise a value some a attains.
 */
export function bestLayer(
  prev: usize,
  from: usize,
  stepA: i32,
  stepB: i32,
  n: i32,
  strict: i32,
  next: usize,
  arg: usize,
): void {
  let step = 1;
  while (step < n) step <<= 1;
  for (; step > 0; step >>= 1) {
    for (let b = step - 1; b < n; b += step << 1) {
      const left = b >= step ? I32.at(arg, b - step) : 0;
      const right = b + step < n ? I32.at(arg, b + step) : n - 1;
      // Rounding can cross two neighbours that tie.
      const low = min(left, right);
      const high = min(max(left, right), b - strict);
      let best: f64 = -Infinity;
      let chosen = low;
      let entry = from + <usize>b * <usize>stepB + <usize>low * <usize>stepA;
      for (let a = low; a <= high; ++a, entry += stepA) {
        const value = F64.at(prev, a) + load<f64>(entry);
        if (value > best) {
          best = value;
          chosen = a;
        }
      }
      F64.put(next, b, best);
      I32.put(arg, b, chosen);
    }
  }
}

/**
 * The potentials of a chain: values[k n + b] = the largest exponent of k + 1 sites ending in b, less H[2b]/2 in Hankel
 * form, and arg[k n + b] the site before (i32, layers n). `half` is H, or 0 for a table. first: n, the exponents
 * of one site in the same form. O(layers n log n).
 */
export function bestTable(
  first: usize,
  from: usize,
  stepA: i32,
  stepB: i32,
  half: usize,
  n: i32,
  layers: i32,
  strict: i32,
  values: usize,
  arg: usize,
): void {
  memory.copy(values, first, (<usize>n) << 3);
  for (let k = 1; k < layers; ++k) {
    const next = F64.of(values, n);
    arg += (<usize>n) << 2;
    bestLayer(values, from, stepA, stepB, n, strict, next, arg);
    if (half != 0)
      for (let b = 0; b < n; ++b) F64.put(next, b, F64.at(next, b) - F64.at(half, 2 * b));
    values = next;
  }
}

/**
 * The sorted sites (i32) of the largest exponent left + betweens + right, coincident allowed: the lowest last site,
 * then the lowest before it. `half` is H (2n - 1) with from = half and strides 8, 8, or 0 with a table's strides.
 * Returns 1, or -1 without memory. O(sites n log n).
 */
export function chainOptimum(
  left: usize,
  right: usize,
  from: usize,
  stepA: i32,
  stepB: i32,
  half: usize,
  n: i32,
  sites: i32,
  out: usize,
): i32 {
  const values = reserve((<usize>(sites + 1) * <usize>n) << 3);
  const arg = reserve((<usize>sites * <usize>n) << 2);
  if (values == 0 || arg == 0) return -1;
  const first = F64.of(values, sites * n);
  for (let b = 0; b < n; ++b) {
    F64.put(first, b, F64.at(left, b) - (half != 0 ? 0.5 * F64.at(half, 2 * b) : 0));
  }
  bestTable(first, from, stepA, stepB, half, n, sites, 0, values, arg);
  const last = F64.of(values, (sites - 1) * n);
  let best: f64 = -Infinity;
  let b = 0;
  for (let a = 0; a < n; ++a) {
    const value = F64.at(last, a) + (half != 0 ? 0.5 * F64.at(half, 2 * a) : 0) + F64.at(right, a);
    if (value > best) {
      best = value;
      b = a;
    }
  }
  for (let k = sites - 1; k >= 0; --k) {
    I32.put(out, k, b);
    b = I32.at(arg, k * n + b);
  }
  return 1;
}
