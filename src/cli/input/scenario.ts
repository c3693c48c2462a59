import type { CurveSpec, Truth } from '../../index.ts';
import { integer, oneOf, outOfRange, positive, wrongKind } from '../../core/errors.ts';
import { curve, grid, interval, json, loss, numeric, truth, type Bounds } from './values.ts';

/** Everything that fixes a run of `segment` but the reports; every field may come from the file or from an option. */
export interface Settings {
  readonly segments?: number;
  readonly grid?: number | 'continuous';
  readonly click?: CurveSpec;
  readonly utility?: CurveSpec;
  readonly truth?: Truth;
  readonly mode?: 'calibrated' | 'paper';
  readonly coin?: 'once' | 'each';
  readonly epsilon?: number;
  readonly tilt?: number;
  readonly loss?: number | 'best';
  readonly trials?: number;
}

/** Reports of a scenario file in its own units, before any bounds are applied. */
export interface Scenario {
  readonly settings: Settings;
  readonly reports: readonly (readonly number[])[];
  readonly weights?: readonly number[];
  readonly bounds?: readonly Bounds[];
}

/** How each setting is read, from an option's word or from a scenario's value alike. */
export const SETTINGS: {
  readonly [K in keyof Required<Settings>]: (
    path: string,
    value: unknown,
  ) => NonNullable<Settings[K]>;
} = {
  segments: (path, value) => integer(path, numeric(path, value), 1, 100),
  grid,
  click: curve,
  utility: curve,
  truth,
  mode: (path, value) => oneOf(path, value, ['calibrated', 'paper']),
  coin: (path, value) => oneOf(path, value, ['once', 'each']),
  epsilon: (path, value) => positive(path, numeric(path, value)),
  tilt: (path, value) => positive(path, numeric(path, value)),
  loss,
  trials: (path, value) => positive(path, numeric(path, value)),
};

/** The settings among `given`, each read by its own rule. */
export function settings(given: Readonly<Record<string, unknown>>): Settings {
  const read = Object.entries(SETTINGS)
    .filter(([name]) => given[name] !== undefined)
    .map(([name, rule]) => [name, rule(name, given[name])]);
  return Object.fromEntries(read) as Settings;
}

const OTHERS = ['$schema', 'reports', 'weights', 'bounds'];

/**
 * A scenario file of `segment`.
 *
 * @throws TypeError, RangeError naming the field, as in `reports[3][1]`
 */
export function readScenario(source: string, text: string): Scenario {
  const whole = json(source, text);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) {
    throw wrongKind(source, 'one JSON object', whole);
  }
  const given = whole as Readonly<Record<string, unknown>>;
  const known = [...OTHERS, ...Object.keys(SETTINGS)];
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw outOfRange(`fields of ${source}`, `among ${known.join(', ')}`, unknown);
  }
  const reports = list('reports', given['reports']).map(reportOf);
  const width = reports[0]?.length ?? 0;
  const ragged = reports.findIndex((report) => report.length !== width);
  if (ragged >= 0) {
    throw outOfRange(`reports[${ragged}].length`, `${width}`, reports[ragged]?.length);
  }
  return {
    settings: settings(given),
    reports,
    ...(given['weights'] === undefined ? {} : { weights: weightsOf(given['weights'], reports) }),
    ...(given['bounds'] === undefined ? {} : { bounds: boundsList(given['bounds'], width) }),
  };
}

function list(path: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongKind(path, 'an array', value);
  if (value.length === 0) throw outOfRange(`${path}.length`, '>= 1', 0);
  return value as readonly unknown[];
}

function reportOf(value: unknown, row: number): number[] {
  const report = typeof value === 'number' || typeof value === 'string' ? [value] : value;
  return list(`reports[${row}]`, report).map((x, i) => numeric(`reports[${row}][${i}]`, x));
}

function weightsOf(value: unknown, reports: readonly unknown[]): number[] {
  const weights = list('weights', value).map((w, i) =>
    positive(`weights[${i}]`, numeric(`weights[${i}]`, w)),
  );
  if (weights.length !== reports.length) {
    throw outOfRange('weights.length', `${reports.length}`, weights.length);
  }
  return weights;
}

function boundsList(value: unknown, width: number): Bounds[] {
  const bounds = list('bounds', value).map((pair, i) => interval(`bounds[${i}]`, pair));
  if (bounds.length !== width) throw outOfRange('bounds.length', `${width}`, bounds.length);
  return bounds;
}
