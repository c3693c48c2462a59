import { integer, list, outOfRange } from '../../core/errors.ts';
import {
  compared,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import type { Market } from '../monopoly/market.ts';

/** How far below its threshold each cumulative share lies: r_j = 1/2 min(1, delta_j). */
const PART = rational('1/2');

/**
 * The efficient mechanism M* on a path t_1, .., t_m, and a market for which it alone is optimal [PAR, Lemma 5]. Everything but the types
 * themselves is a function of the valuations, so it is in fractions, whatever the arithmetic that found the path.
 */
export interface Chain {
  /** t_1, .., t_m: each indifferent towards the item of the next, the last one towards nothing. */
  readonly path: readonly number[];
  /** abar(t_j). */
  readonly alternatives: readonly number[];
  /** u*(t_j) = u*(t_j+1) + v(t_j, abar_j+1) - v(t_j+1, abar_j+1), and 0 at the end. */
  readonly surplus: readonly Rational[];
  /** v(t_j, abar_j) - u*(t_j). */
  readonly payments: readonly Rational[];
  /** delta_2, .., delta_m; null where every share keeps the type served efficiently. */
  readonly thresholds: readonly (Rational | null)[];
  readonly market: Market;
}

/**
 * The chain of a path of types, no two alike. O(n + m k).
 *
 * @throws RangeError, TypeError naming the entry
 */
export function chainOf(environment: ProductEnvironment, path: readonly number[]): Chain {
  const { values, efficient, types } = environment;
  if (list('path', path).length === 0) throw outOfRange('path.length', '>= 1', 0);
  path.forEach((t, j) => {
    integer(`path[${j}]`, t, 0, types.length - 1);
    if (path.indexOf(t) !== j) throw outOfRange(`path[${j}]`, 'a type of its own', t);
  });
  const alternatives = path.map((t) => efficient[t]![0]!);
  const surplus = path.map(() => ZERO);
  for (let j = path.length - 2; j >= 0; j--) {
    const [mine, next, a] = [values[path[j]!]!, values[path[j + 1]!]!, alternatives[j + 1]!];
    surplus[j] = plus(surplus[j + 1]!, minus(mine[a]!, next[a]!));
  }
  const thresholds = path
    .slice(1)
    .map((t, j) => threshold(values[path[j]!]!, values[t]!, alternatives[j + 1]!));
  const shares = sharesOf(thresholds);
  const market = types.map(() => ZERO as Rational);
  path.forEach((t, j) => {
    market[t] = shares[j]!;
  });
  return {
    path,
    alternatives,
    surplus,
    payments: path.map((t, j) => minus(values[t]![alternatives[j]!]!, surplus[j]!)),
    thresholds,
    market,
  };
}

/**
 * delta_j: the largest ratio F_j-1 / F_j up to which alternative abar_j is the best for the seller to give t_j, that is the least
 * (v(t_j, abar_j) - v(t_j, a)) / (v(t_j-1, abar_j) - v(t_j-1, a)) over the alternatives a that t_j-1 values less than abar_j. ours: the
 * paper only says that some such delta_j > 0 exists.
 */
function threshold(
  before: readonly Rational[],
  own: readonly Rational[],
  best: number,
): Rational | null {
  let least: Rational | null = null;
  own.forEach((value, a) => {
    const rent = minus(before[best]!, before[a]!);
    if (a === best || rent.numerator <= 0n) return;
    const ratio = over(minus(own[best]!, value), rent);
    if (least === null || compared(ratio, least) < 0) least = ratio;
  });
  return least;
}

/** F_m = 1 and F_j-1 = r_j F_j, as shares F_j - F_j-1. */
function sharesOf(thresholds: readonly (Rational | null)[]): Rational[] {
  let reached: Rational = ONE;
  const shares = thresholds.toReversed().map((delta) => {
    const below = times(
      reached,
      times(PART, delta !== null && compared(delta, ONE) < 0 ? delta : ONE),
    );
    const share = minus(reached, below);
    reached = below;
    return share;
  });
  return [...shares, reached].toReversed();
}

/** The most that a type of the path gains by the item of another one, or by nothing; <= 0 when M* is IC-IR there. O(m^2). */
export function chainViolation({ values }: ProductEnvironment, chain: Chain): Rational {
  let most: Rational = minus(ZERO, chain.surplus[0]!);
  chain.path.forEach((t, i) => {
    const others = chain.alternatives.map((a, j) => minus(values[t]![a]!, chain.payments[j]!));
    for (const other of [ZERO, ...others]) {
      const gain = minus(other, chain.surplus[i]!);
      if (compared(gain, most) > 0) most = gain;
    }
  });
  return most;
}

/**
 * No IC-IR mechanism earns more in the chain's market: the sum over j of the largest v(t_j, a) F_j - v(t_j-1, a) F_j-1 over a, with F_0 = 0
 * [PAR, (2)]. O(m k).
 */
export function chainBound({ values }: ProductEnvironment, { path, market }: Chain): Rational {
  let below: Rational = ZERO;
  const terms = path.map((t, j) => {
    const [here, before, held] = [plus(below, market[t]!), values[path[j - 1] ?? t]!, below];
    below = here;
    return values[t]!.map((v, a) => minus(times(v, here), times(before[a]!, held))).reduce(
      (most, term) => (compared(term, most) > 0 ? term : most),
    );
  });
  return total(terms);
}

/** What M* earns in its market. */
export function chainRevenue({ path, payments, market }: Chain): Rational {
  return inner(
    path.map((t) => market[t]!),
    payments,
  );
}
