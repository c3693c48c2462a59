import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { outOfRange } from '../../core/errors.ts';
import { cells, readHeader, type Header } from './cells.ts';
import { misuse } from '../frame/misuse.ts';

/** Reports as read: n x I row-major in the data's own units. */
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

/** Rows in the order of the file, with the line that each begins on. */
function rowReader(options: CsvOptions): RowReader {
  const { source, weight, tell } = options;
  const found = cells(options);
  let header: Header | undefined;
  let line = 1;
  let blank = 0;
  let count = 0;
  const one = (row: readonly string[]): void => {
    if (!header) header = readHeader(row, options);
    else if (row.length === 1 && row[0] === '') blank += 1;
    else if (blank > 0) {
      throw misuse(`${source} line ${line - blank}`, 'a row of cells', 'an empty line');
    } else if (row.length !== header.width) {
      throw outOfRange(`cells in ${source} line ${line}`, `${header.width}`, row.length);
    } else {
      found.take(row, header, line);
      count += 1;
    }
    line += 1 + breaks(row);
  };
  return {
    take(rows, [bad]) {
      for (const [i, row] of rows.entries()) {
        if (bad && (bad.row ?? 0) <= i) {
          throw misuse(`${source} line ${line}`, 'quoted as in RFC 4180', bad.message);
        }
        one(row);
      }
      tell(count);
    },
    end() {
      if (!header) throw misuse(source, 'a CSV file with a header row', 'an empty file');
      if (count === 0) throw outOfRange(`rows under the header of ${source}`, '>= 1', 0);
      const read = { values: found.values(), count, clipped: found.clipped() };
      return weight === undefined ? read : { ...read, weights: found.weights() };
    },
  };
}

/** Line breaks inside the quoted cells of a row. */
function breaks(row: readonly string[]): number {
  let total = 0;
  for (const cell of row) if (cell.includes('\n')) total += cell.split('\n').length - 1;
  return total;
}
