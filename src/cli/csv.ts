import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { outOfRange } from '../core/errors.ts';
import { misuse } from './misuse.ts';

/** Reports as read: n x I row-major in the data's own units, with the line of the file each row began on. */
export interface Rows {
  readonly values: Float64Array;
  readonly weights?: Float64Array;
  readonly count: number;
  /** Values that were moved to their bounds. */
  readonly clipped: number;
}

/** What to take from a CSV file. */
export interface CsvOptions {
  /** How the file is called in errors. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly bounds: readonly (readonly [number, number])[];
  readonly weight?: string;
  readonly clip: boolean;
  readonly tell: (rows: number) => void;
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

/**
 * Columns of a CSV file with a header row, streamed: quoted cells, LF or CRLF. Every row must have the header's number
 * of cells; empty lines are allowed at the end only.
 *
 * @throws RangeError naming line and column
 */
export async function readCsv(chunks: AsyncIterable<string>, options: CsvOptions): Promise<Rows> {
  const reader = rowReader(options);
  const [text, newline] = await begun(chunks);
  const source = Readable.from(text);
  await new Promise<void>((done, failed) => {
    const stop = (error: unknown): void => {
      source.destroy();
      failed(error);
    };
    source.on('error', failed);
    Papa.parse<string[]>(source, {
      delimiter: ',',
      newline,
      skipEmptyLines: false,
      chunk: ({ data, errors }, parser) => {
        try {
          reader.take(data, errors);
        } catch (error) {
          stop(error); // before the abort, which completes
          parser.abort();
        }
      },
      complete: () => done(),
      error: stop,
    });
  });
  return reader.end();
}

/** The same text with its first line in one piece, and the line ending it uses. */
async function begun(
  chunks: AsyncIterable<string>,
): Promise<[AsyncIterable<string>, '\n' | '\r\n']> {
  const rest = chunks[Symbol.asyncIterator]();
  let first = '';
  while (!first.includes('\n')) {
    const next = await rest.next();
    if (next.done) break;
    first += next.value;
  }
  async function* text(): AsyncGenerator<string> {
    if (first !== '') yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  return [text(), first.charAt(first.indexOf('\n') - 1) === '\r' ? '\r\n' : '\n'];
}

interface RowReader {
  take(rows: readonly (readonly string[])[], errors: readonly Papa.ParseError[]): void;
  end(): Rows;
}

function rowReader(options: CsvOptions): RowReader {
  const { source, columns, bounds, weight, clip, tell } = options;
  const values = growing();
  const weights = growing();
  let header: Header | undefined;
  let line = 1;
  let blank = 0;
  let count = 0;
  let clipped = 0;
  const one = (row: readonly string[], names: Header): void => {
    for (let i = 0; i < columns.length; i++) {
      const path = (): string => `${source} line ${line}, column ${columns[i]}`;
      const [low, high] = bounds[i]!;
      const x = number(path, row[names.at[i]!] ?? '');
      if (x < low || x > high) {
        if (!clip) throw outOfRange(path(), `in [${low}, ${high}]`, x);
        clipped += 1;
      }
      values.push(x < low ? low : x > high ? high : x);
    }
    if (weight === undefined) return;
    const path = (): string => `${source} line ${line}, column ${weight}`;
    const w = number(path, row[names.weight] ?? '');
    if (!(w > 0)) throw outOfRange(path(), '> 0', w);
    weights.push(w);
  };
  const take = (row: readonly string[]): void => {
    if (row.length === 1 && row[0] === '' && header) {
      blank += 1;
    } else if (!header) header = readHeader(row, options);
    else if (blank > 0) {
      throw misuse(`${source} line ${line - blank}`, 'a row of cells', 'an empty line');
    } else if (row.length !== header.width) {
      throw outOfRange(`cells in ${source} line ${line}`, `${header.width}`, row.length);
    } else {
      one(row, header);
      count += 1;
    }
    line += 1 + breaks(row);
  };
  return {
    take(rows, errors) {
      const bad = errors[0];
      for (let i = 0; i < rows.length; i++) {
        if (bad && (bad.row ?? 0) <= i) {
          throw misuse(`${source} line ${line}`, 'quoted as in RFC 4180', bad.message);
        }
        take(rows[i]!);
      }
      tell(count);
    },
    end() {
      if (!header) throw misuse(source, 'a CSV file with a header row', 'an empty file');
      if (count === 0) throw outOfRange(`rows under the header of ${source}`, '>= 1', 0);
      const read = { values: values.taken(), count, clipped };
      return weight === undefined ? read : { ...read, weights: weights.taken() };
    },
  };
}

interface Header {
  readonly width: number;
  readonly at: readonly number[];
  readonly weight: number;
}

function readHeader(row: readonly string[], { source, columns, weight }: CsvOptions): Header {
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

const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A decimal number; blanks, words and hexadecimal, which the host would read as numbers too, are refused. */
function number(path: () => string, cell: string): number {
  const x = Number(cell);
  // two leading decimal characters settle nearly every cell without the expression
  const plain = cell.charCodeAt(0) > 32 && !(cell.charCodeAt(1) > 57);
  if (Number.isFinite(x) && (plain || DECIMAL.test(cell))) return x;
  throw misuse(
    path(),
    'a finite number',
    cell.trim() === '' ? 'a blank cell' : JSON.stringify(cell),
  );
}

/** Line breaks inside the quoted cells of a row. */
function breaks(row: readonly string[]): number {
  let total = 0;
  for (const cell of row) {
    if (!cell.includes('\n')) continue;
    total += cell.split('\n').length - 1;
  }
  return total;
}
