import type { Flag } from '../frame/command.ts';
import {
  assignFlag,
  CLIP,
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
  TRIALS,
  WEIGHT,
} from '../release/flags.ts';

export const SEGMENT_USAGE =
  'candor segment <csv | json | -> --columns a,b --bounds a=lo:hi,b=lo:hi --segments K --grid m|continuous ' +
  '--truth T (--epsilon x | --loss x|best | --tilt x) [options]';

export const SEGMENT_FLAGS: readonly Flag[] = [
  FORMAT,
  { name: 'columns', value: 'a,b', many: true, about: 'the columns of a CSV file to segment by' },
  {
    name: 'bounds',
    value: 'a=lo:hi,..',
    many: true,
    about: 'public bounds of every column; declared, never read off the data',
  },
  WEIGHT,
  CLIP,
  { name: 'segments', value: 'K', about: 'how many segments' },
  {
    name: 'grid',
    value: 'm|continuous',
    about: 'representatives on the m+1 points 0, 1/m, .., 1 of each axis, or anywhere',
  },
  {
    name: 'truth',
    value: 'T',
    about:
      'brackets: types are the grid points and every lie strictly loses; beyond:<d>: every lie of at least d (l1, ' +
      'in units of the bounds) strictly loses; gain:<g>: no lie gains more than g of a utility in [0, 1]',
  },
  EPSILON,
  lossFlag('welfare'),
  TILT,
  {
    name: 'click',
    value: 'P',
    about: 'click probability by distance: linear:<slope>, power:<exponent> or JSON',
  },
  { name: 'utility', value: 'V', about: 'utility by distance, likewise' },
  MODE,
  {
    name: 'coin',
    value: 'once|each',
    about: 'each: everybody tosses her own coin between the two parts, and there are K+2 segments',
  },
  TRIALS,
  ...SPENDING,
  assignFlag('segment'),
  plotFlag('the segments on the declared axes'),
  DIAGNOSTICS,
  ...PLANS,
  { name: 'attributes', value: 'I', about: 'with --plan: the number of columns' },
];

export const SEGMENT_NOTES: readonly string[] = [
  'Epsilon, tilt, loss and distances are in units where every column runs over [0, 1] by its bounds; loss and ' +
    'welfare are per head. Without --click and --utility both are 1 - d/I.',
  PUBLIC,
  '--plan alone prints the calibration tables; with --population, --attributes, --segments, --grid, --truth and one of ' +
    '--epsilon, --loss, --tilt it prints a plan for each population.',
];
