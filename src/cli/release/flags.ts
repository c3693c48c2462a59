import { ITSELF, type Flag } from '../frame/command.ts';

/** Options that every command which releases something has; each puts them in its own order. */
export const FORMAT: Flag = {
  name: 'format',
  value: 'csv|json',
  about: 'what the input is, where its name does not tell',
};

export const WEIGHT: Flag = {
  name: 'weight',
  value: 'column',
  about: 'the number of agents that a row stands for',
};

export const CLIP: Flag = {
  name: 'clip',
  about: 'move values outside the bounds to the nearer one; else they are errors',
};

export const EPSILON: Flag = {
  name: 'epsilon',
  value: 'x',
  about: 'the privacy loss to promise, in nats',
};

/** @param what is lost, per head */
export const lossFlag = (what: string): Flag => ({
  name: 'loss',
  value: 'x|best',
  about: `the ${what} per head that may be promised away; best: the least that can be`,
});

export const TILT: Flag = {
  name: 'tilt',
  value: 'x',
  about: 'the multiplier of the summed score in the exponent',
};

export const MODE: Flag = {
  name: 'mode',
  value: 'calibrated|paper',
  about: 'paper: the printed parameters, and then neither --truth nor --epsilon, --loss, --tilt',
};

export const COMPONENTS: Flag = {
  name: 'component',
  value: 'name',
  about: 'the private part: exponential (the usual one), permute-and-flip or laplace',
};

export const TRIALS: Flag = {
  name: 'trials',
  value: 'n',
  about: 'the proposals an exact draw may take before it is refused',
};

/** Seed, ledger and budget. */
export const SPENDING: readonly Flag[] = [
  { name: 'seed', value: 's', about: 'replay a run: reproducible, and no private release' },
  {
    name: 'ledger',
    value: 'file',
    about: 'add epsilon up over runs, and refuse to pass the budget',
    files: [ITSELF, { suffix: '.lock', what: 'the lock' }],
  },
  { name: 'budget', value: 'x', about: 'the budget of a ledger, at its first use' },
];

/** @param one what everybody is handed */
export const assignFlag = (one: string): Flag => ({
  name: 'assign',
  value: 'file',
  about: `write everybody's ${one} as CSV: for each person's eyes alone`,
  files: [ITSELF, { suffix: '.note.txt', what: 'the note' }],
});

/** @param what is drawn */
export const plotFlag = (what: string): Flag => ({
  name: 'plot',
  value: 'file',
  about: `draw ${what}, as SVG`,
  files: [ITSELF],
});

export const DIAGNOSTICS: Flag = {
  name: 'diagnostics',
  about: 'add what only the data owner may see',
};

/** Plans read no data. */
export const PLANS: readonly Flag[] = [
  { name: 'plan', about: 'read no data; print what would be promised' },
  { name: 'population', value: 'N,..', about: 'with --plan: public population sizes' },
];

export const PUBLIC =
  "The population size is treated as public. Without --seed the randomness is the host's cryptographic source.";
