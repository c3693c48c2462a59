import { expect, test } from 'vitest';
import {
  compared,
  fractionText,
  nearest,
  rational,
  times,
  total,
  type Quantity,
  type Rational,
} from '../src/core/rational.ts';
import { linearEnvironment, type AlternativesSpec } from '../src/mechanisms/linear/environment.ts';
import { unchangedByPerturbation } from '../src/mechanisms/linear/improve.ts';
import { linearMenu } from '../src/mechanisms/linear/menu.ts';
import { productOf } from '../src/mechanisms/linear/product.ts';

const alternativesOf = (alternatives: AlternativesSpec) =>
  linearEnvironment({ values: [1], alternatives }).alternatives;

const best = (alternatives: AlternativesSpec, phi: number | string): string[] => {
  const { smallest, largest } = alternativesOf(alternatives).best(rational(phi));
  return [smallest, largest].map(fractionText);
};

/** The next double above x > 0. */
function nextAfter(x: number): number {
  const bits = new BigUint64Array(Float64Array.of(x).buffer);
  return new Float64Array(BigUint64Array.of(bits[0]! + 1n).buffer)[0]!;
}

const open = { low: 0, high: null };
const cube = { cost: { family: 'power', scale: '1/3', exponent: 3 }, ...open } as const;

test('the outside option is on offer where levels do not list it', () => {
  const dear = { levels: [2, 1], costs: [5, 2] };
  expect(alternativesOf(dear).levels!.map(fractionText)).toEqual(['0', '1', '2']);
  expect(best(dear, 1)).toEqual(['0', '0']);
  expect(best(dear, 2)).toEqual(['0', '1']);
  expect(best(dear, 3)).toEqual(['1', '2']);
  expect(
    best({ cost: { family: 'polynomial', coefficients: [1, 0, 1] }, low: 1, high: 3 }, 2),
  ).toEqual(['0', '1']);
});

test('levels that are no fractions are the doubles just below', () => {
  expect(alternativesOf(cube).arithmetic).toBe('rounded');
  for (const phi of [2, 3, 1e-9, 123456789, 0.1]) {
    const level = alternativesOf(cube).best(rational(phi)).largest;
    expect(nearest(level)).toBeGreaterThan(Math.sqrt(phi) * (1 - 2 ** -51));
    expect(level.numerator ** 2n * rational(phi).denominator).toBeLessThanOrEqual(
      rational(phi).numerator * level.denominator ** 2n,
    );
  }
  expect(
    best({ cost: { family: 'power', scale: '2/3', exponent: '3/2' }, ...open }, '3/2'),
  ).toEqual(['9/4', '9/4']);
  expect(best(cube, 4)).toEqual(['2', '2']);
  expect(best(cube, -1)).toEqual(['0', '0']);
});

test('rounded levels are the largest doubles not above the true ones', () => {
  const power = { cost: { family: 'power', scale: '2/5', exponent: '5/2' }, ...open } as const;
  const sum = { cost: { family: 'polynomial', coefficients: [0, 1, 0, 1, 1] }, ...open } as const;
  const cubed = (a: Rational): Rational => times(a, times(a, a));
  const slope = (a: Rational): Rational =>
    total([rational(1), times(rational(3), times(a, a)), times(rational(4), cubed(a))]);
  for (const phi of [2, 1.1, 1e-9, 123456789, '1/3', '10/9'].map((each) => rational(each))) {
    const level = alternativesOf(power).best(phi).largest;
    const after = rational(nextAfter(nearest(level)));
    expect(compared(cubed(level), times(phi, phi))).toBeLessThanOrEqual(0);
    expect(compared(cubed(after), times(phi, phi))).toBe(1);
    if (compared(phi, rational(1)) <= 0) continue;
    const other = alternativesOf(sum).best(phi).largest;
    expect(compared(slope(other), phi)).toBeLessThanOrEqual(0);
    expect(compared(slope(rational(nextAfter(nearest(other)))), phi)).toBe(1);
  }
});

