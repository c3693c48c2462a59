import { exp, log, Pair } from './exp';
import { span } from './memory';
import { drawTree, total } from './tree';

/**
 * Pr[i] proportional to exp(tilt score[i] + base[i]), i < n, in blocks of 1024. `base` is 0 (an address) for none, and may
 * hold -Infinity. Scores lie within 1e300. The table at `blocks` has 2 + 2 ceil(n/1024) doubles: the reference R of all,
 * the total T, then each block's own reference, then each block's weight, relative to R and adding up to T.
 * Without a base a reference is the score of the largest exponent, so that tilt (score - reference) keeps its relative
 * accuracy however large the exponents are; with one it is the exponent itself.
 */
const BLOCK: i32 = 1024;
const LIMIT: f64 = 1e300;
const UNITS: f64 = 92.33248261689366; // 64/ln 2

/**
 * Exponents relative to `reference`, inlined; the branch is the same in a whole loop. Those of two entries are in units
 * of ln 2/64: `scaled` is the tilt in these units without a base, and the unit itself with one.
 */
class Exponent {
  @inline static pair(score: usize, base: usize, tilt: f64, scaled: v128, reference: v128): v128 {
    const x = v128.load(score);
    if (base == 0) return f64x2.mul(scaled, f64x2.sub(x, reference));
    const exponent = f64x2.add(f64x2.mul(f64x2.splat(tilt), x), v128.load(base));
    return f64x2.mul(scaled, f64x2.sub(exponent, reference));
  }

  @inline static one(score: usize, base: usize, tilt: f64, reference: f64): f64 {
    const x = load<f64>(score);
    if (base == 0) return tilt * (x - reference);
    return tilt * x + load<f64>(base) - reference;
  }

  @inline static scale(base: usize, tilt: f64): f64 {
    return base == 0 ? tilt * UNITS : UNITS;
  }
}

/** The score of a block's largest exponent. NaN when a score is not within 1e300. */
function plainReference(score: usize, n: i32, tilt: f64): f64 {
  const flip = f64x2.splat(tilt < 0 ? -0.0 : 0.0);
  const limit = f64x2.splat(LIMIT);
  const end = score + span(n);
  let a = f64x2.splat(-Infinity);
  let b = a;
  let fine = f64x2.eq(flip, flip);
  for (const fours = score + span(n & ~3); score < fours; score += 32) {
    const x = v128.load(score);
    const y = v128.load(score, 16);
    fine = v128.and(fine, f64x2.le(f64x2.abs(x), limit));
    fine = v128.and(fine, f64x2.le(f64x2.abs(y), limit));
    a = f64x2.pmax(a, v128.xor(x, flip));
    b = f64x2.pmax(b, v128.xor(y, flip));
  }
  for (; score < end; score += 8) {
    const x = v128.load64_splat(score);
    fine = v128.and(fine, f64x2.le(f64x2.abs(x), limit));
    a = f64x2.pmax(a, v128.xor(x, flip));
  }
  if (!i64x2.all_true(fine)) return NaN;
  a = f64x2.pmax(a, b);
  const top = max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  return tilt < 0 ? -top : top;
}

/** A block's largest exponent, perhaps -Infinity. NaN when a score is not within 1e300, or an exponent or a base not below Infinity. */
function basedReference(score: usize, base: usize, n: i32, tilt: f64): f64 {
  let top = -Infinity;
  for (const end = score + span(n); score < end; score += 8) {
    const exponent = tilt * load<f64>(score) + load<f64>(base);
    if (!(Math.abs(load<f64>(score)) <= LIMIT && exponent < Infinity)) return NaN;
    top = max(top, exponent);
    base += 8;
  }
  return top;
}

/** Sum of e^exponent over one block. */
function blockSum(score: usize, base: usize, n: i32, tilt: f64, reference: f64): f64 {
  const c = f64x2.splat(Exponent.scale(base, tilt));
  const r = f64x2.splat(reference);
  const step: usize = base == 0 ? 0 : 16;
  let a = f64x2.splat(0);
  let b = a;
  for (const fours = score + span(n & ~3); score < fours; score += 32) {
    a = f64x2.add(a, Pair.power(Exponent.pair(score, base, tilt, c, r)));
    b = f64x2.add(b, Pair.power(Exponent.pair(score + 16, base + step, tilt, c, r)));
    base += 2 * step;
  }
  if (n & 2) {
    a = f64x2.add(a, Pair.power(Exponent.pair(score, base, tilt, c, r)));
    score += 16;
    base += step;
  }
  a = f64x2.add(a, b);
  const sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  return n & 1 ? sum + single(score, base, tilt, reference) : sum;
}

/** e^exponent of one entry, the same bits as in a pair. */
function single(score: usize, base: usize, tilt: f64, reference: f64): f64 {
  const units =
    base == 0
      ? tilt * UNITS * (load<f64>(score) - reference)
      : UNITS * Exponent.one(score, base, tilt, reference);
  return f64x2.extract_lane(Pair.power(f64x2.splat(units)), 0);
}

