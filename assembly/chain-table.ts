import { Blocks, entry, readBlock, readPlain } from './chain-block';
import { bestTable } from './chain-optimum';
import { SIDE, product } from './chain-product';
import { Grid } from './chain-plan';
import { Pair, logArray } from './exp';
import { F64, reserve } from './memory';

const NEGLIGIBLE: f64 = -60;

/** Greatest of x[i] + y[i] + z[i], i < SIDE. */
function peakOf(x: usize, y: usize, z: usize): f64 {
  let high = f64x2.splat(-Infinity);
  for (let i: usize = 0; i < (<usize>SIDE) << 3; i += 16) {
    const sum = f64x2.add(v128.load(x + i), v128.load(y + i));
    high = f64x2.pmax(high, f64x2.add(sum, v128.load(z + i)));
  }
  return max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}

/** Collects the layers to which the block matters, with their weights; returns how many, and sets `reach`. */
function collect(t: Blocks, a0: i32): i32 {
  let count = 0;
  t.reach = -Infinity;
  for (let k = 1; k < t.layers; ++k) {
    const before = F64.of(t.potentials, (k - 1) * t.n + a0);
    const rest = F64.of(t.rests, (k - 1) * t.n + a0);
    const peak = Grid.round(peakOf(before, t.rows, rest));
    const reach = peak + t.high + peakOf(t.columns, F64.of(t.ends, k * SIDE), t.zeros);
    if (!(reach >= NEGLIGIBLE)) continue;
    t.reach = max(t.reach, reach);
    F64.put(t.peaks, count, peak);
    F64.put(t.which, count, <f64>k);
    const e = F64.of(t.e, count * SIDE);
    for (let i: usize = 0; i < (<usize>SIDE) << 3; i += 16) {
      const level = f64x2.add(v128.load(before + i), v128.load(t.rows + i));
      const x = f64x2.sub(level, f64x2.splat(peak));
      v128.store(e + i, Pair.exp(f64x2.add(x, v128.load(rest + i))));
    }
    ++count;
  }
  return count;
}

/** Adds the block of `rows` rows as it was read to layer k term by term; false when a term is beyond e^600, so far is its potential off. */
function direct(t: Blocks, k: i32, a0: i32, rows: i32, triangle: i32): bool {
  const before = (k - 1) * t.n + a0;
  const negligible = f64x2.splat(NEGLIGIBLE);
  const ends = F64.of(t.ends, k * SIDE);
  const sums = F64.of(t.sums, k * SIDE);
  let far = f64x2.splat(-Infinity);
  for (let i = 0; i < rows; ++i) {
    const row = f64x2.splat(F64.at(t.potentials, before + i));
    const rest = f64x2.splat(F64.at(t.rests, before + i));
    const w = F64.of(t.w, i * SIDE);
    const skipped: i32 = triangle ? i & ~1 : 0;
    const first = (<usize>skipped) << 3;
    for (let j = first; j < (<usize>SIDE) << 3; j += 16) {
      const level = f64x2.add(row, v128.load(ends + j));
      const x = f64x2.add(f64x2.add(level, v128.load(w + j)), rest);
      if (!v128.any_true(f64x2.gt(x, negligible))) continue;
      far = f64x2.pmax(far, x);
      v128.store(sums + j, f64x2.add(v128.load(sums + j), Pair.exp(x)));
    }
  }
  return max(f64x2.extract_lane(far, 0), f64x2.extract_lane(far, 1)) <= 600;
}

/** Adds an off-diagonal block's part to all layers; false when the potentials are too low. */
function addBlock(t: Blocks, a0: i32, b0: i32): bool {
  readBlock(t, a0, b0);
  const count = collect(t, a0);
  if (t.reach > 600) {
    readPlain(t, a0, b0); // in a deep block what is left after taking numbers off is large, and rounded
    for (let c = 0; c < count; ++c) {
      if (!direct(t, <i32>F64.at(t.which, c), a0, SIDE, 0)) return false;
    }
    return true;
  }
  if (count == 0) return true;
  const shift = f64x2.splat(t.high);
  const end = F64.of(t.w, SIDE * SIDE);
  for (let x = t.w; x < end; x += 16) v128.store(x, Pair.exp(f64x2.sub(v128.load(x), shift)));
  product(t.e, t.w, SIDE, count, t.y);
  for (let c = 0; c < count; ++c) {
    const k = <i32>F64.at(t.which, c);
    const lift = f64x2.splat(F64.at(t.peaks, c) + t.high);
    const ends = F64.of(t.ends, k * SIDE);
    const sums = F64.of(t.sums, k * SIDE);
    const y = F64.of(t.y, c * SIDE);
    for (let j: usize = 0; j < (<usize>SIDE) << 3; j += 16) {
      const o = f64x2.add(v128.load(t.columns + j), v128.load(ends + j));
      const part = f64x2.mul(v128.load(y + j), Pair.exp(f64x2.add(o, lift)));
      v128.store(sums + j, f64x2.add(v128.load(sums + j), part));
    }
  }
  return true;
}

