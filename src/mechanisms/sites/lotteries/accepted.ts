import { finite, nonNegative, outOfRange, within, wrongKind } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import type { Truth } from '../../truth.ts';
import { computed, isComputed, type LotteryScope, type SiteLottery } from './lottery.ts';
import { gridSites, serving } from '../plane/distance.ts';
import type { SiteShape } from '../shape.ts';

/** Types whose distances are listed to compare a given list with. */
const MOST_TYPES = 2 ** 20;

/** Parts by which declared figures may be off from rounding. */
const ROUNDING = 2 ** -30;

/**
 * A given lottery, with its losses in the cost of the plan: made for the plan's domain, distance and types. One whose losses are only
 * declared is checked as far as it can be: at every figure that the plan uses, and at every draw.
 *
 * @throws TypeError, RangeError naming what differs
 */
export function givenLottery(shape: SiteShape, truth: Truth, given: SiteLottery): SiteLottery {
  if (given === null) throw wrongKind('lottery', 'a name or a site lottery', given);
  for (const name of ['leastLoss', 'loss', 'draw'] as const) {
    if (typeof given[name] !== 'function') {
      throw wrongKind(`lottery.${name}`, 'a function', given[name]);
    }
  }
  if (given.facilities !== shape.facilities) {
    throw outOfRange('lottery.facilities', `${shape.facilities}`, given.facilities);
  }
  const own = given.cost ?? 'distance';
  if (own !== 'distance' && own !== shape.cost) throw outOfRange('lottery.cost', 'distance', own);
  if (given.scope) matched(shape, truth, given.kind, given.scope);
  if (given.distances) listed(shape, truth, given.kind, given.distances);
  const checked = isComputed(given) ? given : declared(shape, given);
  return own === shape.cost ? checked : squared(shape, checked);
}

function matched(
  { attributes, distance, extent, grid }: SiteShape,
  truth: Truth,
  kind: string,
  scope: LotteryScope,
): void {
  const same =
    scope.extent.length === attributes && extent.every((end, i) => scope.extent[i] === end);
  if (!same) throw outOfRange('lottery.scope.extent', `[${extent.join(', ')}]`, scope.extent);
  if (attributes > 1 && scope.distance !== distance) {
    throw outOfRange('lottery.scope.distance', distance, scope.distance);
  }
  if (scope.grid === null) return;
  if (truth !== 'brackets') throw onlyBrackets(kind);
  if (scope.grid !== grid) throw outOfRange('lottery.scope.grid', `${grid}`, scope.grid);
}

function onlyBrackets(kind: string): RangeError {
  return outOfRange('lottery', 'one for types anywhere unless truth is brackets', kind);
}

/** @throws RangeError at the first length of a lie that the list does not have */
function listed(
  { attributes, distance, extent, grid }: SiteShape,
  truth: Truth,
  kind: string,
  distances: Float64Array,
): void {
  if (truth !== 'brackets' || grid === 'continuous') throw onlyBrackets(kind);
  if ((grid + 1) ** attributes > MOST_TYPES) {
    throw outOfRange('lottery.distances', `left out for more than ${MOST_TYPES} types`, 'a list');
  }
  const far = serving(distance, 'distance');
  const origin = extent.map(() => 0);
  const wanted = Float64Array.from(gridSites(grid, extent), (type) => far(origin, type)).toSorted();
  let k = 0;
  for (const d of wanted.subarray(1)) {
    const near = (x: number | undefined): boolean =>
      x !== undefined && Math.abs(x - d) <= d * ROUNDING;
    if (near(distances[k - 1])) continue; // several lies of one length
    const found = near(distances[k]);
    if (!found) throw outOfRange(`lottery.distances[${k}]`, `${d}, a lie's length`, distances[k]);
    k++;
  }
}

/** The same lottery with every figure in its range: 0 <= least loss <= the largest cost, sites in the domain. */
function declared(shape: SiteShape, given: SiteLottery): SiteLottery {
  const { reach } = shape;
  const most = given.cost === 'squared' ? reach * reach : reach;
  const worst = given.worst === undefined ? most : nonNegative('lottery.worst', given.worst);
  return Object.freeze({
    kind: given.kind,
    description: given.description,
    facilities: given.facilities,
    ...(given.cost && { cost: given.cost }),
    ...(given.scope && { scope: given.scope }),
    ...(given.shape && { shape: given.shape }),
    ...(given.distances && { distances: given.distances.slice() }),
    exact: given.exact ?? false,
    worst: Math.min(most, worst),
    leastLoss: (d: number) =>
      Math.min(
        most,
        within(`lottery.leastLoss(${d})`, given.leastLoss(d), 0, most * (1 + ROUNDING)),
      ),
    loss: (t: readonly number[], b: readonly number[]) =>
      nonNegative('lottery.loss', given.loss(t, b)),
    ...(given.expectedCost && {
      expectedCost: (t: readonly number[]) =>
        finite('lottery.expectedCost', given.expectedCost?.(t)),
    }),
    draw: (rng: Rng) => drawn(shape, given.draw(rng)),
  });
}

function drawn(
  { extent, facilities }: SiteShape,
  sites: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  if (sites.length !== facilities) throw outOfRange('lottery.draw', `${facilities} sites`, sites);
  sites.forEach((site, k) =>
    extent.forEach((end, i) => within(`lottery.draw[${k}][${i}]`, site[i], 0, end)),
  );
  return sites;
}

/**
 * ours: a site d further away costs at least d^2 more in squared cost, and the mean of squares is at least the square of the mean;
 * its costs are at most D times as large.
 */
function squared(shape: SiteShape, given: SiteLottery): SiteLottery {
  const { worst, expectedCost: _, ...rest } = given;
  const square = (x: number): number => x * x;
  const made: SiteLottery = {
    ...rest,
    cost: 'squared' as const,
    exact: false,
    leastLoss: (d: number) => square(given.leastLoss(d)),
    loss: (t: readonly number[], b: readonly number[]) => square(given.loss(t, b)),
    ...(worst !== undefined && { worst: worst * shape.reach }),
  };
  return isComputed(given) ? computed(made) : Object.freeze(made);
}
