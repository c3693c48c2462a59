import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import type { ComponentKind } from '../src/mechanisms/components/component.ts';
import type { SiteProblem } from '../src/mechanisms/sites/problem.ts';
import { gridSites } from '../src/mechanisms/sites/plane/distance.ts';
import { subsetCount, subsetLaw, subsetPart } from '../src/mechanisms/sites/subsets.ts';
import { pays, planeCosts as kinds, type Place, type PlaneCost } from './support/plane-costs.ts';

const people = population(
  Float64Array.of(0.1, 0.2, 0.5, 0.5, 0.9, 0.1, 0.4, 0.3, 0.5, 0.5),
  2,
  Float64Array.of(1, 2.5, 1, 0.5, 3),
);

function problem(given: Partial<SiteProblem> = {}): SiteProblem {
  return {
    population: people,
    extent: [1, 0.6],
    facilities: 3,
    grid: 2,
    distance: 'euclidean',
    cost: 'distance',
    fixed: [[0.9, 0.5]],
    candidates: null,
    tilt: 1.3,
    component: 'exponential',
    trials: 1000,
    subsets: 10_000,
    ...given,
  };
}

/** What a type pays at the nearest of some sites and the fixed ones. */
function least(given: SiteProblem, t: Place, open: readonly Place[]): number {
  const kind = { distance: given.distance, cost: given.cost } as PlaneCost;
  return Math.min(...[...open, ...given.fixed].map((s) => pays(kind, t, s)));
}

/** Every ordered K-tuple of places, one by one. */
function tuples(places: number, facilities: number): number[][] {
  if (facilities === 0) return [[]];
  return tuples(places, facilities - 1).flatMap((head) =>
    Array.from({ length: places }, (_, c) => [...head, c]),
  );
}

interface Enumerated {
  readonly key: string;
  readonly cost: number;
  readonly weight: number;
}

function enumerated(given: SiteProblem, sites: readonly (readonly number[])[]): Enumerated[] {
  return tuples(sites.length, given.facilities).map((tuple) => {
    const cost = sum(
      Array.from(people.weights, (w, n) => {
        const t = Array.from(people.points.subarray(2 * n, 2 * n + 2));
        return (
          w *
          least(
            given,
            t,
            tuple.map((c) => sites[c]!),
          )
        );
      }),
    );
    const key = [...new Set(tuple)].toSorted((a, b) => a - b).join(' ');
    return { key, cost, weight: Math.exp(-given.tilt * cost) };
  });
}

describe('sets of sites', () => {
  it('have the law of all ordered tuples, in every distance, with and without fixed sites', () => {
    for (const kind of kinds) {
      for (const fixed of [[], [[0.9, 0.5]]]) {
        const given = problem({ ...kind, fixed });
        const sites = gridSites(2, given.extent).slice(0, 6);
        const all = enumerated(given, sites);
        const total = sum(all.map(({ weight }) => weight));
        const law = subsetLaw(given, sites);
        const logs = law.logProbabilities();
        expect(logs.length).toBe(subsetCount(6, 3));
        for (const [index, log] of logs.entries()) {
          const own = all.filter(({ key }) => key === law.set(index).join(' '));
          const exact = sum(own.map(({ weight }) => weight)) / total;
          expect(Math.abs(Math.exp(log) / exact - 1)).toBeLessThan(1e-12);
        }
        const { logPartition, expectedWelfare, optimum } = subsetPart(given, sites).diagnostics();
        expect(logPartition).toBeCloseTo(Math.log(total), 11);
        const mean = sum(all.map(({ weight, cost }) => weight * cost)) / total / people.size;
        expect(expectedWelfare).toBeCloseTo(-mean, 12);
        expect(optimum).toBeCloseTo(-Math.min(...all.map(({ cost }) => cost)) / people.size, 12);
      }
    }
  });

  it('give every type her expected cost', () => {
    const given = problem();
    const sites = gridSites(1, given.extent);
    const law = subsetLaw(given, sites);
    const logs = law.logProbabilities();
    for (const t of [
      [0, 0],
      [0.3, 0.6],
      [1, 0.1],
    ]) {
      const exact = sum(
        Array.from(
          logs,
          (log, s) =>
            Math.exp(log) *
            least(
              given,
              t,
              law.set(s).map((c) => sites[c]!),
            ),
        ),
      );
      expect(law.expectedCost(t)).toBeCloseTo(exact, 13);
    }
  });

  it('name an optimum that costs what they say', () => {
    const given = problem({ facilities: 2 });
    const { optimum, optimalRepresentatives } = subsetPart(
      given,
      gridSites(3, given.extent),
    ).diagnostics();
    const costs = Array.from(
      people.weights,
      (w, n) =>
        w *
        least(given, Array.from(people.points.subarray(2 * n, 2 * n + 2)), optimalRepresentatives!),
    );
    expect(optimum).toBeCloseTo(-sum(costs) / people.size, 13);
  });

  it('draw by their law, repeats included, whatever the component', () => {
    const kinds: ComponentKind[] = ['exponential', 'permute-and-flip', 'laplace'];
    for (const kind of kinds) {
      const given = problem({ component: kind, tilt: 0.7 });
      const law = subsetLaw(given, gridSites(1, given.extent));
      const probabilities = Array.from(law.logProbabilities(), Math.exp);
      expect(sum(probabilities)).toBeCloseTo(1, 9);
      const counts = new Map<string, number>();
      const rng = seeded(`sets ${kind}`);
      const draws = 3000;
      const lengths = new Set<number>();
      for (let i = 0; i < draws; i++) {
        const places = law.draw(rng);
        lengths.add(places.length);
        const key = [...new Set(places)].join(' ');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      expect([...lengths]).toEqual([3]);
      const terms = probabilities.map((p, s) => {
        const seen = counts.get(law.set(s).join(' ')) ?? 0;
        return (seen - draws * p) ** 2 / (draws * p);
      });
      expect(sum(terms)).toBeLessThan(60); // 13 degrees of freedom: beyond 60 with chance 5e-8
    }
  });

  it('refuse more sets than the caller lists, with the figure', () => {
    const given = problem({ subsets: 83 });
    expect(() => subsetLaw(given, gridSites(2, given.extent))).toThrow(
      'subsets must be >= 129, the sets of up to 3 of 9 sites, got 83',
    );
    expect(subsetCount(128, 3)).toBe(349_632);
    expect(subsetCount(2, 5)).toBe(3);
  });

  it('tell how far they are', () => {
    const stages = new Set<string>();
    subsetLaw(problem({ progress: ({ stage }) => stages.add(stage) }), gridSites(2, [1, 1]));
    expect([...stages]).toEqual([
      'costs of 9 sets of 1',
      'costs of 36 sets of 2',
      'costs of 84 sets of 3',
    ]);
  });
});
