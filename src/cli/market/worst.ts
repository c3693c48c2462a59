import { larger, type Rational } from '../../core/rational.ts';
import type { Assessment } from '../../lp.ts';

/** Of all menus involved the largest gap and the most that a constraint is broken by. */
export function worst({ menu, segments }: Assessment): {
  readonly gap: Rational;
  readonly maxViolation: Rational;
} {
  const all = [menu, ...segments.map((segment) => segment.menu)].map((each) => each.certificate);
  return {
    gap: all.map(({ gap }) => gap).reduce((a, b) => larger(a, b)),
    maxViolation: all.map((each) => each.maxViolation).reduce((a, b) => larger(a, b)),
  };
}
