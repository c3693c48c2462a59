import { ofLength, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  inner,
  minus,
  over,
  plus,
  rational,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import { marketOf, type Market } from '../monopoly/market.ts';
import type { Optimum } from '../monopoly/optimum.ts';
import { residual } from './offer.ts';

/** How much of a market another one can be cut from it before what the seller does in the rest changes. */
export interface LargestWeight {
  /** The largest w at which the payments are optimal in (f - w f') / (1 - w); 0 when they are so at no w > 0. */
  readonly value: Rational;
  /** The least f / f' over the types of f': the largest w there is. */
  readonly limit: Rational;
  /** How many markets were solved. */
  readonly solved: number;
}

/**
 * The other market of a split, checked: its types are in the market, and it is not the market itself.
 *
 * @throws RangeError, TypeError naming `part`, or the type that is not there
 */
export function partOf(f: Market, part: Market): Market {
  marketOf(f.length, part, 'part').forEach((share, t) => {
    if (share.numerator === 0n || f[t]!.numerator > 0n) return;
    throw outOfRange(`part[${t}]`, '0 for a type that is not in the market', fractionText(share));
  });
  if (part.some((share, t) => compared(share, f[t]!) !== 0)) return part;
  throw outOfRange(
    'part',
    'another market than the whole',
    part.map((share) => fractionText(share)),
  );
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
 * @param optimum that of f, to which p belongs; in doubles q has to beat p by more than p can be short of the best
 * @throws RangeError, TypeError naming `part`: the market itself, or a type that is not in it
 */
export function keepingWeight(
  optimum: Optimum,
  f: Market,
  part: Market,
  payments: readonly Rational[],
): LargestWeight {
  ofLength('payments', payments, f.length);
  const limit = weightLimit(f, partOf(f, part));
  const short = plus(minus(optimum.upperBound, inner(f, payments)), noise(f, optimum));
  let value = limit;
  let here = optimum;
  for (let solved = 1; ; solved++) {
    const rest = residual(f, part, value);
    here = here.nearby(rest);
    const loss = payments.map((p, t) => minus(p, here.mechanism.payments[t]!));
    const beaten = minus(ZERO, inner(rest, loss));
    if (compared(beaten, short) <= 0 || alike(rest, loss, here)) return { value, limit, solved };
    const [lost, there] = [inner(f, loss), inner(part, loss)];
    const next = there.numerator > 0n ? over(lost, there) : ZERO;
    if (compared(lost, short) <= 0 || compared(next, value) >= 0) {
      return { value: ZERO, limit, solved };
    }
    value = next;
  }
}

/** What rounding leaves of a revenue in doubles, 2^-14 of each type's tolerance (1e-12 of her largest value); 0 in fractions. */
function noise(f: Market, { tolerances }: Optimum): Rational {
  return over(inner(f, tolerances), rational(2n ** 14n));
}

/** Whether payments of those who are there differ by no more than each one's tolerance. */
function alike(rest: Market, loss: readonly Rational[], { tolerances }: Optimum): boolean {
  return loss.every(
    (x, t) =>
      rest[t]!.numerator === 0n ||
      (compared(x, tolerances[t]!) <= 0 && compared(minus(ZERO, x), tolerances[t]!) <= 0),
  );
}
