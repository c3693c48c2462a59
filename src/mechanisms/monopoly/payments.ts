import { compared, minus, ONE, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Objective, Optimum } from './optimum.ts';
import { paymentSum, surplusSum } from './weights.ts';

/** The least and the most of a quantity over the optimal mechanisms of a market. */
export interface Range {
  readonly low: Rational;
  readonly high: Rational;
}

/**
 * What each type of the support can pay, and keep, in an optimal mechanism: exact where the optimum is. 2 n re-optimisations on
 * the optimal face each, none where the multipliers already prove that there is one optimal mechanism.
 */
export function paymentRanges(environment: ProductEnvironment, optimum: Optimum): Range[] {
  return optimum.support.map((t) => {
    const only = environment.types.map((_, s) => (s === t ? ONE : ZERO));
    const none = environment.alternatives.map(() => ZERO);
    return range(optimum, ({ payments }) => payments[t]!, {
      allocation: environment.values.map((row, s) => (s === t ? row : none)),
      surplus: only.map((weight) => minus(ZERO, weight)),
    });
  });
}

/** The same for the surplus. */
export function surplusRanges(environment: ProductEnvironment, optimum: Optimum): Range[] {
  return optimum.support.map((t) =>
    range(optimum, ({ surplus }) => surplus[t]!, {
      surplus: environment.types.map((_, s) => (s === t ? ONE : ZERO)),
    }),
  );
}

/**
 * Whether every optimal mechanism asks for the same payments on the support [PAR, 6]. In fractions by all their ranges. In doubles, to within
 * each type's tolerance, by the most and the least of one sum of payments with weights without a pattern: `false` is shown by two mechanisms;
 * `true` would be wrong only if payments that differ had the same such sum.
 */
export function uniquePayments(environment: ProductEnvironment, optimum: Optimum): boolean {
  if (optimum.unique) return true;
  const { support, tolerances, mechanism, arithmetic } = optimum;
  if (arithmetic === 'exact') {
    return paymentRanges(environment, optimum).every(({ low, high }) => same(low, high, ZERO));
  }
  const signs = [1, -1] as const;
  return signs.every((sign) => {
    const { payments } = optimum.best(paymentSum(environment, sign)).mechanism;
    return support.every((t) => same(payments[t]!, mechanism.payments[t]!, tolerances[t]!));
  });
}

/** Whether every optimal mechanism leaves each type of the support the same, decided as `uniquePayments` is. */
export function uniqueSurplus(environment: ProductEnvironment, optimum: Optimum): boolean {
  if (optimum.unique) return true;
  const { support, tolerances, mechanism, arithmetic } = optimum;
  if (arithmetic === 'exact') {
    return surplusRanges(environment, optimum).every(({ low, high }) => same(low, high, ZERO));
  }
  const sum = surplusSum(environment);
  return [sum, opposite(sum)].every((objective) => {
    const { surplus } = optimum.best(objective).mechanism;
    return support.every((t) => same(surplus[t]!, mechanism.surplus[t]!, tolerances[t]!));
  });
}

function same(a: Rational, b: Rational, tolerance: Rational): boolean {
  const apart = minus(a, b);
  return compared(apart, tolerance) <= 0 && compared(minus(ZERO, apart), tolerance) <= 0;
}

function range(
  optimum: Optimum,
  of: (mechanism: Optimum['mechanism']) => Rational,
  objective: Objective,
): Range {
  if (optimum.unique) return { low: of(optimum.mechanism), high: of(optimum.mechanism) };
  return {
    low: of(optimum.best(opposite(objective)).mechanism),
    high: of(optimum.best(objective).mechanism),
  };
}

function opposite({ allocation, surplus }: Objective): Objective {
  const turned = (row: readonly Rational[]): Rational[] => row.map((x) => minus(ZERO, x));
  return {
    ...(allocation && { allocation: allocation.map((row) => turned(row)) }),
    ...(surplus && { surplus: turned(surplus) }),
  };
}
