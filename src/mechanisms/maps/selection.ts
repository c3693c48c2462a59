import { oneOf } from '../../core/errors.ts';
import { compared, type Rational } from '../../core/rational.ts';
import { marketOf, supportOf, type Market } from '../monopoly/market.ts';
import { servedEfficiently } from '../monopoly/mechanism.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { choice, RULES, type Rule } from '../monopoly/rules.ts';
import type { Cell, Face, Faces } from './cells.ts';

/** A cell and what a rule selects in it. */
export interface SelectedCell extends Cell {
  /** CS(t, f), an entry for every type; only those of the types that are there are the cell's. */
  readonly surplus: readonly Rational[];
  readonly efficient: boolean;
}

/** What a rule selects in all markets of up to three types of one environment. */
export interface Selection {
  readonly seller: Monopolist;
  readonly rule: Rule;
  /** Every cell of every face of the simplex over these types. */
  cells(support: readonly number[]): readonly SelectedCell[];
  cellOf(f: Market): SelectedCell;
}

/**
 * The cells of an exact seller's markets and the mechanism that the rule selects in each: found at one market of the cell and, the rule
 * being a function of the set of optimal mechanisms, true for all of it.
 */
export function selection({ seller, face }: Faces, rule: Rule): Selection {
  oneOf('rule', rule, RULES);
  const known = new Map<string, ReadonlyMap<Cell, SelectedCell>>();
  const selected = (support: readonly number[]): ReadonlyMap<Cell, SelectedCell> => {
    const key = support.join();
    const found = known.get(key) ?? selectedOn(seller, face(support), rule);
    known.set(key, found);
    return found;
  };
  const cells = (support: readonly number[]): SelectedCell[] =>
    subsets(support).flatMap((each) => [...selected(each).values()]);
  const cellOf = (f: Market): SelectedCell => {
    const support = supportOf(marketOf(seller.environment.types.length, f));
    return selected(support).get(face(support).cellOf(f))!;
  };
  return Object.freeze({ seller, rule, cells, cellOf });
}

function selectedOn(seller: Monopolist, { cells }: Face, rule: Rule): Map<Cell, SelectedCell> {
  const chosen = cells.map((cell): [Cell, SelectedCell] => {
    const { mechanism } = choice(seller, cell.inside, rule);
    const served = (t: number): boolean => servedEfficiently(seller.environment, mechanism, t);
    return [cell, { ...cell, surplus: mechanism.surplus, efficient: cell.support.every(served) }];
  });
  return new Map(chosen);
}

/** Every subset but the empty one, the whole first. */
function subsets(of: readonly number[]): number[][] {
  const all = Array.from({ length: 2 ** of.length - 1 }, (_, i) => 2 ** of.length - 1 - i);
  return all.map((mask) => of.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1));
}

/** Whether every type of a segment keeps at least what she had; `strictly`, when one of them keeps more [PAR, 4.1]. */
export function surplusOrder(
  support: readonly number[],
  segment: readonly Rational[],
  before: readonly Rational[],
): 'strictly' | 'weakly' | 'not' {
  const orders = support.map((t) => compared(segment[t]!, before[t]!));
  if (orders.includes(-1)) return 'not';
  return orders.includes(1) ? 'strictly' : 'weakly';
}
