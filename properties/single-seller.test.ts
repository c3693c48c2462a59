import { describe, expect, test } from 'vitest';
import {
  compared,
  fractionText,
  minus,
  over,
  plus,
  rational,
  times,
} from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { assess } from '../src/mechanisms/segmentation/assess.ts';
import { consumerBest, strictConsumerBest } from '../src/mechanisms/single/consumer-best.ts';
import { surplusPoint, surplusTriangle } from '../src/mechanisms/single/triangle.ts';

/** The closed forms of one product against the seller's linear program, which knows nothing of them. */
const t = fractionText;
const rng = seeded('one product');
const integer = (low: number, high: number): number => low + Math.floor(rng() * (high - low + 1));
const cases = Array.from({ length: 24 }, (_, i) => {
  const n = integer(1, 5);
  const values = Array.from({ length: n }, () => [integer(-1, 5)]);
  const masses = Array.from({ length: n }, () => integer(0, 4));
  masses[integer(0, n - 1)]! += 1;
  // Every third market earns the same at each of its prices, where all depends on ties.
  if (i % 3 === 0) return { values: [[1], [2], [3], [2]], masses: [3 * i + 3, i, 2 * i + 2, 1] };
  return { values, masses };
}).map(({ values, masses }) => {
  const environment = productEnvironment({ values });
  return { environment, f: market(environment, masses), seller: exactMonopolist(environment) };
});

describe('the closed forms of one product agree with the optimal menus', () => {
  test('in what a uniform price earns and leaves', () => {
    for (const { environment, f, seller } of cases) {
      const triangle = surplusTriangle(environment, f);
      const menu = optimalMenu(seller, f, { rule: 'consumer' });
      expect(t(menu.revenue)).toBe(t(triangle.profit));
      const most = triangle.uniform[0]?.consumerSurplus ?? rational(0);
      expect(t(menu.consumerSurplus)).toBe(t(most));
    }
  });

  test('in the best of consumers, Pareto improving exactly in inefficient markets', () => {
    const verdicts = cases.map(({ environment, f, seller }) => {
      const best = consumerBest(environment, f);
      const found = assess(seller, f, best.segments, { rule: 'efficient' });
      expect(t(found.after.consumerSurplus)).toBe(t(best.consumerSurplus));
      expect(t(found.after.revenue)).toBe(t(best.profit));
      const { totalSurplus, profit } = surplusTriangle(environment, f);
      expect(t(found.after.consumerSurplus)).toBe(t(minus(totalSurplus, profit)));
      expect(found.verdict).toBe(found.menu.efficient ? 'neutral' : 'improving');
      expect(found.segments.every(({ menu }) => menu.efficient)).toBe(true);
      return found.verdict;
    });
    expect(new Set(verdicts)).toEqual(new Set(['neutral', 'improving']));
  });

  test.each(RULES)('in a Pareto improving segmentation without ties under %s', (rule) => {
    const improved = cases.map(({ environment, f, seller }) => {
      const strict = strictConsumerBest(environment, f, { moved: '1/16', rule });
      const found = assess(seller, f, strict.segments, { rule });
      const lows = strict.segments.slice(0, -1);
      expect(lows.every(({ prices }) => prices.length === 1)).toBe(true);
      expect(found.verdict).toBe(lows.length > 0 ? 'improving' : 'neutral');
      // What is left unimproved is efficient, except where `mid` mixes the tied prices of a market whose lowest serves all.
      if (lows.length === 0 && rule !== 'mid') expect(found.menu.efficient).toBe(true);
      const { totalSurplus, profit } = surplusTriangle(environment, f);
      const most = minus(totalSurplus, profit);
      expect(t(found.after.consumerSurplus)).toBe(t(strict.consumerSurplus));
      expect(t(minus(most, strict.loss))).toBe(t(strict.consumerSurplus));
      return lows.length > 0;
    });
    expect(new Set(improved)).toEqual(new Set([true, false]));
  });

  test.each(RULES)('at points of the triangle above its bottom edge under %s', (rule) => {
    for (const { environment, f, seller } of cases.slice(0, 24)) {
      const { totalSurplus: w, profit: least } = surplusTriangle(environment, f);
      if (compared(w, least) === 0) continue;
      const share = (of: string) => times(rational(of), minus(w, least));
      for (const [u, more] of [
        ['0', '1/7'],
        ['1/3', '1/3'],
        ['99/100', '1/100'],
        ['0', '1'],
      ] as const) {
        const point = { consumerSurplus: share(u), profit: plus(least, share(more)) };
        const found = surplusPoint(environment, f, point);
        expect(found.strict).toBe(true);
        const { after } = assess(seller, f, found.segments, { rule });
        expect([t(after.consumerSurplus), t(after.revenue)]).toEqual([
          t(point.consumerSurplus),
          t(point.profit),
        ]);
      }
    }
  });
});

