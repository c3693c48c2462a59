import { SIDE } from './chain-product';
import { Grid } from './chain-plan';
import { F64 } from './memory';

/** Working memory of a chain with a table of transitions: see chain-table. */
@unmanaged
export class Blocks {
  from: usize; // entry (0, 0)
  stepA: i32; // bytes from (a, b) to (a + 1, b)
  stepB: i32; // bytes from (a, b) to (a, b + 1)
  n: i32;
  layers: i32;
  strict: i32;
  potentials: usize; // A, layers n
  rests: usize; // log of the sums: F - A, layers n
  sums: usize; // exp(F - A) of the current columns so far, layers SIDE
  ends: usize; // -A_k of the current columns, -Infinity where the layer cannot be, layers SIDE
  w: usize; // the block, SIDE x SIDE
  rows: usize; // numbers taken off rows, SIDE
  columns: usize; // and columns, SIDE
  zeros: usize; // SIDE
  e: usize; // weights of the layers that count here, layers SIDE
  y: usize; // their products with the block, layers SIDE
  peaks: usize; // and their scales, layers
  which: usize; // and their k (f64), layers
  high: f64; // greatest entry of the block
  reach: f64; // greatest exponent of what the block adds to a sum, or an upper bound
}

/** Entry (a, b). */
export function entry(t: Blocks, a: i32, b: i32): f64 {
  return load<f64>(t.from + <usize>a * <usize>t.stepA + <usize>b * <usize>t.stepB);
}

/** One entry of the block; -Infinity below the diagonal and past the edge. */
function reduce(t: Blocks, a0: i32, b0: i32, i: i32, j: i32): void {
  let x: f64 = -Infinity;
  if (b0 + j < t.n && a0 + i + t.strict <= b0 + j) {
    x = entry(t, a0 + i, b0 + j) - F64.at(t.rows, i) - F64.at(t.columns, j);
    t.high = max(t.high, x);
  }
  F64.put(t.w, i * SIDE + j, x);
}

/** Reads the block at (a0, b0) as it is. */
export function readPlain(t: Blocks, a0: i32, b0: i32): void {
  memory.fill(t.rows, 0, (<usize>(2 * SIDE)) << 3);
  for (let i = 0; i < min(SIDE, t.n - a0); ++i) {
    for (let j = 0; j < SIDE; ++j) reduce(t, a0, b0, i, j);
  }
}

/** A whole block of contiguous rows. */
function readRows(t: Blocks, a0: i32, b0: i32): void {
  let high = f64x2.splat(-Infinity);
  for (let i = 0; i < SIDE; ++i) {
    const from = t.from + <usize>(a0 + i) * <usize>t.stepA + ((<usize>b0) << 3);
    const row = v128.load64_splat(F64.of(t.rows, i));
    for (let j = 0; j < SIDE; j += 2) {
      const own = f64x2.sub(v128.load(F64.of(from, j)), row);
      const x = f64x2.sub(own, v128.load(F64.of(t.columns, j)));
      high = f64x2.pmax(high, x);
      v128.store(F64.of(t.w, i * SIDE + j), x);
    }
  }
  t.high = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}

/** A whole block seen from the other end, where a step in a goes back by one f64. */
function readTurned(t: Blocks, a0: i32, b0: i32): void {
  let high = f64x2.splat(-Infinity);
  for (let j = 0; j < SIDE; ++j) {
    const from = t.from + <usize>(b0 + j) * <usize>t.stepB - ((<usize>(a0 + 1)) << 3);
    const column = v128.load64_splat(F64.of(t.columns, j));
    for (let i = 0; i < SIDE; i += 2) {
      const pair = v128.load(from - ((<usize>i) << 3));
      const own = f64x2.sub(v128.shuffle<i64>(pair, pair, 1, 0), v128.load(F64.of(t.rows, i)));
      const x = f64x2.sub(own, column);
      high = f64x2.pmax(high, x);
      v128.store64_lane(F64.of(t.w, i * SIDE + j), x, 0);
      v128.store64_lane(F64.of(t.w, (i + 1) * SIDE + j), x, 1);
    }
  }
  t.high = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}

/** Reads the off-diagonal block at (a0, b0) less its rows' and columns' numbers. */
export function readBlock(t: Blocks, a0: i32, b0: i32): void {
  const last = min(SIDE, t.n - b0) - 1;
  for (let i = 0; i < SIDE; ++i) F64.put(t.rows, i, Grid.round(entry(t, a0 + i, b0 + last)));
  for (let j = 0; j <= last; ++j) {
    F64.put(t.columns, j, Grid.round(entry(t, a0, b0 + j) - F64.at(t.rows, 0)));
  }
  if (last == SIDE - 1 && t.stepB == 8) return readRows(t, a0, b0);
  if (last == SIDE - 1 && t.stepA == -8) return readTurned(t, a0, b0);
  t.high = -Infinity;
  for (let i = 0; i < SIDE; ++i) for (let j = 0; j < SIDE; ++j) reduce(t, a0, b0, i, j);
}
