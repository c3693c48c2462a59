import { describe, expect, test } from 'vitest';
import {
  assess,
  bestGain,
  chainOf,
  dominance,
  dominatingMarkets,
  exactMonopolist,
  exPostUtilities,
  improvability,
  improve,
  improvingSegments,
  intervalMap,
  keepingWeight,
  market,
  marketAt,
  monopolist,
  optimalMenu,
  polygonMap,
  posteriors,
  productEnvironment,
  rational,
  roundedSegmentation,
  segmentation,
  selected,
  strictConsumerBest,
  surplusIn,
  surplusPoint,
  surplusTriangle,
  consumerBest,
  weightPieces,
} from '../src/lp.ts';
import { refusal } from './support/refusal.ts';

const wrong = (value: unknown): never => value as never;

type Case = readonly [string, () => unknown];

const two = productEnvironment({ values: [[1], [3]] });
const three = productEnvironment({
  values: [
    [4, 3],
    [5, 9],
    [2, 6],
  ],
});
const four = productEnvironment({ values: [[1], [2], [3], [4]] });
const seller = exactMonopolist(two);
const trio = exactMonopolist(three);
const half = market(two, [1, 1]);
const thirds = market(three, [1, 1, 1]);
const efficient = { rule: 'efficient' } as const;
const best = { rule: wrong('best') };
const RULE = 'rule must be one of efficient, consumer, adverse, mid, posted, got "best"';

describe('whatever is asked of a seller', () => {
  const optimum = seller.optimum(half);
  const asked = {
    optimalMenu: (f, options) => optimalMenu(seller, f, options),
    improve: (f, options) => improve(seller, f, options),
    dominatingMarkets: (f, options) => [...dominatingMarkets(seller, f, options)],
    surplusIn: (f, { rule }) => surplusIn(seller, f, rule),
    'dominance, before': (f, { rule }) => dominance(seller, half, f, rule),
    'dominance, after': (f, { rule }) => dominance(seller, f, half, rule),
    assess: (f, options) => assess(seller, f, [{ weight: 1, market: [1, 1] }], options),
    exPostUtilities: (f, options) => exPostUtilities(seller, f, [[1], [1]], options),
    improvability: (f, options) => improvability(seller, f, options),
    bestGain: (f, options) => bestGain(seller, f, options),
    strictConsumerBest: (f, { rule }) => strictConsumerBest(two, f, { moved: '1/2', rule }),
    weightPieces: (f, options) =>
      weightPieces(seller, f, market(two, [1, 3]), { ...options, surplus: half }),
  } satisfies Record<string, (f: typeof half, options: typeof efficient) => unknown>;

  test.each(Object.entries(asked))('%s: a rule that is none', (_, run) => {
    expect(() => run(half, best)).toThrow(RULE);
  });

  const markets: readonly (readonly [string, unknown])[] = [
    ['market.length must be 2, got 3', thirds],
    ['market[0] must be a fraction, got 0.5', [0.5, 0.5]],
    ['market must be shares that add up to 1, got "2"', [rational(1), rational(1)]],
    ['market[1] must be >= 0, got "-1"', [rational(2), rational(-1)]],
    ['market must be an array, got null', null],
  ];
  const others = {
    optimum: (f) => seller.optimum(f),
    nearby: (f) => optimum.nearby(f),
    segmentation: (f) => segmentation(two, f, [{ masses: [1, 1] }]),
    roundedSegmentation: (f) => roundedSegmentation(two, f, [{ masses: [1, 1] }]),
    posteriors: (f) => posteriors(two, f, [[1], [1]]),
    surplusTriangle: (f) => surplusTriangle(two, f),
    consumerBest: (f) => consumerBest(two, f),
    surplusPoint: (f) => surplusPoint(two, f, { consumerSurplus: 0, profit: 2 }),
  } satisfies Record<string, (f: typeof half) => unknown>;
  test.each(
    [...Object.entries(asked), ...Object.entries(others)].flatMap(([name, run]) =>
      markets.map(([expected, f]) => [name, expected, () => run(wrong(f), efficient)] as const),
    ),
  )('%s: %s', (_, expected, run) => expect(run).toThrow(expected));

  test('an arithmetic that is none', async () => {
    await expect(monopolist(two, { arithmetic: wrong('float') })).rejects.toThrow(
      'arithmetic must be one of exact, certified, got "float"',
    );
  });

  test('a rule that is none, where there is nothing to select', () => {
    expect(optimum.unique).toBe(true);
    expect(() => selected(two, optimum, best.rule)).toThrow(RULE);
  });
});

