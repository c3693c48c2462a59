import { Pair, log, logArray } from './exp';
import { F64, reserve } from './memory';

/**
 * The chain in Hankel form: between(a, b) = H[a+b] - (H[2a] + H[2b])/2 for convex H of length 2n - 1. In
 * q = F - H[2b]/2 one layer is q_k(b) = -H[2b] + log sum_{a<=b} exp(q_{k-1}(a) + H[a+b]), a product with a Hankel
 * matrix. [SEG, Algorithm for I = 1]; the recursion is worked out for sorted tuples.
 */

class Sum {
  /** c + x y + z w. */
  @inline static two(c: v128, x: v128, y: v128, z: v128, w: v128): v128 {
    return f64x2.add(c, f64x2.add(f64x2.mul(x, y), f64x2.mul(z, w)));
  }
}

/** y[j] = sum_{i<count} e[i] w[i+j], j < 16; count even. Never inlined: its eight accumulators must stay in registers. */
function hankel16(e: usize, w: usize, count: i32, y: usize): void {
  let c0 = f64x2.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  const end = F64.of(e, count);
  for (; e < end; e += 16, w += 16) {
    const a = v128.load64_splat(e);
    const b = v128.load64_splat(e, 8);
    c0 = Sum.two(c0, a, v128.load(w), b, v128.load(w, 8));
    c1 = Sum.two(c1, a, v128.load(w, 16), b, v128.load(w, 24));
    c2 = Sum.two(c2, a, v128.load(w, 32), b, v128.load(w, 40));
    c3 = Sum.two(c3, a, v128.load(w, 48), b, v128.load(w, 56));
    c4 = Sum.two(c4, a, v128.load(w, 64), b, v128.load(w, 72));
    c5 = Sum.two(c5, a, v128.load(w, 80), b, v128.load(w, 88));
    c6 = Sum.two(c6, a, v128.load(w, 96), b, v128.load(w, 104));
    c7 = Sum.two(c7, a, v128.load(w, 112), b, v128.load(w, 120));
  }
  v128.store(y, c0);
  v128.store(y, c1, 16);
  v128.store(y, c2, 32);
  v128.store(y, c3, 48);
  v128.store(y, c4, 64);
  v128.store(y, c5, 80);
  v128.store(y, c6, 96);
  v128.store(y, c7, 112);
}

/** y[j] = sum_{i<rows} e[i] w[i+j], j < columns; both multiples of 16; w has rows + columns + 2 readable entries. */
export function hankelSquare(e: usize, w: usize, rows: i32, columns: i32, y: usize): void {
  for (let j = 0; j < columns; j += 16) {
    const from = (<usize>j) << 3;
    hankel16(e, w + from, rows, y + from);
  }
}

/** y[j] += sum_{i<=j-strict} e[i] w[i+j], j < 16. */
function triangle16(e: usize, w: usize, strict: i32, y: usize): void {
  for (let i = 0; i < 16 - strict; ++i, e += 8, w += 8) {
    let j = i + strict;
    const by = v128.load64_splat(e);
    if (j & 1) {
      F64.put(y, j, F64.at(y, j) + load<f64>(e) * F64.at(w, j));
      ++j;
    }
    for (; j < 16; j += 2) {
      const sum = F64.of(y, j);
      v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(by, v128.load(F64.of(w, j)))));
    }
  }
}

/** y[j] = sum_{i<=j-strict} e[i] w[i+j], j < count; count a multiple of 16; w has 2 count + 1 readable entries. */
export function hankelTriangle(e: usize, w: usize, count: i32, strict: i32, y: usize): void {
  for (let base = 0; base < count; base += 16) {
    const from = (<usize>base) << 3;
    hankel16(e, w + from, base, y + from);
    triangle16(e + from, w + 2 * from, strict, y + from);
  }
}

/** n + up to 15 more, a multiple of 16. */
export function padded(n: i32): i32 {
  return (n + 15) & ~15;
}

