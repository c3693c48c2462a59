import {
  compared,
  inner,
  minus,
  nearest,
  ONE,
  over,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { improvableUnder } from './complete.ts';
import { paretoImproving } from './judge.ts';
import type { AnyRule } from './ruled.ts';
import { equals, greater, type Pair, type Steps } from './two-types.ts';
import type { Market2 } from './two-types-cases.ts';
import { efficientAt, HALF, marketAt, pairing, soldAt, type Pairing } from './two-types-engine.ts';

/** Two markets, below < q < above. */
export interface Split {
  readonly below: Rational;
  readonly above: Rational;
}

const middle = (a: Rational, b: Rational): Rational => times(HALF, plus(a, b));

/** The split of [PAR, 5]: a market inside the interval under the one that begins at q or holds it, and one inside that. */
export function splitAt({ thresholds }: Steps, q: Rational): Split | null {
  const ends = [ZERO, ...thresholds, ONE];
  const up = ends.findIndex((end) => greater(end, q));
  if (up < 2) return null;
  return { below: middle(ends[up - 2]!, ends[up - 1]!), above: middle(q, ends[up]!) };
}

/** What a split of q into two markets does: whether it is Pareto improving, and what the seller gains. */
export function outcome(
  pair: Pairing,
  q: Rational,
  { below, above }: Split,
  rule: AnyRule,
): { readonly improving: boolean; readonly gain: Rational } {
  const weight = over(minus(above, q), minus(above, below));
  const parts = [
    { weight, q: below },
    { weight: minus(ONE, weight), q: above },
  ];
  const f = marketAt(pair, q);
  const whole = soldAt(pair, q, rule).mechanism;
  const segments = parts.map((part) => {
    const { surplus, payments } = soldAt(pair, part.q, rule).mechanism;
    return { weight: part.weight, market: marketAt(pair, part.q), surplus, payments };
  });
  const earned = total(segments.map((s) => times(s.weight, inner(s.market, s.payments))));
  return {
    improving: paretoImproving(f, whole.surplus, segments),
    gain: minus(earned, inner(f, whole.payments)),
  };
}

/**
 * The inefficient markets that no segmentation improves. What the high type keeps falls in q and the low type keeps 0, so that some
 * segment lies above q, and there she keeps α_j at most: q is improvable exactly when α_j is what she keeps at q and somebody below
 * keeps more. Only thresholds can fail.
 */
export function exceptions(pair: Pairing, rule: AnyRule): Rational[] {
  const { thresholds, levels, high } = pair.two;
  return thresholds.filter((q, j) => {
    const { surplus } = soldAt(pair, q, rule).mechanism;
    return greater(surplus[high]!, levels[j + 1]!.kept) && !efficientAt(pair, q, rule);
  });
}

/** The least of a gain that is to be > 0, with whether the split improves. */
export function improvement(
  pair: Pairing,
  q: Rational,
  split: Split | null,
  rule: AnyRule,
): number {
  if (split === null) return -1;
  const { improving, gain } = outcome(pair, q, split, rule);
  return improving && gain.numerator > 0n ? nearest(gain) : -1;
}

/**
 * [PAR, Prop. 2]: at most k exceptions, and every other inefficient market is improved by its split. `spare`: at most k less that;
 * `complete`: the exceptions against the complete decision too.
 */
export const exceptionsSlack =
  (
    spare = 0,
    moved: (split: Split, two: Steps) => Split = (split) => split,
    more: (pair: Pairing, rule: AnyRule) => number = () => 0,
    complete = true,
  ) =>
  ({ values, q: share, rule }: Market2): number => {
    const pair = pairing(values);
    const q = rational(share);
    const found = exceptions(pair, rule);
    if (complete && !agreed(pair, found, q, rule)) return -1;
    const count = values[0]!.length - spare - found.length - more(pair, rule);
    if (found.some((each) => equals(each, q)) || efficientAt(pair, q, rule)) return count;
    const split = splitAt(pair.two, q);
    return Math.min(count, improvement(pair, q, split && moved(split, pair.two), rule));
  };

/** Whether the complete decision for up to three types names the same exceptions, at the thresholds and at q. */
function agreed(pair: Pairing, found: readonly Rational[], q: Rational, rule: AnyRule): boolean {
  const improvable = improvableUnder(pair.seller, rule);
  return [...pair.two.thresholds, q].every((each) => {
    const excepted = found.some((one) => equals(one, each)) || efficientAt(pair, each, rule);
    return improvable(marketAt(pair, each)) === !excepted;
  });
}

/** The upper segment this part of the way from the next threshold to 1, where there is one. */
export const pastThreshold =
  (part: Rational) =>
  (split: Split, { thresholds }: Steps): Split => {
    const next = thresholds.find((threshold) => greater(threshold, split.above));
    if (next === undefined) return split;
    return { ...split, above: plus(next, times(part, minus(ONE, next))) };
  };

/** How many exceptions there are under a rule. */
export function exceptionCount(values: Pair, rule: AnyRule): number {
  return exceptions(pairing(values), rule).length;
}

/** One more over all of T: q = 1, where the absent low type cannot be served efficiently. */
export const loneHigh = ({ two }: Pairing): number => (two.highs.length > 0 ? 1 : 0);

/** [PAR, Cor. 1] by way of Theorem 1: several optimal payments exactly at the thresholds, and every other inefficient market is improved. */
export const finitelySlack =
  (
    several: (pair: Pairing, q: Rational) => boolean,
    finite: (pair: Pairing) => readonly Rational[] = ({ two }) => two.thresholds,
  ) =>
  ({ values, q: share, rule }: Market2): number => {
    const pair = pairing(values);
    const q = rational(share);
    const listed = finite(pair).some((threshold) => compared(threshold, q) === 0);
    if (several(pair, q) !== listed) return -1;
    if (listed || efficientAt(pair, q, rule)) return 0;
    return improvement(pair, q, splitAt(pair.two, q), rule);
  };
