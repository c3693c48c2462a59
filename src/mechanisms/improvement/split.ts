import {
  larger,
  minus,
  nearest,
  ONE,
  over,
  plus,
  rational,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import type { Mechanism } from '../monopoly/mechanism.ts';
import type { OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { revenueObjective } from '../monopoly/program.ts';
import { selected } from '../monopoly/rules.ts';
import type { DominatingMarket } from './dominating.ts';
import { gainsIn, offerOf, residual, type Offer } from './offer.ts';
import { weightPieces } from './pieces.ts';
import { keepingWeight, weightLimit, type LargestWeight } from './weight.ts';

/** A segment and what the seller offers in it. */
export interface ImprovedSegment {
  readonly weight: Rational;
  readonly market: Market;
  readonly menu: OptimalMenu;
}

/** Segments in which nobody loses and somebody gains, as the seller's offers in each of them say. */
export interface Split {
  readonly segments: readonly ImprovedSegment[];
  /** The least and the most that a type gains, over the segments that she is in. */
  readonly least: Rational;
  readonly most: Rational;
  /** The largest tolerance of the types that are there: each is compared by her own. */
  readonly tolerance: Rational;
}

/** A split by the construction, and the largest weight up to which the rest is offered the same. */
export interface ConstructedSplit extends Split {
  readonly largest: LargestWeight;
  /** Whether the split at the largest weight itself still improves: a choice of the rule there, or a type that is gone. */
  readonly attained: boolean;
  /** Whether the rest is offered the menu of the whole market. */
  readonly kept: boolean;
}

/** The segments, each with the seller's offer, if nobody in them loses more than her own tolerance and somebody gains more; else null. */
export function improving(
  seller: Monopolist,
  before: Offer,
  segments: readonly { readonly weight: Rational; readonly market: Market }[],
): Split | null {
  const { menu, optimum } = before;
  const { tolerances, support } = optimum;
  const offered = segments.map((segment) => {
    const offer = offerOf(seller, segment.market, menu.rule, optimum.nearby(segment.market));
    return { ...segment, menu: offer.menu };
  });
  const gains = offered.map((segment) =>
    gainsIn(segment.market, menu.mechanism.surplus, segment.menu.mechanism.surplus, tolerances),
  );
  const most = gains.map((gain) => gain.most).reduce((a, b) => larger(a, b));
  const lost = gains.map((gain) => minus(ZERO, gain.least)).reduce((a, b) => larger(a, b));
  const least = minus(ZERO, lost);
  const tolerance = support.map((t) => tolerances[t]!).reduce((a, b) => larger(a, b));
  const improves = !gains.some(({ harms }) => harms) && gains.some(({ helps }) => helps);
  return improves ? { segments: offered, least, most, tolerance } : null;
}

/** f' with a weight, and the rest of the market. */
function twoSegments(
  f: Market,
  part: Market,
  weight: Rational,
): { readonly weight: Rational; readonly market: Market }[] {
  return [
    { weight, market: part },
    { weight: minus(ONE, weight), market: residual(f, part, weight) },
  ];
}

/**
 * The split of [PAR, Theorem 1] at half the largest weight, or null where the rest would be offered something that makes somebody
 * worse off for every small weight. Where payments are not unique the seller offers, for every small weight, what the rule selects among the
 * optimal mechanisms that earn least in f' (ours): the rest's menu may change and still hurt nobody.
 */
export function smallSplit(
  seller: Monopolist,
  before: Offer,
  { market: part }: DominatingMarket,
): ConstructedSplit | null {
  const { menu, optimum } = before;
  const { market: f, mechanism } = menu;
  const rest = menu.uniquePayments ? mechanism : restMechanism(seller, before, part);
  if (gainsIn(f, mechanism.surplus, rest.surplus, optimum.tolerances).harms) return null;
  const largest = keepingWeight(optimum, f, part, rest.payments);
  if (largest.value.numerator === 0n) return null;
  const split = improving(seller, before, twoSegments(f, part, half(seller, largest.value)));
  if (!split) return null;
  return {
    ...split,
    largest,
    attained: improvesAt(seller, before, part, largest.value),
    kept: samePayments(f, mechanism, rest, optimum.tolerances),
  };
}

/** What the rule selects in f - w f' for every small w > 0. */
function restMechanism(
  { environment }: Monopolist,
  { menu, optimum }: Offer,
  part: Market,
): Mechanism {
  const against = part.map((share) => minus(ZERO, share));
  const face = optimum.best(revenueObjective(environment, against));
  return selected(environment, face, menu.rule);
}

function samePayments(
  f: Market,
  one: Mechanism,
  other: Mechanism,
  tolerances: readonly Rational[],
): boolean {
  const { harms, helps } = gainsIn(f, one.payments, other.payments, tolerances);
  return !harms && !helps;
}

function improvesAt(seller: Monopolist, before: Offer, part: Market, weight: Rational): boolean {
  const { market: f, mechanism, rule } = before.menu;
  const rest = residual(f, part, weight);
  const optimum = before.optimum.nearby(rest);
  const { surplus } = selected(seller.environment, optimum, rule);
  return !gainsIn(rest, mechanism.surplus, surplus, optimum.tolerances).harms;
}

/** Half of a weight; in doubles one that is short. */
function half({ arithmetic }: Monopolist, weight: Rational): Rational {
  const exact = over(weight, rational(2n));
  return arithmetic === 'exact' ? exact : rational(nearest(exact));
}

/** A split by a larger weight, from the pieces on which the rest's offer stays the same; null where none improves. */
export function largeSplit(
  seller: Monopolist,
  before: Offer,
  { market: part }: DominatingMarket,
): ConstructedSplit | null {
  const { market: f, mechanism, rule } = before.menu;
  const limit = weightLimit(f, part);
  for (const piece of weightPieces(seller, f, part, { rule, surplus: mechanism.surplus })) {
    if (!piece.improves && !piece.improvesAtEnd) continue;
    const middle = over(plus(piece.from, piece.to), rational(2n));
    const weight = piece.improves ? middle : piece.to;
    const split = improving(seller, before, twoSegments(f, part, weight));
    if (!split) continue;
    const largest = { value: piece.to, limit, solved: 0 };
    return { ...split, largest, attained: piece.improvesAtEnd, kept: false };
  }
  return null;
}
