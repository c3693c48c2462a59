import { Bench } from 'tinybench';
import { kernels, type Kernels } from '../src/kernel/instance.ts';

/** One job done in several ways, each returning a number that depends on the whole result. */
export interface Variants {
  /** The kernel, its data already in WASM memory. */
  readonly wasm: () => number;
  /** The kernel with its data copied in and its result copied out, as the wrappers do. */
  readonly withCopies?: () => number;
  /** The best plain loop over typed arrays that we would ship: the same algorithm. */
  readonly loop: () => number;
  /** What one would write first. */
  readonly naive?: () => number;
  /** The largest relative difference between the results of all of them, checked before any is timed. */
  readonly disagreement: () => number;
  /** Differences up to this are rounding; default 1e-12. */
  readonly tolerance?: number;
  /** Gives memory back. */
  readonly release?: () => void;
}

/** A kernel to be timed at several sizes, ascending. */
export interface Benchmark {
  readonly kernel: string;
  /** What the job is, in words. */
  readonly job: string;
  readonly sizes: readonly number[];
  readonly prepare: (size: number) => Variants;
}

/** Milliseconds per job: the median over all rounds, and the half-width of the middle half relative to it. */
export interface Timing {
  readonly median: number;
  readonly spread: number;
}

export interface BenchResult {
  readonly kernel: string;
  readonly size: number;
  readonly ms: { wasm: number; loop: number; naive?: number; withCopies?: number };
  /** loop/wasm, data in WASM memory. */
  readonly ratio: number;
  /** loop over the kernel with copies in and out. */
  readonly ratioWithCopies?: number;
  /** The larger relative spread of wasm and loop. */
  readonly spread: number;
}

type Name = 'wasm' | 'withCopies' | 'loop' | 'naive';

const ROUNDS = 15; // rounds take turns, so that a neighbour's load falls on all variants
const SLICE = 6; // ms of each variant in a round
const SAMPLE = 0.1; // ms of one sample at least, far above the clock's step
const HEADROOM = 2 ** 27; // bytes grown beforehand, so that a view does not die while it is timed
const SLOW = 60; // ms from which a variant runs in three rounds only

let consumed = 0;

/** Memory of the kernels' own, held while a benchmark runs; addresses and views as in kernel/arena.ts. */
export interface Resident {
  readonly core: Kernels;
  reserve(count: number): number;
  put(values: Float64Array): number;
  view(address: number, count: number): Float64Array;
  release(): void;
}

/** Takes scratch memory until `release`. */
export function resident(): Resident {
  const core = kernels();
  const mark = core.mark();
  core.reserve(HEADROOM);
  core.rewind(mark);
  const reserve = (count: number): number => core.reserve(8 * count);
  const view = (address: number, count: number): Float64Array =>
    new Float64Array(core.memory.buffer, address, count);
  return {
    core,
    reserve,
    view,
    put(values) {
      const address = reserve(values.length);
      view(address, values.length).set(values);
      return address;
    },
    release: () => core.rewind(mark),
  };
}

/** |x - y| relative to the larger, 0 when equal. */
export function apart(x: number, y: number): number {
  return x === y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
}

/** The largest relative difference of two arrays. */
export function furthest(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) return Infinity;
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, apart(x[i] ?? NaN, y[i] ?? NaN));
  return most;
}

function timing(samples: readonly number[]): Timing {
  const sorted = samples.toSorted((x, y) => x - y);
  const at = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? NaN;
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / 2 / at(0.5) };
}

/** One variant's slice of a round: samples in ms per job. */
async function slice(run: () => number, batch: number, iterations: number): Promise<number[]> {
  const bench = new Bench({ time: 0, iterations, warmup: false, retainSamples: true });
  bench.add('slice', () => {
    for (let i = 0; i < batch; i++) consumed += run();
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result?.state !== 'completed') throw new Error(`a slice must complete, got ${result?.state}`);
  return (result.latency.samples ?? []).map((ms) => ms / batch);
}

/** Milliseconds of one run after the code is warm, roughly. */
function roughly(run: () => number): number {
  const start = performance.now();
  let runs = 0;
  do {
    consumed += run();
    runs++;
  } while (performance.now() - start < 20 && runs < 1e6);
  const again = performance.now();
  const count = Math.max(1, runs >> 2);
  for (let i = 0; i < count; i++) consumed += run();
  return (performance.now() - again) / count;
}

/** Times every variant in interleaved rounds. @throws Error when the variants disagree or a result is no number */
export async function measure(benchmark: Benchmark, size: number): Promise<BenchResult> {
  const variants = benchmark.prepare(size);
  const { tolerance = 1e-12 } = variants;
  const off = variants.disagreement();
  if (!(off <= tolerance)) {
    throw new Error(
      `${benchmark.kernel} at ${size}: variants must agree to ${tolerance}, got ${off}`,
    );
  }
  const names: readonly Name[] = ['wasm', 'loop', 'withCopies', 'naive'];
  const plans = names.flatMap((name) => {
    const run = variants[name];
    if (run === undefined) return [];
    const cost = roughly(run);
    const batch = Math.max(1, Math.ceil(SAMPLE / cost));
    const iterations = Math.max(1, Math.min(64, Math.round(SLICE / (cost * batch))));
    return [
      { name, run, batch, iterations, rounds: cost > SLOW ? 3 : ROUNDS, samples: [] as number[] },
    ];
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const plan of plans) {
      if (round < plan.rounds)
        plan.samples.push(...(await slice(plan.run, plan.batch, plan.iterations)));
    }
  }
  variants.release?.();
  if (Number.isNaN(consumed)) throw new Error(`${benchmark.kernel} must return numbers, got NaN`);
  const timings = new Map(plans.map((plan) => [plan.name, timing(plan.samples)]));
  return result(benchmark.kernel, size, timings);
}

function result(kernel: string, size: number, timings: ReadonlyMap<Name, Timing>): BenchResult {
  const none = { median: NaN, spread: NaN };
  const { wasm, loop } = { wasm: timings.get('wasm') ?? none, loop: timings.get('loop') ?? none };
  const copies = timings.get('withCopies');
  const naive = timings.get('naive');
  return {
    kernel,
    size,
    ms: {
      wasm: wasm.median,
      loop: loop.median,
      ...(naive === undefined ? {} : { naive: naive.median }),
      ...(copies === undefined ? {} : { withCopies: copies.median }),
    },
    ratio: loop.median / wasm.median,
    ...(copies === undefined ? {} : { ratioWithCopies: loop.median / copies.median }),
    spread: Math.max(wasm.spread, loop.spread),
  };
}
