import type { Market2 } from '../support/par/two-types-cases.ts';
import { LADDER, ONE_PRODUCT, TWO_PRODUCTS } from '../support/par/two-types-samples.ts';

/**
 * Two types with one best alternative in common, few of them high: both buy it at the low type's price, so that her incentive
 * constraint holds with equality. First the example of [PAR, 3]: one product, values 1 and 2, a quarter of the people high.
 */
export const commonBest: readonly Market2[] = [
  { values: ONE_PRODUCT, q: '1/4', rule: 'efficient' },
  { values: TWO_PRODUCTS, q: '1/8', rule: 'adverse' },
  { values: LADDER, q: '1/1000', rule: 'mid' },
];
