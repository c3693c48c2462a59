import { describe, expect, test } from 'vitest';
import { papers, statements, statementsPage } from './index.ts';
import {
  cycle,
  FORBIDDEN,
  longFunctions,
  matches,
  projectFiles,
  reach,
  read,
  source,
  type Import,
} from './support/house.ts';
import type { Statement } from './support/statement.ts';

const files = projectFiles();
const sources = files.filter((path) => path.endsWith('.ts')).map((path) => source(path));
const inFolder = (...folders: string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

/** The imports of a folder's files, as "file -> target", that a rule does not allow. */
function strays(folder: string, allowed: (entry: Import, path: string) => boolean): string[] {
  return inFolder(folder).flatMap(({ path, imports }) =>
    imports
      .filter((entry) => !allowed(entry, path))
      .map(({ target, kind }) => `${path} -> ${target} (${kind})`),
  );
}

const under =
  (...folders: string[]) =>
  ({ target }: Import) =>
    folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

describe('imports point one way', () => {
  test('assembly takes from assembly only', () => {
    const files = inFolder('assembly').flatMap(({ imports, path }) =>
      imports.map(({ target }) => [path, target]),
    );
    expect(files.filter(([, target]) => !target?.startsWith('assembly/'))).toEqual([]);
  });

  test('core takes from core, and the seeding library', () => {
    expect(strays('src/core', under('src/core', 'seedrandom'))).toEqual([]);
  });

  test('kernel takes from core and kernel', () => {
    expect(strays('src/kernel', under('src/core', 'src/kernel'))).toEqual([]);
  });

  test('mechanisms take from core, kernel and mechanisms, never from their judges', () => {
    expect(strays('src/mechanisms', under('src/core', 'src/kernel', 'src/mechanisms'))).toEqual([]);
  });

  test('the solver takes from core, and is reached by the face of linear programs alone', () => {
    const allowed = under('src/core', 'src/solver', 'highs');
    expect(strays('src/solver', allowed)).toEqual([]);
    const reaching = inFolder('src').filter(({ imports }) => imports.some(under('src/solver')));
    const outside = reaching.filter(({ path }) => !path.startsWith('src/solver/'));
    expect(outside.map(({ path }) => path)).toEqual(['src/lp.ts']);
    expect(reach(sources, 'src/lp.ts')).toContain('src/solver/loading.ts');
    for (const face of ['src/index.ts', 'src/verify/index.ts']) {
      expect(reach(sources, face).filter((path) => path.startsWith('src/solver/'))).toEqual([]);
    }
  });

  test('one file loads the library of linear programs, when it is first needed', () => {
    const loads = inFolder('src').flatMap(({ path, imports }) =>
      imports.filter(under('highs')).map(({ kind }) => ({ path, kind })),
    );
    expect(loads.filter(({ kind }) => kind !== 'types')).toEqual([
      { path: 'src/solver/loading.ts', kind: 'dynamic' },
    ]);
  });

  test('verify takes from core and verify; one file knows the property-testing library', () => {
    const allowed = under('src/core', 'src/verify');
    const library = 'src/verify/arbitrary.ts';
    const rule = (entry: Import, path: string): boolean =>
      allowed(entry) || (entry.target === 'fast-check' && path === library);
    expect(strays('src/verify', rule)).toEqual([]);
    const knowing = sources.filter(({ imports }) => imports.some(under('fast-check')));
    expect(knowing.map(({ path }) => path)).toEqual([library]);
  });

  test('the command line takes from core and the public faces', () => {
    const house = under('src/core', 'src/cli', 'src/index.ts', 'src/lp.ts', 'src/verify/index.ts');
    const rule = (entry: Import): boolean => house(entry) || !entry.target.startsWith('src/');
    expect(strays('src/cli', rule)).toEqual([]);
  });

  test('evidence and benches are reached by three commands, by dynamic import', () => {
    const reaching = inFolder('src').flatMap(({ path, imports }) =>
      imports.filter(under('properties', 'bench')).map(({ kind }) => ({ path, kind })),
    );
    const doors = ['verify', 'explain', 'bench'].map((name) => `src/cli/evidence/${name}.ts`);
    expect(reaching.filter(({ path }) => !doors.includes(path))).toEqual([]);
    expect(reaching.filter(({ kind }) => kind === 'static')).toEqual([]);
    expect(reaching.length).toBeGreaterThan(0);
  });

  test('the public faces load nothing that only Node has', () => {
    for (const face of [
      'src/index.ts',
      'src/lp.ts',
      'src/verify/index.ts',
      'properties/index.ts',
    ]) {
      const loaded = reach(sources, face);
      expect(loaded).toContain(face);
      expect(
        loaded.filter((target) => target.startsWith('node:') || target.includes('/cli/')),
      ).toEqual([]);
    }
  });

  test('files that run import one another in no cycle', () => {
    expect(cycle(sources)).toBeUndefined();
  });
});

describe('files', () => {
  test('are at most 250 lines long', () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > 250 && !path.startsWith('properties/counterexamples/'));
    expect(long).toEqual([]);
  });

  test('hold functions of at most 40 lines', () => {
    expect(sources.flatMap((each) => longFunctions(each, 40))).toEqual([]);
  });

  test('export by name, are typed and skip nothing', () => {
    const examples = ['vitest.config.ts', 'properties/house-rules.test.ts'];
    const ours = sources.filter(({ path }) => !examples.includes(path));
    expect(matches(FORBIDDEN.defaultExport, ours)).toEqual([]);
    expect(matches(FORBIDDEN.untyped, ours)).toEqual([]);
    expect(matches(FORBIDDEN.enumeration, ours)).toEqual([]);
    expect(matches(FORBIDDEN.skippedTest, ours)).toEqual([]);
    expect(files.filter((path) => /\butils?\b/.test(path))).toEqual([]);
  });

  test('of the engine know no clock, and none knows hidden randomness', () => {
    const engine = inFolder('src').filter(({ path }) => !path.startsWith('src/cli/'));
    expect(matches(FORBIDDEN.clock, engine)).toEqual([]);
    expect(matches(FORBIDDEN.hiddenRandomness, inFolder('src'))).toEqual([]);
  });

  test('name no machine, no registry and no promise', () => {
    const wrong = files.flatMap((path) => {
      const found = FORBIDDEN.word.exec(read(path));
      return found ? [`${path}: ${found[0]}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe('citations and ids', () => {
  const prefixes = papers.map(({ prefix }) => prefix);

  test('every citation names a known paper', () => {
    const cited = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\[([A-Z]{3})(?:, [^\]]*)?\]/g)].map(([, prefix]) => ({ path, prefix })),
    );
    expect(cited.filter(({ prefix }) => !prefixes.includes(prefix ?? ''))).toEqual([]);
    expect(cited.length).toBeGreaterThan(0);
  });

  test('every id that is mentioned exists', () => {
    const ids = new Set(statements.map(({ id }) => id));
    const pattern = new RegExp(`\\b(?:${prefixes.join('|')})-[a-z][\\w-]*\\w`, 'g');
    const mentioned = inFolder('src', 'properties', 'bench')
      .filter(({ path }) => !path.endsWith('.test.ts'))
      .flatMap(({ path, text }) => (text.match(pattern) ?? []).map((id) => ({ path, id })));
    expect(mentioned.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(new Set(mentioned.map(({ id }) => id))).toEqual(ids);
  });

  test('the page of statements is the one the registry prints', () => {
    const page = read('docs/statements.md');
    const listed = [...page.matchAll(/^\| ([A-Z]{3}-[\w-]+) \|/gm)].map(([, id]) => id);
    expect(listed).toEqual(statements.map(({ id }) => id));
    expect(page).toBe(statementsPage(papers, statements));
  });

  test('each file of statements is in the registry and carries its paper in its name', async () => {
    const theme = new RegExp(`^properties/(${prefixes.join('|').toLowerCase()})-[a-z-]+\\.ts$`);
    const named = files.filter((path) => theme.test(path));
    for (const path of named) {
      const loaded: Record<string, unknown> = await import(
        /* @vite-ignore */ `./${path.slice('properties/'.length)}`
      );
      const lists = Object.values(loaded).filter(Array.isArray) as Statement[][];
      const found = lists.flat().filter((each) => typeof each.run === 'function');
      expect(found.length, path).toBeGreaterThan(0);
      for (const each of found) {
        expect(each.paper.toLowerCase(), path).toBe(theme.exec(path)?.[1]);
        expect(statements, `${each.id} of ${path} is in properties/index.ts`).toContain(each);
      }
    }
    const checked = statements.filter(({ verdict }) => verdict !== 'open');
    expect(checked.length > 0).toBe(named.length > 0);
  });

  test('no file is named by a statement number', () => {
    const numbered = /\b(?:thm|lem|lemma|prop|cor|obs|fn|ex|eq|theorem)-?\d/i;
    expect(files.filter((path) => numbered.test(path))).toEqual([]);
  });
});
