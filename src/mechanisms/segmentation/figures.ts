import { fractionText, minus, nearest, ZERO, type Rational } from '../../core/rational.ts';

/** Longer fractions are shown as the nearest double. */
const SHORT = 24;

/**
 * A fraction in an error message: "1/3" where it is short, else the nearest double. Beside a figure that reads the same as such, the
 * difference is added: "0.1 + 5e-18".
 */
export function figures(value: Rational, beside?: Rational): string {
  const text = short(value);
  if (beside === undefined || text !== short(beside)) return text;
  const off = minus(value, beside);
  return `${text} ${off.numerator < 0n ? '-' : '+'} ${nearest(magnitude(off))}`;
}

/** |a|. */
export function magnitude(a: Rational): Rational {
  return a.numerator < 0n ? minus(ZERO, a) : a;
}

function short(value: Rational): string {
  const text = fractionText(value);
  return text.length <= SHORT ? text : String(nearest(value));
}
