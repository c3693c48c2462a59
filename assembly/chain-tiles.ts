import { element, hankelSquare, hankelTriangle, padded } from './chain';
import { bestTable } from './chain-optimum';
import { Pair, logArray } from './exp';
import { at, put, reserve } from './memory';

/**
 * The Hankel chain at any scale: square tiles, in each of which H less a straight line is a table of factors in (0, 1],
 * and potentials A_k (the largest exponents) that keep every sum near 1. Potentials, slopes and levels are multiples of
 * 2^-28, so that their sums are exact below 2^25 and no digit is lost at exponents of size 1e6; what remains is small.
 */
@unmanaged
class Tiles {
  half: usize; // H, 2n - 1
  n: i32;
  strict: i32;
  size: i32; // T, the side of a tile, a multiple of 16
  windows: usize; // 2T factors for each anti-diagonal D = I + J of tiles
  starts: usize; // level of H at DT
  slopes: usize; // of its line
  potentials: usize; // A, layers n
  before: usize; // A_{k-1}, and -Infinity past its end
  rest: usize; // q_{k-1} - A_{k-1}, of size 0 to log(sequences)
  p: usize; // A_{k-1}(a) + slope (a - a0)
  e: usize;
  o: usize; // the same for the tile's columns
  y: usize;
  sums: usize; // exp(q_k - A_k), so far
  columns: usize; // -H[2b] - A_k(b)
  ramp: usize; // 0, 1, .., T - 1
  zeros: usize;
}

export class Grid {
  /** x to the nearest multiple of 2^-28, for |x| < 2^23. */
  @inline static round(x: f64): f64 {
    return x + 25165824 - 25165824;
  }
}

const NEGLIGIBLE: f64 = -60; // a tile below it loses n e^-60 of a sum
const DEEPEST: f64 = -500; // a window below it is likely to be summed term by term

/** Least exponent of the window of 2T - 1 entries of H from DT, less its chord; sets the line's start and slope. */
function lineOf(half: usize, n: i32, size: i32, d: i32, starts: usize, slopes: usize): f64 {
  const from = d * size;
  const length = min(2 * size - 2, 2 * n - 2 - from);
  const start = Grid.round(at(half, from));
  const slope = Grid.round(length > 0 ? (at(half, from + length) - start) / <f64>length : 0);
  put(starts, d, start);
  put(slopes, d, slope);
  let depth: f64 = 0;
  for (let j = 0; j <= length; ++j) {
    depth = min(depth, at(half, from + j) - start - slope * <f64>j);
  }
  return depth;
}

/** The largest side of which at most one window in sixteen is too deep. */
function tileSize(half: usize, n: i32, starts: usize, slopes: usize): i32 {
  for (let size = 128; size > 16; size >>= 1) {
    if (size >= 2 * padded(n)) continue;
    const windows = 2 * ((n + size - 1) / size) - 1;
    let deep = 0;
    for (let d = 0; d < windows; ++d) {
      if (lineOf(half, n, size, d, starts, slopes) < DEEPEST) ++deep;
    }
    if (deep * 16 <= windows) return size;
  }
  return 16;
}

/** The factors of every window, 0 past the end of H. */
function fillWindows(t: Tiles): void {
  const length = 2 * t.size;
  const windows = 2 * ((t.n + t.size - 1) / t.size) - 1;
  for (let d = 0; d < windows; ++d) {
    lineOf(t.half, t.n, t.size, d, t.starts, t.slopes);
    const from = d * t.size;
    const w = element(t.windows, d * length);
    for (let j = 0; j < length; ++j) {
      const inside = j < length - 1 && from + j < 2 * t.n - 1;
      const line = at(t.starts, d);
      put(w, j, inside ? at(t.half, from + j) - line - at(t.slopes, d) * <f64>j : -Infinity);
    }
    for (let j = 0; j < length; j += 2) {
      v128.store(element(w, j), Pair.exp(v128.load(element(w, j))));
    }
  }
}

