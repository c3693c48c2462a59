import type { Quarter, Screened } from '../support/par/two-types-section.ts';

/**
 * The two products of [PAR, 3]: at q = 3/4 the adverse rule leaves 2s nothing, and the market is improvable; at q = 1/4 half efficient,
 * half screening is inefficient and leaves 2s more than any market above does.
 */
export const otherwiseSelected: readonly Screened[] = [
  { q: '3/4', rule: 'adverse', splits: [['1/4', '1', 1]] },
  { q: '1/4', rule: 'mid', splits: [['1/4', '1', 1]] },
];

/**
 * [PAR, footnote 11]: screening is optimal at q = 1/4, inefficient, and leaves the high type 1/4, no more than she keeps right above.
 * One split, and the one of the paper's own proof of Proposition 2.
 */
export const screenedInFull: readonly Quarter[] = [
  { part: '1', below: '1/8', above: '1/2' },
  { part: '1', below: '249/1000', above: '251/1000' },
];
