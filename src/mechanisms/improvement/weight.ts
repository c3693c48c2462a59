import { compared, inner, minus, over, ZERO, type Rational } from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import type { Optimum } from '../monopoly/optimum.ts';
import { larger, residual } from './offer.ts';

/** How much of a market another one can be cut from it before what the seller does in the rest changes. */
export interface LargestWeight {
  /** The largest w at which the payments are optimal in (f - w f') / (1 - w); 0 when they are so at no w > 0. */
  readonly value: Rational;
  /** The least f / f' over the types of f': the largest w there is. */
  readonly limit: Rational;
  /** How many markets were solved. */
  readonly solved: number;
}

/** The least f(t) / f'(t) over the types of f'. */
export function weightLimit(f: Market, part: Market): Rational {
  const ratios = f.flatMap((share, t) => (part[t]!.numerator > 0n ? [over(share, part[t]!)] : []));
  return ratios.reduce((least, ratio) => (compared(ratio, least) < 0 ? ratio : least));
}

/**
 * The largest w up to which payments p that are optimal for f stay optimal for f - w f': the least f (p - q) / f' (p - q) over the payments
 * q of IC-IR mechanisms with f' (p - q) > 0, by Newton's method: solve at w, and where some q beats p go on from q's ratio. Exact and
 * finite in fractions; a handful of markets. [PAR, Lemma 3] says that it is > 0 when p alone is optimal. ours: its size.
 *
 * @param optimum that of f, to which p belongs; in doubles q has to beat p by more than its tolerance
 */
export function keepingWeight(
  optimum: Optimum,
  f: Market,
  part: Market,
  payments: readonly Rational[],
): LargestWeight {
  const { tolerance } = optimum;
  const limit = weightLimit(f, part);
  let value = limit;
  let here = optimum;
  for (let solved = 1; ; solved++) {
    const rest = residual(f, part, value);
    here = here.nearby(rest);
    const { revenue, mechanism, tolerance: slack } = here;
    const beaten = minus(revenue, inner(rest, payments));
    if (compared(beaten, larger(tolerance, slack)) <= 0) return { value, limit, solved };
    const loss = payments.map((p, t) => minus(p, mechanism.payments[t]!));
    const [lost, there] = [inner(f, loss), inner(part, loss)];
    const next = there.numerator > 0n ? over(lost, there) : ZERO;
    if (compared(lost, tolerance) <= 0 || compared(next, value) >= 0) {
      return { value: ZERO, limit, solved };
    }
    value = next;
  }
}
