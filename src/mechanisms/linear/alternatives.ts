import { compared, type Rational } from '../../core/rational.ts';

/** The levels that a seller can supply and what they cost, the outside option (level 0 at no cost) among them. */
export interface Alternatives {
  /** `finite`: listed levels; `piecewise`: an interval with kinks; `convex`: an interval and a strictly convex smooth cost. */
  readonly kind: 'finite' | 'piecewise' | 'convex';
  /** `exact`: best levels are fractions without error; `rounded`: the largest double not above the true level. */
  readonly arithmetic: 'exact' | 'rounded';
  /** Every level that can be a best one, ascending from 0; null where these are an interval. */
  readonly levels: readonly Rational[] | null;
  /** The lowest and the highest level on offer but for the outside option; null without an upper end. */
  readonly low: Rational;
  readonly high: Rational | null;
  /** C(a). @throws RangeError for a level that is not on offer */
  cost(level: Rational): Rational;
  /** The least and the largest maximiser of phi a - C(a). */
  best(phi: Rational): Levels;
  /**
   * min Phi(a), the least virtual value of which level a is a maximiser [PAR, Cor 2]; null for minus infinity. Rounded as C and C' are for
   * powers that are no whole number.
   */
  leastVirtual(level: Rational): Rational | null;
  /** Whether level a, a maximiser at phi, is one at all slightly lower virtual values: phi > min Phi(a). Exact for rounded levels too. */
  keepsBelow(phi: Rational, level: Rational): boolean;
  /** Whether a level given as best at phi is best without error, not the double below one. */
  exactAt(phi: Rational, level: Rational): boolean;
}

/** The ends of an interval of levels between which a seller is indifferent. */
export interface Levels {
  readonly smallest: Rational;
  readonly largest: Rational;
}

/** A level given as best at a virtual value; null is minus infinity. */
export interface Chosen {
  readonly virtual: Rational | null;
  readonly level: Rational;
}

/** Whether two choices are one level: rounded levels of two virtual values may be one double and yet two levels. */
export function sameLevel({ exactAt }: Alternatives, one: Chosen, other: Chosen): boolean {
  if (compared(one.level, other.level) !== 0) return false;
  const [phi, psi] = [one.virtual, other.virtual];
  if (phi === null || psi === null || compared(phi, psi) === 0) return true;
  return exactAt(phi, one.level) && exactAt(psi, other.level);
}
