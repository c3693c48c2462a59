// The public face of the engine; re-exports only.
export type { Assumption, Certificate } from './core/certificate.ts';
export { clickCurve, curve, utilityCurve, type Curve, type CurveSpec } from './core/curve.ts';
export { population, replaceOne, rounded, type Population } from './core/population.ts';
export { deepUniform, seeded, system, type Rng } from './core/rng.ts';
export { ready, wasmDigest } from './kernel/instance.ts';
export { exponentialBounds, type PartBounds, type PartShape } from './mechanisms/bounds.ts';
export {
  calibrate,
  type CalibrateOptions,
  type Plan,
  type Truth,
} from './mechanisms/calibration.ts';
export { coin, mixture } from './mechanisms/commitment.ts';
export { exponential, type Exponential, type Steepness } from './mechanisms/exponential.ts';
export {
  adjacentLottery,
  midpointLottery,
  printedLottery,
  type Lottery,
  type Pair,
} from './mechanisms/lottery.ts';
export { paperPlan, printedParameters, printedRate } from './mechanisms/paper-plan.ts';
export type { PartDiagnostics, PrivatePart, Products, Progress } from './mechanisms/part.ts';
export {
  representatives,
  type Target,
  type Release,
  type Representatives,
  type RepresentativesOptions,
} from './mechanisms/representatives.ts';
export type { Curves, Shape, ShapeOptions } from './mechanisms/shape.ts';
export { calibrationTables, type CalibrationTable } from './mechanisms/calibration-tables.ts';
export {
  populationFor,
  type Design,
  type PopulationFound,
  type PopulationOptions,
} from './mechanisms/populations.ts';
export {
  exponentialAlone,
  optimumWithLottery,
  type Variant,
  type VariantOptions,
} from './mechanisms/variants.ts';
export { lieOutcome, type LieOptions, type LieOutcome } from './mechanisms/lies.ts';
export { lineAgents } from './mechanisms/exponential-part.ts';
export { lineLaw, lineOptimum, type LineLaw, type Marginals } from './mechanisms/line.ts';
export {
  assignedLaw,
  expectedScore,
  expectedUtility,
  linePrivacyLoss,
} from './mechanisms/line-measures.ts';
export type { LineAgents } from './mechanisms/line-problem.ts';
