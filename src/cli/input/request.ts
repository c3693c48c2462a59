import { extname } from 'node:path';
import { oneOf, outOfRange } from '../../core/errors.ts';
import { blamed } from '../frame/blame.ts';
import type { Typed } from '../frame/command.ts';
import { readCsv, type Rows } from './csv.ts';
import { open, readAll, type Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import type { Progress } from '../frame/progress.ts';
import { readScenario, settings, SETTINGS, type Settings } from './scenario.ts';
import type { Axes } from './units.ts';
import { boundsOf, names, type Bounds } from './values.ts';

/** Reports in the unit cube with everything needed to print in the data's own units. */
export interface Reports extends Axes {
  readonly points: Float64Array;
  readonly weights?: Float64Array;
  readonly count: number;
  readonly clipped: number;
}

/** What a run is asked. */
export interface Request {
  readonly reports: Reports;
  readonly settings: Settings;
  /** Whether a setting is typed or left out, and not the scenario file's. */
  readonly typedIn: (name: string) => boolean;
}

/** The reports and settings that a command line asks for; options win over the scenario file. */
export async function readRequest(typed: Typed, io: Io, progress: Progress): Promise<Request> {
  const input = typed.inputs[0];
  if (input === undefined) throw misuse('input', 'a CSV file, a JSON file or -', 'nothing');
  const options = optionSettings(typed);
  if (formatOf(input, typed.text('format')) === 'csv') {
    const reports = await csvReports(input, typed, io, progress);
    return { reports, settings: options, typedIn: (name) => name in SETTINGS };
  }
  for (const name of ['columns', 'bounds', 'weight']) {
    if (typed.has(name)) {
      throw misuse(`--${name}`, 'left out for a scenario file', typed.text(name) ?? '');
    }
  }
  const source = input === '-' ? 'standard input' : input;
  const scenario = readScenario(source, await readAll(io, input));
  return {
    reports: scenarioReports(scenario, typed.has('clip')),
    settings: merged(scenario.settings, options),
    typedIn: (name) => name in SETTINGS && (name in options || !(name in scenario.settings)),
  };
}

/** The settings given as options. */
export function optionSettings(typed: Typed): Settings {
  const given = Object.keys(SETTINGS).map((name) => [name, typed.text(name)]);
  return blamed(
    () => true,
    () => settings(Object.fromEntries(given) as Record<string, unknown>),
  );
}

/** One of epsilon, tilt, loss on the command line replaces whichever the file has. */
function merged(file: Settings, options: Settings): Settings {
  const promises = ['epsilon', 'tilt', 'loss'];
  const replaced = promises.some((name) => name in options);
  const kept = Object.entries(file).filter(([name]) => !(replaced && promises.includes(name)));
  return { ...Object.fromEntries(kept), ...options };
}

function formatOf(input: string, given: string | undefined): 'csv' | 'json' {
  if (given !== undefined) return oneOf('--format', given, ['csv', 'json']);
  const ending = extname(input).toLowerCase();
  if (ending === '.csv' || ending === '.json') return ending === '.csv' ? 'csv' : 'json';
  throw misuse('--format', 'csv or json where the name does not tell', `nothing for ${input}`);
}

async function csvReports(
  input: string,
  typed: Typed,
  io: Io,
  progress: Progress,
): Promise<Reports> {
  if (!typed.has('columns')) throw misuse('--columns', 'names of columns', 'nothing');
  const columns = names('--columns', typed.all('columns'));
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
  return { columns, bounds, ...scaled(rows, bounds) };
}

/** Values to [0, 1], attribute by attribute; division is monotone, so no value leaves the interval. */
function scaled(rows: Rows, bounds: readonly Bounds[]): Omit<Reports, 'columns' | 'bounds'> {
  const { values, ...rest } = rows;
  const width = bounds.length;
  const points = new Float64Array(values.length);
  for (let i = 0; i < width; i++) {
    const [low, high] = bounds[i]!;
    for (let at = i; at < values.length; at += width) {
      points[at] = (values[at]! - low) / (high - low);
    }
  }
  return { ...rest, points };
}

function scenarioReports(scenario: ReturnType<typeof readScenario>, clip: boolean): Reports {
  const { reports, weights } = scenario;
  const width = reports[0]?.length ?? 1;
  const bounds = scenario.bounds ?? Array.from({ length: width }, (): Bounds => [0, 1]);
  const values = new Float64Array(reports.length * width);
  let clipped = 0;
  for (const [row, report] of reports.entries()) {
    for (const [i, x] of report.entries()) {
      const [low, high] = bounds[i]!;
      const inside = Math.min(high, Math.max(low, x));
      if (inside !== x && !clip)
        throw outOfRange(`reports[${row}][${i}]`, `in [${low}, ${high}]`, x);
      if (inside !== x) clipped += 1;
      values[row * width + i] = inside;
    }
  }
  const rows = { values, count: reports.length, clipped };
  const given = weights ? { ...rows, weights: Float64Array.from(weights) } : rows;
  return { columns: null, bounds, ...scaled(given, bounds) };
}
