import { describe, expect, test } from 'vitest';
import {
  compared,
  fractionText,
  nearest,
  plus,
  rational,
  times,
  type Quantity,
} from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { exactMonopolist, market, monopolist, optimalMenu, productEnvironment } from '../src/lp.ts';

interface Hard {
  readonly name: string;
  readonly values: readonly (readonly Quantity[])[];
  readonly masses: readonly Quantity[];
  /** What is known of the revenue. */
  readonly revenue?: string;
}

const rng = seeded('hard menus');
const wide = Array.from({ length: 8 }, (_, t) =>
  Array.from({ length: 4 }, () => (t % 2 === 0 ? 1e9 : 1) * rng()),
);

const HARD: readonly Hard[] = [
  { name: 'one type', values: [[3, 7, 5]], masses: [1], revenue: '7' },
  { name: 'one type that wants nothing', values: [[-3, -7]], masses: [4], revenue: '0' },
  { name: 'one type and one alternative', values: [['1/3']], masses: [2], revenue: '1/3' },
  {
    name: 'identical types',
    values: Array.from({ length: 6 }, () => [2, 5, 3]),
    masses: [1, 2, 3, 4, 5, 6],
    revenue: '5',
  },
  {
    name: 'all values negative',
    values: [
      [-1, -2],
      [-3, -1],
      [-2, -2],
    ],
    masses: [1, 1, 2],
    revenue: '0',
  },
  { name: 'all values 0', values: [[0], [0]], masses: [1, 1], revenue: '0' },
  {
    name: 'duplicate alternatives',
    values: [
      [2, 2, 2],
      [6, 6, 6],
      [3, 3, 3],
    ],
    masses: [1, 1, 2],
    revenue: '9/4',
  },
  {
    name: 'one alternative, equal revenue at every price',
    values: [[1], [2], [4]],
    masses: [2, 1, 1],
    revenue: '1',
  },
  {
    name: 'a type with two best alternatives',
    values: [
      [4, 4],
      [1, 3],
    ],
    masses: [1, 1],
    revenue: '3',
  },
  {
    name: 'a mass of 1e-12',
    values: [
      [1, 2],
      [3, 1],
      [2, 2],
    ],
    masses: [1, 1e-12, 1],
  },
  {
    name: 'masses down to 1e-12',
    values: [
      [1, 5],
      [2, 4],
      [3, 7],
      [4, 6],
    ],
    masses: [1, 1e-4, 1e-8, 1e-12],
  },
  {
    name: 'all but one mass 1e-12',
    values: [
      [1, 5],
      [2, 4],
      [3, 7],
    ],
    masses: [1e-12, 1, 1e-12],
  },
  {
    name: 'values of size 1e9',
    values: [
      [1e9, 2e9],
      [3e9, 1e9],
      [2.5e9, 2.2e9],
    ],
    masses: [1, 2, 3],
  },
  {
    name: 'values of size 1e-9',
    values: [
      [1e-9, 2e-9],
      [3e-9, 1e-9],
    ],
    masses: [1, 2],
  },
  {
    name: 'values of size 1e9 beside 1',
    values: [
      [1e9, 1],
      [1, 2],
      [1.5, 1],
    ],
    masses: [1, 1, 1],
  },
  {
    name: 'values of size 1e9 beside 1, masses beside 1e-12',
    values: wide,
    masses: wide.map((_, t) => (t % 3 === 0 ? 1e-12 : 1)),
  },
  {
    name: 'values that differ in the last digit',
    values: [
      [1, 2],
      [1 + 2 ** -52, 2],
      [1, 2 + 2 ** -51],
    ],
    masses: [1, 1, 1],
  },
  {
    name: 'denominators without a common one',
    values: [
      ['1/999999937', '2/999999929'],
      ['5/999999893', '1/999999883'],
    ],
    masses: [1, '1/1000003'],
  },
  {
    name: 'denominators too many to keep',
    values: Array.from({ length: 6 }, (_, t) =>
      Array.from({ length: 4 }, (__, a) => `${(t + 2) * (a + 1)}/${10 ** 9 + 4 * t + a * 30 + 7}`),
    ),
    masses: [1, 2, 3, 4, 5, 6],
  },
];

/** The relative gap that is the most these are allowed. */
const CLOSE = rational(1e-9);

describe.each(HARD)('$name', ({ values, masses, revenue }) => {
  const environment = productEnvironment({ values });
  const f = market(environment, masses);
  const exact = exactMonopolist(environment);

  test('is solved in fractions', () => {
    const found = optimalMenu(exact, f, { rule: 'efficient' });
    if (revenue !== undefined) expect(fractionText(found.revenue)).toBe(revenue);
    expect(fractionText(found.certificate.maxViolation)).toBe('0');
    expect(fractionText(found.certificate.gap)).toBe('0');
  });

  test('is certified beside it, IC-IR exactly, for every rule but posted', async () => {
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const best = exact.optimum(f).revenue;
    const scale = values
      .flat()
      .reduce<number>((most, v) => Math.max(most, Math.abs(nearest(rational(v)))), 0);
    for (const rule of ['efficient', 'consumer', 'adverse', 'mid'] as const) {
      const { certificate } = optimalMenu(seller, f, { rule });
      expect(fractionText(certificate.maxViolation)).toBe('0');
      expect(compared(certificate.revenue, best)).toBeLessThanOrEqual(0);
      expect(compared(certificate.upperBound, best)).toBeGreaterThanOrEqual(0);
      const allowed = plus(times(CLOSE, rational(scale)), times(CLOSE, best));
      expect(compared(certificate.gap, allowed)).toBeLessThanOrEqual(0);
    }
  });
});

describe('what is no market or no environment', () => {
  test.each([NaN, Infinity, -1])('refuses the mass %d', (mass) => {
    const environment = productEnvironment({ values: [[1], [2]] });
    expect(() => market(environment, [1, mass])).toThrow('market[1] must be');
  });

  test('refuses values beyond the doubles where they are to be rounded, not in fractions', async () => {
    const environment = productEnvironment({ values: [['1e400'], ['3e400']] });
    const f = market(environment, [1, 1]);
    expect(fractionText(exactMonopolist(environment).optimum(f).revenue)).toBe(
      fractionText(rational('15e399')),
    );
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    expect(() => seller.optimum(f)).toThrow('values[0][0] must be in [-2^900, 2^900]');
  });
});