describe('maps, weights and paths', () => {
  test.each<Case>([
    ['types.length must be 2, got 3', () => intervalMap(three)],
    ['types.length must be 3, got 2', () => polygonMap(two)],
    [RULE, () => polygonMap(three).cells(best.rule)],
    [RULE, () => intervalMap(two).chosen(best.rule)],
    [RULE, () => improvingSegments(intervalMap(two), rational(0), best)],
    [
      'q must be in [0, 1], got "3/2"',
      () => improvingSegments(intervalMap(two), rational('3/2'), { rule: 'mid' }),
    ],
    [
      'q must be in [0, 1], got "-1/2"',
      () => improvingSegments(intervalMap(two), rational(-0.5), { rule: 'mid' }),
    ],
    [
      'q must be finite, got NaN',
      () => improvingSegments(intervalMap(two), wrong(NaN), { rule: 'mid' }),
    ],
    ['q must be in [0, 1], got "2"', () => marketAt(intervalMap(two), rational(2))],
    ['path.length must be >= 1, got 0', () => chainOf(three, [])],
    ['path[1] must be an integer in [0, 2], got 3', () => chainOf(three, [0, 3])],
    ['path[0] must be an integer in [0, 2], got 0.5', () => chainOf(three, [0.5])],
    ['path[2] must be a type of its own, got 0', () => chainOf(three, [0, 1, 0])],
  ])('%s', (expected, run) => expect(run).toThrow(expected));

  test('a seller in doubles, where the map is in fractions', async () => {
    const doubles = await monopolist(three, { arithmetic: 'certified' });
    for (const ask of [improvability, bestGain]) {
      expect(() => ask(doubles, thirds, { rule: 'mid' })).toThrow(
        'seller.arithmetic must be exact, got "certified"',
      );
    }
    expect(() => doubles.optimum(half)).toThrow('market.length must be 3, got 2');
    const tied = await monopolist(two, { arithmetic: 'certified' });
    const f = market(two, [2, 1]);
    expect(refusal(() => selected(two, tied.optimum(f), 'posted'))).toEqual([
      'arithmetic',
      'posted prices among several optimal menus need fractions',
      {},
    ]);
  });

  test.each([improvability, bestGain])('more than three types: $name is refused', (ask) => {
    expect(
      refusal(() => ask(exactMonopolist(four), market(four, [1, 1, 1, 1]), { rule: 'mid' })),
    ).toEqual(['budget', 'a map of 4 types: at most 3 are drawn', { types: 4 }]);
  });

  const weigh =
    (part: unknown, surplus: unknown = thirds) =>
    (): unknown =>
      weightPieces(trio, thirds, wrong(part), { ...efficient, surplus: wrong(surplus) });
  const keep =
    (part: unknown, payments: unknown = thirds) =>
    (): unknown =>
      keepingWeight(trio.optimum(thirds), thirds, wrong(part), wrong(payments));
  const part = market(three, [1, 2, 3]);
  const two12 = market(three, [1, 2, 0]);
  test.each<Case>([
    ['part.length must be 3, got 2', weigh(half)],
    ['part must be shares that add up to 1, got "0"', weigh([0, 0, 0].map((x) => rational(x)))],
    ['surplus.length must be 3, got 2', weigh(part, half)],
    ['part.length must be 3, got 2', keep(half)],
    ['payments.length must be 3, got 2', keep(part, half)],
    ['part must be another market than the whole', keep(thirds)],
    ['part must be another market than the whole', weigh(thirds)],
    [
      'part[2] must be 0 for a type that is not in the market, got "1/2"',
      () => keepingWeight(trio.optimum(two12), two12, part, thirds),
    ],
    [
      'part[2] must be 0 for a type that is not in the market, got "1/2"',
      () => weightPieces(trio, two12, part, { ...efficient, surplus: thirds }),
    ],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});
