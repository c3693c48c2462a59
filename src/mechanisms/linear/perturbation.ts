import { integer, list, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import { marketOf, type Market } from '../monopoly/market.ts';

/** The deltas for which a (t, delta)-perturbation is a market: -1 to f(t) / Ft(t+1), which is null, unbounded, with nobody above t. */
export interface PerturbationRange {
  readonly low: Rational;
  readonly high: Rational | null;
}

/** The range of delta for a type (from 0) of a market. O(n). */
export function perturbationRange(f: Market, type: number): PerturbationRange {
  marketOf(list('market', f).length, f);
  const above = total(f.slice(integer('type', type, 0, f.length - 1) + 1));
  const high = above.numerator === 0n ? null : over(f[type]!, above);
  return { low: rational(-1), high };
}

/**
 * The (t, delta)-perturbation of a market: the shares of the types above t times 1 + delta, that of t what is left, those below
 * unchanged. O(n).
 *
 * @param type t, from 0
 * @param delta in [-1, f(t) / Ft(t+1)]
 * @throws RangeError when a share would be below 0
 * @see [PAR, Definition 2]
 */
export function perturbed(f: Market, type: number, delta: Quantity): Market {
  const { low, high } = perturbationRange(f, type);
  const by = rational(delta, 'delta');
  if (compared(by, low) < 0 || (high !== null && compared(by, high) > 0)) {
    const range = `in [-1, ${high === null ? 'Infinity' : fractionText(high)}]`;
    throw outOfRange('delta', range, fractionText(by));
  }
  const factor = plus(ONE, by);
  const scaled = f.map((share, t) => (t > type ? times(share, factor) : share));
  const moved = high === null ? ZERO : times(by, total(f.slice(type + 1)));
  return scaled.with(type, minus(f[type]!, moved));
}
