import { describe, expect, test } from 'vitest';
import {
  cohortPrice,
  isRefusal,
  population,
  postedPlan,
  postedPrice,
  priceGrid,
  printedPricing,
  type CohortPriceOptions,
  type PostedPriceOptions,
} from '../src/index.ts';
import { optimalPriceLottery } from '../src/lp.ts';

const wrong = (value: unknown): never => value as never;

const GOOD: PostedPriceOptions = {
  values: population(Float64Array.of(0, 0.25, 0.5, 1), 1),
  grid: 4,
  offset: 'half',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 0.1 },
};

const options: readonly (readonly [object, string])[] = [
  [{ grid: NaN }, 'grid must be finite, got NaN'],
  [{ grid: '4' }, 'grid must be a number, got "4"'],
  [{ grid: 2 ** 21 }, 'grid must be an integer in [1, 1048576], got 2097152'],
  [{ offset: 'third' }, 'offset must be one of none, half, got "third"'],
  [{ mode: undefined }, 'mode must be one of calibrated, paper, got undefined'],
  [{ truth: undefined }, 'truth must be brackets, beyond or gain, got undefined'],
  [{ truth: 'beyond' }, 'truth must be brackets, {"beyond": b} or {"gain": g}, got "beyond"'],
  [{ truth: { beyond: NaN } }, 'truth.beyond must be finite, got NaN'],
  [{ truth: { beyond: 1.5 } }, 'truth.beyond must be in [0.000001, 1], got 1.5'],
  [{ truth: { beyond: 0.5, gain: 0.5 } }, 'truth must be one of beyond, gain'],
  [{ truth: { gain: '0' } }, 'truth.gain must be a number, got "0"'],
  [{ truth: { gain: 1.5 } }, 'truth.gain must be in [0, 1], got 1.5'],
  [{ promise: undefined }, 'promise must be epsilon, tilt or loss, got undefined'],
  [{ promise: null }, 'promise must be one of {epsilon}, {tilt}, {loss}, got null'],
  [{ promise: { epsilon: NaN } }, 'epsilon must be finite, got NaN'],
  [{ promise: { epsilon: 0 } }, 'epsilon must be > 0, got 0'],
  [{ promise: { tilt: Infinity } }, 'tilt must be finite, got Infinity'],
  [{ promise: { tilt: -1 } }, 'tilt must be > 0, got -1'],
  [{ promise: { loss: 1.5 } }, 'loss must be in [0, 1], got 1.5'],
  [{ promise: { loss: 0 } }, 'loss must be at least 0.'],
  [{ commitment: 'best' }, 'commitment must be a Float64Array, got "best"'],
  [{ commitment: Float64Array.of(0.5, 0.5) }, 'commitment.length must be 4, got 2'],
  [{ commitment: new Float64Array(4) }, 'the sum of commitment must be 1, got 0'],
  [{ commitment: Float64Array.of(2, -1, 0, 0) }, 'commitment[0] must be in [0, 1], got 2'],
  [{ commitment: Float64Array.of(NaN, 1, 0, 0) }, 'commitment[0] must be in [0, 1], got NaN'],
  [{ component: 'noise' }, 'component must be one of exponential, permute-and-flip, laplace'],
];

describe('a posted price', () => {
  test.each(options)('%j', (changed, expected) => {
    expect(() => postedPrice({ ...GOOD, ...changed })).toThrow(expected);
    const { values: _, ...rest } = { ...GOOD, ...changed };
    expect(() => postedPlan({ ...rest, population: 4 })).toThrow(expected);
  });

  test('values outside [0, 1], of two attributes, or none', () => {
    const priced = (values: unknown) => (): unknown =>
      postedPrice({ ...GOOD, values: wrong(values) });
    const look = (points: Float64Array, attributes = 1): object => ({
      points,
      attributes,
      weights: new Float64Array(points.length / attributes).fill(1),
      size: points.length,
    });
    expect(priced(undefined)).toThrow('population must be reports with their weights');
    expect(priced(look(Float64Array.of(0.5, 1.5)))).toThrow(
      'reports[1] must be in [0, 1], got 1.5',
    );
    expect(priced(look(Float64Array.of(NaN)))).toThrow('reports[0] must be in [0, 1], got NaN');
    expect(priced(look(new Float64Array(0)))).toThrow('reports.length must be >= 1, got 0');
    expect(priced(look(Float64Array.of(0, 1), 2))).toThrow('values.attributes must be an integer');
  });

  test.each([0, -1, NaN, Infinity])('a population of %d', (n) => {
    expect(() => postedPlan({ ...GOOD, population: n })).toThrow(
      /^population must be (> 0|finite)/,
    );
  });

  test('one buyer and one price are enough', () => {
    const alone = { ...GOOD, values: population(Float64Array.of(0.7), 1), grid: 1 };
    expect(Array.from(postedPrice(alone).prices)).toEqual([0.5]);
  });

  test.each(['truth', 'promise', 'commitment', 'component'] as const)(
    'as printed, no %s',
    (name) => {
      const given = {
        truth: 'brackets',
        promise: { tilt: 1 },
        commitment: 'uniform',
        component: 'laplace',
      };
      const paper = { values: GOOD.values, grid: 4, offset: 'half', mode: 'paper' } as const;
      expect(() => postedPrice({ ...paper, [name]: given[name] })).toThrow(
        `${name} must be left out in paper mode, got`,
      );
    },
  );
});

