import { clickCurve, utilityCurve, type Curve, type CurveSpec } from '../../core/curve.ts';
import { integer, outOfRange, positive } from '../../core/errors.ts';
import { coveringRadius } from '../covering.ts';

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
  const made = new Map<string, Curve>();
  return (given as readonly CurveSpec[]).map((spec, i) => {
    const name = JSON.stringify(spec);
    const curve = made.get(name) ?? make(`${path}[${i}]`, spec, reach);
    made.set(name, curve);
    return curve;
  });
}

/** The largest figure over distinct curves. */
function largest(curves: readonly Curve[], figure: (curve: Curve) => number): number {
  return Array.from(new Set(curves), figure).reduce((most, x) => Math.max(most, x));
}

/**
 * Checks the public quantities and derives B, c, r and the blind benchmark. Types on the grid's brackets alone are
 * covered by fewer products than the whole cube is.
 */
export function shapeOf(options: ShapeOptions, bracketed = false): Shape {
  const attributes = integer('attributes', options.attributes, 1, 1000);
  const segments = integer('segments', options.segments, 1, 100);
  const population = positive('population', options.population);
  const grid =
    options.grid === 'continuous' ? options.grid : integer('grid', options.grid, 1, 2 ** 20);
  const clicks = curvesOf('click', options.click, clickCurve, attributes);
  const tastes = curvesOf('utility', options.utility, utilityCurve, attributes);
  const range = largest(clicks, (curve) => curve.range);
  if (!(range > 0))
    throw outOfRange('click', `falling somewhere on [0, ${attributes}]`, options.click);
  const radius = coveringRadius(
    attributes,
    segments,
    bracketed && grid !== 'continuous' ? grid : null,
  );
  return Object.freeze({
    population,
    attributes,
    segments,
    grid,
    lipschitz: largest(clicks, (curve) => curve.lipschitz),
    slope: -largest(tastes, (curve) => -curve.slope),
    range,
    blind: largest(clicks, (curve) => curve.value(0) - curve.value(radius)),
  });
}
