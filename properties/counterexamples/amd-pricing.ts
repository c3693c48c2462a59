import type { Tied, TiedTypes } from '../amd-pricing.ts';
import { PAIRS } from '../support/amd/price-cohorts.ts';
import type { Rounded } from '../support/amd/price-continuous.ts';

/** The gap is .301 = 3.01/m; and the least environment that the assumption admits: one agent, values 0 and 3/m + 1/(64 m), m = 4. */
export const wideGaps: readonly Tied[] = [
  { cohort: PAIRS, ties: 'strict' },
  { cohort: PAIRS, ties: 'weak' },
  { cohort: { m: 4, unit: 64, members: 1, levels: 2, table: [0, 193] }, ties: 'against' },
];

/** Three types, held to buy at their own price or not: 1/m tells 0, or 2/m tells 1/m, or 0 tells 1/m, at no cost. */
export const tiedTypes: readonly TiedTypes[] = [
  { m: 2, buys: [true, true, true] },
  { m: 2, buys: [false, false, false] },
  { m: 2, buys: [false, true, true] },
  { m: 2, buys: [false, false, true] },
];

/** Everybody else in the top cell, or the lowest and the top price alike. */
const inTheTopCell = [0, 0, 0, 0, 0, 1];
const evenRevenue = [0, 0.8, 0, 0, 0, 0.2];

const shortlyAbove = (part: number): Rounded => ({
  N: 10_000,
  M: 5,
  profiles: [inTheTopCell, evenRevenue],
  cell: 4,
  part,
  crowd: [{ cell: 4, part, share: 1, below: 0 }],
  ties: 'weak',
});

/** A type at a price or shortly above it, ten thousand buyers; and a crowd just below the next price, where value > p buys. */
export const noEquilibrium: readonly Rounded[] = [
  shortlyAbove(0.0005),
  { ...shortlyAbove(0.5), crowd: [{ cell: 4, part: 0.984375, share: 1, below: 0 }], ties: 'strict' },
];
