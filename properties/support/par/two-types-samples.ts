import type { Pair } from './two-types.ts';

const pair = (text: string): Pair => text.split('|').map((row) => row.trim().split(' '));

/** [PAR, 3]: one product, worth 1 and 2. */
export const ONE_PRODUCT = pair('1 | 2');
/** [PAR, 3]: the original and its low-quality version. */
export const TWO_PRODUCTS = pair('1 3/4 | 2 1');
/** From q = 1/3 the low type gets a lottery of both alternatives. */
export const MIXED = pair('2 1 | 3 0');
/** k = 4 alternatives, as many thresholds. */
export const LADDER = pair('13 24 33 40 | 14 26 36 44');
/** Nobody is high. */
export const APART = pair('3 1 | 0 2');
/** The low type values a2 more than the high one does. */
export const RIVALS = pair('1 9/10 | 2 1/2');
/** The low type has two best alternatives: the standing assumption fails. */
export const TIED = pair('2 2 | 3 1');
/** Both types are the same. */
export const ALIKE = pair('2 | 2');

/** Environments whose figures are reported. */
export const STANDARD: readonly Pair[] = [ONE_PRODUCT, TWO_PRODUCTS, MIXED, LADDER, APART, RIVALS];
