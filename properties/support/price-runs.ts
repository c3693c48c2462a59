import { candor, chunks, options, type Words } from './terminal.ts';

/** Three rows of a value and a weight. */
export const SMALL = 'v,n\n1,2\n3,1.5\n4,1\n';
const RUN = {
  column: 'v',
  bounds: 'v=0:4',
  grid: '4',
  offset: 'half',
  truth: 'brackets',
  epsilon: '0.5',
};

/** A command line on `SMALL` but for what a case changes. */
export const line = (input: string, changed: Words = {}): string[] => [
  'price',
  input,
  ...options({ ...RUN, ...changed }),
];

/** A run on a scenario from standard input. */
export const scenario = (given: object, ...more: string[]): ReturnType<typeof candor> =>
  candor(['price', '-', '--format', 'json', '--json', ...more], {
    stdin: chunks(JSON.stringify(given)),
  });
