import { inner, plus, ZERO, type Rational } from '../../core/rational.ts';
import type { Lottery } from '../../lp.ts';

/** What each alternative costs the seller, nothing first; null where the scenario has no costs. */
export type Costs = readonly Rational[] | null;

/** What an item costs the seller on average. */
export function costOf(costs: Costs, lottery: Lottery): Rational {
  return costs ? inner(costs, lottery) : ZERO;
}

/** What the buyer pays: the engine's payments are what is left to the seller once the item has been made [PAR, footnote 5]. */
export function paidFor(
  costs: Costs,
  { lottery, payment }: { readonly lottery: Lottery; readonly payment: Rational },
): Rational {
  return plus(payment, costOf(costs, lottery));
}

/** What the seller's figure is called. */
export const earningsName = (costs: Costs): string => (costs ? 'Revenue less costs' : 'Revenue');
