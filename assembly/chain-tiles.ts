import { hankelSquare, hankelTriangle, padded } from './chain';
import { bestTable } from './chain-optimum';
import { Grid, Tiles, fillWindows, plan } from './chain-plan';
import { Pair, logArray } from './exp';
import { F64, reserve } from './memory';

const NEGLIGIBLE: f64 = -60; // a tile below it loses n e^-60 of a sum

/** Sums of one tile term by term, for windows too deep for factors. */
function tileDirect(t: Tiles, a0: i32, b0: i32): void {
  const negligible = f64x2.splat(NEGLIGIBLE);
  for (let b = b0; b < min(b0 + t.size, t.n); ++b) {
    const column = f64x2.splat(F64.at(t.columns, b - b0));
    const stop = min(a0 + t.size, b + 1 - t.strict);
    let total = f64x2.splat(0);
    for (let a = a0; a < stop; a += 2) {
      const level = f64x2.add(v128.load(F64.of(t.before, a)), column);
      let x = f64x2.add(level, v128.load(F64.of(t.half, a + b)));
      x = f64x2.add(x, v128.load(F64.of(t.rest, a)));
      if (a + 1 == stop) x = f64x2.replace_lane(x, 1, -Infinity);
      if (v128.any_true(f64x2.gt(x, negligible))) total = f64x2.add(total, Pair.exp(x));
    }
    const sum = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
    F64.put(t.sums, b - b0, F64.at(t.sums, b - b0) + sum);
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
  const slope = F64.at(t.slopes, d);
  const rest = F64.of(t.rest, a0);
  const peak = Grid.round(slanted(t, F64.of(t.before, a0), slope, rest, t.p));
  const lift = F64.at(t.starts, d) + peak;
  const reach = lift + slanted(t, t.columns, slope, t.zeros, t.o);
  if (!(reach >= NEGLIGIBLE)) return;
  // Up to 600 a factor that counts is above e^-660, as the whole product is above e^-60.
  if (reach > 600) return tileDirect(t, a0, b0);
  const end = (<usize>t.size) << 3;
  for (let i: usize = 0; i < end; i += 16) {
    const x = f64x2.sub(v128.load(t.p + i), f64x2.splat(peak));
    v128.store(t.e + i, Pair.exp(f64x2.add(x, v128.load(rest + i))));
  }
  const w = F64.of(t.windows, 2 * d * t.size);
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
  const here = F64.of(t.potentials, k * t.n);
  memory.copy(t.before, F64.of(t.potentials, (k - 1) * t.n), (<usize>t.n) << 3);
  for (let b0 = 0; b0 < t.n; b0 += t.size) {
    const count = min(t.size, t.n - b0);
    for (let j = 0; j < t.size; ++j) {
      const potential = j < count ? F64.at(here, b0 + j) : -Infinity;
      const impossible = potential == -Infinity;
      const twice = impossible ? 0 : Grid.round(F64.at(t.half, 2 * (b0 + j)));
      F64.put(t.columns, j, impossible ? -Infinity : -twice - potential);
    }
    memory.fill(t.sums, 0, (<usize>t.size) << 3);
    for (let a0 = 0; a0 <= b0; a0 += t.size) tileSum(t, a0, b0);
    logArray(t.sums, count, t.y);
    for (let b = b0; b < b0 + count; ++b) {
      const twice = F64.at(t.half, 2 * b);
      const rounded = Grid.round(twice);
      const rest = F64.at(here, b) == -Infinity ? 0 : F64.at(t.y, b - b0) - (twice - rounded);
      F64.put(next, b, rest);
      F64.put(row, b, F64.at(here, b) + 0.5 * rounded + (0.5 * (twice - rounded) + rest));
    }
  }
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
  for (let b = 0; b < n; ++b) F64.put(first, b, F64.at(left, b) - 0.5 * F64.at(half, 2 * b));
  bestTable(first, half, 8, 8, half, n, layers, strict, t.potentials, arg);
  for (let i = 0; i < layers * n; ++i)
    F64.put(t.potentials, i, Grid.round(F64.at(t.potentials, i)));
  const other = F64.of(t.rest, n + 128);
  for (let b = 0; b < n; ++b) {
    const twice = Grid.round(F64.at(half, 2 * b));
    const start = F64.at(left, b) - (F64.at(t.potentials, b) + 0.5 * twice);
    F64.put(t.rest, b, start - 0.5 * (F64.at(half, 2 * b) - twice));
    F64.put(out, b, F64.at(left, b));
  }
  let next = other;
  for (let k = 1; k < layers; ++k) {
    layer(t, k, next, F64.of(out, k * n));
    const swap = t.rest;
    t.rest = next;
    next = swap;
  }
  return 1;
}
