import type { RuledMarkets } from '../support/par/linear-improvable.ts';
import type { Offer } from '../support/par/linear-offers.ts';
import type { Linear } from '../support/par/linear-cases.ts';
import type { Moved } from '../support/par/linear-perturbations.ts';
import type { Ruled } from '../support/par/ruled.ts';

/**
 * The two lowest types are one ironed interval of virtual value 0, at which levels 0 and 1 are equally good. Leaving out the lowest alone
 * meets both conditions at price 3 and earns 9/5; price 2 or 4 earns 2.
 */
const RISES_WITHIN: Offer = {
  values: ['2', '3', '4'],
  levels: ['0', '1'],
  costs: ['0', '0'],
  masses: ['4', '1', '5'],
  chosen: [
    [0, 0],
    [1, 1],
    [1, 1],
  ],
  gifts: ['0', '0', '0'],
};

/** Nobody is of the high type: an item that she alone would take may cost less than the envelope asks, and nothing is lost by it. */
const FOR_NOBODY: Offer = {
  values: ['1', '3'],
  levels: ['0', '1', '2'],
  costs: ['0', '0', '2'],
  masses: ['1', '0'],
  chosen: [
    [1, 1],
    [2, 2],
  ],
  gifts: ['0', '1'],
};

export const optimalOtherwise: readonly Offer[] = [RISES_WITHIN, FOR_NOBODY];

/** A high type who is not there, and what she would choose is not her efficient level; no perturbation moves anything. */
export const ABSENT_TOP = {
  values: ['1', '3'],
  levels: ['0', '1', '2'],
  costs: ['0', '0', '2'],
  masses: ['1', '0'],
} as const;

/** A middle type who is not there: her virtual value 5/3 is above 1, where level 1 begins to pay, and everybody else is served efficiently. */
export const ABSENT_MIDDLE = {
  values: ['2', '4', '5'],
  levels: ['0', '1', '2'],
  costs: ['0', '1', '4'],
  masses: ['9', '0', '1'],
} as const;

/**
 * The lowest type has virtual value 1, at which levels 0 and 1 are equally good. `contrary` serves her while the middle type is served
 * inefficiently and drops her once that ends, so that nobody gains from an end to it.
 */
export const TIE_BELOW = {
  values: ['2', '4', '5'],
  levels: ['0', '1', '2'],
  costs: ['0', '1', '4'],
  masses: ['6', '1', '2'],
} as const;

/** A regular market: virtual values 0, 2, 4 with nothing tied at the kinks 1 and 5/2. */
export const REGULAR = {
  values: ['2', '3', '4'],
  levels: ['0', '1', '2'],
  costs: ['0', '1', '7/2'],
  masses: ['1', '1', '1'],
} as const;

export const notDominated: readonly Ruled<Linear>[] = [
  { ...TIE_BELOW, rule: 'contrary' },
  { ...ABSENT_TOP, rule: 'efficient' },
];

export const notImproved: readonly RuledMarkets[] = [
  { markets: [TIE_BELOW], rule: 'contrary' },
  { markets: [ABSENT_MIDDLE], rule: 'efficient' },
  { markets: [ABSENT_TOP], rule: 'efficient' },
];

/**
 * A regular market of virtual values 1/3, 3/2, 4: half the mass above the lowest type raises hers to 17/11, past that of the next, who is
 * pooled with her. And a type with nobody above.
 */
export const othersMove: readonly Moved[] = [
  {
    values: ['2', '3', '4'],
    levels: ['0', '1'],
    costs: ['0', '0'],
    masses: ['3', '2', '3'],
    type: 0,
    delta: '-1/2',
  },
  { values: ['1'], levels: ['0', '1'], costs: ['0', '0'], masses: ['1'], type: 0, delta: '-1/2' },
];
