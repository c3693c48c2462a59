import { Pair } from './exp';

/**
 * The welfare that boxes leave possible: sum over reports of weight * click(least l1 distance from the report to a box), or
 * minus the sum of weight * cost of that distance. Eight reports at a time; distances and clicks stay in registers or in
 * 64 bytes.
 */

const LINEAR: i32 = 0;
const SQUARE: i32 = 1;
const POWER: i32 = 2;

class Lane {
  /** Distance of t from [low, high]: at most one of the two differences is positive. */
  @inline static beyond(t: v128, low: v128, high: v128): v128 {
    const zero = f64x2.splat(0);
    return f64x2.pmax(zero, f64x2.pmax(f64x2.sub(low, t), f64x2.sub(t, high)));
  }

  /** total + gap^2. */
  @inline static withSquare(total: v128, gap: v128): v128 {
    return f64x2.add(total, f64x2.mul(gap, gap));
  }

  /** 1 - (d / scale)^exponent = 1 - exp(exponent log(d / scale)), 1 at d = 0. */
  @inline static power(d: v128, scale: f64, exponent: f64): v128 {
    const ratio = f64x2.div(d, f64x2.splat(scale));
    const raised = Pair.exp(f64x2.mul(f64x2.splat(exponent), Pair.log(ratio)));
    const positive = f64x2.gt(ratio, f64x2.splat(0));
    return f64x2.sub(f64x2.splat(1), v128.and(raised, positive));
  }
}

/**
 * near[0..8) = least distance of eight reports from `boxes` boxes in `attributes` dimensions. Never inlined: four
 * distances, four least ones and a box's two ends must stay in registers. points: coordinate-major, `stride` bytes from
 * one coordinate to the next; corners: for each box and coordinate the lower and the upper end.
 */
function nearest(
  points: usize,
  stride: usize,
  attributes: i32,
  corners: usize,
  boxes: i32,
  near: usize,
): void {
  let best0 = f64x2.splat(Infinity);
  let best1 = best0;
  let best2 = best0;
  let best3 = best0;
  for (let k = 0; k < boxes; ++k) {
    let d0 = f64x2.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    let t = points;
    for (let i = 0; i < attributes; ++i, t += stride, corners += 16) {
      const low = v128.load64_splat(corners);
      const high = v128.load64_splat(corners, 8);
      d0 = f64x2.add(d0, Lane.beyond(v128.load(t), low, high));
      d1 = f64x2.add(d1, Lane.beyond(v128.load(t, 16), low, high));
      d2 = f64x2.add(d2, Lane.beyond(v128.load(t, 32), low, high));
      d3 = f64x2.add(d3, Lane.beyond(v128.load(t, 48), low, high));
    }
    best0 = f64x2.pmin(best0, d0);
    best1 = f64x2.pmin(best1, d1);
    best2 = f64x2.pmin(best2, d2);
    best3 = f64x2.pmin(best3, d3);
  }
  v128.store(near, best0);
  v128.store(near, best1, 16);
  v128.store(near, best2, 32);
  v128.store(near, best3, 48);
}

/** The piecewise linear curve through `knots` points (x, y, slope to the next) at two distances; flat outside them. */
function curve(d: v128, table: usize, knots: i32): v128 {
  let value = v128.load64_splat(table, 8);
  for (let j = 0; j < knots; ++j, table += 24) {
    const from = v128.load64_splat(table);
    const rise = f64x2.mul(v128.load64_splat(table, 16), f64x2.sub(d, from));
    const here = f64x2.add(v128.load64_splat(table, 8), rise);
    value = v128.bitselect(here, value, f64x2.ge(d, from));
  }
  return value;
}

/** The click of two distances under code `kind`: 0 max(0, 1 - scale d), 1 and 2 1 - (d/scale)^exponent, 3 a curve. */
function click(d: v128, kind: i32, scale: f64, exponent: f64, table: usize, knots: i32): v128 {
  if (kind == LINEAR) {
    const line = f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.splat(scale), d));
    return f64x2.pmax(f64x2.splat(0), line);
  }
  if (kind == SQUARE) {
    const ratio = f64x2.div(d, f64x2.splat(scale));
    return f64x2.sub(f64x2.splat(1), f64x2.mul(ratio, ratio));
  }
  if (kind == POWER) return Lane.power(d, scale, exponent);
  return curve(d, table, knots);
}

