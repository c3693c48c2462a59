import type { Flag } from '../frame/command.ts';
import {
  CLIP,
  COMPONENTS,
  DIAGNOSTICS,
  EPSILON,
  FORMAT,
  lossFlag,
  MODE,
  PLANS,
  plotFlag,
  PUBLIC,
  SPENDING,
  TILT,
  WEIGHT,
} from '../release/flags.ts';

export const PRICE_USAGE =
  'candor price <csv | json | -> --column wtp --bounds wtp=0:hi --grid m --offset half|none ' +
  '--truth T (--epsilon x | --loss x|best | --tilt x) [options]';

export const PRICE_FLAGS: readonly Flag[] = [
  FORMAT,
  { name: 'column', value: 'wtp', about: "the column of a CSV file with the buyers' values" },
  {
    name: 'bounds',
    value: 'wtp=0:hi',
    about: 'public bounds of the values, from 0 on; declared, never read off the data',
  },
  WEIGHT,
  CLIP,
  { name: 'grid', value: 'm', about: 'how many steps the prices take up to the upper bound' },
  {
    name: 'offset',
    value: 'half|none',
    about:
      'none: the m+1 prices 0, 1/m, .., 1 of the bound; half: the m prices (2j+1)/(2m), which no value on the grid ties with',
  },
  {
    name: 'truth',
    value: 'T',
    about:
      'brackets: values are multiples of 1/m of the bound and every lie strictly loses; beyond:<d>: every lie of at least d ' +
      'does, d a share of the bound; gain:<g>: no lie gains more than g of it',
  },
  EPSILON,
  lossFlag('revenue'),
  TILT,
  {
    name: 'commitment',
    value: 'uniform|optimal',
    about: 'the lottery over the prices: every price equally often, or the one that needs least',
  },
  COMPONENTS,
  MODE,
  ...SPENDING,
  plotFlag('the price on the declared axis, under --diagnostics with the demand curve'),
  DIAGNOSTICS,
  ...PLANS,
];

export const PRICE_NOTES: readonly string[] = [
  'A buyer buys when her value is at least the price. Epsilon, tilt, loss and lies are in units where the upper bound is 1; ' +
    'loss and revenue are per head. The price is in units of the data.',
  'Under --offset half no price is the upper bound, so one report changes revenue by less than 1: privacy.epsilon, which is what is ' +
    'spent, is then at most (1 - 1/(2m)) times the epsilon asked for.',
  PUBLIC,
  '--plan with --population, --grid, --offset, --truth and one of --epsilon, --loss, --tilt prints a plan for each population.',
];
