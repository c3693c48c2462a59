import { accessSync, constants, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { outOfRange } from '../../core/errors.ts';
import { COMMON, type Command, type Typed } from './command.ts';
import { isSystemError } from './io.ts';

/** One file that a command line names, and how errors call it. */
interface Target {
  readonly name: string;
  readonly path: string;
  readonly written: boolean;
}

/**
 * Refuses, before anything is drawn or charged, files of one run that are the same file, and files that cannot be
 * written.
 *
 * @throws RangeError naming the options
 */
export function checkTargets(command: Command, typed: Typed, cwd: string): void {
  const seen = new Map<string, Target>();
  for (const target of targets(command, typed)) {
    const place = resolved(resolve(cwd, target.path));
    const other = seen.get(place);
    if (other) throw outOfRange(target.name, `another file than ${other.name}`, target.path);
    seen.set(place, target);
  }
  for (const { name, path, written } of seen.values()) {
    if (written) checkWritable(name, path, resolve(cwd, path));
  }
}

function targets(command: Command, typed: Typed): Target[] {
  const inputs = command.readsInput ? typed.inputs.filter((input) => input !== '-') : [];
  const read = inputs.map((path) => ({ name: 'the input', path, written: false }));
  const named = [...command.flags, ...COMMON].flatMap(({ name, files = [], reads = false }) =>
    files.flatMap(({ suffix, what }): Target[] => {
      const path = typed.text(name);
      if (path === undefined) return [];
      const called = what === '' ? `--${name}` : `${what} of --${name}`;
      return [{ name: called, path: `${path}${suffix}`, written: !reads }];
    }),
  );
  return [...read, ...named];
}

/** A path with links followed as far as it exists: two names of one file are one. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const up = dirname(path);
    return up === path ? path : join(resolved(up), basename(path));
  }
}

function checkWritable(name: string, path: string, at: string): void {
  const folder = stat(dirname(at));
  if (!folder?.isDirectory()) throw outOfRange(name, 'a file in a folder that exists', path);
  const old = stat(at);
  if (old && !old.isFile()) throw outOfRange(name, 'a file, and no folder or device', path);
  try {
    accessSync(dirname(at), constants.W_OK | constants.X_OK);
  } catch {
    throw outOfRange(name, 'a file in a folder that can be written to', path);
  }
}

function stat(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
