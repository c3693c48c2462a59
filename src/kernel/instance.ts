import { base64, digest } from './bytes.ts';

/** The binary interface of assembly/index.ts. Addresses are byte offsets, lengths count elements. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  reserve(bytes: number): number;
  mark(): number;
  rewind(to: number): void;
  exp(x: number): number;
  log(x: number): number;
  expArray(x: number, n: number, out: number): void;
  logArray(x: number, n: number, out: number): void;
  /** Index < n with probability weights[i]/sum, -1 when all are 0; at most ceil(log2 n) deep uniforms are read. */
  drawTree(weights: number, n: number, uniforms: number): number;
  /** `blocks` has room for 2 + 2 ceil(n/1024) f64, and is what the next three read. `base` 0 for none. */
  logPartition(score: number, base: number, n: number, tilt: number, blocks: number): number;
  logSoftmax(
    score: number,
    base: number,
    n: number,
    tilt: number,
    blocks: number,
    out: number,
  ): void;
  softmax(score: number, base: number, n: number, tilt: number, blocks: number, out: number): void;
  /** `scratch` has 1024 f64, `uniforms` 64 deep ones a draw, `out` one i32 a draw. */
  drawSoftmax(
    score: number,
    base: number,
    n: number,
    tilt: number,
    blocks: number,
    scratch: number,
    uniforms: number,
    draws: number,
    out: number,
  ): void;
  entropy(p: number, n: number): number;
  klDivergence(p: number, q: number, n: number): number;
  /** `state` is four u64, moved on by n steps. */
  fillUniform(state: number, n: number, out: number): void;
  /** F of a Hankel chain, `layers` x n, in the linear domain: 1, 0 when the range is too deep, -1 without memory. */
  chainLinear(
    left: number,
    half: number,
    n: number,
    layers: number,
    strict: number,
    out: number,
  ): number;
  /** The same at any scale: 1, or -1 without memory. */
  chainTiles(
    left: number,
    half: number,
    n: number,
    layers: number,
    strict: number,
    out: number,
  ): number;
  /** The same for entries (a, b) at from + a stepA + b stepB. */
  chainTable(
    left: number,
    from: number,
    stepA: number,
    stepB: number,
    n: number,
    layers: number,
    strict: number,
    out: number,
  ): number;
  /** `half` = `from` with steps of 8 for a Hankel chain, 0 for a table; `out` has one i32 a site. */
  chainOptimum(
    left: number,
    right: number,
    from: number,
    stepA: number,
    stepB: number,
    half: number,
    n: number,
    sites: number,
    out: number,
  ): number;
  /** Index < n drawn in proportion to exp(x + y + z), -1 when all weights are 0; `work` has 2n f64, `uniforms` treeDepth(n) deep ones. */
  drawSum(x: number, y: number, z: number, n: number, uniforms: number, work: number): number;
  /** Sum of weights * click(least distance to a box): layouts and click codes in assembly/boxes.ts. */
  boxScore(
    points: number,
    weights: number,
    n: number,
    attributes: number,
    corners: number,
    boxes: number,
    kind: number,
    scale: number,
    exponent: number,
    table: number,
    knots: number,
    near: number,
  ): number;
  /** Sum of weights * min(cap, cost of the nearest box): assembly/boxes.ts. */
  boxCost(
    points: number,
    weights: number,
    caps: number,
    n: number,
    attributes: number,
    corners: number,
    boxes: number,
    straight: number,
    kind: number,
    near: number,
  ): number;
  /** Adds linear lower bounds of that cost to `out`, 4 + 2 boxes attributes f64; `found` has 6: assembly/tangents.ts. */
  boxTangents(
    points: number,
    weights: number,
    caps: number,
    n: number,
    attributes: number,
    corners: number,
    boxes: number,
    straight: number,
    kind: number,
    found: number,
    out: number,
  ): void;
  /** Adds the costs of all C(candidates, size) sets to `out`; layouts in assembly/scores.ts. */
  subsetCosts(
    costs: number,
    blocks: number,
    candidates: number,
    size: number,
    next: number,
    least: number,
    out: number,
  ): void;
  /** (total, lost) += part with compensation, part = 0; n even. */
  foldSums(part: number, n: number, total: number, lost: number): void;
  /** Number of vertices written to `out`, n i32. */
  concaveHull(x: number, y: number, n: number, out: number): number;
  /** In place; `sums` and `masses` have n f64, `starts` n i32. */
  iron(
    values: number,
    weights: number,
    n: number,
    sums: number,
    masses: number,
    starts: number,
  ): void;
  virtualValues(values: number, weights: number, n: number, out: number): void;
  /** 0, or the number of the first known value that came out wrong. */
  selfTest(): number;
}

/** Digest of the embedded module, for benchmarks and bug reports. */
export const wasmDigest: string = digest;

let compiled: WebAssembly.Module | undefined;
let instance: Kernels | undefined;

function decode(): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The kernels, compiled and checked at the first call. Synchronous; a host that forbids that wants `await ready()` first. */
export function kernels(): Kernels {
  instance ??= freshKernels();
  return instance;
}

/** Another instance with a memory of its own, for data that outlives a call; the module is compiled only once. */
export function freshKernels(): Kernels {
  compiled ??= new WebAssembly.Module(decode());
  return adopt(new WebAssembly.Instance(compiled));
}

/** Compiles the kernels asynchronously, for hosts that forbid synchronous compilation. Idempotent. */
export async function ready(): Promise<void> {
  if (instance !== undefined) return;
  const made = await WebAssembly.instantiate(decode());
  compiled = made.module;
  instance = adopt(made.instance);
}

/**
 * Runs the module's own self-test before anyone relies on it.
 * @throws Error when this host computes a known value wrongly.
 */
export function adopt(made: WebAssembly.Instance): Kernels {
  const core = made.exports as unknown as Kernels;
  const failed = core.selfTest();
  if (failed === 0) return core;
  throw new Error(
    `the kernels' self-test must give 0, got ${failed}: this host runs WebAssembly wrongly`,
  );
}
