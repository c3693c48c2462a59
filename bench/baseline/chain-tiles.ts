import { bestTableLoop, hankelSquare, hankelTriangle } from './chain.ts';

/** The tiles of assembly/chain-tiles.ts in plain loops; potentials are not rounded, since nothing is gained at these digits. */
interface Windows {
  readonly size: number;
  readonly factors: Float64Array; // 2 size for each anti-diagonal of tiles
  readonly starts: Float64Array;
  readonly slopes: Float64Array;
  readonly deep: number; // windows beyond e^-150
}

function windowsOf(half: Float64Array, n: number, size: number): Windows {
  const count = 2 * Math.ceil(n / size) - 1;
  const [starts, slopes] = [new Float64Array(count), new Float64Array(count)];
  const factors = new Float64Array(2 * size * count + 4);
  let deep = 0;
  for (let d = 0; d < count; d++) {
    const from = d * size;
    const length = Math.min(2 * size - 2, 2 * n - 2 - from);
    const start = half[from]!;
    const slope = length > 0 ? (half[from + length]! - start) / length : 0;
    let depth = 0;
    for (let j = 0; j <= length; j++) {
      const x = half[from + j]! - start - slope * j;
      depth = Math.min(depth, x);
      factors[2 * from + j] = Math.exp(x);
    }
    starts[d] = start;
    slopes[d] = slope;
    if (depth < -150) deep++;
  }
  return { size, factors, starts, slopes, deep };
}

function chooseWindows(half: Float64Array, n: number): Windows {
  for (const size of [128, 64, 32]) {
    const windows = windowsOf(half, n, size);
    if (windows.deep * 16 <= windows.starts.length) return windows;
  }
  return windowsOf(half, n, 16);
}

/** One tile, term by term. */
function direct(
  before: Float64Array,
  columns: Float64Array,
  half: Float64Array,
  a0: number,
  b0: number,
  size: number,
  sums: Float64Array,
): void {
  for (let j = 0; j < sums.length; j++) {
    const b = b0 + j;
    const column = columns[j]!;
    const stop = Math.min(a0 + size, b + 1);
    let total = 0;
    for (let a = a0; a < stop; a++) {
      const x = before[a]! + half[a + b]! + column;
      if (x > -60) total += Math.exp(x);
    }
    sums[j] = sums[j]! + total;
  }
}

interface Work {
  readonly p: Float64Array;
  readonly o: Float64Array;
  readonly e: Float64Array;
  readonly y: Float64Array;
}

function tile(
  windows: Windows,
  work: Work,
  before: Float64Array,
  columns: Float64Array,
  half: Float64Array,
  a0: number,
  b0: number,
  sums: Float64Array,
): void {
  const { size, factors } = windows;
  const { p, o, e, y } = work;
  const d = (a0 + b0) / size;
  const slope = windows.slopes[d]!;
  const start = windows.starts[d]!;
  const count = sums.length;
  let high = -Infinity;
  let highest = -Infinity;
  for (let i = 0; i < size; i++) {
    const x = before[a0 + i]! + slope * i;
    p[i] = x;
    if (x > high) high = x;
  }
  for (let j = 0; j < count; j++) {
    const x = columns[j]! + slope * j;
    o[j] = x;
    if (x > highest) highest = x;
  }
  const lift = start + high;
  if (!(lift + highest >= -60)) return;
  if (lift + highest > 600) return direct(before, columns, half, a0, b0, size, sums);
  for (let i = 0; i < size; i++) e[i] = Math.exp(p[i]! - high);
  const padded = 4 * Math.ceil(count / 4);
  if (a0 < b0) hankelSquare(e, 0, factors, 2 * d * size, size, padded, y);
  else hankelTriangle(e, factors, 2 * d * size, padded, y);
  for (let j = 0; j < count; j++) sums[j] = sums[j]! + y[j]! * Math.exp(o[j]! + lift);
}

/** F of a Hankel chain at any scale; sorted order. */
export function chainTilesLoop(
  left: Float64Array,
  half: Float64Array,
  n: number,
  layers: number,
): Float64Array {
  const windows = chooseWindows(half, n);
  const { size } = windows;
  const potentials = bestTableLoop(left, half, n, layers, new Int32Array(layers * n));
  const [p, o, e, y] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const before = new Float64Array(n + size).fill(-Infinity);
  const out = new Float64Array(layers * n);
  const [columns, sums] = [new Float64Array(size), new Float64Array(size)];
  out.set(left);
  for (let k = 1; k < layers; k++) {
    for (let a = 0; a < n; a++) before[a] = out[(k - 1) * n + a]! - half[2 * a]! / 2;
    for (let b0 = 0; b0 < n; b0 += size) {
      const count = Math.min(size, n - b0);
      for (let j = 0; j < count; j++) {
        columns[j] = -half[2 * (b0 + j)]! - potentials[k * n + b0 + j]!;
      }
      const part = sums.subarray(0, count).fill(0);
      for (let a0 = 0; a0 <= b0; a0 += size) {
        tile(windows, { p, o, e, y }, before, columns, half, a0, b0, part);
      }
      for (let j = 0; j < count; j++) {
        const b = b0 + j;
        out[k * n + b] = potentials[k * n + b]! + half[2 * b]! / 2 + Math.log(part[j]!);
      }
    }
  }
  return out;
}
