import { dyadic, type Dyadic } from './dyadic.ts';
import { outOfRange, wrongKind } from './errors.ts';

/** A fraction in lowest terms, its denominator > 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Whatever stands for one exact number: a double is the dyadic it is, a string is "1/3", "-0.25" or "1e-3". */
export type Quantity = number | bigint | string | Rational;

/** Decimal exponents beyond this are refused: a text of ten characters must not ask for a gigabyte. */
const MOST_EXPONENT = 5000;

const DECIMAL = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?$/;
const INTEGERS = /^([+-]?\d+)\/(\d+)$/;

export const ONE: Rational = { numerator: 1n, denominator: 1n };
export const ZERO: Rational = { numerator: 0n, denominator: 1n };

/** numerator / denominator in lowest terms. @throws RangeError for denominator 0. */
export function fraction(numerator: bigint, denominator: bigint): Rational {
  if (typeof numerator !== 'bigint') throw wrongKind('numerator', 'a bigint', numerator);
  if (typeof denominator !== 'bigint') throw wrongKind('denominator', 'a bigint', denominator);
  if (denominator === 0n) throw outOfRange('denominator', 'not 0', denominator);
  const sign = denominator < 0n ? -1n : 1n;
  const common = gcd(numerator < 0n ? -numerator : numerator, sign * denominator) * sign;
  if (common === 1n) return { numerator, denominator };
  return { numerator: numerator / common, denominator: denominator / common };
}

/**
 * The exact fraction of a double (its dyadic), of an integer, or of a text.
 *
 * @throws RangeError for NaN, an infinity, denominator 0, a text that is no number, a decimal exponent beyond 5000
 */
export function rational(value: Quantity, path = 'value'): Rational {
  if (typeof value === 'bigint') return { numerator: value, denominator: 1n };
  if (typeof value === 'string') return fromText(value.trim(), path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw outOfRange(path, 'finite', value);
    return fromDyadic(dyadic(value));
  }
  if (typeof value?.numerator !== 'bigint' || typeof value.denominator !== 'bigint') {
    throw wrongKind(path, 'a number, a bigint, a text or a fraction', value);
  }
  return fraction(value.numerator, value.denominator);
}

/** The same number as a fraction. */
export function fromDyadic({ mantissa, exponent }: Dyadic): Rational {
  if (exponent >= 0) return { numerator: mantissa << BigInt(exponent), denominator: 1n };
  return fraction(mantissa, 1n << BigInt(-exponent));
}

export function plus(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) {
    return fraction(a.numerator + b.numerator, a.denominator);
  }
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  return fraction(numerator, a.denominator * b.denominator);
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, negated(b));
}

export function times(a: Rational, b: Rational): Rational {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b. @throws RangeError for b = 0. */
export function over(a: Rational, b: Rational): Rational {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

function negated(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** The sum of the fractions; 0 of none. */
export function total(values: readonly Rational[]): Rational {
  return values.reduce((sum, value) => plus(sum, value), ZERO);
}

/** The sum of a_i b_i. In lowest terms at the end alone where each denominator divides the next, as those of doubles do. */
export function inner(a: readonly Rational[], b: readonly Rational[]): Rational {
  let [numerator, denominator] = [0n, 1n];
  a.forEach((x, i) => {
    const y = b[i]!;
    if (x.numerator === 0n || y.numerator === 0n) return;
    const [term, unit] = [x.numerator * y.numerator, x.denominator * y.denominator];
    if (unit === denominator) {
      numerator += term;
    } else if (denominator % unit === 0n) {
      numerator += term * (denominator / unit);
    } else if (unit % denominator === 0n) {
      numerator = numerator * (unit / denominator) + term;
      denominator = unit;
    } else {
      ({ numerator, denominator } = plus({ numerator, denominator }, fraction(term, unit)));
    }
  });
  return fraction(numerator, denominator);
}

/** -1, 0 or 1 as a is below, equal to, or above b. */
export function compared(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The larger of the two. */
export function larger(a: Rational, b: Rational): Rational {
  return compared(a, b) < 0 ? b : a;
}

/** The least common denominator; 1 of none. */
export function commonDenominator(values: Iterable<Rational>): bigint {
  let common = 1n;
  for (const { denominator } of values) {
    if (common % denominator !== 0n) common *= denominator / gcd(common, denominator);
  }
  return common;
}

/** "1/3", "-2", "0": what `rational` reads back. */
export function fractionText(a: Rational): string {
  return a.denominator === 1n ? `${a.numerator}` : `${a.numerator}/${a.denominator}`;
}

/** Integers up to this are doubles, and their quotients are rounded once. */
const WHOLE = 2n ** 53n;

/** The double nearest to the fraction, ties to even; an infinity beyond the largest double. */
export function nearest(a: Rational): number {
  if (a.denominator <= WHOLE && a.numerator <= WHOLE && a.numerator >= -WHOLE) {
    return Number(a.numerator) / Number(a.denominator);
  }
  const negative = a.numerator < 0n;
  const numerator = negative ? -a.numerator : a.numerator;
  if (numerator === 0n) return 0;
  const wanted = 66 - bitLength(numerator) + bitLength(a.denominator);
  // Below 2^-1021 a double's unit is 2^-1074: round there at once, so that nothing is rounded twice.
  const tiny = wanted > 1087;
  const shift = tiny ? 1074 : wanted;
  const [top, bottom] =
    shift >= 0
      ? [numerator << BigInt(shift), a.denominator]
      : [numerator, a.denominator << BigInt(-shift)];
  let quotient = top / bottom;
  const rest = top - quotient * bottom;
  if (tiny) {
    const twice = 2n * rest;
    if (twice > bottom || (twice === bottom && (quotient & 1n) === 1n)) quotient += 1n;
  } else if (rest !== 0n) {
    quotient |= 1n;
  }
  const x = Number(quotient) * 2 ** -Math.min(shift, 1074) * 2 ** -Math.max(shift - 1074, 0);
  return negative ? -x : x;
}

/** Binary digits of a positive integer. */
export function bitLength(n: bigint): number {
  const hex = n.toString(16);
  return 4 * (hex.length - 1) + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)));
}

/** Greatest common divisor of two integers >= 0, not both 0. */
export function gcd(a: bigint, b: bigint): bigint {
  // A power of two, as below every double: what it shares is the lowest bit of the other.
  if (a !== 0n && b !== 0n && (b & (b - 1n)) === 0n) {
    const lowest = a & -a;
    return lowest < b ? lowest : b;
  }
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function fromText(text: string, path: string): Rational {
  const range = 'a number, as "1/3", "-0.25" or "1e-3"';
  const quotient = INTEGERS.exec(text);
  if (quotient) {
    const [, above = '', below = ''] = quotient;
    if (BigInt(below) === 0n) throw outOfRange(path, range, text);
    return fraction(BigInt(above), BigInt(below));
  }
  const decimal = DECIMAL.exec(text);
  if (!decimal) throw outOfRange(path, range, text);
  const [, sign = '', digits = '', power = '0'] = decimal;
  const [whole = '', part = ''] = digits.split('.');
  const exponent = Number(power) - part.length;
  if (Math.abs(exponent) > MOST_EXPONENT) throw outOfRange(path, range, text);
  const n = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n);
  const ten = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? fraction(n * ten, 1n) : fraction(n, ten);
}
