import { describe, expect, test } from 'vitest';
import {
  facilities,
  givenSiteLottery,
  paperSites,
  population,
  seeded,
  type FacilitiesOptions,
  type SitePlan,
} from '../src/index.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { siteCommitment } from '../src/mechanisms/sites/lotteries/optimal.ts';
import { gridSites } from '../src/mechanisms/sites/plane/distance.ts';

const BASE: FacilitiesOptions = {
  population: population(Float64Array.of(0, 0.25, 0.3), 1),
  facilities: 2,
  grid: 4,
  distance: 'l1',
  mode: 'calibrated',
  truth: { gain: 0.1 },
  promise: { epsilon: 1 },
};

const wrong = (value: unknown): never => value as never;

function errorOf(change: Partial<FacilitiesOptions>): Error {
  try {
    facilities({ ...BASE, ...change });
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('options of the wrong kind', () => {
  test.each(['extent', 'fixed', 'candidates', 'lottery', 'trials', 'subsets', 'truth', 'promise'])(
    '%s: null is not left out',
    (name) => {
      const error = errorOf({ [name]: null });
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(new RegExp(`^${name} must be .*, got null$`));
    },
  );

  test('cost, component and progress: null is not left out', () => {
    for (const name of ['cost', 'component', 'progress']) {
      expect(errorOf({ [name]: null }).message).toMatch(
        new RegExp(`^${name} must be .*, got null$`),
      );
    }
  });

  test('a text is no extent', () => {
    const error = errorOf({ extent: wrong('1') });
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('extent must be an array');
  });
});

test('a lottery over given sites names what is wrong with it', () => {
  const asked = { alternatives: [[[0], [1]]], probabilities: [1], grid: 2 };
  const run = (change: object) => () => givenSiteLottery({ ...asked, ...change });
  for (const grid of [0, NaN, 1.5, 'x']) expect(run({ grid })).toThrow(/^grid must be /);
  expect(run({ extent: [NaN] })).toThrow('extent[0] must be finite, got NaN');
  expect(run({ extent: [2] })).toThrow('extent[0] must be in [0, 1], got 2');
  expect(run({ cost: 'cubed' })).toThrow('cost must be one of distance, squared, got "cubed"');
  expect(run({ distance: 'l2' })).toThrow('distance must be one of l1, euclidean, got "l2"');
  expect(run({ alternatives: [null] })).toThrow(/^alternatives/);
  expect(run({ alternatives: [['x']] })).toThrow(/^alternatives/);
  expect(run({ probabilities: 'x' })).toThrow('probabilities must be an array, got "x"');
});

test('the candidates of an optimal lottery are places of the domain', () => {
  const asked = { grid: 2, facilities: 2, cost: 'distance', types: 'grid' } as const;
  const run = (change: object) => () => siteCommitment({ ...asked, ...change });
  expect(run({ candidates: [[0], ['x']] })).toThrow('candidates[1][0] must be a number, got "x"');
  expect(run({ candidates: [[0], [2]] })).toThrow('candidates[1][0] must be in [0, 1], got 2');
  expect(run({ candidates: [[0], null] })).toThrow('candidates[1] must be an array');
  expect(run({ extent: [NaN] })).toThrow('extent[0] must be finite, got NaN');
});

describe('a plan is its own', () => {
  test('and does not change with the arrays or records that it was asked with', () => {
    const asked = { extent: [1], fixed: [[0.5]], candidates: [[0.1], [0.9]], truth: { gain: 0.5 } };
    const made = facilities({ ...BASE, ...asked });
    const before = JSON.stringify(made.plan);
    asked.extent[0] = 0.5;
    asked.fixed[0]![0] = 7;
    asked.candidates[0]![0] = 5;
    asked.truth.gain = 0.9;
    expect(JSON.stringify(made.plan)).toBe(before);
    const release = made.draw(seeded('own'));
    expect(release.sites.flat().every((x) => x === 0.1 || x === 0.9)).toBe(true);
    const held = made.assign({ sites: [[0.1], [0.9]], part: 'exponential', trials: 1 });
    expect(Array.from(held)).toEqual([0, 0, 0]);
    expect(Object.isFrozen(made.plan.extent)).toBe(true);
  });

  test('and a promise brings nothing but itself', () => {
    const promise = { epsilon: 1, population: 1e9 } as const;
    expect(facilities({ ...BASE, promise }).plan.population).toBe(3);
  });
});

describe('a bounded gain', () => {
  test('of -0 is 0', () => {
    expect(errorOf({ truth: { gain: -0 } }).message).toMatch(/got 0$/);
  });

  test('may be as large as a cost', () => {
    const three = { population: population(Float64Array.of(0, 0.5, 1), 3) } as const;
    const truth = { gain: 2.5 } as const;
    const plan: SitePlan = facilities({ ...BASE, ...three, truth }).plan;
    expect(plan.truth).toEqual(truth);
    expect(errorOf({ ...three, truth: { gain: 3.5 } }).message).toContain('in [0, 3], got 3.5');
    expect(errorOf({ truth: { gain: 1.5 } }).message).toContain('in [0, 1], got 1.5');
  });
});

test('LOC4 for next to nobody is refused by its population', () => {
  const shape = { attributes: 1, facilities: 2, grid: 'continuous', distance: 'l1' } as const;
  for (const n of [1e-9, 0.5, 1, 1.1, 2, Math.E, 3]) {
    const run = (): SitePlan => paperSites({ ...shape, population: n }, 'loc3');
    expect(run).toThrow('population must be above n0');
    try {
      run();
    } catch (error) {
      expect(isRefusal(error) && error.reason).toBe('population');
    }
  }
});

test('the grid of a component that lists its sets is the grid of the reports', () => {
  const extent = [0.3];
  const at = gridSites(6, extent).flat();
  const options = { ...BASE, extent, grid: 6, truth: 'brackets', component: 'laplace' } as const;
  const made = facilities({ ...options, population: population(Float64Array.from(at), 1) });
  const rng = seeded('laplace');
  for (let i = 0; i < 40; i++) {
    const { part, sites } = made.draw(rng);
    if (part === 'exponential')
      expect(sites.every(([x]) => x !== undefined && at.includes(x))).toBe(true);
  }
});
