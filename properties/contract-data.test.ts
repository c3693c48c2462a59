import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { population, representatives, type RepresentativesOptions } from '../src/index.ts';
import { line, refused } from './support/terminal.ts';

describe('a cell that is wrong is named by line and column', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'r.csv must be a CSV file with a header row, got an empty file'],
    ['\n1,2\n', 'r.csv must be a CSV file with a header row, got an empty first line'],
    ['a,b\n', 'rows under the header of r.csv must be >= 1, got 0'],
    ['a,c\n1,2\n', 'column must be one of the columns of r.csv (a, c), got "b"'],
    ['a,b,a\n1,2,3\n', 'column a of r.csv must be there once, got two of them'],
    ['a,b\n1,2\n3\n', 'cells in r.csv line 3 must be 2, got 1'],
    ['a,b\n1\n2,3\n', 'cells in r.csv line 2 must be 2, got 1'],
    ['a,b\n1,2,3\n', 'cells in r.csv line 2 must be 2, got 3'],
    ['a,b\n1,\n', 'r.csv line 2, column b must be a finite number, got a blank cell'],
    ['a,b\n1, \n', 'r.csv line 2, column b must be a finite number, got a blank cell'],
    ['a,b\n1,NaN\n', 'r.csv line 2, column b must be a finite number, got "NaN"'],
    ['a,b\n-Infinity,1\n', 'r.csv line 2, column a must be a finite number, got "-Infinity"'],
    ['a,b\n1,0x10\n', 'r.csv line 2, column b must be a finite number, got "0x10"'],
    ['a,b\n1,1e999\n', 'r.csv line 2, column b must be a finite number, got "1e999"'],
    ['a,b\n1,12 %\n', 'r.csv line 2, column b must be a finite number, got "12 %"'],
    ['a,b\n1,2\n\n1,2\n', 'r.csv line 3 must be a row of cells, got an empty line'],
    ['a,b,c\n1,2,"x\ny"\n3,x,5\n', 'r.csv line 4, column b must be a finite number, got "x"'],
    ['a,b\n"1,2\n', 'r.csv line 2 must be quoted as in RFC 4180, got Quoted field unterminated'],
    ['a,b\n1,2\n5,2\n', 'r.csv line 3, column a must be in [0, 4], got 5'],
    ['a,b\n1,-1e-9\n', 'r.csv line 2, column b must be in [0, 40], got -1e-9'],
  ];
  test.each(cases)('%j', (text, expected) =>
    refused(line('r.csv', {}), { files: { 'r.csv': text } }, expected),
  );

  test.each(['0', '-1'])('a weight of %s', (weight) =>
    refused(
      line('r.csv', { weight: 'w' }),
      { files: { 'r.csv': `a,b,w\n1,2,1\n1,2,${weight}\n` } },
      `r.csv line 3, column w must be > 0, got ${weight}`,
    ),
  );
});

