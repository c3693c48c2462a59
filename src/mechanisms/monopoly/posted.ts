import { minus, ONE, ZERO } from '../../core/rational.ts';
import { refused } from '../refusal.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Objective, Optimum } from './optimum.ts';

/** x(t, a) as an objective. */
export function probability(environment: ProductEnvironment, type: number, a: number): Objective {
  const { types, alternatives } = environment;
  const none = alternatives.map(() => ZERO);
  return { allocation: types.map((_, t) => (t === type ? none.with(a, ONE) : none)) };
}

/** Trials of one alternative for one type after which the search is refused: 2^14 for a type and an alternative, 64 at least. */
function trialsAllowed(entries: number): number {
  return Math.max(64, Math.floor(2 ** 14 / entries));
}

/**
 * An optimal mechanism that gives every type one alternative for sure, at the highest prices, found depth first, the outside option tried
 * first; null where there is none. First every type alone, n (k + 1) re-optimisations: one that no optimal mechanism gives an
 * alternative for sure ends the search, and what it never gets is not tried again.
 *
 * @throws the refusal `budget` after 2^14 / (n k) trials on the way down
 */
export function posted(environment: ProductEnvironment, optimum: Optimum): Optimum | null {
  const { support } = optimum;
  const possible: number[][] = [];
  for (const type of support) {
    const sure = environment.alternatives.flatMap((_, a) =>
      given(environment, optimum, type, a) ? [a] : [],
    );
    if (sure.length === 0) return null;
    possible.push(sure);
  }
  const most = trialsAllowed(support.length * (environment.alternatives.length - 1));
  let trials = 0;
  const search = (here: Optimum, at: number): Optimum | null => {
    const type = support[at];
    if (type === undefined) return highestPrices(environment, here);
    for (const a of possible[at]!) {
      if (++trials > most) {
        throw refused('budget', `posted prices: more than ${most} trials`, { trials: most });
      }
      const next = given(environment, here, type, a);
      const found = next && search(next, at + 1);
      if (found) return found;
    }
    return null;
  };
  return search(optimum, 0);
}

/** The optima that give a type an alternative for sure; null where none does. */
function given(
  environment: ProductEnvironment,
  optimum: Optimum,
  type: number,
  a: number,
): Optimum | null {
  const best = optimum.best(probability(environment, type, a));
  const short = minus(ONE, best.mechanism.allocation[type]![a]!);
  return short.numerator > 0n ? null : best;
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
