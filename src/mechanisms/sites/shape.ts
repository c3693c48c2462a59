import {
  integer,
  list,
  oneOf,
  outOfRange,
  positive,
  within,
  wrongKind,
} from '../../core/errors.ts';
import { log } from '../../kernel/exp.ts';
import { component, type Component, type ComponentKind } from '../components/component.ts';
import type { Cost } from './lotteries/lottery.ts';
import type { Metric } from './problem.ts';

/** The public quantities of a facility problem, as its caller gives them. */
export interface SiteShapeOptions {
  /** N, the sum of the weights; treated as public. */
  readonly population: number;
  readonly attributes: number;
  readonly extent?: readonly number[];
  readonly facilities: number;
  readonly grid: number | 'continuous';
  readonly distance: Metric;
  readonly cost?: Cost;
  readonly fixed?: readonly (readonly number[])[];
  readonly candidates?: readonly (readonly number[])[];
  readonly component?: ComponentKind;
}

/** The same, checked, with what a plan derives from them; distances on the common scale. */
export interface SiteShape {
  readonly population: number;
  readonly attributes: number;
  readonly extent: readonly number[];
  readonly facilities: number;
  readonly grid: number | 'continuous';
  readonly distance: Metric;
  readonly cost: Cost;
  readonly fixed: readonly (readonly number[])[];
  readonly candidates: readonly (readonly number[])[] | null;
  readonly component: Component;
  /** D, the largest distance between two points of the domain. */
  readonly reach: number;
  /** The largest cost: D or its square. */
  readonly ceiling: number;
  /** Ln of the number of ordered K-tuples of sites; Infinity for sites anywhere. */
  readonly logAlternatives: number;
}

/** @throws TypeError, RangeError naming the option and its range */
export function siteShape(options: SiteShapeOptions): SiteShape {
  const attributes = integer('attributes', options.attributes, 1, 3);
  const { candidates: declared, cost: asked = 'distance', fixed: open = [] } = options;
  const extent = extentOf(options.extent, attributes);
  const facilities = integer('facilities', options.facilities, 1, 100);
  const grid =
    options.grid === 'continuous' ? options.grid : integer('grid', options.grid, 1, 2 ** 20);
  const distance = oneOf('distance', options.distance, ['l1', 'euclidean']);
  const cost = oneOf('cost', asked, ['distance', 'squared']);
  const fixed = places('fixed', open, extent);
  const candidates = declared === undefined ? null : places('candidates', declared, extent);
  const sites = candidates?.length ?? (grid === 'continuous' ? Infinity : (grid + 1) ** attributes);
  if (facilities > sites) {
    throw outOfRange('facilities', `at most the ${sites} distinct sites`, facilities);
  }
  const law = component(options.component === undefined ? 'exponential' : options.component);
  if (sites === Infinity && law.kind !== 'exponential') {
    throw outOfRange('component', 'exponential where sites may stand anywhere', law.kind);
  }
  const reach = diameter(extent, distance);
  return Object.freeze({
    population: positive('population', options.population),
    attributes,
    extent,
    facilities,
    grid,
    distance,
    cost,
    fixed,
    candidates,
    component: law,
    reach,
    ceiling: cost === 'squared' ? reach * reach : reach,
    logAlternatives: sites === Infinity ? Infinity : facilities * log(sites),
  });
}

/** Upper ends, copied; all 1 when left out. */
export function extentOf(
  given: readonly number[] | undefined,
  attributes: number,
): readonly number[] {
  if (given === undefined) return Object.freeze(Array.from({ length: attributes }, () => 1));
  const extent = Object.freeze(list('extent', given).slice());
  if (extent.length !== attributes) {
    throw outOfRange('extent.length', `${attributes}`, extent.length);
  }
  extent.forEach((end, i) => within(`extent[${i}]`, positive(`extent[${i}]`, end), 0, 1));
  return extent;
}

/** The largest distance between two points of a box. */
function diameter(extent: readonly number[], distance: Metric): number {
  if (distance === 'l1') return extent.reduce((total, end) => total + end, 0);
  return Math.sqrt(extent.reduce((total, end) => total + end * end, 0));
}

/** Distinct places in the domain, copied: a plan does not change with its caller's arrays. */
export function places(
  path: string,
  given: readonly (readonly number[])[],
  extent: readonly number[],
): readonly (readonly number[])[] {
  if (!Array.isArray(given)) throw wrongKind(path, 'an array of places', given);
  if (path === 'candidates' && given.length === 0) throw outOfRange(`${path}.length`, '>= 1', 0);
  const seen = new Set<string>();
  given.forEach((place: readonly number[], k) => {
    const here = `${path}[${k}]`;
    if (!Array.isArray(place)) throw wrongKind(here, 'an array of coordinates', place);
    if (place.length !== extent.length) {
      throw outOfRange(`${here}.length`, `${extent.length}`, place.length);
    }
    extent.forEach((end, i) => within(`${here}[${i}]`, place[i], 0, end));
    if (seen.has(place.join())) throw outOfRange(here, 'a place not listed before', place);
    seen.add(place.join());
  });
  return Object.freeze(given.map((place) => Object.freeze(place.slice())));
}
