import { compared, nearest, ONE, type Rational } from '../../core/rational.ts';
import { percent } from '../frame/words.ts';

/** Significant digits of an amount, and decimals of a large one. */
const DIGITS = 5;
const DECIMALS = 2;
/** From here on the significant digits would leave out some of the decimals. */
const LARGE = 10 ** (DIGITS - DECIMALS);

/** A number for people: a decimal of five significant digits, or of two decimals where that is more. */
export function amount(x: Rational): string {
  return decimalText(nearest(x));
}

/** The same of a double; more than a thousand billion with a power of ten. */
export function decimalText(x: number): string {
  const size = Math.abs(x);
  if (size >= 1e12 || (size > 0 && size < 1e-6)) {
    return Number(x.toPrecision(DIGITS)).toExponential().replace('+', '');
  }
  if (size < LARGE) return String(Number(x.toPrecision(DIGITS)) + 0);
  const cut = Number(x.toFixed(DECIMALS));
  return size < 1e5 ? String(cut) : cut.toLocaleString('en', { maximumFractionDigits: DECIMALS });
}

/** Significant digits of probabilities. */
const PARTS = 3;
/** From here on three digits would call a part the whole. */
const NEARLY = 0.9995;

/** A share of one in percent, for people; 100 % is all. */
export function share(x: Rational): string {
  const all = compared(x, ONE) >= 0;
  return !all && nearest(x) >= NEARLY ? '> 99.9 %' : percent(nearest(x));
}

/** A probability, for people; 1 is certain. */
export function probability(x: Rational): string {
  const near = nearest(x);
  if (near >= NEARLY && compared(x, ONE) < 0) return '> 0.999';
  return String(Number(near.toPrecision(PARTS)));
}
