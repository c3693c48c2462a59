import { inner, larger, minus, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { welfareOver } from '../segmentation/averages.ts';
import { revenueRises } from '../segmentation/revenue.ts';
import type { FailedPath } from './dominating.ts';
import { type Offer } from './offer.ts';
import type { Split } from './split.ts';

/**
 * What backs the answer. In fractions every figure is exact and the tolerance 0. In doubles nobody loses more than her own
 * tolerance, 1e-8 of her largest value, each menu is within its own gap of the best, and revenue is said to rise only where the bounds show it.
 */
export interface ImprovementCertificate {
  /** The largest tolerance of the types that are there, in currency a head: each is compared by her own. */
  readonly tolerance: Rational;
  /**
   * No segmentation leaves consumers more on average: the value of serving everybody efficiently less the revenue, which no segmentation lowers
   * [PAR, Obs 1]. An efficient market leaves them just that.
   */
  readonly surplusBound: Rational;
  /** The least and the most that a type gains, over the segments that she is in; null without segments. */
  readonly gains: { readonly least: Rational; readonly most: Rational } | null;
  /** The revenue over the segments less the upper bound before: what the seller gains at least; null without segments. */
  readonly revenueGain: Rational | null;
  /** Whether revenue rises strictly: true is proved by `revenueGain` > 0, false by the segments' upper bounds; in doubles it may be neither. */
  readonly revenueRises: boolean | 'unresolved' | null;
  /** The largest gap of the menus involved, and the most that a constraint is broken by in them. */
  readonly gap: Rational;
  readonly maxViolation: Rational;
  /** Paths for which the construction failed one of its promises; ties apart, a defect in fractions would refute the paper. */
  readonly failed: readonly FailedPath[];
}

/** The certificate of an answer with or without segments. */
export function certificateOf(
  { values, efficient }: ProductEnvironment,
  { menu, optimum }: Offer,
  split: Split | null,
  failed: readonly FailedPath[],
): ImprovementCertificate {
  const best = values.map((row, t) => row[efficient[t]![0]!]!);
  const menus = [menu, ...(split?.segments.map((segment) => segment.menu) ?? [])];
  const gain = split && minus(welfareOver(split.segments).revenue, optimum.upperBound);
  return {
    tolerance: split?.tolerance ?? optimum.tolerance,
    surplusBound: minus(inner(menu.market, best), menu.revenue),
    gains: split && { least: split.least, most: split.most },
    revenueGain: gain,
    revenueRises: split && revenueRises(menu, split.segments),
    gap: menus.map(({ certificate }) => certificate.gap).reduce((a, b) => larger(a, b)),
    maxViolation: menus
      .map(({ certificate }) => certificate.maxViolation)
      .reduce((a, b) => larger(a, b)),
    failed,
  };
}
