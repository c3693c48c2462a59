// The public face of what needs a linear program: re-exports, and the mechanisms' programs handed to the solver.
import { component, type ComponentKind } from './mechanisms/components/component.ts';
import type { Environment } from './mechanisms/environments/environment.ts';
import {
  environmentCommitment,
  type OptimalCommitmentOptions,
} from './mechanisms/environments/optimal.ts';
import {
  commitmentProgram,
  lotteryFrom,
  type CommitmentOptions,
  type LotteryOutcome,
  type OptimalLottery,
} from './mechanisms/optimal-lottery.ts';
import { certifiedMonopolist } from './mechanisms/monopoly/certified.ts';
import type { ProductEnvironment } from './mechanisms/monopoly/environment.ts';
import { exactMonopolist } from './mechanisms/monopoly/exact.ts';
import type { Monopolist } from './mechanisms/monopoly/optimum.ts';
import { PRICE_FLOOR } from './mechanisms/prices/deterrence.ts';
import { crossingGains } from './mechanisms/prices/gains.ts';
import { priceGrid, type Offset } from './mechanisms/prices/grid.ts';
import { priceCommitment } from './mechanisms/prices/optimal.ts';
import type { SiteLottery } from './mechanisms/sites/lotteries/lottery.ts';
import {
  siteCommitment,
  committedSites,
  type SiteCommitmentOptions,
} from './mechanisms/sites/lotteries/optimal.ts';
import { oneOf, record, positive } from './core/errors.ts';
import { solve, type SolveOptions } from './solver/highs.ts';
import { loadSolver } from './solver/loading.ts';
import { sessions } from './solver/session.ts';

export { EXACT_WORK, exactBasis, type ExactOutcome } from './core/lp-basis.ts';
export { linearCertificate, type LinearCertificate } from './core/lp-certificate.ts';
export {
  checkedProgram,
  exactly,
  exactProgram,
  roundedProgram,
  type Basis,
  type Column,
  type ExactProgram,
  type LinearProgram,
  type Place,
  type Row,
  type Sense,
  type Solution,
} from './core/lp.ts';
export {
  compared,
  fraction,
  fractionText,
  minus,
  nearest,
  over,
  plus,
  rational,
  times,
  type Quantity,
  type Rational,
} from './core/rational.ts';
export { chainOf, type Chain } from './mechanisms/improvement/chain.ts';
export type { ImprovementCertificate } from './mechanisms/improvement/certificate.ts';
export {
  dominatingMarkets,
  type Attempt,
  type Defect,
  type DominatingMarket,
  type FailedPath,
} from './mechanisms/improvement/dominating.ts';
export {
  improve,
  type Improvement,
  type ImprovementReason,
  type ImprovementWeight,
} from './mechanisms/improvement/improve.ts';
export { weightPieces, type WeightPiece } from './mechanisms/improvement/pieces.ts';
export type { ImprovedSegment } from './mechanisms/improvement/split.ts';
export { keepingWeight, type LargestWeight } from './mechanisms/improvement/weight.ts';
export type { Cell } from './mechanisms/maps/cells.ts';
export * from './mechanisms/maps/gain.ts';
export * from './mechanisms/maps/improvability.ts';
export * from './mechanisms/maps/improving.ts';
export * from './mechanisms/maps/interval.ts';
export * from './mechanisms/maps/polygon.ts';
export type { SelectedCell } from './mechanisms/maps/selection.ts';
export * from './mechanisms/monopoly/bundles.ts';
export {
  productEnvironment,
  type ProductEnvironment,
  type ProductEnvironmentOptions,
} from './mechanisms/monopoly/environment.ts';
export { exactMonopolist } from './mechanisms/monopoly/exact.ts';
export { isSolverFailure, type SolverFailure } from './core/lp-session.ts';
export { market, supportOf, type Market } from './mechanisms/monopoly/market.ts';
export { type Lottery, type Mechanism } from './mechanisms/monopoly/mechanism.ts';
export {
  optimalMenu,
  type MenuCertificate,
  type MenuEntry,
  type OptimalMenu,
} from './mechanisms/monopoly/menu.ts';
export { type Monopolist, type Objective, type Optimum } from './mechanisms/monopoly/optimum.ts';
export {
  paymentRanges,
  surplusRanges,
  uniquePayments,
  uniqueSurplus,
  type Range,
} from './mechanisms/monopoly/payments.ts';
export { bindingConstraints, type Binding } from './mechanisms/monopoly/rents.ts';
export { choice, RULES, selected, type Choice, type Rule } from './mechanisms/monopoly/rules.ts';
export {
  type CommitmentOptions,
  type LotteryOutcome,
  type OptimalLottery,
} from './mechanisms/optimal-lottery.ts';
export * from './mechanisms/segmentation/assess.ts';
export * from './mechanisms/segmentation/averages.ts';
export * from './mechanisms/segmentation/disclosure.ts';
export * from './mechanisms/segmentation/dominance.ts';
export * from './mechanisms/segmentation/segmentation.ts';
export { type OptimalCommitmentOptions } from './mechanisms/environments/optimal.ts';
export { type SiteCommitmentOptions } from './mechanisms/sites/lotteries/optimal.ts';
export * from './mechanisms/single/consumer-best.ts';
export { extremalShares } from './mechanisms/single/extremal.ts';
export { type PricedSegment, type PricedSegmentation } from './mechanisms/single/priced.ts';
export * from './mechanisms/single/triangle.ts';
export { solve, type SolveOptions } from './solver/highs.ts';
export { loadSolver, type SolverLoader, type SolverSource } from './solver/loading.ts';

