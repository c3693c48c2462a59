import { describe, expect, test } from 'vitest';
import {
  adjacentSites,
  calibrateSites,
  dyadicSites,
  facilities,
  givenSiteLottery,
  isRefusal,
  locTable,
  midpointSites,
  paperSites,
  population,
  printedParametersOf,
  printedSites,
  uniformSites,
  type CalibrateSitesOptions,
  type FacilitiesOptions,
  type LineLotteryOptions,
} from '../src/index.ts';

/** What sites-line-contract.test.ts does not ask: the plane, plans without data, the lotteries by themselves. */

const wrong = (value: unknown): never => value as never;

const PLANE: FacilitiesOptions = {
  population: population(Float64Array.of(0, 0, 0.5, 1, 1, 0.25), 2),
  facilities: 2,
  grid: 2,
  distance: 'euclidean',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { epsilon: 1 },
};

describe('facilities in the plane', () => {
  test.each<[object, string]>([
    [{ population: null }, 'population must be reports with their weights, got null'],
    [{ facilities: NaN }, 'facilities must be finite, got NaN'],
    [{ facilities: 10 }, 'facilities must be at most the 9 distinct sites, got 10'],
    [{ grid: Infinity }, 'grid must be finite, got Infinity'],
    [{ distance: undefined }, 'distance must be one of l1, euclidean, got undefined'],
    [{ extent: [1] }, 'extent.length must be 2, got 1'],
    [{ extent: 'wide' }, 'extent must be an array, got "wide"'],
    [{ extent: [1, NaN] }, 'extent[1] must be finite, got NaN'],
    [{ extent: [1, 2] }, 'extent[1] must be in [0, 1], got 2'],
    [{ extent: [1, 0.5] }, 'reports[1][1] must be in [0, 0.5], got 1'],
    [{ fixed: [[0.5, 2]] }, 'fixed[0][1] must be in [0, 1], got 2'],
    [{ fixed: [0.5] }, 'fixed[0] must be an array of coordinates, got 0.5'],
    [{ candidates: 0 }, 'candidates must be an array of places, got 0'],
    [
      {
        candidates: [
          [0, 0],
          [0, '1'],
        ],
      },
      'candidates[1][1] must be a number, got "1"',
    ],
    [{ candidates: [[0, 0]] }, 'facilities must be at most the 1 distinct sites, got 2'],
    [{ lottery: 'dyadic' }, 'lottery must be uniform, adjacent or wide for types on a grid'],
    [{ lottery: null }, 'lottery must be a name or a site lottery, got null'],
    [{ truth: { beyond: 1.5 } }, 'truth.beyond must be in [0.000001, 1.414'],
    [{ promise: { loss: NaN } }, 'loss must be finite, got NaN'],
    [{ trials: NaN }, 'trials must be finite, got NaN'],
    [{ subsets: 0 }, 'subsets must be an integer in [1, 2147483647], got 0'],
    [
      { mode: 'paper', truth: undefined, promise: undefined },
      'lottery must be one of uniform, adjacent',
    ],
  ])('%j', (changed, expected) => {
    expect(() => facilities({ ...PLANE, ...changed })).toThrow(expected);
  });

  test('one facility, and candidates that tell no types apart, are refused as answers', () => {
    for (const changed of [
      { facilities: 1 },
      {
        candidates: [
          [0, 0.5],
          [1, 0.5],
        ],
      },
    ]) {
      let error: unknown;
      try {
        facilities({ ...PLANE, ...changed });
      } catch (thrown) {
        error = thrown;
      }
      expect(isRefusal(error) && error.reason).toBe('separation');
    }
  });

  test('one agent is enough', () => {
    const alone = { ...PLANE, population: population(Float64Array.of(0.5, 0.5), 2) };
    expect(facilities(alone).plan.population).toBe(1);
  });
});