/** Columns b0.. of every layer, given all columns before; false when the potentials are too low. */
function addColumns(t: Blocks, b0: i32, out: usize): bool {
  const count = min(SIDE, t.n - b0);
  memory.fill(t.sums, 0, (<usize>(t.layers * SIDE)) << 3);
  for (let k = 1; k < t.layers; ++k) {
    for (let j = 0; j < SIDE; ++j) {
      const potential = j < count ? F64.at(t.potentials, k * t.n + b0 + j) : -Infinity;
      F64.put(t.ends, k * SIDE + j, potential == -Infinity ? potential : -potential);
    }
  }
  for (let a0 = 0; a0 < b0; a0 += SIDE) if (!addBlock(t, a0, b0)) return false;
  readPlain(t, b0, b0);
  for (let k = 1; k < t.layers; ++k) {
    if (!direct(t, k, b0, count, 1)) return false;
    logArray(F64.of(t.sums, k * SIDE), count, t.y);
    for (let j = 0; j < count; ++j) {
      const at = k * t.n + b0 + j;
      const potential = F64.at(t.potentials, at);
      const rest = potential == -Infinity ? 0 : F64.at(t.y, j);
      F64.put(t.rests, at, rest);
      F64.put(out, at, potential + rest);
    }
  }
  return true;
}

/** Potentials of a table that is not Monge: the largest exponents by all pairs. O(layers n^2). */
function densePotentials(t: Blocks): void {
  for (let i = t.n; i < t.layers * t.n; ++i) F64.put(t.potentials, i, -Infinity);
  for (let a = 0; a < t.n; ++a) {
    for (let k = 1; k < t.layers; ++k) {
      const before = F64.of(t.potentials, (k - 1) * t.n);
      const here = F64.of(t.potentials, k * t.n);
      for (let b = a + t.strict; b < t.n; ++b) {
        F64.put(here, b, max(F64.at(here, b), Grid.round(F64.at(before, a) + entry(t, a, b))));
      }
    }
  }
}

/** Working memory of a run, its sizes and addresses set; 0 when there is none. */
function plan(n: i32, layers: i32): usize {
  const record = reserve(offsetof<Blocks>());
  const tables = reserve((<usize>(2 * (layers * n + SIDE))) << 3);
  const work = reserve((<usize>(4 * layers * SIDE + SIDE * SIDE + 3 * SIDE + 2 * layers)) << 3);
  if (record == 0 || tables == 0 || work == 0) return 0;
  const t = changetype<Blocks>(record);
  t.n = n;
  t.layers = layers;
  t.potentials = tables;
  t.rests = F64.of(tables, layers * n + SIDE);
  t.sums = work;
  t.ends = F64.of(t.sums, layers * SIDE);
  t.e = F64.of(t.ends, layers * SIDE);
  t.y = F64.of(t.e, layers * SIDE);
  t.w = F64.of(t.y, layers * SIDE);
  t.rows = F64.of(t.w, SIDE * SIDE);
  t.columns = F64.of(t.rows, SIDE);
  t.zeros = F64.of(t.columns, SIDE);
  t.peaks = F64.of(t.zeros, SIDE);
  t.which = F64.of(t.peaks, layers);
  memory.fill(t.zeros, 0, (<usize>SIDE) << 3);
  return record;
}

/**
 * The chain with any table of transitions, in blocks of 64 x 64. In a block the entries less one number for the row
 * and one for the column are of one scale, so a single exponential an entry serves all layers; potentials A_k keep
 * every sum near or above 1. Numbers of rows, columns and potentials are multiples of 2^-28 and add up exactly, as in
 * chain-plan.
 *
 * F[r n + b] of the chain with entries (a, b) at from + a stepA + b stepB, of any scale. left: n, out: layers n.
 * n^2 / 2 exponentials and layers n^2 / 2 multiply-adds at most. The potentials come from divide and conquer,
 * which is right for Monge tables [chain-optimum]; where they turn out too low, from all pairs.
 * Returns 1, or -1 without memory.
 */
export function chainTable(
  left: usize,
  from: usize,
  stepA: i32,
  stepB: i32,
  n: i32,
  layers: i32,
  strict: i32,
  out: usize,
): i32 {
  const record = plan(n, layers);
  const arg = reserve((<usize>layers * <usize>n) << 2);
  if (record == 0 || arg == 0) return -1;
  const t = changetype<Blocks>(record);
  t.from = from;
  t.stepA = stepA;
  t.stepB = stepB;
  t.strict = strict;
  bestTable(left, from, stepA, stepB, 0, n, layers, strict, t.potentials, arg);
  for (let i = 0; i < layers * n; ++i) {
    F64.put(t.potentials, i, Grid.round(F64.at(t.potentials, i)));
  }
  memory.copy(out, left, (<usize>n) << 3);
  for (let b = 0; b < n; ++b) F64.put(t.rests, b, F64.at(left, b) - F64.at(t.potentials, b));
  for (let b = 0; b < n; b += SIDE) {
    if (addColumns(t, b, out)) continue;
    densePotentials(t);
    b = -SIDE;
  }
  return 1;
}
