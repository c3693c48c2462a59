import { ofLength, outOfRange, wrongKind } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  ONE,
  over,
  rational,
  total,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';

/** A distribution over the types, exact: n shares >= 0 that add up to 1. */
export type Market = readonly Rational[];

/**
 * The market of these masses, one a type, divided by their sum. O(n).
 *
 * @throws RangeError, TypeError naming the entry: NaN, negative masses, none above 0, another number of them than of types
 */
export function market(
  environment: Pick<ProductEnvironment, 'types'>,
  masses: readonly Quantity[],
  path = 'market',
): Market {
  const given = ofLength(path, masses, environment.types.length).map((mass, t) => {
    const value = rational(mass, `${path}[${t}]`);
    if (value.numerator < 0n) throw outOfRange(`${path}[${t}]`, '>= 0', mass);
    return value;
  });
  const sum = total(given);
  if (sum.numerator === 0n) throw outOfRange(path, 'masses of which one is > 0', masses);
  return given.map((mass) => over(mass, sum));
}

/**
 * A market of so many types, as it is: for whoever is handed one. O(n).
 *
 * @throws RangeError, TypeError naming the entry: no fraction, below 0, another number of types, shares that do not add up to 1
 */
export function marketOf(types: number, f: Market, path = 'market'): Market {
  ofLength(path, f, types).forEach((share, t) => {
    if (typeof share?.numerator !== 'bigint' || typeof share.denominator !== 'bigint') {
      throw wrongKind(`${path}[${t}]`, 'a fraction', share);
    }
    if (share.numerator < 0n) throw outOfRange(`${path}[${t}]`, '>= 0', fractionText(share));
  });
  const sum = total(f);
  if (compared(sum, ONE) === 0) return f;
  throw outOfRange(path, 'shares that add up to 1', fractionText(sum));
}

/** The types that are there, ascending. */
export function supportOf(f: Market): number[] {
  return f.flatMap((share, t) => (share.numerator > 0n ? [t] : []));
}
