import { TIE_BELOW } from './par-linear.ts';
import type { Footnote } from '../support/par/footnote-cases.ts';

/**
 * Linear valuations, 2, 4 and 5: the middle type is served inefficiently though phi = 2 is above the least virtual value 1 of her level.
 * A market that served her better would have to leave the lowest type at her tie, and there the rule `contrary` drops the lowest type as soon
 * as all could be served efficiently, by which the others lose: [PAR, Prop 5, Cor 2, Lemma 7] do not hold for this consistent rule.
 */
export const againstLaterResults: readonly Footnote[] = [
  { about: 'linear', markets: [TIE_BELOW], rule: 'contrary' },
];
