import {
  finite,
  integer,
  list,
  oneOf,
  outOfRange,
  positive,
  within,
  wrongKind,
} from '../../../core/errors.ts';
import { ROUNDOFF, sum } from '../../../core/numeric.ts';
import type { Rng } from '../../../core/rng.ts';
import { drawWeighted } from '../../../kernel/softmax.ts';
import { gridSites, serving, type Serving } from '../plane/distance.ts';
import { nearest, pairSites, type Neighbours } from './pairs.ts';
import { stretched } from './stretched.ts';
import { computed, type Cost, type SiteLottery } from './lottery.ts';
import type { Metric } from '../problem.ts';

export interface GivenLotteryOptions {
  /** K sites each, all with as many; coordinates on the common scale. */
  readonly alternatives: readonly (readonly (readonly number[])[])[];
  /** One an alternative, >= 0, summing to 1. */
  readonly probabilities: Float64Array | readonly number[];
  /** m: types at extent j/m of each axis; `continuous`: anywhere, on a line only. */
  readonly grid: number | 'continuous';
  /** Upper end of each axis; all 1 when left out. */
  readonly extent?: readonly number[];
  /** Needed for two attributes and more. */
  readonly distance?: Metric;
  /** `distance` when left out. */
  readonly cost?: Cost;
  readonly description?: string;
}

/** Losses of lies that are measured one by one: pairs of types times alternatives. */
const MOST_LOSSES = 2e8;

/**
 * A lottery over given K-tuples of sites, with its exact losses, ties in the liar's favour: on a line from its neighbouring pairs,
 * in the plane for types on a grid by listing all lies.
 *
 * @throws TypeError, RangeError naming the option and its range
 */
export function givenSiteLottery(options: GivenLotteryOptions): SiteLottery {
  const { extent } = options;
  checkedNames(options);
  const first = list('alternatives', options.alternatives)[0]?.[0];
  if (first === undefined)
    throw outOfRange('alternatives', 'at least one, of K sites', options.alternatives);
  const ends = extent?.slice() ?? list('alternatives[0][0]', first).map(() => 1);
  const facilities = options.alternatives[0]?.length ?? 0;
  options.alternatives.forEach((sites, s) => {
    if (list(`alternatives[${s}]`, sites).length !== facilities) {
      throw outOfRange(`alternatives[${s}].length`, `${facilities}`, sites.length);
    }
    sites.forEach((site, k) => checkedSite(`alternatives[${s}][${k}]`, site, ends));
  });
  const chances = probabilitiesOf(options.probabilities, options.alternatives.length);
  const alternatives = options.alternatives.map((sites) => sites.map((site) => site.slice()));
  const own = { ...options, alternatives };
  return ends.length === 1
    ? lineLottery(own, facilities, chances, ends[0]!)
    : gridLottery(own, facilities, chances, ends);
}

function checkedNames({ cost, distance, extent, grid, probabilities }: GivenLotteryOptions): void {
  if (cost !== undefined) oneOf('cost', cost, ['distance', 'squared']);
  if (distance !== undefined) oneOf('distance', distance, ['l1', 'euclidean']);
  if (grid !== 'continuous') integer('grid', grid, 1, 2 ** 20);
  if (extent !== undefined) {
    list('extent', extent).forEach((end, i) =>
      within(`extent[${i}]`, positive(`extent[${i}]`, end), 0, 1),
    );
  }
  if (!(probabilities instanceof Float64Array)) list('probabilities', probabilities);
}

function checkedSite(path: string, site: readonly number[], ends: readonly number[]): void {
  if (!Array.isArray(site)) throw wrongKind(path, 'an array of coordinates', site);
  if (site.length !== ends.length)
    throw outOfRange(`${path}.length`, `${ends.length}`, site.length);
  ends.forEach((end, i) => within(`${path}[${i}]`, site[i], 0, end));
}

function probabilitiesOf(given: Float64Array | readonly number[], count: number): Float64Array {
  if (given.length !== count) throw outOfRange('probabilities.length', `${count}`, given.length);
  const out = Float64Array.from(given, (p, s) =>
    within(`probabilities[${s}]`, finite(`probabilities[${s}]`, p), 0, 1),
  );
  const total = sum(out);
  if (Math.abs(total - 1) > 16 * (count + 4) * ROUNDOFF) {
    throw outOfRange('the sum of probabilities', '1', total);
  }
  return out;
}

