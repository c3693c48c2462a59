import { many } from '../frame/words.ts';
import type { Table } from './request.ts';
import type { Bounds } from './values.ts';

/** Attributes with their names, their declared bounds and the length of each axis as the engine has it. */
export interface Axes {
  /** Names of the attributes; null for a scenario file, which has none. */
  readonly columns: readonly string[] | null;
  readonly bounds: readonly Bounds[];
  /** In (0, 1]; 1 where every attribute has its own scale. */
  readonly extents: readonly number[];
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
    table.bounds.map(() => 1),
  );
}

/** A table whose attributes run over [0, extent]. */
export function scaled({ values, ...rest }: Table, extents: readonly number[]): Reports {
  return { ...rest, extents, points: inExtents(values, rest.bounds, extents) };
}

/** Rows of the data's own units in the engine's; division is monotone, so no value leaves its interval. */
export function inExtents(
  values: Float64Array,
  bounds: readonly Bounds[],
  extents: readonly number[],
): Float64Array {
  const width = bounds.length;
  const points = new Float64Array(values.length);
  for (let i = 0; i < width; i++) {
    const [low, high] = bounds[i]!;
    const extent = extents[i]!;
    for (let at = i; at < values.length; at += width) {
      points[at] = ((values[at]! - low) / (high - low)) * extent;
    }
  }
  return points;
}

/** Names of the attributes, for people. */
export function attributeNames({ columns, bounds }: Axes): readonly string[] {
  if (columns) return columns;
  return bounds.length === 1 ? ['report'] : bounds.map((_, i) => `attribute ${i + 1}`);
}

/** A point of the engine in the data's own units. */
export function inUnits(point: readonly number[], { bounds, extents }: Axes): number[] {
  return point.map((x, i) => {
    const [low, high] = bounds[i] ?? [0, 1];
    return low + (x / (extents[i] ?? 1)) * (high - low);
  });
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
function unitText(x: number, [low, high]: Bounds): string {
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
