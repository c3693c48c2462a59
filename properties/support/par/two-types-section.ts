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
  type Rational,
} from '../../../src/core/rational.ts';
import type { Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { broken, optimal, paretoImproving, type Segment } from './judge.ts';
import { apart, must, strictly, type Deal } from './two-types-claims.ts';
import { efficientAt, HALF, marketAt, pairing, soldAt, type Pairing } from './two-types-engine.ts';
import { ONE_PRODUCT, TWO_PRODUCTS } from './two-types-samples.ts';
import { improvement, outcome, splitAt, type Split } from './two-types-splits.ts';

/** The examples of [PAR, 3], with the prices they print. */

/** One product: a share q of 2s, a part of the first segment's limit, and a rule. */
export interface Single {
  readonly q: string;
  /** In (0, 1): so many times as many 2s as 1s in the first segment. */
  readonly part: string;
  readonly rule: Rule;
}

/** Price 1 where 2s are a minority, 2 where they are a majority; and the printed split with `scale` times the part. */
export const singleSlack =
  (scale = ONE, from = '1/2') =>
  (c: Single): number => {
    const pair = pairing(ONE_PRODUCT);
    const q = rational(c.q);
    const { payments, surplus } = soldAt(pair, q, c.rule).mechanism;
    const side = compared(q, rational('1/2'));
    const price = rational(side < 0 ? 1 : 2);
    const menu = side === 0 ? 0 : apart(payments[1]!, price);
    const kept = side === 0 ? 0 : apart(surplus[1]!, rational(side < 0 ? 1 : 0));
    const majority = compared(q, rational(from)) >= 0 && (side !== 0 || from !== '1/2');
    if (!majority || compared(q, ONE) === 0) return Math.min(menu, kept);
    const inefficient = must(!efficientAt(pair, q, c.rule));
    return Math.min(
      menu,
      kept,
      inefficient,
      printedSplit(pair, q, times(scale, rational(c.part)), c.rule),
    );
  };

/** All 1s with `part` times as many 2s, and the remaining 2s: what the seller gains where it improves, else -1. */
function printedSplit(pair: Pairing, q: Rational, part: Rational, rule: Rule): number {
  const below = over(part, plus(ONE, part));
  const { improving, gain } = outcome(pair, q, { below, above: ONE }, rule);
  return improving && gain.numerator > 0n ? nearest(gain) : -1;
}

/** What becomes of q = 1/2, split with half as many 2s as 1s. */
export function atHalf(rule: Rule): string {
  const pair = pairing(ONE_PRODUCT);
  if (efficientAt(pair, HALF, rule)) return 'efficient';
  return printedSplit(pair, HALF, HALF, rule) > 0 ? 'improved' : 'not improved';
}

/** Two products: a market, and a segmentation of q = 3/4 as a mixture of splits into two. */
export interface Screened {
  readonly q: string;
  readonly rule: Rule;
  /** [below, above, weight], below < 3/4 < above, one of the weights > 0. */
  readonly splits: readonly (readonly [string, string, number])[];
}

const [lower, original] = [2, 1];

/** The item and price of both types as printed: efficient below 1/4, screening up to 3/4, exclusion above. */
function printedMenu(q: Rational): readonly (readonly [number, string])[] {
  if (compared(q, rational('1/4')) <= 0)
    return [
      [original, '1'],
      [original, '1'],
    ];
  if (compared(q, rational('3/4')) <= 0)
    return [
      [lower, '3/4'],
      [original, '7/4'],
    ];
  return [
    [0, '0'],
    [original, '2'],
  ];
}

/** The printed menu of q as a mechanism. */
function printedDeal(pair: Pairing, q: Rational): Deal {
  const menu = printedMenu(q);
  const payments = menu.map(([, price]) => rational(price));
  const allocation = menu.map(([a]) => pair.rows[0]!.map((_, b) => rational(a === b ? 1 : 0)));
  const surplus = pair.rows.map((row, t) => minus(inner(row, allocation[t]!), payments[t]!));
  return { allocation, payments, surplus };
}

/**
 * Menus as stated, optimal, and `sold` ones; off 3/4 every inefficient market improved, 3/4 inefficient and not improved, and at
 * 3/4 + `off` every segmentation lowers average surplus.
 */
export const screenedSlack =
  (off = '0', sold = false) =>
  (c: Screened): number => {
    const pair = pairing(TWO_PRODUCTS);
    const q = rational(c.q);
    const f = marketAt(pair, q);
    const deal = printedDeal(pair, q);
    const bought = soldAt(pair, q, c.rule).mechanism;
    const stated = [
      must(optimal(pair.rows, f, deal)),
      ...[0, 1].flatMap((t) =>
        sold && f[t]!.numerator > 0n ? [apart(bought.payments[t]!, deal.payments[t]!)] : [],
      ),
    ];
    const lowered = average(pair, c, plus(rational('3/4'), rational(off)));
    const left = !efficientAt(pair, q, c.rule);
    const gain = left ? improvement(pair, q, splitAt(pair.two, q), c.rule) : 0;
    const alone = compared(q, rational('3/4')) === 0 ? must(left && gain < 0) : gain;
    return Math.min(...stated, lowered, alone);
  };

/** How much the splits lower average surplus at q; they are scaled to keep their ends and average to q. */
function average(pair: Pairing, { splits, rule }: Screened, q: Rational): number {
  const kept = (share: Rational): Rational =>
    inner(marketAt(pair, share), soldAt(pair, share, rule).mechanism.surplus);
  const weights = splits.map(([, , weight]) => rational(weight));
  const after = splits.map(([low, high], i) => {
    const [below, above] = [rational(low), rational(high)];
    const share = over(minus(above, q), minus(above, below));
    const mean = plus(times(share, kept(below)), times(minus(ONE, share), kept(above)));
    return times(weights[i]!, mean);
  });
  return strictly(minus(kept(q), over(total(after), total(weights))));
}

/** Which of the two thresholds is inefficient and improved by no split tried. */
export function stuck(rule: Rule): string[] {
  const pair = pairing(TWO_PRODUCTS);
  return ['1/4', '3/4'].filter((text) => {
    const q = rational(text);
    return !efficientAt(pair, q, rule) && improvement(pair, q, splitAt(pair.two, q), rule) < 0;
  });
}

/** [PAR, footnote 11]: what is selected at q = 1/4 is `part` screening, the rest efficient; and a split of it. */
export interface Quarter {
  /** In (0, 1]. */
  readonly part: string;
  readonly below: string;
  readonly above: string;
}

/** -1 where the split improves; `off`: a market so far above 1/4, where the engine sells. */
export const quarterSlack =
  (off = '0') =>
  (c: Quarter): number => {
    const pair = pairing(TWO_PRODUCTS);
    const q = plus(rational('1/4'), rational(off));
    const moved = off !== '0';
    const f = marketAt(pair, q);
    const deal = moved
      ? soldAt(pair, q, 'efficient').mechanism
      : mixedAtQuarter(pair, rational(c.part));
    if (!optimal(pair.rows, f, deal) || broken(pair.rows, deal).numerator !== 0n) return NaN;
    const split: Split = { below: rational(c.below), above: rational(c.above) };
    return must(!paretoImproving(f, deal.surplus, segments(pair, q, split)));
  };

function mixedAtQuarter(pair: Pairing, part: Rational): Deal {
  const [one, other] = ['1/4', '1/2'].map((q) => printedDeal(pair, rational(q)));
  const mix = (a: Rational, b: Rational): Rational =>
    plus(times(minus(ONE, part), a), times(part, b));
  const both = (a: readonly Rational[], b: readonly Rational[]): Rational[] =>
    a.map((x, i) => mix(x, b[i]!));
  return {
    allocation: one!.allocation.map((x, t) => both(x, other!.allocation[t]!)),
    payments: both(one!.payments, other!.payments),
    surplus: both(one!.surplus, other!.surplus),
  };
}

function segments(pair: Pairing, q: Rational, { below, above }: Split): Segment[] {
  const weight = over(minus(above, q), minus(above, below));
  const at = (share: Rational, w: Rational): Segment => ({
    weight: w,
    market: marketAt(pair, share),
    surplus: soldAt(pair, share, 'efficient').mechanism.surplus,
  });
  return [at(below, weight), at(above, minus(ONE, weight))];
}
