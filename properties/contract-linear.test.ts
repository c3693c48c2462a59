import { describe, expect, test } from 'vitest';
import {
  dominatingPerturbation,
  improvingSplit,
  linearEnvironment,
  linearMenu,
  perturbationRange,
  perturbed,
  productOf,
  unchangedByPerturbation,
  virtualValuations,
} from '../src/index.ts';
import { market } from '../src/lp.ts';
import { refusal } from './support/refusal.ts';

const wrong = (value: unknown): never => value as never;

type Case = readonly [string, () => unknown];

const half = market({ types: ['a', 'b'] }, [1, 1]);
const levels = { levels: [1, 2], costs: [0, 1] };
const line = linearEnvironment({ values: [1, 2, 4], alternatives: levels });

describe('linear valuations', () => {
  const made = (changed: object) => (): unknown =>
    linearEnvironment({ values: [1, 2], alternatives: levels, ...changed });
  const power = { family: 'power', scale: 1, exponent: 2 };
  const points = [
    [0, 0],
    [1, 1],
  ];
  const smooth = (changed: object) => ({
    alternatives: { cost: power, low: 0, high: 1, ...changed },
  });
  test.each<[object, string]>([
    [{ values: 1 }, 'values must be an array, got 1'],
    [{ values: [] }, 'values.length must be >= 1, got 0'],
    [{ values: [1, NaN] }, 'values[1] must be finite, got NaN'],
    [{ values: [2, 1] }, 'values[1] must be >= 2, got "1"'],
    [{ alternatives: undefined }, 'alternatives must be {levels, costs} or {cost}, got undefined'],
    [{ alternatives: { levels: [] } }, 'alternatives.levels.length must be >= 1, got 0'],
    [{ alternatives: { levels: [1] } }, 'alternatives.costs must be an array, got undefined'],
    [
      { alternatives: { levels: [1], costs: [0, 1] } },
      'alternatives.costs.length must be 1, got 2',
    ],
    [
      { alternatives: { levels: [-1], costs: [0] } },
      'alternatives.levels[0] must be >= 0, got "-1"',
    ],
    [
      { alternatives: { levels: [1, 1], costs: [0, 1] } },
      'alternatives.levels[1] must be a level of its own, got "1"',
    ],
    [
      { alternatives: { levels: [0], costs: [1] } },
      'alternatives.costs[0] must be 0, level 0 being the outside option, got 1',
    ],
    [
      { alternatives: { levels: [1], costs: [NaN] } },
      'alternatives.costs[0] must be finite, got NaN',
    ],
    [{ alternatives: {} }, 'alternatives must be {levels, costs} or {cost}, got {}'],
    [{ alternatives: { cost: power } }, 'alternatives.low must be a number'],
    [{ alternatives: { cost: null } }, 'alternatives.cost must be a cost, got null'],
    [
      { alternatives: { cost: { family: 'piecewise', points }, low: 0, high: 1 } },
      'alternatives must be without low and high for a piecewise cost, got {"cost":',
    ],
    [
      { alternatives: { cost: { family: 'piecewise', points: [[0, 0]] } } },
      'alternatives.cost.points.length must be >= 2, got 1',
    ],
    [
      { alternatives: { cost: { family: 'piecewise', points: [...points, [1, 3]] } } },
      'alternatives.cost.points[2][0] must be > 1, got 1',
    ],
    [
      { alternatives: { cost: { family: 'piecewise', points: [...points, [2, '3/2']] } } },
      'alternatives.cost.points[2][1] must be such that the slope does not fall',
    ],
    [
      {
        alternatives: {
          cost: {
            family: 'piecewise',
            points: [
              [0, 1],
              [1, 2],
            ],
          },
        },
      },
      'alternatives.cost.points[0][1] must be 0, level 0 being the outside option, got 1',
    ],
    [smooth({ low: -1 }), 'alternatives.low must be >= 0, got -1'],
    [smooth({ low: 1 }), 'alternatives.high must be > 1, got 1'],
    [smooth({ high: Infinity }), 'alternatives.high must be finite, got Infinity'],
    [smooth({ high: undefined }), 'alternatives.high must be a number'],
    [
      smooth({ cost: { family: 'cubic' } }),
      'alternatives.cost.family must be one of piecewise, power, polynomial, got "cubic"',
    ],
    [smooth({ cost: { ...power, scale: 0 } }), 'alternatives.cost.scale must be > 0, got 0'],
    [
      smooth({ cost: { ...power, exponent: 1 } }),
      'alternatives.cost.exponent must be a fraction p/q > 1 with p <= 64, got 1',
    ],
    [
      smooth({ cost: { ...power, exponent: Math.PI } }),
      'alternatives.cost.exponent must be a fraction p/q > 1 with p <= 64, got 3.141592653589793',
    ],
    [
      smooth({ cost: { family: 'polynomial', coefficients: [0, 1] } }),
      'alternatives.cost.coefficients must be such that one from a^2 on is > 0',
    ],
    [
      smooth({ cost: { family: 'polynomial', coefficients: [0, 1, -1] } }),
      'alternatives.cost.coefficients[2] must be >= 0, got "-1"',
    ],
    [
      smooth({ cost: { family: 'polynomial', coefficients: [1, 1, 1] } }),
      'alternatives.cost must be a cost of 0 at level 0, the outside option',
    ],
  ])('%j', (changed, expected) => expect(made(changed)).toThrow(expected));

  const largest = { ties: 'largest' } as const;
  const f = market(line, [1, 1, 1]);
  const menu = linearMenu(line, [1, 1, 1], largest);
  const curved = linearEnvironment({
    values: [1],
    alternatives: { cost: { family: 'power', scale: 1, exponent: 2 }, low: 0, high: null },
  });
  test.each<Case>([
    ['market.length must be 3, got 2', () => linearMenu(line, [1, 1], largest)],
    ['market[0] must be >= 0, got -1', () => linearMenu(line, [-1, 1, 1], largest)],
    ['market[0] must be finite, got NaN', () => linearMenu(line, [NaN, 1, 1], largest)],
    [
      'ties must be one of largest, smallest, got "mean"',
      () => linearMenu(line, f, { ties: wrong('mean') }),
    ],
    [
      'ties must be one of largest, smallest, got "mean"',
      () => improvingSplit(line, f, { ties: wrong('mean') }),
    ],
    ['market.length must be 3, got 2', () => improvingSplit(line, half, largest)],
    ['type must be an integer in [0, 2], got 3', () => perturbationRange(f, 3)],
    ['type must be a number, got "a"', () => perturbationRange(f, wrong('a'))],
    ['type must be an integer in [0, 2], got -1', () => dominatingPerturbation(line, menu, -1)],
    ['type must be an integer in [0, 2], got 3', () => unchangedByPerturbation(line, menu, 3)],
    ['market[0] must be a fraction, got 1', () => perturbationRange(wrong([1, 0]), 0)],
    ['delta must be in [-1, 1/2], got "1"', () => perturbed(f, 0, 1)],
    ['delta must be in [-1, 1/2], got "-2"', () => perturbed(f, 0, -2)],
    ['delta must be in [-1, Infinity], got "-2"', () => perturbed(f, 2, -2)],
    ['delta must be finite, got NaN', () => perturbed(f, 0, NaN)],
    ['levels must be given for a smooth cost, got null', () => productOf(curved)],
    ['levels must be levels of which one is > 0, got [0]', () => productOf(curved, [0])],
    ['levels[1] must be finite, got NaN', () => productOf(line, [1, NaN])],
    ['level must be on offer, got "3"', () => productOf(line, [3])],
    ['levels[1] must be a level of its own, got "1"', () => productOf(line, [1, 1])],
    ['values must be an array, got 1', () => virtualValuations(wrong(1), [1])],
    ['values.length must be >= 1, got 0', () => virtualValuations([], [])],
    ['values[1] must be >= 2, got "1"', () => virtualValuations([2, 1], [1, 1])],
    ['values[0] must be finite, got NaN', () => virtualValuations([NaN], [1])],
    ['masses.length must be 1, got 2', () => virtualValuations([1], [1, 1])],
    ['masses[0] must be >= 0, got "-1"', () => virtualValuations([1, 2], [-1, 2])],
    ['masses must be masses of which one is > 0, got [0]', () => virtualValuations([1], [0])],
    [
      'masses must be a Float64Array as the values are',
      () => virtualValuations(Float64Array.of(1), wrong([1])),
    ],
    [
      'masses must be an array as the values are',
      () => virtualValuations([1], wrong(Float64Array.of(1))),
    ],
    [
      'values.length must be >= 1, got 0',
      () => virtualValuations(new Float64Array(0), new Float64Array(0)),
    ],
    [
      'values[0] must be finite, got NaN',
      () => virtualValuations(Float64Array.of(NaN), Float64Array.of(1)),
    ],
    [
      'values[1] must be >= 2, got 1',
      () => virtualValuations(Float64Array.of(2, 1), Float64Array.of(1, 1)),
    ],
    [
      'masses[0] must be in [0, Infinity], got -1',
      () => virtualValuations(Float64Array.of(1), Float64Array.of(-1)),
    ],
    [
      'masses must be masses of which one is > 0',
      () => virtualValuations(Float64Array.of(1), Float64Array.of(0)),
    ],
  ])('%s', (expected, run) => expect(run).toThrow(expected));

  test('a type with two efficient levels is refused by the split, and named', () => {
    const tied = linearEnvironment({ values: [1, 2], alternatives: levels });
    expect(refusal(() => improvingSplit(tied, half, largest))).toEqual([
      'ties',
      't1 has two efficient levels',
      { type: 0 },
    ]);
    expect(refusal(() => improvingSplit(tied, wrong([1, 1]), largest))).toEqual([
      'ties',
      't1 has two efficient levels',
      { type: 0 },
    ]);
  });
});
