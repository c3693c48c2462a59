import { oneOf } from '../../core/errors.ts';
import { refused } from '../refusal.ts';
import { compared, minus, ONE, ZERO } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { halved, type Mechanism } from './mechanism.ts';
import type { Market } from './market.ts';
import type { Monopolist, Objective, Optimum } from './optimum.ts';
import { probabilitySum, surplusSum } from './weights.ts';

/**
 * Which optimal mechanism is selected where there are several. Each is a function of the set of optimal mechanisms alone, with weights that
 * do not depend on the market, which is the consistency of [PAR, 4]:
 *
 * - `efficient`: the most total value, then the most surplus, types counted equally;
 * - `consumer`: the most surplus, then the most value;
 * - `adverse`: the least surplus;
 * - `mid`: consumer and adverse with probability 1/2 each;
 * - `posted`: alternatives for sure at posted prices, those that serve least, where some such mechanism is optimal; else `efficient`.
 *
 * In doubles `posted` is refused unless the optimum is unique: whether a type can be given an alternative for sure has no tolerance.
 * What is still tied goes to the most of a sum of surpluses, then of a sum of probabilities, in fixed weights without a pattern, which leave
 * one mechanism unless an edge of the optimal face is orthogonal to both. In fractions, where that is known, such a tie goes to the
 * surplus of the first type, the second, and so on, then to the probabilities in the same order.
 */
export type Rule = (typeof RULES)[number];

export const RULES = ['efficient', 'consumer', 'adverse', 'mid', 'posted'] as const;

/** An optimum and the mechanism that a rule selects from it: what the paper calls the optimal mechanism for the market. */
export interface Choice {
  readonly optimum: Optimum;
  readonly mechanism: Mechanism;
}

/** What the seller does in a market. */
export function choice({ environment, optimum }: Monopolist, f: Market, rule: Rule): Choice {
  const found = optimum(f);
  return { optimum: found, mechanism: selected(environment, found, rule) };
}

/** The mechanism that the rule selects. A few re-optimisations of the program, 2^14 of them at most for `posted`. */
export function selected(environment: ProductEnvironment, optimum: Optimum, rule: Rule): Mechanism {
  const { support } = optimum;
  oneOf('rule', rule, RULES);
  if (optimum.unique) return optimum.mechanism;
  const value: Objective = { allocation: environment.values };
  const surplus: Objective = { surplus: environment.types.map(() => ONE) };
  const burden: Objective = { surplus: environment.types.map(() => minus(ZERO, ONE)) };
  const chosen = (first: readonly Objective[]): Mechanism => {
    const sums = [surplusSum(environment), probabilitySum(environment)];
    const here = lexicographic(optimum, [...first, ...sums]);
    const settled = here.unique || here.arithmetic === 'certified';
    return (settled ? here : lexicographic(here, order(environment, support))).mechanism;
  };
  switch (rule) {
    case 'efficient':
      return chosen([value, surplus]);
    case 'consumer':
      return chosen([surplus, value]);
    case 'adverse':
      return chosen([burden]);
    case 'mid':
      return halved(environment, support, chosen([surplus, value]), chosen([burden]));
    case 'posted':
      if (optimum.arithmetic === 'certified') {
        throw refused('budget', 'posted prices among several optimal menus need fractions', {});
      }
      return posted(environment, optimum)?.mechanism ?? chosen([value, surplus]);
  }
}

/** The best by the first objective, by the second among those, and so on. */
function lexicographic(optimum: Optimum, objectives: Iterable<Objective>): Optimum {
  let here = optimum;
  for (const objective of objectives) {
    if (here.unique) break;
    here = here.best(objective);
  }
  return here;
}

/** Every surplus, then every probability, type by type. */
function* order(
  environment: ProductEnvironment,
  support: readonly number[],
): Generator<Objective, void> {
  const { types, alternatives } = environment;
  for (const t of support) yield { surplus: types.map((_, s) => (s === t ? ONE : ZERO)) };
  for (const t of support) {
    for (let a = 1; a < alternatives.length; a++) yield probability(environment, t, a);
  }
}

/** x(t, a) as an objective. */
export function probability(environment: ProductEnvironment, type: number, a: number): Objective {
  const { types, alternatives } = environment;
  const none = alternatives.map(() => ZERO);
  return { allocation: types.map((_, t) => (t === type ? none.with(a, ONE) : none)) };
}

/** Trials of one alternative for one type after which the search for posted prices is refused. */
const TRIALS = 2 ** 14;

/** An optimal mechanism that gives every type one alternative for sure, found depth first, the outside option tried first. */
function posted(environment: ProductEnvironment, optimum: Optimum): Optimum | null {
  let trials = 0;
  const search = (here: Optimum, at: number): Optimum | null => {
    const type = here.support[at];
    if (type === undefined) return highestPrices(environment, here);
    for (let a = 0; a < environment.alternatives.length; a++) {
      if (++trials > TRIALS) {
        throw refused('budget', `posted prices: more than ${TRIALS} trials`, { trials: TRIALS });
      }
      const next = here.best(probability(environment, type, a));
      if (compared(minus(ONE, next.mechanism.allocation[type]![a]!), here.tolerance) > 0) continue;
      const found = search(next, at + 1);
      if (found) return found;
    }
    return null;
  };
  return search(optimum, 0);
}

function highestPrices(environment: ProductEnvironment, optimum: Optimum): Optimum {
  let here = optimum;
  for (const t of optimum.support) {
    if (here.unique) break;
    here = here.best({
      surplus: environment.types.map((_, s) => (s === t ? minus(ZERO, ONE) : ZERO)),
    });
  }
  return here;
}
