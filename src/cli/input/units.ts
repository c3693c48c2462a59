import { many } from '../frame/words.ts';
import type { Table } from './request.ts';
import type { Bounds } from './values.ts';

/** Attributes with their names, their declared bounds and what one unit of the engine is in the data's own. */
export interface Axes {
  /** Names of the attributes; null for a scenario file, which has none. */
  readonly columns: readonly string[] | null;
  readonly bounds: readonly Bounds[];
  readonly spans: readonly number[];
}

/** Reports as the engine takes them, with everything needed to print in the data's own units. */
export interface Reports extends Axes {
  readonly points: Float64Array;
  readonly weights?: Float64Array;
  readonly count: number;
  readonly clipped: number;
}

/** A table whose every attribute runs over [0, 1]. */
export function unitCube(table: Table): Reports {
  return scaled(
    table,
    table.bounds.map(([low, high]) => high - low),
  );
}

/** A table in units of `spans`, from the lower bounds on; division is monotone, so no value leaves its interval. */
export function scaled({ values, ...rest }: Table, spans: readonly number[]): Reports {
  return { ...rest, spans, points: inSpans(values, rest.bounds, spans) };
}

/** Rows of the data's own units in the engine's. */
export function inSpans(
  values: Float64Array,
  bounds: readonly Bounds[],
  spans: readonly number[],
): Float64Array {
  const width = bounds.length;
  const points = new Float64Array(values.length);
  for (let i = 0; i < width; i++) {
    const [low] = bounds[i]!;
    const span = spans[i]!;
    for (let at = i; at < values.length; at += width) points[at] = (values[at]! - low) / span;
  }
  return points;
}

/** Names of the attributes, for people. */
export function attributeNames({ columns, bounds }: Axes): readonly string[] {
  if (columns) return columns;
  return bounds.length === 1 ? ['report'] : bounds.map((_, i) => `attribute ${i + 1}`);
}

/** A point of the engine in the data's own units. */
export function inUnits(point: readonly number[], { bounds, spans }: Axes): number[] {
  return point.map((x, i) => (bounds[i]?.[0] ?? 0) + x * (spans[i] ?? 1));
}

/** The same by column name, where there are names. */
export function named(
  point: readonly number[],
  axes: Axes,
): readonly number[] | Readonly<Record<string, number | undefined>> {
  const values = inUnits(point, axes);
  const { columns } = axes;
  return columns ? Object.fromEntries(columns.map((name, i) => [name, values[i]])) : values;
}

/** A value in the data's own units, to a ten-thousandth of the declared range. */
export function unitText(x: number, [low, high]: Bounds): string {
  const step = 10 ** (Math.floor(Math.log10(high - low)) - 4);
  return String(Number((Math.round(x / step) * step).toPrecision(12)));
}

/** A point in the data's own units, each value to a ten-thousandth of its range. */
export function pointText(point: readonly number[], axes: Axes): string[] {
  return inUnits(point, axes).map((x, i) => unitText(x, axes.bounds[i] ?? [0, 1]));
}

/** Those who reported: a row with a weight stands for several agents. */
export function reporters(population: number, weighted: boolean): string {
  return many(population, weighted ? 'agent' : 'report');
}
