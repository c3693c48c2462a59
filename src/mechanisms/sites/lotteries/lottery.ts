import type { Rng } from '../../../core/rng.ts';
import type { Metric } from '../problem.ts';

/** What serving a type at distance d costs her: d, or its square [AMD, footnote 11]. */
export type Cost = 'distance' | 'squared';

/** Whose lies a lottery is judged by: types on the grid 0, 1/m, .., 1 of each axis, or anywhere in the domain. */
export type Types = 'grid' | 'anywhere';

/** Where the losses of a lottery hold. */
export interface LotteryScope {
  /** Upper end of each axis of the domain. */
  readonly extent: readonly number[];
  /** Null on a line, where all are the same. */
  readonly distance: Metric | null;
  /** M, for types on the grid 0, 1/m, .., 1 of each axis; null for types anywhere in the domain. */
  readonly grid: number | null;
}

/**
 * An oblivious lottery over K sites: it looks at nobody's report and serves each agent at the site nearest to hers, so a
 * lie can only lose [AMD, 3.2]. Distances on the common scale.
 */
export interface SiteLottery {
  readonly kind: string;
  /** The construction in words. */
  readonly description: string;
  /** K. */
  readonly facilities: number;
  /** Compared with the plan's; left out, that the losses hold there is the caller's word. */
  readonly scope?: LotteryScope;
  /** In which the losses are measured; `distance` when left out. */
  readonly cost?: Cost;
  /** A lower bound on what any lie at distance d loses, nondecreasing in d; the exact infimum where `exact`. */
  leastLoss(d: number): number;
  /** Whether `leastLoss` is the infimum over all lies at that distance. */
  readonly exact?: boolean;
  /** `convex`: leastLoss is convex from leastLoss(0) = 0, so that the shortest deterred lie decides q. */
  readonly shape?: 'convex';
  /** Every distance that a lie between types can have, ascending, where types are few; all in (0, reach] when left out. */
  readonly distances?: Float64Array;
  /** What report b loses at type t against the truth; exact, >= 0, ties between sites in the liar's favour. */
  loss(t: readonly number[], b: readonly number[]): number;
  /** Expected cost of a truthful type t; exact. */
  expectedCost?(t: readonly number[]): number;
  /** The largest expected cost of any truthful type, or a bound on it; the reach (or its square) when left out. */
  readonly worst?: number;
  /** K sites. */
  draw(rng: Rng): readonly (readonly number[])[];
}

/** The lotteries whose losses this library computed itself; all frozen. */
const COMPUTED = new WeakSet<SiteLottery>();

/** The lottery, frozen, as one whose losses were computed here. */
export function computed(lottery: SiteLottery): SiteLottery {
  COMPUTED.add(lottery);
  return Object.freeze(lottery);
}

/** Whether the losses of a lottery were computed here, not declared by the caller. */
export function isComputed(lottery: SiteLottery): boolean {
  return COMPUTED.has(lottery);
}
