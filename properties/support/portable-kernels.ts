import { deepUniform, seeded } from '../../src/core/rng.ts';
import { boxField, type ClickCode } from '../../src/kernel/boxes.ts';
import {
  chainBackward,
  chainDraw,
  chainForward,
  chainOptimum,
  type ChainProblem,
} from '../../src/kernel/chain.ts';
import { entropy, klDivergence } from '../../src/kernel/entropy.ts';
import { expArray, logArray } from '../../src/kernel/exp.ts';
import { concaveHull, iron, virtualValues } from '../../src/kernel/hull.ts';
import { kernels } from '../../src/kernel/instance.ts';
import { fillUniform } from '../../src/kernel/random.ts';
import { subsetCosts } from '../../src/kernel/scores.ts';
import { drawMany, logPartition, logSoftmax, softmax } from '../../src/kernel/softmax.ts';
import { costField, type CostCode } from '../../src/kernel/tangents.ts';

/** What must have the same bits on every host: a name, and the figures of one computation from a fixed seed. */
export type Portable = Readonly<Record<string, () => ArrayLike<number>>>;

const SIZES = [0, 1, 2, 7, 1023, 1024, 1025, 50_001];

/** Every kernel on seeded input. */
export function portableKernels(): Portable {
  return { ...elementary(), ...laws(), ...chains(), ...shapes(), ...costs() };
}

/** n uniforms spread over [low, high]. */
export function spread(seed: string, n: number, low: number, high: number): Float64Array {
  return fillUniform(seed, n).map((u) => low + (high - low) * u);
}

function sized(name: string, figures: (n: number) => ArrayLike<number>, least = 0): Portable {
  const sizes = SIZES.filter((n) => n >= least);
  return Object.fromEntries(sizes.map((n) => [`${name}, n = ${n}`, () => figures(n)]));
}

const masses = (seed: string, n: number): Float64Array => softmax(spread(seed, n, -30, 0), 1);

function elementary(): Portable {
  return {
    'self-test': () => [kernels().selfTest()],
    ...sized('the stream', (n) => fillUniform('stream', n)),
    'the stream in TypeScript': () => Array.from({ length: 1000 }, seeded('stream')),
    'a split stream': () => Array.from({ length: 1000 }, seeded('stream').split('a/b')),
    'deep uniforms': () => {
      const rng = seeded('deep');
      return Array.from({ length: 1000 }, () => deepUniform(rng));
    },
    ...sized('exp', (n) => expArray(spread('exp', n, -750, 720))),
    ...sized('log', (n) => logArray(expArray(spread('log', n, -700, 700)))),
    ...sized('entropy', (n) => [entropy(masses('p', n))], 1),
    ...sized('divergence', (n) => [klDivergence(masses('p', n), masses('q', n))], 1),
  };
}

function laws(): Portable {
  const cases: Portable[] = [0.5, -3, 1e6].map((tilt) => ({
    ...sized(`log-partition, tilt ${tilt}`, (n) => [logPartition(score(n), tilt)], 1),
    ...sized(`log-probabilities, tilt ${tilt}`, (n) => logSoftmax(score(n), tilt), 1),
    ...sized(`with a base, tilt ${tilt}`, (n) => softmax(score(n), tilt, base(n)), 1),
    ...sized(`draws, tilt ${tilt}`, (n) => drawMany(score(n), tilt, 20, seeded('draw')), 1),
    ...sized(
      `draws with a base, tilt ${tilt}`,
      (n) => drawMany(score(n), tilt, 20, seeded('draw'), base(n)),
      1,
    ),
  }));
  return Object.assign({}, ...cases);
}

const score = (n: number): Float64Array => spread('score', n, 0, 1);

/** Log weights, every third one without mass, the first one with. */
function base(n: number): Float64Array {
  return spread('base', n, -50, 50).map((x, i) => (i % 3 === 1 ? -Infinity : x));
}

