import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparison } from '../src/cli/evidence/bench.ts';
import { COMMANDS } from '../src/cli/main.ts';
import { toJson } from '../src/cli/frame/output.ts';
import { progress } from '../src/cli/frame/progress.ts';
import { regions } from '../src/cli/release/served.ts';
import { candor } from './support/terminal.ts';

const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

/** The words of a printed example; no quotes occur in them. */
const words = (example: string): string[] => example.split(' ').slice(1);

/** An output that fails. */
const broken = (): never => {
  throw new Error('no output');
};

/** What progress writes when it is told at these times. */
const told = (isTTY: boolean, times: readonly number[]): string[] => {
  const lines: string[] = [];
  let now = 0;
  const io = { stdout: () => {}, stdin: [] as never, isTTY, cwd: '.' };
  const telling = progress({ ...io, stderr: (text) => void lines.push(text) }, () => now);
  for (now of times) telling.tell({ stage: 'rows', done: now, of: 50_000 });
  telling.end();
  return lines;
};

/** A report of one ratio. */
const result = (ratio: number, spread: number) => ({
  results: [{ kernel: 'exp', size: 1, ms: { wasm: 1, loop: ratio }, ratio, spread }],
});

describe('help', () => {
  test('lists every command, and is an error without one', async () => {
    const { code, out } = await candor(['--help']);
    expect(code).toBe(0);
    for (const { name, summary } of COMMANDS) expect(out).toContain(`${name.padEnd(8)} ${summary}`);
    expect(await candor([])).toEqual({ code: 2, out: '', err: out });
    expect(await candor(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'of %s names every option and prints its example',
    async (name, command) => {
      const { code, out } = await candor([name, '--help']);
      expect(code).toBe(0);
      for (const flag of command.flags) expect(out).toContain(`--${flag.name}`);
      expect(out).toContain(`example:\n  ${command.example}\n`);
    },
  );

  test.each(COMMANDS.map(({ name, example }) => [name, example] as const))(
    'of %s prints an example that runs',
    async (_, example) => {
      const { code, out, err } = await candor(words(example));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.length).toBeGreaterThan(100);
    },
  );
});

describe('plans', () => {
  test('without options are the published tables', async () => {
    const { code, out } = await candor(['segment', '--plan']);
    expect(code).toBe(0);
    expect(out).toMatch(/ 3 +16 +0\.174 +0\.0901 +0\.042 +0\.0135 +0\.167/);
    expect(out).toMatch(/ 0\.5 +1,099 +19\.1 +0\.0659/);
  });

  test('of population sizes read no data', async () => {
    const shape = ['--attributes', '1', '--segments', '3', '--grid', '16', '--truth', 'brackets'];
    const argv = ['segment', '--plan', '--population', '5000,20640', ...shape, '--loss', 'best'];
    const { out } = await candor([...argv, '--json']);
    const { plans } = JSON.parse(out) as { plans: { promised: number; dataHelp: boolean }[] };
    expect(plans.map(({ promised }) => promised.toFixed(3))).toEqual(['0.174', '0.090']);
    expect(plans.map(({ dataHelp }) => dataHelp)).toEqual([false, true]);
    expect((await candor(argv)).out).toContain('add nothing');
  });
});

describe('the frame', () => {
  test('cuts an axis where the nearest product changes', () => {
    expect(regions([0.25, 0.5, 1], null)).toEqual([
      [0, 0.375],
      [0.375, 0.75],
      [0.75, 1],
    ]);
    expect(regions([0.25, 0.75], 4)).toEqual([
      [0, 0.625],
      [0.625, 1],
    ]); // bracket 0.5 ties, to the lower
    expect(regions([0.25, 0.5], 4)).toEqual([
      [0, 0.375],
      [0.375, 1],
    ]);
    expect(regions([0.5, 0.5, 1], 4)).toEqual([[0, 0.875], null, [0.875, 1]]);
  });

  test('reports an error of its own as internal', async () => {
    const { code, err } = await candor(['--version'], { stdout: broken });
    expect(code).toBe(70);
    expect(err).toContain('internal error: Error: no output');
  });

  test('ends an interrupted run with 130 and what was finished', async () => {
    const { code, out } = await candor(['verify', 'SEG', '--runs', '1'], {
      interrupts: () => AbortSignal.abort(),
    });
    expect(code).toBe(130);
    expect(out).toContain('0 holds, 0 corrected');
  });

  test('writes infinities as words and refuses what is not a number', () => {
    expect(JSON.parse(toJson({ a: Infinity, b: [-Infinity, 0.1], c: '1/3' }))).toEqual({
      a: 'Infinity',
      b: ['-Infinity', 0.1],
      c: '1/3',
    });
    expect(() => toJson({ a: NaN })).toThrow('a is not a number');
  });

  test('tells progress in a live line on a terminal, by a heartbeat elsewhere', () => {
    expect(told(false, [50, 9_999, 10_000, 19_000, 20_000])).toEqual([
      'rows: 10,000 of 50,000\n',
      'rows: 20,000 of 50,000\n',
    ]);
    expect(told(true, [50, 100, 150, 260])).toEqual([
      '\r\x1b[2Krows: 100 of 50,000',
      '\r\x1b[2Krows: 260 of 50,000',
      '\r\x1b[2K',
    ]);
  });

  test('of a draw tells seconds and nothing that depends on the reports', () => {
    const lines: string[] = [];
    let now = 0;
    const stderr = (text: string): void => void lines.push(text);
    const io = { stdout: () => {}, stdin: [] as never, isTTY: false, cwd: '.', stderr };
    const telling = progress(io, () => now);
    for (now of [10_000, 12_000, 21_500]) {
      telling.hush({ stage: 'exact rejection', done: 11_264, of: 100_000 });
    }
    expect(lines).toEqual([
      'exact rejection: still drawing after 10 s\n',
      'exact rejection: still drawing after 21 s\n',
    ]);
  });

  test('calls a ratio a regression only beyond the percentage and both spreads', () => {
    const verdict = (now: number): boolean | undefined =>
      comparison(result(4, 0.05), result(now, 0.05), 0.1)[0]?.regression;
    expect([verdict(4), verdict(3.21), verdict(3.19)]).toEqual([false, false, true]);
    expect(comparison(result(4, 0), { results: [] }, 0.1)).toEqual([]);
  });
});
