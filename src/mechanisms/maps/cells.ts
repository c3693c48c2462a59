import { outOfRange } from '../../core/errors.ts';
import { compared, inner, type Rational } from '../../core/rational.ts';
import { refused } from '../refusal.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { middle, subdivision, type Region } from './subdivision.ts';

/**
 * Markets with the same types and the same optimal mechanisms, hence with the same mechanism under every consistent rule [PAR, 4]: the
 * interior of a polygon, of one of its sides, or a point, each within the interior of a face of the simplex.
 */
export interface Cell {
  /** The types that are there. */
  readonly support: readonly number[];
  /** 0 a point, 1 an open segment, 2 an open polygon. */
  readonly dimension: number;
  /** The extreme points of the closure, in order around it; a market is in the cell when it mixes all of them with weight > 0. */
  readonly corners: readonly Market[];
  /** One market of the cell: the mean of its corners. */
  readonly inside: Market;
  /** The optimal payment rules, each a vertex of the payment polytope; entries of types that are not there mean nothing. */
  readonly payments: readonly (readonly Rational[])[];
}

/** The markets of exactly these types, cell by cell. */
export interface Face {
  readonly regions: readonly Region[];
  readonly cells: readonly Cell[];
  /** The cell of one of these markets. */
  cellOf(f: Market): Cell;
}

/** The faces of the simplex over up to three types of an exact seller's environment, each drawn when it is first asked for. */
export interface Faces {
  readonly seller: Monopolist;
  /** The markets in which each of these types is there, and no other. */
  face(support: readonly number[]): Face;
}

/** The most types that a map is drawn for. */
const MOST = 3;

/** @throws RangeError for a seller that is not exact; `face` the refusal `budget` for more than three types */
export function faces(seller: Monopolist): Faces {
  if (seller.arithmetic !== 'exact') {
    throw outOfRange('seller.arithmetic', 'exact', seller.arithmetic);
  }
  const known = new Map<string, Face>();
  const face = (support: readonly number[]): Face => {
    const key = support.join();
    const found = known.get(key) ?? drawn(seller, support);
    known.set(key, found);
    return found;
  };
  return Object.freeze({ seller, face });
}

function drawn(seller: Monopolist, support: readonly number[]): Face {
  const types = support.length;
  if (types > MOST) {
    throw refused('budget', `a map of ${types} types: at most ${MOST} are drawn`, { types });
  }
  const regions = subdivision(seller, support);
  const found = new Map<string, Cell>();
  for (const corners of regions.flatMap((region) => closures(region))) {
    const inside = middle(corners);
    const best = optimal(regions, inside);
    const key = best.join();
    if (supportOf(inside).length < support.length || found.has(key)) continue;
    const payments = best.map((i) => regions[i]!.payments);
    const dimension = Math.min(corners.length, support.length) - 1;
    found.set(key, { support, dimension, corners, inside, payments });
  }
  return {
    regions,
    cells: [...found.values()].toSorted((a, b) => b.dimension - a.dimension),
    cellOf: (f) => found.get(optimal(regions, f).join())!,
  };
}

/** A region, its sides, and its corners, each by its extreme points. */
function closures({ corners }: Region): (readonly Market[])[] {
  const sides = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]!]);
  return [corners, ...(corners.length > 2 ? sides : []), ...corners.map((corner) => [corner])];
}

/** The regions whose rules earn most in a market. */
function optimal(regions: readonly Region[], f: Market): number[] {
  const earned = regions.map(({ payments }) => inner(payments, f));
  const most = earned.reduce((best, each) => (compared(each, best) > 0 ? each : best));
  return earned.flatMap((each, i) => (compared(each, most) === 0 ? [i] : []));
}
