import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { seeded } from '../src/core/rng.ts';
import { scratch } from '../src/kernel/arena.ts';
import {
  chainBackward,
  chainDraw,
  chainForward,
  chainOptimum,
  type ChainOrder,
  type ChainProblem,
} from '../src/kernel/chain.ts';
import type { Kernels } from '../src/kernel/instance.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { builds } from './support/builds.ts';
import { hankelCase, reports, tableCase } from './support/chain-cases.ts';
import { exponentOf, sequences } from './support/chain-oracles.ts';
import { drawnProbability, tally } from './support/draws.ts';

const agents = reports(100, seeded('chain draws'), 'spread');
const power = (d: number): number => 1 - d ** 2;
const LENGTH = 3;

/** Sequences and the logarithms of their probabilities, from differences of exponents. */
function law(problem: ChainProblem, order: ChainOrder): { all: number[][]; logs: number[] } {
  const all = sequences(problem.points, LENGTH, order);
  const exponents = all.map((sites) => exponentOf(problem, sites));
  const most = exponents.reduce((x, y) => Math.max(x, y));
  const total = Math.log(sum(exponents.map((x) => Math.exp(x - most))));
  return { all, logs: exponents.map((x) => x - most - total) };
}

/** The exponents of one stage of a draw, in the three parts that drawSum adds up. */
function stage(p: ChainProblem, row: Float64Array, next: number, count: number): Float64Array[] {
  const none = new Float64Array(count);
  const x = row.subarray(0, count);
  if (next < 0) return [x, none, p.right];
  if (p.between.kind === 'table') {
    const { table } = p.between;
    return [x, none, none.map((_, a) => table[a * p.points + next]!)];
  }
  const { half } = p.between;
  return [x, none.map((_, a) => -half[2 * a]! / 2), half.subarray(next, next + count)];
}

/** The logarithm of the probability of drawing `sites`, read off the draws of all stages. */
function drawnLog(
  p: ChainProblem,
  forward: Float64Array,
  sites: readonly number[],
  order: ChainOrder,
  core: Kernels,
): number {
  const n = p.points;
  let log = 0;
  for (let k = LENGTH - 1; k >= 0; k--) {
    const next = sites[k + 1] ?? -1;
    const count = next < 0 ? n : order === 'strict' ? next : next + 1;
    const parts = stage(p, forward.subarray(k * n, k * n + n), next, count);
    log += scratch((arena) => {
      const [x, y, z] = parts.map((part) => arena.put(part)) as [number, number, number];
      const [uniforms, work] = [arena.reserve(64), arena.reserve(2 * count)];
      const view = arena.view(uniforms, 64);
      const leaf = (): number => core.drawSum(x, y, z, count, uniforms, work);
      return Math.log(drawnProbability(count, sites[k]!, leaf, view, 0));
    }, core);
  }
  return log;
}

/** The largest error of the logarithms over sequences of probability down to 2^-200. */
function worstLog(p: ChainProblem, order: ChainOrder, core: Kernels, table?: Float64Array): number {
  const forward = table ?? chainForward(p, LENGTH, order, core);
  const { all, logs } = law(p, order);
  const within = all.map((_, i) => i).filter((i) => logs[i]! > -200 * Math.LN2);
  const step = Math.ceil(within.length / 40);
  const chosen = within.filter((_, i) => i % step === 0);
  return chosen
    .map((i) => Math.abs(drawnLog(p, forward, all[i]!, order, core) - logs[i]!))
    .reduce((x, y) => Math.max(x, y), chosen.length > 9 ? 0 : Infinity);
}

const cases = (n: number, scale: number): ChainProblem[] => [
  hankelCase(n, agents, scale / 100),
  tableCase(n, agents, scale / 100, power),
];

/** Exponents of size `level` that differ by 60 at most: of an affine H nothing is left between two sites. */
function offset(n: number, level: number): ChainProblem[] {
  const rng = seeded(`offset ${n}`);
  const near = (base: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, () => base + 60 * rng());
  const ends = { points: n, left: near(level, n), right: near(-level / 3, n) };
  const half = Float64Array.from({ length: 2 * n - 1 }, (_, j) => {
    return (level * (j - n)) / n + 30 * (j / n - 1) ** 2;
  });
  return [
    { ...ends, between: { kind: 'hankel', half } },
    { ...ends, between: { kind: 'table', table: near(level / 7, n * n) } },
  ];
}

describe.each(builds)('draws of chains, $name build', ({ kernels: core }) => {
  it.each([
    ['5 points, scale 30', cases(5, 30)],
    ['17 points, scale 300', cases(17, 300)],
    ['16 points, exponents of 1e6', offset(16, 1e6)],
    ['33 points, exponents of 1e6', offset(33, -1e6)],
  ])('give every sequence its probability down to 2^-200: %s', (_, problems) => {
    for (const problem of problems) {
      for (const order of ['sorted', 'strict'] as const) {
        expect(worstLog(problem, order, core)).toBeLessThan(1e-9);
      }
    }
  });

  it('lose that when the table is off by one part in 1e8', () => {
    const [problem] = cases(17, 300);
    const forward = chainForward(problem!, LENGTH, 'sorted', core);
    const off = forward.map((x, at) => x + (at % 2) * 1e-8);
    expect(worstLog(problem!, 'sorted', core, off)).toBeGreaterThan(1e-9);
  });
});

