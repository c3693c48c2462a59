import {
  compared,
  minus,
  ONE,
  plus,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { choice, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { bestAmongOptimal, efficientIn, type Rows } from './judge.ts';
import { sharesIn, told } from './payment-rules.ts';
import { apart, must, strictly } from './two-types-claims.ts';
import { bestOf } from './paths.ts';
import { equals, greater, type Pair } from './two-types.ts';

/** A simple environment of [PAR, B.1.1], a market of it, and the rule by which the seller breaks ties. */
export interface Simple {
  readonly values: Pair;
  readonly masses: readonly (number | string)[];
  readonly rule: Rule;
}

/** The type who values the best alternative of the first type least: t_L where the environment is simple. */
const lowest = (rows: Rows, best: number): number =>
  rows.reduce((low, row, t) => (greater(rows[low]![best]!, row[best]!) ? t : low), 0);

/** The least over all optimal mechanisms for these types, and then the least of the sum of values among those. */
function leastOf(
  rows: Rows,
  f: readonly Rational[],
  aim: readonly [pays: Rational[], keeps: Rational[]],
): [Rational, Rational] {
  const less = (row: readonly Rational[]): Rational[] => row.map((x) => minus(ZERO, x));
  const all = rows.map(() => minus(ZERO, ONE));
  const [, first, second] = bestAmongOptimal(rows, f, [
    { pays: less(aim[0]), keeps: less(aim[1]) },
    { pays: all, keeps: all },
  ]);
  return [minus(ZERO, first!), minus(ZERO, second!)];
}

/** How part (3) is read: of any optimal mechanism, or of any that is not efficient. */
export type Reading = 'any' | 'inefficient';

/** [PAR, Lemma 6] (1) to (3), by the judge on the support; `margin`: more than t_L's value by more than this. */
export const simpleSlack =
  (reading: Reading = 'any', margin = ZERO) =>
  ({ values, masses, rule }: Simple): number => {
    const environment = told(values);
    const f = sharesIn(environment, masses);
    const { optimum, mechanism } = choice(environment.seller, f, rule);
    if (efficientIn(environment.rows, f, mechanism)) return 1;
    const best = bestOf(environment.rows[0]!);
    const low = lowest(environment.rows, best);
    const price = environment.rows[low]![best]!;
    const rows = optimum.support.map((t) => environment.rows[t]!);
    const shares = optimum.support.map((t) => f[t]!);
    const at = optimum.support.indexOf(low);
    const nothing = at === -1 ? apart(mechanism.surplus[low]!, ZERO) : lowSurplus(rows, shares, at);
    const whole = rows.map((row) => row[best]!);
    const served = rows.flatMap((_, t) => {
      const only = unit(rows.length, t);
      return equals(leastOf(rows, shares, [only, only])[0], whole[t]!) ? [t] : [];
    });
    if (served.length === 0) return -1;
    const dear = served.map((t) => {
      const [paid, value] = leastOf(rows, shares, [unit(rows.length, t), rows.map(() => ZERO)]);
      const excused =
        reading === 'inefficient' && equals(paid, price) && equals(value, total(whole));
      return excused ? 0 : strictly(minus(paid, plus(price, margin)));
    });
    return Math.min(nothing, Math.max(...dear));
  };

const unit = (n: number, at: number): Rational[] =>
  Array.from({ length: n }, (_, t) => (t === at ? ONE : ZERO));

/** The most that t_L keeps in any optimal mechanism is nothing. */
function lowSurplus(rows: Rows, shares: readonly Rational[], low: number): number {
  const most = bestAmongOptimal(rows, shares, [{ keeps: unit(rows.length, low) }])[1]!;
  return must(compared(most, ZERO) === 0);
}
