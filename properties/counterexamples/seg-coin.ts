import type { CoinScene } from '../support/seg/coin-law.ts';

const line: CoinScene['click'] = { family: 'linear', slope: 1 };

/** Half at 0 and half at 1, all truthful: whatever one part gives to one half it takes from the other. */
const opposed = (weight: number, K: number, tilt: number, q: number): CoinScene => ({
  K,
  grid: 4,
  mbar: 1,
  types: [[0], [1]],
  reports: [[0], [1]],
  weights: [weight, weight],
  click: line,
  utility: line,
  tilt,
  q,
});

/** M-hat at N = 1,000 (N eps = 10, q = .64, mbar = 1) with K = 1; two agents with K = 1; two agents with K = 2. */
export const varianceRefuters: readonly CoinScene[] = [
  opposed(500, 1, 10, 0.64),
  opposed(1, 1, 1, 0.5),
  opposed(1, 2, 0.125, 0.5),
];
