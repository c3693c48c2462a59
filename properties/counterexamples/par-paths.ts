import { PRODUCT, PRODUCTS } from '../support/par/standards.ts';
import type { Simple } from '../support/par/simple-claims.ts';

/**
 * Simple environments at the market where selling the best alternative to all and selling it to some earn the same: the rule selects
 * what is inefficient, the efficient mechanism is optimal as well, and charges the lowest type's value. First one product, values 1
 * and 2, half of the people each.
 */
export const tiedWithEfficient: readonly Simple[] = [
  { values: PRODUCT, masses: [1, 1], rule: 'adverse' },
  { values: PRODUCTS, masses: [3, 1], rule: 'mid' },
  { values: [[1], [2], [3]], masses: [3, 1, 2], rule: 'posted' },
];
