import type { Population } from '../../core/population.ts';
import type { ComponentKind } from '../components/component.ts';
import type { Progress } from '../part.ts';
import type { Cost } from './lotteries/lottery.ts';

/** How far apart two points are: the sum of the coordinates' differences, or the straight line. */
export type Metric = 'l1' | 'euclidean';

/**
 * What a private part over K-tuples of sites is made from, checked. The score of a tuple is minus the summed cost; the law
 * is proportional to exp(tilt score) over ORDERED K-tuples, so a set of r sites counts surj(K, r) times.
 */
export interface SiteProblem {
  /** Reports as the plan reads them, in [0, extent] on each axis. */
  readonly population: Population;
  /** Upper end of each axis on the common scale, in (0, 1]. */
  readonly extent: readonly number[];
  /** K. */
  readonly facilities: number;
  /** Sites at the points extent j/m of each axis, or anywhere; ignored where candidates are given. */
  readonly grid: number | 'continuous';
  readonly distance: Metric;
  readonly cost: Cost;
  /** Sites that are open already: an agent's cost never exceeds that of the nearest of them. */
  readonly fixed: readonly (readonly number[])[];
  /** The only places a facility may take, distinct; null for the grid. */
  readonly candidates: readonly (readonly number[])[] | null;
  readonly tilt: number;
  readonly component: ComponentKind;
  /** Proposals that an exact rejection may take. */
  readonly trials: number;
  /** K-subsets of sites that may be listed. */
  readonly subsets: number;
  readonly progress?: Progress;
}
