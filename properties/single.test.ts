import { describe, expect, test } from 'vitest';
import { fractionText, rational, type Quantity } from '../src/core/rational.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { market, type Market } from '../src/mechanisms/monopoly/market.ts';
import { averages, segmentation } from '../src/mechanisms/segmentation/segmentation.ts';
import { consumerBest, strictConsumerBest } from '../src/mechanisms/single/consumer-best.ts';
import { extremalShares } from '../src/mechanisms/single/extremal.ts';
import type { PricedSegmentation } from '../src/mechanisms/single/priced.ts';
import { surplusPoint, surplusTriangle } from '../src/mechanisms/single/triangle.ts';
import { message } from './support/par/message.ts';
import { paretoVectors } from './support/par/vectors.ts';

const t = fractionText;
const of = (values: readonly Quantity[], masses: readonly Quantity[]) => {
  const environment = productEnvironment({ values: values.map((v) => [v]) });
  return [environment, market(environment, masses)] as const;
};
const texts = (f: Market) => f.map((share) => t(share));
const shown = ({ segments }: PricedSegmentation) =>
  segments.map(({ weight, market: f, price }) => [t(weight), texts(f), price && t(price)]);
const pair = ({
  consumerSurplus,
  profit,
}: Pick<PricedSegmentation, 'consumerSurplus' | 'profit'>) => [t(consumerSurplus), t(profit)];

test.each(paretoVectors('bbm'))(
  'the segmentation and the triangle of $id are those of the vectors',
  (vector) => {
    const [environment, f] = of(vector.v, vector.f);
    const triangle = surplusTriangle(environment, f);
    expect(t(triangle.totalSurplus)).toBe(vector.total_surplus);
    expect(t(triangle.profit)).toBe(vector.pi_star);
    expect(triangle.prices.map((p) => t(p))).toEqual(vector.optimal_prices);
    expect(triangle.vertices.map((each) => pair(each))).toEqual(vector.triangle);
    const best = consumerBest(environment, f);
    expect(shown(best)).toEqual(
      vector.greedy.map((each) => [each.weight, each.market, String(vector.v[each.support[0]!])]),
    );
    expect(pair(best)).toEqual([vector.cs_max, vector.pi_star]);
  },
);

test('an extremal market earns the same at each of its values', () => {
  expect(texts(extremalShares(['1', '2', '3', '7/2'].map((v) => rational(v))))).toEqual([
    '1/2',
    '1/6',
    '1/21',
    '2/7',
  ]);
});

