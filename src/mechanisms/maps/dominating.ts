import { minus } from '../../core/rational.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import { balanced, type Direction } from './balance.ts';
import { surplusOrder, type SelectedCell, type Selection } from './selection.ts';

/** The cells from which the segments of a market that hurt nobody can come. */
export interface Dominating {
  /** The cell of the market itself. */
  readonly own: SelectedCell;
  /** Every cell that some segmentation without losers uses; one of them uses all. */
  readonly cells: readonly SelectedCell[];
  /** Those among them where somebody gains: the market is improvable exactly when there is one. */
  readonly strict: readonly SelectedCell[];
}

/**
 * The cells whose markets can be segments of a market without anybody losing by it, remembered cell by cell.
 *
 * A segmentation without losers takes its segments from cells that weakly dominate f, and is a way to write f as a sum of their
 * corners, in each cell that is used with weight > 0 on every corner, for that is what it means to be inside. ours: two such ways
 * average to one that uses the cells of both, so there is a largest set of cells. A cell of which some corner can have no weight
 * in any such sum is in no such way; it is dropped, and again, until every corner of every cell left can have some: then the
 * average of those sums uses them all. Which corners can have weight depends on the face of their hull in whose interior f is, and
 * markets of one cell are inside the same face, since the cell is open and within that hull: one answer holds for the cell.
 */
export function dominating(selection: Selection): (f: Market) => Dominating {
  const known = new Map<SelectedCell, Dominating>();
  return (f) => {
    const own = selection.cellOf(f);
    const found = known.get(own) ?? survivors(selection, own);
    known.set(own, found);
    return found;
  };
}

function survivors(selection: Selection, own: SelectedCell): Dominating {
  const sign = (cell: SelectedCell) => surplusOrder(cell.support, cell.surplus, own.surplus);
  let cells = selection.cells(own.support).filter((cell) => sign(cell) !== 'not');
  for (;;) {
    const vectors = new Map(cells.map((cell) => [cell, directions(own.inside, cell)]));
    const all = [...vectors.values()].flat();
    const taking = balanced(all);
    const part = new Set(all.filter((_, i) => taking[i]));
    const left = cells.filter((cell) => vectors.get(cell)!.every((each) => part.has(each)));
    if (left.length === cells.length) break;
    cells = left;
  }
  return { own, cells, strict: cells.filter((cell) => sign(cell) === 'strictly') };
}

/** The ways from a market of up to three types to the corners of a cell. */
export function directions(f: Market, { corners }: SelectedCell): Direction[] {
  const [first, second] = supportOf(f);
  return corners.map((corner) => {
    const x = minus(corner[first!]!, f[first!]!);
    if (second === undefined) return { x: 0n, y: 0n };
    const y = minus(corner[second]!, f[second]!);
    return { x: x.numerator * y.denominator, y: y.numerator * x.denominator };
  });
}
