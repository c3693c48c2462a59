import { list, outOfRange } from '../../core/errors.ts';

/** What a page calls the outside option. */
export const NOTHING = 'nothing';

/** Names that a page can print: the engine checks what else is wrong with them. @throws TypeError, RangeError naming the entry */
export function nameList(path: string, given: unknown): readonly string[] {
  return list(path, given as readonly string[]).map((name: unknown, i) =>
    printable(`${path}[${i}]`, name),
  ) as readonly string[];
}

/** A name without control characters that is not taken. */
function printable(path: string, name: unknown): unknown {
  if (typeof name !== 'string') return name;
  if (/\p{Cc}|\u2028|\u2029/u.test(name)) {
    throw outOfRange(path, 'a name without control characters', name);
  }
  if (name.trim() === NOTHING) {
    throw outOfRange(path, 'another name than that of buying nothing', name);
  }
  return name;
}

/** A segment's name within a sentence. */
export const lower = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
