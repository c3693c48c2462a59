import { inner, minus, type Rational } from '../../core/rational.ts';
import type { Lottery, ProductEnvironment } from '../../lp.ts';

/** v(t, abar(t)), net of costs. */
export function bestValue({ values, efficient }: ProductEnvironment, type: number): Rational {
  return values[type]![efficient[type]![0] ?? 0]!;
}

/** What an efficient alternative would be worth beyond what she gets. */
export function lost(
  environment: ProductEnvironment,
  { type, lottery }: { readonly type: number; readonly lottery: Lottery },
): Rational {
  return minus(bestValue(environment, type), inner(lottery, environment.values[type]!));
}
