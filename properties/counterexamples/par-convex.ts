import type { Smooth } from '../support/par/convex-cases.ts';

/**
 * C(a) = a^2/2. A type who values nothing is excluded, and should be: the markets are efficient, so that no segmentation improves them
 * [PAR, Observation 1].
 */
export const rightlyExcluded: readonly Smooth[] = [
  { values: ['0'], masses: ['1'], cost: 'square', cut: [8] },
  { values: ['-1', '2'], masses: ['1', '1'], cost: 'square', cut: [8, 4] },
  { values: ['1', '3'], masses: ['5', '1'], cost: 'dear', cut: [4, 4] },
];