describe('the segmentation that is best for consumers', () => {
  test('splits tied types as the market does, and leaves those of no value apart', () => {
    const [environment, f] = of([2, -1, 1, 2, 0, 5], [2, 1, 2, 4, 1, 0]);
    const found = consumerBest(environment, f);
    expect(averages(environment, found.segments)).toEqual(f);
    expect(shown(found)).toEqual([
      ['2/5', ['1/6', '0', '1/2', '1/3', '0', '0'], '1'],
      ['2/5', ['1/3', '0', '0', '2/3', '0', '0'], '2'],
      ['1/5', ['0', '1/2', '0', '0', '1/2', '0'], null],
    ]);
    expect(pair(found)).toEqual(['1/5', '6/5']);
  });

  test('of an extremal market is that market', () => {
    const [environment, f] = of([1, 2, 4], [2, 1, 1]);
    expect(shown(consumerBest(environment, f))).toEqual([['1', ['1/2', '1/4', '1/4'], '1']]);
  });

  test('sells nothing where nobody values the product', () => {
    const [environment, f] = of([-1, 0], [1, 2]);
    expect(shown(consumerBest(environment, f))).toEqual([['1', ['1/3', '2/3'], null]]);
    const triangle = surplusTriangle(environment, f);
    expect(triangle.vertices.map((each) => pair(each))).toEqual([
      ['0', '0'],
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(shown(surplusPoint(environment, f, { consumerSurplus: 0, profit: 0 }))).toEqual([
      ['1', ['1/3', '2/3'], null],
    ]);
    const strict = strictConsumerBest(environment, f, { moved: '1/2', rule: 'efficient' });
    expect([strict.reference, t(strict.loss), shown(strict)]).toEqual([
      null,
      '0',
      [['1', ['1/3', '2/3'], null]],
    ]);
  });

  test('keeps values of 1e9 and masses of 1e-12 exact', () => {
    const [environment, f] = of(['1e9', '1000000000.5', 1], ['1e-12', 1, '1e-12']);
    const found = consumerBest(environment, f);
    expect(averages(environment, found.segments)).toEqual(f);
    const { vertices } = surplusTriangle(environment, f);
    expect(pair(found)).toEqual(pair(vertices[2]));
  });

  test('takes 40 values', () => {
    const values = Array.from({ length: 40 }, (_, i) => i + 1);
    const [environment, f] = of(
      values,
      values.map((v) => ((v * 7) % 11) + 1),
    );
    const found = consumerBest(environment, f);
    expect(found.segments.length).toBeLessThanOrEqual(40);
    expect(pair(found)).toEqual(pair(surplusTriangle(environment, f).vertices[2]));
  });
});

describe('a point of the triangle', () => {
  const [environment, f] = of([1, 2, 3], [1, 1, 1]);

  test('is reached exactly, by one segment a price that is best there and nowhere tied', () => {
    const found = surplusPoint(environment, f, { consumerSurplus: '1/5', profit: '3/2' });
    expect(pair(found)).toEqual(['1/5', '3/2']);
    expect(found.strict).toBe(true);
    expect(averages(environment, found.segments)).toEqual(f);
    expect(
      found.segments.map(({ price, prices }) => [price && t(price), prices.map((p) => t(p))]),
    ).toEqual([
      ['1', ['1']],
      ['2', ['2']],
      ['3', ['3']],
    ]);
  });

  test('at the vertices is perfect discrimination, and the two ends of the bottom edge', () => {
    const all = surplusPoint(environment, f, { consumerSurplus: 0, profit: 2 });
    expect(shown(all)).toEqual([
      ['1/3', ['1', '0', '0'], '1'],
      ['1/3', ['0', '1', '0'], '2'],
      ['1/3', ['0', '0', '1'], '3'],
    ]);
    const worst = surplusPoint(environment, f, { consumerSurplus: 0, profit: '4/3' });
    expect([pair(worst), worst.strict]).toEqual([['0', '4/3'], false]);
    const best = surplusPoint(environment, f, { consumerSurplus: '2/3', profit: '4/3' });
    expect([pair(best), best.strict]).toEqual([['2/3', '4/3'], false]);
    for (const { segments } of [worst, best]) {
      expect(segmentation(environment, f, segments).length).toBe(segments.length);
      for (const { price, prices } of segments)
        expect(prices.map((p) => t(p))).toContain(t(price!));
    }
  });

  const refused: [string, Quantity, Quantity, string][] = [
    ['less profit than a uniform price earns', 0, '5/4', 'profit must be in [4/3, 2], got "5/4"'],
    ['more profit than there is to have', 0, '5/2', 'profit must be in [4/3, 2], got "5/2"'],
    [
      'more surplus than is left',
      '2/3',
      '3/2',
      'consumerSurplus must be in [0, 1/2] at this profit, got "2/3"',
    ],
    [
      'surplus below 0',
      '-1',
      '3/2',
      'consumerSurplus must be in [0, 1/2] at this profit, got "-1"',
    ],
    [
      'no number',
      'much',
      '3/2',
      'consumerSurplus must be a number, as "1/3", "-0.25" or "1e-3", got "much"',
    ],
  ];
  test.each(refused)('is refused for %s', (_, consumerSurplus, profit, said) => {
    expect(message(() => surplusPoint(environment, f, { consumerSurplus, profit }))).toBe(said);
  });
});

describe('one product', () => {
  test('is one alternative', () => {
    const two = productEnvironment({ values: [[1, 2]] });
    const f = market(two, [1]);
    const said = 'alternatives.length must be 1 (one product), got 2';
    const moved = { moved: '1/2', rule: 'efficient' } as const;
    expect(message(() => surplusTriangle(two, f))).toBe(said);
    expect(message(() => consumerBest(two, f))).toBe(said);
    expect(message(() => strictConsumerBest(two, f, moved))).toBe(said);
    expect(message(() => surplusPoint(two, f, { consumerSurplus: 0, profit: 1 }))).toBe(said);
  });

  test('cannot be segmented strictly with nothing or everything moved', () => {
    const [environment, f] = of([1, 2], [1, 3]);
    for (const moved of [0, 1, '-1/2', '3/2']) {
      const said = `moved must be in (0, 1), got "${t(rational(moved))}"`;
      expect(message(() => strictConsumerBest(environment, f, { moved, rule: 'mid' }))).toBe(said);
    }
  });
});
