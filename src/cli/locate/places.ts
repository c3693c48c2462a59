import type { Typed } from '../frame/command.ts';
import { readCsv, type Rows } from '../input/csv.ts';
import type { Request } from '../input/request.ts';
import { open, type Io } from '../frame/io.ts';
import { inExtents } from '../input/units.ts';
import type { Settings } from './settings.ts';

type Place = readonly number[];

/** Declared places as the engine takes them, each once. */
export interface Places {
  readonly fixed?: readonly Place[];
  readonly candidates?: readonly Place[];
}

/** The places of `--fixed` and `--candidates`, or of a scenario's fields; places outside the bounds are errors. */
export async function readPlaces(
  { table, lists }: Request<Settings>,
  extents: readonly number[],
  typed: Typed,
  io: Io,
): Promise<Places> {
  const { columns, bounds } = table;
  const rowsOf = async (name: string): Promise<Rows | undefined> => {
    const file = typed.text(name);
    if (file === undefined || columns === null) return lists[name];
    const chunks = open(io, file, `--${name}`);
    return readCsv(chunks, { source: file, columns, bounds, clip: false, tell: () => {} });
  };
  const found: { [name: string]: readonly Place[] } = {};
  for (const name of ['fixed', 'candidates']) {
    const rows = await rowsOf(name);
    if (rows) found[name] = distinct(inExtents(rows.values, bounds, extents), bounds.length);
  }
  return found;
}

/** Rows, each once, in their order. */
function distinct(values: Float64Array, width: number): Place[] {
  const rows = Array.from({ length: values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}
