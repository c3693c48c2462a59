import { describe, expect, test } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { lineSites, type LineSites } from '../src/mechanisms/sites/line/law.ts';
import type { SiteProblem } from '../src/mechanisms/sites/problem.ts';
import { heldTo, listed, moved, paysAt, type LineCase } from './support/line-tuples.ts';

const grid = (m: number): number[] => Array.from({ length: m + 1 }, (_, j) => j / m);

function problemOf(given: LineCase, sites: Partial<SiteProblem>): SiteProblem {
  return {
    population: population(Float64Array.from(given.at), 1, Float64Array.from(given.weight)),
    extent: [1],
    facilities: given.K,
    grid: 1,
    distance: 'l1',
    cost: given.cost,
    fixed: given.fixed.map((x) => [x]),
    candidates: null,
    tilt: given.tilt,
    component: 'exponential',
    trials: 1,
    subsets: 1,
    ...sites,
  };
}

const AGENTS = { at: [0, 0.2, 0.25, 0.5, 0.77, 1], weight: [2, 1, 4, 1.5, 3, 1] };
const CASES: readonly (readonly [string, LineCase, Partial<SiteProblem>])[] = (
  ['distance', 'squared'] as const
).flatMap((cost) =>
  [1, 2, 3].flatMap((K) =>
    [[], [0.5], [0.1, 0.6, 0.61]].flatMap((fixed) => {
      const base = { ...AGENTS, fixed, K, cost };
      const declared = [0.05, 0.2, 0.5, 0.9];
      const name = `${cost}, K = ${K}, ${fixed.length} fixed`;
      return [
        [`grid, ${name}`, { ...base, sites: grid(4), tilt: 0.7 }, { grid: 4 }] as const,
        [
          `candidates, ${name}`,
          { ...base, sites: declared, tilt: 1.3 },
          { candidates: declared.map((x) => [x]) },
        ] as const,
      ];
    }),
  ),
);

function near(got: number, wanted: number, tolerance = 1e-12): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(wanted)));
}

describe('the law of sites on a line agrees with a list of all tuples', () => {
  test.each(CASES)('%s', (_, given, sites) => {
    const law = lineSites(problemOf(given, sites));
    const { tuples, logZ, p } = listed(given);
    const mean = (each: (places: number[]) => number): number =>
      tuples.reduce((total, tuple, i) => total + p[i]! * each([...tuple, ...given.fixed]), 0);
    const size = given.weight.reduce((a, b) => a + b);
    const total = (places: readonly number[]): number =>
      given.at.reduce((all, t, i) => all + given.weight[i]! * paysAt(places, t, given.cost), 0);
    near(law.logPartition, logZ);
    near(law.expectedCost(), mean(total) / size);
    const best = law.optimum();
    near(best.cost, Math.min(...tuples.map((tuple) => total([...tuple, ...given.fixed]))) / size);
    near(best.cost, total([...best.sites, ...given.fixed]) / size);
    for (const t of [0, 0.2, 0.33, 0.5, 0.9, 1]) {
      near(
        law.costAt(t),
        mean((places) => paysAt(places, t, given.cost)),
      );
      for (const b of [0, 0.31, 0.97]) {
        near(
          law.heldAt(t, b),
          mean((places) => heldTo(places, t, b, given.cost, 'low')),
        );
      }
    }
  });

  test.each(CASES)('lies: %s', (_, given, sites) => {
    const law = lineSites(problemOf(given, sites));
    const here = listed(given);
    for (const t of [0.25, 0.77]) {
      for (const b of [0, 0.25, 0.3, 0.5, 1]) {
        const lie = law.lie(t, b);
        const there = listed(moved(given, t, b));
        const expected = (p: readonly number[], each: (places: number[]) => number): number =>
          here.tuples.reduce((all, tuple, i) => all + p[i]! * each([...tuple, ...given.fixed]), 0);
        near(
          lie.truthful,
          expected(here.p, (places) => paysAt(places, t, given.cost)),
        );
        near(
          lie.lying,
          expected(there.p, (places) => paysAt(places, t, given.cost)),
        );
        near(
          lie.held,
          expected(there.p, (places) => heldTo(places, t, b, given.cost, 'low')),
        );
        const ratios = here.logs.map((x, i) =>
          Math.abs(x - here.logZ - there.logs[i]! + there.logZ),
        );
        near(lie.privacyLoss, Math.max(...ratios), 1e-11);
      }
    }
  });

  test('a longer line is the unit line at another scale', () => {
    const base: LineCase = {
      ...AGENTS,
      fixed: [0.5],
      K: 2,
      sites: grid(4),
      tilt: 0.7,
      cost: 'squared',
    };
    const half = { ...base, at: base.at.map((x) => x / 2), fixed: [0.25], tilt: base.tilt * 4 };
    const [one, other] = [
      lineSites(problemOf(base, { grid: 4 })),
      lineSites(problemOf(half, { grid: 4, extent: [0.5] })),
    ];
    near(other.logPartition, one.logPartition);
    near(other.costAt(0.15), one.costAt(0.3) / 4);
    near(other.lie(0.125, 0.5).gain, one.lie(0.25, 1).gain / 4);
  });
});

