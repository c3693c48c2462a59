import { rounding } from '../../core/numeric.ts';
import {
  commonDenominator,
  compared,
  inner,
  minus,
  nearest,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Mechanism } from './mechanism.ts';

/** More than what is lost where doubles end. */
const TINY = 2 ** -1000;

/** What types would gain by the items of others: v(t, x(s)) - p(s) - u(t). */
export interface Gains {
  /** -1, 0 or 1 as the gain of `from` by the item of `to` is below, equal to or above a bound: exact. O(k), in doubles where it is clear. */
  order(from: number, to: number, bound: Rational): -1 | 0 | 1;
  /** The gain itself. */
  exact(from: number, to: number): Rational;
}

/** The gains in a mechanism, prepared once for all pairs. O(n k). */
export function gains(
  environment: Pick<ProductEnvironment, 'values'>,
  mechanism: Mechanism,
): Gains {
  const { allocation, payments, surplus } = mechanism;
  const values = environment.values.map((row) => doubles(row));
  const lotteries = allocation.map((row) => doubles(row));
  const [paid, kept] = [doubles(payments), doubles(surplus)];
  const sizes = values.map((row) => row.reduce((most, v) => Math.max(most, Math.abs(v)), 0));
  const wholeValues = environment.values.map((row) => whole(row));
  const wholeLotteries = allocation.map((row) => whole(row));
  const inIntegers = (from: number, to: number, bound: Rational): -1 | 0 | 1 => {
    const [v, x] = [wholeValues[from]!, wholeLotteries[to]!];
    const numerator = v.counts.reduce((sum, count, a) => {
      const probability = x.counts[a]!;
      return probability === 0n || count === 0n ? sum : sum + count * probability;
    }, 0n);
    const worth = { numerator, denominator: v.unit * x.unit };
    return compared(worth, added(added(payments[to]!, surplus[from]!), bound));
  };
  return {
    order: (from, to, bound) => {
      const [v, x, limit] = [values[from]!, lotteries[to]!, nearest(bound)];
      let gain = -paid[to]! - kept[from]! - limit;
      for (let a = 0; a < v.length; a++) gain += v[a]! * x[a]!;
      const scale = sizes[from]! + Math.abs(paid[to]!) + Math.abs(kept[from]!) + Math.abs(limit);
      if (Math.abs(gain) > rounding(v.length + 6, scale) + TINY) return gain > 0 ? 1 : -1;
      return inIntegers(from, to, bound);
    },
    exact: (from, to) =>
      minus(
        minus(inner(allocation[to]!, environment.values[from]!), payments[to]!),
        surplus[from]!,
      ),
  };
}

interface Whole {
  readonly counts: readonly bigint[];
  readonly unit: bigint;
}

/** Fractions as multiples of 1 / unit. */
function whole(row: readonly Rational[]): Whole {
  const unit = commonDenominator(row);
  return { counts: row.map((a) => a.numerator * (unit / a.denominator)), unit };
}

/** The sum, not in lowest terms: a common divisor takes longer than the comparison. */
function added(a: Rational, b: Rational): Rational {
  if (b.numerator === 0n) return a;
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function doubles(values: readonly Rational[]): Float64Array {
  return Float64Array.from(values, (value) => nearest(value));
}
