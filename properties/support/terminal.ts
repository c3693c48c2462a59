import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/frame/io.ts';
import { main } from '../../src/cli/main.ts';

/** What one run of the command line left. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process: words as a shell would pass them, streams as strings. */
export async function candor(argv: readonly string[], world: Partial<Io> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    stdin: chunks(''),
    isTTY: false,
    cwd: process.cwd(),
    ...world,
  });
  return { code, out, err };
}

/** A text in pieces of `size` characters, as a pipe may deliver it. */
export async function* chunks(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** A folder with the given files, gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = mkdtempSync(join(tmpdir(), 'candor-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

/** The names in a folder, sorted. */
export function names(path: string): string[] {
  return readdirSync(path).toSorted();
}

/** Three reports of two attributes. */
export const REPORTS = 'who,a,b\nx,1,10\ny,2,20\nz,2,30\n';

/** A command line that works on `REPORTS`. */
const RUN = {
  columns: 'a,b',
  bounds: 'a=0:4,b=0:40',
  segments: '2',
  grid: '4',
  epsilon: '0.5',
  truth: 'brackets',
};
export type Words = Readonly<Record<string, string | null>>;

/** A command line that works but for what a case changes; null leaves an option out. */
export function line(input: string, changed: Words): string[] {
  return ['segment', input, ...options({ ...RUN, ...changed })];
}

/** Options as words: null leaves one out, an empty value makes it a switch. */
export function options(given: Words): string[] {
  return Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}

/** What every error of the command line looks like: path, range and value, exit 2, and nothing written or printed. */
export async function refused(
  argv: readonly string[],
  world: { readonly files?: Readonly<Record<string, string>>; readonly stdin?: string },
  expected: string,
): Promise<void> {
  const cwd = folder({ 'r.csv': REPORTS, ...world.files });
  const before = names(cwd);
  const stdin = chunks(world.stdin ?? '');
  const ran = await candor([...argv, '--out=out.txt'], { cwd, stdin });
  expect(ran).toEqual({ code: 2, out: '', err: `error: ${expected}\n` });
  expect(ran.err).toMatch(/^error: .+ must be [^]+, got .+\n$/);
  expect(names(cwd)).toEqual(before);
}
