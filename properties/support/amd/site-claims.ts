import { rounding } from '../../../src/core/numeric.ts';
import { constant } from '../../../src/verify/arbitrary.ts';
import type { Control } from '../statement.ts';
import { exactGain } from './formulas.ts';
import { agentsOf, lawTolerance, torn, type Placed } from './site-cases.ts';
import {
  commitmentLoss,
  listable,
  margin,
  planAt,
  planFor,
  provedInaccuracy,
  truthfulLoss,
  type Design,
  type Lottery,
  type SitePlan,
} from './site-plans.ts';

/** How a mechanism is broken. */
export type Change = (plan: SitePlan) => SitePlan;

/** A printed design with the lottery it is run with. */
export interface Run {
  readonly design: Design;
  readonly lottery: Lottery;
}

/** Sizes whose exact law, and list of what is drawn, a default run can afford. */
const small = ({ lottery }: Run, { m, K }: Placed): boolean =>
  lottery === 'uniform' ? listable(m, K) : m <= 32 && K <= 5;

/** The mechanism as printed for this many agents. */
export function planOf({ design }: Run, { m, K, others }: Placed): SitePlan {
  return planFor(design, m, K, agentsOf(others) + 1);
}

/**
 * The printed inaccuracy less what truth loses, and what the lie costs, whichever is less, by the exact law; for sizes
 * beyond it Infinity, and 1 - q where q > 1 defines no mechanism.
 */
export function exactSlack(run: Run, change: Change = (plan) => plan): (c: Placed) => number {
  return (c) => {
    const plan = change(planOf(run, c));
    if (!(plan.q <= 1)) return 1 - plan.q;
    if (!small(run, c)) return Infinity;
    const { others, type, report } = c;
    const loss = truthfulLoss(plan, run.lottery, [...others, [type, 1]]);
    return Math.min(plan.bound - loss, margin(plan, run.lottery, others, type, report));
  };
}

/**
 * The same for every profile and size: the proved inaccuracy, and how far the proved gain stays below half of the lie's exact loss, as a
 * share of the loss: both may be as small as one likes.
 */
function provedSlack(run: Run, c: Placed): number {
  const plan = planOf(run, c);
  const { m, K, type, report } = c;
  const gain = exactGain((plan.epsilon * Math.abs(type - report)) / m);
  const loss = commitmentLoss(run.lottery, { m, K }, type, report);
  const share = ((1 - plan.q) * gain) / (plan.q * loss);
  return Math.min(plan.bound - provedInaccuracy(plan), 1 / 2 - share);
}

/** Exact where the law is small enough, and with two facilities to choose from by what is proved too. */
export function implementationSlack(run: Run): (c: Placed) => number {
  const exact = exactSlack(run);
  return (c) => Math.min(exact(c), c.K === 1 ? Infinity : provedSlack(run, c));
}

/** Rounding of the exact law behind a slack. */
export function placedTolerance(run: Run): (c: Placed) => number {
  return (c) => (small(run, c) ? lawTolerance(c, planOf(run, c).epsilon) : rounding(100, 1));
}

/** An agent one step short of the end, among others torn between two places, far beyond n0. */
export function pushing(design: Design, m: number, factor: number): Placed {
  const { n } = planAt(design, m, 2, factor);
  return { m, K: 2, others: torn(m, n - 1), type: m - 1, report: m };
}

/** Half of everybody at each end, at n0 + 1: the printed q is nearly all of the loss, and of all crowds tried they lose most. */
export function camps(design: Design, m: number): Placed {
  const { n } = planAt(design, m, 2, 1);
  const half = Math.floor((n - 1) / 2);
  return {
    m,
    K: 2,
    others: [
      [0, half],
      [m, n - 1 - half],
    ],
    type: 0,
    report: m,
  };
}

/** Controls of an implementation: the bound, the lottery's share and the population; doses as found. */
export function implementationControls(
  run: Run,
  at: { readonly push: Placed; readonly camp: Placed },
  found: { readonly bound: number; readonly rare: number; readonly few: number },
): Readonly<Record<string, Control<Placed>>> {
  const { design } = run;
  return {
    'a bound smaller by this part': {
      slack: (dose) => exactSlack(run, (plan) => ({ ...plan, bound: (1 - dose) * plan.bound })),
      examples: [at.camp],
      doses: [0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95],
      dose: found.bound,
    },
    'a lottery drawn less often, by this part': {
      slack: (dose) => exactSlack(run, (plan) => ({ ...plan, q: (1 - dose) * plan.q })),
      examples: [at.push],
      doses: [0.9, 0.95, 0.98, 0.99, 0.995, 0.999],
      dose: found.rare,
    },
    'populations below n0, by this part': {
      slack: () => exactSlack(run),
      given: (dose) => {
        const { n } = planAt(design, 1 + (design === 'LOC3' ? 1 : 0), 2, 1 - dose);
        const m = design === 'LOC3' ? 2 : 1;
        return constant<Placed>({ m, K: 2, others: [[0, n - 1]], type: 0, report: m });
      },
      doses: [0.25, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8],
      dose: found.few,
    },
  };
}
