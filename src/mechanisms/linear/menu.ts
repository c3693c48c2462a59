import { oneOf } from '../../core/errors.ts';
import {
  compared,
  inner,
  minus,
  plus,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import { market, type Market } from '../monopoly/market.ts';
import { sameLevel, type Chosen } from './alternatives.ts';
import type { LinearEnvironment } from './environment.ts';
import { exactVirtual } from './virtual.ts';

/**
 * Which level is supplied where several maximise the virtual surplus, for every type: the largest, as the rules `efficient` and `consumer`
 * of the program's menus do, or the smallest, as `adverse` and `posted`.
 */
export type Ties = 'largest' | 'smallest';

/** What a type does in a linear menu. */
export interface LinearEntry {
  /** Its place in the environment. */
  readonly type: number;
  /** f(t); 0 for a type that is not there and only chooses. */
  readonly share: Rational;
  /** phi(t), ironed; null for minus infinity. */
  readonly virtual: Rational | null;
  /** Whether the revenue touches its concave hull at this type. */
  readonly touches: boolean;
  readonly level: Rational;
  readonly payment: Rational;
  readonly surplus: Rational;
  /** Whether her level maximises v(t) a - C(a). */
  readonly efficient: boolean;
}

/** The optimal menu of a market with linear valuations. */
export interface LinearMenu {
  /**
   * Of the levels: of `rounded` ones each is the largest double not above the true level, or an end of the interval. Payments and
   * surpluses follow from them without error; so does profit, but for the costs of a power that is no whole number, which are rounded
   * down by less than 2^-51 of themselves. `efficient` is decided without error.
   */
  readonly arithmetic: 'exact' | 'rounded';
  readonly ties: Ties;
  readonly market: Market;
  /** One a type. */
  readonly entries: readonly LinearEntry[];
  /** The sum of f(t) (p(t) - C(a(t))). */
  readonly profit: Rational;
  readonly consumerSurplus: Rational;
  /** Whether every type that is there is served efficiently. */
  readonly efficient: boolean;
  /** Whether the other rule for ties would serve a type that is there otherwise. */
  readonly tied: boolean;
}

/**
 * The menu that earns most: a(t) maximises phi(t) a - C(a), u(t) = u(t-1) + (v(t) - v(t-1)) a(t-1) from u(1) = 0, and
 * p(t) = v(t) a(t) - u(t). Types below all that are there are left out. Level 0 at no cost, the outside option, is always on offer,
 * listed or not. O(n k) for k listed levels, about 100 exact powers a type for rounded ones.
 *
 * @example
 * // Quality a in [0, 1] costs a^2 / 2; a third of the consumers value it at 2, the others at 1.
 * const environment = linearEnvironment({
 *   values: [1, 2],
 *   alternatives: { cost: { family: 'power', scale: '1/2', exponent: 2 }, low: 0, high: 1 },
 * });
 * const menu = linearMenu(environment, [2, 1], { ties: 'largest' });
 * menu.entries.map(({ level, payment }) => [fractionText(level), fractionText(payment)]);
 * // [['1/2', '1/2'], ['1', '3/2']]
 *
 * @param masses one a type, >= 0, divided by their sum
 * @throws RangeError, TypeError naming the entry
 * @see [PAR, Prop 6]
 */
export function linearMenu(
  environment: LinearEnvironment,
  masses: readonly Quantity[],
  options: { readonly ties: Ties },
): LinearMenu {
  const { values, alternatives } = environment;
  const ties = oneOf('ties', options.ties, ['largest', 'smallest']);
  const f = market(environment, masses);
  const { ironed, touches } = exactVirtual(values, f);
  const best = ironed.map((phi) =>
    phi === null ? { smallest: ZERO, largest: ZERO } : alternatives.best(phi),
  );
  const levels = best.map((each) => each[ties]);
  const surplus = envelope(values, levels);
  const payments = values.map((v, t) => minus(times(v, levels[t]!), surplus[t]!));
  const entries = levels.map((level, type): LinearEntry => ({
    type,
    share: f[type]!,
    virtual: ironed[type]!,
    touches: touches[type]!,
    level,
    payment: payments[type]!,
    surplus: surplus[type]!,
    efficient: servesEfficiently(environment, type, { virtual: ironed[type]!, level }),
  }));
  const there = entries.filter(({ share }) => share.numerator > 0n);
  return {
    arithmetic: alternatives.arithmetic,
    ties,
    market: f,
    entries,
    profit: inner(
      f,
      levels.map((level, t) => minus(payments[t]!, alternatives.cost(level))),
    ),
    consumerSurplus: inner(f, surplus),
    efficient: there.every((each) => each.efficient),
    tied: there.some(({ type }) => compared(best[type]!.smallest, best[type]!.largest) !== 0),
  };
}

/** Whether a level maximises v(t) a - C(a). */
function servesEfficiently(
  { values, alternatives, efficient }: LinearEnvironment,
  type: number,
  chosen: Chosen,
): boolean {
  const [virtual, { smallest, largest }] = [values[type]!, efficient[type]!];
  if (alternatives.arithmetic === 'rounded') {
    return [smallest, largest].some((level) => sameLevel(alternatives, chosen, { virtual, level }));
  }
  const gain = (a: Rational): Rational => minus(times(virtual, a), alternatives.cost(a));
  return compared(gain(chosen.level), gain(largest)) >= 0;
}

/** u(t) = the sum over t' <= t of (v(t') - v(t' - 1)) a(t' - 1) [PAR, Prop 6]. */
export function envelope(values: readonly Rational[], levels: readonly Rational[]): Rational[] {
  let sum = ZERO;
  return values.map((v, t) => {
    if (t > 0) sum = plus(sum, times(minus(v, values[t - 1]!), levels[t - 1]!));
    return sum;
  });
}