/**
 * Sum over n reports of weights[n] * click(nearest box). n a multiple of 8 (weight 0 pads); points: attributes x n;
 * corners: boxes x attributes x (lower, upper); table: knots x (x, y, slope); near: 8. O(n boxes attributes).
 */
export function boxScore(
  points: usize,
  weights: usize,
  n: i32,
  attributes: i32,
  corners: usize,
  boxes: i32,
  kind: i32,
  scale: f64,
  exponent: f64,
  table: usize,
  knots: i32,
  near: usize,
): f64 {
  const stride = (<usize>n) << 3;
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let from: usize = 0; from < stride; from += 64) {
    nearest(points + from, stride, attributes, corners, boxes, near);
    for (let j: usize = 0; j < 64; j += 32) {
      const one = click(v128.load(near + j), kind, scale, exponent, table, knots);
      const two = click(v128.load(near + j, 16), kind, scale, exponent, table, knots);
      even = f64x2.add(even, f64x2.mul(one, v128.load(weights + from + j)));
      odd = f64x2.add(odd, f64x2.mul(two, v128.load(weights + from + j, 16)));
    }
  }
  const total = f64x2.add(even, odd);
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

/** nearest, with squares of straight distances: a coordinate adds the square of its gap. */
function nearestSquared(
  points: usize,
  stride: usize,
  attributes: i32,
  corners: usize,
  boxes: i32,
  near: usize,
): void {
  let best0 = f64x2.splat(Infinity);
  let best1 = best0;
  let best2 = best0;
  let best3 = best0;
  for (let k = 0; k < boxes; ++k) {
    let d0 = f64x2.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    let t = points;
    for (let i = 0; i < attributes; ++i, t += stride, corners += 16) {
      const low = v128.load64_splat(corners);
      const high = v128.load64_splat(corners, 8);
      d0 = Lane.withSquare(d0, Lane.beyond(v128.load(t), low, high));
      d1 = Lane.withSquare(d1, Lane.beyond(v128.load(t, 16), low, high));
      d2 = Lane.withSquare(d2, Lane.beyond(v128.load(t, 32), low, high));
      d3 = Lane.withSquare(d3, Lane.beyond(v128.load(t, 48), low, high));
    }
    best0 = f64x2.pmin(best0, d0);
    best1 = f64x2.pmin(best1, d1);
    best2 = f64x2.pmin(best2, d2);
    best3 = f64x2.pmin(best3, d3);
  }
  v128.store(near, best0);
  v128.store(near, best1, 16);
  v128.store(near, best2, 32);
  v128.store(near, best3, 48);
}

/** sum w * cost of least distances already found: kind 0 as they are, 1 their roots, 2 their squares. */
function charged(near: usize, caps: usize, weights: usize, kind: i32): v128 {
  let total = f64x2.splat(0);
  for (let j: usize = 0; j < 64; j += 16) {
    let cost = v128.load(near + j);
    if (kind == 1) cost = f64x2.sqrt(cost);
    else if (kind == 2) cost = f64x2.mul(cost, cost);
    cost = f64x2.pmin(cost, v128.load(caps + j));
    total = f64x2.add(total, f64x2.mul(cost, v128.load(weights + j)));
  }
  return total;
}

/**
 * Sum over n reports of weights[n] * min(caps[n], cost of the nearest box); layouts as in boxScore. straight: 1 when
 * distances are squares of straight ones, 0 in l1; kind: 0 as they are, 1 their roots, 2 their squares. O(n boxes attributes).
 */
export function boxCost(
  points: usize,
  weights: usize,
  caps: usize,
  n: i32,
  attributes: i32,
  corners: usize,
  boxes: i32,
  straight: i32,
  kind: i32,
  near: usize,
): f64 {
  const stride = (<usize>n) << 3;
  let total = f64x2.splat(0);
  for (let from: usize = 0; from < stride; from += 64) {
    if (straight) nearestSquared(points + from, stride, attributes, corners, boxes, near);
    else nearest(points + from, stride, attributes, corners, boxes, near);
    total = f64x2.add(total, charged(near, caps + from, weights + from, kind));
  }
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}
