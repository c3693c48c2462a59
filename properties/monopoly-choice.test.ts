import { describe, expect, test } from 'vitest';
import { fractionText, ONE, total, ZERO, type Rational } from '../src/core/rational.ts';
import { monopolist } from '../src/lp.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { valueOf, type Mechanism } from '../src/mechanisms/monopoly/mechanism.ts';
import { menuOf } from '../src/mechanisms/monopoly/menu.ts';
import { uniquePayments, uniqueSurplus } from '../src/mechanisms/monopoly/payments.ts';
import { choice, selected } from '../src/mechanisms/monopoly/rules.ts';

const t = fractionText;

describe('what is selected', () => {
  test('for consumers is the most value among the most surplus', () => {
    const environment = productEnvironment({
      values: [
        [5, 0],
        [1, 5],
        [4, 2],
        [4, 5],
      ],
    });
    const optimum = exactMonopolist(environment).optimum(market(environment, [2, 2, 1, 1]));
    const { allocation } = selected(environment, optimum, 'consumer');
    const value = total(allocation.map((x, type) => valueOf(environment, type, x)));
    const surplus = environment.types.map((): Rational => ONE);
    const most = optimum.best({ surplus }).best({ allocation: environment.values }).mechanism;
    const known = total(most.allocation.map((x, type) => valueOf(environment, type, x)));
    expect([t(value), t(known)]).toEqual(['19', '19']);
  });

  test('for a type that is not there is the higher price among equals', () => {
    const environment = productEnvironment({
      values: [
        [1, 0],
        [0, 2],
        [2, 3],
      ],
    });
    const { mechanism } = choice(
      exactMonopolist(environment),
      market(environment, [1, 1, 0]),
      'efficient',
    );
    expect(mechanism.payments.map(t)).toEqual(['1', '2', '2']);
    expect(mechanism.surplus.map(t)).toEqual(['0', '0', '1']);
  });
});

test('a menu says how far a constraint is broken, by types that are not there too', () => {
  const environment = productEnvironment({ values: [[1], [3], [7]] });
  const f = market(environment, [1, 1, 0]);
  const found = choice(exactMonopolist(environment), f, 'efficient');
  const nothing = Array.of(ONE, ZERO);
  const left = {
    ...found.mechanism,
    allocation: found.mechanism.allocation.with(2, nothing),
    payments: found.mechanism.payments.with(2, ZERO),
    surplus: found.mechanism.surplus.with(2, ZERO),
  };
  const violation = (mechanism: Mechanism): string =>
    t(menuOf(environment, f, 'efficient', { ...found, mechanism }).certificate.maxViolation);
  expect(violation(found.mechanism)).toBe('0');
  expect(violation(left)).toBe('4');
});

test('payments and surpluses that are not unique are found out in doubles from either end', async () => {
  const tied = [
    { values: [[1], [2]], masses: [1, 1] },
    { values: [[2], [1]], masses: [1, 1] },
    { values: [[1], [3]], masses: [2, 1] },
    { values: [[3], [1]], masses: [1, 2] },
    { values: [[2], [1], [4]], masses: [1, 1, 1] },
    { values: [[1], [2], [4]], masses: [1, 1, 1] },
    { values: [[1], [2], [4]], masses: [2, 1, 1] },
  ];
  const unique = async ({ values, masses }: (typeof tied)[number]): Promise<boolean[]> => {
    const environment = productEnvironment({ values });
    const sellers = [
      exactMonopolist(environment),
      await monopolist(environment, { arithmetic: 'certified' }),
    ];
    return sellers.flatMap((seller) => {
      const optimum = seller.optimum(market(environment, masses));
      return [uniquePayments(environment, optimum), uniqueSurplus(environment, optimum)];
    });
  };
  for (const each of tied) expect(await unique(each)).toEqual([false, false, false, false]);
  const settled = await unique({ values: [[1], [3]], masses: [1, 1] });
  expect(settled).toEqual([true, true, true, true]);
});