/** How well 4,000 draws fit the law, with a given table. */
function fit(problem: ChainProblem, order: ChainOrder, table: Float64Array, seed: string): number {
  const { all, logs } = law(problem, order);
  const index = new Map(all.map((sites, i) => [sites.join(), i]));
  const rng = seeded(seed);
  const drawn = Array.from({ length: 4000 }, () => {
    const sites = chainDraw(problem, table, LENGTH, order, rng);
    return index.get(sites.join()) ?? -1;
  });
  expect(drawn).not.toContain(-1);
  return goodnessOfFit(tally(drawn, all.length), logs.map(Math.exp)).pValue;
}

describe('draws of chains', () => {
  const [hankel, table] = cases(6, 20) as [ChainProblem, ChainProblem];

  it('fit the law', () => {
    for (const order of ['sorted', 'strict'] as const) {
      for (const problem of [hankel, table]) {
        const forward = chainForward(problem, LENGTH + 1, order);
        expect(fit(problem, order, forward, `fit ${order}`)).toBeGreaterThan(1e-3);
      }
    }
  });

  it('do not fit with the other order, a layer too many, or the right end forgotten', () => {
    const n = hankel.points;
    const other = chainForward(hankel, LENGTH, 'strict');
    expect(fit(hankel, 'sorted', other, 'broken')).toBeLessThan(1e-9);
    const later = chainForward(hankel, LENGTH + 1, 'sorted').subarray(n);
    expect(fit(hankel, 'sorted', later, 'broken')).toBeLessThan(1e-9);
    const { all, logs } = law(hankel, 'sorted');
    const open = { ...hankel, right: new Float64Array(n) };
    const forward = chainForward(hankel, LENGTH, 'sorted');
    const rng = seeded('broken');
    const counts = new Float64Array(all.length);
    for (let i = 0; i < 4000; i++) {
      const sites = chainDraw(open, forward, LENGTH, 'sorted', rng).join();
      counts[all.findIndex((each) => each.join() === sites)]! += 1;
    }
    expect(goodnessOfFit(counts, logs.map(Math.exp)).pValue).toBeLessThan(1e-9);
  });

  it('are the same for the same seed', () => {
    const forward = chainForward(table, LENGTH, 'strict');
    const once = chainDraw(table, forward, LENGTH, 'strict', seeded('same'));
    expect(chainDraw(table, forward, LENGTH, 'strict', seeded('same'))).toEqual(once);
  });
});

describe('chains', () => {
  const [hankel, table] = cases(4, 1) as [ChainProblem, ChainProblem];

  it('refuse wrong shapes and values', () => {
    const left = new Float64Array(3);
    const run = (p: ChainProblem, layers = 2): Float64Array => chainForward(p, layers, 'sorted');
    expect(() => run({ ...hankel, points: 0 })).toThrow('points must be an integer in [1, ');
    expect(() => run({ ...hankel, left })).toThrow('left.length must be 4, got 3');
    expect(() => run({ ...hankel, right: left })).toThrow('right.length must be 4, got 3');
    expect(() => run({ ...hankel, left: Float64Array.of(0, NaN, 0, 0) })).toThrow(
      'left[1] must be finite, got NaN',
    );
    expect(() => run({ ...hankel, between: { kind: 'hankel', half: left } })).toThrow(
      'between.half.length must be 7, got 3',
    );
    expect(() => run({ ...table, between: { kind: 'table', table: left } })).toThrow(
      'between.table.length must be 16, got 3',
    );
    expect(() => run(hankel, 0)).toThrow('layers must be an integer in [1, ');
    expect(() => chainOptimum(table, 0)).toThrow('sites must be an integer in [1, ');
    const forward = chainForward(table, 5, 'strict');
    expect(() => chainDraw(table, forward, 5, 'strict', seeded('x'))).toThrow(
      'length must be at most 4 in strict order, got 5',
    );
    expect(() => chainDraw(table, forward, 6, 'strict', seeded('x'))).toThrow(
      'length must be an integer in [1, 5], got 6',
    );
  });

  it('do not read a table below its diagonal', () => {
    if (table.between.kind !== 'table') throw new Error('a table is a table');
    const upper = table.between.table.map((x, at) => (at % 4 < Math.floor(at / 4) ? NaN : x));
    const half: ChainProblem = { ...table, between: { kind: 'table', table: upper } };
    expect(chainForward(half, 3, 'sorted')).toEqual(chainForward(table, 3, 'sorted'));
    expect(chainBackward(half, 3, 'strict')).toEqual(chainBackward(table, 3, 'strict'));
    expect(chainOptimum(half, 3)).toEqual(chainOptimum(table, 3));
  });
});
