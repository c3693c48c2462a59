import type { Axes, Reports } from '../input/units.ts';
import type { Cell } from './data.ts';

/** Bars of a histogram where no grid gives them. */
const BARS = 40;
/** Rows and columns of the map's areas: a whole number of pixels each. */
const RASTER = 115;

/** The bracket of x among m+1. */
export function bracketOf(x: number, m: number): number {
  return Math.max(0, Math.ceil(x * m - 0.5)); // as the engine rounds: ties to the lower
}

/** The bar of x among m+1 brackets, or among equal parts of the axis when m is 0. */
function barOf(x: number, m: number): number {
  return m === 0 ? Math.min(BARS - 1, Math.floor(x * BARS)) : bracketOf(x, m);
}

function edges(bar: number, m: number): readonly [number, number] {
  if (m === 0) return [bar / BARS, (bar + 1) / BARS];
  return [Math.max(0, (bar - 0.5) / m), Math.min(1, (bar + 0.5) / m)];
}

/** How many agents fall in each bar of attribute i: [from, to, share of the fullest]. Not private. */
export function bars(reports: Reports, i: number, m: number): [number, number, number][] {
  const { points, weights, bounds, extents } = reports;
  const totals = new Float64Array(m === 0 ? BARS : m + 1);
  for (let row = 0; row * bounds.length < points.length; row++) {
    const share = points[row * bounds.length + i]! / extents[i]!;
    totals[barOf(share, m)]! += weights?.[row] ?? 1;
  }
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(totals, (total, j) => [...edges(j, m), total / most]);
}

/** The same for both attributes at once; none for another number of attributes. Not private. */
export function density(reports: Reports, m: number): Cell[] {
  const { points, weights, bounds, extents } = reports;
  if (bounds.length !== 2) return [];
  const [across, up] = [extents[0]!, extents[1]!];
  const side = m === 0 ? BARS : m + 1;
  const totals = new Float64Array(side * side);
  for (let row = 0; 2 * row < points.length; row++) {
    const [x, y] = [points[2 * row]! / across, points[2 * row + 1]! / up];
    totals[barOf(x, m) * side + barOf(y, m)]! += weights?.[row] ?? 1;
  }
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(totals.entries())
    .filter(([, total]) => total > 0)
    .map(([at, total]) =>
      cell(reports, edges(Math.floor(at / side), m), edges(at % side, m), total / most),
    );
}

/**
 * Who is served by which place on a map of two attributes, in runs along each row of a raster.
 *
 * @param nearest the index for a point, both of its coordinates as shares of the declared axes
 */
export function areas(axes: Axes, nearest: (x: number, y: number) => number): Cell[] {
  if (axes.bounds.length !== 2) return [];
  const rows = Array.from({ length: RASTER }, (_, j) => j);
  return rows.flatMap((j) => rowAreas(axes, nearest, j));
}

function rowAreas(axes: Axes, nearest: (x: number, y: number) => number, j: number): Cell[] {
  const at = (i: number): number => nearest((i + 0.5) / RASTER, (j + 0.5) / RASTER);
  const found: Cell[] = [];
  for (let from = 0; from < RASTER;) {
    let to = from + 1;
    while (to < RASTER && at(to) === at(from)) to++;
    const across = [from / RASTER, to / RASTER] as const;
    found.push(cell(axes, across, [j / RASTER, (j + 1) / RASTER], at(from)));
    from = to;
  }
  return found;
}

function cell(
  { bounds }: Axes,
  across: readonly [number, number],
  up: readonly [number, number],
  value: number,
): Cell {
  const at = (share: number, i: number): number => {
    const [low, high] = bounds[i] ?? [0, 1];
    return low + share * (high - low);
  };
  return { x: at(across[0], 0), toX: at(across[1], 0), y: at(up[0], 1), toY: at(up[1], 1), value };
}
