import { expect, test } from 'vitest';
import { fractionText, nearest, rational } from '../src/core/rational.ts';
import { linearEnvironment, type AlternativesSpec } from '../src/mechanisms/linear/environment.ts';
import { linearMenu } from '../src/mechanisms/linear/menu.ts';
import { productOf } from '../src/mechanisms/linear/product.ts';

const alternativesOf = (alternatives: AlternativesSpec) =>
  linearEnvironment({ values: [1], alternatives }).alternatives;

const best = (alternatives: AlternativesSpec, phi: number | string): string[] => {
  const { smallest, largest } = alternativesOf(alternatives).best(rational(phi));
  return [smallest, largest].map(fractionText);
};

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
