import { exp, log } from '../kernel/exp.ts';
import { lambertWExp } from './special.ts';

/** max over gaps g of g (k-1) e^(-x g) / (1 + (k-1) e^(-x g)) = W((k-1)/e) / x, from ln k. */
export function finiteSetLoss(logAlternatives: number, x: number): number {
  if (logAlternatives === Infinity) return Infinity;
  const logOthers = logAlternatives > 36 ? logAlternatives : log(exp(logAlternatives) - 1);
  return lambertWExp(logOthers - 1) / x;
}
