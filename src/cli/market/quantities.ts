import { list, outOfRange, wrongKind } from '../../core/errors.ts';
import { nearest, rational, type Rational } from '../../core/rational.ts';

/** Beyond this a sum of numbers is none that a document can print. */
const LARGEST = 1e300;

/**
 * An exact number of a scenario: a text as "1/3" or "0.25", or a JSON number read as the shortest decimal of its double, which is what
 * was written for up to 15 digits: 0.1 is 1/10.
 *
 * @throws TypeError, RangeError naming the path; also beyond 1e300, and below what a double tells from 0
 */
export function quantity(path: string, value: unknown): Rational {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw wrongKind(path, 'a number or a text as "1/3"', value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw outOfRange(path, 'finite', value);
  const found = rational(String(value), path);
  const size = Math.abs(nearest(found));
  if (size > LARGEST) throw outOfRange(path, `at most ${LARGEST} in size`, value);
  if (size === 0 && found.numerator !== 0n) {
    throw outOfRange(path, `0 or at least ${Number.MIN_VALUE} in size`, value);
  }
  return found;
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
