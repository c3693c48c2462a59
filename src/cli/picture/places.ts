import { many } from '../frame/words.ts';
import { attributeNames, inUnits, pointText, reporters, type Reports } from '../input/units.ts';
import type { Run } from '../release/run.ts';
import { servedRegions, type Serving } from '../release/served.ts';
import type { Cell, Picture, PictureAxis, PicturePlace } from './data.ts';
import { areas, bars, bracketOf, density } from './raster.ts';

/** More equal places than this are counted, not listed. */
const MANY = 4;
/** The largest grid whose points a picture can tell apart, and the most declared sites. */
const SHOWN = 64;
/** The longer side of a map in pixels. */
const SIDE = 460;

/** What there is to draw of a run. */
export interface Placed extends Serving {
  readonly called: string;
  /** The names of the places, in their order. */
  readonly names: readonly string[];
  /** Sites that were declared in place of a grid. */
  readonly declared: readonly (readonly number[])[] | null;
  /** Distance from its differences in two coordinates. */
  readonly apart: (dx: number, dy: number) => number;
  /** Only under diagnostics. */
  readonly best: readonly (readonly number[])[];
}

/** What the picture of a run shows; reports and optimum only under diagnostics. */
export function picture(run: Run, count: number, placed: Placed): Picture {
  const { reports, diagnostics } = run;
  const names = attributeNames(reports);
  const m = placed.declared ? 0 : gridShown(run.grid);
  const axes = names.map((name, i) => axis(reports, name, i, m, diagnostics !== null));
  return {
    title: `${many(count, placed.one)}${besideOpen(placed.names.filter(isOpen).length)} by ${listed(names)}`,
    subtitle: subtitle(run),
    called: placed.called,
    axes,
    size: sizeOf(reports),
    places: labelled(placed),
    nodes: nodes(axes, placed),
    areas: areasOf(placed),
    density: diagnostics ? density(reports, m) : [],
    best: placed.best.map((point) => inUnits(point, reports)),
  };
}

/** Whether a place was there before, by its name. */
const isOpen = (name: string): boolean => name.startsWith('open ');

/** How many were there before, in a title. */
const besideOpen = (open: number): string => (open > 0 ? ` beside ${open} open` : '');

/** Who reported, and what one release costs their privacy. */
export function subtitle({ reports, made, seed }: Run): string {
  const whom = reporters(made.plan.population, reports.weights !== undefined);
  const replay = seed === null ? '' : ' (replay, not private)';
  return `${whom}, privacy loss ${Number(made.certificate.privacy.epsilon.toPrecision(3))}${replay}`;
}

/** Width and height, true to scale. */
function sizeOf({ extents }: Reports): readonly [number, number] {
  const [across = 1, up = 1] = extents;
  const most = Math.max(across, up);
  return [Math.round((SIDE * across) / most), Math.round((SIDE * up) / most)];
}

function nodes([across, up]: readonly PictureAxis[], placed: Placed): [number, number][] {
  const points = placed.declared?.map((point) => inUnits(point, placed.reports));
  if (points) return points.map(([x = 0, y = 0]) => [x, y]);
  return across?.grid.flatMap((x) => (up?.grid ?? []).map((y): [number, number] => [x, y])) ?? [];
}

/** Who is served where on a map; equal places are one, and two draws share no map. */
function areasOf({ reports, places, read, together, apart }: Placed): Cell[] {
  if (!together) return [];
  const distinct = places.filter(
    (point, k) => places.findIndex((other) => other.join() === point.join()) === k,
  );
  const [across = 1, up = 1] = reports.extents;
  const seen = (v: number): number => (read === null ? v : bracketOf(v, read) / read);
  return areas(reports, (x, y) => {
    const [atX, atY] = [seen(x) * across, seen(y) * up];
    const distances = distinct.map(([px = 0, py = 0]) => apart(px - atX, py - atY));
    return distances.indexOf(Math.min(...distances)); // ties to the lower
  });
}

/** Places with labels: equal ones share one. */
function labelled(placed: Placed): PicturePlace[] {
  const { reports, one } = placed;
  const regions = servedRegions(placed);
  const single = reports.bounds.length === 1;
  const found = new Map<string, { at: number[]; names: string[]; first: number }>();
  for (const [k, point] of placed.places.entries()) {
    const name = placed.names[k] ?? `${k + 1}`;
    const place = found.get(point.join());
    if (place) place.names.push(name);
    else found.set(point.join(), { at: inUnits(point, reports), names: [name], first: k });
  }
  return [...found].map(([key, { at, names, first }]) => {
    const value = pointText([Number(key)], reports)[0];
    const region = regions?.[first];
    const served = region?.map((x) => inUnits([x], reports)[0] ?? 0) as
      [number, number] | undefined;
    return {
      label: single ? `${named(one, names)}: ${value}` : names.join(', '),
      at,
      region: served ?? null,
    };
  });
}

/** `segment 1`, `segments 2, 3`, or how many where there are many; `open 1` has its word already. */
function named(one: string, names: readonly string[]): string {
  if (names.length > MANY) return `${names.length} ${one}s`;
  const own = names.filter((name) => !isOpen(name));
  const open = names.filter(isOpen);
  const first = own.length === 0 ? [] : [`${own.length === 1 ? one : `${one}s`} ${own.join(', ')}`];
  return [...first, ...open].join(', ');
}

/** One declared axis, with its grid where that can be told apart. */
export function axis(
  reports: Reports,
  name: string,
  i: number,
  m: number,
  counted: boolean,
): PictureAxis {
  const [low, high] = reports.bounds[i] ?? [0, 1];
  const at = (x: number): number => low + x * (high - low);
  return {
    name,
    low,
    high,
    grid: gridPoints(m).map(at),
    histogram: counted ? bars(reports, i, m).map(([a, b, x]) => [at(a), at(b), x]) : null,
  };
}

const gridPoints = (m: number): number[] =>
  m === 0 ? [] : Array.from({ length: m + 1 }, (_, j) => j / m);

/** m where its points can be told apart, else 0. */
export function gridShown(grid: Run['grid']): number {
  return typeof grid === 'number' && grid <= SHOWN ? grid : 0;
}

/** `a`, `a and b`, or how many there are. */
function listed(names: readonly string[]): string {
  return names.length > 2 ? `${names.length} attributes` : names.join(' and ');
}
