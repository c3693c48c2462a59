import { amdCommitment } from './amd-commitment.ts';
import { amdDominance } from './amd-dominance.ts';
import { amdExponential } from './amd-exponential.ts';
import { amdImplementation } from './amd-implementation.ts';
import { amdLimits } from './amd-limits.ts';
import { amdLoc3 } from './amd-loc3.ts';
import { amdLoc4 } from './amd-loc4.ts';
import { amdMixture } from './amd-mixture.ts';
import { amdPriceExamples } from './amd-price-examples.ts';
import { amdPricing } from './amd-pricing.ts';
import { amdPricingRevenue } from './amd-pricing-revenue.ts';
import { amdSites } from './amd-sites.ts';
import { amdWelfare } from './amd-welfare.ts';
import { rows } from './open.ts';
import { parDominatingExample } from './par-dominating-example.ts';
import { parDominating } from './par-dominating.ts';
import { parSegmentations } from './par-segmentations.ts';
import { parSingle } from './par-single.ts';
import { parTheorem } from './par-theorem.ts';
import { parTriangle } from './par-triangle.ts';
import { parExamples } from './par-examples.ts';
import { parPaths } from './par-paths.ts';
import { parPayments } from './par-payments.ts';
import { parTwoTypes } from './par-two-types.ts';
import { parTwoTypesSplits } from './par-two-types-splits.ts';
import { parConvex } from './par-convex.ts';
import { parLinear } from './par-linear.ts';
import { parLinearImprovable } from './par-linear-improvable.ts';
import { segCoin } from './seg-coin.ts';
import { segDomination } from './seg-domination.ts';
import { segEquilibria } from './seg-equilibria.ts';
import { segExamples } from './seg-examples.ts';
import { segExponential } from './seg-exponential.ts';
import { segIncentives } from './seg-incentives.ts';
import { segLottery } from './seg-lottery.ts';
import { segOwnCurves } from './seg-own-curves.ts';
import { segPrivacy } from './seg-privacy.ts';
import { segRate } from './seg-rate.ts';
import { segSensitivity } from './seg-sensitivity.ts';
import { registry } from './support/registry.ts';
import type { Statement } from './support/statement.ts';

export { papers, type Paper } from './papers.ts';
export { nearest } from './support/registry.ts';
export { seedOf } from './support/run.ts';
export { statementsPage } from './support/table.ts';
export type {
  Claim,
  Control,
  ControlOutcome,
  Outcome,
  RunOptions,
  Statement,
  StatementSpec,
  Verdict,
} from './support/statement.ts';

/** Every statement with a check, file by file. */
const checked: readonly Statement[] = [
  ...segExponential,
  ...segLottery,
  ...segDomination,
  ...segRate,
  ...segCoin,
  ...segExamples,
  ...segEquilibria,
  ...segSensitivity,
  ...segIncentives,
  ...segPrivacy,
  ...segOwnCurves,
  ...amdExponential,
  ...amdWelfare,
  ...amdCommitment,
  ...amdDominance,
  ...amdPricing,
  ...amdPricingRevenue,
  ...amdPriceExamples,
  ...amdMixture,
  ...amdImplementation,
  ...amdLimits,
  ...amdSites,
  ...amdLoc3,
  ...amdLoc4,
  ...parSegmentations,
  ...parDominating,
  ...parDominatingExample,
  ...parTheorem,
  ...parSingle,
  ...parTriangle,
  ...parExamples,
  ...parPayments,
  ...parPaths,
  ...parTwoTypes,
  ...parTwoTypesSplits,
  ...parLinear,
  ...parLinearImprovable,
  ...parConvex,
];

/** Every statement of the five papers, in the order of docs/statements.md; those without a check are `open`. */
export const statements: readonly Statement[] = registry(rows, checked);
