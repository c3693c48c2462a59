import { finite } from '../../core/errors.ts';
import { promisedPlan, type Promised } from '../promise.ts';
import { refused } from '../refusal.ts';
import { checkedTruth, type Truth } from '../truth.ts';
import { blindLoss } from './blind.ts';
import { siteBounds, type SiteBounds } from './bounds.ts';
import {
  chosenLottery,
  nothingDeters,
  mustSeparate,
  shortestOf,
  type LotteryName,
} from './lotteries/choose.ts';
import { LARGEST_SHARE, leastOdds, playedShare, worstNet } from './deterrence.ts';
import { deterringShare } from '../share.ts';
import type { SiteLottery } from './lotteries/lottery.ts';
import type { SitePlan } from './plan.ts';
import { siteShape, type SiteShape, type SiteShapeOptions } from './shape.ts';

/** The public quantities of a run, and exactly one of epsilon, tilt, loss. */
export interface CalibrateSitesOptions extends SiteShapeOptions, Promised {
  readonly truth: Truth;
  /** On a line adjacent pairs under brackets, else pairs around a uniform midpoint, when left out. */
  readonly lottery?: LotteryName | SiteLottery;
}

/** What does not change with the tilt. */
interface Fixed {
  readonly shape: SiteShape;
  readonly truth: Truth;
  readonly bounds: SiteBounds;
  readonly blind: number;
  /** Made when it is needed: a bounded gain may need none. */
  readonly lottery: () => SiteLottery | null;
}

/**
 * The least q that keeps the promise of truth, for the tilt that was asked for or the one that promises least: q/(1-q) = sup
 * over lies of gain / loss; promised = q (worst cost of the lottery) + (1-q) (loss of the private part), both with what
 * undeterred lies may add.
 *
 * @throws TypeError, RangeError naming the option and its range; a refusal where nothing deters
 * cost: O(1) plans for a given tilt or epsilon, a few hundred for a loss
 * @see [AMD, 3.3, 5.1]; their printed parameters are `paperSites`
 */
export function calibrateSites(options: CalibrateSitesOptions): SitePlan {
  const shape = siteShape(options);
  const truth = checkedTruth(options.truth, shape.grid, shape.reach, shape.ceiling);
  const bounds = siteBounds(shape);
  let made: SiteLottery | null | undefined;
  const lottery = (): SiteLottery | null => (made ??= chosenLottery(shape, truth, options.lottery));
  const deterring = truth === 'brackets' || 'beyond' in truth;
  if (deterring) {
    const own = lottery();
    if (own === null) throw nothingDeters(shape.facilities);
    mustSeparate(own, shortestOf(shape, truth));
  } else if (options.lottery !== undefined) lottery();
  const blind = blindLoss(shape, truth === 'brackets');
  const plan = promisedPlan(options, {
    at: (tilt) => planAt({ shape, truth, bounds, blind, lottery }, tilt),
    epsilon: bounds.epsilon,
    spread: shape.population * shape.ceiling,
  });
  if (plan.promised < Infinity) return plan;
  if (plan.lottery !== null && deterring) {
    const gain = (d: number): number => bounds.gain(plan.tilt, d);
    // throws, with the figure
    deterringShare(leastOdds(plan.lottery, gain, shortestOf(shape, truth), shape.reach, 0));
  }
  throw tooMuchGain(plan);
}

/** One facility, or a gain so small that a lottery which almost always plays does not keep it. */
function tooMuchGain(plan: SitePlan): RangeError {
  const why =
    plan.facilities === 1
      ? 'one facility leaves nobody a choice, so no lottery lowers it'
      : 'the shortest lies lose too little in the lottery for less';
  return refused(
    'separation',
    `truth.gain must be >= ${plan.worstGain} at this tilt (${why}; a lower epsilon lowers it), got ${gainOf(plan.truth)}`,
    { gain: plan.worstGain, tilt: plan.tilt },
  );
}

