import { compared, minus, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { valueOf, type Mechanism } from './mechanism.ts';

/** `from` is indifferent between her own item and that of `to`, or nothing (null). */
export type Binding = readonly [from: number, to: number | null];

/**
 * The information-rent graph: the constraints of the support that hold with equality, whether or not a multiplier is positive.
 * By `from`, IR last. O(n^2 k).
 *
 * @param tolerance slack up to which equality counts; 0 in fractions
 */
export function bindingConstraints(
  environment: ProductEnvironment,
  support: readonly number[],
  { allocation, payments, surplus }: Mechanism,
  tolerance: Rational,
): Binding[] {
  const equal = (t: number, other: Rational): boolean =>
    compared(minus(surplus[t]!, other), tolerance) <= 0;
  return support.flatMap((t): Binding[] => [
    ...support
      .filter((s) => s !== t)
      .filter((s) => equal(t, minus(valueOf(environment, t, allocation[s]!), payments[s]!)))
      .map((s): Binding => [t, s]),
    ...(compared(surplus[t]!, tolerance) <= 0 ? [[t, null] as const] : []),
  ]);
}
