import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  chainBackward,
  chainForward,
  chainOptimum,
  type ChainOrder,
  type ChainProblem,
} from '../src/kernel/chain.ts';
import type { Kernels } from '../src/kernel/instance.ts';
import { builds, patched } from './support/builds.ts';
import { arbitraryCase, hankelCase, reports, tableCase, tiedCase } from './support/chain-cases.ts';
import {
  exponentOf,
  forwardOracle,
  logSumExp,
  mirrored,
  optimumOracle,
  reversedRows,
  sequences,
  type ExactTable,
} from './support/chain-oracles.ts';

const ORDERS: readonly ChainOrder[] = ['sorted', 'strict'];
const agents = reports(200, seeded('chain'), 'spread');
const atoms = reports(200, seeded('chain atoms'), 'atoms');
const crowd = reports(200, seeded('chain crowd'), 'crowded');
const power = (d: number): number => 1 - d ** 2;
const steep = (d: number): number => Math.max(0, 1 - 3 * d);

/**
 * Largest error of a table; Infinity when an impossible cell is not -Infinity or a possible one is. In units of one
 * rounding of F plus 3e-13 a layer: three exponentials of numbers up to 660, each rounded.
 */
function errorOf(table: Float64Array, exact: ExactTable, layers: number): number {
  let worst = 0;
  exact.high.forEach((high, at) => {
    if (high === -Infinity) worst = table[at] === -Infinity ? worst : Infinity;
    else {
      const error = Math.abs(table[at]! - high - exact.low[at]!);
      const unit = 3e-13 * layers + 2 ** -52 * Math.abs(high);
      worst = error / unit <= worst ? worst : error / unit;
    }
  });
  return worst;
}

const known = new WeakMap<ChainProblem, Map<string, ExactTable>>();

/** The oracle's table, computed once for both builds. */
function exactTable(problem: ChainProblem, layers: number, order: ChainOrder): ExactTable {
  const tables = known.get(problem) ?? new Map<string, ExactTable>();
  known.set(problem, tables);
  const key = `${layers} ${order}`;
  const table = tables.get(key) ?? forwardOracle(problem, layers, order);
  tables.set(key, table);
  return table;
}

function twoLayers(p: ChainProblem, core: Kernels): number {
  return errorOf(chainForward(p, 2, 'sorted', core), exactTable(p, 2, 'sorted'), 2);
}

const turnedRound = new WeakMap<ChainProblem, ChainProblem>();

/** The largest error of both tables of a problem, backward through the oracle of the mirrored problem. */
function worstError(p: ChainProblem, layers: number, order: ChainOrder, core: Kernels): number {
  const forward = errorOf(
    chainForward(p, layers, order, core),
    exactTable(p, layers, order),
    layers,
  );
  const other = turnedRound.get(p) ?? mirrored(p);
  turnedRound.set(p, other);
  const turned = reversedRows(chainBackward(p, layers, order, core), p.points);
  return Math.max(forward, errorOf(turned, exactTable(other, layers, order), layers));
}

const made = new Map<string, Record<string, ChainProblem>>();

function problems(n: number, scale: number): Record<string, ChainProblem> {
  const key = `${n} ${scale}`;
  const found = made.get(key) ?? makeProblems(n, scale);
  made.set(key, found);
  return found;
}

function makeProblems(n: number, scale: number): Record<string, ChainProblem> {
  const tilt = scale / 200;
  const rng = seeded(`chain ${n} ${scale}`);
  return {
    'linear scores': hankelCase(n, agents, tilt),
    'linear scores of atoms': hankelCase(n, atoms, tilt),
    'linear scores of a crowd': hankelCase(n, crowd, tilt),
    'any convex H': arbitraryCase(n, 'hankel', scale, rng),
    'power scores': tableCase(n, agents, tilt, power),
    'steep scores of atoms': tableCase(n, atoms, tilt, steep),
    'any table': arbitraryCase(n, 'table', scale, rng),
  };
}

