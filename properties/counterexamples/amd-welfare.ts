import type { Growth } from '../support/amd/growth.ts';

/**
 * d/eps sublinear and |S| subexponential, yet the bound of [AMD, Lemma 3] does not vanish: d/eps = n/ln n with ln|S| = sqrt n,
 * d/eps = n^(3/4) with ln|S| = n^(1/4), where it goes to 4, and d/eps = sqrt n with ln|S| = n/ln n.
 */
export const crowdedOut: readonly Growth[] = [
  { a: 1, b: -1, c: 0.5, g: 0 },
  { a: 0.75, b: 0, c: 0.25, g: 0 },
  { a: 0.5, b: 0, c: 1, g: -1 },
];
