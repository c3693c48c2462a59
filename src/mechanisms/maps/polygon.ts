import { outOfRange } from '../../core/errors.ts';
import { minus, plus, times, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { exactMonopolist } from '../monopoly/exact.ts';
import type { Market } from '../monopoly/market.ts';
import type { Rule } from '../monopoly/rules.ts';
import { faces, type Faces } from './cells.ts';
import { dominating } from './dominating.ts';
import { selection, type SelectedCell } from './selection.ts';

/** The markets of three types as a triangle cut into polygons, one for each payment rule that alone is optimal somewhere. */
export interface PolygonMap {
  readonly environment: ProductEnvironment;
  readonly polygons: readonly MarketPolygon[];
  /** What a rule selects in every cell of every face, the largest cells first: for pictures, and to ask about whole cells. */
  cells(rule: Rule): readonly MapCell[];
}

/** A vertex of the payment polytope [PAR, Lemma 2] and the closed polygon of markets in which it is optimal. */
export interface MarketPolygon {
  /** By type. */
  readonly payments: readonly Rational[];
  /** Markets: barycentric coordinates, in order around the polygon. */
  readonly corners: readonly Market[];
  /** As a part of the whole triangle; the areas add up to exactly 1. */
  readonly area: Rational;
}

/** A cell with the verdict on its markets: one for all of them. */
export interface MapCell extends SelectedCell {
  readonly status: 'efficient' | 'improvable' | 'stuck';
}

/**
 * The map of three types, exact. `stuck` cells are inefficient and not Pareto improvable.
 *
 * @throws RangeError for another number of types
 * @see [PAR, 6.2, Figure 5; Theorem 1]
 */
export function polygonMap(environment: ProductEnvironment): PolygonMap {
  const { types } = environment;
  if (types.length !== 3) throw outOfRange('types.length', '3', types.length);
  const seller = exactMonopolist(environment);
  const drawn = faces(seller);
  const polygons = drawn
    .face([0, 1, 2])
    .regions.map((region) => ({ ...region, area: area(region.corners) }));
  const known = new Map<Rule, readonly MapCell[]>();
  const cells = (rule: Rule): readonly MapCell[] => {
    const found = known.get(rule) ?? mapCells(drawn, rule);
    known.set(rule, found);
    return found;
  };
  return Object.freeze({ environment, polygons, cells });
}

function mapCells(faces: Faces, rule: Rule): readonly MapCell[] {
  const map = selection(faces, rule);
  const verdict = dominating(map);
  return map
    .cells([0, 1, 2])
    .map((cell): MapCell => {
      if (cell.efficient) return { ...cell, status: 'efficient' };
      const { strict } = verdict(cell.inside);
      return { ...cell, status: strict.length > 0 ? 'improvable' : 'stuck' };
    })
    .toSorted((a, b) => b.dimension - a.dimension || b.support.length - a.support.length);
}

/** The area of a polygon of markets over that of the simplex: the determinants of the triangles from its first corner. */
function area([first, ...others]: readonly Market[]): Rational {
  const signed = others.reduce((sum, corner, i) => {
    const next = others[i + 1];
    return next ? plus(sum, determinant(first!, corner, next)) : sum;
  }, ZERO);
  return signed.numerator < 0n ? minus(ZERO, signed) : signed;
}

function determinant(a: Market, b: Market, c: Market): Rational {
  const minor = (i: number, j: number): Rational => minus(times(b[i]!, c[j]!), times(b[j]!, c[i]!));
  return plus(
    plus(times(a[0]!, minor(1, 2)), times(a[1]!, minor(2, 0))),
    times(a[2]!, minor(0, 1)),
  );
}
