import type { Written } from '../frame/command.ts';
import { attributeNames, inUnits } from '../input/units.ts';
import type { Run } from './run.ts';

const BATCH = 4096;

/** That assignments are outside every guarantee, of a person's `segment` or `site`. */
export const forHerEyes = (one: string): string =>
  `a person's ${one} is for her own eyes: published assignments are outside every guarantee stated here`;

/** What is handed out: one word for it, where each stands, and what its columns say. */
export interface Handed {
  readonly one: string;
  readonly shown: readonly (readonly number[])[];
  readonly about: string;
}

/** What everybody gets as CSV in the order of the input, and beside it a note on what the file is. */
export function assignmentFiles(path: string, run: Run, of: Int32Array, handed: Handed): Written[] {
  const { one, shown } = handed;
  const cells = shown.map((point) => inUnits(point, run.reports).join(','));
  const header = ['row', one, ...attributeNames(run.reports).map((name) => quoted(name))];
  return [
    { path, content: rows(header.join(','), of, cells) },
    { path: `${path}.note.txt`, content: [note(handed)] },
  ];
}

const note = ({ one, about }: Handed): string =>
  `Row n is the n-th report of the input, the first one being row 1; ${one} k is the k-th ${one} of the result, and
the other columns are ${about}.

Each line is for the eyes of its own person alone. Whoever sees other people's lines learns about their
reports without bound: the guarantee of the result does not cover this file.
In short: ${forHerEyes(one)}.
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
