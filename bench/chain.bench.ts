import { hankelCase, reports, tableCase } from '../properties/support/chain-cases.ts';
import { seeded } from '../src/core/rng.ts';
import { chainForward, chainOptimum, type ChainProblem } from '../src/kernel/chain.ts';
import { chainTilesLoop } from './baseline/chain-tiles.ts';
import { chainLinearLoop, chainNaive, chainOptimumLoop, chainTableLoop } from './baseline/chain.ts';
import { resident, type Benchmark, type Resident, type Variants } from './support.ts';

const SITES = 8;
const AGENTS = 500;

const agents = reports(AGENTS, seeded('bench chain'), 'spread');

/** Largest difference of two arrays, relative to the largest number in them. */
function relative(x: Float64Array, y: Float64Array): number {
  let [most, scale] = [0, 1];
  x.forEach((value, i) => {
    most = Math.max(most, Math.abs(value - (y[i] ?? NaN)));
    scale = Math.max(scale, Math.abs(value));
  });
  return most / scale;
}

function halfOf(problem: ChainProblem): Float64Array {
  return problem.between.kind === 'hankel' ? problem.between.half : new Float64Array();
}

/** Runs a kernel that needs memory of its own, and gives that back. */
function within(memory: Resident, run: () => void): void {
  const mark = memory.core.mark();
  run();
  memory.core.rewind(mark);
}

/** Forward tables of `SITES` layers, linear scores of size `scale`. */
function forward(n: number, scale: number, form: 'linear' | 'tiles'): Variants {
  const problem = hankelCase(n, agents, scale / AGENTS);
  const { left } = problem;
  const half = halfOf(problem);
  const memory = resident();
  const [first, from] = [memory.put(left), memory.put(half)];
  const out = memory.reserve(SITES * n);
  const { core } = memory;
  const kernel = form === 'linear' ? core.chainLinear : core.chainTiles;
  const loop = form === 'linear' ? chainLinearLoop : chainTilesLoop;
  const run = (): number => {
    within(memory, () => kernel(first, from, n, SITES, 0, out));
    return memory.view(out, SITES * n)[SITES * n - 1] ?? 0;
  };
  return {
    wasm: run,
    withCopies: () => chainForward(problem, SITES, 'sorted')[SITES * n - 1] ?? 0,
    loop: () => loop(left, half, n, SITES)[SITES * n - 1] ?? 0,
    naive: () => chainNaive(left, half, n, SITES)[SITES * n - 1] ?? 0,
    disagreement: () => {
      run();
      const found = memory.view(out, SITES * n).slice();
      const others = [
        loop(left, half, n, SITES),
        chainNaive(left, half, n, SITES),
        chainForward(problem, SITES, 'sorted'),
      ];
      return Math.max(...others.map((other) => relative(found, other)));
    },
    release: memory.release,
  };
}

function optimum(n: number): Variants {
  const problem = hankelCase(n, agents, 2e4 / AGENTS);
  const { left, right } = problem;
  const half = halfOf(problem);
  const memory = resident();
  const [first, end, from] = [memory.put(left), memory.put(right), memory.put(half)];
  const out = memory.reserve(SITES);
  const { core } = memory;
  const sites = (): Int32Array => new Int32Array(core.memory.buffer, out, SITES);
  const run = (): number => {
    within(memory, () => core.chainOptimum(first, end, from, 8, 8, from, n, SITES, out));
    return sites()[SITES - 1] ?? 0;
  };
  const loop = (): Int32Array => chainOptimumLoop(left, right, half, n, SITES);
  return {
    wasm: run,
    withCopies: () => chainOptimum(problem, SITES).value,
    loop: () => loop()[SITES - 1] ?? 0,
    disagreement: () => {
      run();
      return relative(Float64Array.from(sites()), Float64Array.from(loop()));
    },
    tolerance: 0,
    release: memory.release,
  };
}

function table(n: number): Variants {
  const problem = tableCase(n, agents.slice(0, 50), 2, (d) => 1 - d ** 2);
  const { left, between } = problem;
  const entries = between.kind === 'table' ? between.table : new Float64Array();
  const memory = resident();
  const [first, from] = [memory.put(left), memory.put(entries)];
  const out = memory.reserve(SITES * n);
  const { core } = memory;
  const run = (): number => {
    within(memory, () => core.chainTable(first, from, 8 * n, 8, n, SITES, 0, out));
    return memory.view(out, SITES * n)[SITES * n - 1] ?? 0;
  };
  const loop = (): Float64Array => chainTableLoop(left, entries, n, SITES);
  return {
    wasm: run,
    withCopies: () => chainForward(problem, SITES, 'sorted')[SITES * n - 1] ?? 0,
    loop: () => loop()[SITES * n - 1] ?? 0,
    disagreement: () => {
      run();
      return relative(memory.view(out, SITES * n).slice(), loop());
    },
    release: memory.release,
  };
}

/** The chain of eight sites: sums in three ways, and the optimum. */
export const chains: readonly Benchmark[] = [
  {
    kernel: 'chain',
    job: 'F of 8 sorted sites on size points, linear P, exponents of size 500, in the linear domain',
    sizes: [65, 257, 1025, 4097],
    prepare: (n) => forward(n, 500, 'linear'),
  },
  {
    kernel: 'chain at 2e4',
    job: 'the same at exponents of size 20,000, in tiles',
    sizes: [257, 1025, 4097],
    prepare: (n) => forward(n, 2e4, 'tiles'),
  },
  {
    kernel: 'chain at 1e6',
    job: 'the same at exponents of size 1,000,000',
    sizes: [257, 1025, 4097],
    prepare: (n) => forward(n, 1e6, 'tiles'),
  },
  {
    kernel: 'chain table',
    job: 'the same with a table of transitions, P = 1 - d^2, exponents of size 100; the loop takes one exponential an entry',
    sizes: [65, 257, 1025],
    prepare: table,
  },
  {
    kernel: 'chain optimum',
    job: 'the best 8 sorted sites, linear P, by divide and conquer',
    sizes: [257, 1025, 4097],
    prepare: optimum,
  },
];
