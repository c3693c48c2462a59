import type { Rational } from '../../../src/core/rational.ts';
import { faces } from '../../../src/mechanisms/maps/cells.ts';
import { dominating } from '../../../src/mechanisms/maps/dominating.ts';
import { selection, type SelectedCell } from '../../../src/mechanisms/maps/selection.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import type { AnyRule } from './ruled.ts';
import { offered } from './scenes.ts';

/** Whether markets of up to three types are Pareto improvable under a rule: the complete answer, from the map of all markets. */
export function improvableUnder(
  seller: Monopolist,
  rule: AnyRule,
  kept = (f: Market): readonly Rational[] => offered(seller, f, rule).surplus,
): (f: Market) => boolean {
  const base = selection(faces(seller), rule === 'contrary' ? 'efficient' : rule);
  if (rule !== 'contrary') {
    const found = dominating(base);
    return (f) => found(f).strict.length > 0;
  }
  const known = new Map<SelectedCell, SelectedCell>();
  const contrary = (cell: SelectedCell): SelectedCell => {
    const found = known.get(cell) ?? { ...cell, surplus: kept(cell.inside) };
    known.set(cell, found);
    return found;
  };
  const found = dominating({
    ...base,
    cells: (support) => base.cells(support).map(contrary),
    cellOf: (f) => contrary(base.cellOf(f)),
  });
  return (f) => found(f).strict.length > 0;
}