for (const { name, kernels: core } of builds) {
  describe(`chain, ${name} build`, () => {
    for (const n of [1, 2, 3, 15, 16, 17, 63, 64, 65, 130]) {
      it(`agrees with compensated log-sums, ${n} points`, () => {
        for (const scale of [1, 500, 2e4, 1e6]) {
          for (const [label, problem] of Object.entries(problems(n, scale))) {
            for (const order of ORDERS) {
              const worst = worstError(problem, n > 20 ? 2 + (n % 2) : 17, order, core);
              expect(worst, `${label}, scale ${scale}, ${order}`).toBeLessThan(1);
            }
          }
        }
      });
    }

    it('agrees with the sum over all sequences of tiny chains', () => {
      for (const n of [1, 2, 3, 5]) {
        for (const [label, problem] of Object.entries(problems(n, 10))) {
          for (const order of ORDERS) {
            const layers = 4;
            const forward = chainForward(problem, layers, order, core);
            const backward = chainBackward(problem, layers, order, core);
            for (let r = 0; r < layers; r++) {
              const total = logSumExp(
                sequences(n, r + 1, order).map((sites) => exponentOf(problem, sites)),
              );
              const ends = (table: Float64Array, side: Float64Array): number =>
                logSumExp(Array.from(side, (x, b) => table[r * n + b]! + x));
              for (const found of [ends(forward, problem.right), ends(backward, problem.left)]) {
                if (total === -Infinity) expect(found, label).toBe(-Infinity);
                else expect(Math.abs(found - total), `${label} ${order}`).toBeLessThan(1e-12);
              }
            }
          }
        }
      }
    });

    it('finds the optimum, and the lowest of tied ones', () => {
      for (const n of [1, 2, 3, 5, 16, 17, 64, 100]) {
        for (const [label, problem] of Object.entries(problems(n, 1e6))) {
          if (label === 'any table') continue; // not Monge
          const best = chainOptimum(problem, 5, core);
          const exact = optimumOracle(problem, 5);
          const slack = 2 ** -50 * 1e6;
          expect(Math.abs(best.value - exact.value), `${label} ${n}`).toBeLessThanOrEqual(slack);
          expect(best.value).toBe(exponentOf(problem, [...best.sites]));
        }
        for (const kind of ['hankel', 'table'] as const) {
          const problem = tiedCase(n, kind, seeded(`ties ${n}`));
          for (const sites of [1, 2, 7]) {
            const best = chainOptimum(problem, sites, core);
            expect({ ...best, sites: [...best.sites] }).toEqual(optimumOracle(problem, sites));
          }
        }
      }
    });
  });
}

describe('chain, large', () => {
  it('agrees with compensated log-sums at 1025 and 4097 points', () => {
    const [build] = builds;
    for (const scale of [500, 2e4, 1e6]) {
      const small = hankelCase(1025, agents, scale / 200);
      const found = chainForward(small, 2, 'sorted', build!.kernels);
      expect(errorOf(found, forwardOracle(small, 2, 'sorted'), 2)).toBeLessThan(1);
    }
    const large = hankelCase(4097, atoms, 100);
    const exact = forwardOracle(large, 2, 'strict');
    expect(errorOf(chainForward(large, 2, 'strict', build!.kernels), exact, 2)).toBeLessThan(1);
    const table = tableCase(300, agents, 5e3, power);
    expect(worstError(table, 4, 'strict', build!.kernels)).toBeLessThan(1);
  });

  it('is the same by H and by the table of H', () => {
    const hankel = hankelCase(257, crowd, 10);
    const half = hankel.between.kind === 'hankel' ? hankel.between.half : new Float64Array();
    const table = Float64Array.from({ length: 257 ** 2 }, (_, cell) => {
      const [a, b] = [Math.floor(cell / 257), cell % 257];
      return half[a + b]! - (half[2 * a]! + half[2 * b]!) / 2;
    });
    const same: ChainProblem = { ...hankel, between: { kind: 'table', table } };
    const one = chainForward(hankel, 6, 'sorted');
    const other = chainForward(same, 6, 'sorted');
    one.forEach((x, at) => expect(Math.abs(x - other[at]!)).toBeLessThan(1e-11));
  });
});

describe('chain, broken', () => {
  const bytes = builds[0]!.bytes;
  const hankel = hankelCase(1025, agents, 25);
  const table = tableCase(260, agents, 10, power);

  it('neglecting what is below e^-3 of a sum is refuted', () => {
    const core = patched(bytes, -60, -3);
    expect(twoLayers(hankel, core)).toBeGreaterThan(1);
    expect(twoLayers(table, core)).toBeGreaterThan(1);
  });

  it('factors beyond the range of a double are refuted', () => {
    const core = patched(bytes, 600, 1e9);
    expect(twoLayers(hankelCase(257, atoms, 5e3), core)).toBeGreaterThan(1);
    expect(twoLayers(tableCase(130, atoms, 5e3, steep), core)).toBeGreaterThan(1);
  });

  it('potentials that are not rounded to a grid are refuted', () => {
    const fine = hankelCase(64, agents, 5e3);
    const core = patched(bytes, 25165824, 0);
    expect(worstError(fine, 8, 'sorted', core)).toBeGreaterThan(1);
  });

  it('sorted sums are no strict sums', () => {
    const found = chainForward(hankel, 2, 'sorted');
    expect(errorOf(found, exactTable(hankel, 2, 'strict'), 2)).toBe(Infinity);
  });
});
