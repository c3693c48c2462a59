/**
 * The chain of sites in plain typed-array loops: the algorithms of assembly/chain*.ts restructured the same way, with as much kept
 * in registers as a loop of scalars can, and the log-sum-exp that one would write first. Sorted order only.
 */

/** y[j] = sum_{i<rows} e[eAt + i] w[wAt + i + j], j < columns; both multiples of 4. Sixteen products for seven loads of w. */
export function hankelSquare(
  e: Float64Array,
  eAt: number,
  w: Float64Array,
  wAt: number,
  rows: number,
  columns: number,
  y: Float64Array,
): void {
  for (let b = 0; b < columns; b += 4) {
    let c0 = 0;
    let c1 = 0;
    let c2 = 0;
    let c3 = 0;
    let at = wAt + b;
    for (let a = eAt; a < eAt + rows; a += 4, at += 4) {
      const e0 = e[a]!;
      const e1 = e[a + 1]!;
      const e2 = e[a + 2]!;
      const e3 = e[a + 3]!;
      const w0 = w[at]!;
      const w1 = w[at + 1]!;
      const w2 = w[at + 2]!;
      const w3 = w[at + 3]!;
      const w4 = w[at + 4]!;
      const w5 = w[at + 5]!;
      const w6 = w[at + 6]!;
      c0 += e0 * w0 + e1 * w1 + e2 * w2 + e3 * w3;
      c1 += e0 * w1 + e1 * w2 + e2 * w3 + e3 * w4;
      c2 += e0 * w2 + e1 * w3 + e2 * w4 + e3 * w5;
      c3 += e0 * w3 + e1 * w4 + e2 * w5 + e3 * w6;
    }
    y[b] = c0;
    y[b + 1] = c1;
    y[b + 2] = c2;
    y[b + 3] = c3;
  }
}

/** y[j] = sum_{i<=j} e[i] w[wAt + i + j], j < count, a multiple of 4. */
export function hankelTriangle(
  e: Float64Array,
  w: Float64Array,
  wAt: number,
  count: number,
  y: Float64Array,
): void {
  for (let b = 0; b < count; b += 4) {
    let c0 = 0;
    let c1 = 0;
    let c2 = 0;
    let c3 = 0;
    let at = wAt + b;
    for (let a = 0; a < b; a += 4, at += 4) {
      const e0 = e[a]!;
      const e1 = e[a + 1]!;
      const e2 = e[a + 2]!;
      const e3 = e[a + 3]!;
      const w0 = w[at]!;
      const w1 = w[at + 1]!;
      const w2 = w[at + 2]!;
      const w3 = w[at + 3]!;
      const w4 = w[at + 4]!;
      const w5 = w[at + 5]!;
      const w6 = w[at + 6]!;
      c0 += e0 * w0 + e1 * w1 + e2 * w2 + e3 * w3;
      c1 += e0 * w1 + e1 * w2 + e2 * w3 + e3 * w4;
      c2 += e0 * w2 + e1 * w3 + e2 * w4 + e3 * w5;
      c3 += e0 * w3 + e1 * w4 + e2 * w5 + e3 * w6;
    }
    const rest = [c0, c1, c2, c3];
    for (let q = 0; q < 4; q++) {
      let total = rest[q]!;
      for (let a = b; a <= b + q; a++) total += e[a]! * w[wAt + a + b + q]!;
      y[b + q] = total;
    }
  }
}

