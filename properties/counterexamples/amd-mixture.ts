import type { Mixture } from '../support/amd/society-cases.ts';
import type { Crowd, Small, Society } from '../support/amd/societies.ts';

/**
 * Type 0 likes alternative 0, which gains in F by reports of 1, twice as much as alternative 1. A lie costs 1/256 at alternative 0,
 * which has all the chance of the lottery, and 1/2 at alternative 1, where the gap is attained.
 */
const elsewhere = (n: number): Crowd => ({
  kind: 'crowd',
  n,
  worth: [
    [1, 0.5],
    [1, 0.5],
  ],
  loss: [
    [1 / 256, 0.5],
    [1 / 256, 0.5],
  ],
  heights: [
    [0, 1],
    [1, 0],
  ],
  chances: [1, 0],
  set: [0],
  d: 1,
});

/** What agent 0 gets at alternative 0 by type and other's type: of type 1's two best reactions one is nearly right for type 0. */
const AT_0 = [
  [1, 0, 255 / 256],
  [0, 1, 1],
  [1, 255 / 256, 0],
  [0, 1, 1],
];

/**
 * Two agents with private reactions, not private values. Which of agent 0's two best reactions a report of 1 is held to goes by agent
 * 1's report, for the worse when that is true, for the better when it is not.
 */
const turncoat: Small = {
  kind: 'small',
  environment: {
    types: [2, 2],
    utility: [
      AT_0.map((row) => [row, [0, 0, 0]]),
      [0, 0, 1, 1].map((own) => [[0, 1, 2].map((r) => (r === own ? 1 : 0)), [0, 0, 0]]),
    ],
  },
  ties: 'others',
  rows: [
    [0, 0.5],
    [0.5, 0],
    [0, 0.5],
    [0.5, 0],
  ],
  chances: [1, 0],
  set: [0],
  d: 1,
};

/** q ptilde gamma >= 2 eps as [AMD, Thm 1] prints it, and a lie gains. */
export const stillLying: readonly Mixture[] = [
  { society: elsewhere(1), q: 0.5, share: 1 },
  { society: elsewhere(101), q: 0.25, share: 1 },
  { society: turncoat, q: 0.5, share: 1 },
];

/** n > n0 and the printed parameters of [AMD, Thm 2], n0 = 68, and a lie gains. */
export const stillLyingAtLarge: readonly Society[] = [elsewhere(69), elsewhere(1001)];
