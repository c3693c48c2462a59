import { element } from './chain';
import { Blocks, entry, readBlock, readPlain } from './chain-block';
import { bestTable } from './chain-optimum';
import { SIDE, product } from './chain-product';
import { Grid } from './chain-tiles';
import { Pair, log } from './exp';
import { at, put, reserve } from './memory';

const NEGLIGIBLE: f64 = -60;

/** Scale of layer k - 1 in rows a0.., and -Infinity when nothing there is possible. */
function peakOf(t: Blocks, k: i32, a0: i32): f64 {
  const from = (k - 1) * t.n + a0;
  let high: f64 = -Infinity;
  for (let i = 0; i < min(SIDE, t.n - a0); ++i) {
    high = max(high, at(t.potentials, from + i) + at(t.rows, i) + at(t.rests, from + i));
  }
  return Grid.round(high);
}

/** Number of column j for layer k, less its potential; -Infinity where the layer cannot be. */
function columnOf(t: Blocks, k: i32, b0: i32, j: i32): f64 {
  if (b0 + j >= t.n) return -Infinity;
  const potential = at(t.potentials, k * t.n + b0 + j);
  return potential == -Infinity ? potential : at(t.columns, j) - potential;
}

/** Collects the layers to which the block matters, with their weights; returns how many, and sets `reach`. */
function collect(t: Blocks, a0: i32, b0: i32): i32 {
  let count = 0;
  t.reach = -Infinity;
  for (let k = 1; k < t.layers; ++k) {
    const peak = peakOf(t, k, a0);
    let highest: f64 = -Infinity;
    for (let j = 0; j < SIDE; ++j) highest = max(highest, columnOf(t, k, b0, j));
    const reach = peak + highest + t.high;
    if (!(reach >= NEGLIGIBLE)) continue;
    t.reach = max(t.reach, reach);
    put(t.peaks, count, peak);
    put(t.which, count, <f64>k);
    const before = (k - 1) * t.n + a0;
    for (let i = 0; i < SIDE; i += 2) {
      const level = f64x2.add(
        v128.load(element(t.potentials, before + i)),
        v128.load(element(t.rows, i)),
      );
      const x = f64x2.sub(level, f64x2.splat(peak));
      const rest = v128.load(element(t.rests, before + i));
      v128.store(element(t.e, count * SIDE + i), Pair.exp(f64x2.add(x, rest)));
    }
    ++count;
  }
  return count;
}

/** Adds the block's part to layer k term by term; false when a term is beyond e^600, so far is its potential off. */
function direct(t: Blocks, k: i32, a0: i32, b0: i32): bool {
  const before = (k - 1) * t.n + a0;
  const negligible = f64x2.splat(NEGLIGIBLE);
  const column = element(t.y, 0);
  let far = f64x2.splat(-Infinity);
  for (let j = 0; j < SIDE; ++j) put(column, j, columnOf(t, k, b0, j));
  for (let i = 0; i < min(SIDE, t.n - a0); ++i) {
    const row = f64x2.splat(at(t.potentials, before + i) + at(t.rows, i));
    const rest = f64x2.splat(at(t.rests, before + i));
    for (let j = 0; j < SIDE; j += 2) {
      const level = f64x2.add(row, v128.load(element(column, j)));
      const x = f64x2.add(f64x2.add(level, v128.load(element(t.w, i * SIDE + j))), rest);
      if (!v128.any_true(f64x2.gt(x, negligible))) continue;
      far = f64x2.max(far, x);
      const sum = element(t.sums, k * SIDE + j);
      v128.store(sum, f64x2.add(v128.load(sum), Pair.exp(x)));
    }
  }
  return max(f64x2.extract_lane(far, 0), f64x2.extract_lane(far, 1)) <= 600;
}