test('ends that are no doubles are met exactly, and the true level is not looked for beyond them', () => {
  const third = { cost: cube.cost, low: '1/9', high: '1/3' };
  const above = `${10n ** 20n + 1n}/${9n * 10n ** 20n}`;
  const { keepsBelow } = alternativesOf(third);
  expect(best(third, '1/9')).toEqual(['1/3', '1/3']);
  expect(best(third, above)).toEqual(['1/3', '1/3']);
  expect(keepsBelow(rational('1/9'), rational('1/3'))).toBe(false);
  expect(keepsBelow(rational(above), rational('1/3'))).toBe(true);
  const steep = { cost: { family: 'power', scale: 1, exponent: '64/63' }, low: 0 } as const;
  expect(best({ ...steep, high: 1 }, 1e6)).toEqual(['1', '1']);
  expect(() => best({ ...steep, high: null }, 1e6)).toThrow('the best level must be <= 2^1000');
  // C(2) / 2 = 0.94280904158206336586.. and C'(2) = 1.41421356237309504880.. are no fractions.
  const root = { cost: { family: 'power', scale: '2/3', exponent: '3/2' }, high: 3 } as const;
  expect(best({ ...root, low: 2 }, '0.942809041582063365')).toEqual(['0', '0']);
  expect(best({ ...root, low: 2 }, '0.942809041582063366')).toEqual(['2', '2']);
  const upTo = alternativesOf({ ...root, low: 0, high: 2 });
  expect(upTo.keepsBelow(rational('1.4142135623730950488'), rational(2))).toBe(false);
  expect(upTo.keepsBelow(rational('1.4142135623730950489'), rational(2))).toBe(true);
});

test('levels that only round alike are neither efficient nor unchanged', () => {
  const environment = linearEnvironment({ values: [2, 3], alternatives: cube });
  for (const mass of ['1000', '1e12', '1e30']) {
    const menu = linearMenu(environment, [mass, 1], { ties: 'largest' });
    expect(menu.entries.map(({ efficient }) => efficient)).toEqual([false, true]);
    expect(unchangedByPerturbation(environment, menu, 0)).toBe(false);
  }
  const [low, efficient] = [
    linearMenu(environment, ['1e30', 1], { ties: 'largest' }).entries[0]!.level,
    environment.efficient[0]!.largest,
  ];
  expect(low).toEqual(efficient);
});

test('a perturbation small enough is found however near the kink', () => {
  const one = linearEnvironment({ values: [1, 2], alternatives: { levels: [1], costs: [0] } });
  const ask = (masses: readonly Quantity[]): boolean | null =>
    unchangedByPerturbation(one, linearMenu(one, masses, { ties: 'largest' }), 0);
  expect(ask([1, 1])).toBe(false);
  expect(ask([10n ** 60n + 1n, 10n ** 60n])).toBe(true);
});

test('a level stays as virtual values fall exactly at kinks, ends and 0', () => {
  const stays = (alternatives: AlternativesSpec, phi: number, level: number): boolean =>
    alternativesOf(alternatives).keepsBelow(rational(phi), rational(level));
  const square = {
    cost: { family: 'polynomial', coefficients: [0, 0, 0.5] },
    low: 0,
    high: 1,
  } as const;
  expect(stays(square, 0, 0)).toBe(true);
  expect(stays(square, 0.5, 0.5)).toBe(false);
  expect(stays(square, 1, 1)).toBe(false);
  expect(stays(square, 1.5, 1)).toBe(true);
  const kinked = {
    cost: {
      family: 'piecewise',
      points: [
        [0, 0],
        [1, 1],
        [3, 5],
      ],
    },
  } as const;
  expect(best(kinked, 2)).toEqual(['1', '3']);
  expect(stays(kinked, 2, 3)).toBe(false);
  expect(stays(kinked, 2, 1)).toBe(true);
  expect(fractionText(alternativesOf(kinked).cost(rational(2)))).toBe('3');
  const level = alternativesOf(cube).best(rational(2)).largest;
  expect(alternativesOf(cube).keepsBelow(rational(2), level)).toBe(false);
});

test('menus of rounded levels charge what the envelope asks, without error', () => {
  const environment = linearEnvironment({ values: [1, 2, '7/2'], alternatives: cube });
  const menu = linearMenu(environment, [4, 2, 1], { ties: 'largest' });
  expect(menu.arithmetic).toBe('rounded');
  const [low, middle, high] = menu.entries;
  const rent = nearest(middle!.surplus) + 1.5 * nearest(middle!.level);
  expect(nearest(middle!.surplus)).toBe(nearest(low!.level));
  expect(nearest(high!.surplus)).toBeCloseTo(rent, 14);
  expect(nearest(high!.level)).toBeCloseTo(Math.sqrt(3.5), 14);
  expect(() => productOf(environment)).toThrow('levels must be given for a smooth cost');
  expect(productOf(environment, [0, 1, 2]).alternatives).toEqual(['0', 'a1', 'a2']);
});
