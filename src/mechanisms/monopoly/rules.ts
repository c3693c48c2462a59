import { oneOf } from '../../core/errors.ts';
import { refused } from '../refusal.ts';
import { minus, ONE, ZERO } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { exactMonopolist } from './exact.ts';
import { halved, type Mechanism } from './mechanism.ts';
import type { Market } from './market.ts';
import type { Monopolist, Objective, Optimum } from './optimum.ts';
import { posted, probability } from './posted.ts';
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
 * Whether a type can be given an alternative for sure has no tolerance: `choice` answers `posted` in fractions up to 12 types and 64
 * values, whatever the seller's arithmetic; beyond, and of an optimum in doubles, it is answered where the optimum is unique, else refused.
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

/** The largest environments that `posted` is answered for in fractions, whatever the seller's arithmetic. */
const FEW = { types: 12, values: 64 } as const;

/**
 * Who decides under a rule, in every market of the environment, so that all of a segmentation is in the same arithmetic: the seller, or
 * for `posted` in doubles an exact one where the environment is small.
 */
export function decider(seller: Monopolist, rule: Rule): Monopolist {
  const { types, alternatives } = seller.environment;
  const few = types.length <= FEW.types && types.length * (alternatives.length - 1) <= FEW.values;
  const fractions = rule === 'posted' && seller.arithmetic === 'certified' && few;
  return fractions ? exactMonopolist(seller.environment) : seller;
}

/**
 * What the seller does in a market.
 *
 * @throws the refusals of `selected`; SolverFailure where doubles do not reach an optimum
 */
export function choice(seller: Monopolist, f: Market, rule: Rule): Choice {
  const optimum = decider(seller, rule).optimum(f);
  return { optimum, mechanism: selected(seller.environment, optimum, rule) };
}

/**
 * The mechanism that the rule selects. A few re-optimisations of the program; n (k + 1) for `posted`, and at most 2^14 / (n k) on top.
 *
 * @throws the refusals `arithmetic`, for `posted` in doubles where the optimum is not unique, and `budget`, for `posted` when the search
 * is longer
 */
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
        throw refused('arithmetic', 'posted prices among several optimal menus need fractions', {});
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
