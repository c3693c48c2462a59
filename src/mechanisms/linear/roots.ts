import { outOfRange } from '../../core/errors.ts';
import { ONE, plus, rational, type Rational } from '../../core/rational.ts';

/** x^exponent, exact; exponent >= 0. */
export function power(x: Rational, exponent: bigint): Rational {
  // Powers of numbers without common factors have none either.
  return { numerator: x.numerator ** exponent, denominator: x.denominator ** exponent };
}

/**
 * The largest double x >= 0 up to which `below` holds, for a test that holds from 0 on and fails above some point: within one unit in
 * the last place of that point. About 100 tests.
 *
 * @throws RangeError when it holds beyond 2^1000
 */
export function largestDouble(below: (x: Rational) => boolean): Rational {
  let exponent = 0;
  if (below(ONE)) {
    while (below(twoTo(exponent + 1))) {
      exponent += 1;
      if (exponent > 1000) throw outOfRange('the best level', '<= 2^1000', 'more');
    }
  } else {
    while (!below(twoTo(exponent))) {
      exponent -= 1;
      if (exponent < -1000) return rational(0);
    }
  }
  let found = twoTo(exponent);
  for (let bit = 1; bit <= 52; bit++) {
    const next = plus(found, twoTo(exponent - bit));
    if (below(next)) found = next;
  }
  return found;
}

function twoTo(exponent: number): Rational {
  return rational(2 ** exponent);
}
