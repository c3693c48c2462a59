import { percent } from '../frame/words.ts';
import { list, outOfRange, wrongKind } from '../../core/errors.ts';
import { fractionText, nearest, rational, type Rational } from '../../core/rational.ts';

/**
 * An exact number of a scenario: a text as "1/3" or "0.25", or a JSON number read as the shortest decimal of its double, which is what
 * was written for up to 15 digits: 0.1 is 1/10.
 *
 * @throws TypeError, RangeError naming the path
 */
export function quantity(path: string, value: unknown): Rational {
  if (typeof value === 'string') return rational(value, path);
  if (typeof value !== 'number') throw wrongKind(path, 'a number or a text as "1/3"', value);
  if (!Number.isFinite(value)) throw outOfRange(path, 'finite', value);
  return rational(String(value), path);
}

/** An array of exact numbers; the error names the entry. */
export function quantities(path: string, value: unknown): Rational[] {
  return list(path, value as readonly unknown[]).map((x, i) => quantity(`${path}[${i}]`, x));
}

/** The same, none below 0. */
export function masses(path: string, value: unknown): Rational[] {
  const given = value as readonly unknown[];
  return quantities(path, value).map((mass, i) => {
    if (mass.numerator < 0n) throw outOfRange(`${path}[${i}]`, '>= 0', given[i]);
    return mass;
  });
}

/** Denominators up to this are read at a glance. */
const SIMPLE = 99n;
/** Significant digits of what is neither a short decimal nor a simple fraction. */
const DIGITS = 5;

/** A number for people: a decimal of a few digits where it is one, a simple fraction, else five significant digits. */
export function amount(x: Rational): string {
  const near = nearest(x);
  const cut = decimalText(near);
  if (Math.abs(near) < 1e6 && cut === String(near)) return cut;
  const simple = x.denominator <= SIMPLE && fractionText(x).length <= 7;
  return simple ? fractionText(x) : cut;
}

/** A double to five significant digits; more than a thousand billion with a power of ten. */
export function decimalText(x: number): string {
  const cut = Number(x.toPrecision(DIGITS));
  if (cut === 0) return '0';
  if (Math.abs(cut) >= 1e12 || Math.abs(cut) < 1e-6) return cut.toExponential().replace('+', '');
  return Math.abs(cut) >= 1e5 ? Math.round(x).toLocaleString('en') : String(cut);
}

/** Significant digits of shares and probabilities. */
const PARTS = 3;

/** A share of one in percent, for people. */
export function share(x: Rational): string {
  return percent(nearest(x));
}

/** A probability, for people: a simple fraction, or a few digits. */
export function probability(x: Rational): string {
  return x.denominator <= SIMPLE ? amount(x) : String(Number(nearest(x).toPrecision(PARTS)));
}
