import type { ComponentKind } from '../components/component.ts';
import type { Truth } from '../truth.ts';
import type { Cost, SiteLottery } from './lotteries/lottery.ts';
import type { Metric } from './problem.ts';

/** The mechanisms of section 5 by their names. */
export type PaperName = 'LOC1' | 'LOC2' | 'LOC3' | 'LOC4';

/** Parameters and what they promise on any data; distances on the common scale, per head. */
export interface SitePlan {
  readonly mode: 'calibrated' | 'paper';
  /** What truth means; under `brackets` reports are read as their nearest grid point. */
  readonly truth: Truth | 'paper';
  /** In paper mode the printed mechanism, its n0 and its printed bound. */
  readonly paper?: { readonly name: PaperName; readonly n0: number; readonly bound: number };
  readonly tilt: number;
  readonly epsilon: number;
  readonly q: number;
  /** Cost per head given up at most. */
  readonly promised: number;
  readonly formula: string;
  /** What K sites spread evenly lose at most. */
  readonly blind: number;
  /** Whether the promise beats blind sites. */
  readonly dataHelp: boolean;
  /** Lies up to this distance are not deterred; 0 under brackets. */
  readonly tolerance: number;
  /** The most any lie can still gain. */
  readonly worstGain: number;
  /** A lower bound, over data and deterred lies, on what a lie loses; stated as 0 in calibrated mode, where the least q leaves no more than its margin. */
  readonly leastLoss: number;
  readonly lottery: SiteLottery | null;
  /** N, the sum of the weights; treated as public. */
  readonly population: number;
  readonly attributes: number;
  readonly extent: readonly number[];
  /** K. */
  readonly facilities: number;
  readonly grid: number | 'continuous';
  readonly distance: Metric;
  readonly cost: Cost;
  readonly component: ComponentKind;
  /** D, the largest distance between two points of the domain. */
  readonly reach: number;
}
