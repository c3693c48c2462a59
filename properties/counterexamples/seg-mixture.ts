import type { Dominance, Sizes } from '../support/seg/dominance-cases.ts';

/**
 * One product, so the lottery punishes nobody: among others who cancel, half at 0 and half at 1, type 1/4 gains by
 * reporting 0. mbar = 3 at N = 100,001, so a quarter is the threshold.
 */
export const dominationRefuters: readonly Dominance[] = [
  {
    population: 100_001,
    attributes: 1,
    mbar: 3,
    segments: 1,
    click: { family: 'linear', slope: 1 },
    utility: { family: 'linear', slope: 1 },
    type: [0.25],
    report: [0],
  },
];

/** One product, everybody of type 1/4 reporting 0, which is undominated: F is a quarter below the optimum, the bound smaller. */
export const theorem4Refuters: readonly Sizes[] = [
  { population: 10 ** 12 + 1, attributes: 1, segments: 1, lipschitz: 1 },
  { population: 10 ** 15 + 1, attributes: 1, segments: 1, lipschitz: 1 },
];
