import { list, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  larger,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { Alternatives, Levels } from './alternatives.ts';
import { largestDouble, power } from './roots.ts';

/** A strictly convex, differentiable cost of levels a >= 0. */
export type SmoothCost =
  /** scale a^exponent: scale > 0, exponent a fraction p/q > 1, p <= 64. */
  | { readonly family: 'power'; readonly scale: Quantity; readonly exponent: Quantity }
  /** sum of coefficients[j] a^j: from a^2 on none below 0 and one above. */
  | { readonly family: 'polynomial'; readonly coefficients: readonly Quantity[] };

/** C, and the level at which C' is phi. */
interface Smooth {
  readonly exact: boolean;
  /** C(a) and C'(a); of a power p/q no whole number, relatively less than 2^-51 below these. */
  readonly cost: (level: Rational) => Rational;
  readonly slope: (level: Rational) => Rational;
  /** The signs of phi - C'(a) and, for a > 0, of phi a - C(a), without error. */
  readonly marginal: (phi: Rational, level: Rational) => number;
  readonly gain: (phi: Rational, level: Rational) => number;
  /** For phi > C'(0). */
  readonly levelAt: (phi: Rational) => Rational;
}

/** The largest exponent, or numerator of one: powers of doubles are exact integers of 53 times as many digits. */
const MOST_EXPONENT = 64n;

/**
 * The interval [low, high] of levels, or [low, infinity), and a strictly convex cost. The outside option is level 0 at no cost; where low
 * is above 0 the seller compares it with the rest. Quadratic costs are exact; others give the largest double not above a best level
 * between the ends (low, where that is below it), found with exact signs of phi - C'(a), so that the ends are met exactly. What such a level
 * earns more than the outside option is seen where the double earns more too: a tie of the two goes to the outside option.
 *
 * @throws RangeError, TypeError naming the figure: 0 <= low < high, C(0) = 0 where low is 0, and the ranges of `SmoothCost`; RangeError of
 * `best` where the level is above 2^1000
 */
export function convexLevels(
  given: SmoothCost,
  low: Quantity,
  high: Quantity | null,
  path = 'alternatives',
): Alternatives {
  const bottom = rational(low, `${path}.low`);
  const top = high === null ? null : rational(high, `${path}.high`);
  if (bottom.numerator < 0n) throw outOfRange(`${path}.low`, '>= 0', low);
  if (top !== null && compared(top, bottom) <= 0) {
    throw outOfRange(`${path}.high`, `> ${fractionText(bottom)}`, high);
  }
  const smooth = smoothOf(given, `${path}.cost`);
  if (bottom.numerator === 0n && smooth.cost(ZERO).numerator !== 0n) {
    throw outOfRange(`${path}.cost`, 'a cost of 0 at level 0, the outside option', given);
  }
  return Object.freeze({
    kind: 'convex',
    arithmetic: smooth.exact ? 'exact' : 'rounded',
    levels: null,
    low: bottom,
    high: top,
    cost: (level: Rational): Rational => {
      if (level.numerator === 0n) return ZERO;
      const above = top !== null && compared(level, top) > 0;
      if (above || compared(level, bottom) < 0) {
        throw outOfRange('level', 'on offer', fractionText(level));
      }
      return smooth.cost(level);
    },
    best: (phi: Rational) => bestLevels(smooth, bottom, top, phi),
    leastVirtual: (level: Rational) => leastVirtual(smooth, bottom, level),
    keepsBelow: (phi: Rational, level: Rational) =>
      level.numerator === 0n || keptBelow(smooth, bottom, top, phi, level),
    exactAt: (phi: Rational, level: Rational) =>
      smooth.exact || level.numerator === 0n || !between(smooth, bottom, top, phi),
  });
}

/** Whether C' is phi strictly between the ends. */
function between(
  { marginal }: Smooth,
  low: Rational,
  high: Rational | null,
  phi: Rational,
): boolean {
  return marginal(phi, low) > 0 && (high === null || marginal(phi, high) < 0);
}

/** Between the ends C is smooth: level a answers to C'(a) alone, and a rounded level must not hide that. */
function keptBelow(
  { marginal, gain }: Smooth,
  low: Rational,
  high: Rational | null,
  phi: Rational,
  level: Rational,
): boolean {
  const beyond = high !== null && marginal(phi, high) > 0;
  return (beyond || marginal(phi, low) <= 0) && gain(phi, level) > 0;
}

function bestLevels(smooth: Smooth, low: Rational, high: Rational | null, phi: Rational): Levels {
  const inside = insideLevel(smooth, low, high, phi);
  const gain = inside.numerator === 0n ? 1 : smooth.gain(phi, inside);
  if (gain > 0) return { smallest: inside, largest: inside };
  return { smallest: ZERO, largest: gain === 0 ? inside : ZERO };
}

/** The maximiser on [low, high]. */
function insideLevel(
  { marginal, levelAt }: Smooth,
  low: Rational,
  high: Rational | null,
  phi: Rational,
): Rational {
  if (marginal(phi, low) <= 0) return low;
  if (high !== null && marginal(phi, high) >= 0) return high;
  return larger(levelAt(phi), low);
}

function leastVirtual({ cost, slope }: Smooth, low: Rational, level: Rational): Rational | null {
  if (level.numerator === 0n) return null;
  const average = over(cost(level), level);
  if (compared(level, low) === 0) return average;
  return larger(slope(level), average);
}

function smoothOf(given: SmoothCost, path: string): Smooth {
  switch (given.family) {
    case 'power':
      return powerCost(given, path);
    case 'polynomial':
      return polynomialCost(
        list(`${path}.coefficients`, given.coefficients).map((c, j) =>
          rational(c, `${path}.coefficients[${j}]`),
        ),
        path,
      );
    default:
      throw outOfRange(`${path}.family`, 'one of piecewise, power, polynomial', given['family']);
  }
}

function polynomialCost(coefficients: readonly Rational[], path: string): Smooth {
  coefficients.slice(2).forEach((c, j) => {
    if (c.numerator < 0n) {
      throw outOfRange(`${path}.coefficients[${j + 2}]`, '>= 0', fractionText(c));
    }
  });
  const degree = coefficients.findLastIndex((c) => c.numerator !== 0n);
  if (degree < 2) {
    throw outOfRange(`${path}.coefficients`, 'such that one from a^2 on is > 0', coefficients);
  }
  if (BigInt(degree) > MOST_EXPONENT) {
    throw outOfRange(`${path}.coefficients.length`, '<= 65', coefficients.length);
  }
  const derivative = coefficients.slice(1).map((c, j) => times(c, rational(j + 1)));
  const at = (terms: readonly Rational[], a: Rational): Rational =>
    terms.reduceRight((sum, c) => plus(times(sum, a), c), ZERO);
  const slope = (a: Rational): Rational => at(derivative, a);
  return {
    exact: degree === 2,
    cost: (a) => at(coefficients, a),
    slope,
    marginal: (phi, a) => compared(phi, slope(a)),
    gain: (phi, a) => compared(times(phi, a), at(coefficients, a)),
    levelAt: (phi) =>
      degree === 2
        ? over(minus(phi, derivative[0]!), derivative[1]!)
        : largestDouble((a) => compared(slope(a), phi) <= 0),
  };
}

function powerCost(given: Extract<SmoothCost, { family: 'power' }>, path: string): Smooth {
  const scale = rational(given.scale, `${path}.scale`);
  const exponent = rational(given.exponent, `${path}.exponent`);
  if (scale.numerator <= 0n) throw outOfRange(`${path}.scale`, '> 0', given.scale);
  const { numerator: p, denominator: q } = exponent;
  if (p <= q || p > MOST_EXPONENT) {
    throw outOfRange(`${path}.exponent`, 'a fraction p/q > 1 with p <= 64', given.exponent);
  }
  if (q === 1n) {
    const terms = Array.from({ length: Number(p) + 1 }, (_, j) => (j === Number(p) ? scale : ZERO));
    return polynomialCost(terms, path);
  }
  const rise = times(scale, exponent);
  // Against factor a^(p/q - 1), which is C'(a) or C(a) / a.
  const against = (factor: Rational, phi: Rational, a: Rational): number =>
    phi.numerator <= 0n || a.numerator === 0n
      ? compared(phi, ZERO) || -Number(a.numerator > 0n)
      : compared(power(over(phi, factor), q), power(a, p - q));
  const rootOf = (x: Rational): Rational =>
    x.numerator === 0n ? ZERO : largestDouble((y) => compared(power(y, q), x) <= 0);
  return {
    exact: false,
    cost: (a) => times(scale, rootOf(power(a, p))),
    slope: (a) => times(rise, rootOf(power(a, p - q))),
    marginal: (phi, a) => against(rise, phi, a),
    gain: (phi, a) => against(scale, phi, a),
    levelAt: (phi) => {
      const target = power(over(phi, rise), q);
      return largestDouble((a) => compared(power(a, p - q), target) <= 0);
    },
  };
}
