import { describe, expect, test } from 'vitest';
import { compared, minus } from '../src/core/rational.ts';
import { monopolist } from '../src/lp.ts';
import { improve, type Improvement } from '../src/mechanisms/improvement/improve.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import type { Rule } from '../src/mechanisms/monopoly/rules.ts';

type Values = readonly (readonly (number | string)[])[];

async function doubles(values: Values, masses: readonly (number | string)[], rule: Rule) {
  const environment = productEnvironment({ values });
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  return improve(seller, market(environment, masses), { rule });
}

const verdict = ({ improvable, reason, arithmetic }: Improvement) => [
  improvable,
  reason,
  arithmetic,
];

describe('a seller in doubles', () => {
  test('is answered in fractions where three types have two best alternatives', async () => {
    const values = [[1, 1, 0], [0, 2, 5], [3, 6, 6]]; // prettier-ignore
    const found = await doubles(values, [1, 4, 3], 'efficient');
    expect(verdict(found)).toEqual([true, 'cells', 'exact']);
    expect(found.before.arithmetic).toBe('exact');
    expect(found.segments.map(({ menu }) => menu.arithmetic)).toContain('exact');
  });

  test('is answered in fractions where two types cannot be segmented', async () => {
    const values = [['49/7', '29/7', '33/7', '20/7'], ['119/7', '58/7', '91/7', '56/7']]; // prettier-ignore
    expect(verdict(await doubles(values, [2, 2], 'efficient'))).toEqual([
      false,
      'no-segments',
      'exact',
    ]);
  });

  test('is not believed where a price within the gap serves fewer', async () => {
    const found = await doubles([[1e9], [1], [2]], [1, 1, 3], 'efficient');
    expect(verdict(found)).toEqual([true, 'menu-kept', 'exact']);
    const five = await doubles(
      [[3], [3], [2], [4], [0]],
      [2.85e-10, 9.66e-10, 6.19e-10, 5.42e-10, 43],
      'efficient',
    );
    expect(verdict(five)).toEqual([true, 'menu-kept', 'exact']);
  });

  test('proves of many types only that the menu found leaves consumers most', async () => {
    const values = Array.from({ length: 65 }, (_, t) => [`${65 + t}/67`]);
    const masses = values.map((_, t) => 0.7 ** t);
    const found = await doubles(values, masses, 'efficient');
    expect(verdict(found)).toEqual(['unknown', 'efficient-within-gap', 'certified']);
    const { surplusBound, tolerance } = found.certificate;
    expect(compared(minus(surplusBound, found.before.consumerSurplus), tolerance)).not.toBe(1);
    expect(found.sentence).toMatch(/only to within the gap/);
  });
});

test('an efficient market in doubles without a gap is answered at once where no tie can be broken otherwise', async () => {
  const values = Array.from({ length: 64 }, () => [1]);
  const masses = values.map(() => 1);
  expect(verdict(await doubles(values, masses, 'efficient'))).toEqual([
    false,
    'efficient',
    'certified',
  ]);
});

test('of more paths than are tried it is not said that every one has a tie', () => {
  const tied = (count: number) => {
    const values = [...Array.from({ length: count }, () => [1, 1]), [2, 1], [60, 59]];
    const seller = exactMonopolist(productEnvironment({ values }));
    return () => improve(seller, market(seller.environment, [...values.keys()].map(() => 1)), { rule: 'efficient' }); // prettier-ignore
  };
  expect(verdict(tied(2)())).toEqual([true, 'menu-kept', 'exact']);
  expect(verdict(tied(24)())).toEqual(['unknown', 'not-found', 'exact']);
});