function gainOf(truth: SitePlan['truth']): number {
  return typeof truth === 'object' && 'gain' in truth ? truth.gain : 0;
}

function planAt({ shape, truth, bounds, blind, lottery }: Fixed, tilt: number): SitePlan {
  const found = deterred(shape, truth, (d) => bounds.gain(tilt, d), lottery);
  const { q, tolerance } = found;
  const own = bounds.loss(tilt);
  const { worst = shape.ceiling } = found.lottery ?? {};
  const slip = steepness(shape) * Math.min(tolerance, shape.reach);
  const capped = (x: number): number => Math.min(shape.ceiling, x);
  const promised =
    q < 1 ? q * capped(worst + slip) + (1 - q) * capped(2 * slip + own.value) : Infinity;
  return Object.freeze({
    ...publicOf(shape),
    mode: 'calibrated' as const,
    truth,
    tilt,
    epsilon: finite('epsilon', bounds.epsilon(tilt)),
    q,
    promised,
    formula: formulaOf(found, own.formula),
    blind,
    dataHelp: promised < blind,
    tolerance,
    worstGain: found.worstGain,
    leastLoss: 0,
    lottery: found.lottery,
  });
}

function formulaOf({ lottery, tolerance }: Deterred, own: string): string {
  if (lottery === null) return `L = ${own}`;
  const worst = `w = ${lottery.worst ?? 'D'} the worst cost of the lottery, L = ${own}`;
  return tolerance > 0
    ? `q (w + B beta) + (1 - q) (L + 2 B beta), ${worst}`
    : `q w + (1 - q) L, ${worst}`;
}

/** The part of a plan that its shape decides. */
export function publicOf(
  shape: SiteShape,
): Pick<
  SitePlan,
  | 'population'
  | 'attributes'
  | 'extent'
  | 'facilities'
  | 'grid'
  | 'distance'
  | 'cost'
  | 'component'
  | 'reach'
> {
  const { population, attributes, extent, facilities, grid, distance, cost, reach } = shape;
  const component = shape.component.kind;
  return { population, attributes, extent, facilities, grid, distance, cost, component, reach };
}

/** B, the most that a cost changes with the distance. */
function steepness({ cost, reach }: SiteShape): number {
  return cost === 'squared' ? 2 * reach : 1;
}

interface Deterred {
  readonly q: number;
  readonly lottery: SiteLottery | null;
  readonly tolerance: number;
  readonly worstGain: number;
}

/** The least gain that can be promised: what lies net at the largest q; for one facility what they gain. */
function leastGain(
  lottery: SiteLottery | null,
  gain: (d: number) => number,
  reach: number,
): number {
  return lottery === null ? gain(reach) : worstNet(lottery, gain, LARGEST_SHARE, reach);
}

/** The least q of each reading of truth, always positive where every lie is to lose. A q of 1 stands for none. */
function deterred(
  shape: SiteShape,
  truth: Truth,
  gain: (d: number) => number,
  lottery: () => SiteLottery | null,
): Deterred {
  const { reach } = shape;
  if (truth !== 'brackets' && 'gain' in truth) {
    const most = truth.gain;
    if (gain(reach) <= most) return { q: 0, lottery: null, tolerance: 0, worstGain: gain(reach) };
    const own = lottery();
    const q = own === null ? 1 : playedShare(leastOdds(own, gain, 0, reach, most));
    return { q, lottery: own, tolerance: 0, worstGain: q < 1 ? most : leastGain(own, gain, reach) };
  }
  const own = lottery();
  if (own === null) throw nothingDeters(shape.facilities);
  const tolerance = truth === 'brackets' ? 0 : truth.beyond;
  const q = playedShare(leastOdds(own, gain, shortestOf(shape, truth), reach, 0));
  return {
    q,
    lottery: own,
    tolerance,
    worstGain: tolerance > 0 ? worstNet(own, gain, q, tolerance) : 0,
  };
}
