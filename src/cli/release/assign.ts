import type { Written } from '../frame/command.ts';
import { NOTES, products, type Segmentation } from '../segment/result.ts';
import { attributeNames, inUnits } from '../input/units.ts';

const BATCH = 4096;

/** Everybody's segment as CSV in the order of the input, and beside it a note on what the file is. */
export function assignmentFiles(path: string, run: Segmentation, of: Int32Array): Written[] {
  const shown = products(run.release).map((point) => inUnits(point, run.reports).join(','));
  const header = ['row', 'segment', ...attributeNames(run.reports).map((name) => quoted(name))];
  return [
    { path, content: rows(header.join(','), of, shown) },
    { path: `${path}.note.txt`, content: [NOTE] },
  ];
}

const NOTE = `Row n is the n-th report of the input, the first one being row 1; segment k is the k-th segment of the result, and
the other columns are the representative that row is shown.

Each line is for the eyes of its own person alone. Whoever sees other people's lines learns about their
reports without bound: the guarantee of the result does not cover this file.
In short: ${NOTES.eyes}.
`;

function* rows(header: string, of: Int32Array, shown: readonly string[]): Generator<string> {
  yield `${header}\n`;
  for (let from = 0; from < of.length; from += BATCH) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(of.length, from + BATCH); i++) {
      const k = of[i]!;
      lines.push(`${i + 1},${k + 1},${shown[k] ?? ''}\n`);
    }
    yield lines.join('');
  }
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
