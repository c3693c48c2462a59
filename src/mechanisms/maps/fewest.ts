import type { Market } from '../monopoly/market.ts';
import { balanced, type Direction } from './balance.ts';
import { directions, type Dominating } from './dominating.ts';
import type { SelectedCell } from './selection.ts';

/**
 * Cells for a segmentation of f with a gain, as few as can be: two where two do, else three.
 *
 * ours: n segments are enough for n types. Segments average to f, so f is inside their hull; the ray from the one that gains through f
 * leaves the hull in a face of dimension n - 2 at most, where n - 1 of the others are enough (Caratheodory).
 */
export function fewest(f: Market, { own, cells, strict }: Dominating): readonly SelectedCell[] {
  const ways = new Map(cells.map((cell) => [cell, directions(f, cell)]));
  const enough = (chosen: readonly SelectedCell[]): boolean => around(chosen, ways);
  const partners = [own, ...cells.filter((cell) => cell !== own)];
  for (const partner of partners) {
    const gaining = strict.find((cell) => cell !== partner && enough([cell, partner]));
    if (gaining) return [gaining, partner];
  }
  let left = cells;
  for (const cell of cells) {
    const rest = left.filter((other) => other !== cell);
    if (rest.some((other) => strict.includes(other)) && enough(rest)) left = rest;
  }
  return left;
}

/** Whether the market is a mixture of markets inside these cells, of each with weight > 0. */
function around(
  chosen: readonly SelectedCell[],
  ways: ReadonlyMap<SelectedCell, readonly Direction[]>,
): boolean {
  return balanced(chosen.flatMap((cell) => ways.get(cell)!)).every(Boolean);
}
