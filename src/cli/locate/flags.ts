import { ITSELF, type Flag } from '../frame/command.ts';
import {
  assignFlag,
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
  TRIALS,
  WEIGHT,
} from '../release/flags.ts';

export const LOCATE_USAGE =
  'candor locate <csv | json | -> --columns x,y --bounds x=lo:hi,y=lo:hi --facilities K --grid m|continuous ' +
  '--distance l1|euclidean --truth T (--epsilon x | --loss x|best | --tilt x) [options]';

const PLACES: readonly Flag[] = [
  {
    name: 'fixed',
    value: 'file',
    about: 'a CSV file with the same columns: sites that are open already',
    files: [ITSELF],
    reads: true,
  },
  {
    name: 'candidates',
    value: 'file',
    about: 'a CSV file with the same columns: the only places a facility may take',
    files: [ITSELF],
    reads: true,
  },
];

const TRUTH: Flag = {
  name: 'truth',
  value: 'T',
  about:
    'brackets: agents stand on the grid points and every lie strictly loses; beyond:<d>: every lie over a distance of at ' +
    'least d does; gain:<g>: no lie gains more than a distance of g',
};

export const LOCATE_FLAGS: readonly Flag[] = [
  FORMAT,
  { name: 'columns', value: 'x,y', many: true, about: 'the columns of a CSV file, one to three' },
  {
    name: 'bounds',
    value: 'x=lo:hi,..',
    many: true,
    about: 'public bounds of every column; declared, never read off the data',
  },
  { name: 'crs', value: 'lonlat', about: 'the columns are degrees of longitude and latitude' },
  WEIGHT,
  CLIP,
  { name: 'facilities', value: 'K', about: 'how many sites' },
  {
    name: 'grid',
    value: 'm|continuous',
    about:
      'sites on the points j/m of each axis, or anywhere; not needed with --candidates, except under brackets',
  },
  {
    name: 'distance',
    value: 'l1|euclidean',
    about: 'how far apart two points are; on one column both are the same',
  },
  {
    name: 'cost',
    value: 'distance|squared',
    about: 'what serving somebody costs her; the distance where it is left out',
  },
  ...PLACES,
  {
    name: 'lottery',
    value: 'name',
    about:
      'uniform, adjacent, loc3, dyadic, midpoint, wide (pairs as far apart as fit), or optimal by a linear program; where it ' +
      'is left out, adjacent pairs under brackets on one column, else pairs around a midpoint; on several columns uniform is ' +
      'uniform over pairs of sites (kind candidates)',
  },
  TRUTH,
  EPSILON,
  lossFlag('cost'),
  TILT,
  COMPONENTS,
  MODE,
  TRIALS,
  {
    name: 'subsets',
    value: 'n',
    about: 'the sets of K sites that may be listed before that is refused',
  },
  ...SPENDING,
  assignFlag('site'),
  plotFlag('a map of sites and catchments, under --diagnostics with the points'),
  DIAGNOSTICS,
  ...PLANS,
];

export const LOCATE_NOTES: readonly string[] = [
  'All columns are mapped by one common scale, on which the longest declared axis is 1: epsilon, tilt, loss, cost and ' +
    'distances are in that unit, loss and cost per head. Sites are in units of the data. Degrees are projected first, ' +
    'with the cosine of the middle latitude of the bounds.',
  PUBLIC,
  '--plan alone prints the table of lotteries on a line; with --population, --facilities, --grid, --truth and one of ' +
    '--epsilon, --loss, --tilt it prints a plan for each population, on one axis or on those of --columns and --bounds.',
];
