import { describe, expect, test } from 'vitest';
import { polygonMap, productEnvironment, supportOf } from '../src/lp.ts';

type Values = readonly (readonly number[])[];

describe('maps where three payment rules meet at a corner of the triangle', () => {
  test.each<{ values: Values }>([
    {
      values: [
        [6, 0],
        [3, 1],
        [2, 2],
      ],
    },
    {
      values: [
        [5, 0],
        [4, 6],
        [3, 4],
      ],
    },
    {
      values: [
        [5, 5],
        [2, 4],
        [3, 2],
      ],
    },
  ])('have cells of exactly the types they name: $values', ({ values }) => {
    const cells = polygonMap(productEnvironment({ values })).cells('efficient');
    for (const { inside, support } of cells) expect(supportOf(inside)).toEqual(support);
    const corners = cells.filter(({ support }) => support.length === 1);
    expect(corners.map(({ support }) => support[0]).toSorted()).toEqual([0, 1, 2]);
  });
});
