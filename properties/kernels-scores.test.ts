import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { seeded } from '../src/core/rng.ts';
import { choose, subsetCosts } from '../src/kernel/scores.ts';
import { builds } from './support/builds.ts';

/** All sets of `size` of 0 .. n-1 in lexicographic order, by recursion on the first one. */
function sets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: n - from }, (_, k) => from + k).flatMap((first) =>
    sets(n, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

/** The definition: agents one by one, each at the least of the set's costs. */
function oracle(rows: readonly Float64Array[], size: number): number[] {
  return sets(rows.length, size).map((set) =>
    sum(Array.from(rows[0]!, (_, i) => Math.min(...set.map((c) => rows[c]![i]!)))),
  );
}

function random(candidates: number, agents: number, label: string): Float64Array[] {
  const rng = seeded(`scores ${label}`);
  return Array.from({ length: candidates }, () =>
    Float64Array.from(
      { length: agents },
      () => Math.floor(9 * rng()) / 8 + (rng() < 0.5 ? 0 : rng()),
    ),
  );
}

function worst(found: ArrayLike<number>, exact: readonly number[]): number {
  expect(found.length).toBe(exact.length);
  return exact.reduce((most, x, i) => Math.max(most, Math.abs(found[i]! - x) / (1 + x)), 0);
}

const ragged = [1, 2, 63, 64, 65, 200].flatMap((agents) =>
  [1, 2, 7, 8, 9, 17].flatMap((candidates) => {
    const rows = random(candidates, agents, `${agents} ${candidates}`);
    const sizes = [1, 2, 3, 4].filter((size) => size <= candidates);
    return sizes.map((size) => ({ rows, size, exact: oracle(rows, size) }));
  }),
);

for (const { name, kernels: core } of builds) {
  describe(`scores, ${name} build`, () => {
    it('agree with the definition for every set, at ragged numbers of agents and candidates', () => {
      for (const { rows, size, exact } of ragged) {
        expect(worst(subsetCosts(rows, size, undefined, core), exact)).toBeLessThan(1e-15);
      }
    });

    it('take all candidates at once', () => {
      const rows = random(6, 100, 'all');
      expect(worst(subsetCosts(rows, 6, undefined, core), oracle(rows, 6))).toBeLessThan(1e-15);
    });
  });
}

describe('scores', () => {
  it('keep their digits over many chunks, which plain running sums do not', () => {
    const rows = random(3, 60_000, 'chunks').map((row, c) => row.map((x) => x / 3 + c + 1e3));
    const exact = oracle(rows, 2);
    const found = subsetCosts(rows, 2);
    for (const [s, x] of exact.entries()) expect(Math.abs(found[s]! / x - 1)).toBeLessThan(4e-16);
    const [first, second] = [rows[0]!, rows[1]!];
    const running = first.reduce((total, x, i) => total + Math.min(x, second[i]!), 0);
    expect(Math.abs(running / exact[0]! - 1)).toBeGreaterThan(4e-16);
  });

  it('say how far they are, up to the last agent', () => {
    const heard: number[][] = [];
    subsetCosts(random(4, 3000, 'told'), 2, (done, of) => heard.push([done, of]));
    expect(heard).toEqual([
      [1024, 3000],
      [2048, 3000],
      [3000, 3000],
    ]);
  });

  it('count sets exactly', () => {
    expect([choose(128, 3), choose(128, 1), choose(5, 5), choose(4, 5), choose(50, 25)]).toEqual([
      341_376, 128, 1, 0, 126_410_606_437_752,
    ]);
  });

  it('refuse costs that are no costs', () => {
    const one = Float64Array.of(1, 2);
    expect(() => subsetCosts([], 1)).toThrow('rows.length must be');
    expect(() => subsetCosts([one], 2)).toThrow('size must be an integer in [1, 1], got 2');
    expect(() => subsetCosts([one, Float64Array.of(1)], 1)).toThrow(
      'rows[1].length must be 2, got 1',
    );
    expect(() => subsetCosts([one, Float64Array.of(1, NaN)], 1)).toThrow('rows[1][1] must be');
    expect(() => subsetCosts([one, Float64Array.of(1, -1)], 1)).toThrow('rows[1][1] must be');
  });
});
