import { describe, expect, test } from 'vitest';
import {
  assess,
  bundledProducts,
  dominatingMarkets,
  exactMonopolist,
  improve,
  market,
  monopolist,
  optimalMenu,
  productEnvironment,
  strictConsumerBest,
  type ProductEnvironment,
  type ProductEnvironmentOptions,
} from '../src/lp.ts';

const wrong = (value: unknown): never => value as never;

const two = productEnvironment({ values: [[1], [3]] });
const seller = exactMonopolist(two);
const half = market(two, [1, 1]);

describe('an environment', () => {
  const made = (changed: object) => (): ProductEnvironment =>
    productEnvironment({ values: [[1, 2]], ...changed } as ProductEnvironmentOptions);
  test.each<[object, string]>([
    [{ values: 1 }, 'values must be an array, got 1'],
    [{ values: [] }, 'values.length must be >= 1, got 0'],
    [{ values: [[]] }, 'values[0].length must be >= 1, got 0'],
    [{ values: [[1, 2], [3]] }, 'values[1].length must be 2, got 1'],
    [{ values: [[1, 2], 3] }, 'values[1] must be an array, got 3'],
    [{ values: [[1, NaN]] }, 'values[0][1] must be finite, got NaN'],
    [{ values: [[-Infinity, 1]] }, 'values[0][0] must be finite, got -Infinity'],
    [{ values: [['1/0', 1]] }, 'values[0][0] must be a number, as "1/3", "-0.25" or "1e-3"'],
    [{ values: [[null, 1]] }, 'values[0][0] must be a number, a bigint, a text or a fraction'],
    [
      { cost: [1, 2] },
      'options must be an object of types, alternatives, values, costs, got "cost"',
    ],
    [{ values: [Float64Array.of(1, NaN)] }, 'values[0][1] must be finite, got NaN'],
    [{ costs: [1] }, 'costs.length must be 2, got 1'],
    [{ costs: [1, Infinity] }, 'costs[1] must be finite, got Infinity'],
    [{ types: ['a', 'b'] }, 'types.length must be 1, got 2'],
    [{ types: [''] }, 'types[0] must be a name, got ""'],
    [{ types: [1] }, 'types[0] must be a text, got 1'],
    [{ values: [[1], [2]], types: ['a', 'a'] }, 'types[1] must be a name of its own, got "a"'],
    [{ alternatives: ['x'] }, 'alternatives.length must be 2, got 1'],
    [{ alternatives: ['x', 'x'] }, 'alternatives[1] must be a name of its own, got "x"'],
    [
      { alternatives: ['x', '0'] },
      'alternatives[1] must be another name than that of the outside option, got "0"',
    ],
  ])('%j', (changed, expected) => expect(made(changed)).toThrow(expected));

  test.each<[unknown, string]>([
    [[1], 'market.length must be 2, got 1'],
    [[1, NaN], 'market[1] must be finite, got NaN'],
    [[1, Infinity], 'market[1] must be finite, got Infinity'],
    [[1, -1], 'market[1] must be >= 0, got -1'],
    [['-1/3', 1], 'market[0] must be >= 0, got "-1/3"'],
    [[0, 0], 'market must be masses of which one is > 0, got [0,0]'],
    ['even', 'market must be an array, got "even"'],
  ])('masses %j', (masses, expected) => expect(() => market(two, wrong(masses))).toThrow(expected));

  test('may be given as rows of doubles', () => {
    const given = productEnvironment({ values: [Float64Array.of(0.5, 2)] });
    expect(given).toEqual(productEnvironment({ values: [['1/2', 2]] }));
  });

  test.each<[string, () => unknown]>([
    ['productEnvironment', () => productEnvironment(wrong(undefined))],
    ['bundledProducts', () => bundledProducts(wrong(undefined))],
    ['optimalMenu', () => optimalMenu(seller, half, wrong(undefined))],
    ['improve', () => improve(seller, half, wrong(undefined))],
    ['assess', () => assess(seller, half, [], wrong(undefined))],
    ['dominatingMarkets', () => [...dominatingMarkets(seller, half, wrong(undefined))]],
    ['strictConsumerBest', () => strictConsumerBest(two, half, wrong(undefined))],
  ])('%s without options says that they are missing', async (_, run) => {
    expect(run).toThrow(TypeError);
    expect(run).toThrow('options must be an object, got undefined');
    await expect(monopolist(two, wrong(undefined))).rejects.toThrow(
      'options must be an object, got undefined',
    );
  });

  const some = { products: ['a', 'b'], values: { additive: [[1, 2]] } };
  test.each<[object, string]>([
    [{ products: [] }, 'products.length must be >= 1, got 0'],
    [{ products: ['a', 1] }, 'products[1] must be a text, got 1'],
    [{ products: ['a', 'a'] }, 'products[1] must be a name of its own, got "a"'],
    [{ products: ['a', ' '] }, 'products[1] must be a name, got " "'],
    [{ products: ['a', 'a,b'] }, 'products[1] must be a name without commas and braces, got "a,b"'],
    [{ products: ['{a', 'b'] }, 'products[0] must be a name without commas and braces, got "{a"'],
    [
      { unit: [1, 2] },
      'options must be an object of products, units, exclusive, types, values, costs, got "unit"',
    ],
    [{ units: [1] }, 'units.length must be 2, got 1'],
    [{ units: [1, 0] }, 'units[1] must be an integer in [1, 2147483647], got 0'],
    [{ units: [NaN, 1] }, 'units[0] must be finite, got NaN'],
    [{ exclusive: [['a', 'c']] }, 'exclusive[0][1] must be one of the products, got "c"'],
    [{ exclusive: ['a'] }, 'exclusive[0] must be an array, got "a"'],
    [{ costs: [1] }, 'costs.length must be 2, got 1'],
    [{ costs: [1, NaN] }, 'costs[1] must be finite, got NaN'],
    [{ values: undefined }, 'values must be {additive}, {table} or {of}, got undefined'],
    [{ values: { additive: [[1]] } }, 'values.additive[0].length must be 2, got 1'],
    [{ values: { table: [{ '{a}': 1, '{b}': 2 }] } }, 'values.table[0]["{a,b}"] must be a value'],
    [{ values: { table: [null] } }, 'values.table[0] must be a table, got null'],
    [
      { values: { table: [{ '{a}': 1, '{b}': 2, '{a,b}': 3, '{c}': 4 }] } },
      'values.table[0] must be values of the bundles there are, got "{c}"',
    ],
    [{ values: { of: 1 } }, 'values.of must be a function, got 1'],
    [{ values: { of: () => 1 } }, 'types must be names where values are a function'],
  ])('bundles %j', (changed, expected) => {
    expect(() => bundledProducts({ ...some, ...changed } as never)).toThrow(expected);
  });
});
