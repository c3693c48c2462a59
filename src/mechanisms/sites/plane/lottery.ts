import { outOfRange } from '../../../core/errors.ts';
import type { Cost, SiteLottery, Types } from '../lotteries/lottery.ts';
import { candidatePlane } from './candidates.ts';
import { gridSites } from './distance.ts';
import { midpointPlane } from './midpoint.ts';
import { adjacentPlane, widePlane } from './pairs.ts';
import type { Metric } from '../problem.ts';

/** What a plane lottery is chosen by. */
export interface PlaneLotteryOptions {
  /** Upper end of each axis. */
  readonly extent: readonly number[];
  readonly facilities: number;
  readonly distance: Metric;
  readonly cost: Cost;
  /** m, of the types and of the sites; `continuous` for types anywhere. */
  readonly grid: number | 'continuous';
  readonly types: Types;
  /** The only places a site may take; null for the grid or the whole domain. */
  readonly candidates: readonly (readonly number[])[] | null;
  /** The shortest lie to be deterred, for types anywhere. */
  readonly shortest: number;
}

/**
 * The lottery of that name; when none is given: pairs of the declared candidates, for types anywhere a random midpoint, and on the
 * grid wide pairs, which take at least as much from a lie as adjacent ones.
 *
 * @throws RangeError when the name has no lottery here, when types anywhere meet declared candidates, and as the lottery itself
 */
export function planeLottery(name: string | undefined, options: PlaneLotteryOptions): SiteLottery {
  const { candidates, grid, types } = options;
  if (types === 'anywhere' || grid === 'continuous') {
    if (candidates !== null) {
      throw outOfRange(
        'truth',
        'brackets where a lottery over declared candidates is needed',
        types,
      );
    }
    if (name !== undefined && name !== 'midpoint') {
      throw outOfRange('lottery', 'midpoint for types anywhere in several dimensions', name);
    }
    return midpointPlane(options);
  }
  const onGrid = { ...options, grid };
  if (candidates !== null) {
    if (name === undefined || name === 'uniform') {
      return candidatePlane({ ...onGrid, sites: candidates });
    }
    throw outOfRange('lottery', 'uniform over declared candidates in several dimensions', name);
  }
  const chosen = name ?? 'wide';
  if (chosen === 'adjacent') return adjacentPlane(onGrid);
  if (chosen === 'wide') return widePlane(onGrid);
  if (chosen === 'uniform') {
    return candidatePlane({ ...onGrid, sites: gridSites(grid, options.extent) });
  }
  const range = 'uniform, adjacent or wide for types on a grid of several dimensions';
  throw outOfRange('lottery', range, name);
}
