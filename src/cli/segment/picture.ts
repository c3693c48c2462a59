import { many } from '../frame/words.ts';
import { attributeNames, inUnits, pointText, reporters } from '../input/units.ts';
import type { Cell, Picture, PictureAxis, PictureProduct } from '../picture/data.ts';
import { areas, bars, bracketOf, density } from '../picture/raster.ts';
import { svg } from '../picture/svg.ts';
import { segmentPlot } from './plot.ts';
import { products, type Segmentation } from './result.ts';
import { runRegions } from './served.ts';

/** More equal segments than this are counted, not listed. */
const MANY = 4;
/** The largest grid whose points a picture can tell apart. */
const SHOWN = 64;

/** A finished run as SVG. */
export function picture(run: Segmentation): Promise<string> {
  return svg(segmentPlot(pictureOf(run)));
}

/** What the picture of a run shows; reports and optimum only under diagnostics. */
export function pictureOf(run: Segmentation): Picture {
  const { reports, made, diagnostics } = run;
  const { plan } = made;
  const names = attributeNames(reports);
  const epsilon = Number(plan.epsilon.toPrecision(3));
  const replay = run.seed === null ? '' : ' (replay, not private)';
  return {
    title: `${many(plan.segments, 'segment')} by ${listed(names)}`,
    subtitle: `${reporters(plan.population, reports.weights !== undefined)}, privacy loss ${epsilon}${replay}`,
    axes: names.map((name, i) => axis(run, name, i)),
    products: labelled(run),
    areas: served(run),
    density: diagnostics ? density(reports, gridShown(run)) : [],
    best: diagnostics?.optimalRepresentatives?.map((point) => inUnits(point, reports)) ?? [],
  };
}

/** Who is served by which product on a map; equal products are one, and two draws share no map. */
function served({ reports, release, brackets, grid }: Segmentation): Cell[] {
  if (release.lotteryProducts) return [];
  const shown = products(release);
  const distinct = shown.filter(
    (point, k) => shown.findIndex((other) => other.join() === point.join()) === k,
  );
  const read = (v: number): number =>
    brackets && typeof grid === 'number' ? bracketOf(v, grid) / grid : v;
  return areas(reports, (x, y) => {
    const distances = distinct.map(
      ([px = 0, py = 0]) => Math.abs(px - read(x)) + Math.abs(py - read(y)),
    );
    return distances.indexOf(Math.min(...distances)); // ties to the lower
  });
}

/** Products by place: equal ones share a label. */
function labelled(run: Segmentation): PictureProduct[] {
  const { reports, release } = run;
  const own = release.representatives.length;
  const regions = runRegions(run);
  const single = reports.bounds.length === 1;
  const places = new Map<string, { at: number[]; names: string[]; first: number }>();
  for (const [k, point] of products(release).entries()) {
    const name = k < own ? `${k + 1}` : `${k + 1} (lottery)`; // a coin for each shows both draws
    const place = places.get(point.join());
    if (place) place.names.push(name);
    else places.set(point.join(), { at: inUnits(point, reports), names: [name], first: k });
  }
  return [...places].map(([key, { at, names, first }]) => {
    const value = pointText([Number(key)], reports)[0];
    const region = regions?.[first];
    const served = region?.map((x) => inUnits([x], reports)[0] ?? 0) as
      [number, number] | undefined;
    return {
      label: single ? `${named(names)}: ${value}` : names.join(', '),
      at,
      region: served ?? null,
    };
  });
}

/** `segment 1`, `segments 2, 3`, or how many where there are many. */
function named(names: readonly string[]): string {
  if (names.length > MANY) return `${names.length} segments`;
  return `${names.length === 1 ? 'segment' : 'segments'} ${names.join(', ')}`;
}

function axis(run: Segmentation, name: string, i: number): PictureAxis {
  const [low, high] = run.reports.bounds[i] ?? [0, 1];
  const m = gridShown(run);
  const at = (x: number): number => low + x * (high - low);
  return {
    name,
    low,
    high,
    grid: m === 0 ? [] : Array.from({ length: m + 1 }, (_, j) => at(j / m)),
    histogram:
      run.diagnostics && bars(run.reports, i, m).map(([a, b, share]) => [at(a), at(b), share]),
  };
}

/** m where its points can be told apart, else 0. */
function gridShown({ grid }: Segmentation): number {
  return typeof grid === 'number' && grid <= SHOWN ? grid : 0;
}

/** `a`, `a and b`, or how many there are. */
function listed(names: readonly string[]): string {
  return names.length > 2 ? `${names.length} attributes` : names.join(' and ');
}
