import type { Certificate } from '../../core/certificate.ts';
import { integer, oneOf, outOfRange, wrongKind } from '../../core/errors.ts';
import { sum } from '../../core/numeric.ts';
import {
  checkedPopulation,
  merged,
  population as made,
  type Population,
} from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import { coin } from '../commitment.ts';
import type { ComponentKind } from '../components/component.ts';
import { byCoordinates, type PartDiagnostics, type PrivatePart, type Progress } from '../part.ts';
import type { Target } from '../promise.ts';
import type { Truth } from '../truth.ts';
import { calibrateSites } from './calibrate.ts';
import { certifySites } from './certify.ts';
import type { LotteryName } from './lotteries/choose.ts';
import { linePart } from './line/part.ts';
import type { Cost, SiteLottery } from './lotteries/lottery.ts';
import type { SitePlan } from './plan.ts';
import { paperSites } from './paper.ts';
import { planePart } from './plane/part.ts';
import { serving } from './plane/distance.ts';
import type { Metric, SiteProblem } from './problem.ts';
import { siteShape, type SiteShape } from './shape.ts';

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
  /** K-subsets of sites that may be listed; effort only. Default 5,000,000. */
  readonly subsets?: number;
  readonly progress?: Progress;
}

/** One draw: K sites, ascending by coordinates, and the part they are from are private; `trials` is for the data's owner. */
export interface SiteRelease {
  readonly sites: readonly (readonly number[])[];
  readonly part: 'exponential' | 'lottery';
  /** Proposals that the draw took: depends on the data beyond what the sites tell, so not for publication. */
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

/**
 * K sites for n agents: with probability q an oblivious lottery that makes lying a loss, else the exponential mechanism on minus
 * the total cost, whose law counts a set of r sites surj(K, r) times; each agent is served at the site nearest to her
 * report. Under `brackets`, and as printed, reports are read as their nearest grid point.
 *
 * @throws TypeError, RangeError naming the option and its range; a refusal where nothing deters or n is too small
 * @see [AMD, 5]
 */
export function facilities(options: FacilitiesOptions): Facilities {
  const given = checkedPopulation(options.population);
  const { plan, shape } = planned(options, given);
  inDomain(given, plan.extent);
  const read = readSites(plan, given);
  const { trials = 100_000, subsets = 5_000_000, progress } = options;
  if (progress !== undefined && typeof progress !== 'function') {
    throw wrongKind('progress', 'a function', progress);
  }
  const problem: SiteProblem = {
    population: read,
    extent: plan.extent,
    facilities: plan.facilities,
    grid: plan.grid,
    distance: plan.distance,
    cost: plan.cost,
    fixed: shape.fixed,
    candidates: shape.candidates,
    tilt: plan.tilt,
    component: plan.component,
    trials: integer('trials', trials, 1),
    subsets: integer('subsets', subsets, 1),
    ...(progress && { progress }),
  };
  let own: PrivatePart | undefined;
  const part = (): PrivatePart =>
    (own ??= plan.attributes === 1 ? linePart(problem) : planePart(problem));
  return Object.freeze({
    plan,
    certificate: certifySites(plan, shape),
    draw: (rng: Rng) => drawOnce(plan, part, rng),
    assign: (release: SiteRelease) => assign(read, shape, release),
    diagnostics: () => mixed(plan, read, part()),
  });
}

function planned(
  options: FacilitiesOptions,
  { attributes, size }: Population,
): { plan: SitePlan; shape: SiteShape } {
  const { lottery, truth, promise } = options;
  const asked = { ...options, population: size, attributes };
  const shape = siteShape(asked);
  if (oneOf('mode', options.mode, ['calibrated', 'paper']) === 'paper') {
    if (truth !== undefined) throw outOfRange('truth', 'left out in paper mode', truth);
    if (promise !== undefined) throw outOfRange('promise', 'left out in paper mode', promise);
    const printed = options.grid === 'continuous' && lottery === undefined;
    const name = printed ? 'loc3' : lottery;
    return {
      plan: paperSites(asked, oneOf('lottery', name, ['uniform', 'adjacent', 'loc3'])),
      shape,
    };
  }
  if (truth === undefined) throw outOfRange('truth', 'brackets, beyond or gain', truth);
  if (promise === undefined) throw outOfRange('promise', 'epsilon, tilt or loss', promise);
  if (typeof promise !== 'object' || promise === null) {
    throw wrongKind('promise', 'one of {epsilon}, {tilt}, {loss}', promise);
  }
  const one = Object.fromEntries(
    Object.entries(promise).filter(([name]) => ['epsilon', 'tilt', 'loss'].includes(name)),
  );
  return { plan: calibrateSites({ ...asked, ...one, truth }), shape };
}

function inDomain({ points, attributes }: Population, extent: readonly number[]): void {
  for (let i = 0; i < points.length; i++) {
    const end = extent[i % attributes]!;
    if (points[i]! > end) {
      const path = `reports[${Math.floor(i / attributes)}][${i % attributes}]`;
      throw outOfRange(path, `in [0, ${end}]`, points[i]);
    }
  }
}

/** The reports as a plan reads them: on the grid's points under `brackets` and as printed, ties to the lower. */
export function readSites(plan: SitePlan, given: Population): Population {
  const { grid, truth, extent } = plan;
  if (grid === 'continuous' || (truth !== 'brackets' && truth !== 'paper')) return given;
  const points = given.points.map((x, i) => {
    const end = extent[i % given.attributes]!;
    return end * ((Math.ceil((x / end) * grid - 0.5) + 0) / grid);
  });
  return made(points, given.attributes, given.weights);
}

function drawOnce(plan: SitePlan, part: () => PrivatePart, rng: Rng): SiteRelease {
  if (plan.lottery !== null && coin(plan.q, rng) === 'lottery') {
    const sites = plan.lottery.draw(rng).toSorted(byCoordinates);
    return { sites, part: 'lottery', trials: 0 };
  }
  const { products, trials } = part().draw(rng);
  return { sites: products.toSorted(byCoordinates), part: 'exponential', trials };
}

function assign(read: Population, shape: SiteShape, release: SiteRelease): Int32Array {
  const { points, attributes, weights } = read;
  const open = release.part === 'lottery' ? release.sites : [...release.sites, ...shape.fixed];
  const far = serving(shape.distance, 'distance');
  return Int32Array.from(weights, (_, row) => {
    const report = points.subarray(row * attributes, (row + 1) * attributes);
    let [best, least] = [0, Infinity];
    for (const [k, site] of open.entries()) {
      const d = far(report, site);
      if (d < least) [best, least] = [k, d];
    }
    return best;
  });
}

/** Welfare of the whole mechanism; the lottery's is exact too. */
function mixed(plan: SitePlan, read: Population, part: PrivatePart): SiteDiagnostics {
  const { optimalRepresentatives, ...own } = part.diagnostics();
  const best = optimalRepresentatives ? { optimalSites: optimalRepresentatives } : {};
  const { lottery, q } = plan;
  if (own.expectedWelfare === undefined || lottery === null) return { ...own, ...best };
  const { expectedWelfare, ...rest } = own;
  if (!lottery.expectedCost) return { ...rest, ...best };
  const { points, attributes, weights, size } = merged(read);
  const served = lottery.expectedCost.bind(lottery);
  const paid = sum(
    weights.map(
      (w, row) => w * served(Array.from(points.subarray(row * attributes, (row + 1) * attributes))),
    ),
  );
  return { ...rest, ...best, expectedWelfare: (1 - q) * expectedWelfare - (q * paid) / size };
}
