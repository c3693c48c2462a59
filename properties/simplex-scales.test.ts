import { expect, test } from 'vitest';
import { fractionText, rational } from '../src/core/rational.ts';
import { exactMaximum } from '../src/core/simplex.ts';

const row = (values: readonly (number | string)[]) => values.map((x) => rational(x));

test('multipliers are those of the rows as they were given, whatever their denominators', () => {
  const found = exactMaximum({
    cost: row([1, '1/2']),
    rows: [row(['1/2', '1/3']), row(['1/5', 0])],
    limits: row(['1/6', '1/70']),
  })!;
  expect(found.primal.map(fractionText)).toEqual(['1/14', '11/28']);
  expect(found.dual.map(fractionText)).toEqual(['3/2', '5/4']);
  expect(fractionText(found.value)).toBe('15/56');
});
