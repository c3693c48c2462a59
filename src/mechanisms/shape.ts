import { clickCurve, utilityCurve, type Curve, type CurveSpec } from '../core/curve.ts';
import { integer, outOfRange, positive } from '../core/errors.ts';
import { coveringRadius } from './bounds.ts';

/** One curve for everybody, or one for each report row [SEG, footnotes 9 and 11]. */
export type Curves = CurveSpec | readonly CurveSpec[];

/** Everything the plan derives from the curves. */
export interface Shape {
  readonly population: number;
  readonly attributes: number;
  readonly segments: number;
  readonly grid: number | 'continuous';
  /** B, the largest Lipschitz constant of the click functions. */
  readonly lipschitz: number;
  /** c, the smallest slope of the utility functions. */
  readonly slope: number;
  /** r, the largest P(0) - P(I). */
  readonly range: number;
  /** What K evenly spread products lose at most. */
  readonly blind: number;
}

/** The public quantities a shape is derived from. */
export interface ShapeOptions {
  readonly population: number;
  readonly attributes: number;
  readonly segments: number;
  readonly grid: number | 'continuous';
  readonly click: Curves;
  readonly utility: Curves;
}

/** The curves of an option, one or one a row, with their constants combined as in footnotes 9 and 11. */
export function curvesOf(
  path: string,
  given: Curves,
  make: (path: string, spec: CurveSpec, reach: number) => Curve,
  reach: number,
): readonly Curve[] {
  if (!Array.isArray(given)) return [make(path, given as CurveSpec, reach)];
  if (given.length === 0) throw outOfRange(`${path}.length`, '>= 1', 0);
  return (given as readonly CurveSpec[]).map((spec, i) => make(`${path}[${i}]`, spec, reach));
}

/** Checks the public quantities and derives B, c, r and the blind benchmark. */
export function shapeOf(options: ShapeOptions): Shape {
  const attributes = integer('attributes', options.attributes, 1, 1000);
  const segments = integer('segments', options.segments, 1, 100);
  const population = positive('population', options.population);
  const grid =
    options.grid === 'continuous' ? options.grid : integer('grid', options.grid, 1, 2 ** 20);
  const clicks = curvesOf('click', options.click, clickCurve, attributes);
  const tastes = curvesOf('utility', options.utility, utilityCurve, attributes);
  const radius = coveringRadius(attributes, segments);
  return Object.freeze({
    population,
    attributes,
    segments,
    grid,
    lipschitz: Math.max(...clicks.map((curve) => curve.lipschitz)),
    slope: Math.min(...tastes.map((curve) => curve.slope)),
    range: Math.max(...clicks.map((curve) => curve.range)),
    blind: Math.max(...clicks.map((curve) => curve.value(0) - curve.value(radius))),
  });
}
