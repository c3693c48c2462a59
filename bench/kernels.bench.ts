import { deepUniforms, seeded, seedState } from '../src/core/rng.ts';
import { entropy as entropyOf, klDivergence } from '../src/kernel/entropy.ts';
import { expArray, logArray } from '../src/kernel/exp.ts';
import { fillUniform } from '../src/kernel/random.ts';
import { logPartition, softmax as softmaxOf } from '../src/kernel/softmax.ts';
import { divergenceLoop, entropyLoop, entropyNaive } from './baseline/entropy.ts';
import { expLoop, logLoop } from './baseline/exp.ts';
import { randomLoop } from './baseline/random.ts';
import { probabilitiesLoop, room, softmaxLoop, softmaxNaive } from './baseline/softmax.ts';
import { apart, furthest, resident, type Benchmark, type Variants } from './support.ts';

const SIZES = [16, 64, 256, 1024, 10_000, 1_000_000];

const last = (x: Float64Array): number => x[x.length - 1] ?? 0;

function random(n: number): Variants {
  const memory = resident();
  const out = memory.reserve(n);
  const state = memory.reserve(4);
  new Uint32Array(memory.core.memory.buffer, state, 8).set(seedState('bench'));
  const host = new Float64Array(n);
  const rng = seeded('bench');
  const at = memory.view(out, n);
  return {
    wasm: () => {
      memory.core.fillUniform(state, n, out);
      return at[n - 1] ?? 0;
    },
    withCopies: () => {
      memory.core.fillUniform(state, n, out);
      host.set(at);
      return last(host);
    },
    loop: () => randomLoop(host),
    naive: () => {
      for (let i = 0; i < n; i++) host[i] = rng();
      return last(host);
    },
    disagreement: () =>
      furthest(fillUniform('bench', n), Float64Array.from({ length: n }, seeded('bench'))),
    tolerance: 0,
    release: memory.release,
  };
}

type Elementwise = 'exp' | 'log';

function elementwise(which: Elementwise, n: number): Variants {
  const rng = seeded(`bench ${which}`);
  const x = Float64Array.from({ length: n }, () => (which === 'exp' ? -700 * rng() : 100 * rng()));
  const memory = resident();
  const from = memory.put(x);
  const to = memory.reserve(n);
  const host = new Float64Array(n);
  const { expArray: expIn, logArray: logIn } = memory.core;
  const [wasm, wrapped, loop, one] =
    which === 'exp'
      ? ([expIn, expArray, expLoop, Math.exp] as const)
      : ([logIn, logArray, logLoop, Math.log] as const);
  const at = memory.view(to, n);
  return {
    wasm: () => {
      wasm(from, n, to);
      return at[n - 1] ?? 0;
    },
    withCopies: () => last(wrapped(x)),
    loop: () => loop(x, host),
    naive: () => Array.from(x, (y) => one(y)).at(-1) ?? 0,
    disagreement: () => {
      loop(x, host);
      return furthest(wrapped(x), host);
    },
    tolerance: 1e-15,
    release: memory.release,
  };
}

interface Drawn {
  readonly logPartition: number;
  readonly index: number;
}

function both({ logPartition: value, index }: Drawn): number {
  return value + index;
}

