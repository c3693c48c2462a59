import { clickCurve, utilityCurve } from '../../core/curve.ts';
import { integer, outOfRange, within } from '../../core/errors.ts';
import { population, replaceOne, type Population } from '../../core/population.ts';
import { readBy, type Plan } from './calibration.ts';
import { lineAgents } from './exponential-part.ts';
import { assignedLaw, expectedUtility, linePrivacyLoss } from '../line/measures.ts';
import { lineLaw, type LineLaw } from '../line/law.ts';
import { curvesOf, type Curves } from './shape.ts';

/** What one lie does to its teller, exactly, the other reports as given. Utilities in [0, 1]; for judges: it leaks. */
export interface LieOutcome {
  /** Expected utility under truth and under the lie, exponential part alone. */
  readonly truthful: number;
  readonly lying: number;
  /** What the lottery takes from the liar. */
  readonly lotteryLoss: number;
  /** (1-q) (lying - truthful) - q lotteryLoss: negative when truth pays. */
  readonly net: number;
  /** Largest |log-ratio| of the probability of a set of products between the two reports. */
  readonly privacyLoss: number;
  /** Pr[product assigned = grid point v] under truth and under the lie; m+1 numbers each. */
  readonly assigned: readonly [Float64Array, Float64Array];
}

/** A population of one attribute, the grid, the curves, and one agent with the lie she considers. */
export interface LieOptions {
  readonly population: Population;
  readonly click: Curves;
  readonly utility: Curves;
  readonly plan: Plan;
  /** Whose lie: a report row. Her type is what that row reports. */
  readonly row: number;
  /** What she reports instead, in [0, 1]; read as its bracket under `brackets`, as her type is. */
  readonly report: number;
}

/**
 * The exact gain or loss of a lie under a plan for one attribute on a grid. One click function for all. O(K m^2).
 *
 * @throws RangeError for more attributes, the continuous line, a row or report outside its range
 * @see [SEG, Lemma 1, Thm 3]
 */
export function lieOutcome(options: LieOptions): LieOutcome {
  const { plan, row } = options;
  integer('attributes', options.population.attributes, 1, 1);
  const grid = integer('grid', plan.grid, 1, 8192);
  const at = integer('row', row, 0, options.population.weights.length - 1);
  const told = population(Float64Array.of(within('report', options.report, 0, 1)), 1);
  const report = readBy(plan, told).points[0]!;
  const given = readBy(plan, options.population);
  const clicks = curvesOf('click', options.click, clickCurve, 1);
  if (clicks.length !== 1) throw outOfRange('click.length', '1', clicks.length);
  const tastes = curvesOf('utility', options.utility, utilityCurve, 1);
  const [click, taste] = [clicks[0]!, tastes[at % tastes.length]!];
  const law = (reports: Population): LineLaw =>
    lineLaw(lineAgents(reports, clicks), plan.segments, plan.tilt, (j) => j / grid, grid + 1);
  const type = given.points[at]!;
  const [honest, lied] = [law(given), law(replaceOne(given, at, [report]))];
  const [here, there] = [honest.marginals(), lied.marginals()];
  const truthful = expectedUtility(honest, here, type, type, taste);
  const lying = expectedUtility(lied, there, type, report, taste);
  const lotteryLoss = plan.lottery?.loss([type], [report], taste) ?? 0;
  return Object.freeze({
    truthful,
    lying,
    lotteryLoss,
    net: (1 - plan.q) * (lying - truthful) - plan.q * lotteryLoss,
    privacyLoss: linePrivacyLoss(honest, lied, plan.tilt, click, type, report),
    assigned: [assignedLaw(honest, here, type), assignedLaw(lied, there, report)] as const,
  });
}
