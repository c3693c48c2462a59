import { describe, expect, test } from 'vitest';
import {
  bundles,
  consumerBest,
  disclosure,
  disclosureOf,
  dominatingMarkets,
  exactMonopolist,
  extremalShares,
  fromMasses,
  improve,
  improvingSegments,
  intervalMap,
  isImprovingSegmentation,
  market,
  nonTrivial,
  productEnvironment,
  rational,
  roundedSegmentation,
  segmentation,
  strictConsumerBest,
  surplusPoint,
  surplusTriangle,
} from '../src/lp.ts';
import { refusal } from './support/refusal.ts';

const wrong = (value: unknown): never => value as never;

type Case = readonly [string, () => unknown];

const two = productEnvironment({ values: [[1], [3]] });
const wide = productEnvironment({ values: [[1, 2]] });
const half = market(two, [1, 1]);
const thirds = market({ types: ['a', 'b', 'c'] }, [1, 1, 1]);

describe('segments', () => {
  const even = { weight: '1/2', market: [1, 1] };
  test.each<[unknown, string]>([
    [1, 'segments must be an array, got 1'],
    [[], 'segments.length must be >= 1, got 0'],
    [[null], 'segments[0] must be a weight and a market, or masses, got null'],
    [[{ weight: 1 }], 'segments[0] must be a weight and a market, or masses'],
    [[{ ...even, weight: 0 }], 'segments[0].weight must be > 0, got "0"'],
    [[{ ...even, weight: -1 }], 'segments[0].weight must be > 0, got "-1"'],
    [[{ ...even, weight: NaN }], 'segments[0].weight must be finite, got NaN'],
    [[{ ...even, market: [1] }], 'segments[0].market.length must be 2, got 1'],
    [[even, { ...even, market: [1, -1] }], 'segments[1].market[1] must be >= 0, got -1'],
    [[even, { masses: [1, 1] }], 'segments must be all of weight and market or all of masses'],
    [[{ masses: [0, 0] }], 'segments[0].masses must be masses of which one is > 0, got [0,0]'],
    [[{ masses: [1, Infinity] }], 'segments[0].masses[1] must be finite, got Infinity'],
    [[even], 'segments must be segments with weights that add up to 1, got "1/2"'],
    [
      [{ masses: [1, 3] }],
      'segments must be segments with shares of type t1 that average to 1/2, got "1/4"',
    ],
  ])('%j', (segments, expected) => {
    expect(() => segmentation(two, half, wrong(segments))).toThrow(expected);
  });

  test.each<Case>([
    [
      'segments must be segments with weights that add up to 1 within 1e-9, got "0.99"',
      () => roundedSegmentation(two, half, [{ weight: 0.99, market: [1, 1] }]),
    ],
    [
      'segments must be segments of which one has type t2, got "none"',
      () => roundedSegmentation(two, market(two, ['1', '1e-10']), [{ weight: 1, market: [1, 0] }]),
    ],
    [
      'segments[1] must be a segment of types that are in the market, got "none of them"',
      () =>
        roundedSegmentation(two, market(two, [1, 0]), [
          { weight: 1, market: [1, 0] },
          { weight: 1e-12, market: [0, 1] },
        ]),
    ],
    ['segment must be a segment of types that are in', () => fromMasses([rational(0)])],
    ['segment[1] must be >= 0, got "-1"', () => fromMasses([rational(2), rational(-1)])],
    [
      'segments[0].market.length must be 3, got 2',
      () => nonTrivial(thirds, [{ weight: rational(1), market: half }]),
    ],
    [
      'segments[0].market.length must be 3, got 2',
      () => disclosureOf(thirds, [{ weight: rational(1), market: half }]),
    ],
    [
      'segments must be segments with shares of type 0 that average to 1/3, got "1"',
      () =>
        disclosureOf(thirds, [{ weight: rational(1), market: [1, 0, 0].map((x) => rational(x)) }]),
    ],
    [
      'segments must be segments with shares of type t1 that average to 1/2, got "1"',
      () => {
        const map = intervalMap(productEnvironment({ values: [[1], [2]] }));
        const sets = improvingSegments(map, '1/2', { rule: 'efficient' });
        return isImprovingSegmentation(map, sets, [
          { weight: rational(1), market: [rational(1), rational(0)] },
        ]);
      },
    ],
    ['policy must be an array, got 1', () => disclosure(two, wrong(1))],
    ['policy.length must be 2, got 1', () => disclosure(two, [[1]])],
    ['policy[0].length must be >= 1, got 0', () => disclosure(two, [[], []])],
    ['policy[1].length must be 1, got 2', () => disclosure(two, [[1], [0, 1]])],
    [
      'policy[0][1] must be >= 0, got "-1"',
      () =>
        disclosure(two, [
          [2, -1],
          [0, 1],
        ]),
    ],
    ['policy[1][0] must be finite, got NaN', () => disclosure(two, [[1], [NaN]])],
    [
      'policy[1] must be probabilities that add up to 1, got "1/2"',
      () => disclosure(two, [[1], ['1/2']]),
    ],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});

describe('one product', () => {
  const one = market(wide, [1]);
  test.each<Case>([
    ['alternatives.length must be 1 (one product), got 2', () => surplusTriangle(wide, one)],
    ['alternatives.length must be 1 (one product), got 2', () => consumerBest(wide, one)],
    [
      'moved must be in (0, 1), got "1"',
      () => strictConsumerBest(two, half, { moved: 1, rule: 'mid' }),
    ],
    [
      'moved must be in (0, 1), got "0"',
      () => strictConsumerBest(two, half, { moved: 0, rule: 'mid' }),
    ],
    [
      'moved must be finite, got NaN',
      () => strictConsumerBest(two, half, { moved: NaN, rule: 'mid' }),
    ],
    [
      'profit must be in [3/2, 2], got "1"',
      () => surplusPoint(two, half, { consumerSurplus: 0, profit: 1 }),
    ],
    [
      'profit must be in [3/2, 2], got "3"',
      () => surplusPoint(two, half, { consumerSurplus: 0, profit: 3 }),
    ],
    [
      'profit must be finite, got NaN',
      () => surplusPoint(two, half, { consumerSurplus: 0, profit: NaN }),
    ],
    [
      'consumerSurplus must be in [0, 1/2] at this profit, got "1"',
      () => surplusPoint(two, half, { consumerSurplus: 1, profit: '3/2' }),
    ],
    [
      'consumerSurplus must be in [0, 1/2] at this profit, got "-1"',
      () => surplusPoint(two, half, { consumerSurplus: -1, profit: '3/2' }),
    ],
    ['values.length must be >= 1, got 0', () => extremalShares([])],
    ['values[0] must be > 0, got "0"', () => extremalShares([rational(0)])],
    ['values[1] must be > 2, got "1"', () => extremalShares([rational(2), rational(1)])],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});

describe('two efficient alternatives where the construction needs one', () => {
  const tied = productEnvironment({
    types: ['low', 'high', 'top', 'last'],
    values: [
      [1, 1],
      [3, 2],
      [4, 6],
      [5, 9],
    ],
  });
  const seller = exactMonopolist(tied);
  const f = market(tied, [1, 3, 3, 3]);
  const said = [
    'ties',
    'type "low" has 2 efficient alternatives, "a1", "a2": the construction needs one [PAR, footnote 15]',
    { type: 0, alternatives: 2 },
  ];
  test('is refused, naming the type and her alternatives', () => {
    expect(refusal(() => improve(seller, f, { rule: 'efficient' }))).toEqual(said);
    expect(refusal(() => [...dominatingMarkets(seller, f, { rule: 'efficient' })])).toEqual(said);
  });
});

describe('too many bundles', () => {
  test('are refused, with their number', () => {
    const products = Array.from({ length: 40 }, (_, i) => `p${i}`);
    expect(refusal(() => bundles({ products }))).toEqual([
      'budget',
      'bundles: more than 4096 of 40 products',
      { most: 4096, products: 40 },
    ]);
  });
});