/** Sums of one tile term by term, for windows too deep for factors. */
function tileDirect(t: Tiles, a0: i32, b0: i32): void {
  const negligible = f64x2.splat(NEGLIGIBLE);
  for (let b = b0; b < min(b0 + t.size, t.n); ++b) {
    const column = f64x2.splat(at(t.columns, b - b0));
    const stop = min(a0 + t.size, b + 1 - t.strict);
    let total = f64x2.splat(0);
    for (let a = a0; a < stop; a += 2) {
      const level = f64x2.add(v128.load(element(t.before, a)), column);
      let x = f64x2.add(level, v128.load(element(t.half, a + b)));
      x = f64x2.add(x, v128.load(element(t.rest, a)));
      if (a + 1 == stop) x = f64x2.replace_lane(x, 1, -Infinity);
      if (v128.any_true(f64x2.gt(x, negligible))) total = f64x2.add(total, Pair.exp(x));
    }
    const sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
    put(t.sums, b - b0, at(t.sums, b - b0) + sum);
  }
}

/** out[i] = x[i] + slope i, i < size; returns the greatest of out[i] + rest[i]. */
function slanted(t: Tiles, x: usize, slope: f64, rest: usize, out: usize): f64 {
  const by = f64x2.splat(slope);
  let high = f64x2.splat(-Infinity);
  const end = (<usize>t.size) << 3;
  for (let i: usize = 0; i < end; i += 16) {
    const line = f64x2.add(v128.load(x + i), f64x2.mul(by, v128.load(t.ramp + i)));
    v128.store(out + i, line);
    high = f64x2.pmax(high, f64x2.add(line, v128.load(rest + i)));
  }
  return max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}

/** Adds one tile's part to the sums of its columns. */
function tileSum(t: Tiles, a0: i32, b0: i32): void {
  const d = (a0 + b0) / t.size;
  const slope = at(t.slopes, d);
  const rest = element(t.rest, a0);
  const peak = Grid.round(slanted(t, element(t.before, a0), slope, rest, t.p));
  const lift = at(t.starts, d) + peak;
  const reach = lift + slanted(t, t.columns, slope, t.zeros, t.o);
  if (!(reach >= NEGLIGIBLE)) return;
  // Up to 600 a factor that counts is above e^-660, as the whole product is above e^-60.
  if (reach > 600) return tileDirect(t, a0, b0);
  const end = (<usize>t.size) << 3;
  for (let i: usize = 0; i < end; i += 16) {
    const x = f64x2.sub(v128.load(t.p + i), f64x2.splat(peak));
    v128.store(t.e + i, Pair.exp(f64x2.add(x, v128.load(rest + i))));
  }
  const w = element(t.windows, 2 * d * t.size);
  const columns = min(t.size, padded(t.n - b0));
  if (a0 < b0) hankelSquare(t.e, w, t.size, columns, t.y);
  else hankelTriangle(t.e, w, columns, t.strict, t.y);
  const stop = (<usize>columns) << 3;
  for (let j: usize = 0; j < stop; j += 16) {
    const scale = Pair.exp(f64x2.add(v128.load(t.o + j), f64x2.splat(lift)));
    const part = f64x2.mul(v128.load(t.y + j), scale);
    v128.store(t.sums + j, f64x2.add(v128.load(t.sums + j), part));
  }
}

