import type { Deviation } from '../support/seg/example1.ts';
import type { Reply } from '../support/seg/example2.ts';
import type { Game } from '../support/seg/game.ts';

/** Under the printed tie-breaking the second segmentation is taken, and one agent of type .6 gains by announcing .57 instead of y. */
export const example1Refuters: readonly Deviation[] = [
  { N: 1, type: 0.6, report: 0.57, utility: { family: 'power', exponent: 2 }, q: 0, mbar: 1 },
  { N: 5, type: 0.6, report: 0.5, utility: { family: 'linear', slope: 1 }, q: 0.125, mbar: 3 },
];

/** The average CTR falls by 1/16 + 1/400, not by 1/8. */
export const example2Refuters: readonly Reply[] = [
  {
    N: 10 ** 6,
    epsilon: 1e-4,
    type: 0.5,
    report: 0.5,
    utility: { family: 'power', exponent: 2 },
    halves: 1,
  },
];

/**
 * All types 1, all report 0: nobody's report moves the optimum (two agents, ties to the lower product; three, where the median
 * needs no ties), yet reporting 1 is never worse and sometimes better.
 */
export const equilibriaRefuters: readonly Game[] = [
  { part: 'optimum', K: 1, grid: 1, types: [1, 1], tilt: 1, q: 0, mbar: 1 },
  { part: 'optimum', K: 1, grid: 1, types: [1, 1, 1], tilt: 1, q: 0, mbar: 1 },
];
