import { sum } from '../../core/numeric.ts';
import { merged } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import { exp } from '../../kernel/exp.ts';
import { kernels } from '../../kernel/instance.ts';
import { choose, subsetCosts } from '../../kernel/scores.ts';
import { logPartition } from '../../kernel/softmax.ts';
import { component } from '../components/component.ts';
import { logSurjections, spread } from '../line/law.ts';
import type { PrivatePart } from '../part.ts';
import { refused } from '../refusal.ts';
import { costRows, serving } from './plane/distance.ts';
import type { SiteProblem } from './problem.ts';

/**
 * The law over ordered K-tuples of C sites, kept by their sets: a set of r sites stands for the surj(K, r) tuples that take
 * exactly those places. Sets by size 1 .. min(K, C), each size in lexicographic order. Only `draw` is private.
 */
export interface SubsetLaw {
  readonly sites: readonly (readonly number[])[];
  /** Total cost of every set. */
  readonly costs: Float64Array;
  /** ln surj(K, r) of every set. */
  readonly logOrders: Float64Array;
  /** ln Pr[set], all its orders together; leaks. O(sets). */
  logProbabilities(): Float64Array;
  /** The places of a set, ascending. */
  set(index: number): number[];
  /** What a type at t who reports the truth expects to pay; leaks. O(sets K). */
  expectedCost(t: readonly number[]): number;
  /** K places, ascending, by the law over tuples. */
  draw(rng: Rng): number[];
}

/** How many sets of 1 .. min(K, C) of C sites there are. */
export function subsetCount(sites: number, facilities: number): number {
  let count = 0;
  for (let r = 1; r <= Math.min(sites, facilities); r++) count += choose(sites, r);
  return count;
}

/**
 * The law of a problem over the sites listed: proportional to exp(-tilt cost) over ordered K-tuples (or permute-and-flip,
 * or noise, over the same tuples). O(n C(C, K)), once.
 *
 * @param sites distinct places, at least one
 * @throws the refusal of more sets than `problem.subsets`, with the figure
 */
export function subsetLaw(problem: SiteProblem, sites: readonly (readonly number[])[]): SubsetLaw {
  const { facilities, tilt, subsets } = problem;
  const count = subsetCount(sites.length, facilities);
  if (count > subsets) {
    const listed = `the sets of up to ${facilities} of ${sites.length} sites`;
    throw refused('budget', `subsets must be >= ${count}, ${listed}, got ${subsets}`, {
      subsets: count,
    });
  }
  const { costs, sizes } = listed(problem, sites, count);
  const orders = logSurjections(facilities, Math.min(sites.length, facilities));
  const logOrders = Float64Array.from(sizes, (r) => orders[r - 1]!);
  const scores = costs.map((cost) => -cost);
  const law = component(problem.component);
  const set = (index: number): number[] => unranked(index, sites.length, sizes[index]!, sizes);
  return Object.freeze({
    sites,
    costs,
    logOrders,
    logProbabilities: () => law.logProbabilities(scores, tilt, logOrders),
    set,
    expectedCost: (t: readonly number[]) =>
      expectedAt(problem, sites, t, law.logProbabilities(scores, tilt, logOrders)),
    draw: (rng: Rng) => {
      const places = set(law.draw(scores, tilt, rng, logOrders));
      return Array.from(spread(Int32Array.from(places), facilities, rng));
    },
  });
}

/** Costs of all sets, and how many sites each has; progress is told in millions of minima. */
function listed(
  problem: SiteProblem,
  sites: readonly (readonly number[])[],
  count: number,
): { costs: Float64Array; sizes: Uint8Array } {
  const read = merged(problem.population);
  const rows = costRows(read, problem, sites);
  const costs = new Float64Array(count);
  const sizes = new Uint8Array(count);
  for (let r = 1, from = 0; r <= Math.min(sites.length, problem.facilities); r++) {
    const stage = `costs of ${choose(sites.length, r)} sets of ${r}`;
    const own = subsetCosts(rows, r, (done, of) => problem.progress?.({ stage, done, of }));
    costs.set(own, from);
    sizes.fill(r, from, from + own.length);
    from += own.length;
  }
  return { costs, sizes };
}

/** The set of that number: first how far it lies in its size, then place by place. */
function unranked(index: number, sites: number, size: number, sizes: Uint8Array): number[] {
  let rank = index - sizes.indexOf(size);
  const places: number[] = [];
  for (let place = 0; places.length < size; place++) {
    const later = choose(sites - place - 1, size - places.length - 1);
    if (rank < later) places.push(place);
    else rank -= later;
  }
  return places;
}

/** Sum over sets of Pr[set] times the cost of t at the nearest of its sites or of the fixed ones: a sum table of one agent. */
function expectedAt(
  problem: SiteProblem,
  sites: readonly (readonly number[])[],
  t: readonly number[],
  logProbabilities: Float64Array,
): number {
  const cost = serving(problem.distance, problem.cost);
  const cap = problem.fixed.reduce((least, site) => Math.min(least, cost(t, site)), Infinity);
  const rows = sites.map((site) => Float64Array.of(Math.min(cap, cost(t, site))));
  const terms: number[] = [];
  for (let r = 1; r <= Math.min(sites.length, problem.facilities); r++) {
    for (const own of subsetCosts(rows, r, undefined, kernels()))
      terms.push(own * exp(logProbabilities[terms.length]!));
  }
  return sum(terms);
}

/** The private part over the listed sites, every figure exact. */
export function subsetPart(
  problem: SiteProblem,
  sites: readonly (readonly number[])[],
): PrivatePart {
  const law = subsetLaw(problem, sites);
  const { size } = problem.population;
  const at = (places: readonly number[]): (readonly number[])[] => places.map((c) => sites[c]!);
  return {
    draw: (rng: Rng) => ({ products: at(law.draw(rng)), trials: 1 }),
    diagnostics: () => {
      const { costs, logOrders } = law;
      const probabilities = law.logProbabilities();
      const best = costs.reduce((least, cost, i) => (cost < costs[least]! ? i : least), 0);
      const found = {
        expectedWelfare: -sum(costs.map((cost, i) => cost * exp(probabilities[i]!))) / size,
        optimum: -costs[best]! / size,
        optimalRepresentatives: at(law.set(best)),
      };
      if (problem.component !== 'exponential') return found;
      const scores = costs.map((cost) => -cost);
      return { ...found, logPartition: logPartition(scores, problem.tilt, logOrders) };
    },
  };
}
