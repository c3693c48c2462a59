import type { Mixture } from '../support/amd/society-cases.ts';
import type { Crowd, Society } from '../support/amd/societies.ts';

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

/** q ptilde gamma >= 2 eps as [AMD, Thm 1] prints it, and a lie gains. */
export const stillLying: readonly Mixture[] = [
  { society: elsewhere(1), q: 0.5, share: 1 },
  { society: elsewhere(101), q: 0.25, share: 1 },
];

/** n > n0 and the printed parameters of [AMD, Thm 2], n0 = 68, and a lie gains. */
export const stillLyingAtLarge: readonly Society[] = [elsewhere(69), elsewhere(1001)];
