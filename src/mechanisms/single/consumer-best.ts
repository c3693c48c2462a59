import { oneOf, outOfRange, record } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import type { Market } from '../monopoly/market.ts';
import { RULES, type Rule } from '../monopoly/rules.ts';
import { demandOf, massesOf, totalValue, uniformPrices, type Demand } from './demand.ts';
import { extremalPieces, type Extremal } from './extremal.ts';
import { priced, sold, type PricedSegmentation } from './priced.ts';

/** A segmentation close to the best for consumers that needs no tie to be broken for them; its consumer surplus is what the rule leaves. */
export interface StrictConsumerBest extends PricedSegmentation {
  /** The price that the rule charges in the whole market, and in the last segment, or the lower of two; null where nothing can be sold. */
  readonly reference: Rational | null;
  /** Under `mid` the highest of the best prices, charged with probability 1/2 there; else the same as `reference`. */
  readonly highest: Rational | null;
  /** w - pi* less the consumer surplus reached under the rule: what it costs not to rely on ties. */
  readonly loss: Rational;
}

/**
 * The segmentation of Bergemann, Brooks and Morris (2015) that is best for consumers: the extremal pieces of the greedy algorithm, each
 * at its lowest value, O(n^3) in all. It is efficient, earns pi* and leaves w - pi* to consumers; it is Pareto improving exactly when the market is
 * inefficient [PAR, Prop 1], under the rules that take the lowest of tied prices (`efficient`, `consumer`). Types of value 0 or less,
 * never served, are a segment of their own, last.
 *
 * @throws RangeError for an environment of several alternatives
 */
export function consumerBest(environment: ProductEnvironment, f: Market): PricedSegmentation {
  const demand = demandOf(environment, f);
  const parts = extremalPieces(demand.steps).map((piece) => ({
    price: demand.steps[piece.support[0]!]!.value,
    taken: spread(demand, piece, ONE),
  }));
  return priced(environment, f, demand, parts);
}

/**
 * A segmentation that is Pareto improving under the rule given, ties or not, or the market itself (ours). Let p be the price that the rule
 * charges in the whole market, the lowest of the best ones for `efficient` and `consumer`, the highest, q, for `adverse` and `posted`; `mid`
 * charges each of the two with probability 1/2, and p is the lowest. Of each extremal piece whose lowest value s is below p, all of value s and a
 * share 1 - moved of the others are sold at s, which is the one best price there; whatever remains is one segment in which the best prices, as
 * far as the rule looks at them, are those of the whole market.
 *
 * loss = moved sum_i w_i sum_(v in S_i, v > s_i) x_i(v) ((v - s_i) - max(v - p, 0)), over the pieces with s_i < p; and under `mid`
 * 1/2 sum_v m(v) (max(v - p, 0) - max(v - q, 0)) besides, m being the masses of what remains. Where there are no such pieces the
 * segmentation is the market itself, in which p serves everybody who can be served; `mid`, with probability 1/2 alone. O(n^3).
 *
 * @param options.moved the share of the others that stays behind, in (0, 1)
 * @throws RangeError for `moved` outside its range, and for an environment of several alternatives
 */
export function strictConsumerBest(
  environment: ProductEnvironment,
  f: Market,
  options: { readonly moved: Quantity; readonly rule: Rule },
): StrictConsumerBest {
  record('options', options, ['moved', 'rule']);
  const moved = rational(options.moved, 'moved');
  if (moved.numerator <= 0n || compared(moved, ONE) >= 0) {
    throw outOfRange('moved', 'in (0, 1)', fractionText(moved));
  }
  const demand = demandOf(environment, f);
  const { profit, prices } = uniformPrices(demand);
  const rule = oneOf('rule', options.rule, RULES);
  const high = prices.at(-1) ?? null;
  const reference = rule === 'adverse' || rule === 'posted' ? high : (prices[0] ?? null);
  const highest = rule === 'mid' ? high : reference;
  const parts = reference ? lowParts(demand, reference, minus(ONE, moved)) : [];
  const low = parts.map(({ price, taken }) => ({ price, masses: massesOf(f, demand, taken) }));
  const rest = low.reduce(
    (left, { masses }) => left.map((mass, t) => minus(mass, masses[t]!)),
    [...f],
  );
  const at = (price: Rational | null): PricedSegmentation =>
    sold(environment, [...low, { price, masses: rest }]);
  const found = at(reference);
  const both = plus(found.consumerSurplus, at(highest).consumerSurplus);
  const consumerSurplus = over(both, rational(2n));
  const loss = minus(minus(totalValue(demand), profit), consumerSurplus);
  return { ...found, consumerSurplus, reference, highest, loss };
}

/** The pieces with a lowest value below p, `kept` of the others with it; those with the same lowest value together. */
function lowParts(
  demand: Demand,
  p: Rational,
  kept: Rational,
): { readonly price: Rational; readonly taken: readonly Rational[] }[] {
  const byLowest = new Map<number, Rational[]>();
  for (const piece of extremalPieces(demand.steps)) {
    const lowest = piece.support[0]!;
    if (compared(demand.steps[lowest]!.value, p) >= 0) continue;
    const more = spread(demand, piece, kept);
    const before = byLowest.get(lowest) ?? more.map(() => ZERO);
    byLowest.set(
      lowest,
      before.map((mass, i) => plus(mass, more[i]!)),
    );
  }
  return [...byLowest].map(([lowest, taken]) => ({ price: demand.steps[lowest]!.value, taken }));
}

/** The masses of a piece by step: all of its lowest value, `kept` of the others. */
function spread(
  { steps }: Demand,
  { support, weight, shares }: Extremal,
  kept: Rational,
): Rational[] {
  const masses = steps.map(() => ZERO);
  support.forEach((i, j) => {
    const mass = times(weight, shares[j]!);
    masses[i] = j === 0 ? mass : times(mass, kept);
  });
  return masses;
}
