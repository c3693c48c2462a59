import type { Certificate } from '../../core/certificate.ts';
import type { Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import type { ComponentKind } from '../components/component.ts';
import type { PartDiagnostics, Progress } from '../part.ts';
import type { Target } from '../promise.ts';
import type { Truth } from '../truth.ts';
import type { Cost, SiteLottery } from './lottery.ts';
import type { SitePlan } from './plan.ts';
import type { Metric } from './problem.ts';

/** The lotteries by name: LOC1, LOC2, LOC3 as printed, steps 2^X, and pairs around a uniform midpoint. */
export type LotteryName = 'uniform' | 'adjacent' | 'loc3' | 'dyadic' | 'midpoint';

export interface FacilitiesOptions {
  /** Points on the common scale, 1 to 3 attributes. */
  readonly population: Population;
  /** Upper end of each axis on the common scale, in (0, 1]; all 1 when left out. */
  readonly extent?: readonly number[];
  /** K, 1 to 100. */
  readonly facilities: number;
  readonly grid: number | 'continuous';
  readonly distance: Metric;
  /** What an agent minimises; `distance` when left out. */
  readonly cost?: Cost;
  /** Sites that are open already. */
  readonly fixed?: readonly (readonly number[])[];
  /** The only places a facility may take. */
  readonly candidates?: readonly (readonly number[])[];
  readonly mode: 'calibrated' | 'paper';
  /** Required unless the mode is paper, where neither is given. */
  readonly truth?: Truth;
  readonly promise?: Target;
  /** Adjacent pairs on a grid, a uniform midpoint otherwise, when left out. Paper mode: uniform, adjacent or loc3. */
  readonly lottery?: LotteryName | SiteLottery;
  /** The exponential mechanism when left out. */
  readonly component?: ComponentKind;
  /** Proposals that an exact rejection may take before it is refused; effort only. Default 100,000. */
  readonly trials?: number;
  /** K-subsets of sites that may be listed; effort only. Default 4,000,000. */
  readonly subsets?: number;
  readonly progress?: Progress;
}

/** One private release: K sites, ascending by coordinates. */
export interface SiteRelease {
  readonly sites: readonly (readonly number[])[];
  readonly part: 'exponential' | 'lottery';
  readonly trials: number;
}

/** The facility mechanism on given reports. Only `draw` is private. */
export interface Facilities {
  readonly plan: SitePlan;
  readonly certificate: Certificate;
  draw(rng: Rng): SiteRelease;
  /**
   * Row i's site: the nearest to her report, ties to the lower index; an index into sites, then fixed. Under the lottery she is
   * held to the lottery's sites.
   */
  assign(release: SiteRelease): Int32Array;
  /** For the data's owner; leaks. Welfare is minus the cost per head. */
  diagnostics(): SiteDiagnostics;
}

/** Welfare of the whole mechanism, and the best K sites. */
export interface SiteDiagnostics extends PartDiagnostics {
  readonly optimalSites?: readonly (readonly number[])[];
}
