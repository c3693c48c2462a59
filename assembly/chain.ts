import { Pair, log, logArray } from './exp';
import { at, put, reserve } from './memory';

/**
 * The chain in Hankel form: between(a, b) = H[a+b] - (H[2a] + H[2b])/2 for convex H of length 2n - 1. In
 * q = F - H[2b]/2 one layer is q_k(b) = -H[2b] + log sum_{a<=b} exp(q_{k-1}(a) + H[a+b]), a product with a Hankel
 * matrix. [SEG, Algorithm for I = 1]; the recursion is worked out for sorted tuples.
 */

/** y[j] = sum_{i<count} e[i] w[i+j], j < 16; count a multiple of 4. Never inlined: its eight accumulators must stay in registers. */
function hankel16(e: usize, w: usize, count: i32, y: usize): void {
  let c0 = f64x2.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  const end = e + ((<usize>count) << 3);
  for (; e < end; e += 32, w += 32) {
    // Sites i and i+2 share their loads of w, one vector apart; so do i+1 and i+3.
    let first = v128.load64_splat(e);
    let second = v128.load64_splat(e, 16);
    let here = v128.load(w);
    let next = v128.load(w, 16);
    c0 = f64x2.add(c0, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 32);
    c1 = f64x2.add(c1, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 48);
    c2 = f64x2.add(c2, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 64);
    c3 = f64x2.add(c3, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 80);
    c4 = f64x2.add(c4, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 96);
    c5 = f64x2.add(c5, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 112);
    c6 = f64x2.add(c6, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 128);
    c7 = f64x2.add(c7, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));

    first = v128.load64_splat(e, 8);
    second = v128.load64_splat(e, 24);
    here = v128.load(w, 8);
    next = v128.load(w, 24);
    c0 = f64x2.add(c0, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 40);
    c1 = f64x2.add(c1, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 56);
    c2 = f64x2.add(c2, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 72);
    c3 = f64x2.add(c3, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 88);
    c4 = f64x2.add(c4, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 104);
    c5 = f64x2.add(c5, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
    next = v128.load(w, 120);
    c6 = f64x2.add(c6, f64x2.add(f64x2.mul(first, here), f64x2.mul(second, next)));
    here = v128.load(w, 136);
    c7 = f64x2.add(c7, f64x2.add(f64x2.mul(first, next), f64x2.mul(second, here)));
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

/** y[j] = sum_{i<=j-strict} e[i] w[i+j], j < count; count a multiple of 16; w has 2 count + 1 readable entries. */
export function hankelTriangle(e: usize, w: usize, count: i32, strict: i32, y: usize): void {
  for (let base = 0; base < count; base += 16) {
    const from = (<usize>base) << 3;
    hankel16(e, w + from, base, y + from);
    for (let j = base; j < base + 16; ++j) {
      let total = at(y, j);
      for (let i = base; i <= j - strict; ++i) total += at(e, i) * at(w, i + j);
      put(y, j, total);
    }
  }
}

/** n + up to 15 more, a multiple of 16. */
export function padded(n: i32): i32 {
  return (n + 15) & ~15;
}

/** Address of element i of the f64 array at `from`. */
export function element(from: usize, i: i32): usize {
  return from + ((<usize>i) << 3);
}

/** out[i] = x[i stride], less the chord of x from end to end, i < n; the chord's slope has 24 bits, so that little is rounded. Returns the greatest. */
function levelled(x: usize, n: i32, out: usize): f64 {
  const start = at(x, 0);
  const slope = <f64>(<f32>(n > 1 ? (at(x, n - 1) - start) / <f64>(n - 1) : 0));
  let high = -Infinity;
  for (let i = 0; i < n; ++i) {
    const level = at(x, i) - start - slope * <f64>i;
    put(out, i, level);
    high = max(high, level);
  }
  return high;
}

/** x[i] = exp(x[i] - shift), i < n, and 0 for n <= i < size. x + size even, 0 below e^-708. */
function expShifted(x: usize, n: i32, shift: f64, size: i32): void {
  for (let i = n; i < size; ++i) put(x, i, -Infinity);
  const by = f64x2.splat(shift);
  const end = element(x, size);
  for (let p = x; p < end; p += 16) v128.store(p, Pair.exp(f64x2.sub(v128.load(p), by)));
}

/** e[b] = y[b] v[b] / max, b < n; returns the log of that max, -Infinity when all are 0. */
function nextWeights(y: usize, v: usize, n: i32, e: usize): f64 {
  let high: f64 = 0;
  for (let b = 0; b < n; ++b) high = max(high, at(y, b) * at(v, b));
  const scale = high > 0 ? 1 / high : 0;
  for (let b = 0; b < n; ++b) put(e, b, at(y, b) * scale * at(v, b)); // y v alone may underflow
  return log(high);
}

/** row[b] = log y[b] + base - level[2b]/2, -Infinity for b < first. False when some other y[b] is so small that what underflowed may count. */
function readLayer(y: usize, level: usize, n: i32, first: i32, base: f64, row: usize): bool {
  for (let b = first; b < n; ++b) if (!(at(y, b) > 1e-280)) return false;
  logArray(y, n, row);
  for (let b = 0; b < n; ++b) put(row, b, at(row, b) + (base - 0.5 * at(level, 2 * b)));
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
  const w = element(level, 2 * size);
  const v = element(w, 2 * size + 16);
  const e = element(v, size);
  const y = element(e, size);
  const high = levelled(half, 2 * n - 1, level);
  let low: f64 = 0;
  for (let j = 0; j < 2 * n - 1; ++j) low = min(low, at(level, j));
  if (high - low > 650) return 0;
  memory.copy(w, level, (<usize>(2 * n - 1)) << 3);
  expShifted(w, 2 * n - 1, high, 2 * size + 16);
  let base: f64 = -Infinity;
  for (let b = 0; b < n; ++b) {
    put(v, b, -at(level, 2 * b));
    put(e, b, at(left, b) - 0.5 * at(level, 2 * b));
    put(out, b, at(left, b));
    base = max(base, at(e, b));
  }
  expShifted(v, n, -low, size);
  expShifted(e, n, base, size);
  for (let r = 1; r < layers; ++r) {
    base += high;
    hankelTriangle(e, w, size, strict, y);
    if (!readLayer(y, level, n, strict ? r : 0, base, element(out, r * n))) return 0;
    base += nextWeights(y, v, n, e) - low;
  }
  return 1;
}
