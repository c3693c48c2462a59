import {
  compared,
  fraction,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import type { LinearEnvironment } from '../../../src/mechanisms/linear/environment.ts';
import { improvingSplit } from '../../../src/mechanisms/linear/improve.ts';
import { perturbationRange, perturbed } from '../../../src/mechanisms/linear/perturbation.ts';
import { environmentOf, marketOf, type Linear, type Markets } from './linear-cases.ts';
import { improvableOracle, served, unchanged, type Served } from './linear-served.ts';
import type { AnyRule, Ruled } from './ruled.ts';

/** Several markets of one environment and the rule that breaks ties. */
export type RuledMarkets = Ruled<Markets>;

/**
 * What a type, known to be served inefficiently, says of the market: 1 that it is improvable, 0 nothing, -1 what refutes the claim whatever
 * the map says, NaN where it is not decided.
 */
export type Sign = (
  c: Linear,
  environment: LinearEnvironment,
  before: Served,
  type: number,
  rule: AnyRule,
) => number;

/** -1 when for one of the markets the map and the sign disagree, NaN where the sign is not decided, else 1. */
export const improvableExactlyWhen =
  (sign: Sign) =>
  ({ markets, rule }: RuledMarkets): number => {
    const [first] = markets;
    const environment = environmentOf(first!);
    const oracle = improvableOracle(first!, rule);
    const agreement = (c: Linear): number => {
      const f = marketOf(c);
      const before = served(environment, f, rule);
      const signs = before.efficient.map((efficient, t) =>
        efficient ? 0 : sign(c, environment, before, t, rule),
      );
      if (signs.includes(-1)) return -1;
      if (signs.some((each) => Number.isNaN(each))) return NaN;
      return signs.includes(1) === oracle(f) ? 1 : -1;
    };
    const all = markets.map(agreement);
    return all.includes(-1) ? -1 : Math.min(...all);
  };

/** Whether the (t, delta)-perturbation leaves the mechanism unchanged, delta this share of the largest there is, at most 1. */
const unchangedAt =
  (share: Rational): Sign =>
  (_, environment, before, type, rule) => {
    const { high } = perturbationRange(before.market, type);
    const most = high === null || compared(high, ONE) > 0 ? ONE : high;
    const other = perturbed(before.market, type, times(most, share));
    return unchanged(environment, before, served(environment, other, rule)) ? 1 : 0;
  };

/** The shares at which small enough is decided; they must agree. */
const SMALL = [30n, 40n, 50n].map((bits) => fraction(1n, 1n << bits));

/**
 * [PAR, Prop 5]: every small enough (t, delta)-perturbation, delta > 0, leaves the mechanism unchanged; true of a type of mass 0 below
 * somebody, who has none.
 */
export const perturbationSign: Sign = (...asked) => {
  const same = SMALL.map((small) => unchangedAt(small)(...asked));
  return new Set(same).size > 1 ? NaN : same[0]!;
};

/** Perturbations of one size; below 0 the other way, within -1. */
export const sizedSign = (share: number): Sign => unchangedAt(rational(share));

/** min Phi(a) from the table of levels; null for minus infinity. */
function leastVirtual({ levels, costs }: Linear, level: Rational): Rational | null {
  const at = levels.findIndex((a) => compared(rational(a), level) === 0);
  const slopes = levels.slice(0, at).map((a, b) => {
    const rise = minus(rational(costs[at]!), rational(costs[b]!));
    return over(rise, minus(level, rational(a)));
  });
  return slopes.reduce<Rational | null>(
    (most, slope) => (most && compared(most, slope) > 0 ? most : slope),
    null,
  );
}

/** What may be broken about the sign of virtual values. */
export interface SignChanged {
  /** phi(t) = min Phi(phi(t)) counts too. */
  readonly atLeast?: boolean;
  /** phi(t) is to be above min Phi(phi(t)) by this much. */
  readonly above?: Rational;
}

/** [PAR, Cor 2]: phi(t) > min Phi(phi(t)); a lottery of two levels is a maximiser at phi(t) alone. */
export const virtualSign =
  ({ atLeast = false, above = ZERO }: SignChanged = {}): Sign =>
  (c, _, { virtual, levels, sure }, type) => {
    const phi = virtual[type]!;
    // Types below all that are there have no virtual value: any other would leave them out as well.
    if (phi === null) return 1;
    if (!sure[type]) return atLeast ? 1 : 0;
    const least = leastVirtual(c, levels[type]!);
    const order = least === null ? 1 : compared(phi, plus(least, above));
    return order > 0 || (atLeast && order === 0) ? 1 : 0;
  };

/** Only types that are there. */
export const present =
  (sign: Sign): Sign =>
  (c, environment, before, type, rule) =>
    before.market[type]!.numerator > 0n ? sign(c, environment, before, type, rule) : 0;

/** [PAR, Cor 2] with the split of two perturbations that it promises; half-half lotteries of two levels the library does not know. */
export const virtualSplit: Sign = (...asked) => {
  const [, environment, before, , rule] = asked;
  const shown = virtualSign()(...asked);
  if (shown < 1 || rule === 'mid') return shown;
  const ties = rule === 'adverse' || rule === 'posted' ? 'smallest' : 'largest';
  return improvingSplit(environment, before.market, { ties }) === null ? -1 : 1;
};

/** Of all markets with masses in twelfths of an environment: how many are inefficient, and how many of these improvable, by the map. */
export function tally(c: Linear, rule: AnyRule): string {
  const environment = environmentOf(c);
  const oracle = improvableOracle(c, rule);
  let [inefficient, improvable] = [0, 0];
  for (let i = 0; i <= 12; i++) {
    for (let j = 0; i + j <= 12; j++) {
      const f = marketOf({ ...c, masses: [i, j, 12 - i - j].map(String) });
      const { efficient } = served(environment, f, rule);
      if (f.every((share, t) => share.numerator === 0n || efficient[t])) continue;
      inefficient += 1;
      if (oracle(f)) improvable += 1;
    }
  }
  return `${improvable} of ${inefficient} inefficient ones (${rule})`;
}
