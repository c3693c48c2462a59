import {
  compared,
  inner,
  minus,
  nearest,
  ONE,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { bestOf } from './paths.ts';
import {
  equals,
  levelsAt,
  revenueAt,
  twoTypes,
  type Level,
  type Pair,
  type Steps,
  type TwoTypes,
} from './two-types.ts';
import type { Market2 } from './two-types-cases.ts';
import { pairing, soldAt, type Pairing } from './two-types-engine.ts';
import { broken, wellServed, type Offered } from './judge.ts';

/** What the two types are sold, and what they keep. */
export interface Deal extends Offered {
  readonly surplus: readonly Rational[];
}

/** Who answers for a case: the engine, or something broken. */
export type Dealer = (pair: Pairing, c: Market2) => Deal;

export const engine: Dealer = (pair, { q, rule }) => soldAt(pair, rational(q), rule).mechanism;

/** 0 where they agree, else minus their distance. */
export const apart = (a: Rational, b: Rational): number => {
  const off = nearest(minus(a, b));
  return off > 0 ? -off : off;
};

/** Where a strict inequality is claimed: equality refutes. */
export const strictly = (slack: Rational): number =>
  slack.numerator > 0n ? nearest(slack) : slack.numerator < 0n ? nearest(slack) : -1;

export const must = (holds: boolean): number => (holds ? 0 : -1);

/** [PAR, Lemma 1]: what both types keep at q, the steps, and their number. */
export const stepsSlack =
  (dealer: Dealer = engine, steps: (values: Pair) => Steps = twoTypes, spare = 0) =>
  (c: Market2): number => {
    const pair = pairing(c.values);
    const { low, high } = pair.two;
    const two = steps(c.values);
    const q = rational(c.q);
    const { surplus } = dealer(pair, c);
    const here = levelsAt(two, q);
    const [most, least] = [here[0]!.kept, here.at(-1)!.kept];
    return Math.min(
      apart(surplus[low]!, ZERO),
      here.length === 1 ? apart(surplus[high]!, most) : 0,
      must(compared(surplus[high]!, most) <= 0 && compared(surplus[high]!, least) >= 0),
      must(falling(two)),
      c.values[0]!.length - spare - two.thresholds.length,
    );
  };

/** 0 < q_1 < .. < q_m < 1 and alpha_0 > .. > alpha_m = 0. */
function falling({ levels, thresholds }: Steps): boolean {
  const ends = [ZERO, ...thresholds, ONE];
  return (
    ends.slice(1).every((q, j) => compared(q, ends[j]!) > 0) &&
    levels.slice(1).every(({ kept }, j) => compared(kept, levels[j]!.kept) < 0) &&
    equals(levels.at(-1)!.kept, ZERO) &&
    levels.length === thresholds.length + 1
  );
}

/** What [PAR, 5] says of who is high, and of what she is sold. `random`: that a lottery earns strictly more there. */
export interface Sale2 extends Market2 {
  readonly random?: boolean;
}

/** `margin`: by how much a type must value the other's best more to count as high. */
export const highSlack =
  (dealer: Dealer = engine, margin = ZERO) =>
  (c: Sale2): number => {
    const pair = pairing(c.values);
    const { two, rows } = pair;
    const { low, high } = two;
    const deal = dealer(pair, c);
    const coveted = bestOf(rows[low]!);
    const more = minus(rows[high]![coveted]!, rows[low]![coveted]!);
    const counts = compared(more, margin) > 0;
    const both = c.q !== '0' && c.q !== '1';
    const there = [c.q === '1' ? -1 : low, c.q === '0' ? -1 : high].filter((t) => t >= 0);
    const claims = [1 - two.highs.length, apart(broken(rows, deal), ZERO)];
    if (!counts) {
      claims.push(
        ...there.map((t) => must(wellServed(rows, deal, t))),
        ...deal.surplus.map((u) => apart(u, ZERO)),
      );
    } else if (both) {
      const other = minus(inner(rows[high]!, deal.allocation[low]!), deal.payments[low]!);
      claims.push(apart(deal.surplus[high]!, other), must(wellServed(rows, deal, high)));
    }
    if (c.random) claims.push(lotteryGain(pair, rational(c.q), deal));
    return Math.min(...claims);
  };

/** What is earned beyond the best sure alternative for the low type; strictly. */
export function lotteryGain({ two, rows }: Pairing, q: Rational, deal: Deal): number {
  const { low, high, best } = two;
  const earned = plus(times(minus(ONE, q), deal.payments[low]!), times(q, deal.payments[high]!));
  const sure = rows[low]!.map((value, a): Level => {
    const kept = minus(rows[high]![a]!, value);
    return { value, kept: kept.numerator > 0n ? kept : ZERO };
  });
  const gains = sure.map((level) => minus(earned, revenueAt({ ...two, best }, level, q)));
  return strictly(gains.reduce((least, gain) => (compared(gain, least) < 0 ? gain : least)));
}

/** v_L's IC slack: u(L) - (v_L(x_H) - p_H). */
export function lowSlack({ two: { low, high }, rows }: Pairing, deal: Deal): Rational {
  const lie = minus(inner(rows[low]!, deal.allocation[high]!), deal.payments[high]!);
  return minus(deal.surplus[low]!, lie);
}

/** As printed: slack in every market in which the high type is there. */
export const printedLowSlack = (c: Market2): number => {
  const pair = pairing(c.values);
  if (pair.two.highs.length === 0 || c.q === '0') return 1;
  return strictly(lowSlack(pair, engine(pair, c)));
};

/** Slack unless both are sold the same for sure, and never worth anything: who leaves it out earns no more. */
export const mendedLowSlack =
  (relaxed: (two: TwoTypes, q: Rational) => Rational = withoutLowIncentive) =>
  (c: Market2): number => {
    const pair = pairing(c.values);
    const { two, rows } = pair;
    if (two.highs.length === 0 || c.q === '0') return 1;
    const q = rational(c.q);
    const deal = engine(pair, c);
    const same = rows[0]!.some((_, a) => deal.allocation.every((x) => equals(x[a]!, ONE)));
    const { low, high } = two;
    const earned = plus(times(minus(ONE, q), deal.payments[low]!), times(q, deal.payments[high]!));
    const slack = lowSlack(pair, deal);
    return Math.min(same ? apart(slack, ZERO) : strictly(slack), apart(earned, relaxed(two, q)));
  };

/** The closed form, in which the low type's incentive constraint does not appear. */
const withoutLowIncentive = (two: TwoTypes, q: Rational): Rational =>
  revenueAt(two, levelsAt(two, q)[0]!, q);
