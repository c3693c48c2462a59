import type { Committed } from '../support/amd/environment-cases.ts';

/**
 * One agent, two types, two alternatives that both separate; the lottery knows the first only, where a lie costs 1/8, while the
 * gap of 1 is attained at the second: [AMD, Lemma 4] asks for a loss of 1. The same with chances 15/16 and 1/16, where the second
 * alternative belongs to no separating set that is needed.
 */
const TWO_LOSSES: Committed['environment'] = {
  types: [2],
  utility: [
    [
      [
        [1, 0.875],
        [1, 0],
      ],
      [
        [0.875, 1],
        [0, 1],
      ],
    ],
  ],
};

export const lossElsewhere: readonly Committed[] = [
  { environment: TWO_LOSSES, ties: 'first', chances: [1, 0] },
  { environment: TWO_LOSSES, ties: 'first', chances: [0.9375, 0.0625] },
];

/** u = 1 for the reaction that matches both types, 1/2 if it matches the own one, 0 otherwise: reactions t_0 + 2 t_1. */
const matched = (own: number, other: number): number[][] => [
  [0, 1, 2, 3].map((r) => {
    if (r % 2 !== own) return 0;
    return r === own + 2 * other ? 1 : 0.5;
  }),
];

/** u = 1 for the reaction equal to the own type. */
const plain = (own: number): number[][] => [[0, 1, 2, 3].map((r) => (r === own ? 1 : 0))];

/** Agent 0 matches both types and has no private reactions, yet whatever agent 1 reports truth never gets her less than a lie. */
export const dominantAnyway: readonly Committed[] = [
  {
    environment: {
      types: [2, 2],
      utility: [
        [matched(0, 0), matched(1, 0), matched(0, 1), matched(1, 1)],
        [plain(0), plain(0), plain(1), plain(1)],
      ],
    },
    ties: 'first',
    chances: [1],
  },
];
