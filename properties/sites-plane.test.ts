import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { gridSites } from '../src/mechanisms/sites/plane/distance.ts';
import { planeLaw, planePart } from '../src/mechanisms/sites/plane/part.ts';
import type { SiteProblem } from '../src/mechanisms/sites/problem.ts';
import { subsetLaw } from '../src/mechanisms/sites/subsets.ts';
import { pays, planeCosts as kinds, type PlaneCost } from './support/plane-costs.ts';

const people = population(
  Float64Array.of(0.1, 0.2, 0.5, 0.5, 0.9, 0.1, 0.4, 0.3, 0.5, 0.5, 0.8, 0.55),
  2,
  Float64Array.of(1, 2.5, 1, 0.5, 3, 2),
);

function problem(given: Partial<SiteProblem> = {}): SiteProblem {
  return {
    population: people,
    extent: [1, 0.6],
    facilities: 2,
    grid: 'continuous',
    distance: 'euclidean',
    cost: 'distance',
    fixed: [[0.9, 0.5]],
    candidates: null,
    tilt: 1.3,
    component: 'exponential',
    trials: 5000,
    subsets: 10_000,
    ...given,
  };
}

/** Total cost of open sites beside the fixed ones, from the definitions. */
function total(given: SiteProblem, open: readonly (readonly number[])[]): number {
  const kind = { distance: given.distance, cost: given.cost } as PlaneCost;
  const paid = Array.from(people.weights, (w, n) => {
    const t = Array.from(people.points.subarray(2 * n, 2 * n + 2));
    return w * Math.min(...[...open, ...given.fixed].map((s) => pays(kind, t, s)));
  });
  return sum(paid);
}

describe('sites by box rejection', () => {
  it('score a place by its definition in every distance', () => {
    const rng = seeded('scores of places');
    for (const kind of kinds) {
      const given = problem(kind);
      const law = planeLaw(given);
      for (let i = 0; i < 20; i++) {
        const open = [0, 1].map(() => [rng(), 0.6 * rng()]);
        expect(law.score(open)).toBeCloseTo(-total(given, open), 12);
      }
    }
  });

  it('have the law of the listed sets on a grid, fixed sites and extents included', () => {
    for (const kind of kinds) {
      const given = problem({ ...kind, grid: 2, tilt: 1.5 });
      const law = planeLaw(given);
      const listed = subsetLaw(given, gridSites(2, given.extent));
      const name = (sites: readonly (readonly number[])[]): string =>
        [...new Set(sites.map((s) => s.join()))].toSorted().join(' ');
      const seen = new Map<string, number>();
      const rng = seeded(`boxes ${kind.distance} ${kind.cost}`);
      const draws = 2500;
      for (let i = 0; i < draws; i++) {
        const key = name(law.draw(rng, given.trials).products);
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      const terms = Array.from(listed.logProbabilities(), (log, s) => {
        const p = Math.exp(log);
        const own = seen.get(name(listed.set(s).map((c) => listed.sites[c]!))) ?? 0;
        return (own - draws * p) ** 2 / (draws * p);
      });
      expect(sum(terms)).toBeLessThan(110); // 44 degrees of freedom: beyond 110 with chance 1e-7
    }
  });

  it('have the continuous law: the mean cost of one site against a sum over a fine lattice', () => {
    for (const kind of kinds.slice(0, 2)) {
      const given = problem({ ...kind, facilities: 1, tilt: 2 });
      const lattice = Array.from({ length: 80 * 48 }, (_, k) => [
        ((k % 80) + 0.5) / 80,
        (0.6 * (Math.floor(k / 80) + 0.5)) / 48,
      ]);
      const costs = lattice.map((site) => total(given, [site]));
      const mass = costs.map((cost) => Math.exp(-given.tilt * cost));
      const mean = sum(costs.map((cost, k) => cost * mass[k]!)) / sum(mass);
      const spread = Math.sqrt(sum(costs.map((c, k) => (c - mean) ** 2 * mass[k]!)) / sum(mass));
      const law = planeLaw(given);
      const rng = seeded(`continuous ${kind.distance}`);
      const drawn = Array.from({ length: 1500 }, () =>
        total(given, law.draw(rng, given.trials).products),
      );
      expect(Math.abs(sum(drawn) / 1500 - mean)).toBeLessThan(
        (6 * spread) / Math.sqrt(1500) + 1e-3,
      );
    }
  });

  it('stand on a public lattice inside the extent', () => {
    const given = problem();
    const { products } = planeLaw(given).draw(seeded('lattice'), given.trials);
    for (const [x, y] of products) {
      expect(Number.isInteger(x! * 2 ** 32)).toBe(true);
      const step = Math.round((y! / 0.6) * 2 ** 32);
      expect(y).toBe(0.6 * (step * 2 ** -32));
      expect(y).toBeLessThan(0.6);
    }
  });

  it('are refused honestly within the trials the caller allows', () => {
    const part = planePart(problem({ tilt: 1e5, trials: 50 }));
    expect(() => part.draw(seeded('refused'))).toThrow('trials must be more than 50 for this draw');
  });
});

describe('the private part of the plane', () => {
  it('lists candidates and small grids, with exact figures', () => {
    const listed = planePart(problem({ grid: 2 })).diagnostics();
    expect(listed.optimum).toBeGreaterThan(listed.expectedWelfare!);
    const candidates = [
      [0, 0.1],
      [0.5, 0.5],
      [1, 0.6],
    ];
    const given = problem({ candidates, facilities: 3 });
    const part = planePart(given);
    expect(part.diagnostics().optimum).toBeCloseTo(-total(given, candidates) / people.size, 12);
    for (const site of part.draw(seeded('candidates')).products) expect(candidates).toContain(site);
  });

  it('draws a grid too large to list by boxes, and gives no figures there', () => {
    const part = planePart(problem({ grid: 40, subsets: 1000 }));
    const { products, trials } = part.draw(seeded('boxes'));
    expect(products).toHaveLength(2);
    expect(trials).toBeGreaterThan(0);
    for (const [x] of products) expect(Number.isInteger(Math.round(x! * 4e7) / 1e6)).toBe(true);
    expect(part.diagnostics()).toEqual({});
  });

  it('refuses components that would need a list', () => {
    expect(() => planePart(problem({ component: 'laplace' }))).toThrow(
      'component must be exponential where the sets of sites are not listed, got "laplace"',
    );
    expect(
      planePart(problem({ component: 'laplace', grid: 2 })).diagnostics().optimum,
    ).toBeLessThan(0);
  });
});
