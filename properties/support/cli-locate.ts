import { expect } from 'vitest';
import { accepts } from './schemas.ts';
import { candor, folder, options, type Words } from './terminal.ts';

/** Five points of two columns, with weights. */
export const POINTS = 'x,y,n\n0,0,3\n1,2,1.5\n4,0,1\n4,2,2\n2,1,1\n';
/** A run on them. */
export const PLANE = {
  columns: 'x,y',
  bounds: 'x=0:4,y=0:2',
  facilities: '2',
  grid: '4',
  distance: 'l1',
  truth: 'brackets',
  epsilon: '2',
};

/** A command line on `POINTS` but for what a case changes. */
export const line = (input: string, changed: Words = {}): string[] => [
  'locate',
  input,
  ...options({ ...PLANE, ...changed }),
];

/** The document of a run on `POINTS`. */
export const locateDocument = async (
  changed: Words,
  files: Readonly<Record<string, string>> = {},
) => {
  const cwd = folder({ 'p.csv': POINTS, ...files });
  const { code, out, err } = await candor(line('p.csv', { seed: 'a', json: '', ...changed }), {
    cwd,
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const found = JSON.parse(out) as {
    sites: { x: number; y: number }[];
    epsilon: number;
    private?: { optimum: number; optimalSites: { x: number; y: number }[] };
  };
  expect(accepts('locate.result', found)).toEqual([]);
  return { found, cwd };
};