test('the loss of avoiding ties is the stated multiple of what is moved', () => {
  for (const { environment, f } of cases) {
    for (const rule of ['efficient', 'adverse'] as const) {
      const losses = ['1/4', '1/8', '1/1024'].map((moved) =>
        t(over(strictConsumerBest(environment, f, { moved, rule }).loss, rational(moved))),
      );
      expect(new Set(losses).size).toBe(1);
    }
  }
  const environment = productEnvironment({ values: [[1], [2], [3]] });
  const strict = strictConsumerBest(environment, market(environment, [1, 1, 1]), {
    moved: '1/10',
    rule: 'adverse',
  });
  // Of 2/3 x (1/2, 1/6, 1/3) a tenth of the 2s loses 1, and of the 3s 2 - 1.
  expect(t(strict.loss)).toBe('1/30');
  expect(t(strict.consumerSurplus)).toBe('19/30');
});

test('on the bottom edge the rule decides wherever prices are tied', () => {
  const edge = (masses: readonly number[], consumerSurplus: string, profit: string): string[] => {
    const two = productEnvironment({ values: [[1], [2]] });
    const f = market(two, masses);
    const { segments } = surplusPoint(two, f, { consumerSurplus, profit });
    const seller = exactMonopolist(two);
    return RULES.map((rule) => t(assess(seller, f, segments, { rule }).after.consumerSurplus));
  };
  expect(edge([1, 1], '1/4', '1')).toEqual(['1/2', '1/2', '0', '1/4', '0']);
  // Those sold to at 2 come with others of value 2, and are no longer tied.
  expect(edge([1, 3], '1/8', '3/2')).toEqual(['1/8', '1/8', '0', '1/16', '0']);
});

test('on the bottom edge the pair lies between the lowest and the highest of tied prices', () => {
  for (const { environment, f, seller } of cases.slice(0, 20)) {
    const { totalSurplus, profit } = surplusTriangle(environment, f);
    const consumerSurplus = times(minus(totalSurplus, profit), rational('2/5'));
    const { segments } = surplusPoint(environment, f, { consumerSurplus, profit });
    const [most, least] = (['consumer', 'adverse'] as const).map((rule) => {
      const { after } = assess(seller, f, segments, { rule });
      expect(t(after.revenue)).toBe(t(profit));
      return after.consumerSurplus;
    });
    expect(compared(most!, consumerSurplus)).toBeGreaterThanOrEqual(0);
    expect(compared(least!, consumerSurplus)).toBeLessThanOrEqual(0);
  }
});

test('under `mid` what two tied prices leave on average is reported', () => {
  const environment = productEnvironment({ values: [[3], [4]] });
  const f = market(environment, [1, 3]);
  const { consumerSurplus, loss, reference, highest } = strictConsumerBest(environment, f, {
    moved: '1/2',
    rule: 'mid',
  });
  expect([consumerSurplus, loss, reference!, highest!].map((each) => t(each))).toEqual([
    '3/8',
    '3/8',
    '3',
    '4',
  ]);
});
