import type { Cell } from '../picture/data.ts';
import { products, type Segmentation } from './result.ts';
import { inUnits } from '../input/units.ts';

/** Bars of a histogram where no grid gives them. */
const BARS = 40;
/** Rows and columns of the map's areas: a whole number of pixels each. */
const RASTER = 115;

/** The bar of x among m+1 brackets, or among equal parts of the axis when m is 0. */
function barOf(x: number, m: number): number {
  if (m === 0) return Math.min(BARS - 1, Math.floor(x * BARS));
  return Math.max(0, Math.ceil(x * m - 0.5)); // as the engine rounds: ties to the lower
}

function edges(bar: number, m: number): readonly [number, number] {
  if (m === 0) return [bar / BARS, (bar + 1) / BARS];
  return [Math.max(0, (bar - 0.5) / m), Math.min(1, (bar + 0.5) / m)];
}

/** How many agents fall in each bar of attribute i: [from, to, share of the fullest]. Not private. */
export function bars(run: Segmentation, i: number, m: number): [number, number, number][] {
  const { points, weights, bounds } = run.reports;
  const totals = new Float64Array(m === 0 ? BARS : m + 1);
  for (let row = 0; row * bounds.length < points.length; row++) {
    totals[barOf(points[row * bounds.length + i]!, m)]! += weights?.[row] ?? 1;
  }
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(totals, (total, j) => [...edges(j, m), total / most]);
}

/** The same for both attributes at once; none for another number of attributes. Not private. */
export function density(run: Segmentation, m: number): Cell[] {
  const { points, weights, bounds } = run.reports;
  if (bounds.length !== 2) return [];
  const across = m === 0 ? BARS : m + 1;
  const totals = new Float64Array(across * across);
  for (let row = 0; 2 * row < points.length; row++) {
    const at = barOf(points[2 * row]!, m) * across + barOf(points[2 * row + 1]!, m);
    totals[at]! += weights?.[row] ?? 1;
  }
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(totals.entries())
    .filter(([, total]) => total > 0)
    .map(([at, total]) =>
      cell(run, edges(Math.floor(at / across), m), edges(at % across, m), total / most),
    );
}

/** Who is served by which product on a map of two attributes, in runs along each row of a raster. */
export function areas(run: Segmentation): Cell[] {
  if (run.reports.bounds.length !== 2 || run.release.lotteryProducts) return [];
  const shown = products(run.release);
  const distinct = shown.filter(
    (point, k) => shown.findIndex((other) => other.join() === point.join()) === k,
  );
  const rows = Array.from({ length: RASTER }, (_, j) => j);
  return rows.flatMap((j) => rowAreas(run, distinct, j));
}

function rowAreas(run: Segmentation, shown: readonly (readonly number[])[], j: number): Cell[] {
  const at = (i: number): number => nearest(run, shown, (i + 0.5) / RASTER, (j + 0.5) / RASTER);
  const found: Cell[] = [];
  for (let from = 0; from < RASTER;) {
    let to = from + 1;
    while (to < RASTER && at(to) === at(from)) to++;
    const across = [from / RASTER, to / RASTER] as const;
    found.push(cell(run, across, [j / RASTER, (j + 1) / RASTER], at(from)));
    from = to;
  }
  return found;
}

/** Index of the l1-nearest product, ties to the lower; brackets are read first. */
function nearest(
  { brackets, grid }: Segmentation,
  shown: readonly (readonly number[])[],
  x: number,
  y: number,
): number {
  const read = (v: number): number =>
    brackets && typeof grid === 'number' ? barOf(v, grid) / grid : v;
  const distances = shown.map(
    ([px = 0, py = 0]) => Math.abs(px - read(x)) + Math.abs(py - read(y)),
  );
  return distances.indexOf(Math.min(...distances));
}

function cell(
  run: Segmentation,
  across: readonly [number, number],
  up: readonly [number, number],
  value: number,
): Cell {
  const [x = 0, y = 0] = inUnits([across[0], up[0]], run.reports);
  const [toX = 0, toY = 0] = inUnits([across[1], up[1]], run.reports);
  return { x, toX, y, toY, value };
}
