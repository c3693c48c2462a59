import type { Sold, Valuations } from './arbitraries.ts';

/** One product worth 1 and 2. */
export const PRODUCT: Valuations = [[1], [2]];

/** The two products of [PAR, 3], times 4. */
export const PRODUCTS: Valuations = [
  [4, 3],
  [8, 4],
];

/** The three types of [PAR, Figure 3]: without the first the second would lose what she keeps. */
export const FIGURE: Sold = {
  values: [
    [2, 1],
    [3, 4],
    [4, 7],
  ],
  masses: [16, 1, 7],
};
