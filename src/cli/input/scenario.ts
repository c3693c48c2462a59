import { outOfRange, positive, wrongKind } from '../../core/errors.ts';
import { settings, type Rules } from './settings.ts';
import { interval, json, numeric, type Bounds } from './values.ts';

/** What a command's scenario files hold. */
export interface Fields<S> {
  /** The field with one row for each report. */
  readonly rows: string;
  /** Whether a row is one number and never a list. */
  readonly single?: boolean;
  /** Further fields of rows as long as a report. */
  readonly lists: readonly string[];
  readonly rules: Rules<S>;
}

type Row = readonly number[];

/** A scenario file in its own units, before any bounds are applied. */
export interface Scenario<S> {
  readonly settings: S;
  readonly rows: readonly Row[];
  readonly lists: Readonly<Record<string, readonly Row[]>>;
  readonly weights?: readonly number[];
  readonly bounds?: readonly Bounds[];
}

/**
 * A scenario file.
 *
 * @throws TypeError, RangeError naming the field, as in `reports[3][1]`
 */
export function readScenario<S>(source: string, text: string, fields: Fields<S>): Scenario<S> {
  const whole = json(source, text);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) {
    throw wrongKind(source, 'one JSON object', whole);
  }
  const given = whole as Readonly<Record<string, unknown>>;
  const others = ['$schema', fields.rows, 'weights', 'bounds', ...fields.lists];
  const known = [...others, ...Object.keys(fields.rules)];
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw outOfRange(`fields of ${source}`, `among ${known.join(', ')}`, unknown);
  }
  const rows = rowsOf(fields.rows, given[fields.rows], fields.single);
  const width = rows[0]?.length ?? 0;
  const lists = fields.lists
    .filter((name) => given[name] !== undefined)
    .map((name) => [name, rowsOf(name, given[name], fields.single, width)]);
  return {
    settings: settings(fields.rules, given),
    rows,
    lists: Object.fromEntries(lists) as Readonly<Record<string, readonly Row[]>>,
    ...(given['weights'] === undefined ? {} : { weights: weightsOf(given['weights'], rows) }),
    ...(given['bounds'] === undefined ? {} : { bounds: boundsList(given['bounds'], width) }),
  };
}

function list(path: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongKind(path, 'an array', value);
  if (value.length === 0) throw outOfRange(`${path}.length`, '>= 1', 0);
  return value as readonly unknown[];
}

/** Rows of one length; that of the first where none is asked for. */
function rowsOf(path: string, value: unknown, single = false, wanted?: number): Row[] {
  const rows = list(path, value).map((row, i) =>
    single ? [numeric(`${path}[${i}]`, row)] : rowOf(`${path}[${i}]`, row),
  );
  const width = wanted ?? rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged >= 0) throw outOfRange(`${path}[${ragged}].length`, `${width}`, rows[ragged]?.length);
  return rows;
}

function rowOf(path: string, value: unknown): number[] {
  const row = typeof value === 'number' || typeof value === 'string' ? [value] : value;
  return list(path, row).map((x, i) => numeric(`${path}[${i}]`, x));
}

function weightsOf(value: unknown, rows: readonly unknown[]): number[] {
  const weights = list('weights', value).map((w, i) =>
    positive(`weights[${i}]`, numeric(`weights[${i}]`, w)),
  );
  if (weights.length !== rows.length) {
    throw outOfRange('weights.length', `${rows.length}`, weights.length);
  }
  return weights;
}

function boundsList(value: unknown, width: number): Bounds[] {
  const bounds = list('bounds', value).map((pair, i) => interval(`bounds[${i}]`, pair));
  if (bounds.length !== width) throw outOfRange('bounds.length', `${width}`, bounds.length);
  return bounds;
}