function softmax(n: number): Variants {
  const rng = seeded('bench softmax');
  const score = Float64Array.from({ length: n }, () => 20 * rng());
  const uniforms = deepUniforms(rng, 64);
  const memory = resident();
  const [q, u] = [memory.put(score), memory.put(uniforms)];
  const [blocks, block] = [memory.reserve(2 + 2 * Math.ceil(n / 1024)), memory.reserve(1024)];
  const out = memory.reserve(1);
  const drawn = new Int32Array(memory.core.memory.buffer, out, 1);
  const rooms = room(n);
  const wasm = (): Drawn => {
    const value = memory.core.logPartition(q, 0, n, 0.7, blocks);
    memory.core.drawSoftmax(q, 0, n, 0.7, blocks, block, u, 1, out);
    return { logPartition: value, index: drawn[0] ?? -1 };
  };
  return {
    wasm: () => both(wasm()),
    withCopies: () => {
      memory.view(q, n).set(score);
      return both(wasm());
    },
    loop: () => both(softmaxLoop(score, 0.7, uniforms, rooms)),
    naive: () => softmaxNaive(score, 0.7, uniforms[0] ?? 0),
    disagreement: () => {
      const [x, y] = [wasm(), softmaxLoop(score, 0.7, uniforms, rooms)];
      if (x.index !== y.index) return Infinity;
      return Math.max(
        apart(x.logPartition, y.logPartition),
        apart(x.logPartition, logPartition(score, 0.7)),
      );
    },
    release: memory.release,
  };
}

function probabilities(n: number): Variants {
  const rng = seeded('bench probabilities');
  const score = Float64Array.from({ length: n }, () => 20 * rng());
  const memory = resident();
  const [q, out] = [memory.put(score), memory.reserve(n)];
  const blocks = memory.reserve(2 + 2 * Math.ceil(n / 1024));
  const host = new Float64Array(n);
  const at = memory.view(out, n);
  return {
    wasm: () => {
      memory.core.logPartition(q, 0, n, 0.7, blocks);
      memory.core.softmax(q, 0, n, 0.7, blocks, out);
      return at[n - 1] ?? 0;
    },
    withCopies: () => last(softmaxOf(score, 0.7)),
    loop: () => probabilitiesLoop(score, 0.7, host),
    disagreement: () => {
      probabilitiesLoop(score, 0.7, host);
      return furthest(softmaxOf(score, 0.7), host);
    },
    release: memory.release,
  };
}

function masses(n: number, label: string): Float64Array {
  const rng = seeded(`bench ${label}`);
  return Float64Array.from({ length: n }, () => rng() / n);
}

function entropy(n: number): Variants {
  const p = masses(n, 'entropy');
  const memory = resident();
  const at = memory.put(p);
  return {
    wasm: () => memory.core.entropy(at, n),
    withCopies: () => entropyOf(p),
    loop: () => entropyLoop(p),
    naive: () => entropyNaive(p),
    disagreement: () =>
      Math.max(apart(entropyOf(p), entropyLoop(p)), apart(entropyOf(p), entropyNaive(p))),
    release: memory.release,
  };
}

function divergence(n: number): Variants {
  const [p, q] = [masses(n, 'p'), masses(n, 'q')];
  const memory = resident();
  const [a, b] = [memory.put(p), memory.put(q)];
  return {
    wasm: () => memory.core.klDivergence(a, b, n),
    withCopies: () => klDivergence(p, q),
    loop: () => divergenceLoop(p, q),
    disagreement: () => apart(klDivergence(p, q), divergenceLoop(p, q)),
    release: memory.release,
  };
}

/** The elementary kernels. */
export const elementary: readonly Benchmark[] = [
  {
    kernel: 'random',
    job: 'n uniforms; loop: Math.random; naive: the same stream in TypeScript',
    sizes: SIZES,
    prepare: random,
  },
  { kernel: 'exp', job: 'e^x over an array', sizes: SIZES, prepare: (n) => elementwise('exp', n) },
  { kernel: 'log', job: 'ln x over an array', sizes: SIZES, prepare: (n) => elementwise('log', n) },
  {
    kernel: 'softmax',
    job: 'log-partition and one tail-safe draw',
    sizes: SIZES,
    prepare: softmax,
  },
  { kernel: 'probabilities', job: 'softmax probabilities', sizes: SIZES, prepare: probabilities },
  { kernel: 'entropy', job: 'Shannon entropy', sizes: SIZES, prepare: entropy },
  { kernel: 'divergence', job: 'Kullback-Leibler divergence', sizes: SIZES, prepare: divergence },
];