/** One layer: q_k from q_{k-1}; `next` receives the new rests. */
function layer(t: Tiles, k: i32, next: usize, row: usize): void {
  const here = element(t.potentials, k * t.n);
  memory.copy(t.before, element(t.potentials, (k - 1) * t.n), (<usize>t.n) << 3);
  for (let b0 = 0; b0 < t.n; b0 += t.size) {
    const count = min(t.size, t.n - b0);
    for (let j = 0; j < t.size; ++j) {
      const potential = j < count ? at(here, b0 + j) : -Infinity;
      const impossible = potential == -Infinity;
      const twice = impossible ? 0 : Grid.round(at(t.half, 2 * (b0 + j)));
      put(t.columns, j, impossible ? -Infinity : -twice - potential);
    }
    memory.fill(t.sums, 0, (<usize>t.size) << 3);
    for (let a0 = 0; a0 <= b0; a0 += t.size) tileSum(t, a0, b0);
    logArray(t.sums, count, t.y);
    for (let b = b0; b < b0 + count; ++b) {
      const twice = at(t.half, 2 * b);
      const rounded = Grid.round(twice);
      const rest = at(here, b) == -Infinity ? 0 : at(t.y, b - b0) - (twice - rounded);
      put(next, b, rest);
      put(row, b, at(here, b) + 0.5 * rounded + (0.5 * (twice - rounded) + rest));
    }
  }
}

/** Memory of a run; null-sized address when there is none. */
function plan(half: usize, n: i32, layers: i32, strict: i32): usize {
  const widest = n + 128;
  const record = reserve(offsetof<Tiles>());
  const lines = reserve((<usize>(2 * (widest / 4 + 2))) << 3);
  const rows = reserve((<usize>(3 * widest + layers * n + 16 + 8 * 128)) << 3);
  if (record == 0 || lines == 0 || rows == 0) return 0;
  const t = changetype<Tiles>(record);
  t.half = half;
  t.n = n;
  t.strict = strict;
  t.starts = lines;
  t.slopes = element(lines, widest / 4 + 2);
  t.size = tileSize(half, n, t.starts, t.slopes);
  t.rest = rows;
  memory.fill(rows, 0, (<usize>(2 * widest)) << 3);
  t.potentials = element(rows, 2 * widest);
  t.p = element(t.potentials, layers * n + 16);
  t.e = element(t.p, 128);
  t.o = element(t.e, 128);
  t.y = element(t.o, 128);
  t.sums = element(t.y, 128);
  t.columns = element(t.sums, 128);
  t.ramp = element(t.columns, 128);
  t.zeros = element(t.ramp, 128);
  t.before = element(t.zeros, 128);
  for (let i = 0; i < 128; ++i) {
    put(t.ramp, i, <f64>i);
    put(t.zeros, i, 0);
    put(t.before, n + i, -Infinity);
  }
  t.windows = reserve((<usize>(4 * (n + t.size))) << 3);
  return t.windows == 0 ? 0 : record;
}

/**
 * F[r n + b] of the Hankel chain at any scale, H convex. left: n, half: 2n - 1, out: layers n. At most
 * layers n^2 / 2 multiply-adds and layers n^2 / T exponentials, far fewer when tiles are negligible.
 * Returns 1, or -1 without memory.
 */
export function chainTiles(
  left: usize,
  half: usize,
  n: i32,
  layers: i32,
  strict: i32,
  out: usize,
): i32 {
  const address = plan(half, n, layers, strict);
  const arg = reserve((<usize>layers * <usize>n) << 2);
  const first = reserve((<usize>n) << 3);
  if (address == 0 || arg == 0 || first == 0) return -1;
  const t = changetype<Tiles>(address);
  fillWindows(t);
  for (let b = 0; b < n; ++b) put(first, b, at(left, b) - 0.5 * at(half, 2 * b));
  bestTable(first, half, 8, 8, half, n, layers, strict, t.potentials, arg);
  for (let i = 0; i < layers * n; ++i) put(t.potentials, i, Grid.round(at(t.potentials, i)));
  const other = element(t.rest, n + 128);
  for (let b = 0; b < n; ++b) {
    const twice = Grid.round(at(half, 2 * b));
    const start = at(left, b) - (at(t.potentials, b) + 0.5 * twice);
    put(t.rest, b, start - 0.5 * (at(half, 2 * b) - twice));
    put(out, b, at(left, b));
  }
  let next = other;
  for (let k = 1; k < layers; ++k) {
    layer(t, k, next, element(out, k * n));
    const swap = t.rest;
    t.rest = next;
    next = swap;
  }
  return 1;
}
