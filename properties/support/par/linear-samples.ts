import type { Linear } from './linear-cases.ts';

/** Kinks at 1 and 3/2: the low type's virtual value is 1, her efficient level 2. */
export const AT_KINK: Linear = {
  values: ['2', '4'],
  levels: ['0', '1', '2'],
  costs: ['0', '1', '5/2'],
  masses: ['2', '1'],
};
