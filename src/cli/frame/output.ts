import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { outOfRange } from '../../core/errors.ts';
import type { Written } from './command.ts';
import { isSystemError } from './io.ts';

/**
 * A value as one JSON document: numbers in full, infinities the strings "Infinity" and "-Infinity", typed arrays as
 * arrays.
 *
 * @throws Error on a NaN: an answer that is not a number is no answer
 */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plain, 2)}\n`;
}

/** One value of a document; typed arrays as arrays, infinities as words. */
function plain(key: string, x: unknown): unknown {
  if (x instanceof Float64Array || x instanceof Int32Array) return Array.from(x);
  if (typeof x !== 'number' || Number.isFinite(x)) return x;
  if (Number.isNaN(x)) throw new Error(`${key} is not a number`);
  return x > 0 ? 'Infinity' : '-Infinity';
}

/**
 * Writes every file beside its target, then renames them all: a crash or a refusal leaves the old files.
 *
 * @param ready is called between the two, and may still refuse
 * @throws RangeError naming the file that cannot be written
 */
export function writeAll(cwd: string, files: readonly Written[], ready?: () => void): void {
  const waiting: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { path, content } of files) {
      const to = resolve(cwd, path);
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.part`);
      guarded(path, () => {
        const file = openSync(from, 'w');
        waiting.push({ from, to });
        try {
          for (const text of content) writeSync(file, text);
        } finally {
          closeSync(file);
        }
      });
    }
    ready?.();
    for (const { from, to } of waiting) guarded(to, () => renameSync(from, to));
  } finally {
    for (const { from } of waiting) rmSync(from, { force: true });
  }
}

function guarded(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (isSystemError(error)) throw outOfRange('output', `a writable file (${error.code})`, path);
    throw error;
  }
}
