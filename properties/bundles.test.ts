import { describe, expect, test } from 'vitest';
import { fractionText } from '../src/core/rational.ts';
import {
  bundledProducts,
  bundles,
  type BundledProducts,
  type BundleOptions,
} from '../src/mechanisms/monopoly/bundles.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { message } from './support/par/message.ts';

const versions = { products: ['1', 'L', 'H'], exclusive: [['L', 'H']] };
const names = (options: BundleOptions) => bundles(options).map(({ name }) => name);
const worth = (options: BundledProducts) =>
  productEnvironment(bundledProducts(options)).values.map((row) => row.map((v) => fractionText(v)));

describe('bundles', () => {
  test('of two products, one of them in two versions, are the five of the paper', () => {
    expect(names(versions)).toEqual(['{1}', '{L}', '{H}', '{1,L}', '{1,H}']);
  });

  test('without exclusions are all subsets but the empty one, smaller ones first', () => {
    expect(names({ products: ['1', 'L', 'H'] })).toEqual([
      '{1}',
      '{L}',
      '{H}',
      '{1,L}',
      '{1,H}',
      '{L,H}',
      '{1,L,H}',
    ]);
    expect(bundles({ products: Array.from({ length: 12 }, (_, i) => `p${i}`) })).toHaveLength(4095);
  });

  test('hold several units where somebody wants them', () => {
    expect(names({ products: ['a', 'b'], units: [3, 1] })).toEqual([
      '{a}',
      '{b}',
      '{a,a}',
      '{a,b}',
      '{a,a,a}',
      '{a,a,b}',
      '{a,a,a,b}',
    ]);
    expect(names({ products: ['a', 'b'], units: [2, 2], exclusive: [['b', 'a']] })).toEqual([
      '{a}',
      '{b}',
      '{a,a}',
      '{b,b}',
    ]);
  });

  test('of twenty versions of one product are twenty', () => {
    const products = Array.from({ length: 20 }, (_, i) => `v${i}`);
    expect(bundles({ products, exclusive: [products] })).toHaveLength(20);
  });

  test('beyond 4096 are refused, however many units are asked for', () => {
    const many: BundleOptions[] = [
      { products: Array.from({ length: 40 }, (_, i) => `p${i}`) },
      { products: ['a', 'b'], units: [4096, 2 ** 31 - 1] },
    ];
    const said = many.map((options) => message(() => bundles(options)));
    expect(said).toEqual([
      'bundles: more than 4096 of 40 products',
      'bundles: more than 4096 of 2 products',
    ]);
    try {
      bundles(many[0]!);
    } catch (error) {
      expect(isRefusal(error) && [error.reason, error.figures]).toEqual([
        'budget',
        { most: 4096, products: 40 },
      ]);
    }
  });
});

describe('bundles are worth', () => {
  test('the sum of their units, less the cost of each', () => {
    const options = { products: ['a', 'b'], units: [2, 1], costs: ['1/2', 1] };
    expect(
      worth({
        ...options,
        values: {
          additive: [
            [1, 3],
            ['1/3', 0],
          ],
        },
      }),
    ).toEqual([
      ['0', '1/2', '2', '1', '5/2', '3'],
      ['0', '-1/6', '-1', '-1/3', '-7/6', '-4/3'],
    ]);
  });

  test('what a table or a function says', () => {
    const table = [{ '{1}': 1, '{L}': 2, '{H}': '7/2', '{1,L}': 3, '{1,H}': 4 }];
    expect(worth({ ...versions, values: { table } })).toEqual([['0', '1', '2', '7/2', '3', '4']]);
    const types = ['one', 'two'];
    const of = (type: number, { units }: { readonly units: readonly number[] }) =>
      (type + 1) * units.filter((count) => count > 0).length;
    const found = productEnvironment(bundledProducts({ ...versions, types, values: { of } }));
    expect(found.types).toEqual(types);
    expect(found.alternatives).toEqual(['0', '{1}', '{L}', '{H}', '{1,L}', '{1,H}']);
    expect(found.values[1]!.map((v) => fractionText(v))).toEqual(['0', '2', '2', '2', '4', '4']);
  });

  test('as much to the seller as subsets that nobody wants both versions of', () => {
    const single = [
      { 1: 2, L: 1, H: 3 },
      { 1: 1, L: 4, H: 5 },
      { 1: 6, L: 2, H: 7 },
    ];
    const of = (
      type: number,
      { units: [one = 0, low = 0, high = 0] }: { units: readonly number[] },
    ) => one * single[type]![1] + Math.max(low * single[type]!.L, high * single[type]!.H);
    const types = ['a', 'b', 'c'];
    const [five, seven] = [versions, { products: versions.products }].map((options) => {
      const environment = productEnvironment(
        bundledProducts({ ...options, types, values: { of: (t, bundle) => of(t, bundle) } }),
      );
      const f = market(environment, [1, 2, 3]);
      const menu = optimalMenu(exactMonopolist(environment), f, { rule: 'efficient' });
      return [fractionText(menu.revenue), fractionText(menu.consumerSurplus)];
    });
    expect(five).toEqual(seven);
    expect(five).toEqual(['8', '0']);
  });

  const bad: [string, BundledProducts, string][] = [
    [
      'no product',
      { products: [], values: { additive: [[]] } },
      'products.length must be >= 1, got 0',
    ],
    [
      'a product named twice',
      { products: ['a', 'a'], values: { additive: [[1, 1]] } },
      'products[1] must be a name of its own, got "a"',
    ],
    [
      'no unit of a product',
      { products: ['a'], units: [0], values: { additive: [[1]] } },
      'units[0] must be an integer in [1, 2147483647], got 0',
    ],
    [
      'a group of strangers',
      { products: ['a'], exclusive: [['b']], values: { additive: [[1]] } },
      'exclusive[0][0] must be one of the products, got "b"',
    ],
    [
      'a row of another length',
      { products: ['a', 'b'], values: { additive: [[1]] } },
      'values.additive[0].length must be 2, got 1',
    ],
    [
      'a value that is no number',
      { products: ['a'], values: { additive: [[Number.NaN]] } },
      'values.additive[0][0] must be finite, got NaN',
    ],
    [
      'a bundle without a value',
      { products: ['a', 'b'], values: { table: [{ '{a}': 1, '{b}': 1 }] } },
      'values.table[0]["{a,b}"] must be a value, got undefined',
    ],
    [
      'a value without a bundle',
      {
        ...versions,
        values: { table: [{ '{1}': 1, '{L}': 2, '{H}': 3, '{1,L}': 3, '{1,H}': 4, '{L,H}': 9 }] },
      },
      'values.table[0] must be values of the bundles there are, got "{L,H}"',
    ],
    [
      'a function and no types',
      { products: ['a'], values: { of: () => 1 } },
      'types must be names where values are a function, got undefined',
    ],
    [
      'costs of another number',
      { products: ['a'], costs: [1, 2], values: { additive: [[1]] } },
      'costs.length must be 1, got 2',
    ],
  ];
  test.each(bad)('nothing with %s', (_, options, said) => {
    expect(message(() => bundledProducts(options))).toBe(said);
  });
});