/** Adds an off-diagonal block's part to all layers; false when the potentials are too low. */
function addBlock(t: Blocks, a0: i32, b0: i32): bool {
  readBlock(t, a0, b0);
  const count = collect(t, a0, b0);
  if (t.reach > 600) {
    readPlain(t, a0, b0); // in a deep block what is left after taking numbers off is large, and rounded
    for (let c = 0; c < count; ++c) if (!direct(t, <i32>at(t.which, c), a0, b0)) return false;
    return true;
  }
  if (count == 0) return true;
  const shift = f64x2.splat(t.high);
  const end = element(t.w, SIDE * SIDE);
  for (let x = t.w; x < end; x += 16) v128.store(x, Pair.exp(f64x2.sub(v128.load(x), shift)));
  product(t.e, t.w, SIDE, count, t.y);
  for (let c = 0; c < count; ++c) {
    const k = <i32>at(t.which, c);
    const lift = at(t.peaks, c) + t.high;
    for (let j = 0; j < SIDE; j += 2) {
      const o = f64x2.replace_lane(
        f64x2.splat(columnOf(t, k, b0, j) + lift),
        1,
        columnOf(t, k, b0, j + 1) + lift,
      );
      const part = f64x2.mul(v128.load(element(t.y, c * SIDE + j)), Pair.exp(o));
      const sum = element(t.sums, k * SIDE + j);
      v128.store(sum, f64x2.add(v128.load(sum), part));
    }
  }
  return true;
}

/** Columns b0.. of every layer, given all columns before; false when the potentials are too low. */
function addColumns(t: Blocks, b0: i32, out: usize): bool {
  memory.fill(t.sums, 0, (<usize>(t.layers * SIDE)) << 3);
  for (let a0 = 0; a0 < b0; a0 += SIDE) if (!addBlock(t, a0, b0)) return false;
  readPlain(t, b0, b0);
  for (let k = 1; k < t.layers; ++k) {
    if (!direct(t, k, b0, b0)) return false;
    for (let b = b0; b < min(b0 + SIDE, t.n); ++b) {
      const potential = at(t.potentials, k * t.n + b);
      const rest = potential == -Infinity ? 0 : log(at(t.sums, k * SIDE + b - b0));
      put(t.rests, k * t.n + b, rest);
      put(out, k * t.n + b, potential + rest);
    }
  }
  return true;
}

/** Potentials of a table that is not Monge: the largest exponents by all pairs. O(layers n^2). */
function densePotentials(t: Blocks): void {
  for (let i = t.n; i < t.layers * t.n; ++i) put(t.potentials, i, -Infinity);
  for (let a = 0; a < t.n; ++a) {
    for (let k = 1; k < t.layers; ++k) {
      const before = element(t.potentials, (k - 1) * t.n);
      const here = element(t.potentials, k * t.n);
      for (let b = a + t.strict; b < t.n; ++b) {
        put(here, b, max(at(here, b), Grid.round(at(before, a) + entry(t, a, b))));
      }
    }
  }
}

/**
 * The chain with any table of transitions, in blocks of 64 x 64. In a block the entries less one number for the row and one for
 * the column are of one scale, so a single exponential an entry serves all layers; potentials A_k keep every sum near
 * or above 1. Numbers of rows, columns and potentials are multiples of 2^-28 and add up exactly, as in chain-tiles.
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
  const record = reserve(offsetof<Blocks>());
  const space = reserve(
    (<usize>(2 * layers * n + 5 * SIDE + 3 * layers * SIDE + SIDE * SIDE + 2 * layers)) << 3,
  );
  const arg = reserve((<usize>layers * <usize>n) << 2);
  if (record == 0 || space == 0 || arg == 0) return -1;
  const t = changetype<Blocks>(record);
  t.from = from;
  t.stepA = stepA;
  t.stepB = stepB;
  t.n = n;
  t.layers = layers;
  t.strict = strict;
  t.potentials = space;
  t.rests = element(space, layers * n + SIDE);
  t.sums = element(t.rests, layers * n + SIDE);
  t.e = element(t.sums, layers * SIDE);
  t.y = element(t.e, layers * SIDE);
  t.w = element(t.y, layers * SIDE);
  t.rows = element(t.w, SIDE * SIDE);
  t.columns = element(t.rows, SIDE);
  t.peaks = element(t.columns, SIDE);
  t.which = element(t.peaks, layers);
  bestTable(left, from, stepA, stepB, 0, n, layers, strict, t.potentials, arg);
  for (let i = 0; i < layers * n; ++i) put(t.potentials, i, Grid.round(at(t.potentials, i)));
  memory.copy(out, left, (<usize>n) << 3);
  for (let b = 0; b < n; ++b) put(t.rests, b, at(left, b) - at(t.potentials, b));
  for (let b = 0; b < n; b += SIDE) {
    if (addColumns(t, b, out)) continue;
    densePotentials(t);
    b = -SIDE;
  }
  return 1;
}
