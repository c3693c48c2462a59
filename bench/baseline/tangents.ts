/** Tangents of Euclidean costs in plain typed-array loops: the job of assembly/tangents.ts in the plane. */

/**
 * out: least cost, level, then the slopes of each box's two coordinates. points: 2 x n; lower, upper: boxes x 2.
 */
export function tangentsLoop(
  points: Float64Array,
  n: number,
  weights: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (let at = 0; at < n; at++) {
    const x = points[at]!;
    const y = points[n + at]!;
    let best = Infinity;
    let second = Infinity;
    let own = 0;
    for (let e = 0; e < lower.length; e += 2) {
      const dx = Math.max(0, lower[e]! - x, x - upper[e]!);
      const dy = Math.max(0, lower[e + 1]! - y, y - upper[e + 1]!);
      const square = dx * dx + dy * dy;
      if (square < best) {
        second = best;
        best = square;
        own = e;
      } else if (square < second) second = square;
    }
    charge(x, y, weights[at]!, best, second, own, lower, upper, out);
  }
}

/** One report's least cost, and its tangent when box `own` is the nearest wherever its site stands. */
function charge(
  x: number,
  y: number,
  w: number,
  best: number,
  second: number,
  own: number,
  lower: Float64Array,
  upper: Float64Array,
  out: Float64Array,
): void {
  const least = w * Math.sqrt(best);
  out[0]! += least;
  const farX = Math.max(x - lower[own]!, upper[own]! - x);
  const farY = Math.max(y - lower[own + 1]!, upper[own + 1]! - y);
  if (farX * farX + farY * farY > second) {
    out[1]! += least;
    return;
  }
  const gapX = 0.5 * (lower[own]! + upper[own]!) - x;
  const gapY = 0.5 * (lower[own + 1]! + upper[own + 1]!) - y;
  const d = Math.sqrt(gapX * gapX + gapY * gapY);
  out[1]! += w * d;
  if (d === 0) return;
  out[2 + own]! += (w * gapX) / d;
  out[3 + own]! += (w * gapY) / d;
}
