import { describe, expect, test } from 'vitest';
import { compared, fractionText, nearest } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import {
  exactMonopolist,
  improve,
  market,
  monopolist,
  optimalMenu,
  productEnvironment,
} from '../src/lp.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';

/** The answer, or the reason of the refusal. */
function orRefused<T>(answer: () => T): T | string {
  try {
    return answer();
  } catch (error) {
    if (isRefusal(error)) return error.reason;
    throw error;
  }
}

describe('a market in which masses are 1e-12 of others', () => {
  const draw = seeded('tiny masses');
  const below = (n: number): number => Math.floor(n * draw());
  const cases = Array.from({ length: 24 }, (_, i) => {
    const [n, k] = [2 + below(3), 1 + below(3)];
    const values = Array.from({ length: n }, () => Array.from({ length: k }, () => below(13)));
    const masses = values.map(() => [1e-12, 2e-12, 5e-13, 1, 3][below(5)]!).with(below(n), 1);
    return { i, values, masses };
  });
  const known = {
    i: 24,
    values: [
      [9, 4],
      [12, 7],
      [11, 6],
    ],
    masses: [2e-12, 1, 3],
  };

  test.each([...cases, known])(
    'has certified menus by every rule, an improvement or a refusal: $i',
    async (each) => {
      const environment = productEnvironment({ values: each.values });
      const f = market(environment, each.masses);
      const best = exactMonopolist(environment).optimum(f).revenue;
      const seller = await monopolist(environment, { arithmetic: 'certified' });
      // Weights as small as the smallest mass, of surpluses that hardly count in the revenue.
      const small = f.find(({ numerator }) => numerator > 0n)!;
      const most = seller.optimum(f).best({ surplus: f.map(() => small) });
      expect(compared(most.revenue, best)).toBeLessThanOrEqual(0);
      for (const rule of ['efficient', 'consumer', 'adverse', 'mid'] as const) {
        const { certificate } = optimalMenu(seller, f, { rule });
        expect(fractionText(certificate.maxViolation)).toBe('0');
        expect(compared(certificate.revenue, best)).toBeLessThanOrEqual(0);
        expect(compared(certificate.upperBound, best)).toBeGreaterThanOrEqual(0);
        expect(nearest(certificate.gap)).toBeLessThan(12e-9);
        const said = orRefused(() => improve(seller, f, { rule }).improvable);
        expect([true, false, 'unknown', 'ties']).toContain(said);
      }
    },
  );
});
