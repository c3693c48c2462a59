import { fraction, type Rational } from '../../core/rational.ts';
import { floored, flooredDouble, type Multiples } from './integers.ts';
import type { Arc } from './rounded.ts';

/** Shares and multipliers are kept to multiples of this, rounded to the safe side. */
const FINE = 1n << 192n;

/**
 * A revenue that no IC-IR mechanism of a market exceeds, from any multipliers y(t, s) >= 0 of the constraints u(t) >= u(s) +
 * (v(t) - v(s)) x(s), proved in integers:
 *
 * sum_s max(0, max_a f(s) v(s,a) - sum_t y(t,s) (v(t,a) - v(s,a))) + sum_t max(0, U(t)) max(0, d(t)),
 * d(t) = sum_s y(t,s) - sum_s y(s,t) - f(t), U(t) = max_a v(t,a).
 *
 * By weak duality, with the lotteries' multipliers chosen best. ours: the last sum, which makes any multipliers do. Some optimal
 * mechanism has no price below 0, for dropping such items from the menu moves their buyers to prices >= 0 and nobody else; and there
 * u(t) <= U(t). O((arcs + types) k) integer operations.
 *
 * @param values rows of the support, without the outside option @param shares of the support
 */
export function upperBound(
  values: Multiples,
  shares: readonly Rational[],
  arcs: readonly Arc[],
  multipliers: Float64Array,
): Rational {
  const { low, high, unit } = values;
  const least = shares.map((share) => floored(share, FINE));
  const most = shares.map((share, t) =>
    least[t]! * share.denominator === share.numerator * FINE ? least[t]! : least[t]! + 1n,
  );
  const gains = high.map((row, t) => row.map((v) => v * (v >= 0n ? most[t]! : least[t]!)));
  const excess = least.map((share) => -share);
  arcs.forEach(({ from, to }, r) => {
    const y = flooredDouble(multipliers[r]!, FINE);
    if (y === 0n) return;
    excess[from]! += y;
    excess[to]! -= y;
    const [mine, theirs, gain] = [low[from]!, high[to]!, gains[to]!];
    for (let a = 0; a < gain.length; a++) gain[a]! -= y * (mine[a]! - theirs[a]!);
  });
  let bound = 0n;
  gains.forEach((gain, t) => {
    bound += largest(gain);
    if (excess[t]! > 0n) bound += excess[t]! * largest(high[t]!);
  });
  return fraction(bound, unit * FINE);
}

/** The largest of the integers and 0. */
function largest(row: readonly bigint[]): bigint {
  return row.reduce((most, value) => (value > most ? value : most), 0n);
}
