import { span } from './memory';

const BLOCK: i32 = 1024;

/** Sum of n <= 1024 doubles in eight interleaved parts: error below 140 2^-53 of the sum of sizes. */
function blockTotal(x: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  const end = x + span(n);
  const eights = x + span(n & ~7);
  for (; x < eights; x += 64) {
    a = f64x2.add(a, v128.load(x));
    b = f64x2.add(b, v128.load(x, 16));
    c = f64x2.add(c, v128.load(x, 32));
    d = f64x2.add(d, v128.load(x, 48));
  }
  a = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; x < end; x += 8) sum += load<f64>(x);
  return sum;
}

/** Sum of the n doubles at x: error below (140 + n/1024) 2^-53 of the sum of sizes. */
export function total(x: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (; n > BLOCK; n -= BLOCK) {
    sum += blockTotal(x, BLOCK);
    x += span(BLOCK);
  }
  return sum + blockTotal(x, n);
}

/**
 * An index i < n with probability weights[i] / sum; -1 when every weight is 0. Weights >= 0, their sum finite.
 * Down a binary tree of sums, the smaller half taken with probability small/(small + large), one deep uniform a node:
 * a tiny weight in mid-list keeps its relative accuracy, which a running sum loses, and a zero is never drawn.
 * Reads at most ceil(log2 n) uniforms; O(n).
 */
export function drawTree(weights: usize, n: i32, uniforms: usize): i32 {
  let from = 0;
  let size = n;
  while (size > 1) {
    const half = size >> 1;
    const at = weights + span(from);
    const left = total(at, half);
    const right = total(at + span(half), size - half);
    const leftSmaller = left < right;
    const small = leftSmaller ? left : right;
    const takeSmall = load<f64>(uniforms) < small / (left + right);
    uniforms += 8;
    if (takeSmall == leftSmaller) size = half;
    else {
      from += half;
      size -= half;
    }
  }
  return size == 1 && load<f64>(weights + span(from)) > 0 ? from : -1;
}
