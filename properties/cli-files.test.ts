import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { candor, folder, names, REPORTS } from './support/terminal.ts';

const SMALL = 'a\n1\n2\n3\n';
const RUN = ['segment', 'r.csv', '--columns', 'a', '--bounds', 'a=0:4', '--segments', '2'];
const TWO = [...RUN, '--grid', '4', '--epsilon', '0.5', '--truth', 'brackets'];

/** One more run on the ledger of a folder. */
const spend = (cwd: string, ...more: string[]) =>
  candor([...TWO, '--ledger', 'l.json', ...more], { cwd });

/** What the ledger of a folder has recorded. */
const spent = (cwd: string): number[] =>
  (
    JSON.parse(readFileSync(join(cwd, 'l.json'), 'utf8')) as { spent: { epsilon: number }[] }
  ).spent.map(({ epsilon }) => epsilon);

/** The picture of three reports as SVG. */
const draw = async (columns: string, bounds: string, ...more: string[]): Promise<string> => {
  const cwd = folder();
  writeFileSync(join(cwd, 'r.csv'), 'a,b,c\n1,10,5\n2,20,5\n3,30,6\n');
  const argv = ['segment', 'r.csv', '--columns', columns, '--bounds', bounds, '--segments', '2'];
  const how = ['--grid', '4', '--epsilon', '0.5', '--truth', 'brackets', '--seed', 'p'];
  const { code, err } = await candor([...argv, ...how, '--plot', 'p.svg', ...more], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return readFileSync(join(cwd, 'p.svg'), 'utf8');
};

describe('files', () => {
  const two = ['--segments', '2', '--grid', '4', '--epsilon', '0.5', '--truth', 'brackets'];
  const run = ['segment', 'r.csv', '--columns', 'a,b', '--bounds', 'a=0:4,b=0:40', ...two];

  test('writes everybody a segment that is the nearest, with a note on what the file is', async () => {
    const cwd = folder({ 'r.csv': `${REPORTS}w,4,35\n` });
    const argv = [...run, '--seed', 'a', '--json', '--assign', 'of.csv'];
    const { out } = await candor(argv, { cwd });
    const { segments } = JSON.parse(out) as {
      segments: { representative: { a: number; b: number } }[];
    };
    const [header, ...rows] = readFileSync(join(cwd, 'of.csv'), 'utf8').trim().split('\n');
    expect(header).toBe('row,segment,a,b');
    // 35 of 40 lies between two brackets, and a tie goes to the lower
    const brackets = [
      [1, 10],
      [2, 20],
      [2, 30],
      [4, 30],
    ];
    const expected = brackets.map(([a = 0, b = 0], n) => {
      const far = segments.map(
        ({ representative: at }) => Math.abs(at.a - a) / 4 + Math.abs(at.b - b) / 40,
      );
      const k = far.indexOf(Math.min(...far));
      return [n + 1, k + 1, segments[k]?.representative.a, segments[k]?.representative.b].join();
    });
    expect(rows).toEqual(expected);
    expect(readFileSync(join(cwd, 'of.csv.note.txt'), 'utf8')).toContain(
      'eyes of its own person alone',
    );
    expect(names(cwd)).toEqual(['of.csv', 'of.csv.note.txt', 'r.csv']);
  });

  test('writes the result beside printing it', async () => {
    const cwd = folder({ 'r.csv': REPORTS, 'out.json': 'old' });
    const { out } = await candor([...run, '--seed', 'a', '--json', '--out', 'out.json'], { cwd });
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(out);
  });

  test('leaves every old file when one cannot be written', async () => {
    const cwd = folder({ 'r.csv': REPORTS, 'of.csv': 'old' });
    const files = ['--assign', 'of.csv', '--out', 'missing/out.txt'];
    const ran = await candor([...run, ...files], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toBe(
      'error: --out must be a file in a folder that exists, got "missing/out.txt"\n',
    );
    expect(readFileSync(join(cwd, 'of.csv'), 'utf8')).toBe('old');
    expect(names(cwd)).toEqual(['of.csv', 'r.csv']);
  });
});

describe('files that collide or cannot be written are refused before anything is charged', () => {
  const budget = ['--ledger', 'l.json', '--budget', '1'];
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['--out', 'r.csv'], '--out must be another file than the input, got "r.csv"'],
    [['--out', './l.json'], '--out must be another file than --ledger, got "./l.json"'],
    [['--out', 'l.json.lock'], '--out must be another file than the lock of --ledger, got'],
    [['--plot', 'a', '--assign', 'a'], '--plot must be another file than --assign, got "a"'],
    [
      ['--plot', 'a.note.txt', '--assign', 'a'],
      '--plot must be another file than the note of --assign, got "a.note.txt"',
    ],
    [
      ['--assign', 'keep/x', '--out', 'link/x'],
      '--out must be another file than --assign, got "link/x"',
    ],
    [
      ['--assign', 'keep/x', '--out', 'keep/..'],
      '--out must be a file, and no folder or device, got "keep/.."',
    ],
    [['--plot', 'none/x'], '--plot must be a file in a folder that exists, got "none/x"'],
    [['--assign', 'r.csv/x'], '--assign must be a file in a folder that exists, got "r.csv/x"'],
  ];
  test.each(cases)('%j', async (more, expected) => {
    const cwd = folder({ 'r.csv': SMALL });
    mkdirSync(join(cwd, 'keep'));
    symlinkSync('keep', join(cwd, 'link'));
    const ran = await candor([...TWO, ...budget, ...more], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(`error: ${expected}`);
    expect([names(cwd), names(join(cwd, 'keep'))]).toEqual([['keep', 'link', 'r.csv'], []]);
  });

  test('a ledger that is held leaves no part of a file', async () => {
    const cwd = folder({ 'r.csv': SMALL, 'l.json.lock': '' });
    const ran = await candor([...TWO, ...budget, '--assign', 'of.csv'], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(names(cwd)).toEqual(['l.json.lock', 'r.csv']);
  });
});

describe('a ledger', () => {
  test('reads back an epsilon that rounds to nothing', async () => {
    const cwd = folder({ 'r.csv': SMALL });
    const argv = [...RUN, '--grid', '4', '--truth', 'brackets', '--tilt', '1e-323'];
    const none = argv.concat('--click', 'linear:0.01', '--ledger', 'l.json', '--budget', '1');
    expect(await candor(none, { cwd })).toMatchObject({ code: 0, err: '' });
    expect(spent(cwd)).toEqual([0]);
    expect(await spend(cwd)).toMatchObject({ code: 0, err: '' });
  });

  test('adds epsilon up over runs and refuses to pass its budget, writing nothing', async () => {
    const cwd = folder({ 'r.csv': SMALL });
    expect(await spend(cwd, '--budget', '1.2')).toMatchObject({ code: 0 });
    const second = await spend(cwd);
    expect(second.out).toContain('Ledger l.json: 1 of 1.2 spent.');
    const third = await spend(cwd, '--assign', 'of.csv');
    expect(third).toMatchObject({ code: 2, out: '' });
    expect(third.err).toMatch(
      /^error: epsilon must be at most 0\.\d+, .* nothing was released, got 0\.5/,
    );
    expect(spent(cwd)).toEqual([0.5, 0.5]);
    expect(names(cwd)).toEqual(['l.json', 'r.csv']);
  });

  test('holds exactly what its budget holds', async () => {
    const cwd = folder({ 'r.csv': SMALL });
    expect(await spend(cwd, '--budget', '0.5')).toMatchObject({ code: 0 });
    expect(await spend(cwd)).toMatchObject({ code: 2 });
  });

  test('is charged before anything is shown', async () => {
    const cwd = folder({ 'r.csv': SMALL });
    const stdout = (): never => {
      throw new Error('no output');
    };
    const argv = [...TWO, '--ledger', 'l.json', '--budget', '1', '--assign', 'of.csv'];
    expect(await candor(argv, { cwd, stdout })).toMatchObject({ code: 70, out: '' });
    expect(spent(cwd)).toEqual([0.5]);
  });

  test('refuses a run while another one holds it', async () => {
    const cwd = folder({ 'r.csv': SMALL, 'l.json.lock': '' });
    const { code, out, err } = await spend(cwd, '--budget', '1');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('ledger l.json must be free, got');
  });

  test('keeps nothing that depends on the data', async () => {
    const cwd = folder({ 'r.csv': SMALL });
    await spend(cwd, '--budget', '1');
    const kept = JSON.parse(readFileSync(join(cwd, 'l.json'), 'utf8')) as { spent: object[] };
    expect(Object.keys(kept)).toEqual(['schema', 'budget', 'spent']);
    expect(kept.spent.map((entry) => Object.keys(entry))).toEqual([['when', 'command', 'epsilon']]);
  });
});

describe('a picture', () => {
  test('of one attribute shows axis, segments and regions, and no report', async () => {
    const svg = await draw('a', 'a=0:4');
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain('>a</text>');
    expect(svg).toMatch(/>segments? 1/);
    expect(svg).not.toContain('not private: grey');
    expect(svg).not.toContain('diamond');
  });

  test('shows reports and optimum to the owner, and says that they are not private', async () => {
    const svg = await draw('a', 'a=0:4', '--diagnostics');
    expect(svg).toContain('not private: grey shows the reports, hollow diamonds the best products');
    expect(svg.match(/<path/g)!.length).toBeGreaterThan(
      (await draw('a', 'a=0:4')).match(/<path/g)!.length,
    );
  });

  test('of two attributes is a map, of more a strip each', async () => {
    const map = await draw('a,b', 'a=0:4,b=0:40');
    for (const title of ['a', 'b']) expect(map).toContain(`>${title}</text>`);
    const strips = await draw('a,b,c', 'a=0:4,b=0:40,c=0:10', '--diagnostics');
    for (const title of ['a', 'b', 'c']) expect(strips).toContain(`>${title}</text>`);
    expect(strips).toContain('not private: grey shows the reports, hollow diamonds');
  });
});
