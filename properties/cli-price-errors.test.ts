import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { line, scenario, SMALL } from './support/price-runs.ts';
import { candor, folder, names, refused, type Words } from './support/terminal.ts';

describe('what is wrong is named, and nothing is written', () => {
  const cases: [Words, string, string?][] = [
    [{ column: null }, '--column must be the name of a column, got nothing'],
    [{ column: 'w' }, '--bounds must be <column>=<low>:<high> for w, got "v=0:4"'],
    [{ bounds: null }, '--bounds must be <column>=<low>:<high>,.., got nothing'],
    [{ bounds: 'v=1:4' }, '--bounds v low must be 0, for prices begin there, got 1'],
    [{ grid: null }, '--grid must be given: how many steps the prices take, got nothing'],
    [{ grid: 'continuous' }, '--grid must be a finite number, got "continuous"'],
    [{ grid: '0' }, '--grid must be an integer in [1, 1048576], got 0'],
    [{ offset: null }, '--offset must be given: half or none, got nothing'],
    [{ offset: 'quarter' }, '--offset must be one of half, none, got "quarter"'],
    [{ truth: null }, '--truth must be given: brackets, beyond:<d> or gain:<g>, got nothing'],
    [{ epsilon: null }, '--epsilon, --tilt or --loss must be exactly one of the three, got none'],
    [
      { tilt: '1' },
      '--epsilon, --tilt or --loss must be exactly one of the three, got --epsilon and --tilt',
    ],
    [{ epsilon: '0' }, '--epsilon must be > 0, got 0'],
    [{ commitment: 'all' }, '--commitment must be one of uniform, optimal, got "all"'],
    [
      { component: 'gauss' },
      '--component must be one of exponential, permute-and-flip, laplace, got "gauss"',
    ],
    [{ mode: 'paper' }, '--truth must be left out in paper mode: the paper prints it, got a value'],
    [
      { population: '9' },
      '--population must be left out without --plan: the input has its own, got 9',
    ],
    [{ segments: '3' }, 'option must be one that `candor price --help` lists, got --segments'],
    [{ plan: '' }, 'input must be left out with --plan, which reads no data, got s.csv'],
    [{ out: 's.csv' }, '--out must be given once, got two of them'],
    [
      { epsilon: '1e9' },
      '--epsilon must be in [0, 333333.3333333333], where exponents n tilt D, D the range of a score, stay up to 1000000, got 1000000000',
    ],
    [
      { weight: 'n' },
      'the sum of weights must be finite, got an overflow beyond 1.7976931348623157e+308',
      'v,n\n1,1e308\n2,1e308\n',
    ],
    [{}, 's.csv must be a CSV file with a header row, got an empty file', ''],
    [{}, 'rows under the header of s.csv must be >= 1, got 0', 'v\n'],
    [{}, 's.csv line 3, column v must be a finite number, got "NaN"', 'v\n1\nNaN\n'],
    [{}, 's.csv line 2, column v must be in [0, 4], got -0.5', 'v\n-0.5\n'],
    [{}, 's.csv line 3, column v must be in [0, 4], got 4.5', 'v\n1\n4.5\n'],
    [{ weight: 'n' }, 's.csv line 2, column n must be > 0, got -1', 'v,n\n1,-1\n'],
    [{ weight: 'n' }, 's.csv line 2, column n must be > 0, got 0', 'v,n\n1,0\n'],
  ];
  test.each(cases)('%j', (changed, expected, text = SMALL) =>
    refused(line('s.csv', changed), { files: { 's.csv': text } }, expected),
  );

  const good = { values: [0.5], grid: 4, offset: 'half', truth: 'brackets', tilt: 1 };
  const fields: readonly (readonly [object, string])[] = [
    [{ values: [] }, 'values.length must be >= 1, got 0'],
    [{ values: [[0.5]] }, 'values[0] must be a number, got [0.5]'],
    [{ values: [0.5, 1.5] }, 'values[1] must be in [0, 1], got 1.5'],
    [{ weights: [1, 2] }, 'weights.length must be 1, got 2'],
    [{ weights: [-1] }, 'weights[0] must be > 0, got -1'],
    [{ bounds: [[1, 2]] }, 'bounds[0] low must be 0, for prices begin there, got 1'],
    [{ price: 1 }, 'fields of standard input must be among $schema, values, weights, bounds'],
    [{ grid: 2.5 }, 'grid must be an integer in [1, 1048576], got 2.5'],
    [{ loss: 0.2 }, 'epsilon, tilt or loss must be exactly one of the three, got tilt and loss'],
    [{ mode: 'paper' }, 'truth must be left out in paper mode: the paper prints it, got a value'],
  ];
  test.each(fields)('the scenario %j', async (changed, expected) => {
    const given = 'bounds' in changed ? { ...good, values: [1.5] } : good;
    const { code, out, err } = await scenario({ ...given, ...changed });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`error: ${expected}`);
  });

  test('options of data are refused for a scenario file', async () => {
    const { err } = await scenario(good, '--column', 'v');
    expect(err).toBe('error: --column must be left out for a scenario file, got v\n');
  });

  test('an old file stays when a run is refused', async () => {
    const cwd = folder({ 's.csv': 'v\n9\n', 'p.svg': 'old' });
    const ran = await candor([...line('s.csv'), '--plot=p.svg'], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(join(cwd, 'p.svg'), 'utf8')).toBe('old');
    expect(names(cwd)).toEqual(['p.svg', 's.csv']);
  });
});
