/**
 * A linear lower bound of what sites in boxes cost: an agent who is nearest to one box wherever its site stands pays a convex
 * cost there, at least its tangent at the centre; any other pays at least the least cost over all boxes. Two agents at a time.
 */

const ROOT: i32 = 1;
const SQUARE: i32 = 2;

class Pay {
  /** The cost of a distance (of its square in straight ones): as it is, its root, its square. */
  @inline static of(d: v128, kind: i32): v128 {
    if (kind == ROOT) return f64x2.sqrt(d);
    if (kind == SQUARE) return f64x2.mul(d, d);
    return d;
  }

  /** total + gap or total + gap^2. */
  @inline static add(total: v128, gap: v128, straight: i32): v128 {
    return f64x2.add(total, straight ? f64x2.mul(gap, gap) : gap);
  }

  /** w times what the gradient is a multiple of: root gap/cost, 0 at cost 0; its square 2 gap; l1 sign, its square 2 sum sign. */
  @inline static rate(total: v128, cost: v128, w: v128, straight: i32, kind: i32): v128 {
    if (kind == ROOT) return v128.and(f64x2.div(w, cost), f64x2.gt(cost, f64x2.splat(0)));
    if (kind == SQUARE) return f64x2.mul(w, f64x2.add(total, total));
    return straight ? f64x2.add(w, w) : w;
  }

  /** to += x, two lanes. */
  @inline static into(to: usize, x: v128): void {
    v128.store(to, f64x2.add(v128.load(to), x));
  }
}

/** What pass one finds of two agents: 16 bytes each. */
const WHICH: usize = 0; // the nearest box
const CERTAIN: usize = 16; // all ones when it is the nearest wherever its site stands, and below the cap
const LEAST: usize = 32; // the least cost, capped

/** The nearest box by its least distance, and whether its largest one is below the second least. */
function nearestBox(
  points: usize,
  stride: usize,
  cap: v128,
  attributes: i32,
  corners: usize,
  boxes: i32,
  straight: i32,
  kind: i32,
  found: usize,
): void {
  let best = f64x2.splat(Infinity);
  let second = best;
  let most = best;
  let which = f64x2.splat(0);
  for (let k = 0; k < boxes; ++k) {
    let low = f64x2.splat(0);
    let high = low;
    let t = points;
    for (let i = 0; i < attributes; ++i, t += stride, corners += 16) {
      const at = v128.load(t);
      const below = f64x2.sub(v128.load64_splat(corners), at);
      const above = f64x2.sub(at, v128.load64_splat(corners, 8));
      const gap = f64x2.pmax(f64x2.splat(0), f64x2.pmax(below, above));
      const far = f64x2.pmax(f64x2.neg(below), f64x2.neg(above));
      low = Pay.add(low, gap, straight);
      high = Pay.add(high, far, straight);
    }
    const nearer = f64x2.lt(low, best);
    second = v128.bitselect(best, f64x2.pmin(second, low), nearer);
    most = v128.bitselect(high, most, nearer);
    which = v128.bitselect(f64x2.splat(<f64>k), which, nearer);
    best = f64x2.pmin(best, low);
  }
  const open = f64x2.le(Pay.of(most, kind), cap);
  v128.store(found, which, WHICH);
  v128.store(found, v128.and(f64x2.le(most, second), open), CERTAIN);
  v128.store(found, f64x2.pmin(Pay.of(best, kind), cap), LEAST);
}

/** Adds the tangents at the centre of box k of the agents in `mask`: their cost to level, w times its gradient to slopes. */
function tangent(
  points: usize,
  stride: usize,
  weights: v128,
  mask: v128,
  attributes: i32,
  corners: usize,
  straight: i32,
  kind: i32,
  level: usize,
  slopes: usize,
): void {
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  let total = zero;
  let t = points;
  let corner = corners;
  for (let i = 0; i < attributes; ++i, t += stride, corner += 16) {
    const ends = f64x2.add(v128.load64_splat(corner), v128.load64_splat(corner, 8));
    const gap = f64x2.sub(f64x2.mul(half, ends), v128.load(t));
    total = Pay.add(total, f64x2.abs(gap), straight);
  }
  const cost = Pay.of(total, kind);
  Pay.into(level, v128.and(mask, f64x2.mul(weights, cost)));
  const factor = Pay.rate(total, cost, weights, straight, kind);
  t = points;
  corner = corners;
  for (let i = 0; i < attributes; ++i, t += stride, corner += 16, slopes += 16) {
    const ends = f64x2.add(v128.load64_splat(corner), v128.load64_splat(corner, 8));
    const gap = f64x2.sub(f64x2.mul(half, ends), v128.load(t));
    let step = f64x2.mul(factor, gap);
    if (!straight) {
      const up = v128.and(f64x2.gt(gap, zero), factor);
      step = f64x2.sub(up, v128.and(f64x2.lt(gap, zero), factor));
    }
    Pay.into(slopes, v128.and(mask, step));
  }
}

/**
 * out[0..1]: lanes of the least cost over the boxes, sum of w min(cap, least cost); out[2..3]: of the level of the tangents at
 * the boxes' centres, uncertain agents at their least; then 2 for each box and coordinate: of their slopes. Layouts as in
 * boxCost; found: 6 f64. out is to be 0 before. O(n boxes attributes).
 */
export function boxTangents(
  points: usize,
  weights: usize,
  caps: usize,
  n: i32,
  attributes: i32,
  corners: usize,
  boxes: i32,
  straight: i32,
  kind: i32,
  found: usize,
  out: usize,
): void {
  const stride = (<usize>n) << 3;
  const size = (<usize>attributes) << 4;
  for (let from: usize = 0; from < stride; from += 16) {
    const cap = v128.load(caps + from);
    const mass = v128.load(weights + from);
    nearestBox(points + from, stride, cap, attributes, corners, boxes, straight, kind, found);
    const paid = f64x2.mul(mass, v128.load(found, LEAST));
    const certain = v128.load(found, CERTAIN);
    Pay.into(out, paid);
    Pay.into(out + 16, v128.andnot(paid, certain));
    if (!v128.any_true(certain)) continue;
    for (let k = 0; k < boxes; ++k) {
      const own = f64x2.eq(v128.load(found, WHICH), f64x2.splat(<f64>k));
      const mask = v128.and(certain, own);
      if (!v128.any_true(mask)) continue;
      const box = corners + <usize>k * size;
      const slopes = out + 32 + <usize>k * size;
      tangent(points + from, stride, mass, mask, attributes, box, straight, kind, out + 16, slopes);
    }
  }
}
