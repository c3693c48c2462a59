// The public face of the engine; re-exports only.
export type { Assumption, Certificate } from './core/certificate.ts';
export { clickCurve, curve, utilityCurve, type Curve, type CurveSpec } from './core/curve.ts';
export { population, replaceOne, rounded, type Population } from './core/population.ts';
export { fractionText, nearest, rational, type Quantity, type Rational } from './core/rational.ts';
export { deepUniform, seeded, system, type Rng } from './core/rng.ts';
export { ready, wasmDigest } from './kernel/instance.ts';
export {
  exponentialBounds,
  type PartBounds,
  type PartShape,
} from './mechanisms/segments/bounds.ts';
export { calibrate, type CalibrateOptions, type Plan } from './mechanisms/segments/calibration.ts';
export { coin, mixture } from './mechanisms/commitment.ts';
export {
  component,
  type Component,
  type ComponentKind,
} from './mechanisms/components/component.ts';
export {
  approximate,
  type Approximate,
  type ApproximateDiagnostics,
  type ApproximateOptions,
  type MixtureLaw,
  type Outcome,
} from './mechanisms/environments/approximate.ts';
export type { CommitmentChoice } from './mechanisms/environments/commitment-lottery.ts';
export {
  environment,
  type Environment,
  type EnvironmentOptions,
  type Profile,
  type UtilityForm,
} from './mechanisms/environments/environment.ts';
export type { ApproximatePlan } from './mechanisms/environments/plan.ts';
export {
  printedLoss,
  printedMixture,
  printedThreshold,
  type Parameters as PrintedMixture,
  type Quantities,
} from './mechanisms/environments/printed.ts';
export type { Ties } from './mechanisms/environments/reactions.ts';
export {
  boundedSensitivity,
  sensitivity,
  type Sensitivity,
  type Trend,
} from './mechanisms/environments/sensitivity.ts';
export {
  gap,
  leastSeparatingSets,
  lieLosses,
  separates,
  separators,
  structure,
  type Gap,
  type LieLosses,
  type Separator,
  type Structure,
} from './mechanisms/environments/separation.ts';
export {
  averageUtility,
  equality,
  monopolyRevenue,
  welfare,
  type Welfare,
  type WelfareForm,
} from './mechanisms/environments/welfare.ts';
export { isRefusal, type Reason, type Refusal } from './mechanisms/refusal.ts';
export { exponential, type Exponential, type Steepness } from './mechanisms/exponential.ts';
export {
  adjacentLottery,
  midpointLottery,
  printedLottery,
  type Lottery,
  type Pair,
} from './mechanisms/segments/lottery.ts';
export { paperPlan, printedParameters, printedRate } from './mechanisms/segments/paper-plan.ts';
export type { PartDiagnostics, PrivatePart, Products, Progress } from './mechanisms/part.ts';
export {
  representatives,
  type Release,
  type Representatives,
  type RepresentativesOptions,
} from './mechanisms/segments/representatives.ts';
export type { Curves, Shape, ShapeOptions } from './mechanisms/segments/shape.ts';
export {
  calibrationTables,
  type CalibrationTable,
} from './mechanisms/segments/calibration-tables.ts';
export {
  populationFor,
  type Design,
  type PopulationFound,
  type PopulationOptions,
} from './mechanisms/segments/populations.ts';
export {
  exponentialAlone,
  optimumWithLottery,
  type Variant,
  type VariantOptions,
} from './mechanisms/segments/variants.ts';
export { lieOutcome, type LieOptions, type LieOutcome } from './mechanisms/segments/lies.ts';
export { lineAgents } from './mechanisms/segments/exponential-part.ts';
export {
  linearEnvironment,
  type AlternativesSpec,
  type LinearEnvironment,
  type LinearEnvironmentOptions,
} from './mechanisms/linear/environment.ts';
export type { Alternatives, Levels } from './mechanisms/linear/alternatives.ts';
export type { SmoothCost } from './mechanisms/linear/convex.ts';
export {
  dominatingPerturbation,
  improvableTypes,
  improvingSplit,
  unchangedByPerturbation,
  type LinearSplit,
} from './mechanisms/linear/improve.ts';
export {
  linearMenu,
  type LinearEntry,
  type LinearMenu,
  type Ties as LevelTies,
} from './mechanisms/linear/menu.ts';
export {
  perturbationRange,
  perturbed,
  type PerturbationRange,
} from './mechanisms/linear/perturbation.ts';
export { productOf } from './mechanisms/linear/product.ts';
export { virtualValuations, type ExactVirtual } from './mechanisms/linear/virtual.ts';
export type { DoubleVirtual } from './mechanisms/linear/virtual-doubles.ts';
export { lineLaw, lineOptimum, type LineLaw, type Marginals } from './mechanisms/line/law.ts';
export {
  assignedLaw,
  expectedScore,
  expectedUtility,
  linePrivacyLoss,
} from './mechanisms/line/measures.ts';
export type { LineAgents } from './mechanisms/line/problem.ts';
export {
  cohortPrice,
  type CohortPrice,
  type CohortPriceOptions,
} from './mechanisms/prices/cohort-price.ts';
export type { Cohorts, Deviation } from './mechanisms/prices/cohorts.ts';
export { priceGrid, type BuyRule, type Offset, type PriceGrid } from './mechanisms/prices/grid.ts';
export type { PriceLottery } from './mechanisms/prices/lottery.ts';
export { printedPricing } from './mechanisms/prices/paper-plan.ts';
export type { PriceCommitment, PricePlan } from './mechanisms/prices/plan.ts';
export {
  postedPlan,
  postedPrice,
  type PostedPlanOptions,
  type PostedPrice,
  type PostedPriceOptions,
  type PriceRelease,
} from './mechanisms/prices/posted.ts';
export type { Promised, Target } from './mechanisms/promise.ts';
export type { Truth } from './mechanisms/truth.ts';
export { calibrateSites, type CalibrateSitesOptions } from './mechanisms/sites/calibrate.ts';
export type { LotteryName } from './mechanisms/sites/lotteries/choose.ts';
export {
  facilities,
  readSites,
  type Facilities,
  type FacilitiesOptions,
  type SiteDiagnostics,
  type SiteRelease,
} from './mechanisms/sites/facilities.ts';
export { lineSites, type LineSites, type SiteLie } from './mechanisms/sites/line/law.ts';
export { givenSiteLottery, type GivenLotteryOptions } from './mechanisms/sites/lotteries/given.ts';
export { midpointSites } from './mechanisms/sites/lotteries/midpoint.ts';
export { uniformSites } from './mechanisms/sites/lotteries/uniform.ts';
export {
  adjacentSites,
  dyadicSites,
  printedSites,
  type LineLotteryOptions,
} from './mechanisms/sites/lotteries/tilings.ts';
export type {
  Cost,
  LotteryScope,
  SiteLottery,
  Types,
} from './mechanisms/sites/lotteries/lottery.ts';
export {
  paperSites,
  printedParametersOf,
  type PaperLottery,
  type PrintedSites,
} from './mechanisms/sites/paper.ts';
export type { PaperName, SitePlan } from './mechanisms/sites/plan.ts';
export type { Metric, SiteProblem } from './mechanisms/sites/problem.ts';
export { locTable, type LocTable, type LocTableOptions } from './mechanisms/sites/table.ts';
