import { outOfRange } from '../../core/errors.ts';
import type { CsvOptions } from './csv.ts';
import { misuse } from '../frame/misuse.ts';
import { decimal } from './values.ts';

/** Where the wanted cells stand in a row. */
export interface Header {
  readonly width: number;
  readonly at: readonly number[];
  readonly weight: number;
}

/** The positions of the wanted columns. @throws RangeError naming a column that is missing or there twice */
export function readHeader(row: readonly string[], options: CsvOptions): Header {
  const { source, columns, weight } = options;
  const names = row.map((name) => name.trim());
  if (names.every((name) => name === '')) {
    throw misuse(source, 'a CSV file with a header row', 'an empty first line');
  }
  const position = (name: string): number => {
    const at = names.indexOf(name);
    const range = `one of the columns of ${source} (${names.join(', ')})`;
    if (at < 0) throw outOfRange('column', range, name);
    if (names.includes(name, at + 1)) {
      throw misuse(`column ${name} of ${source}`, 'there once', 'two of them');
    }
    return at;
  };
  const at = columns.map(position);
  return { width: row.length, at, weight: weight === undefined ? -1 : position(weight) };
}

/** The wanted numbers of a file, row after row. */
export interface Cells {
  /** @throws RangeError naming line and column */
  take(row: readonly string[], header: Header, line: number): void;
  values(): Float64Array;
  weights(): Float64Array;
  /** Values that were moved to their bounds. */
  clipped(): number;
}

/** Collects the wanted cells of each row within their bounds. */
export function cells({ source, columns, bounds, weight, clip }: CsvOptions): Cells {
  const values = growing();
  const weights = growing();
  let clipped = 0;
  const path = (line: number, column: string): string => `${source} line ${line}, column ${column}`;
  return {
    take(row, header, line) {
      for (let i = 0; i < columns.length; i++) {
        const [low, high] = bounds[i]!;
        const x = number(row[header.at[i]!] ?? '', () => path(line, columns[i]!));
        if (x < low || x > high) {
          if (!clip) throw outOfRange(path(line, columns[i]!), `in [${low}, ${high}]`, x);
          clipped += 1;
        }
        values.push(x < low ? low : x > high ? high : x);
      }
      if (weight === undefined) return;
      const w = number(row[header.weight] ?? '', () => path(line, weight));
      if (!(w > 0)) throw outOfRange(path(line, weight), '> 0', w);
      weights.push(w);
    },
    values: () => values.taken(),
    weights: () => weights.taken(),
    clipped: () => clipped,
  };
}

interface Growing {
  push(value: number): void;
  taken(): Float64Array;
}

/** A Float64Array that doubles when it is full. */
function growing(): Growing {
  let array = new Float64Array(1 << 12);
  let length = 0;
  return {
    push(value) {
      if (length === array.length) {
        const larger = new Float64Array(2 * length);
        larger.set(array);
        array = larger;
      }
      array[length++] = value;
    },
    taken: () => array.subarray(0, length),
  };
}

/** A decimal number; blanks, words and hexadecimal, which the host would read as numbers too, are refused. */
function number(cell: string, path: () => string): number {
  const x = Number(cell);
  // two leading decimal characters settle nearly every cell without the expression
  const plain = cell.charCodeAt(0) > 32 && !(cell.charCodeAt(1) > 57);
  if (Number.isFinite(x) && (plain || !Number.isNaN(decimal(cell)))) return x;
  throw misuse(
    path(),
    'a finite number',
    cell.trim() === '' ? 'a blank cell' : JSON.stringify(cell),
  );
}
