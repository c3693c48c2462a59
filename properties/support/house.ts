import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the project as the house rules see it. */
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked out, line by line. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** What a file takes from another. */
export interface Import {
  /** A path from the root, or a package's name. */
  readonly target: string;
  /** `types` leaves nothing in the built file. */
  readonly kind: 'static' | 'dynamic' | 'types';
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SKIPPED = new Set(['node_modules', 'dist', 'build', '.git', 'data', 'vectors', 'artefacts']);
const TEXT = /\.(ts|mjs|js|json|md|yml|html|cff|txt)$|^[^.]+$/;

/** Every text file of the project that somebody wrote. */
export function projectFiles(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (SKIPPED.has(entry.name) || entry.name === 'package-lock.json') return [];
    if (entry.isDirectory()) return projectFiles(path);
    if (!entry.isFile() || !TEXT.test(entry.name)) return [];
    const named = relative(ROOT, path).split(sep).join('/');
    return named === 'src/kernel/bytes.ts' ? [] : [named];
  });
}

/** The text of a file of the project. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A TypeScript file with its imports. */
export function source(path: string, text = read(path)): Source {
  const code = withoutComments(text);
  return { path, text, code, imports: importsOf(path, code) };
}

const blank = (comment: string): string => comment.replaceAll(/[^\n]/g, ' ');

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, blank).replaceAll(/(?<=^|\s)\/\/.*$/gm, blank);
}

function importsOf(path: string, code: string): Import[] {
  const resolve = (name: string): string =>
    name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
  const clauses = code.matchAll(/^(import|export)\s([^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const calls = code.matchAll(/(typeof\s+)?\bimport\(\s*['"`]([^'"`]+)['"`]/g);
  return [
    ...[...clauses].map(([, , what = '', name = '']): Import => {
      return { target: resolve(name), kind: what.startsWith('type ') ? 'types' : 'static' };
    }),
    ...[...calls].map(([, type, name = '']): Import => {
      return { target: resolve(name), kind: type ? 'types' : 'dynamic' };
    }),
  ];
}

/** What no line may say, as patterns that do not match themselves. */
export const FORBIDDEN = {
  defaultExport: /\bexport default\b|\bas default\b/,
  untyped: /(?:[:<|]|\bas|=>)\s*any\b(?=\s*(?:[;,)\]>=|&[{]|$))|,\s*any\b(?=\s*[>,\]])/,
  enumeration: /^\s*(?:export )?(?:const )?enum\b/,
  skippedTest: /\b(?:it|test|describe)\.(?:skip|todo|only|fails)\b/,
  clock: /\bDate\b|performance\.now/,
  hiddenRandomness: /\bMath\.random\b/,
  word: /\/(?:work|farm|root|tmp)\/|registry\.npmjs|deb\.debian|TO[D]O|FIX[M]E|not [i]mplemented/,
} as const;

/** Lines that match, as "file:line text". */
export function matches(
  pattern: RegExp,
  among: readonly { path: string; code: string }[],
): string[] {
  return among.flatMap(({ path, code }) =>
    code
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
  );
}

const OPENS = /^(\s*)(?:export )?(?:(?:async )?function\b|const \w+ = (?:async )?(?:<.*>)?\()/;

/** Functions longer than `most` lines, from the first line of the signature to the brace that closes the body. */
export function longFunctions({ path, code }: Source, most: number): string[] {
  const lines = code.split('\n');
  return lines.flatMap((line, start) => {
    const depth = OPENS.exec(line)?.[1];
    if (depth === undefined) return [];
    const own = lines
      .slice(start)
      .map((next) => (/^\s*\S/.exec(next)?.[0].length === depth.length + 1 ? next : ''));
    const body = own.findIndex((next, i) => next.endsWith('{') && (i === 0 || /^\s*\)/.test(next)));
    const other = own.findIndex((next, i) => i > 0 && /^\s*[^)\s]/.test(next));
    if (body === -1 || (other !== -1 && other < body)) return [];
    const length = own.findIndex((next, i) => i > body && next.trimStart().startsWith('}')) + 1;
    return length > most ? [`${path}:${start + 1} has ${length} lines`] : [];
  });
}

/** A cycle among files that import one another at run time, or none. */
export function cycle(sources: readonly Source[]): readonly string[] | undefined {
  const byPath = new Map(sources.map((each) => [each.path, each]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    const next = (byPath.get(path)?.imports ?? []).filter(({ kind }) => kind === 'static');
    const found = next.map(({ target }) => visit(target, [...trail, path])).find(Boolean);
    done.add(path);
    return found;
  };
  return sources.map(({ path }) => visit(path, [])).find(Boolean);
}

/** Everything that loading a file loads with it, itself first. */
export function reach(sources: readonly Source[], start: string): string[] {
  const byPath = new Map(sources.map((each) => [each.path, each]));
  const found = new Set([start]);
  for (const path of found) {
    for (const { target, kind } of byPath.get(path)?.imports ?? []) {
      if (kind === 'static') found.add(target);
    }
  }
  return [...found];
}