describe('a field of a scenario that is wrong is named', () => {
  const good = {
    reports: [
      [0, 1],
      [0.5, 0.5],
    ],
    segments: 2,
    grid: 4,
    truth: 'brackets',
    tilt: 1,
  };
  const cases: readonly (readonly [object, string])[] = [
    [{ reports: [] }, 'reports.length must be >= 1, got 0'],
    [{ reports: 'all' }, 'reports must be an array, got "all"'],
    [{ reports: [[0, 1], [0.5]] }, 'reports[1].length must be 2, got 1'],
    [
      {
        reports: [
          [0, 1],
          [0, 2],
        ],
      },
      'reports[1][1] must be in [0, 1], got 2',
    ],
    [{ reports: [[0, null]] }, 'reports[0][1] must be a number, got null'],
    [{ reports: [[0, '1/0']] }, 'reports[0][1] must be a finite number, got "1/0"'],
    [{ weights: [1] }, 'weights.length must be 2, got 1'],
    [{ weights: [1, 0] }, 'weights[1] must be > 0, got 0'],
    [{ bounds: [[0, 1]] }, 'bounds.length must be 2, got 1'],
    [
      {
        bounds: [
          [0, 1],
          [1, 1],
        ],
      },
      'bounds[1] must be two bounds, the lower first, got [1,1]',
    ],
    [{ segments: 0 }, 'segments must be an integer in [1, 100], got 0'],
    [{ grid: 'fine' }, 'grid must be a finite number, got "fine"'],
    [
      { truth: { within: 1 } },
      'truth must be brackets, beyond:<distance> or gain:<utility>, got {"within":1}',
    ],
    [
      { click: { family: 'linear', slope: 1, b: 2 } },
      'click must be an object of family and slope, got "b"',
    ],
    [
      { click: { family: 'power', exponent: '1/2' } },
      'click.exponent must be >= 1, for a Lipschitz click function, got 0.5',
    ],
    [
      { utility: { family: 'table', points: [[0, 1], [1]] } },
      'utility.points[1] must be a pair, got [1]',
    ],
    [
      { epsilon: 1 },
      'epsilon, tilt or loss must be exactly one of the three, got epsilon and tilt',
    ],
  ];
  test.each(cases)('%j', (changed, expected) =>
    refused(
      ['segment', '-', '--format=json'],
      { stdin: JSON.stringify({ ...good, ...changed }) },
      expected,
    ),
  );

  test('the published schema refuses what it can express, and takes the rest', () => {
    const text = readFileSync('schemas/segment.scenario.json', 'utf8');
    const valid = new Ajv2020({ strict: false }).compile(JSON.parse(text) as object);
    expect(valid(good)).toBe(true);
    const apart = cases.filter(([changed]) => valid({ ...good, ...changed }));
    expect(apart.map(([changed]) => Object.keys(changed)[0])).toEqual([
      'reports', // rows of different length
      'reports', // out of bounds
      'reports', // a fraction over nothing
      'weights', // fewer than reports
      'bounds', // fewer than attributes
      'bounds', // not in order
      'click', // not Lipschitz
      'epsilon', // one of three too many
    ]);
  });

  test('a field that no scenario has, and text that is no object', async () => {
    const run = ['segment', '-', '--format=json'];
    const odd = { stdin: JSON.stringify({ ...good, k: 1 }) };
    const known =
      '$schema, reports, weights, bounds, segments, grid, click, utility, truth, mode, coin, epsilon, tilt, loss, trials';
    await refused(run, odd, `fields of standard input must be among ${known}, got "k"`);
    await refused(run, { stdin: '[1]' }, 'standard input must be one JSON object, got [1]');
    await refused(
      [...run, '--columns=a'],
      { stdin: '{}' },
      '--columns must be left out for a scenario file, got a',
    );
  });
});

describe('an option of the engine that is wrong is named', () => {
  const reports = population(Float64Array.of(0, 0.25, 1), 1);
  const curve = { family: 'linear', slope: 1 } as const;
  const good: RepresentativesOptions = {
    population: reports,
    segments: 2,
    click: curve,
    utility: curve,
    grid: 4,
    mode: 'calibrated',
    truth: 'brackets',
    promise: { epsilon: 0.5 },
  };
  const cases: readonly (readonly [object, string])[] = [
    [{ segments: 0 }, 'segments must be an integer in [1, 100], got 0'],
    [{ grid: 1.5 }, 'grid must be an integer in [1, 1048576], got 1.5'],
    [{ promise: { epsilon: -1 } }, 'epsilon must be > 0, got -1'],
    [{ promise: { tilt: NaN } }, 'tilt must be finite, got NaN'],
    [{ promise: { loss: 2 } }, 'loss must be in [0, 1], got 2'],
    [{ promise: {} }, 'epsilon, tilt, loss must be exactly one of the three, got 0'],
    [{ truth: undefined }, 'truth must be brackets, beyond or gain, got undefined'],
    [{ truth: { beyond: 0 } }, 'truth.beyond must be in [0.000001, 1], got 0'],
    [{ truth: { gain: 2 } }, 'truth.gain must be in [0, 1], got 2'],
    [{ coin: 'often' }, 'coin must be one of once, each, got "often"'],
    [{ trials: 0 }, 'trials must be an integer in [1, 2147483647], got 0'],
    [{ click: { family: 'linear', slope: -1 } }, 'click.slope must be > 0, got -1'],
    [
      { grid: 'continuous' },
      'grid must be a number of brackets under truth brackets, got "continuous"',
    ],
  ];
  test.each(cases)('%j', (changed, expected) => {
    expect(() => representatives({ ...good, ...changed })).toThrow(expected);
  });

  test('reports and weights of a population by row', () => {
    expect(() => population(Float64Array.of(0, 2), 1)).toThrow(
      'reports[1] must be in [0, 1], got 2',
    );
    expect(() => population(Float64Array.of(0, NaN), 1)).toThrow(
      'reports[1] must be in [0, 1], got NaN',
    );
    expect(() => population(Float64Array.of(0, 1), 1, Float64Array.of(1, 0))).toThrow(
      'weights[1] must be > 0, got 0',
    );
    expect(() => population(new Float64Array(0), 1)).toThrow('reports.length must be >= 1, got 0');
  });
});
