import {
  commonDenominator,
  compared,
  fraction,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import { supportOf } from '../monopoly/market.ts';
import { refused } from '../refusal.ts';
import { sameLevel } from './alternatives.ts';
import type { LinearEnvironment } from './environment.ts';
import { linearMenu, type LinearMenu, type Ties } from './menu.ts';
import { perturbationRange, perturbed } from './perturbation.ts';

/** Two markets that average back to the first, and what they bring. */
export interface LinearSplit {
  /** The type whose service improves in the first segment. */
  readonly type: number;
  /** A (t, delta)-perturbation with delta < 0, which Pareto dominates, then one with delta > 0 and the menu of the market. */
  readonly segments: readonly {
    readonly weight: Rational;
    readonly delta: Rational;
    readonly menu: LinearMenu;
  }[];
  /** What the seller gains, > 0. */
  readonly profitGain: Rational;
}

/**
 * The types that are there, are served inefficiently and would keep their level at slightly lower virtual values: phi(t) > min Phi(phi(t)).
 * ours: the paper's corollary without "that are there" fails. A market is Pareto improvable exactly when there is one. O(n k).
 *
 * @see [PAR, Cor 2]
 */
export function improvableTypes(environment: LinearEnvironment, menu: LinearMenu): number[] {
  const { keepsBelow } = environment.alternatives;
  return menu.entries.flatMap(({ type, share, virtual, level, efficient }) =>
    share.numerator > 0n && !efficient && virtual !== null && keepsBelow(virtual, level)
      ? [type]
      : [],
  );
}

/**
 * Whether every small enough (t, delta)-perturbation with delta > 0 leaves the optimal mechanism unchanged; null for a type of mass 0 with
 * somebody above, for which there is no such perturbation. One menu, at a delta below all where it changes: exact but
 * for ends at which C' is no fraction, where the double below it stands for it.
 *
 * @param menu of `linearMenu` for this environment
 * @throws RangeError, TypeError for a type that is none
 * @see [PAR, Prop 5]
 */
export function unchangedByPerturbation(
  environment: LinearEnvironment,
  menu: LinearMenu,
  type: number,
): boolean | null {
  const { high } = perturbationRange(menu.market, type);
  if (high?.numerator === 0n) return null;
  const unit = high !== null && compared(high, ONE) < 0 ? high : ONE;
  const delta = times(unit, fraction(1n, 1n << smallness(environment, menu)));
  const other = linearMenu(environment, perturbed(menu.market, type, delta), menu);
  return sameMechanism(environment, menu, other);
}

/**
 * Bits b such that the menu is one for all delta in (0, 2^-b]. Hull, kinks and ends are compared by the signs of polynomials in delta of
 * degree <= 2; times the common denominators, those of shares twice, they have whole coefficients, and so no root below 1 / (1 + the
 * largest).
 */
function smallness({ values, alternatives }: LinearEnvironment, menu: LinearMenu): bigint {
  const kinks = menu.entries.flatMap(({ level }) => alternatives.leastVirtual(level) ?? []);
  const sizes = [...values, ...kinks].map(({ numerator: x }) => (x < 0n ? -x : x));
  const shares = commonDenominator(menu.market);
  const most = sizes.reduce((sum, size) => sum + size, 1n);
  const whole = shares * shares * commonDenominator(values) * commonDenominator(kinks) * most;
  return BigInt(whole.toString(2).length + 8);
}

/** Whether two menus of an environment give every type the same level at the same payment. */
function sameMechanism(
  { alternatives }: LinearEnvironment,
  one: LinearMenu,
  other: LinearMenu,
): boolean {
  return one.entries.every((entry, t) => {
    const its = other.entries[t]!;
    return compared(entry.payment, its.payment) === 0 && sameLevel(alternatives, entry, its);
  });
}

/** Halvings after which a search for delta ends; 2^-1000 is far below every breakpoint of a market of ordinary fractions. */
const MOST_HALVINGS = 1000;

/**
 * A (t, delta)-perturbation, -1 < delta < 0, in which type t is served more by every rule for ties: delta = -1 + 2^-m, with the least m.
 * It Pareto dominates the market when t is served inefficiently and somebody above t is there. O(n k m).
 *
 * @param menu of `linearMenu` for this environment; @param type t, from 0
 * @returns null when nobody above t is there, or t's level does not rise, in doubles where levels are rounded
 * @throws RangeError, TypeError for a type that is none
 * @see [PAR, Lemma 7]
 */
export function dominatingPerturbation(
  environment: LinearEnvironment,
  menu: LinearMenu,
  type: number,
): { readonly delta: Rational; readonly menu: LinearMenu } | null {
  const { ties, market, entries } = menu;
  const before = entries[type]!;
  const { high } = perturbationRange(market, type);
  if (high === null || before.efficient) return null;
  for (let m = 1n; m <= MOST_HALVINGS; m++) {
    const delta = plus(rational(-1), fraction(1n, 1n << m));
    const found = linearMenu(environment, perturbed(market, type, delta), { ties });
    const { virtual } = found.entries[type]!;
    // Not at a tie, where the old level would earn as much: the seller gains strictly.
    const least = environment.alternatives.best(virtual!).smallest;
    if (compared(least, before.level) > 0) return { delta, menu: found };
  }
  return null;
}

/**
 * The improving split of [PAR, Prop 5, proof], both segments perturbations of one type; checked: every type that is there keeps as
 * much in each segment, somebody more in the first. Exact; with rounded levels up to these: a gain below a double's last place is not
 * found. Menus at up to 2000 sizes of delta a type that is improvable, mostly two or three.
 *
 * @param masses one a type, >= 0, divided by their sum; a market as it is
 * @returns null when the market is not improvable
 * @throws RangeError, TypeError naming the entry; RangeError, reason `ties`, when a type that is there has two efficient levels
 */
export function improvingSplit(
  environment: LinearEnvironment,
  masses: readonly Quantity[],
  options: { readonly ties: Ties },
): LinearSplit | null {
  const menu = linearMenu(environment, masses, options);
  for (const t of supportOf(menu.market)) {
    const { smallest, largest } = environment.efficient[t]!;
    if (compared(smallest, largest) !== 0) {
      throw refused('ties', `${environment.types[t]!} has two efficient levels`, { type: t });
    }
  }
  for (const type of improvableTypes(environment, menu)) {
    const better = dominatingPerturbation(environment, menu, type);
    const kept = better && largestKept(environment, menu, type);
    if (better && kept) return split(menu, type, better, kept);
  }
  return null;
}

type Segment = { readonly delta: Rational; readonly menu: LinearMenu };

/** The largest delta = 2^-m f(t) / Ft(t+1), m >= 1, that leaves the mechanism unchanged. */
function largestKept(
  environment: LinearEnvironment,
  menu: LinearMenu,
  type: number,
): Segment | null {
  const { high } = perturbationRange(menu.market, type);
  if (high === null) return null;
  for (let m = 1n; m <= MOST_HALVINGS; m++) {
    const delta = times(high, fraction(1n, 1n << m));
    const found = linearMenu(environment, perturbed(menu.market, type, delta), menu);
    if (sameMechanism(environment, menu, found)) return { delta, menu: found };
  }
  return null;
}

function split(menu: LinearMenu, type: number, better: Segment, kept: Segment): LinearSplit | null {
  if (dominance(menu, better.menu) !== 'strict' || dominance(menu, kept.menu) === null) return null;
  const weight = over(kept.delta, minus(kept.delta, better.delta));
  const rest = minus(ONE, weight);
  const segmented = plus(times(weight, better.menu.profit), times(rest, kept.menu.profit));
  return {
    type,
    segments: [
      { weight, ...better },
      { weight: rest, ...kept },
    ],
    profitGain: minus(segmented, menu.profit),
  };
}

/**
 * Whether every type of the second menu's market keeps at least as much there as in the first, `strict` when one keeps more; null when
 * one loses.
 *
 * @see [PAR, 4.1]
 */
export function dominance(before: LinearMenu, after: LinearMenu): 'weak' | 'strict' | null {
  const there = after.entries.filter(({ share }) => share.numerator > 0n);
  const orders = there.map(({ surplus, type }) => compared(surplus, before.entries[type]!.surplus));
  if (orders.some((order) => order < 0)) return null;
  return orders.some((order) => order > 0) ? 'strict' : 'weak';
}
