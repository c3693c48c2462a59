import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  over,
  plus,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { chain, integerIn, map, tuple, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { environmentOf, marketOf, masses, sold, type Sizes, type Sold } from './arbitraries.ts';

/** (1 - s) f + s g. */
export function between(f: Market, g: Market, s: Rational): Rational[] {
  return f.map((share, t) => plus(times(minus(ONE, s), share), times(s, g[t]!)));
}

interface Place {
  readonly s: Rational;
  readonly payments: readonly Rational[];
}

/**
 * Where on the way from f to g the revenue, convex and piecewise linear, has a kink: exactly there two payment rules earn the most that
 * differ for those who are on the way. Ascending, inside (0, 1).
 */
export function kinks(seller: Monopolist, f: Market, g: Market): Rational[] {
  const place = (s: Rational): Place => ({
    s,
    payments: seller.optimum(between(f, g, s)).mechanism.payments,
  });
  const inside = (left: Place, right: Place): Rational[] => {
    const [rise, fall] = [left, right].map(({ payments }) => ({
      at: inner(f, payments),
      slope: minus(inner(g, payments), inner(f, payments)),
    }));
    const slopes = minus(fall!.slope, rise!.slope);
    if (slopes.numerator === 0n) return [];
    const s = over(minus(rise!.at, fall!.at), slopes);
    if (compared(s, left.s) <= 0) return [left.s];
    if (compared(s, right.s) >= 0) return [right.s];
    const here = place(s);
    const line = plus(rise!.at, times(s, rise!.slope));
    if (compared(inner(between(f, g, s), here.payments), line) === 0) return [s];
    return [...inside(left, here), ...inside(here, right)];
  };
  // The menu found at a kink may be that of either side: it is found again from the other one.
  const found = new Map(inside(place(ZERO), place(ONE)).map((s) => [fractionText(s), s]));
  return [...found.values()].filter((s) => s.numerator > 0n && compared(s, ONE) < 0);
}

/** Markets in which several payment rules are optimal: a kink on the way from one market to another, where there is one. */
export function atTies(sizes: Sizes): Arbitrary<Sold> {
  return chain(sold(sizes), (start) =>
    map(tuple<[number[], number]>(masses(start.values.length), integerIn(0, 5)), ([others, pick]) =>
      tied(start, others, pick),
    ),
  );
}

function tied({ values, masses: people }: Sold, others: readonly number[], pick: number): Sold {
  const environment = environmentOf({ values });
  const seller = exactMonopolist(environment);
  const f = marketOf(environment, people);
  const ends = [
    others,
    others.toReversed(),
    ...values.map((_, t) => values.map((__, s) => (s === t ? 1 : 0))),
  ];
  for (const end of ends) {
    const g = marketOf(environment, end);
    const found = kinks(seller, f, g);
    const s = found[pick % Math.max(1, found.length)];
    if (s) return { values, masses: between(f, g, s).map((share) => fractionText(share)) };
  }
  return { values, masses: people };
}
