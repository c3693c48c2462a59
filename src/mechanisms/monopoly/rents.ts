import { compared, minus, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { gains } from './gains.ts';
import type { Mechanism } from './mechanism.ts';

/** `from` is indifferent between her own item and that of `to`, or nothing (null). */
export type Binding = readonly [from: number, to: number | null];

/**
 * The information-rent graph: the constraints of the support that hold with equality, whether or not a multiplier is positive.
 * By `from`, IR last. O(n^2 k), in doubles where nothing is near.
 *
 * @param tolerances slack up to which equality counts, for `from`, one a type of T; 0 in fractions
 */
export function bindingConstraints(
  environment: ProductEnvironment,
  support: readonly number[],
  mechanism: Mechanism,
  tolerances: readonly Rational[],
): Binding[] {
  const gain = gains(environment, mechanism);
  return support.flatMap((t): Binding[] => {
    const tolerance = tolerances[t]!;
    const least = minus(ZERO, tolerance);
    return [
      ...support.filter((s) => s !== t && gain.order(t, s, least) >= 0).map((s): Binding => [t, s]),
      ...(compared(mechanism.surplus[t]!, tolerance) <= 0 ? [[t, null] as const] : []),
    ];
  });
}