function lineLottery(
  options: GivenLotteryOptions,
  facilities: number,
  chances: Float64Array,
  end: number,
): SiteLottery {
  const cost = options.cost ?? 'distance';
  const rows = options.alternatives.map((sites) => sites.map((site) => site[0]! / end));
  const pairs = new Map<string, Neighbours>();
  rows.forEach((row, s) => {
    const ascending = Array.from(new Set(row)).toSorted((a, b) => a - b);
    for (let k = 1; k < ascending.length && chances[s]! > 0; k++) {
      const [low, high] = [ascending[k - 1]!, ascending[k]!];
      const known = pairs.get(`${low} ${high}`)?.mass ?? 0;
      pairs.set(`${low} ${high}`, { low, high, mass: known + chances[s]! });
    }
  });
  const made = pairSites({
    kind: 'given',
    description: options.description ?? `one of ${rows.length} given sets of ${facilities} sites`,
    facilities,
    pairs: Array.from(pairs.values()),
    grid: options.grid === 'continuous' ? null : options.grid,
    cost,
    expectedCost: (t) =>
      rows.reduce((total, row, s) => total + chances[s]! * nearest(row, t, cost), 0),
    draw: (rng) => rows[drawWeighted(chances, rng)]!,
  });
  return stretched(made, end);
}

/** Types on a grid in several dimensions: every lie listed. A distance's least loss is over lies at least that long. */
function gridLottery(
  options: GivenLotteryOptions,
  facilities: number,
  chances: Float64Array,
  ends: readonly number[],
): SiteLottery {
  const { alternatives, grid, distance, cost = 'distance' } = options;
  if (grid === 'continuous') throw outOfRange('grid', 'a number in two attributes and more', grid);
  if (distance === undefined) throw outOfRange('distance', 'l1 or euclidean', distance);
  const count = (grid + 1) ** ends.length;
  if (count * count * alternatives.length > MOST_LOSSES) {
    const range = `at most ${MOST_LOSSES} lies times alternatives`;
    throw outOfRange('alternatives', range, count * count * alternatives.length);
  }
  const types = gridSites(grid, ends);
  const far = serving(distance, 'distance');
  const { loss, expectedCost } = listedLosses(options, chances, far, serving(distance, cost));
  const { distances, least } = leastByDistance(types, far, loss);
  return computed({
    kind: 'given',
    description:
      options.description ?? `one of ${alternatives.length} given sets of ${facilities} sites`,
    facilities,
    scope: { extent: ends, distance, grid },
    cost,
    exact: false,
    distances,
    leastLoss: (d: number) => {
      const at = distances.findIndex((each) => each >= d - 2 ** -30);
      return d <= 0 || at < 0 ? 0 : least[at]!;
    },
    loss,
    expectedCost,
    worst: types.reduce((most, t) => Math.max(most, expectedCost(t)), 0),
    draw: (rng: Rng) => alternatives[drawWeighted(chances, rng)]!,
  });
}

/** Mean losses and costs over the alternatives. A report's sites within 2^-30 of the nearest are ties, the liar's to break. */
function listedLosses(
  { alternatives }: GivenLotteryOptions,
  chances: Float64Array,
  far: Serving,
  paid: Serving,
): Required<Pick<SiteLottery, 'loss' | 'expectedCost'>> {
  const least = (t: readonly number[], sites: readonly (readonly number[])[]): number =>
    sites.reduce((most, site) => Math.min(most, paid(t, site)), Infinity);
  const lossIn = (
    sites: readonly (readonly number[])[],
    t: readonly number[],
    b: readonly number[],
  ): number => {
    const gaps = sites.map((site) => far(b, site));
    const near = Math.min(...gaps) + 2 ** -30;
    const open = sites.filter((_, k) => gaps[k]! <= near);
    return Math.max(0, least(t, open) - least(t, sites));
  };
  return {
    loss: (t, b) => sum(alternatives.map((sites, s) => chances[s]! * lossIn(sites, t, b))),
    expectedCost: (t) => sum(alternatives.map((sites, s) => chances[s]! * least(t, sites))),
  };
}

/** The distances of all lies, ascending, and the least loss of a lie at least that long. */
function leastByDistance(
  types: readonly (readonly number[])[],
  far: (t: readonly number[], b: readonly number[]) => number,
  loss: (t: readonly number[], b: readonly number[]) => number,
): { distances: Float64Array; least: Float64Array } {
  const lies = types.flatMap((t) =>
    types.filter((b) => b !== t).map((b) => ({ d: far(t, b), loss: loss(t, b) })),
  );
  lies.sort((x, y) => y.d - x.d);
  const found: { d: number; loss: number }[] = [];
  for (const lie of lies) {
    const last = found[found.length - 1];
    if (last && last.d - lie.d < 2 ** -30) {
      found[found.length - 1] = { d: lie.d, loss: Math.min(last.loss, lie.loss) };
    } else found.push({ d: lie.d, loss: Math.min(last?.loss ?? Infinity, lie.loss) });
  }
  found.reverse();
  return {
    distances: Float64Array.from(found, (each) => each.d),
    least: Float64Array.from(found, (each) => each.loss),
  };
}
