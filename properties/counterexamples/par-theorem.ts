import type { Sold } from '../support/par/arbitraries.ts';
import type { Rule } from '../../src/mechanisms/monopoly/rules.ts';
import type { Ruled } from '../support/par/ruled.ts';

/**
 * One product worth 1 and 2, only the high type there: she pays 2, the absent low type would buy nothing, though she is worth 1. Over all of
 * T the mechanism is inefficient and its payments 0 and 2 are the only optimal ones; yet the one type that is there is served
 * efficiently, all segments are the market itself, and no market of hers leaves her anything. And the types of [PAR, Figure 3] without t2,
 * who would choose the first alternative: an efficient market, for those who are there, in which she would be served inefficiently. Her payment over all of
 * T, 1/3 to 2, is not unique: against Prop 3 alone.
 */
export const absentTypes: readonly Ruled<Sold, Rule>[] = [
  { values: [[1], [2]], masses: [0, 1], rule: 'efficient' },
  { values: [[2, 1], [3, 4], [4, 7]], masses: [3, 0, 1], rule: 'efficient' },
];
