/** Scores of boxes in plain typed-array loops: reports coordinate by coordinate, as in assembly/boxes.ts. */

/** Least l1 distance of each report from the boxes. points: attributes x n; lower, upper: boxes x attributes. */
export function nearestLoop(
  points: Float64Array,
  n: number,
  attributes: number,
  lower: Float64Array,
  upper: Float64Array,
  near: Float64Array,
): void {
  for (let at = 0; at < n; at++) {
    let least = Infinity;
    for (let k = 0; k < lower.length; k += attributes) {
      let distance = 0;
      for (let i = 0; i < attributes; i++) {
        const t = points[i * n + at]!;
        const below = lower[k + i]! - t;
        const above = t - upper[k + i]!;
        if (below > 0) distance += below;
        else if (above > 0) distance += above;
      }
      if (distance < least) least = distance;
    }
    near[at] = least;
  }
}

/** Sum of weights * max(0, 1 - slope d). */
export function linearBoxesLoop(near: Float64Array, weights: Float64Array, slope: number): number {
  let total = 0;
  for (let at = 0; at < near.length; at++) {
    const click = 1 - slope * near[at]!;
    if (click > 0) total += weights[at]! * click;
  }
  return total;
}

/** Sum of weights * (1 - (d / scale)^exponent). */
export function powerBoxesLoop(
  near: Float64Array,
  weights: Float64Array,
  scale: number,
  exponent: number,
): number {
  let total = 0;
  for (let at = 0; at < near.length; at++) {
    total += weights[at]! * (1 - (near[at]! / scale) ** exponent);
  }
  return total;
}

/** Sum of weights * the curve through (x, y), by bisection. */
export function tableBoxesLoop(
  near: Float64Array,
  weights: Float64Array,
  x: Float64Array,
  y: Float64Array,
): number {
  let total = 0;
  const last = x.length - 1;
  for (let at = 0; at < near.length; at++) {
    const d = near[at]!;
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x[middle]! <= d) low = middle;
      else high = middle;
    }
    const share = Math.min(1, Math.max(0, (d - x[low]!) / (x[high]! - x[low]!)));
    total += weights[at]! * (y[low]! + (y[high]! - y[low]!) * share);
  }
  return total;
}

/** Sum of weights * the least straight distance from the boxes. points: 2 x n; lower, upper: boxes x 2. */
export function straightBoxesLoop(
  points: Float64Array,
  n: number,
  lower: Float64Array,
  upper: Float64Array,
  weights: Float64Array,
): number {
  let total = 0;
  for (let at = 0; at < n; at++) {
    const x = points[at]!;
    const y = points[n + at]!;
    let least = Infinity;
    for (let k = 0; k < lower.length; k += 2) {
      const dx = x < lower[k]! ? lower[k]! - x : x > upper[k]! ? x - upper[k]! : 0;
      const dy = y < lower[k + 1]! ? lower[k + 1]! - y : y > upper[k + 1]! ? y - upper[k + 1]! : 0;
      const square = dx * dx + dy * dy;
      if (square < least) least = square;
    }
    total += weights[at]! * Math.sqrt(least);
  }
  return total;
}
