const BLOCK = 1024;

/** What a plain loop keeps between calls: block references and weights, and one block's exponentials. */
export interface Room {
  readonly references: Float64Array;
  readonly weights: Float64Array;
  readonly exponentials: Float64Array;
}

export function room(n: number): Room {
  const blocks = Math.ceil(n / BLOCK);
  return {
    references: new Float64Array(blocks),
    weights: new Float64Array(blocks),
    exponentials: new Float64Array(BLOCK),
  };
}

function total(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i]!;
  return sum;
}

function drawTree(x: Float64Array, n: number, uniforms: Float64Array, first: number): number {
  let [from, to, next] = [0, n, first];
  while (to - from > 1) {
    const middle = from + ((to - from) >> 1);
    const left = total(x, from, middle);
    const right = total(x, middle, to);
    const small = Math.min(left, right);
    const takeSmall = uniforms[next++]! < small / (left + right);
    if (takeSmall === left < right) to = middle;
    else from = middle;
  }
  return from;
}

/** The log-partition and one tail-safe draw, block by block as the kernel does it; tilt > 0. */
export function softmaxLoop(
  score: Float64Array,
  tilt: number,
  uniforms: Float64Array,
  { references, weights, exponentials }: Room,
): { logPartition: number; index: number } {
  const n = score.length;
  let top = -Infinity;
  for (let k = 0; k < weights.length; k++) {
    const end = Math.min(n, (k + 1) * BLOCK);
    let most = -Infinity;
    for (let i = k * BLOCK; i < end; i++) if (score[i]! > most) most = score[i]!;
    let sum = 0;
    for (let i = k * BLOCK; i < end; i++) sum += Math.exp(tilt * (score[i]! - most));
    references[k] = most;
    weights[k] = sum;
    if (most > top) top = most;
  }
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    weights[k] = weights[k]! * Math.exp(tilt * (references[k]! - top));
    sum += weights[k]!;
  }
  const block = drawTree(weights, weights.length, uniforms, 0);
  const from = block * BLOCK;
  const size = Math.min(BLOCK, n - from);
  const reference = references[block]!;
  for (let i = 0; i < size; i++) {
    exponentials[i] = Math.exp(tilt * (score[from + i]! - reference));
  }
  const index = from + drawTree(exponentials, size, uniforms, 32);
  return { logPartition: tilt * top + Math.log(sum), index };
}

/** As one would write it first: probabilities, then a running sum, which loses the tails. */
export function softmaxNaive(score: Float64Array, tilt: number, uniform: number): number {
  const most = score.reduce((a, b) => Math.max(a, b), -Infinity);
  const weights = score.map((q) => Math.exp(tilt * (q - most)));
  const sum = weights.reduce((a, b) => a + b, 0);
  const probabilities = weights.map((w) => w / sum);
  let running = 0;
  return probabilities.findIndex((p) => (running += p) > uniform) + tilt * most + Math.log(sum);
}

/** out[i] = Pr[i]; tilt > 0. */
export function probabilitiesLoop(score: Float64Array, tilt: number, out: Float64Array): number {
  let most = -Infinity;
  for (let i = 0; i < score.length; i++) if (score[i]! > most) most = score[i]!;
  let sum = 0;
  for (let i = 0; i < score.length; i++) {
    const weight = Math.exp(tilt * (score[i]! - most));
    out[i] = weight;
    sum += weight;
  }
  const scale = 1 / sum;
  for (let i = 0; i < score.length; i++) out[i] = out[i]! * scale;
  return out[score.length - 1] ?? 0;
}
