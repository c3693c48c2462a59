import { padded } from './chain';
import { Pair } from './exp';
import { F64, reserve } from './memory';

/**
 * The Hankel chain at any scale: square tiles, in each of which H less a straight line is a table of factors in (0, 1],
 * and potentials A_k (the largest exponents) that keep every sum near 1. Potentials, slopes and levels are multiples of
 * 2^-28, so that their sums are exact below 2^25 and no digit is lost at exponents of size 1e6; what remains is small.
 */
@unmanaged
export class Tiles {
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

const DEEPEST: f64 = -150; // in a deeper window most of a tile is below e^-60 of its sums

/** Least exponent of the window of 2T - 1 entries of H from DT, less its chord; sets the line's start and slope. */
function lineOf(half: usize, n: i32, size: i32, d: i32, starts: usize, slopes: usize): f64 {
  const from = d * size;
  const length = min(2 * size - 2, 2 * n - 2 - from);
  const start = Grid.round(F64.at(half, from));
  const slope = Grid.round(length > 0 ? (F64.at(half, from + length) - start) / <f64>length : 0);
  F64.put(starts, d, start);
  F64.put(slopes, d, slope);
  let depth: f64 = 0;
  for (let j = 0; j <= length; ++j) {
    depth = min(depth, F64.at(half, from + j) - start - slope * <f64>j);
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
export function fillWindows(t: Tiles): void {
  const length = 2 * t.size;
  const windows = 2 * ((t.n + t.size - 1) / t.size) - 1;
  for (let d = 0; d < windows; ++d) {
    lineOf(t.half, t.n, t.size, d, t.starts, t.slopes);
    const from = d * t.size;
    const w = F64.of(t.windows, d * length);
    for (let j = 0; j < length; ++j) {
      const inside = j < length - 1 && from + j < 2 * t.n - 1;
      const line = F64.at(t.starts, d);
      F64.put(
        w,
        j,
        inside ? F64.at(t.half, from + j) - line - F64.at(t.slopes, d) * <f64>j : -Infinity,
      );
    }
    for (let j = 0; j < length; j += 2) {
      v128.store(F64.of(w, j), Pair.exp(v128.load(F64.of(w, j))));
    }
  }
}

/** Memory of a run; null-sized address when there is none. */
export function plan(half: usize, n: i32, layers: i32, strict: i32): usize {
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
  t.slopes = F64.of(lines, widest / 4 + 2);
  t.size = tileSize(half, n, t.starts, t.slopes);
  t.rest = rows;
  memory.fill(rows, 0, (<usize>(2 * widest)) << 3);
  t.potentials = F64.of(rows, 2 * widest);
  t.p = F64.of(t.potentials, layers * n + 16);
  t.e = F64.of(t.p, 128);
  t.o = F64.of(t.e, 128);
  t.y = F64.of(t.o, 128);
  t.sums = F64.of(t.y, 128);
  t.columns = F64.of(t.sums, 128);
  t.ramp = F64.of(t.columns, 128);
  t.zeros = F64.of(t.ramp, 128);
  t.before = F64.of(t.zeros, 128);
  for (let i = 0; i < 128; ++i) {
    F64.put(t.ramp, i, <f64>i);
    F64.put(t.zeros, i, 0);
    F64.put(t.before, n + i, -Infinity);
  }
  t.windows = reserve((<usize>(4 * (n + t.size))) << 3);
  return t.windows == 0 ? 0 : record;
}