/** Rescales block sums to the largest reference R and stores R and T; returns R's exponent + ln T. */
function finish(base: usize, tilt: f64, blocks: usize, count: i32): f64 {
  const references = blocks + 16;
  const weights = references + span(count);
  let reference = load<f64>(references);
  for (let k = 1; k < count; ++k) {
    const other = load<f64>(references + span(k));
    reference = base == 0 && tilt < 0 ? min(reference, other) : max(reference, other);
  }
  for (let k = 0; k < count; ++k) {
    const at = weights + span(k);
    const apart = load<f64>(references + span(k)) - reference;
    if (load<f64>(at) > 0) store<f64>(at, load<f64>(at) * exp(base == 0 ? tilt * apart : apart));
  }
  const sum = total(weights, count);
  store<f64>(blocks, reference);
  store<f64>(blocks, sum, 8);
  return (base == 0 ? tilt * reference : reference) + log(sum);
}

/**
 * ln sum of exp(tilt score[i] + base[i]), and the table at `blocks` for the functions below. One read pass: a block
 * stays in cache between its reference and its sum. n >= 1. -Infinity when all mass is 0; NaN on input out of range.
 */
export function logPartition(score: usize, base: usize, n: i32, tilt: f64, blocks: usize): f64 {
  const count = (n + BLOCK - 1) / BLOCK;
  for (let k = 0; k < count; ++k) {
    const size = min(BLOCK, n - k * BLOCK);
    const q = score + span(k * BLOCK);
    const b: usize = base == 0 ? 0 : base + span(k * BLOCK);
    const reference = b == 0 ? plainReference(q, size, tilt) : basedReference(q, b, size, tilt);
    if (isNaN(reference)) return NaN;
    store<f64>(blocks + 16 + span(k), reference);
    store<f64>(blocks + 16 + span(count + k), blockSum(q, b, size, tilt, reference));
  }
  return finish(base, tilt, blocks, count);
}

/** out[i] = ln Pr[i], after `logPartition`. */
export function logSoftmax(
  score: usize,
  base: usize,
  n: i32,
  tilt: f64,
  blocks: usize,
  out: usize,
): void {
  const reference = load<f64>(blocks);
  const norm = log(load<f64>(blocks, 8));
  const step: usize = base == 0 ? 0 : 8;
  for (const end = out + span(n); out < end; out += 8) {
    store<f64>(out, Exponent.one(score, base, tilt, reference) - norm);
    score += 8;
    base += step;
  }
}

/** out[i] = Pr[i], after `logPartition`; 0 below 2^-1021 of the largest. */
export function softmax(
  score: usize,
  base: usize,
  n: i32,
  tilt: f64,
  blocks: usize,
  out: usize,
): void {
  exponentials(score, base, n, tilt, load<f64>(blocks), out);
  const scale = f64x2.splat(1 / load<f64>(blocks, 8));
  const end = out + span(n);
  for (const pairs = out + span(n & ~1); out < pairs; out += 16) {
    v128.store(out, f64x2.mul(v128.load(out), scale));
  }
  if (out < end) store<f64>(out, load<f64>(out) * f64x2.extract_lane(scale, 0));
}

/** out[i] = e^exponent, i < n. */
function exponentials(
  score: usize,
  base: usize,
  n: i32,
  tilt: f64,
  reference: f64,
  out: usize,
): void {
  const c = f64x2.splat(Exponent.scale(base, tilt));
  const r = f64x2.splat(reference);
  const step: usize = base == 0 ? 0 : 16;
  for (const pairs = out + span(n & ~1); out < pairs; out += 16) {
    v128.store(out, Pair.power(Exponent.pair(score, base, tilt, c, r)));
    score += 16;
    base += step;
  }
  if (n & 1) store<f64>(out, single(score, base, tilt, reference));
}

/**
 * `draws` independent indices, i32 at `out`, after `logPartition` with mass > 0. Each takes 64 deep uniforms from
 * `uniforms`: 32 for the tree over blocks, 32 for the tree in the block, whose exponentials go to `scratch` (1024 f64).
 */
export function drawSoftmax(
  score: usize,
  base: usize,
  n: i32,
  tilt: f64,
  blocks: usize,
  scratch: usize,
  uniforms: usize,
  draws: i32,
  out: usize,
): void {
  const count = (n + BLOCK - 1) / BLOCK;
  let held = -1;
  for (let i = 0; i < draws; ++i) {
    const k = drawTree(blocks + 16 + span(count), count, uniforms);
    const from = k * BLOCK;
    const size = min(BLOCK, n - from);
    if (k != held) {
      const b: usize = base == 0 ? 0 : base + span(from);
      exponentials(score + span(from), b, size, tilt, load<f64>(blocks + 16 + span(k)), scratch);
      held = k;
    }
    store<i32>(out + ((<usize>i) << 2), from + drawTree(scratch, size, uniforms + 256));
    uniforms += 512;
  }
}
