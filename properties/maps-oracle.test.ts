import { describe, expect, test } from 'vitest';
import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  over,
  rational,
  times,
  total,
  type Rational,
} from '../src/core/rational.ts';
import { bestGainOracle } from '../src/mechanisms/maps/gain.ts';
import { improvability, improvabilityOracle } from '../src/mechanisms/maps/improvability.ts';
import { polygonMap } from '../src/mechanisms/maps/polygon.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market, supportOf, type Market } from '../src/mechanisms/monopoly/market.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import {
  bestMixture,
  cases,
  grid,
  improvedBy,
  judge,
  mixture,
  sign,
} from './support/par/three-types.ts';

describe('the map of three types', () => {
  test.each(cases('polygons', 10))('covers all markets of $values under $rule', (each) => {
    const map = polygonMap(productEnvironment({ values: each.values }));
    const seller = exactMonopolist(map.environment);
    expect(fractionText(total(map.polygons.map(({ area }) => area)))).toBe('1');
    for (const f of grid(5)) {
      const earned = map.polygons.map(({ payments }) => inner(f, payments));
      const most = earned.reduce((best, x) => (compared(x, best) > 0 ? x : best));
      expect(fractionText(most)).toBe(fractionText(seller.optimum(f).revenue));
    }
    for (const { payments, corners } of map.polygons) {
      for (const f of corners) {
        expect(fractionText(inner(f, payments))).toBe(fractionText(seller.optimum(f).revenue));
      }
    }
  });

  test.each(cases('cells', 10))(
    'has cells within which the rule keeps its word, for $values under $rule',
    ({ values, rule }) => {
      const map = polygonMap(productEnvironment({ values }));
      const kept = judge(exactMonopolist(map.environment), rule);
      for (const { corners, support, surplus, inside } of map.cells(rule)) {
        // Another market of the cell than the one that was asked: nearer to its first corner.
        const weights = corners.map((_, i) =>
          over(rational(i === 0 ? 3n : 1n), rational(BigInt(corners.length + 2))),
        );
        const other = mixture(weights, corners);
        expect(supportOf(inside)).toEqual(support);
        const texts = (u: readonly Rational[]) => support.map((t) => fractionText(u[t]!));
        expect(texts(kept(other))).toEqual(texts(surplus));
      }
    },
  );

  test('is for three types', () => {
    expect(() => polygonMap(productEnvironment({ values: [[1]] }))).toThrow(
      'types.length must be 3, got 1',
    );
  });
});

describe('the oracle', () => {
  test.each(cases('oracle', 10))(
    'finds what a search over all grid segments finds, and proves it, for $values under $rule',
    ({ values, rule }) => {
      const environment = productEnvironment({ values });
      const seller = exactMonopolist(environment);
      const [oracle, kept] = [improvabilityOracle(seller, { rule }), judge(seller, rule)];
      const cells = polygonMap(environment).cells(rule);
      const markets = [...grid(6), ...cells.map(({ inside }) => inside)];
      const segments = [...grid(rule === 'efficient' ? 12 : 8), ...markets];
      for (const f of markets) {
        const { improvable, segmentation, cells: used } = oracle(f);
        if (!improvable) {
          expect([f, improvedBy(f, segments, kept)]).toEqual([f, false]);
          expect(segmentation).toBe(null);
          continue;
        }
        const weights = segmentation!.map(({ weight }) => weight);
        const parts = segmentation!.map((each) => each.market);
        const signs = parts.map((part) => sign(part, kept(part), kept(f)));
        expect(Math.max(...signs)).toBe(1);
        expect(Math.min(...signs)).toBeGreaterThanOrEqual(0);
        expect(weights.every(({ numerator }) => numerator > 0n)).toBe(true);
        expect(mixture(weights, parts).map((x) => fractionText(x))).toEqual(
          f.map((x) => fractionText(x)),
        );
        expect(parts.length).toBeLessThanOrEqual(supportOf(f).length);
        expect(used.length).toBeGreaterThanOrEqual(parts.length);
      }
      for (const { inside, status } of cells) {
        expect(oracle(inside).improvable).toBe(status === 'improvable');
      }
    },
  );

  test('serves three types that are there among more, and refuses four', () => {
    const environment = productEnvironment({ values: [[1], [9], [2], [3]] });
    const seller = exactMonopolist(environment);
    const { improvable, segmentation } = improvability(seller, market(environment, [1, 0, 1, 4]), {
      rule: 'efficient',
    });
    expect(improvable).toBe(true);
    expect(segmentation!.every((each) => each.market[1]!.numerator === 0n)).toBe(true);
    const four = () =>
      improvability(seller, market(environment, [1, 1, 1, 1]), { rule: 'efficient' });
    expect(four).toThrow('a map of 4 types: at most 3 are drawn');
    expect(isRefusal(refusalOf(four))).toBe(true);
  });

  test('refuses a seller whose numbers are rounded', () => {
    const seller = exactMonopolist(productEnvironment({ values: [[1], [2]] }));
    const rounded = { ...seller, arithmetic: 'certified' as const };
    expect(() => improvabilityOracle(rounded, { rule: 'efficient' })).toThrow(
      'seller.arithmetic must be exact, got "certified"',
    );
  });
});

function refusalOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('the best gain', () => {
  const near = rational(`1/${2 ** 20}`);

  test.each(cases('gain', 8))(
    'bounds what grid segments give and is approached inside the cells, for $values under $rule',
    ({ values, rule }) => {
      const environment = productEnvironment({ values });
      const seller = exactMonopolist(environment);
      const [gain, kept] = [bestGainOracle(seller, { rule }), judge(seller, rule)];
      const oracle = improvabilityOracle(seller, { rule });
      for (const f of [
        ...grid(4),
        ...polygonMap(environment)
          .cells(rule)
          .map((c) => c.inside),
      ]) {
        const worth = (g: Market): Rational =>
          inner(
            g,
            kept(g).map((u, t) => minus(u, kept(f)[t]!)),
          );
        const usable = (markets: readonly Market[]) =>
          markets
            .filter((g) => sign(g, kept(g), kept(f)) >= 0)
            .map((g) => ({ market: g, worth: worth(g) }));
        const { gain: bound, limits, before } = gain(f);
        expect(fractionText(before)).toBe(fractionText(inner(f, kept(f))));
        expect(compared(bestMixture(f, usable([...grid(8), f]))!, bound)).toBeLessThanOrEqual(0);
        if (limits === null) continue;
        const inside = oracle(f).cells.flatMap((cell) =>
          cell.corners.map((corner) => mixture([minus(ONE, near), near], [corner, cell.inside])),
        );
        const close = bestMixture(f, usable([...inside, f]))!;
        expect(compared(close, times(bound, rational('999/1000')))).toBe(1);
        expect(compared(close, bound)).toBeLessThanOrEqual(0);
        const weights = limits.map(({ weight }) => weight);
        const back = mixture(
          weights,
          limits.map((each) => each.market),
        );
        expect(back.map((x) => fractionText(x))).toEqual(f.map((x) => fractionText(x)));
      }
    },
  );
});