/** A chain over n points whose scores come from `agents` reports, times the tilt; as a table when asked. */
function chain(n: number, tilt: number, kind: 'hankel' | 'table'): ChainProblem {
  const agents = spread('agents', 40, 0, 1);
  const gap = (x: number): number =>
    agents.reduce((total, t) => total + 2 * tilt * Math.max(0, x - t), 0);
  const half = Float64Array.from({ length: 2 * n - 1 }, (_, i) => gap(i / (2 * n)));
  const left = half.filter((_, i) => i % 2 === 0).map((h) => -h / 2);
  const right = left.toReversed();
  if (kind === 'hankel') return { points: n, left, right, between: { kind, half } };
  const table = Float64Array.from({ length: n * n }, (_, i) => {
    const [a, b] = [Math.floor(i / n), i % n];
    return a <= b ? half[a + b]! - (half[2 * a]! + half[2 * b]!) / 2 : 0;
  });
  return { points: n, left, right, between: { kind, table } };
}

function chains(): Portable {
  const cases: [number, number, 'hankel' | 'table'][] = [];
  for (const n of [1, 2, 17, 130, 700]) {
    for (const tilt of [0.1, 30, 1e4]) cases.push([n, tilt, 'hankel'], [n, tilt, 'table']);
  }
  const portable = cases.map(([n, tilt, kind]): Portable => {
    const name = `${kind} chain of ${n}, tilt ${tilt}`;
    const length = Math.min(n, 4);
    const problem = (): ChainProblem => chain(n, tilt, kind);
    return {
      [`${name}: forward`]: () => chainForward(problem(), length, 'strict'),
      [`${name}: backward`]: () => chainBackward(problem(), length, 'sorted'),
      [`${name}: optimum`]: () => {
        const { value, sites } = chainOptimum(problem(), length);
        return [value, ...sites];
      },
      [`${name}: draw`]: () => {
        const table = chainForward(problem(), length, 'sorted');
        return chainDraw(problem(), table, length, 'sorted', seeded('chain'));
      },
    };
  });
  return Object.assign({}, ...portable);
}

/** Boxes of reports under each kind of click function, and hulls. */
function shapes(): Portable {
  const [x, y] = [spread('x', 500, 0, 1).toSorted(), spread('y', 500, 0, 1)];
  const clicks: readonly ClickCode[] = [
    { kind: 'linear', slope: 0.4 },
    { kind: 'power', scale: 3, exponent: 1.7 },
    { kind: 'table', x: Float64Array.of(0, 1, 3), y: Float64Array.of(1, 0.3, 0) },
  ];
  const boxes = clicks.map((click): Portable => {
    const corners = spread('corners', 12, 0, 1);
    const [lower, upper] = [corners.subarray(0, 6).map((a) => a / 2), corners.subarray(6)];
    const top = upper.map((b, i) => Math.max(b, lower[i] ?? 0));
    const reports = spread('reports', 3 * 501, 0, 1);
    return {
      [`boxes, ${click.kind}`]: () => {
        const field = boxField(reports, 3, spread('weights', 501, 0.5, 2), click);
        const scores = [field.score(lower, top), field.score(lower, lower)];
        field.dispose();
        return scores;
      },
    };
  });
  return {
    ...Object.assign({}, ...boxes),
    'concave hull': () => concaveHull(x, y),
    'ironed values': () => iron(y, x),
    'virtual values': () => virtualValues(x, y),
  };
}

/** Total costs of sets of places, and bounds on the cost of boxes of sites with their tangents. */
function costs(): Portable {
  const rows = Array.from({ length: 9 }, (_, c) => spread(`row ${c}`, 1500, 0, 2));
  const sets = [1, 2, 3, 5, 9].map((size): Portable => ({
    [`costs of sets of ${size}`]: () => subsetCosts(rows, size),
  }));
  const codes: readonly CostCode[] = (['l1', 'euclidean'] as const).flatMap((distance) =>
    (['distance', 'squared'] as const).map((cost) => ({ distance, cost })),
  );
  const boxes = codes.map((code): Portable => ({
    [`costs of boxes, ${code.distance} ${code.cost}`]: () => boxFigures(code),
  }));
  return Object.assign({}, ...sets, ...boxes);
}

function boxFigures(code: CostCode): number[] {
  const lower = spread('low', 6, 0, 0.6);
  const upper = spread('wide', 6, 0, 0.4).map((w, i) => lower[i]! + w);
  const caps = spread('caps', 701, 0, 3).map((x, i) => (i % 2 === 0 ? Infinity : x));
  const field = costField(spread('at', 1402, 0, 1), 2, spread('mass', 701, 0, 2), caps, code);
  const { flat, level, slopes } = field.tangents(lower, upper);
  const scores = [field.score(lower, upper), field.score(upper, upper), flat, level, ...slopes];
  field.dispose();
  return scores;
}
