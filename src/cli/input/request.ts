import { extname } from 'node:path';
import { oneOf, outOfRange } from '../../core/errors.ts';
import { blamed } from '../frame/blame.ts';
import type { Typed } from '../frame/command.ts';
import { open, readAll, type Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import type { Progress } from '../frame/progress.ts';
import { readCsv, type Rows } from './csv.ts';
import { readScenario, type Fields, type Scenario } from './scenario.ts';
import { merged, settings, type PromiseSettings } from './settings.ts';
import { boundsOf, names, type Bounds } from './values.ts';

/** Rows in the data's own units within declared bounds; no names of columns in a scenario file. */
export interface Table extends Rows {
  readonly columns: readonly string[] | null;
  readonly bounds: readonly Bounds[];
}

/** What a run is asked. */
export interface Request<S> {
  readonly table: Table;
  /** Further rows of a scenario file, within the same bounds. */
  readonly lists: Readonly<Record<string, Rows>>;
  readonly settings: S;
  /** Whether a setting is typed or left out, and not the scenario file's. */
  readonly typedIn: (name: string) => boolean;
}

/** The reports and settings that a command line asks for; options win over the scenario file. */
export async function readRequest<S extends PromiseSettings>(
  fields: Fields<S>,
  typed: Typed,
  io: Io,
  progress: Progress,
): Promise<Request<S>> {
  const input = typed.inputs[0];
  if (input === undefined) throw misuse('input', 'a CSV file, a JSON file or -', 'nothing');
  const options = optionSettings(fields, typed);
  if (formatOf(input, typed.text('format')) === 'csv') {
    const table = await csvTable(input, fields, typed, io, progress);
    return { table, lists: {}, settings: options, typedIn: (name) => name in fields.rules };
  }
  for (const name of [columnOption(fields), 'bounds', 'weight', ...fields.lists]) {
    if (typed.has(name)) {
      throw misuse(`--${name}`, 'left out for a scenario file', typed.text(name) ?? '');
    }
  }
  const source = input === '-' ? 'standard input' : input;
  const scenario = readScenario(source, await readAll(io, input), fields);
  return {
    ...scenarioTables(fields, scenario, typed.has('clip')),
    settings: merged(scenario.settings, options),
    typedIn: (name) => name in fields.rules && (name in options || !(name in scenario.settings)),
  };
}

/** The settings given as options. */
export function optionSettings<S>(fields: Fields<S>, typed: Typed): S {
  const given = Object.keys(fields.rules).map((name) => [name, typed.text(name)]);
  return blamed(
    () => true,
    () => settings(fields.rules, Object.fromEntries(given) as Record<string, unknown>),
  );
}

const columnOption = <S>({ single }: Fields<S>): string => (single ? 'column' : 'columns');

function formatOf(input: string, given: string | undefined): 'csv' | 'json' {
  if (given !== undefined) return oneOf('--format', given, ['csv', 'json']);
  const ending = extname(input).toLowerCase();
  if (ending === '.csv' || ending === '.json') return ending === '.csv' ? 'csv' : 'json';
  throw misuse('--format', 'csv or json where the name does not tell', `nothing for ${input}`);
}

async function csvTable<S>(
  input: string,
  fields: Fields<S>,
  typed: Typed,
  io: Io,
  progress: Progress,
): Promise<Table> {
  const option = columnOption(fields);
  const wanted = fields.single ? 'the name of a column' : 'names of columns';
  if (!typed.has(option)) throw misuse(`--${option}`, wanted, 'nothing');
  const given = typed.all(option);
  const columns = fields.single ? given : names(`--${option}`, given);
  if (!typed.has('bounds')) throw misuse('--bounds', '<column>=<low>:<high>,..', 'nothing');
  const bounds = boundsOf('--bounds', typed.all('bounds'), columns);
  const weight = typed.text('weight');
  const rows = await readCsv(open(io, input), {
    source: input === '-' ? 'standard input' : input,
    columns,
    bounds,
    ...(weight === undefined ? {} : { weight }),
    clip: typed.has('clip'),
    tell: (done) => progress.tell({ stage: 'rows read', done }),
  });
  return { columns, bounds, ...rows };
}

function scenarioTables<S>(
  fields: Fields<S>,
  scenario: Scenario<S>,
  clip: boolean,
): Pick<Request<S>, 'table' | 'lists'> {
  const { rows, weights } = scenario;
  const bounds = scenario.bounds ?? (rows[0] ?? [0]).map((): Bounds => [0, 1]);
  const path = (row: number, i: number): string =>
    fields.single ? `${fields.rows}[${row}]` : `${fields.rows}[${row}][${i}]`;
  const inside = bounded(path, rows, bounds, clip);
  const lists = Object.entries(scenario.lists).map(([name, list]) => [
    name,
    bounded((row, i) => `${name}[${row}][${i}]`, list, bounds, false),
  ]);
  const given = weights ? { ...inside, weights: Float64Array.from(weights) } : inside;
  return {
    table: { columns: null, bounds, ...given },
    lists: Object.fromEntries(lists) as Readonly<Record<string, Rows>>,
  };
}

/** Rows within their bounds, clipped on request. @throws RangeError naming the number outside */
function bounded(
  path: (row: number, i: number) => string,
  rows: readonly (readonly number[])[],
  bounds: readonly Bounds[],
  clip: boolean,
): Rows {
  const width = bounds.length;
  const values = new Float64Array(rows.length * width);
  let clipped = 0;
  for (const [row, given] of rows.entries()) {
    for (const [i, x] of given.entries()) {
      const [low, high] = bounds[i]!;
      const inside = Math.min(high, Math.max(low, x));
      if (inside !== x && !clip) throw outOfRange(path(row, i), `in [${low}, ${high}]`, x);
      if (inside !== x) clipped += 1;
      values[row * width + i] = inside;
    }
  }
  return { values, count: rows.length, clipped };
}