/** F of a Hankel chain in the linear domain, for exponents within a range of about 600. */
export function chainLinearLoop(
  left: Float64Array,
  half: Float64Array,
  n: number,
  layers: number,
): Float64Array {
  const size = 4 * Math.ceil(n / 4);
  const slope = n > 1 ? (half[2 * n - 2]! - half[0]!) / (2 * n - 2) : 0;
  const level = half.map((h, j) => h - half[0]! - slope * j);
  let low = 0;
  let high = 0;
  for (let j = 0; j < level.length; j++) {
    const x = level[j]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  const w = new Float64Array(2 * size + 4);
  level.forEach((x, j) => (w[j] = Math.exp(x - high)));
  const [v, e, y] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const out = new Float64Array(layers * n);
  out.set(left);
  let base = -Infinity;
  for (let b = 0; b < n; b++) base = Math.max(base, left[b]! - level[2 * b]! / 2);
  for (let b = 0; b < n; b++) {
    v[b] = Math.exp(low - level[2 * b]!);
    e[b] = Math.exp(left[b]! - level[2 * b]! / 2 - base);
  }
  for (let r = 1; r < layers; r++) {
    base += high;
    hankelTriangle(e, w, 0, size, y);
    let most = 0;
    for (let b = 0; b < n; b++) most = Math.max(most, y[b]! * v[b]!);
    for (let b = 0; b < n; b++) {
      out[r * n + b] = Math.log(y[b]!) + base - level[2 * b]! / 2;
      e[b] = (y[b]! / most) * v[b]!;
    }
    base += Math.log(most) - low;
  }
  return out;
}

/** F of any Hankel chain by log-sum-exp over all pairs, as one would write it first. */
export function chainNaive(
  left: Float64Array,
  half: Float64Array,
  n: number,
  layers: number,
): Float64Array {
  const out = new Float64Array(layers * n);
  out.set(left);
  const terms = new Float64Array(n);
  for (let at = n; at < layers * n; at++) {
    const b = at % n;
    let most = -Infinity;
    for (let a = 0; a <= b; a++) {
      const between = half[a + b]! - (half[2 * a]! + half[2 * b]!) / 2;
      const x = out[at - b - n + a]! + between;
      terms[a] = x;
      if (x > most) most = x;
    }
    let total = 0;
    for (let a = 0; a <= b; a++) total += Math.exp(terms[a]! - most);
    out[at] = most + Math.log(total);
  }
  return out;
}

/** Largest exponents less H[2b]/2 by divide and conquer, layers x n; `arg` has the site before. */
export function bestTableLoop(
  left: Float64Array,
  half: Float64Array,
  n: number,
  layers: number,
  arg: Int32Array,
): Float64Array {
  const values = new Float64Array(layers * n);
  for (let b = 0; b < n; b++) values[b] = left[b]! - half[2 * b]! / 2;
  let top = 1;
  while (top < n) top *= 2;
  for (let from = 0; from < (layers - 1) * n; from += n) {
    const to = from + n;
    for (let step = top; step > 0; step >>= 1) {
      for (let b = step - 1; b < n; b += 2 * step) {
        const low = b >= step ? arg[to + b - step]! : 0;
        const high = Math.min(b, b + step < n ? arg[to + b + step]! : n - 1);
        let best = -Infinity;
        let chosen = low;
        for (let a = low; a <= high; a++) {
          const value = values[from + a]! + half[a + b]!;
          if (value > best) {
            best = value;
            chosen = a;
          }
        }
        values[to + b] = best - half[2 * b]!;
        arg[to + b] = chosen;
      }
    }
  }
  return values;
}

/** Sites of the largest exponent of a Hankel chain. */
export function chainOptimumLoop(
  left: Float64Array,
  right: Float64Array,
  half: Float64Array,
  n: number,
  sites: number,
): Int32Array {
  const arg = new Int32Array(sites * n);
  const values = bestTableLoop(left, half, n, sites, arg);
  let best = -Infinity;
  let b = 0;
  for (let a = 0; a < n; a++) {
    const value = values[(sites - 1) * n + a]! + half[2 * a]! / 2 + right[a]!;
    if (value > best) {
      best = value;
      b = a;
    }
  }
  const out = new Int32Array(sites);
  for (let k = sites - 1; k >= 0; k--) {
    out[k] = b;
    b = arg[k * n + b]!;
  }
  return out;
}

/** F of a chain with a table, for exponents within +-600: one exponential an entry for all layers, row by row. */
export function chainTableLoop(
  left: Float64Array,
  table: Float64Array,
  n: number,
  layers: number,
): Float64Array {
  const sums = new Float64Array(layers * n);
  for (let b = 0; b < n; b++) sums[b] = Math.exp(left[b]!);
  const row = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) row[b] = Math.exp(table[a * n + b]!);
    for (let k = 1; k < layers; k++) {
      const weight = sums[(k - 1) * n + a]!;
      const to = k * n;
      for (let b = a; b < n; b++) sums[to + b] = sums[to + b]! + weight * row[b]!;
    }
  }
  return sums.map((x) => Math.log(x));
}
