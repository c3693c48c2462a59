import { compared, inner, type Rational } from '../../core/rational.ts';
import type { OptimalMenu } from '../monopoly/menu.ts';

/** A segment, as far as its revenue goes. */
interface Earning {
  readonly weight: Rational;
  readonly menu: OptimalMenu;
}

/**
 * Whether segments earn strictly more than the whole market does: true where their menus earn more than any mechanism can there, false
 * where no menus can earn more than the whole market's, and else not resolved. Always resolved in fractions. O(m).
 */
export function revenueRises(
  whole: OptimalMenu,
  segments: readonly Earning[],
): boolean | 'unresolved' {
  const weights = segments.map(({ weight }) => weight);
  const of = (figure: 'revenue' | 'upperBound'): Rational =>
    inner(
      weights,
      segments.map(({ menu }) => menu.certificate[figure]),
    );
  if (compared(of('revenue'), whole.certificate.upperBound) > 0) return true;
  return compared(of('upperBound'), whole.revenue) > 0 ? 'unresolved' : false;
}
