import { describe, expect, it } from 'vitest';
import { population, replaceOne, type Population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { facilities, type FacilitiesOptions } from '../src/mechanisms/sites/facilities.ts';
import { gridSites } from '../src/mechanisms/sites/plane/distance.ts';
import { subsetLaw, type SubsetLaw } from '../src/mechanisms/sites/subsets.ts';
import { planeCosts, type Place } from './support/plane-costs.ts';

const extent = [1, 0.6];
const types = gridSites(2, extent);

function crowd(label: string, count: number): Population {
  const rng = seeded(label);
  const points = Array.from({ length: count }, () => types[Math.floor(types.length * rng())]!);
  return population(Float64Array.from(points.flat()), 2);
}

type Plane = Pick<FacilitiesOptions, 'distance' | 'cost' | 'candidates' | 'fixed'>;

function mechanism(people: Population, plane: Plane): ReturnType<typeof facilities> {
  return facilities({
    ...plane,
    population: people,
    extent,
    facilities: 2,
    grid: 2,
    mode: 'calibrated',
    truth: 'brackets',
    promise: { epsilon: 0.4 },
  });
}

function lawOf(people: Population, plane: Plane, tilt: number): SubsetLaw {
  const problem = {
    population: people,
    extent,
    facilities: 2,
    grid: 2,
    distance: plane.distance,
    cost: plane.cost ?? 'distance',
    fixed: plane.fixed ?? [],
    candidates: null,
    tilt,
    component: 'exponential',
    trials: 1,
    subsets: 1e5,
  } as const;
  return subsetLaw(problem, plane.candidates ?? types);
}

/** The least of q loss - (1-q) gain over all lies of all agents, who may choose their site in the private part; and the worst log-ratio of a lie. */
function leastNet(people: Population, plane: Plane): { net: number; loss: number } {
  const { plan } = mechanism(people, plane);
  const before = lawOf(people, plane, plan.tilt);
  const logs = before.logProbabilities();
  let [net, loss] = [Infinity, 0];
  for (let row = 0; row < people.weights.length; row++) {
    const t: Place = Array.from(people.points.subarray(2 * row, 2 * row + 2));
    for (const b of types) {
      if (b[0] === t[0] && b[1] === t[1]) continue;
      const after = lawOf(replaceOne(people, row, b), plane, plan.tilt);
      const gain = before.expectedCost(t) - after.expectedCost(t);
      net = Math.min(net, plan.q * plan.lottery!.loss(t, b) - (1 - plan.q) * gain);
      after
        .logProbabilities()
        .forEach((log, s) => (loss = Math.max(loss, Math.abs(log - logs[s]!))));
    }
  }
  return { net, loss };
}

describe('facilities in the plane', () => {
  it('make every lie between brackets lose, and keep their privacy, in every cost', () => {
    const candidates = [
      [0, 0],
      [0.9, 0.05],
      [0.4, 0.6],
      [1, 0.5],
      [0.15, 0.4],
      [0.6, 0.1],
      [0.05, 0.2],
    ];
    const planes: Plane[] = [
      ...planeCosts,
      { distance: 'euclidean', fixed: [[0.5, 0.3]] },
      { distance: 'euclidean', candidates },
    ];
    for (const plane of planes) {
      for (const label of ['one', 'two']) {
        const { net, loss } = leastNet(crowd(label, 3), plane);
        expect(net).toBeGreaterThan(0);
        expect(loss).toBeLessThanOrEqual(0.4 + 1e-12);
      }
    }
  });

  it('release K sites, and serve each report at the nearest', () => {
    const people = crowd('release', 40);
    const made = mechanism(people, { distance: 'euclidean', fixed: [[0.5, 0.3]] });
    const release = made.draw(seeded('release'));
    expect(release.sites).toHaveLength(2);
    const open = release.part === 'lottery' ? release.sites : [...release.sites, [0.5, 0.3]];
    made.assign(release).forEach((site, row) => {
      const [x, y] = people.points.subarray(2 * row, 2 * row + 2);
      const away = open.map((s) => (s[0]! - x!) ** 2 + (s[1]! - y!) ** 2);
      expect(away[site]).toBe(Math.min(...away));
    });
  });

  it('find continuous sites for a crowd where the law is steep', () => {
    const rng = seeded('steep people');
    const points = Float64Array.from({ length: 400 }, (_, i) => (i % 2 ? 0.6 : 1) * rng() ** 2);
    const made = facilities({
      population: population(points, 2),
      extent,
      facilities: 2,
      grid: 'continuous',
      distance: 'euclidean',
      mode: 'calibrated',
      truth: { gain: 1 },
      promise: { tilt: 20 },
    });
    const { sites, trials } = made.draw(seeded('steep'));
    expect(sites).toHaveLength(2);
    expect(trials).toBeLessThan(3000);
  });
});
