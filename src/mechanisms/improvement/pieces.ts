import { ofLength, record } from '../../core/errors.ts';
import {
  compared,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import type { Monopolist, Optimum } from '../monopoly/optimum.ts';
import { decider, selected, type Rule } from '../monopoly/rules.ts';
import { gainsIn, residual } from './offer.ts';
import { partOf, weightLimit } from './weight.ts';

/** Weights between which the seller does the same in the rest of the market. */
export interface WeightPiece {
  readonly from: Rational;
  readonly to: Rational;
  /** Whether nobody in the rest loses at the weights strictly between. */
  readonly improves: boolean;
  /** The same at `to` itself, where the seller has a choice, or some type is gone. */
  readonly improvesAtEnd: boolean;
}

const HALF = rational('1/2');

/**
 * For which weights w of a dominating market f' nobody loses in the rest (f - w f') / (1 - w), so that the split is Pareto improving. The
 * largest revenue from f - w f' is convex and piecewise linear in w; on an open piece the set of optimal mechanisms is one and the same, so
 * its midpoint speaks for all of it. The weights that improve need not be an interval. ours; exact in fractions, about three markets a
 * piece.
 *
 * @param surplus what each type keeps in f
 * @throws RangeError, TypeError naming `part`: the market itself, or a type that is not in it
 */
export function weightPieces(
  seller: Monopolist,
  f: Market,
  part: Market,
  options: { readonly rule: Rule; readonly surplus: readonly Rational[] },
): WeightPiece[] {
  record('options', options, ['rule', 'surplus']);
  const whole = decider(seller, options.rule).optimum(f);
  partOf(f, part);
  ofLength('surplus', options.surplus, f.length);
  const improves = (weight: Rational): boolean => {
    if (compared(weight, ONE) >= 0) return false;
    const rest = residual(f, part, weight);
    const optimum = whole.nearby(rest);
    const { surplus } = selected(seller.environment, optimum, options.rule);
    return !gainsIn(rest, options.surplus, surplus, optimum.tolerances).harms;
  };
  const ends = kinks(whole, f, part);
  return ends.slice(1).map((to, i): WeightPiece => {
    const from = ends[i]!;
    const middle = times(HALF, plus(from, to));
    return { from, to, improves: improves(middle), improvesAtEnd: improves(to) };
  });
}

/** A payment rule by what it earns: f p - w f' p at the weight w. */
interface Line {
  readonly here: Rational;
  readonly slope: Rational;
}

/** 0, the weights at which the best payment rule changes, ascending, and the largest weight. */
function kinks(whole: Optimum, f: Market, part: Market): Rational[] {
  const limit = weightLimit(f, part);
  const lineAt = (weight: Rational): Line => {
    const { payments } = whole.nearby(residual(f, part, weight)).mechanism;
    return { here: inner(f, payments), slope: inner(part, payments) };
  };
  // Each type's payment by her own tolerance, so that a large type does not hide what a small one pays.
  const [slack, slopeSlack] = [inner(f, whole.tolerances), inner(part, whole.tolerances)];
  const between = (left: Line, right: Line): Rational[] => {
    const fall = minus(left.slope, right.slope);
    if (compared(fall, slopeSlack) <= 0) return [];
    const weight = over(minus(left.here, right.here), fall);
    if (weight.numerator <= 0n || compared(weight, limit) >= 0) return [];
    const middle = lineAt(weight);
    const known = minus(left.here, times(weight, left.slope));
    const above = minus(minus(middle.here, times(weight, middle.slope)), known);
    if (compared(above, slack) <= 0) return [weight];
    return [...between(left, middle), ...between(middle, right)];
  };
  return [ZERO, ...between(lineAt(ZERO), lineAt(limit)), limit];
}
