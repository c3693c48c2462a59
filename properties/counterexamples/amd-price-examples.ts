import type { Pivot } from '../support/amd/two-prices.ts';

/** 201 buyers, .01 above the prices: the lie earns 1.01 without a lottery, 1.00495 with one of probability .01; and one buyer alone. */
export const aboveOne: readonly Pivot[] = [
  { n: 100, mu: 0.01, q: 0, dear: 0.5 },
  { n: 100, mu: 0.01, q: 0.01, dear: 0.5 },
  { n: 0, mu: 0.5, q: 0.1, dear: 0.5 },
];
