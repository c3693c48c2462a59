import type { Bounds } from './values.ts';

/** Attributes with their names and declared bounds. */
export interface Axes {
  /** Names of the attributes; null for a scenario file, which has none. */
  readonly columns: readonly string[] | null;
  readonly bounds: readonly Bounds[];
}

/** Names of the attributes, for people. */
export function attributeNames({ columns, bounds }: Axes): readonly string[] {
  if (columns) return columns;
  return bounds.length === 1 ? ['report'] : bounds.map((_, i) => `attribute ${i + 1}`);
}

/** A point of the unit cube in the data's own units. */
export function inUnits(point: readonly number[], { bounds }: Axes): number[] {
  return point.map((x, i) => {
    const [low, high] = bounds[i] ?? [0, 1];
    return low + x * (high - low);
  });
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

/** A number for people: `digits` significant ones. */
export function short(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return x > 0 ? 'infinite' : String(x);
  const cut = Number(x.toPrecision(digits));
  if (Math.abs(cut) >= 1e9) return cut.toExponential().replace('+', '');
  return Math.abs(cut) >= 1e5 ? cut.toLocaleString('en') : String(cut);
}

/** How many of something, in words: `1 report`, `2,000 reports`. */
export function many(x: number, one: string): string {
  return `${count(x)} ${one}${x === 1 ? '' : 's'}`;
}

/** Those who reported: a row with a weight stands for several agents. */
export function reporters(population: number, weighted: boolean): string {
  return many(population, weighted ? 'agent' : 'report');
}

/** A count for people. */
export function count(x: number): string {
  return x.toLocaleString('en', { maximumFractionDigits: 3 });
}

/** A sentence from a clause. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
