import { outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  times,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import { menuOf, type OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist, Optimum } from '../monopoly/optimum.ts';
import { selected, type Rule } from '../monopoly/rules.ts';

/** What the seller offers in a market, and the optimum that it was selected from. */
export interface Offer {
  readonly optimum: Optimum;
  readonly menu: OptimalMenu;
}

/** The offer in a market under a rule. */
export function offerIn(seller: Monopolist, f: Market, rule: Rule): Offer {
  return offerOf(seller, f, rule, seller.optimum(f));
}

/** The offer of an optimum. */
export function offerOf(seller: Monopolist, f: Market, rule: Rule, optimum: Optimum): Offer {
  const mechanism = selected(seller.environment, optimum, rule);
  return { optimum, menu: menuOf(seller.environment, f, rule, { optimum, mechanism }) };
}

/**
 * f'' = (f - w f') / (1 - w), 0 <= w < 1.
 *
 * @throws RangeError for w = 1, where f' is all there is
 */
export function residual(f: Market, part: Market, weight: Rational): Market {
  const rest = minus(ONE, weight);
  if (rest.numerator <= 0n) throw outOfRange('weight', '< 1', fractionText(weight));
  return f.map((share, t) => over(minus(share, times(weight, part[t]!)), rest));
}

/** The least and the most that a type of a market gains. */
export interface Gains {
  readonly least: Rational;
  readonly most: Rational;
  /** Whether somebody loses more than her own tolerance. */
  readonly harms: boolean;
  /** Whether somebody gains more than her own tolerance. */
  readonly helps: boolean;
}

/**
 * What the types that are in a market gain when surpluses change, or payments. O(n).
 *
 * @param tolerances up to which each type of T counts as left what she had: her own, so that what hurts a small type beside a large one counts
 */
export function gainsIn(
  f: Market,
  before: readonly Rational[],
  after: readonly Rational[],
  tolerances: readonly Rational[],
): Gains {
  const support = supportOf(f);
  const gains = support.map((t) => minus(after[t]!, before[t]!));
  return {
    harms: gains.some((gain, i) => compared(minus(ZERO, gain), tolerances[support[i]!]!) > 0),
    helps: gains.some((gain, i) => compared(gain, tolerances[support[i]!]!) > 0),
    least: gains.reduce((least, gain) => (compared(gain, least) < 0 ? gain : least)),
    most: gains.reduce((most, gain) => (compared(gain, most) > 0 ? gain : most)),
  };
}
