import type { CurveSpec } from '../../../src/core/curve.ts';
import { exponentialLaw } from './engine.ts';
import { curveAt } from './oracles.ts';

/**
 * [SEG, Example 2]: K = 1, the exponential mechanism alone, click function 1 - d^2; N agents of type 0 who report 0 and N of
 * type 1/2 who report 1. One agent reports b instead. The product is normal about 1/2 with variance 1/(4 N eps), cut to [0, 1].
 */
export interface Reply {
  readonly N: number;
  readonly epsilon: number;
  readonly type: number;
  readonly report: number;
  readonly utility: CurveSpec;
  /** Agents of type 1/2 for each one of type 0; the example has 1. */
  readonly halves: number;
}

/** Simpson's nodes about the law's centre, as far as it has mass, with its probabilities. */
interface Law {
  readonly at: Float64Array;
  readonly p: Float64Array;
}

const STEPS = 400;

/** The law of the product when N report 0 and halves N report `top`. */
function lawOf(N: number, epsilon: number, halves: number, top: number): Law {
  const centre = (halves * top) / (1 + halves);
  const spread = 10 / Math.sqrt(2 * N * (1 + halves) * epsilon);
  const [low, high] = [Math.max(0, centre - spread), Math.min(1, centre + spread)];
  const at = Float64Array.from({ length: STEPS + 1 }, (_, k) => low + ((high - low) * k) / STEPS);
  const logBase = at.map((_, k) => Math.log(k % STEPS === 0 ? 1 : k % 2 === 1 ? 4 : 2));
  const score = at.map((s) => 1 - (s ** 2 + halves * (s - top) ** 2) / (1 + halves));
  const law = exponentialLaw(score, N * (1 + halves) * epsilon, logBase);
  return { at, p: law.map(Math.exp) };
}

/**
 * What the reply loses against the announcement `top` (type 1/2) or 0 (type 0). The deviator's law is the announced one times
 * e^(2 eps (b - told) s), so the gain is Cov(V, e^g)/E e^g; about a symmetric law only cosh g counts for type 1/2. O(nodes).
 */
export function replyLoss(reply: Reply, top = 1): number {
  const { N, epsilon, type, report, utility, halves } = reply;
  const { at, p } = lawOf(N, epsilon, halves, top);
  const tilt = 2 * epsilon * (report - (type === 0 ? 0 : top));
  const centred = top === 1 && halves === 1 && type === 0.5;
  const lean = at.map((s) =>
    centred ? 2 * Math.sinh((tilt * (s - 0.5)) / 2) ** 2 : Math.expm1(tilt * (s - 0.5)),
  );
  const worth = at.map((s) => curveAt(utility, Math.abs(type - s), 1));
  const mean = (values: Float64Array): number => values.reduce((sum, x, k) => sum + p[k]! * x, 0);
  const [usual, leaning] = [mean(worth), mean(lean)];
  const together = worth.map((v, k) => (v - usual) * (lean[k]! - leaning));
  return -mean(together) / (1 + leaning);
}

/** max F less expected F at the announcements, types 0 and 1/2 in equal numbers: 1/16 + Var(s). */
export function averageLoss(N: number, epsilon: number): number {
  const { at, p } = lawOf(N, epsilon, 1, 1);
  const missing = at.reduce((sum, s, k) => sum + (p[k]! * (s ** 2 + (s - 0.5) ** 2)) / 2, 0);
  return missing - 1 / 16;
}
