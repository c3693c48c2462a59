import { describe, expect, test } from 'vitest';
import { rational } from '../src/core/rational.ts';
import { sellerOf } from '../src/cli/market/seller.ts';
import type { Typed } from '../src/cli/frame/command.ts';
import { market as marketOf, productEnvironment } from '../src/lp.ts';
import { document, large, market } from './support/market-runs.ts';

/** So many types that value one product at 1, 2, .., every price of which earns 1. */
function equalRevenue(n: number): { values: number[][]; market: string[] } {
  const types = Array.from({ length: n }, (_, i) => i + 1);
  return {
    values: types.map((value) => [value]),
    market: types.map((i) => (i === n ? `1/${n}` : `1/${i * (i + 1)}`)),
  };
}

describe('a market too large for fractions', () => {
  test('needs a rule where optimal menus differ', async () => {
    const { code, err } = await market('menu', equalRevenue(14));
    expect(code).toBe(2);
    expect(err).toContain('since this market has several optimal menus that treat t');
  });

  test('needs none where only the alternatives differ that are worth the same', async () => {
    const { values, ...rest } = large(14, 1);
    const twins = { ...rest, values: values.map((row) => [...row, ...row]) };
    const found = await document<{ arithmetic: string; revenue: number }>('menu', twins);
    expect(found.arithmetic).toBe('certified');
    const single = await document<{ revenue: number }>('menu', { values, ...rest });
    expect(found.revenue).toBeCloseTo(single.revenue, 9);
  });

  test('is told to use --exact where posted prices need fractions', async () => {
    const given = equalRevenue(14);
    const { code, err } = await market('menu', given, '--rule=posted');
    expect(code).toBe(2);
    expect(err).toMatch(/need fractions; use --exact, or another --rule\n$/);
    const found = await document<{ posted: boolean }>('menu', given, '--rule=posted', '--exact');
    expect(found.posted).toBe(true);
  });

  test('is told to use another rule where --exact is refused', async () => {
    const { err } = await market('menu', equalRevenue(41), '--rule=posted');
    expect(err).toMatch(/need fractions; use another --rule\n$/);
  });
});

test('ties are refused with what to do about them', async () => {
  const given = {
    values: [
      [2, 2],
      [3, 3],
      [5, 5],
      [5, 4],
    ],
    market: [1, 3, 2, 3],
  };
  const { code, err } = await market('improve', given, '--rule=efficient');
  expect(code).toBe(2);
  expect(err).toMatch(/the construction needs one .*; make one of them worth a little more to her/);
});

test('no market is solved twice, nor one objective among its optimal menus', async () => {
  const environment = productEnvironment({ values: [[1], [2]] });
  const none = { has: () => false, text: () => undefined } as unknown as Typed;
  const seller = await sellerOf(none, environment);
  const found = seller.optimum(marketOf(environment, [1, 1]));
  expect(seller.optimum(marketOf(environment, ['1/2', '1/2']))).toBe(found);
  const objective = (...surplus: readonly number[]) => ({
    surplus: surplus.map((x) => rational(x)),
  });
  expect(found.best(objective(1, 1))).toBe(found.best(objective(1, 1)));
  expect(found.best(objective(-1, -1))).not.toBe(found.best(objective(1, 1)));
});
