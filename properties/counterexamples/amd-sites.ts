import type { Between } from '../support/amd/site-offgrid.ts';
import type { Claimed } from '../support/amd/site-rate.ts';
import type { CommittedLie, LonelyLie, Placed } from '../support/amd/site-cases.ts';

/**
 * One facility: nobody can be held to another. LOC1 at its own n0 + 1 = 618 and at a thousand times as many, LOC2 at its own
 * n0 + 1 = 439; the others stand at both ends, next to even, and the agent exaggerates.
 */
export const againstUniform: readonly Placed[] = [
  { m: 3, K: 1, others: [[0, 248], [3, 369]], type: 1, report: 0 },
  { m: 3, K: 1, others: [[0, 309_700], [3, 307_299]], type: 2, report: 3 },
  { m: 8, K: 1, others: [[0, 2385], [8, 2509]], type: 2, report: 0 },
];

export const againstAdjacent: readonly Placed[] = [
  { m: 3, K: 1, others: [[0, 263], [3, 175]], type: 2, report: 3 },
  { m: 8, K: 1, others: [[0, 2_139_834], [8, 2_142_165]], type: 2, report: 0 },
];

/** Lies that cost nothing in the printed lottery: the first under every tie rule, the second for want of a fine enough X. */
export const freeOfCharge: readonly CommittedLie[] = [
  { mbar: 1, K: 2, type: 1, report: 0, ties: 'low' },
  { mbar: 1, K: 2, type: 1, report: 2, ties: 'high' },
  { mbar: 4, K: 2, type: 0, report: 1, ties: 'high' },
  { mbar: 12, K: 3, type: 4096, report: 3926, ties: 'low' },
  { mbar: 3, K: 1, type: 0, report: 8, ties: 'low' },
];

/** Free lies that the exponential part rewards: one other agent at the far end, or 3,086 of them; a grid of five places. */
export const rewarded: readonly LonelyLie[] = [
  { m: 8, K: 2, epsilon: 1 / 24, others: [[0, 1]], type: 7, report: 8, ties: 'low' },
  { m: 8, K: 3, epsilon: 1 / 24, others: [[8, 200]], type: 1, report: 0, ties: 'high' },
  { m: 4, K: 2, epsilon: 1 / 40, others: [[4, 200]], type: 1, report: 0, ties: 'low' },
];

/** LOC3 as printed at its own n0 + 1 = 3087, and at a thousand times as many. */
export const againstPrintedLottery: readonly Placed[] = [
  { m: 8, K: 2, others: [[0, 3086]], type: 7, report: 8 },
  { m: 8, K: 2, others: [[0, 3_086_999]], type: 7, report: 8 },
  { m: 8, K: 1, others: [[0, 1540], [8, 1580]], type: 2, report: 0 },
];

/** The others of LOC4's cases, torn: a grid of nine places, n = 3087 and 30,870. */
const FEW = [[0, 2062], [1, 896], [8, 128]] as const;
const MANY = [[0, 20_581], [1, 9002], [8, 1286]] as const;

/**
 * Agents whom the neighbouring cell serves better: one on the grid itself under the printed lottery; one next to the border of her
 * cell under lotteries that keep the grid truthful, adjacent pairs without any tie; one a quarter of a step off, whom a tie of the
 * dyadic lottery sends the wrong way.
 */
export const acrossTheBorder: readonly Between[] = [
  { lottery: 'printed', m: 8, K: 2, others: FEW, type: 7, report: 8, ties: 'low' },
  { lottery: 'adjacent', m: 8, K: 2, others: FEW, type: 7.499755859375, report: 8, ties: 'low' },
  { lottery: 'adjacent', m: 8, K: 2, others: MANY, type: 7.499755859375, report: 8, ties: 'high' },
  { lottery: 'dyadic', m: 8, K: 2, others: FEW, type: 7.25, report: 8, ties: 'low' },
];

/** Sizes at which the undominated exaggeration loses more than so many times ln n/n^(1/3). */
export const beyondAnyConstant: readonly Claimed[] = [
  { n: 1e10, K: 2, constant: 3 },
  { n: 1e24, K: 2, constant: 1e4 },
  { n: 1e48, K: 4, constant: 1e9 },
  { n: 1e9, K: 1, constant: 4 },
];
