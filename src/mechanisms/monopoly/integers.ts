import { dyadic } from '../../core/dyadic.ts';
import { bitLength, fraction, gcd, type Rational } from '../../core/rational.ts';

/** Numbers in multiples of 1 / unit: from below and from above, the same where `exact`. */
export interface Multiples {
  readonly unit: bigint;
  readonly exact: boolean;
  readonly low: readonly (readonly bigint[])[];
  readonly high: readonly (readonly bigint[])[];
}

/** Bits of a common denominator up to which all numbers are kept as they are. */
const MOST_BITS = 320;

/** Bits below the largest number where they are rounded. */
const FINE_BITS = 192;

/** Rows of fractions over one denominator; where it is too large outward to multiples of about 2^-192 of the largest, or of 1 if that is less. O(entries). */
export function multiples(rows: readonly (readonly Rational[])[]): Multiples {
  const unit = shortDenominator(rows);
  if (unit !== null) {
    const low = rows.map((row) => row.map((a) => a.numerator * (unit / a.denominator)));
    return { unit, exact: true, low, high: low };
  }
  const fine = 1n << BigInt(Math.max(0, FINE_BITS - exponentOf(rows)));
  return {
    unit: fine,
    exact: false,
    low: rows.map((row) => row.map((a) => floored(a, fine))),
    high: rows.map((row) => row.map((a) => -floored(opposite(a), fine))),
  };
}

/** An e with max |a| within a factor of 2 of 2^e; 0 when all are 0. */
function exponentOf(rows: readonly (readonly Rational[])[]): number {
  let most = -Infinity;
  for (const { numerator, denominator } of rows.flat()) {
    if (numerator === 0n) continue;
    const size = numerator < 0n ? -numerator : numerator;
    most = Math.max(most, bitLength(size) - bitLength(denominator));
  }
  return most === -Infinity ? 0 : most;
}

/** Null when it has too many digits. */
function shortDenominator(rows: readonly (readonly Rational[])[]): bigint | null {
  let common = 1n;
  for (const row of rows) {
    for (const { denominator } of row) {
      if (common % denominator === 0n) continue;
      common *= denominator / gcd(common, denominator);
      if (bitLength(common) > MOST_BITS) return null;
    }
  }
  return common;
}

/** The largest multiple of 1 / unit up to a. */
export function floored({ numerator, denominator }: Rational, unit: bigint): bigint {
  const all = numerator * unit;
  const whole = all / denominator;
  return all < 0n && whole * denominator !== all ? whole - 1n : whole;
}

function opposite({ numerator, denominator }: Rational): Rational {
  return { numerator: -numerator, denominator };
}

/** The largest multiple of 1 / unit up to a double. */
export function flooredDouble(x: number, unit: bigint): bigint {
  const { mantissa, exponent } = dyadic(x);
  if (exponent >= 0) return (mantissa << BigInt(exponent)) * unit;
  return (mantissa * unit) >> BigInt(-exponent);
}

/** count / unit in lowest terms; fast where the unit is a power of two. */
export function share(count: bigint, unit: bigint): Rational {
  if (count === 0n) return { numerator: 0n, denominator: 1n };
  if (count === unit) return { numerator: 1n, denominator: 1n };
  return fraction(count, unit);
}
