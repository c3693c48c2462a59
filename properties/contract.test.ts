import { describe, expect, test } from 'vitest';
import { candor, line, refused, type Words } from './support/terminal.ts';

describe('an option that is wrong is named with its range and its value', () => {
  const cases: readonly (readonly [Words, string])[] = [
    [{ columns: null }, '--columns must be names of columns, got nothing'],
    [{ columns: 'a,,b' }, '--columns must be names between commas, got "a,,b"'],
    [{ columns: 'a,a' }, '--columns must be names that differ, got "a"'],
    [
      { columns: 'a,c', bounds: 'a=0:4,c=0:1' },
      'column must be one of the columns of r.csv (who, a, b), got "c"',
    ],
    [{ bounds: null }, '--bounds must be <column>=<low>:<high>,.., got nothing'],
    [{ bounds: 'a=0:4' }, '--bounds must be given for column b, got "a=0:4"'],
    [{ bounds: 'a=0:4,c=0:1' }, '--bounds must be <column>=<low>:<high> for a, b, got "c=0:1"'],
    [{ bounds: 'a=0:4,a=0:5,b=0:1' }, '--bounds must be given once for each column, got "a=0:5"'],
    [{ bounds: 'a=4:0,b=0:40' }, '--bounds a must be two bounds, the lower first, got [4,0]'],
    [{ bounds: 'a=0:x,b=0:40' }, '--bounds a high must be a finite number, got "x"'],
    [{ bounds: 'a=0:1.5,b=0:40' }, 'r.csv line 3, column a must be in [0, 1.5], got 2'],
    [{ segments: null }, '--segments must be given: the number of segments, got nothing'],
    [{ segments: '0' }, '--segments must be an integer in [1, 100], got 0'],
    [{ segments: '2.5' }, '--segments must be an integer in [1, 100], got 2.5'],
    [{ grid: null }, '--grid must be given: a number of brackets, or continuous, got nothing'],
    [{ grid: '0' }, '--grid must be an integer in [1, 1048576], got 0'],
    [{ grid: 'fine' }, '--grid must be a finite number, got "fine"'],
    [{ epsilon: '0' }, '--epsilon must be > 0, got 0'],
    [{ epsilon: 'NaN' }, '--epsilon must be a finite number, got "NaN"'],
    [{ epsilon: null }, '--epsilon, --tilt or --loss must be exactly one of the three, got none'],
    [
      { loss: 'best' },
      '--epsilon, --tilt or --loss must be exactly one of the three, got --epsilon and --loss',
    ],
    [{ truth: null }, '--truth must be given: brackets, beyond:<d> or gain:<g>, got nothing'],
    [{ truth: 'yes' }, '--truth must be brackets, beyond:<distance> or gain:<utility>, got "yes"'],
    [{ truth: 'beyond:0' }, '--truth beyond must be > 0, got 0'],
    [
      { truth: 'gain' },
      '--truth must be brackets, beyond:<distance> or gain:<utility>, got "gain"',
    ],
    [{ truth: 'gain:x' }, '--truth gain must be a finite number, got "x"'],
    [{ truth: 'gain:2' }, '--truth gain must be in [0, 1], got 2'],
    [
      { grid: 'continuous' },
      '--grid must be a number of brackets under truth brackets, got "continuous"',
    ],
    [{ epsilon: null, loss: '2' }, '--loss must be in [0, 1], got 2'],
    [{ trials: '1.5' }, '--trials must be an integer in [1, 2147483647], got 1.5'],
    [
      { utility: 'power' },
      '--utility must be linear:<slope>, power:<exponent> or JSON, got "power"',
    ],
    [
      { utility: '{"family":"table","points":[[0,2],[2,0]]}' },
      '--utility points[0][1] must be in [0, 1], got 2',
    ],
    [{ ledger: 'l.json', budget: 'abc' }, '--budget must be a finite number, got "abc"'],
    [{ mode: 'free' }, '--mode must be one of calibrated, paper, got "free"'],
    [{ mode: 'paper' }, '--truth must be left out in paper mode: the paper prints it, got a value'],
    [{ coin: 'twice' }, '--coin must be one of once, each, got "twice"'],
    [{ click: 'flat' }, '--click must be linear:<slope>, power:<exponent> or JSON, got "flat"'],
    [{ click: 'linear:0' }, '--click slope must be > 0, got 0'],
    [
      { click: '{"family":"cubic"}' },
      '--click family must be one of linear, power, table, got "cubic"',
    ],
    [{ trials: '0' }, '--trials must be > 0, got 0'],
    [{ weight: 'who' }, 'r.csv line 2, column who must be a finite number, got "x"'],
    [{ format: 'xml' }, '--format must be one of csv, json, got "xml"'],
    [{ budget: '1' }, '--budget must be given with --ledger, got 1'],
    [{ ledger: 'l.json' }, '--budget must be given at the first use of ledger l.json, got nothing'],
    [
      { ledger: 'l.json', budget: '0.1' },
      'epsilon must be at most 0.1, which is left of the budget 0.1 in ledger l.json; nothing was released, got 0.5',
    ],
    [
      { ledger: 'l.json', budget: '1', seed: 's' },
      '--seed must be left out with --ledger: a replay is no release, got s',
    ],
    [
      { population: '100' },
      '--population must be left out without --plan: the input has its own, got 100',
    ],
    [{ foo: '1' }, 'option must be one that `candor segment --help` lists, got --foo'],
  ];
  test.each(cases)('%j', (changed, expected) => refused(line('r.csv', changed), {}, expected));

  test.each([
    [['segment', 'r.csv', 's.csv'], 'input must be at most 1 of them, got r.csv s.csv'],
    [['segment'], 'input must be a CSV file, a JSON file or -, got nothing'],
    [
      ['segment', 'r.txt'],
      '--format must be csv or json where the name does not tell, got nothing for r.txt',
    ],
    [['segment', 'r.csv', '--clip=1'], '--clip must be without a value, got 1'],
    [
      ['segment', 'r.csv', '--seed', 'a', '--seed', 'b'],
      '--seed must be given once, got two of them',
    ],
    [
      ['segment', 'r.csv', '--plan'],
      'input must be left out with --plan, which reads no data, got r.csv',
    ],
    ...['--diagnostics', '--clip'].map((flag): [string[], string] => [
      ['segment', '--plan', flag],
      `${flag} must be left out with --plan, which reads no data and draws nothing, got it`,
    ]),
    ...['--seed', '--ledger', '--assign', '--plot', '--coin', '--columns'].map(
      (flag): [string[], string] => [
        ['segment', '--plan', `${flag}=a`],
        `${flag} must be left out with --plan, which reads no data and draws nothing, got a`,
      ],
    ),
    [
      ['segment', '--plan', '--population=2,x', '--attributes=1'],
      '--population must be a finite number, got "x"',
    ],
    [
      ['segment', 'r.csv', '--segments', '--grid', '4'],
      '--segments must be followed by <K>, got the option --grid',
    ],
    [['verify', '--runs=x'], '--runs must be a finite number, got "x"'],
    [['explain'], 'id must be the id of a statement, got nothing'],
    [['verify', '--runs=0'], '--runs must be an integer in [1, 2147483647], got 0'],
    [
      ['bench', '--fail-on-regression=5'],
      '--fail-on-regression must be given with --against, got it alone',
    ],
  ])('%j', (argv, expected) => refused(argv, {}, expected));

  test('a file that is no JSON, with the reason', async () => {
    const { code, err } = await candor(['bench', '--against=package-lock.json']);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /^error: package-lock.json must be a report that .* wrote as JSON, got/,
      ),
    });
    const other = await candor(['bench', '--against=README.md']);
    expect(other.err).toMatch(/^error: README.md must be JSON \(.+\), got "/);
  });

  test('an unknown command', async () => {
    const { code, err } = await candor(['segmant']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: command must be one of segment, locate, price, menu, improve, assess, verify, explain, bench, got segmant\n',
    });
  });

  test('a missing file, and a value that is missing', async () => {
    await refused(
      line('none.csv', {}),
      {},
      'input must be a readable file (ENOENT), got "none.csv"',
    );
    const { err } = await candor(['segment', 'r.csv', '--seed']);
    expect(err).toBe('error: --seed must be followed by <s>, got nothing\n');
  });
});
