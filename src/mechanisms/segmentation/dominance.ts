import { compared, larger, minus, ZERO, type Rational } from '../../core/rational.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { choice, type Choice, type Rule } from '../monopoly/rules.ts';

/** What becomes of a type that is in the new market. */
export interface TypeChange {
  readonly type: number;
  /** f'(t) > 0. */
  readonly share: Rational;
  /** CS(t, f); where she is not in f, what she would choose from its menu. */
  readonly before: Rational;
  /** CS(t, f'). */
  readonly after: Rational;
  /** after - before. */
  readonly gain: Rational;
  /** A gain or loss of no more counts as none: by her own largest value; 0 when exact. */
  readonly tolerance: Rational;
}

/** A market compared with another by the surplus of its own types [PAR, 4.1]. */
export interface Dominance {
  /** `strict`: it Pareto dominates; `weak`: it weakly dominates and nobody gains; `none`: somebody loses. */
  readonly kind: 'strict' | 'weak' | 'none';
  /** The types of f', ascending. */
  readonly changes: readonly TypeChange[];
  /** The largest tolerance of the changes; 0 when exact. */
  readonly tolerance: Rational;
}

/** CS(t, f) for every type of T: what she keeps of the mechanism that the rule selects [PAR, 4]. One optimal menu. */
export function surplusIn(seller: Monopolist, f: Market, rule: Rule): readonly Rational[] {
  return choice(seller, f, rule).mechanism.surplus;
}

/**
 * Whether market f' (weakly) Pareto dominates f: CS(t, f') >= CS(t, f) for every t with f'(t) > 0, and whether some of them gain
 * [PAR, 4.1]. Two optimal menus.
 */
export function dominance(seller: Monopolist, candidate: Market, f: Market, rule: Rule): Dominance {
  const before = choice(seller, f, rule);
  return dominanceOf(candidate, choice(seller, candidate, rule), before);
}

/** The same of choices that have been made. O(n). */
export function dominanceOf(candidate: Market, after: Choice, before: Choice): Dominance {
  const changes = changesOf(candidate, after, before);
  const loses = changes.some(({ gain, tolerance }) => compared(minus(ZERO, gain), tolerance) > 0);
  const gains = changes.some(({ gain, tolerance }) => compared(gain, tolerance) > 0);
  const tolerance = changes.reduce((most, change) => larger(most, change.tolerance), ZERO);
  return { kind: loses ? 'none' : gains ? 'strict' : 'weak', changes, tolerance };
}

function changesOf(candidate: Market, after: Choice, before: Choice): TypeChange[] {
  return supportOf(candidate).map((type) => {
    const [was, is] = [before.mechanism.surplus[type]!, after.mechanism.surplus[type]!];
    const tolerance = larger(before.optimum.tolerances[type]!, after.optimum.tolerances[type]!);
    return {
      type,
      share: candidate[type]!,
      before: was,
      after: is,
      gain: minus(is, was),
      tolerance,
    };
  });
}