/** gain = sum of p (truthful - cost)(ratio - 1) with the ratio's logarithm kept small: no two sums of order 1 are subtracted. */
function smallGain(given: LineCase, t: number, b: number): number {
  const { tuples, p } = listed(given);
  const all = tuples.map((tuple) => [...tuple, ...given.fixed]);
  const [mine, lied] = [t, b].map((x) => all.map((places) => paysAt(places, x, given.cost)));
  const truthful = all.reduce((total, _, i) => total + p[i]! * mine![i]!, 0);
  const moves = all.map((_, i) => Math.expm1(given.tilt * (mine![i]! - lied![i]!)));
  const shift = 1 + moves.reduce((total, x, i) => total + p[i]! * x, 0);
  return moves.reduce((total, x, i) => total + (p[i]! * (truthful - mine![i]!) * x) / shift, 0);
}

describe('small gains', () => {
  test.each([1e3, 1e6, 1e9, 1e12])('keep nine digits at n = %s', (n) => {
    const weight = [0.3, 0.1, 0.2, 0.25, 0.15].map((share) => share * n);
    const given: LineCase = {
      at: grid(4),
      weight,
      sites: grid(4),
      fixed: [],
      K: 2,
      tilt: 30 / n,
      cost: 'distance',
    };
    const law = lineSites(problemOf(given, { grid: 4 }));
    for (const [t, b] of [
      [0.25, 0.5],
      [1, 0.75],
      [0, 1],
    ] as const) {
      const wanted = smallGain(given, t, b);
      expect(Math.abs(law.lie(t, b).gain / wanted - 1)).toBeLessThan(1e-9);
      expect(Math.abs(wanted)).toBeLessThan(Math.tanh((given.tilt * Math.abs(t - b)) / 2));
    }
  });
});

describe('draws', () => {
  test('tuples come with their probabilities, coincident sites too', () => {
    const given: LineCase = {
      ...AGENTS,
      sites: grid(3),
      fixed: [],
      K: 2,
      tilt: 0.2,
      cost: 'distance',
    };
    const law = lineSites(problemOf(given, { grid: 3 }));
    const { tuples, p } = listed(given);
    const name = (tuple: readonly number[]): string =>
      tuple
        .toSorted((a, b) => a - b)
        .map((x) => Math.round(3 * x))
        .join();
    const exact = new Map<string, number>();
    tuples.forEach((tuple, i) => exact.set(name(tuple), (exact.get(name(tuple)) ?? 0) + p[i]!));
    const [rng, runs] = [seeded('line draws'), 8_000];
    const seen = countOf(law, name, runs, rng);
    expect(exact.size).toBe(10);
    for (const [set, chance] of exact) {
      const spread = 6 * Math.sqrt(runs * chance * (1 - chance)) + 1;
      expect(Math.abs((seen.get(set) ?? 0) - runs * chance)).toBeLessThan(spread);
    }
  });
});

test('a law of endlessly many facilities is refused', () => {
  const problem = problemOf(
    { ...AGENTS, fixed: [], K: Infinity, cost: 'distance', tilt: 1, sites: [] },
    { grid: 4 },
  );
  expect(() => lineSites(problem)).toThrow('facilities must be finite, got Infinity');
});

function countOf(
  law: LineSites,
  name: (tuple: readonly number[]) => string,
  runs: number,
  rng: ReturnType<typeof seeded>,
): Map<string, number> {
  const seen = new Map<string, number>();
  for (let i = 0; i < runs; i++) {
    const set = name(law.draw(rng));
    seen.set(set, (seen.get(set) ?? 0) + 1);
  }
  return seen;
}
