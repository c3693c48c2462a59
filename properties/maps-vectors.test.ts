import { expect, test } from 'vitest';
import { compared, fractionText, inner, total, type Rational } from '../src/core/rational.ts';
import { faces } from '../src/mechanisms/maps/cells.ts';
import { bestGain } from '../src/mechanisms/maps/gain.ts';
import { improvabilityOracle } from '../src/mechanisms/maps/improvability.ts';
import { improvingSegments } from '../src/mechanisms/maps/improving.ts';
import { intervalMap, marketAt } from '../src/mechanisms/maps/interval.ts';
import { polygonMap } from '../src/mechanisms/maps/polygon.ts';
import { selection } from '../src/mechanisms/maps/selection.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { choice } from '../src/mechanisms/monopoly/rules.ts';
import { paretoVectors } from './support/par/vectors.ts';

const texts = (values: readonly Rational[]) => values.map((each) => fractionText(each));

const drawn = (lottery: readonly Rational[]) =>
  Object.fromEntries(
    lottery.flatMap((p, a) => (p.numerator === 0n ? [] : [[String(a), fractionText(p)]])),
  );

test.each(paretoVectors('interval'))('the intervals of $id are those of the vectors', (vector) => {
  const map = intervalMap(productEnvironment({ values: vector.v }));
  const payments = map.intervals.map((each) => texts(each.payments));
  expect({
    low_high: [map.low, map.high],
    thresholds: texts(map.thresholds),
    alphas: texts(map.intervals.map(({ alpha }) => alpha)),
    low_type_lotteries: map.intervals.map(({ lottery }) => drawn(lottery)),
    payments: map.high === 1 ? payments : payments.toReversed(),
  }).toEqual({
    low_high: vector.low_high,
    thresholds: vector.thresholds,
    alphas: vector.alphas,
    low_type_lotteries: vector.low_type_lotteries,
    payments: vector.payments,
  });
});

test.each(paretoVectors('interval'))(
  'the thresholds of $id that are stuck are those of the vectors, by the map and by the oracle',
  ({ v, nonimprovable_inefficient_q: stuck }) => {
    const map = intervalMap(productEnvironment({ values: v }));
    for (const rule of ['efficient', 'consumer', 'adverse', 'mid'] as const) {
      const oracle = improvabilityOracle(exactMonopolist(map.environment), { rule });
      const chosen = map.chosen(rule).filter(({ efficient }) => !efficient);
      const byMap = chosen.filter(({ improvable }) => !improvable);
      const byOracle = chosen.filter((each) => !oracle(each.market).improvable);
      expect(texts(byMap.map(({ q }) => q))).toEqual(stuck[rule]);
      expect(texts(byOracle.map(({ q }) => q))).toEqual(stuck[rule]);
    }
  },
);

test.each(paretoVectors('cells3'))('the polygons of $id are those of the vectors', (vector) => {
  const { polygons } = polygonMap(productEnvironment({ values: vector.v }));
  const found = polygons.map(({ payments, area }) => [texts(payments), fractionText(area)]);
  expect(found.toSorted()).toEqual(vector.vertices.toSorted());
  expect(fractionText(total(polygons.map(({ area }) => area)))).toBe('1');
});

const cellsByRule = paretoVectors('cells3').flatMap(({ id, v, efficient, adverse }) => [
  { id, v, rule: 'efficient' as const, ...efficient },
  ...(adverse ? [{ id, v, rule: 'adverse' as const, ...adverse }] : []),
]);

test.each(cellsByRule)(
  'the cells of $id under $rule are those of the vectors',
  ({ v, rule, n_cells, cells }) => {
    const environment = productEnvironment({ values: v });
    const seller = exactMonopolist(environment);
    const map = selection(faces(seller), rule);
    expect(map.cells([0, 1, 2]).length).toBe(n_cells);
    const oracle = improvabilityOracle(seller, { rule });
    for (const expected of cells) {
      const f = market(environment, expected.f);
      const { surplus, support, efficient, payments } = map.cellOf(f);
      expect({
        f: expected.f,
        n_opt_vertices: payments.length,
        u: texts(support.map((t) => surplus[t]!)),
        efficient,
        improvable: oracle(f).improvable,
      }).toEqual(expected);
    }
    const statuses = polygonMap(environment).cells(rule);
    const stuck = cells.filter((each) => !each.efficient && !each.improvable);
    // The vectors leave out the markets of one type, which are efficient.
    expect(statuses.filter(({ status }) => status === 'stuck').length).toBe(stuck.length);
  },
);

test.each(paretoVectors('best_gain'))('the best gain of $id is that of the vectors', (vector) => {
  const environment = productEnvironment({ values: vector.v });
  const seller = exactMonopolist(environment);
  const f = market(environment, vector.f);
  const { before, gain, limits } = bestGain(seller, f, { rule: vector.rule });
  expect(fractionText(before)).toBe(vector.base_cs);
  expect(fractionText(gain)).toBe(vector.sup_total_cs_gain);
  const found = limits?.map(({ weight, market: at }) => [fractionText(weight), texts(at)]);
  expect(found?.toSorted() ?? null).toEqual(vector.limiting_segments?.toSorted() ?? null);
  const map = intervalMap(environment);
  const { best } = improvingSegments(map, f[map.high]!, { rule: vector.rule });
  expect(fractionText(best.gain)).toBe(vector.sup_total_cs_gain);
  const base = inner(f, choice(seller, f, vector.rule).mechanism.surplus);
  expect(compared(base, before)).toBe(0);
  expect(best.shares?.map((q) => texts(marketAt(map, q))) ?? null).toEqual(
    vector.limiting_segments?.map(([, at]) => at) ?? null,
  );
});
