import { minus, ONE, rational, times, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Market } from './market.ts';
import type { Objective } from './optimum.ts';

/** IC of `from` towards the item of `to`, or the probabilities of `of`; types by their place in the support. */
export type Constraint =
  | { readonly kind: 'incentive'; readonly from: number; readonly to: number }
  | { readonly kind: 'lottery'; readonly of: number };

/** The revenue as an objective: f(t) (v(t, x(t)) - u(t)). */
export function revenueObjective(environment: ProductEnvironment, f: Market): Objective {
  return {
    allocation: environment.values.map((row, t) => row.map((v) => times(v, f[t]!))),
    surplus: f.map((share) => minus(ZERO, share)),
  };
}

/** The objective in the program's columns. */
export function costOf(
  environment: ProductEnvironment,
  support: readonly number[],
  objective: Objective,
): Rational[] {
  const { allocation, surplus } = objective;
  const k = environment.alternatives.length - 1;
  const none = Array.from({ length: k }, () => ZERO);
  const cost = support.flatMap((t) => {
    const row = allocation?.[t];
    const outside = row?.[0] ?? ZERO;
    if (outside.numerator === 0n) return row?.slice(1) ?? none;
    return Array.from({ length: k }, (_, a) => minus(row?.[a + 1] ?? ZERO, outside));
  });
  return [...cost, ...support.map((t) => surplus?.[t] ?? ZERO)];
}

/**
 * A constraint as a row of the program in (x, u) on a support of n types, where columns i k + a - 1 are x(t_i, a) >= 0, the outside option
 * left out, and n k + i are u(t_i) >= 0, which is IR; the origin is feasible: u(s) + sum_a (v(t,a) - v(s,a)) x(s,a) - u(t) <= 0, or sum_a x(t,a) <= 1. */
export function rowOf(
  environment: ProductEnvironment,
  support: readonly number[],
  constraint: Constraint,
): { readonly terms: readonly (readonly [number, Rational])[]; readonly limit: Rational } {
  const { values, alternatives } = environment;
  const k = alternatives.length - 1;
  if (constraint.kind === 'lottery') {
    const terms = Array.from({ length: k }, (_, a) => [constraint.of * k + a, ONE] as const);
    return { terms, limit: ONE };
  }
  const { from, to } = constraint;
  const [mine, theirs] = [values[support[from]!]!, values[support[to]!]!];
  const surplus = support.length * k;
  const terms = Array.from(
    { length: k },
    (_, a) => [to * k + a, minus(mine[a + 1]!, theirs[a + 1]!)] as const,
  ).filter(([, coefficient]) => coefficient.numerator !== 0n);
  return {
    terms: [...terms, [surplus + to, ONE], [surplus + from, rational(-1n)]],
    limit: ZERO,
  };
}