describe('cohorts', () => {
  const cohorts = {
    signals: [
      [0, 1],
      [1, 1],
      [0, 0],
    ],
    levels: 2,
    values: [0.1, 0.5, 0.9],
  };
  const base: CohortPriceOptions = {
    cohorts,
    grid: 4,
    offset: 'half',
    rule: 'weak',
    mode: 'calibrated',
    truth: 'brackets',
    promise: { tilt: 0.1 },
  };
  test.each<[object, string]>([
    [{ levels: 1 }, 'cohorts.levels must be an integer in [2, 1000], got 1'],
    [{ levels: NaN }, 'cohorts.levels must be finite, got NaN'],
    [{ signals: 'all' }, 'cohorts.signals must be an array of rows, got "all"'],
    [{ signals: [] }, 'cohorts.signals[0].length must be an integer in [1, 1000], got 0'],
    [{ signals: [[0, 1], [1]] }, 'cohorts.signals[1].length must be an integer in [2, 2], got 1'],
    [{ signals: [[0, 2]] }, 'cohorts.signals[0][1] must be an integer in [0, 1], got 2'],
    [{ signals: [[0, -1]] }, 'cohorts.signals[0][1] must be an integer in [0, 1], got -1'],
    [{ values: [0, 2, 1] }, 'cohorts.values[1] must be in [0, 1], got 2'],
    [{ values: [0, NaN, 1] }, 'cohorts.values[1] must be finite, got NaN'],
    [{ values: [0, 1] }, 'cohorts.values[2] must be a number, got undefined'],
    [{ values: { '0,0': 0 } }, 'cohorts.values["0,1"] must be a number, got undefined'],
    [{ values: undefined }, 'cohorts must be {signals, levels, values}'],
    [{ values: [0.3, 0.3, 0.3] }, 'cohorts.values must be such that a report changes'],
  ])('%j', (changed, expected) => {
    expect(() => cohortPrice({ ...base, cohorts: wrong({ ...cohorts, ...changed }) })).toThrow(
      expected,
    );
  });

  test.each<[object, string]>([
    [{ cohorts: null }, 'cohorts must be {signals, levels, values}'],
    [{ rule: 'lax' }, 'rule must be one of weak, strict, got "lax"'],
    [{ truth: { beyond: 0.5 } }, 'truth must be brackets or gain, signals having no distance'],
    [{ truth: undefined }, 'truth must be brackets or gain, got undefined'],
    [{ promise: undefined }, 'promise must be epsilon, tilt or loss, got undefined'],
    [{ profiles: 0 }, 'profiles must be an integer in [1, 2147483647], got 0'],
    [{ commitment: Float64Array.of(1) }, 'commitment.length must be 4, got 1'],
    [{ mode: 'paper' }, 'truth must be left out in paper mode, got "brackets"'],
  ])('%j', (changed, expected) => {
    expect(() => cohortPrice({ ...base, ...changed })).toThrow(expected);
  });
});

describe('printed prices, grids and optimal lotteries', () => {
  test.each<[string, () => unknown]>([
    ['population must be finite, got NaN', () => printedPricing(NaN, 4, 4, 1)],
    ['grid must be finite, got NaN', () => printedPricing(100, NaN, 4, 1)],
    ['grid must be an integer in [1, 1048576], got 0', () => printedPricing(100, 0, 4, 1)],
    ['alternatives must be finite, got Infinity', () => printedPricing(100, 4, Infinity, 1)],
    ['sensitivity must be > 0, got -1', () => printedPricing(100, 4, 4, -1)],
    ['grid must be an integer', () => priceGrid(0, 'half', 'weak')],
    ['offset must be one of none, half', () => priceGrid(4, wrong('whole'), 'weak')],
    ['rule must be one of weak, strict', () => priceGrid(4, 'none', wrong('at'))],
  ])('%s', (expected, run) => expect(run).toThrow(expected));

  test.each<[object, string]>([
    [{ grid: 121 }, 'grid must be an integer in [1, 120], got 121'],
    [{ grid: NaN }, 'grid must be finite, got NaN'],
    [{ offset: 'none' }, 'offset must be half'],
    [{ tilt: 0 }, 'tilt must be > 0, got 0'],
    [{ component: 'noise' }, 'component must be one of'],
    [{ floor: 1 }, 'floor must be in [0, 1/3], got 1'],
    [{ floor: NaN }, 'floor must be finite, got NaN'],
  ])('%j', async (changed, expected) => {
    const good = { grid: 3, offset: 'half', tilt: 0.1, component: 'exponential' } as const;
    await expect(optimalPriceLottery({ ...good, ...changed })).rejects.toThrow(expected);
  });

  test('none of these is an answer', () => {
    let error: unknown;
    try {
      postedPrice({ ...GOOD, truth: { gain: 2 } });
    } catch (thrown) {
      error = thrown;
    }
    expect([error instanceof RangeError, isRefusal(error)]).toEqual([true, false]);
  });
});
