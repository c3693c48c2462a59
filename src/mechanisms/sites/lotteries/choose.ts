import { oneOf, outOfRange } from '../../../core/errors.ts';
import { refused } from '../../refusal.ts';
import type { Truth } from '../../truth.ts';
import { givenLottery } from './accepted.ts';
import { adjacentSites, dyadicSites, printedSites } from './tilings.ts';
import { midpointSites } from './midpoint.ts';
import { candidatePairs, candidateTuples } from './pairs.ts';
import { stretched } from './stretched.ts';
import { uniformSites } from './uniform.ts';
import type { SiteLottery, Types } from './lottery.ts';
import { planeLottery } from '../plane/lottery.ts';
import type { SiteShape } from '../shape.ts';

/** The lotteries by name: LOC1, LOC2, LOC3 as printed, steps 2^X, pairs around a uniform midpoint; in the plane pairs as far apart as fit. */
export type LotteryName = 'uniform' | 'adjacent' | 'loc3' | 'dyadic' | 'midpoint' | 'wide';

const NAMES: readonly LotteryName[] = ['uniform', 'adjacent', 'loc3', 'dyadic', 'midpoint', 'wide'];

/**
 * The lottery of a plan; null for one facility, which leaves nobody a choice.
 *
 * @throws RangeError when the name does not fit the grid, the candidates or the number of attributes
 */
export function chosenLottery(
  shape: SiteShape,
  truth: Truth,
  given: LotteryName | SiteLottery | undefined,
): SiteLottery | null {
  if (typeof given === 'object') return givenLottery(shape, truth, given);
  if (given !== undefined) oneOf('lottery', given, NAMES);
  if (shape.facilities === 1) return null;
  if (shape.attributes === 1) return lineLottery(shape, truth, given);
  if (truth !== 'brackets' && shape.candidates !== null) throw noPlaneLottery(truth);
  return planeLottery(given, {
    ...shape,
    types: truth === 'brackets' ? 'grid' : 'anywhere',
    shortest: shortestOf(shape, truth),
  });
}

/** The error of candidates on several axes, over which there is a lottery for types on the grid only. */
function noPlaneLottery(truth: Exclude<Truth, 'brackets'>): RangeError {
  const without =
    'gain' in truth ? 'at a lower epsilon no lottery is' : 'a gain kept without a lottery would do';
  const range = `brackets where a lottery over declared candidates on several axes is needed (${without})`;
  return outOfRange('truth', range, truth);
}

/** The shortest lie that is to be deterred; under a bounded gain, where all lies count, a hundredth of the longest. */
export function shortestOf({ extent, grid, reach }: SiteShape, truth: Truth): number {
  if (truth === 'brackets') return Math.min(...extent) / (grid === 'continuous' ? 1 : grid);
  return 'beyond' in truth ? truth.beyond : Math.min(reach, Math.max(truth.gain, reach / 100));
}

function lineLottery(shape: SiteShape, truth: Truth, name: LotteryName | undefined): SiteLottery {
  const { candidates, cost, extent, facilities, grid } = shape;
  const bracketed = truth === 'brackets';
  const end = extent[0]!;
  if (candidates) {
    const sites = Float64Array.from(candidates, (site) => site[0]! / end).toSorted();
    const options = { facilities, grid: bracketed && grid !== 'continuous' ? grid : null, cost };
    if (name === undefined || name === 'adjacent')
      return stretched(candidatePairs(sites, options), end);
    if (name === 'uniform') return stretched(candidateTuples(sites, options), end);
    throw outOfRange(
      'lottery',
      'adjacent, uniform or a given one where candidates are declared',
      name,
    );
  }
  const chosen = name ?? (bracketed ? 'adjacent' : 'midpoint');
  if (chosen === 'midpoint') return stretched(midpointSites(facilities, cost), end);
  if (grid === 'continuous') {
    throw outOfRange('lottery', 'midpoint or a given one where the grid is continuous', chosen);
  }
  const make = MAKERS[chosen];
  if (!make)
    throw outOfRange('lottery', 'uniform, adjacent, loc3, dyadic or midpoint on a line', chosen);
  const types: Types = bracketed ? 'grid' : 'anywhere';
  return stretched(make({ grid, facilities, types, cost }), end);
}

const MAKERS: Partial<Record<LotteryName, typeof adjacentSites>> = {
  uniform: uniformSites,
  adjacent: adjacentSites,
  loc3: printedSites,
  dyadic: dyadicSites,
};

/** @throws the refusal of a lottery that leaves some lie without a loss */
export function mustSeparate(lottery: SiteLottery, shortest: number): SiteLottery {
  const { distances, kind } = lottery;
  const tried = distances
    ? Array.from(distances).filter((d) => d >= shortest * (1 - 2 ** -30))
    : [shortest];
  for (const d of tried) {
    if (lottery.leastLoss(d) > 0) continue;
    throw refused(
      'separation',
      `lottery must be one that every lie loses in, got ${kind}, in which some lie at distance ${d} loses nothing (other sites to draw, or a truth of only longer lies or of a gain, may help)`,
      { distance: d },
    );
  }
  return lottery;
}

/** @throws the refusal of one facility under a truth that a lottery must keep */
export function nothingDeters(facilities: number): RangeError {
  const why =
    'one facility leaves nobody a choice, so nothing deters a lie and only {"gain": g} can be kept';
  return refused(
    'separation',
    `facilities must be >= 2 for this truth (${why}), got ${facilities}`,
    {
      facilities,
    },
  );
}
