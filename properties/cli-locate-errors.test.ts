import { describe, expect, test } from 'vitest';
import { line, PLANE, POINTS } from './support/cli-locate.ts';
import { candor, chunks, options, refused, type Words } from './support/terminal.ts';

describe('what is wrong is named, and nothing is written', () => {
  const files = { 'p.csv': POINTS, 'c.csv': 'x,y\n0,0\n4,2\n0,0\n', 'out.csv': 'x,y\n5,0\n' };
  const one = { columns: 'x', bounds: 'x=0:4', distance: null };
  const cases: [Words, string, string?][] = [
    [{ columns: null }, '--columns must be names of columns, got nothing'],
    [{ columns: 'x,z' }, '--bounds must be <column>=<low>:<high> for x, z, got "y=0:2"'],
    [{ bounds: null }, '--bounds must be <column>=<low>:<high>,.., got nothing'],
    [{ bounds: 'x=0:4' }, '--bounds must be given for column y, got "x=0:4"'],
    [{ facilities: null }, '--facilities must be given: the number of sites, got nothing'],
    [{ facilities: '0' }, '--facilities must be an integer in [1, 100], got 0'],
    [{ facilities: '26' }, '--facilities must be at most the 25 distinct sites, got 26'],
    [
      { facilities: '3', candidates: 'c.csv' },
      '--facilities must be at most the 2 distinct sites, got 3',
    ],
    [{ grid: null }, '--grid must be given: a number of steps, or continuous, got nothing'],
    [{ grid: '1.5' }, '--grid must be an integer in [1, 1048576], got 1.5'],
    [
      { grid: 'continuous' },
      '--grid must be a number of brackets under truth brackets, got "continuous"',
    ],
    [{ distance: null }, '--distance must be given: l1 or euclidean, got nothing'],
    [{ distance: 'l2' }, '--distance must be one of l1, euclidean, got "l2"'],
    [{ cost: 'cubed' }, '--cost must be one of distance, squared, got "cubed"'],
    [{ crs: 'utm' }, '--crs must be one of lonlat, got "utm"'],
    [
      { ...one, crs: 'lonlat' },
      '--crs lonlat must be given with longitude and latitude, got 1 columns',
    ],
    [{ bounds: 'x=0:4,y=0:91', crs: 'lonlat' }, 'bounds of y must be in [-90, 90], got 91'],
    [{ fixed: 'out.csv' }, 'out.csv line 2, column x must be in [0, 4], got 5'],
    [{ candidates: 'out.csv' }, 'out.csv line 2, column x must be in [0, 4], got 5'],
    [{ candidates: 'gone.csv' }, '--candidates must be a readable file (ENOENT), got "gone.csv"'],
    [
      { lottery: 'loc4' },
      '--lottery must be one of uniform, adjacent, loc3, dyadic, midpoint, wide, optimal, got "loc4"',
    ],
    [
      { lottery: 'optimal', grid: 'continuous', truth: 'gain:0.5' },
      '--lottery optimal must be with --grid m, between whose points it deters lies, got continuous',
    ],
    [{ truth: null }, '--truth must be given: brackets, beyond:<d> or gain:<g>, got nothing'],
    [{ epsilon: null }, '--epsilon, --tilt or --loss must be exactly one of the three, got none'],
    [
      { loss: 'best' },
      '--epsilon, --tilt or --loss must be exactly one of the three, got --epsilon and --loss',
    ],
    [{ mode: 'paper' }, '--truth must be left out in paper mode: the paper prints it, got a value'],
    [
      { candidates: 'c.csv', epsilon: '9', truth: 'gain:0.1', grid: null },
      '--truth must be brackets where a lottery over declared candidates on several axes is needed (at a lower epsilon no lottery is), got {"gain":0.1}',
    ],
    [
      { candidates: 'c.csv', truth: 'beyond:0.1', grid: null },
      '--truth must be brackets where a lottery over declared candidates on several axes is needed (a gain kept without a lottery would do), got {"beyond":0.1}',
    ],
    [
      { ...one, candidates: 'c.csv' },
      'the lottery that is used without --lottery must be one that every lie loses in, got adjacent, in which some lie at distance 0.25 loses nothing (other sites to draw, or a truth of only longer lies or of a gain, may help)',
    ],
    [
      { ...one, candidates: 'c.csv', lottery: 'optimal' },
      '--lottery optimal must be over sites at which every lie loses something, got none for type [0] that reports [0.25]',
    ],
    [
      { ...one, mode: 'paper', truth: null, epsilon: null },
      '--lottery must be given: uniform, adjacent or loc3, whose parameters are printed, got nothing',
    ],
    [{ trials: '0' }, '--trials must be > 0, got 0'],
    [{ segments: '3' }, 'option must be one that `candor locate --help` lists, got --segments'],
    [{ plan: '' }, 'input must be left out with --plan, which reads no data, got p.csv'],
    [
      { plot: 'c.csv', candidates: 'c.csv' },
      '--plot must be another file than --candidates, got "c.csv"',
    ],
    [{}, 'p.csv must be a CSV file with a header row, got an empty file', ''],
    [{}, 'p.csv line 2, column y must be a finite number, got "NaN"', 'x,y\n1,NaN\n'],
    [{}, 'p.csv line 2, column y must be in [0, 2], got 2.5', 'x,y\n1,2.5\n'],
    [{ weight: 'n' }, 'p.csv line 2, column n must be > 0, got -1', 'x,y,n\n1,2,-1\n'],
  ];
  test.each(cases)('%j', (changed, expected, text = POINTS) =>
    refused(line('p.csv', changed), { files: { ...files, 'p.csv': text } }, expected),
  );

  test('one facility leaves nobody a choice', async () => {
    const stdin = chunks('x\n1\n');
    const argv = ['locate', '-', '--format=csv', ...options({ ...PLANE, ...one, facilities: '1' })];
    const { code, out, err } = await candor(argv, { stdin });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: .+ must be [^]+, got .+\n$/);
  });

  const good = {
    points: [[0, 0]],
    facilities: 2,
    grid: 4,
    distance: 'l1',
    truth: 'brackets',
    tilt: 1,
  };
  const fields: readonly (readonly [object, string])[] = [
    [{ points: [] }, 'points.length must be >= 1, got 0'],
    [{ points: [[0, 0, 0, 0]] }, 'points[0].length must be at most 3, got 4'],
    [
      { epsilon: 1 },
      'epsilon, tilt or loss must be exactly one of the three, got epsilon and tilt',
    ],
    [{ mode: 'paper' }, 'truth must be left out in paper mode: the paper prints it, got a value'],
    [{ points: [[0, 0], [1]] }, 'points[1].length must be 2, got 1'],
    [{ points: [[0, 1.5]] }, 'points[0][1] must be in [0, 1], got 1.5'],
    [{ fixed: [[0]] }, 'fixed[0].length must be 2, got 1'],
    [{ candidates: [[0, 2]] }, 'candidates[0][1] must be in [0, 1], got 2'],
    [{ weights: [0] }, 'weights[0] must be > 0, got 0'],
    [{ sites: [] }, 'fields of standard input must be among $schema, points, weights, bounds'],
  ];
  test.each(fields)('the scenario %j', async (changed, expected) => {
    const stdin = chunks(JSON.stringify({ ...good, ...changed }));
    const { code, out, err } = await candor(['locate', '-', '--format=json'], { stdin });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`error: ${expected}`);
  });

  test('files of places are refused for a scenario', async () => {
    const stdin = chunks(JSON.stringify(good));
    const argv = ['locate', '-', '--format=json', '--candidates=c.csv'];
    const { err } = await candor(argv, { stdin });
    expect(err).toBe('error: --candidates must be left out for a scenario file, got c.csv\n');
  });
});
