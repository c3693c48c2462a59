import { describe, expect, test } from 'vitest';
import { fractionText, nearest, rational } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import {
  dominance,
  exactMonopolist,
  market,
  monopolist,
  optimalMenu,
  productEnvironment,
} from '../src/lp.ts';
import { multiples } from '../src/mechanisms/monopoly/integers.ts';
import { offered } from '../src/mechanisms/monopoly/offered.ts';
import { repaired } from '../src/mechanisms/monopoly/repair.ts';

/** Markets of up to 6 types, two of five with whole values times `spread`, the others without. */
function mixed(spread: number, count: number): { values: number[][]; masses: number[] }[] {
  const rng = seeded(`types of size ${spread} beside 1`);
  return Array.from({ length: count }, () => {
    const [n, k] = [2 + Math.floor(5 * rng()), 1 + Math.floor(3 * rng())];
    const values = Array.from({ length: n }, () => {
      const size = rng() < 0.4 ? spread : 1;
      return Array.from({ length: k }, () => size * (Math.floor(6 * rng()) - 1));
    });
    return { values, masses: values.map(() => 1 + Math.floor(4 * rng())) };
  });
}

describe('small types beside a large one', () => {
  test('are not called efficiently served when they get nothing', async () => {
    const environment = productEnvironment({ values: [[1e9], [1], [2]] });
    const f = market(environment, [1, 1, 3]);
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const found = optimalMenu(seller, f, { rule: 'efficient' });
    expect(found.entries.map(({ efficient }) => efficient)).toEqual([true, false, false]);
    expect(found.efficient).toBe(false);
    const exact = optimalMenu(exactMonopolist(environment), f, { rule: 'efficient' });
    expect(found.binding).toEqual(exact.binding);
  });

  test.each([1e3, 1e6])(
    'bind, pay and are served as in fractions, the large of size %d',
    async (spread) => {
      for (const { values, masses } of mixed(spread, 20)) {
        const environment = productEnvironment({ values });
        const f = market(environment, masses);
        const seller = await monopolist(environment, { arithmetic: 'certified' });
        for (const rule of ['efficient', 'adverse'] as const) {
          const found = optimalMenu(seller, f, { rule });
          const exact = optimalMenu(exactMonopolist(environment), f, { rule });
          expect(found.binding).toEqual(exact.binding);
          expect(found.uniquePayments).toBe(exact.uniquePayments);
          expect(found.entries.map(({ efficient }) => efficient)).toEqual(
            exact.entries.map(({ efficient }) => efficient),
          );
        }
      }
    },
  );

  test('break no constraint where doubles are too few', async () => {
    const small = [
      [-1, 2],
      [-1, 3],
      [4, 2],
      [3, 2],
      [2, -1],
    ];
    const environment = productEnvironment({ values: [[1e12, -1e12], ...small] });
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const f = market(environment, [4, 4, 1, 1, 1, 4]);
    for (const rule of ['efficient', 'consumer', 'adverse'] as const) {
      const { certificate } = optimalMenu(seller, f, { rule });
      expect(fractionText(certificate.maxViolation)).toBe('0');
      expect(certificate.gap.numerator >= 0n).toBe(true);
    }
  });
});

describe('a point that is far from incentive compatible', () => {
  const environment = productEnvironment({ values: [[1], [2]] });
  const f = market(environment, [1, 1]);
  const values = multiples(environment.values.map((row) => row.slice(1)));
  const point = repaired(values, Float64Array.of(1, 0), Float64Array.of(0, 0));

  test('is not said to be kept', () => expect(point.kept).toBe(false));

  test('is offered as a menu, from which all choose', () => {
    const { payments, surplus } = offered(environment, f, point.allocation, point.surplus);
    expect(payments.map((p) => fractionText(p))).toEqual(['1', '1']);
    expect(surplus.map((u) => fractionText(u))).toEqual(['0', '1']);
  });
});

describe('values near 1e-150', () => {
  test('leave a gap in proportion to them', async () => {
    const environment = productEnvironment({
      values: [
        [1e-150, 2.5e-150],
        [3e-150, 1.1e-150],
        [2.2e-150, 2.3e-150],
      ],
    });
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const { certificate } = optimalMenu(seller, market(environment, [1, 2, 3]), {
      rule: 'efficient',
    });
    expect(fractionText(certificate.maxViolation)).toBe('0');
    expect(nearest(certificate.gap) / nearest(certificate.revenue)).toBeLessThan(1e-9);
  });

  test('are rounded outward to about 2^-192 of the largest', () => {
    const { unit, exact, low, high } = multiples([[rational(1e-150), rational('1e-200')]]);
    expect(exact).toBe(false);
    const size = nearest({ numerator: high[0]![0]! * 10n ** 150n, denominator: unit });
    expect(size).toBeCloseTo(1, 12);
    expect(low[0]![0]!.toString(2).length).toBeGreaterThan(190);
  });
});

describe('a small type who gains beside a large one', () => {
  test('dominates strictly in doubles as in fractions', async () => {
    const environment = productEnvironment({ values: [[1e9], [1], [2]] });
    const f = market(environment, [1, 0, 1]);
    const candidate = market(environment, [0, 2, 1]);
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const exact = dominance(exactMonopolist(environment), candidate, f, 'efficient');
    const found = dominance(seller, candidate, f, 'efficient');
    expect(exact.kind).toBe('strict');
    expect(found.kind).toBe('strict');
    expect(nearest(found.tolerance)).toBe(2e-8);
  });
});
