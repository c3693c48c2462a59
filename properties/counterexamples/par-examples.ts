import type { Quarter } from '../support/par/two-types-section.ts';

/**
 * [PAR, footnote 11]: screening is optimal at q = 1/4, inefficient, and leaves the high type 1/4, no more than she keeps right above.
 * One split, and the one of the paper's own proof of Proposition 2.
 */
export const screenedInFull: readonly Quarter[] = [
  { part: '1', below: '1/8', above: '1/2' },
  { part: '1', below: '249/1000', above: '251/1000' },
];
