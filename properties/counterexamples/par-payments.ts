import type { Bounded } from '../support/par/payment-claims.ts';

/** Everybody is given more than the bound and sold nothing: IC and IR, and so on without end. */
export const withoutBound: readonly Bounded[] = [
  { values: [[1], [2]], bound: 1 },
  { values: [[1], [2]], bound: 1e12 },
];
