import { ITSELF, type Flag } from '../frame/command.ts';

export const SEGMENT_USAGE =
  'candor segment <csv | json | -> --columns a,b --bounds a=lo:hi,b=lo:hi --segments K --grid m|continuous ' +
  '--truth T (--epsilon x | --loss x|best | --tilt x) [options]';

export const SEGMENT_FLAGS: readonly Flag[] = [
  { name: 'format', value: 'csv|json', about: 'what the input is, where its name does not tell' },
  { name: 'columns', value: 'a,b', many: true, about: 'the columns of a CSV file to segment by' },
  {
    name: 'bounds',
    value: 'a=lo:hi,..',
    many: true,
    about: 'public bounds of every column; declared, never read off the data',
  },
  { name: 'weight', value: 'column', about: 'the number of agents that a row stands for' },
  { name: 'clip', about: 'move values outside the bounds to the nearer one; else they are errors' },
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
  { name: 'epsilon', value: 'x', about: 'the privacy loss to promise, in nats' },
  {
    name: 'loss',
    value: 'x|best',
    about: 'the welfare per head that may be promised away; best: the least that can be',
  },
  { name: 'tilt', value: 'x', about: 'the multiplier of the summed score in the exponent' },
  {
    name: 'click',
    value: 'P',
    about: 'click probability by distance: linear:<slope>, power:<exponent> or JSON',
  },
  { name: 'utility', value: 'V', about: 'utility by distance, likewise' },
  {
    name: 'mode',
    value: 'calibrated|paper',
    about: 'paper: the printed parameters, and then neither --truth nor --epsilon, --loss, --tilt',
  },
  {
    name: 'coin',
    value: 'once|each',
    about: 'each: everybody tosses her own coin between the two parts, and there are K+2 segments',
  },
  {
    name: 'trials',
    value: 'n',
    about: 'the proposals an exact draw may take before it is refused',
  },
  { name: 'seed', value: 's', about: 'replay a run: reproducible, and no private release' },
  {
    name: 'ledger',
    value: 'file',
    about: 'add epsilon up over runs, and refuse to pass the budget',
    files: [ITSELF, { suffix: '.lock', what: 'the lock' }],
  },
  { name: 'budget', value: 'x', about: 'the budget of a ledger, at its first use' },
  {
    name: 'assign',
    value: 'file',
    about: "write everybody's segment as CSV: for each person's eyes alone",
    files: [ITSELF, { suffix: '.note.txt', what: 'the note' }],
  },
  {
    name: 'plot',
    value: 'file',
    about: 'draw the segments on the declared axes, as SVG',
    files: [ITSELF],
  },
  { name: 'diagnostics', about: 'add what only the data owner may see' },
  { name: 'plan', about: 'read no data; print what would be promised' },
  { name: 'population', value: 'N,..', about: 'with --plan: public population sizes' },
  { name: 'attributes', value: 'I', about: 'with --plan: the number of columns' },
];

export const SEGMENT_NOTES: readonly string[] = [
  'Epsilon, tilt, loss and distances are in units where every column runs over [0, 1] by its bounds; loss and ' +
    'welfare are per head. Without --click and --utility both are 1 - d/I.',
  "The population size is treated as public. Without --seed the randomness is the host's cryptographic source.",
  '--plan alone prints the calibration tables; with --population, --attributes, --segments, --grid, --truth and one of ' +
    '--epsilon, --loss, --tilt it prints a plan for each population.',
];
