import type { Variety } from '../support/amd/growth.ts';
import type { Welfare } from '../support/amd/sensitivity-cases.ts';

/** Three agents whose utility is agent 0's type: one type moves the average from 0 to 1, n times what one agent's utility can. */
const SHARED = [0, 1, 0, 1, 0, 1, 0, 1].map((type) => [[type]]);

/** Nobody has anything, then one of n has something: the index goes from 0 to (n - 1)/n. One pair for each d that is claimed. */
const first = (d: number): Welfare => ({
  kind: 'gini',
  incomes: [0],
  counts: [d + 2],
  to: 1,
  d,
});

/** Welfare functions more sensitive than [AMD, 2.2 and 6.3] have them. */
export const sensitive: readonly Welfare[] = [
  {
    kind: 'average',
    environment: { types: [2, 2, 2], utility: [SHARED, SHARED, SHARED] },
    ties: 'first',
  },
  first(1),
  first(100),
  first(1e5),
];

/** Uniform lottery over n and over n^2 alternatives; a separating set of n among n^2. */
export const tooMany: readonly Variety[] = [
  { a: 1, b: 1, d: 1 },
  { a: 2, b: 2, d: 1 },
  { a: 2, b: 1, d: 1 },
];
