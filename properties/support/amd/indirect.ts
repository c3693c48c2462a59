import type { Environment, Ties } from './environments.ts';

/** Any mechanism over a finite environment [AMD, Lemma 2], and environments in which its bound is nearly met. */

/** A law for every profile: exp(amplitude row) normalised; how private it is, is measured. */
export interface Indirect {
  readonly environment: Environment;
  readonly ties: Ties;
  readonly rows: readonly (readonly number[])[];
  readonly amplitude: number;
}

/** One agent, two alternatives, of which she likes the one that her report makes more likely. */
export const COIN: Environment = {
  types: [2],
  utility: [
    [
      [[1], [0]],
      [[1], [0]],
    ],
  ],
};

/** Her law moves from 1/(1 + e^-ε) to 1/(1 + e^ε): the tightest there is. */
export const coin = (epsilon: number): Indirect => ({
  environment: COIN,
  ties: 'first',
  rows: [
    [1, 0],
    [0, 1],
  ],
  amplitude: epsilon,
});

/**
 * Two reactions between which agent 0 is indifferent when the other reports 0, while the other's type is 1 and the second one is worth 1
 * to her at both alternatives, the first nothing.
 */
export const WAVERING: Indirect = {
  environment: {
    types: [2, 2],
    utility: [0, 1].map((i) =>
      [0, 1, 2, 3].map((p) => [0, 1].map(() => [i === 0 && p > 1 ? 0 : 1, 1])),
    ),
  },
  ties: 'others',
  rows: [0, 1, 0, 1].map((own) => [1 - own, own]),
  amplitude: 1e-3,
};
