import { oneOf } from '../../core/errors.ts';
import { compared, fractionText, minus } from '../../core/rational.ts';
import {
  monopolist,
  paymentRanges,
  RULES,
  surplusRanges,
  type Monopolist,
  type Optimum,
  type ProductEnvironment,
  type Range,
  type Rule,
} from '../../lp.ts';
import type { Typed } from '../frame/command.ts';
import { misuse } from '../frame/misuse.ts';

/** The rule that was asked for; undefined where none was. */
export function ruleOf(typed: Typed): Rule | undefined {
  const given = typed.text('rule');
  return given === undefined ? undefined : oneOf('--rule', given, RULES);
}

/** The rule that stands in where none is asked for and none matters. */
export const ANY: Rule = 'efficient';

/** Up to this many types, and types times alternatives, fractions take well under a second. */
const FRACTIONS = { types: 12, cells: 64 };

/** Whoever finds the optimal menus: in fractions where that is fast or asked for. Each market is solved once. */
export async function sellerOf(typed: Typed, environment: ProductEnvironment): Promise<Monopolist> {
  const { types, alternatives } = environment;
  const small =
    types.length <= FRACTIONS.types && types.length * (alternatives.length - 1) <= FRACTIONS.cells;
  const arithmetic = small || typed.has('exact') ? 'exact' : 'certified';
  const seller = await monopolist(environment, { arithmetic });
  const known = new Map<string, Optimum>();
  return {
    ...seller,
    optimum: (f) => {
      const key = f.map((share) => fractionText(share)).join();
      const found = known.get(key) ?? seller.optimum(f);
      known.set(key, found);
      return found;
    },
  };
}

/** The types that optimal menus of a market leave different amounts, or ask different payments of. */
export function contested(environment: ProductEnvironment, found: Optimum): number[] {
  if (found.unique) return [];
  const wide = ({ low, high }: Range): boolean => compared(minus(high, low), found.tolerance) > 0;
  const payments = paymentRanges(environment, found);
  const surplus = surplusRanges(environment, found);
  return found.support.filter((_, i) => wide(payments[i]!) || wide(surplus[i]!));
}

/** The error of a market in which a rule is needed. */
export function ruleNeeded(
  { types }: ProductEnvironment,
  which: string,
  contested: readonly number[],
): RangeError {
  const named = contested.map((t) => types[t]!);
  const shown = named.length > 5 ? `${named.slice(0, 4).join(', ')} and others` : named.join(', ');
  const range = `one of ${RULES.join(', ')}, since ${which} has several optimal menus that treat ${shown} differently`;
  return misuse('--rule', range, 'nothing');
}
