import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calibrate, seeded } from '../src/index.ts';
import { statements } from './index.ts';
import { read } from './support/house.ts';
import { measured } from './support/measured.ts';
import { candor, folder } from './support/terminal.ts';

const root = join(import.meta.dirname, '..');
const readme = read('README.md');
const CHECKED = ['SEG', 'AMD', 'PAR'];
const SYSTEMS = ['segmentation', 'environments', 'prices', 'sites', 'menus'].map(
  (name) => `docs/${name}.md`,
);

/** The fenced snippets of a language on a page, in order. */
const snippets = (language: string, page = readme): string[] =>
  [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, of, text = '']) =>
    of === language ? [text] : [],
  );

/** What a snippet prints, run as a module in the project's root, where `candor` is the built package. */
const printed = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    encoding: 'utf8',
  });

describe('the README', () => {
  test('has an example of at most 15 lines that runs, and repeats itself under a seed', () => {
    const [example = ''] = snippets('js');
    expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(printed(example)).toMatch(/^\[ (\[ [\d.]+ \](, )?){3} \]\n\{\n {2}privacy: \{/);
    expect(example).toContain('system()');
    const replay = example
      .replace('system()', 'seeded("readme")')
      .replace('system }', 'seeded }')
      .replace('console.log(segments.certificate);', '');
    expect(printed(replay)).toBe(printed(replay));
    expect(seeded('readme').seed).toBe('readme');
  });

  test('has a page on menus whose examples print what it speaks of', () => {
    const [example = '', linear = ''] = snippets('js', read('docs/menus.md'));
    expect(printed(linear).trimEnd().split('\n')).toEqual([
      "[ '1/2', '1' ] false",
      "[ '0', '1' ] true",
    ]);
    expect(printed(example).split('\n')).toEqual([
      "1/5 [ '7/8', '1/8' ] [ '0', '1' ]",
      "4/5 [ '13/32', '19/32' ] [ '0', '1/4' ]",
      '',
    ]);
  });

  test('has shell commands that run', async () => {
    const lines = snippets('sh')
      .join('')
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''));
    const commands = lines.filter((line) => line.startsWith('candor '));
    expect(commands.map((line) => line.split(' ')[1])).toEqual([
      'segment',
      'segment',
      'price',
      'locate',
      'menu',
      'improve',
      'assess',
      'verify',
      'explain',
    ]);
    const cwd = folder();
    symlinkSync(join(root, 'data'), join(cwd, 'data'));
    for (const line of commands) {
      const words = line.replace('verify SEG', 'verify SEG-lem4').split(' ').slice(1);
      expect(
        await candor([...words, ...(words.includes('--json') ? [] : ['--json'])], { cwd }),
      ).toMatchObject({ code: 0 });
    }
  });

  test('shows what `npm start` prints, replayed', async () => {
    const start: unknown = JSON.parse(read('package.json')).scripts.start;
    const words = String(start).split(' ').slice(2);
    const { code, out } = await candor([...words, '--seed', 'readme'], { cwd: root });
    expect(code).toBe(0);
    expect(snippets('text')).toContain(out);
  });

  test('counts the verdicts as they are', () => {
    const count = (paper: string, verdict?: string): number =>
      statements.filter((s) => s.paper === paper && (verdict ?? s.verdict) === s.verdict).length;
    for (const paper of CHECKED) {
      const claim = `${count(paper)} statements: ${count(paper, 'holds')} hold, ${count(paper, 'corrected')} hold in a corrected form`;
      expect(readme).toContain(claim);
      expect(count(paper, 'holds') + count(paper, 'corrected')).toBe(count(paper));
    }
    const others = statements.filter(({ paper }) => !CHECKED.includes(paper));
    expect(others.every(({ verdict }) => verdict === 'open')).toBe(true);
  });

  test('says from how many agents on the data help', () => {
    const [, digits = ''] = /from ([\d,]+) agents on/.exec(readme.replaceAll('\n', ' ')) ?? [];
    const from = Number(digits.replaceAll(',', ''));
    const curve = { family: 'linear', slope: 1 } as const;
    const helps = (population: number): boolean =>
      calibrate({
        population,
        attributes: 1,
        segments: 3,
        grid: 16,
        click: curve,
        utility: curve,
        truth: 'brackets',
        loss: 'best',
      }).dataHelp;
    expect([helps(from - 1), helps(from)]).toEqual([false, true]);
  });

  test('has the figures of the last benchmark', () => {
    const table = measured(read('bench/results.md'));
    expect(table.split('\n').length).toBeGreaterThan(12);
    expect(readme).toContain(table);
  });

  test('links to files that exist', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/numerics.md'];
    const links = [...pages, ...SYSTEMS].flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, to = '']) =>
        join(page, '..', to),
      ),
    );
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(() => read(link), link).not.toThrow();
  });
});