/** out[i] = x[i stride], less the chord of x from end to end, i < n; the chord's slope has 24 bits, so that little is rounded. Returns the greatest. */
function levelled(x: usize, n: i32, out: usize): f64 {
  const start = F64.at(x, 0);
  const slope = <f64>(<f32>(n > 1 ? (F64.at(x, n - 1) - start) / <f64>(n - 1) : 0));
  let high = -Infinity;
  for (let i = 0; i < n; ++i) {
    const level = F64.at(x, i) - start - slope * <f64>i;
    F64.put(out, i, level);
    high = max(high, level);
  }
  return high;
}

/** x[i] = exp(x[i] - shift), i < n, and 0 for n <= i < size. x + size even, 0 below e^-708. */
function expShifted(x: usize, n: i32, shift: f64, size: i32): void {
  for (let i = n; i < size; ++i) F64.put(x, i, -Infinity);
  const by = f64x2.splat(shift);
  const end = F64.of(x, size);
  for (let p = x; p < end; p += 16) v128.store(p, Pair.exp(f64x2.sub(v128.load(p), by)));
}

/** e[b] = y[b] v[b] / max, b < n; returns the log of that max, -Infinity when all are 0. */
function nextWeights(y: usize, v: usize, n: i32, e: usize): f64 {
  let high: f64 = 0;
  for (let b = 0; b < n; ++b) high = max(high, F64.at(y, b) * F64.at(v, b));
  const scale = high > 0 ? 1 / high : 0;
  for (let b = 0; b < n; ++b) F64.put(e, b, F64.at(y, b) * scale * F64.at(v, b)); // y v alone may underflow
  return log(high);
}

/** row[b] = log y[b] + base - level[2b]/2, -Infinity for b < first. False when some other y[b] is so small that what underflowed may count. */
function readLayer(y: usize, level: usize, n: i32, first: i32, base: f64, row: usize): bool {
  for (let b = first; b < n; ++b) if (!(F64.at(y, b) > 1e-280)) return false;
  logArray(y, n, row);
  for (let b = 0; b < n; ++b) F64.put(row, b, F64.at(row, b) + (base - 0.5 * F64.at(level, 2 * b)));
  return true;
}

/**
 * F[r n + b] of the Hankel chain in the linear domain: no exponential inside the loops. With e, w <= 1 a product that
 * underflows is below 1e-308, and every sum is above 1e-280, so at most n 1e-28 of any sum is lost; otherwise the range
 * is too deep for this form. left: n, half: 2n - 1, out: layers n. O(layers n^2 / 2) multiply-adds, O(n) exponentials.
 * Returns 1 when done, 0 when too deep, -1 without memory.
 */
export function chainLinear(
  left: usize,
  half: usize,
  n: i32,
  layers: i32,
  strict: i32,
  out: usize,
): i32 {
  const size = padded(n);
  const level = reserve((<usize>(8 * size + 16)) << 3);
  if (level == 0) return -1;
  const w = F64.of(level, 2 * size);
  const v = F64.of(w, 2 * size + 16);
  const e = F64.of(v, size);
  const y = F64.of(e, size);
  const high = levelled(half, 2 * n - 1, level);
  let low: f64 = 0;
  for (let j = 0; j < 2 * n - 1; ++j) low = min(low, F64.at(level, j));
  if (high - low > 650) return 0;
  memory.copy(w, level, (<usize>(2 * n - 1)) << 3);
  expShifted(w, 2 * n - 1, high, 2 * size + 16);
  let base: f64 = -Infinity;
  for (let b = 0; b < n; ++b) {
    F64.put(v, b, -F64.at(level, 2 * b));
    F64.put(e, b, F64.at(left, b) - 0.5 * F64.at(level, 2 * b));
    F64.put(out, b, F64.at(left, b));
    base = max(base, F64.at(e, b));
  }
  expShifted(v, n, -low, size);
  expShifted(e, n, base, size);
  for (let r = 1; r < layers; ++r) {
    base += high;
    hankelTriangle(e, w, size, strict, y);
    if (!readLayer(y, level, n, strict ? r : 0, base, F64.of(out, r * n))) return 0;
    base += nextWeights(y, v, n, e) - low;
  }
  return 1;
}
