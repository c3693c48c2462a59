import {
  compared,
  inner,
  minus,
  ONE,
  rational,
  times,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { supportOf, type Market } from './market.ts';
import { itemsOf, selfSelected, type Lottery, type Mechanism } from './mechanism.ts';

/** Parts of every price that are taken off. */
const DISCOUNTS = [0, 2 ** -40, 2 ** -32, 2 ** -24, 2 ** -16, 2 ** -8] as const;

/**
 * ours: the lotteries of a point that is not quite incentive compatible, offered at its prices: who chooses keeps IC-IR exactly. A type that
 * was meant to be indifferent may take a cheaper item; a discount of every price by 2^-b makes dearer items the more attractive, so
 * that where the point is broken by d, prices lost are at most 2^b d and 2^-b of themselves. The best of a few b by the revenue. O(n^2 k).
 *
 * @param allocation rows of the support of f @param surplus of the support
 */
export function offered(
  environment: ProductEnvironment,
  f: Market,
  allocation: readonly Lottery[],
  surplus: readonly Rational[],
): Mechanism {
  const items = itemsOf(environment, supportOf(f), allocation, surplus);
  return DISCOUNTS.map((part) => minus(ONE, rational(part)))
    .map((factor) =>
      selfSelected(
        environment,
        items.map(({ x, p }) => ({ x, p: times(p, factor) })),
      ),
    )
    .reduce((best, next) =>
      compared(inner(f, next.payments), inner(f, best.payments)) > 0 ? next : best,
    );
}
