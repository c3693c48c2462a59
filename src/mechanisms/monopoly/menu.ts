import { record } from '../../core/errors.ts';
import { compared, inner, minus, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { gains } from './gains.ts';
import { supportOf, type Market } from './market.ts';
import { servedEfficiently, type Lottery, type Mechanism } from './mechanism.ts';
import type { Monopolist, Optimum } from './optimum.ts';
import { uniquePayments } from './payments.ts';
import { bindingConstraints, type Binding } from './rents.ts';
import { choice, type Choice, type Rule } from './rules.ts';

/** What a type does in a menu. */
export interface MenuEntry {
  /** Its place in the environment. */
  readonly type: number;
  /** f(t); 0 for a type that is not there and only chooses. */
  readonly share: Rational;
  readonly lottery: Lottery;
  readonly payment: Rational;
  readonly surplus: Rational;
  /** Whether she is given an efficient alternative for sure. */
  readonly efficient: boolean;
}

/** How well the revenue is known, and how well the constraints are kept. */
export interface MenuCertificate {
  readonly revenue: Rational;
  /** From the program's multipliers: no IC-IR mechanism earns more. */
  readonly upperBound: Rational;
  readonly gap: Rational;
  /** The most that IC, IR or a probability is broken by over all of T, types that are not there included; 0 when exact. */
  readonly maxViolation: Rational;
}

/** The optimal menu of a market [PAR, 4]. */
export interface OptimalMenu {
  readonly arithmetic: Optimum['arithmetic'];
  readonly rule: Rule;
  readonly market: Market;
  readonly mechanism: Mechanism;
  /** One a type, in the environment's order. */
  readonly entries: readonly MenuEntry[];
  readonly revenue: Rational;
  /** The sum of f(t) u(t). */
  readonly consumerSurplus: Rational;
  /** Whether every type that is there is served efficiently. */
  readonly efficient: boolean;
  /** Whether all optimal mechanisms ask for the same payments on the support. */
  readonly uniquePayments: boolean;
  readonly binding: readonly Binding[];
  readonly certificate: MenuCertificate;
}

/**
 * The menu that the seller offers in a market under a selection rule, with what can be said about it.
 *
 * @throws RangeError, TypeError for a market or a rule that is none; the refusals `budget`, for a market too large for doubles or a long
 * search for posted prices, and `arithmetic`, for posted prices that doubles cannot decide; SolverFailure
 */
export function optimalMenu(
  seller: Monopolist,
  f: Market,
  options: { readonly rule: Rule },
): OptimalMenu {
  const { rule } = record('options', options, ['rule']);
  return menuOf(seller.environment, f, rule, choice(seller, f, rule));
}

/** The menu of a choice that has been made. */
export function menuOf(
  environment: ProductEnvironment,
  f: Market,
  rule: Rule,
  { optimum, mechanism }: Choice,
): OptimalMenu {
  const { support, tolerances } = optimum;
  const entries = environment.types.map((_, type): MenuEntry => ({
    type,
    share: f[type]!,
    lottery: mechanism.allocation[type]!,
    payment: mechanism.payments[type]!,
    surplus: mechanism.surplus[type]!,
    efficient: servedEfficiently(environment, mechanism, type, tolerances[type]!),
  }));
  return {
    arithmetic: optimum.arithmetic,
    rule,
    market: f,
    mechanism,
    entries,
    revenue: inner(f, mechanism.payments),
    consumerSurplus: inner(f, mechanism.surplus),
    efficient: support.every((t) => entries[t]!.efficient),
    uniquePayments: uniquePayments(environment, optimum),
    binding: bindingConstraints(environment, support, mechanism, tolerances),
    certificate: certificate(environment, f, mechanism, optimum),
  };
}

function certificate(
  environment: ProductEnvironment,
  f: Market,
  mechanism: Mechanism,
  { upperBound }: Optimum,
): MenuCertificate {
  const revenue = inner(f, mechanism.payments);
  const maxViolation = violation(environment, supportOf(f), mechanism);
  return { revenue, upperBound, gap: minus(upperBound, revenue), maxViolation };
}

/** The most that a constraint of any type is broken by. O(n^2 k), in doubles where nothing is near. */
function violation(
  environment: ProductEnvironment,
  support: readonly number[],
  mechanism: Mechanism,
): Rational {
  const { allocation, surplus } = mechanism;
  const gain = gains(environment, mechanism);
  let most = ZERO;
  const broken = (by: Rational): void => {
    if (compared(by, most) > 0) most = by;
  };
  environment.types.forEach((_, t) => {
    broken(minus(ZERO, surplus[t]!));
    for (const p of allocation[t]!) if (p.numerator < 0n) broken(minus(ZERO, p));
    for (const s of support) if (gain.order(t, s, most) > 0) most = gain.exact(t, s);
  });
  return most;
}
