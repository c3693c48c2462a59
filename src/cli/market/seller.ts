import { oneOf } from '../../core/errors.ts';
import { compared, fractionText, minus } from '../../core/rational.ts';
import {
  monopolist,
  paymentRanges,
  RULES,
  surplusRanges,
  uniquePayments,
  uniqueSurplus,
  type Monopolist,
  type Objective,
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
/** Up to so many one optimal menu takes 20 s at most; with 60 types and 3 alternatives it takes minutes. */
const PATIENCE = { types: 40, cells: 200 };

/** Whether an environment is within limits. */
function within(
  { types, alternatives }: ProductEnvironment,
  limits: { readonly types: number; readonly cells: number },
): boolean {
  return types.length <= limits.types && types.length * (alternatives.length - 1) <= limits.cells;
}

/** Whether --exact is accepted. */
export const exactFeasible = (environment: ProductEnvironment): boolean =>
  within(environment, PATIENCE);

/** Whoever finds the optimal menus: in fractions where that is fast or asked for. What was found once is not looked for again. */
export async function sellerOf(typed: Typed, environment: ProductEnvironment): Promise<Monopolist> {
  const small = within(environment, FRACTIONS);
  if (typed.has('exact') && !exactFeasible(environment)) {
    const { types, alternatives } = environment;
    const range = `for at most ${PATIENCE.types} types and ${PATIENCE.cells} types times products, beyond which fractions take minutes and more`;
    throw misuse(
      '--exact',
      range,
      `${types.length} types, ${types.length * (alternatives.length - 1)} types times products`,
    );
  }
  const arithmetic = small || typed.has('exact') ? 'exact' : 'certified';
  const seller = await monopolist(environment, { arithmetic });
  const known = new Map<string, Optimum>();
  return {
    ...seller,
    optimum: (f) => {
      const key = f.map((share) => fractionText(share)).join();
      const found = known.get(key) ?? remembering(seller.optimum(f));
      known.set(key, found);
      return found;
    },
  };
}

/** An optimum that does not solve for one objective twice. */
function remembering(optimum: Optimum): Optimum {
  const known = new Map<string, Optimum>();
  return {
    ...optimum,
    best: (objective) => {
      const key = keyOf(objective);
      const found = known.get(key) ?? optimum.best(objective);
      known.set(key, found);
      return found;
    },
  };
}

function keyOf({ allocation = [], surplus = [] }: Objective): string {
  const rows = [...allocation, surplus];
  return rows.map((row) => row.map((x) => fractionText(x)).join()).join(';');
}

/** The types that optimal menus of a market leave different amounts, or ask different payments of. */
export function contested(environment: ProductEnvironment, found: Optimum): number[] {
  if (found.unique || settled(environment, found)) return [];
  const wide = (t: number, { low, high }: Range): boolean =>
    compared(minus(high, low), found.tolerances[t]!) > 0;
  const payments = paymentRanges(environment, found);
  const surplus = surplusRanges(environment, found);
  return found.support.filter((t, i) => wide(t, payments[i]!) || wide(t, surplus[i]!));
}

/** Whether a solver's figures show that nobody is treated differently: four solves instead of four a type. */
function settled(environment: ProductEnvironment, found: Optimum): boolean {
  if (found.arithmetic === 'exact') return false;
  return uniquePayments(environment, found) && uniqueSurplus(environment, found);
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
