import { clickCurve, utilityCurve, type Curve, type CurveSpec } from '../../../src/core/curve.ts';
import { population } from '../../../src/core/population.ts';
import { cubeLaw } from '../../../src/mechanisms/cube/law.ts';
import { exponential } from '../../../src/mechanisms/exponential.ts';
import { lineAgents } from '../../../src/mechanisms/segments/exponential-part.ts';
import { lineScore } from '../../../src/mechanisms/line/continuous.ts';
import { expectedUtility } from '../../../src/mechanisms/line/measures.ts';
import { lineLaw, lineOptimum, type LineLaw } from '../../../src/mechanisms/line/law.ts';
import { headcount, type Crowd, type Point } from './oracles.ts';

/** The engine, as the statements see it: one place that says which of its functions is under judgement. */

/** A law of the exponential mechanism: scores per head, tilt N epsilon and log base masses in, log-probabilities out. */
export type Law = (score: Float64Array, tilt: number, logBase?: Float64Array) => Float64Array;

/** The exponential mechanism over finitely many alternatives. */
export const exponentialLaw: Law = (score, tilt, logBase) =>
  exponential({ tilt, ...(logBase && { logMeasure: logBase }) }).logProbabilities(score);

/** F(t, s) as the engine sums it: along the line, or over the cube's boxes. */
export function engineRate(crowd: Crowd, s: readonly Point[]): number {
  const reach = crowd.points[0]!.length;
  const clicks = crowd.clicks.map((spec) => clickCurve('click', spec, reach));
  if (reach === 1) {
    const ascending = s.map((product) => product[0]!).toSorted((a, b) => a - b);
    return lineScore(agentsOf(crowd, clicks), ascending) / headcount(crowd);
  }
  const read = population(
    Float64Array.from(crowd.points.flat()),
    reach,
    Float64Array.from(crowd.weights),
  );
  const law = cubeLaw(read, s.length, 1, 'continuous', clicks);
  const score = law.score(s);
  return score / headcount(crowd);
}

function agentsOf(crowd: Crowd, clicks: readonly Curve[]): ReturnType<typeof lineAgents> {
  const points = Float64Array.from(crowd.points.flat());
  const read = population(points, 1, Float64Array.from(crowd.weights));
  const common = crowd.clicks.every((spec) => spec === crowd.clicks[0]);
  return lineAgents(read, common ? clicks.slice(0, 1) : clicks);
}

/** The chain law over ordered K-tuples of {0, 1/m, .., 1}. */
function chainLaw(crowd: Crowd, K: number, m: number, epsilon: number): LineLaw {
  const clicks = crowd.clicks.map((spec) => clickCurve('click', spec, 1));
  return lineLaw(agentsOf(crowd, clicks), K, epsilon, (j) => j / m, m + 1);
}

/** max_s F(t, s) over K-tuples of the grid, one attribute. */
export function engineOptimum(crowd: Crowd, K: number, m: number): number {
  const law = chainLaw(crowd, K, m, 1);
  return lineOptimum(law.problem, K, 1).score / headcount(crowd);
}

/** Expected utility of type t who reports b, one attribute, K products on a grid; `crowd` has b in it. */
export function engineUtility(
  crowd: Crowd,
  K: number,
  m: number,
  epsilon: number,
  lie: { readonly type: number; readonly report: number; readonly taste: CurveSpec },
): number {
  const law = chainLaw(crowd, K, m, epsilon);
  const taste = utilityCurve('utility', lie.taste, 1);
  return expectedUtility(law, law.marginals(), lie.type, lie.report, taste);
}
