import { describe, expect, test } from 'vitest';
import type { CalibrationTable } from '../src/index.ts';
import { read } from './support/house.ts';
import { accepts } from './support/schemas.ts';
import { pageOf } from './support/seg/tables.ts';
import { candor, chunks } from './support/terminal.ts';

const GROUPS = 'data/california-block-groups.csv';
const INCOME = ['--columns', 'median_income', '--bounds', 'median_income=0:16'];
const BRACKETS = ['--segments', '3', '--grid', '16', '--loss', 'best', '--truth', 'brackets'];
const SMALL = 'who,a,b\nx,1,10\ny,2,20\nz,2,30\nw,4,35\n';
const PAIR = ['--columns', 'a,b', '--bounds', 'a=0:4,b=0:40'];
const TWO = ['--segments', '2', '--grid', '4', '--epsilon', '0.5', '--truth', 'brackets'];

const PAGE = ['segment', GROUPS, ...INCOME, ...BRACKETS, '--seed', '3'];
const validate = (name: string, document: unknown): unknown => accepts(`segment.${name}`, document);
const income = (out: string): number[] =>
  (JSON.parse(out) as { segments: { representative: { median_income: number } }[] }).segments.map(
    ({ representative }) => representative.median_income,
  );

describe('segment', () => {
  test('prints a page for people', async () => {
    const { code, out, err } = await candor(PAGE);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "3 segments of 20,640 reports by median_income (a replay with a known seed, not a private
      release: whoever has the seed can undo it)

        segment   median_income   nearest for reports
              1               2              0 to 3.5
              2               5            3.5 to 6.5
              3               8             6.5 to 16

      How private
        Epsilon is 0.0124 (one report replaced by any other, the population size public). Whatever the
        other reports are, one report changes the probability of any result by at most 1.24 %, by a
        proved bound.
        That holds for fresh randomness. This run had a known seed and protects nobody.

      How truthful
        Types are the declared grid points, and every lie strictly loses.
        With probability q = 4.72 % the products come from a lottery that looks at no report: one of
        the 16 adjacent pairs of grid points of one attribute, uniformly. This time they come from the
        reports.
        No lie is left that gains anything.

      What it costs
        Promised for any data: on average a click probability at most 0.0901 below that of the best 3
        products on the grid, for types read as their brackets.
        Products spread blindly, without looking at anybody, would promise 0.156: the reports are
        worth 0.0662.
        Click and utility were not given: both are 1 - d/I, d the l1 distance.

      What it rests on
        [holds] click function is Lipschitz: B = 1, derived from the function
        [holds] utility has slope away from zero: c = 1, derived from the function
        [yours to know] a consumer is told her own segment only: publishing all assignments is outside
        the guarantee
        [yours to know] population size is public: N = 20640 enters q and the promises
        [yours to know] types are the grid points: types between brackets lose the strictness only
        near a bracket edge

      Keep in mind
        A person's segment is for her own eyes: published assignments are outside every guarantee
        stated here.
      "
    `);
  });

  test('replays a seed to the same document, which keeps to its schema', async () => {
    const [first, second] = [await candor([...PAGE, '--json']), await candor([...PAGE, '--json'])];
    expect(first.out).toBe(second.out);
    expect(income(first.out)).toEqual([2, 5, 8]);
    expect(validate('result', JSON.parse(first.out))).toEqual([]);
    expect(JSON.parse(first.out)).toMatchObject({
      schema: 'candor/segment/1',
      seed: '3',
      replay: true,
    });
  });

  test('releases with fresh randomness when no seed is given', async () => {
    const { out } = await candor(['segment', GROUPS, ...INCOME, ...BRACKETS, '--json']);
    expect(JSON.parse(out)).toMatchObject({ seed: null, replay: false });
    expect(JSON.parse(out)).not.toHaveProperty('private');
    const page = await candor(['segment', GROUPS, ...INCOME, ...BRACKETS]);
    expect(page.out).toContain('another run on the same reports spends it again');
    expect(page.out).not.toContain('replay');
  });

  test('keeps what leaks under private, and only under --diagnostics', async () => {
    const argv = [...PAGE, '--diagnostics'];
    const { out } = await candor([...argv, '--json']);
    expect(validate('result', JSON.parse(out))).toEqual([]);
    const { private: hidden } = JSON.parse(out) as { private: Record<string, unknown> };
    expect(hidden).toMatchObject({ clipped: 0 });
    expect(hidden).not.toHaveProperty('trials');
    expect(Object.keys(hidden)).toContain('expectedWelfare');
    const page = (await candor(argv)).out;
    expect(page).toContain('For the data owner only (not private)');
    expect(page).not.toContain('Proposals');
  });

  test('counts proposals where a sampler rejects', async () => {
    const argv = ['segment', '-', '--format', 'csv', '--columns', 'a', '--bounds', 'a=0:4'];
    const how = ['--segments', '2', '--grid', 'continuous', '--epsilon', '0.5'];
    const more = ['--truth', 'gain:1', '--diagnostics', '--json'];
    const { out } = await candor([...argv, ...how, ...more], { stdin: chunks(SMALL) });
    expect(validate('result', JSON.parse(out))).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ private: { trials: expect.any(Number) as number } });
  });

  test('reads quotes, a byte-order mark, either line ending and empty lines at the end', async () => {
    const quoted = SMALL.replaceAll(/,(\d+)/g, ',"$1"').replace('x', '"x, the\n""first"""');
    const forms = [SMALL, quoted, `\uFEFF${SMALL}`, SMALL.replaceAll('\n', '\r\n'), `${SMALL}\n\n`];
    const argv = ['segment', '-', '--format', 'csv', ...PAIR, ...TWO, '--seed', 'forms', '--json'];
    const outs = await Promise.all(
      [1, 7, 1000].flatMap((size) =>
        forms.map((text) => candor(argv, { stdin: chunks(text, size) })),
      ),
    );
    expect(new Set(outs.map(({ out, err }) => err + out)).size).toBe(1);
  });

  test('reads the same reports from a scenario file, options over fields', async () => {
    const scenario = {
      reports: [
        [0.25, '1/4'],
        [0.5, 0.5],
        ['1/2', 0.75],
        [1, 0.875],
      ],
      segments: 2,
      grid: 4,
      truth: 'brackets',
      loss: 'best',
    };
    expect(validate('scenario', scenario)).toEqual([]);
    const argv = [
      'segment',
      '-',
      '--format',
      'json',
      '--epsilon',
      '0.5',
      '--seed',
      'forms',
      '--json',
    ];
    const json = await candor(argv, { stdin: chunks(JSON.stringify(scenario)) });
    const csv = await candor(
      ['segment', '-', '--format', 'csv', ...PAIR, ...TWO, '--seed', 'forms', '--json'],
      { stdin: chunks(SMALL) },
    );
    const [fromJson, fromCsv] = [JSON.parse(json.out), JSON.parse(csv.out)] as [
      { segments: { representative: number[] }[] },
      { segments: { representative: { a: number; b: number } }[] },
    ];
    expect(validate('result', fromJson)).toEqual([]);
    expect(
      fromJson.segments.map(({ representative: [x, y] }) => ({ a: 4 * x!, b: 40 * y! })),
    ).toEqual(fromCsv.segments.map(({ representative }) => representative));
    expect(fromJson).toMatchObject({ epsilon: 0.5 });
  });

  test('counts an agent for every unit of weight', async () => {
    const argv = ['segment', '-', '--format', 'csv', '--columns', 'a', '--bounds', 'a=0:4', ...TWO];
    const text = 'a,n\n1,2\n3,1.5\n';
    const { out } = await candor([...argv, '--weight', 'n', '--json'], { stdin: chunks(text) });
    expect(JSON.parse(out)).toMatchObject({ population: 3.5 });
  });

  test('clips on request, and tells how often to the owner alone', async () => {
    const argv = ['segment', '-', '--format', 'csv', '--columns', 'a', '--bounds', 'a=0:4', ...TWO];
    const text = 'a\n1\n5\n-2\n';
    const page = await candor([...argv, '--clip'], { stdin: chunks(text) });
    expect(page.out).toContain('moved to the nearer bound');
    expect(page.out).not.toContain('Values moved');
    const owner = await candor([...argv, '--clip', '--diagnostics'], { stdin: chunks(text) });
    expect(owner.out).toContain('Values moved to the bounds: 2.');
  });

  test('shows K + 2 segments under a coin for each', async () => {
    const argv = [
      'segment',
      GROUPS,
      ...INCOME,
      ...BRACKETS,
      '--coin',
      'each',
      '--seed',
      '1',
      '--json',
    ];
    const { out } = await candor(argv);
    expect(income(out)).toHaveLength(5);
    expect(validate('result', JSON.parse(out))).toEqual([]);
    expect((await candor(argv.slice(0, -1))).out).toContain('5 (lottery)');
  });

  test('plans keep to the schema too', async () => {
    const shape = ['--attributes', '2', '--segments', '3', '--grid', 'continuous'];
    const size = ['--population', '1e6', ...shape, '--truth', 'gain:0.01', '--tilt', '0.001'];
    const { code, out } = await candor(['segment', '--plan', '--json', ...size]);
    expect(code).toBe(0);
    expect(validate('result', JSON.parse(out))).toEqual([]);
  });

  test('published tables keep to the schema, have the published figures and are those of the docs', async () => {
    const { code, out } = await candor(['segment', '--plan', '--json']);
    expect(code).toBe(0);
    expect(validate('result', JSON.parse(out))).toEqual([]);
    const { tables } = JSON.parse(out) as { tables: CalibrationTable[] };
    const [brackets, populations] = tables;
    const shown = brackets?.rows.map((row) => row.slice(2).map((x) => Number(x).toFixed(3)));
    expect(shown).toEqual([
      ['0.085', '0.043', '0.020', '0.006', '0.250'],
      ['0.109', '0.055', '0.025', '0.008', '0.167'],
      ['0.174', '0.090', '0.042', '0.013', '0.167'],
      ['0.205', '0.107', '0.050', '0.016', '0.125'],
    ]);
    expect(populations?.rows.map((row) => Math.ceil(Number(row[1])))).toEqual([
      1099, 19065, 477871,
    ]);
    expect(read('docs/segmentation.md')).toContain(pageOf(tables));
  });
});
