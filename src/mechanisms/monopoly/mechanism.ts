import {
  compared,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';

/** k + 1 probabilities, that of the outside option first. */
export type Lottery = readonly Rational[];

/** A direct mechanism (x, p) of [PAR, 4], a row for every type of T, and what each type keeps of it. */
export interface Mechanism {
  readonly allocation: readonly Lottery[];
  readonly payments: readonly Rational[];
  /** u(t) = v(t, x(t)) - p(t). */
  readonly surplus: readonly Rational[];
}

/** v(t, x) of a lottery x. O(k). */
export function valueOf(environment: ProductEnvironment, type: number, x: Lottery): Rational {
  return inner(x, environment.values[type]!);
}

/** Alternative a for sure. */
export function sure(environment: ProductEnvironment, a: number): Lottery {
  return environment.alternatives.map((_, b) => (b === a ? ONE : ZERO));
}

/**
 * A mechanism for the types of a support, completed to all of T: whoever is not there chooses from the menu and the outside option, the
 * higher price among equals [PAR, 4]. O(n^2 k).
 */
export function completed(
  environment: ProductEnvironment,
  support: readonly number[],
  allocation: readonly Lottery[],
  surplus: readonly Rational[],
): Mechanism {
  const items = itemsOf(environment, support, allocation, surplus);
  const chosen = environment.types.map((_, t) => {
    const at = support.indexOf(t);
    return at === -1 ? favourite(environment, t, items) : items[at]!;
  });
  return bought(environment, chosen);
}

/** What all of T choose from items and the outside option: IC-IR by itself, whatever the items. O(n^2 k). */
export function selfSelected(environment: ProductEnvironment, items: readonly Item[]): Mechanism {
  return bought(
    environment,
    environment.types.map((_, t) => favourite(environment, t, items)),
  );
}

/** The items of a support's lotteries. */
export function itemsOf(
  environment: ProductEnvironment,
  support: readonly number[],
  allocation: readonly Lottery[],
  surplus: readonly Rational[],
): Item[] {
  return support.map((t, i) => ({
    x: allocation[i]!,
    p: minus(valueOf(environment, t, allocation[i]!), surplus[i]!),
  }));
}

function bought(environment: ProductEnvironment, chosen: readonly Item[]): Mechanism {
  return {
    allocation: chosen.map(({ x }) => x),
    payments: chosen.map(({ p }) => p),
    surplus: chosen.map(({ x, p }, t) => minus(valueOf(environment, t, x), p)),
  };
}

/** A lottery and its price. */
export interface Item {
  readonly x: Lottery;
  readonly p: Rational;
}

function favourite(environment: ProductEnvironment, type: number, menu: readonly Item[]): Item {
  const items = [...menu, { x: sure(environment, 0), p: ZERO }];
  const gains = items.map(({ x, p }) => minus(valueOf(environment, type, x), p));
  let best = 0;
  gains.forEach((gain, i) => {
    const order = compared(gain, gains[best]!);
    if (order > 0 || (order === 0 && compared(items[i]!.p, items[best]!.p) > 0)) best = i;
  });
  return items[best]!;
}

/** The half-half lottery of two mechanisms for the same support. */
export function halved(
  environment: ProductEnvironment,
  support: readonly number[],
  one: Mechanism,
  other: Mechanism,
): Mechanism {
  const half = rational('1/2');
  const mean = (a: Rational, b: Rational): Rational => over(plus(a, b), over(ONE, half));
  return completed(
    environment,
    support,
    support.map((t) => one.allocation[t]!.map((p, a) => mean(p, other.allocation[t]![a]!))),
    support.map((t) => mean(one.surplus[t]!, other.surplus[t]!)),
  );
}

/** Whether type t is given an efficient alternative for sure: v(t, x(t)) is the largest there is, to within the tolerance. */
export function servedEfficiently(
  environment: ProductEnvironment,
  { allocation }: Mechanism,
  type: number,
  tolerance: Rational = ZERO,
): boolean {
  const [best = 0] = environment.efficient[type]!;
  const lost = minus(
    environment.values[type]![best]!,
    valueOf(environment, type, allocation[type]!),
  );
  return compared(lost, tolerance) <= 0;
}
