import { outOfRange } from '../../core/errors.ts';
import {
  compared,
  inner,
  minus,
  over,
  plus,
  times,
  total,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { marketOf, supportOf, type Market } from '../monopoly/market.ts';

/** Everybody who values the product alike. */
export interface Step {
  /** > 0; net of cost. */
  readonly value: Rational;
  /** > 0. */
  readonly mass: Rational;
  /** The types of that value that are there, ascending. */
  readonly types: readonly number[];
}

/** A market of one product by value: what can be sold, and the types of value 0 or less, to whom nothing is ever sold with profit. */
export interface Demand {
  /** By value, ascending. */
  readonly steps: readonly Step[];
  /** The types that are there and are never served, ascending. */
  readonly unserved: readonly number[];
}

/** The best uniform prices of a market. */
export interface UniformPrices {
  /** pi*: max_p p Pr[v >= p]; 0 where nothing can be sold. */
  readonly profit: Rational;
  /** Every price that earns it, ascending; none where nothing can be sold. */
  readonly prices: readonly Rational[];
}

/**
 * A market of one product by value. O(n^2).
 *
 * @throws RangeError for an environment of several alternatives
 */
export function demandOf(environment: ProductEnvironment, f: Market): Demand {
  const alternatives = environment.alternatives.length - 1;
  if (alternatives !== 1) throw outOfRange('alternatives.length', '1 (one product)', alternatives);
  const there = supportOf(marketOf(environment.types.length, f));
  const value = (t: number): Rational => environment.values[t]![1]!;
  const served = there
    .filter((t) => value(t).numerator > 0n)
    .toSorted((s, t) => compared(value(s), value(t)) || s - t);
  const steps: Step[] = [];
  for (const t of served) {
    const last = steps.at(-1);
    if (last && compared(last.value, value(t)) === 0) {
      steps.splice(-1, 1, {
        value: last.value,
        mass: plus(last.mass, f[t]!),
        types: [...last.types, t],
      });
    } else steps.push({ value: value(t), mass: f[t]!, types: [t] });
  }
  return { steps, unserved: there.filter((t) => value(t).numerator <= 0n) };
}

/** What a price earns: p Pr[v >= p]. O(n). */
export function profitAt({ steps }: Demand, price: Rational): Rational {
  const buyers = steps.filter(({ value }) => compared(value, price) >= 0);
  return times(price, total(buyers.map(({ mass }) => mass)));
}

/** The best uniform prices of a market, or of a part of one: pi* and every price that earns it. O(n). */
export function uniformPrices({ steps }: Demand): UniformPrices {
  const values = steps.map(({ value }) => value);
  let buyers = ZERO;
  const profits: Rational[] = [];
  for (const { value, mass } of steps.toReversed()) {
    buyers = plus(buyers, mass);
    profits.unshift(times(value, buyers));
  }
  const profit = profits.reduce((most, each) => (compared(each, most) > 0 ? each : most), ZERO);
  return { profit, prices: values.filter((_, i) => compared(profits[i]!, profit) === 0) };
}

/** w: all that can be had, the sum of f(t) max(v(t), 0). O(n). */
export function totalValue({ steps }: Demand): Rational {
  return inner(
    steps.map(({ mass }) => mass),
    steps.map(({ value }) => value),
  );
}

/** What consumers keep at a price: the sum of f(t) max(v(t) - p, 0). O(n). */
export function surplusAtPrice({ steps }: Demand, price: Rational): Rational {
  return total(
    steps
      .filter(({ value }) => compared(value, price) > 0)
      .map(({ value, mass }) => times(mass, minus(value, price))),
  );
}

/** The masses of all types when only `sold[i]` of step i is taken, tied types in proportion to their shares. O(n). */
export function massesOf(f: Market, { steps }: Demand, sold: readonly Rational[]): Rational[] {
  const masses = f.map(() => ZERO);
  steps.forEach(({ mass, types }, i) => {
    for (const t of types) masses[t] = over(times(f[t]!, sold[i]!), mass);
  });
  return masses;
}