describe('plans without data, and printed ones', () => {
  const plan: CalibrateSitesOptions = {
    population: 100,
    attributes: 1,
    facilities: 2,
    grid: 4,
    distance: 'l1',
    truth: 'brackets',
    epsilon: 1,
  };
  test.each<[object, string]>([
    [{ population: 0 }, 'population must be > 0, got 0'],
    [{ population: NaN }, 'population must be finite, got NaN'],
    [{ attributes: 4 }, 'attributes must be an integer in [1, 3], got 4'],
    [{ attributes: 0 }, 'attributes must be an integer in [1, 3], got 0'],
    [{ tilt: 1 }, 'epsilon, tilt, loss must be exactly one of the three, got 2'],
    [{ epsilon: undefined }, 'epsilon, tilt, loss must be exactly one of the three, got 0'],
    [{ epsilon: Infinity }, 'epsilon must be finite, got Infinity'],
    [{ truth: undefined }, 'truth must be brackets'],
  ])('%j', (changed, expected) => {
    expect(() => calibrateSites({ ...plan, ...changed })).toThrow(expected);
  });

  const printed = {
    population: 1e6,
    attributes: 1,
    facilities: 2,
    grid: 8,
    distance: 'l1',
  } as const;
  test.each<[string, () => unknown]>([
    [
      'attributes must be an integer in [1, 1], got 2',
      () => paperSites({ ...printed, attributes: 2 }, 'adjacent'),
    ],
    [
      'extent[0] must be 1 in paper mode, got 0.5',
      () => paperSites({ ...printed, extent: [0.5] }, 'adjacent'),
    ],
    [
      'cost must be distance in paper mode',
      () => paperSites({ ...printed, cost: 'squared' }, 'adjacent'),
    ],
    [
      'fixed must be left out in paper mode',
      () => paperSites({ ...printed, fixed: [[0]] }, 'adjacent'),
    ],
    ['lottery must be one of uniform, adjacent, loc3', () => paperSites(printed, wrong('dyadic'))],
    [
      'lottery must be one of uniform, adjacent, loc3',
      () => printedParametersOf(1e6, 2, 8, wrong('x')),
    ],
    ['population must be finite, got NaN', () => printedParametersOf(NaN, 2, 8, 'uniform')],
    [
      'facilities must be an integer in [2, 100], got 1',
      () => printedParametersOf(1e6, 1, 8, 'uniform'),
    ],
    ['grid must be a power of two >= 2, got 6', () => printedParametersOf(1e6, 2, 6, 'loc3')],
    [
      '(grid + 1)^facilities must be at most 2^53',
      () => printedParametersOf(1e6, 9, 99, 'uniform'),
    ],
    ['facilities must be an integer in [2, 100], got 1', () => locTable({ facilities: 1 })],
    ['populations must be an array, got 100', () => locTable({ populations: wrong(100) })],
    ['grids must be an array, got 8', () => locTable({ grids: wrong(8) })],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});

describe('lotteries of sites', () => {
  const good: LineLotteryOptions = { grid: 4, facilities: 2, types: 'grid', cost: 'distance' };
  const makers = { adjacentSites, dyadicSites, printedSites, uniformSites };
  test.each(Object.entries(makers))('%s', (_name, make) => {
    const cases: readonly (readonly [object, string])[] = [
      [{ grid: 0 }, 'grid must be an integer'],
      [{ grid: NaN }, 'grid must be finite, got NaN'],
      [{ facilities: 1 }, 'facilities must be an integer in [2, 100], got 1'],
      [{ types: 'all' }, 'types must be one of grid, anywhere, got "all"'],
      [{ cost: 'cubed' }, 'cost must be one of distance, squared, got "cubed"'],
    ];
    for (const [changed, expected] of cases) {
      expect(() => make({ ...good, ...changed })).toThrow(expected);
    }
  });

  const given = { alternatives: [[[0], [1]]], probabilities: [1], grid: 4 };
  test.each<[string, () => unknown]>([
    ['cost must be one of distance, squared', () => midpointSites(2, wrong('square'))],
    ['facilities must be finite, got NaN', () => midpointSites(NaN, 'distance')],
    [
      'alternatives must be an array, got 1',
      () => givenSiteLottery({ ...given, alternatives: wrong(1) }),
    ],
    [
      'alternatives[0][1] must be an array of coordinates',
      () => givenSiteLottery({ ...given, alternatives: wrong([[[0], 1]]) }),
    ],
    [
      'probabilities must be an array, got 1',
      () => givenSiteLottery({ ...given, probabilities: wrong(1) }),
    ],
    [
      'probabilities[0] must be finite, got NaN',
      () => givenSiteLottery({ ...given, probabilities: [NaN] }),
    ],
    ['grid must be finite, got NaN', () => givenSiteLottery({ ...given, grid: NaN })],
    [
      'grid must be an integer in [1, 1048576], got -1',
      () => givenSiteLottery({ ...given, grid: -1 }),
    ],
    [
      'cost must be one of distance, squared',
      () => givenSiteLottery({ ...given, cost: wrong('cubed') }),
    ],
    [
      'distance must be one of l1, euclidean',
      () => givenSiteLottery({ ...given, distance: wrong('l2') }),
    ],
    ['extent[0] must be > 0, got 0', () => givenSiteLottery({ ...given, extent: [0] })],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});