/**
 * Whoever can say what is optimal in any market of the environment: in fractions, or in doubles with a proof, by the solver, which is
 * loaded here once, so that all that follows is synchronous.
 *
 * A menu in doubles takes, for n types there and k alternatives, 0.2 s at n = 100, k = 10, 0.5 to 0.8 s at 200 and 10, 1 to 3 s at 300
 * and 10, 4 to 11 s at 500 and 8, as n^3 k; more than n^3 k = 2^30 is refused by the menu. In fractions it takes 20 ms at 6 and 4.
 *
 * @throws RangeError for another arithmetic; whatever the host throws when the solver cannot be loaded. What the seller is asked
 * throws the refusal `budget`, for a market too large, and SolverFailure
 */
export async function monopolist(
  environment: ProductEnvironment,
  options: { readonly arithmetic: Monopolist['arithmetic'] },
): Promise<Monopolist> {
  const arithmetic = oneOf('arithmetic', record('options', options, ['arithmetic']).arithmetic, [
    'exact',
    'certified',
  ]);
  if (arithmetic === 'exact') return exactMonopolist(environment);
  return certifiedMonopolist(environment, sessions(await loadSolver()));
}

/** The commitment lottery that takes most from the best lie, loss for weight; or what became of its program. */
export async function optimalLottery(
  options: CommitmentOptions,
  effort: SolveOptions = {},
): Promise<LotteryOutcome> {
  return lotteryFrom(options, await solve(commitmentProgram(options), effort));
}

/**
 * The best commitment lottery of an environment, for `approximate({ commitment: found.commitment })`: with weights 1 the least loss of any
 * lie is largest; with gains the mixture at that tilt needs the least q, 1 / (1 + found.least) and what rounding needs.
 *
 * ```ts
 * const options = { weights: 'gain', welfare: shares, tilt: 1 } as const;
 * const found = await optimalCommitment(game, options);
 * if (found.kind === 'lottery') approximate(game, shares, { commitment: found.commitment, ... });
 * ```
 *
 * @throws the refusal `separation` naming a lie that no alternative deters; `budget` when the profiles exceed it
 */
export async function optimalCommitment(
  environment: Environment,
  options: OptimalCommitmentOptions,
  effort: SolveOptions = {},
): Promise<Optimal<{ readonly commitment: { readonly given: Float64Array } }>> {
  const found = await optimalLottery(environmentCommitment(environment, options), effort);
  if (found.kind !== 'lottery') return found;
  return { ...found, commitment: { given: found.probabilities } };
}

/** An outcome whose lottery is over what a mechanism knows by name. */
export type Optimal<T> = (OptimalLottery & T) | Exclude<LotteryOutcome, OptimalLottery>;

/**
 * The best lottery over K-subsets of the grid's points, or of declared candidates, for `facilities({ lottery: found.sites })`: it takes
 * at least `found.least` times the length, or the gain, of every lie between grid types.
 *
 * @throws the refusal `separation` for one facility, which leaves nobody a choice, and wherever some lie is never separated;
 * `budget` when there are too many sets
 */
export async function optimalSiteLottery(
  options: SiteCommitmentOptions,
  effort: SolveOptions = {},
): Promise<Optimal<{ readonly sites: SiteLottery }>> {
  const commitment = siteCommitment(options);
  const found = await optimalLottery(commitment, effort);
  if (found.kind !== 'lottery') return found;
  return { ...found, sites: committedSites(options, commitment, found.probabilities) };
}

export interface PriceLotteryOptions {
  /** m, at most 120. */
  readonly grid: number;
  /** `half`; on the grid itself no lottery deters. */
  readonly offset: Offset;
  /** The multiplier of total revenue in the private part, > 0: what a lie gains depends on it. */
  readonly tilt: number;
  readonly component: ComponentKind;
  /** Least probability of every price: 2^-20 when left out, so that lies that gain nothing lose too; at 0 brackets are refused. */
  readonly floor?: number;
}

/**
 * The lottery over posted prices that needs the least q for private values on the grid, for
 * `postedPrice({ commitment: found.probabilities })`; q = 1 / (1 + least) is where the best lie breaks even.
 */
export async function optimalPriceLottery(
  options: PriceLotteryOptions,
  effort: SolveOptions = {},
): Promise<Optimal<{ readonly q: number }>> {
  const grid = priceGrid(options.grid, options.offset, 'weak');
  const gains = crossingGains(grid, positive('tilt', options.tilt), component(options.component));
  const { floor = PRICE_FLOOR } = options;
  const found = await optimalLottery({ ...priceCommitment(grid, gains), floor }, effort);
  return found.kind === 'lottery' ? { ...found, q: 1 / (1 + found.least) } : found;
}
