import { compared, type Rational } from '../../core/rational.ts';
import { outOfRange } from '../../core/errors.ts';
import { refused } from '../refusal.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import { servedEfficiently } from '../monopoly/mechanism.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { choice, type Rule } from '../monopoly/rules.ts';
import { face, type Cell, type Face } from './cells.ts';

/** A cell and what a rule selects in it. */
export interface SelectedCell extends Cell {
  /** CS(t, f), an entry for every type; only those of the types that are there are the cell's. */
  readonly surplus: readonly Rational[];
  readonly efficient: boolean;
}

/** What a rule selects in all markets of up to three types of one environment. Each face is worked out when it is first asked for. */
export interface Selection {
  readonly seller: Monopolist;
  readonly rule: Rule;
  /** Every cell of every face of the simplex over these types. */
  cells(support: readonly number[]): readonly SelectedCell[];
  cellOf(f: Market): SelectedCell;
}

/** The most types a map is drawn for. */
const MOST = 3;

/**
 * The cells of an exact seller's markets and the mechanism that the rule selects in each: found at one market of the cell and, the rule
 * being a function of the set of optimal mechanisms, true for all of it.
 *
 * @throws RangeError for a seller that is not exact; the refusal `budget` for more than three types
 */
export function selection(seller: Monopolist, rule: Rule): Selection {
  if (seller.arithmetic !== 'exact') {
    throw outOfRange('seller.arithmetic', 'exact', seller.arithmetic);
  }
  const faces = new Map<string, { face: Face; selected: Map<Cell, SelectedCell> }>();
  const known = (support: readonly number[]) => {
    const key = support.join();
    const found = faces.get(key) ?? selectedFace(seller, support, rule);
    faces.set(key, found);
    return found;
  };
  const whole = new Map<string, readonly SelectedCell[]>();
  const cells = (support: readonly number[]): readonly SelectedCell[] => {
    checked(support);
    const key = support.join();
    const all =
      whole.get(key) ?? subsets(support).flatMap((each) => [...known(each).selected.values()]);
    whole.set(key, all);
    return all;
  };
  const cellOf = (f: Market): SelectedCell => {
    const at = known(checked(supportOf(f)));
    return at.selected.get(at.face.cellOf(f))!;
  };
  return Object.freeze({ seller, rule, cells, cellOf });
}

function selectedFace(
  seller: Monopolist,
  support: readonly number[],
  rule: Rule,
): { face: Face; selected: Map<Cell, SelectedCell> } {
  const found = face(seller, support);
  const selected = found.cells.map((cell): [Cell, SelectedCell] => {
    const { mechanism } = choice(seller, cell.inside, rule);
    const efficient = support.every((t) => servedEfficiently(seller.environment, mechanism, t));
    return [cell, { ...cell, surplus: mechanism.surplus, efficient }];
  });
  return { face: found, selected: new Map(selected) };
}

function checked(support: readonly number[]): readonly number[] {
  if (support.length <= MOST) return support;
  throw refused('budget', `a map of ${support.length} types: at most ${MOST} are drawn`, {
    types: support.length,
  });
}

/** Every subset but the empty one, the whole first. */
function subsets(of: readonly number[]): number[][] {
  const all = Array.from({ length: 2 ** of.length - 1 }, (_, i) => 2 ** of.length - 1 - i);
  return all.map((mask) => of.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1));
}

/** Whether every type of a segment keeps at least what she had; `strictly`, when one of them keeps more [PAR, 4.1]. */
export function dominance(
  support: readonly number[],
  segment: readonly Rational[],
  before: readonly Rational[],
): 'strictly' | 'weakly' | 'not' {
  const orders = support.map((t) => compared(segment[t]!, before[t]!));
  if (orders.includes(-1)) return 'not';
  return orders.includes(1) ? 'strictly' : 'weakly';
}
