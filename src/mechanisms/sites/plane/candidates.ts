import { integer } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import { refused } from '../../refusal.ts';
import { computed, type Cost, type SiteLottery } from '../lotteries/lottery.ts';
import { gridSites, serving, type Serving } from './distance.ts';
import type { Metric } from '../problem.ts';

/** What a lottery over pairs of declared sites is made from; types are the points of a grid. */
export interface CandidatePlaneOptions {
  readonly sites: readonly (readonly number[])[];
  /** Upper end of each axis. */
  readonly extent: readonly number[];
  /** m: types at the points extent j/m of each axis. */
  readonly grid: number;
  /** K >= 2: one facility leaves nobody a choice. */
  readonly facilities: number;
  readonly distance: Metric;
  readonly cost: Cost;
}

/** Pairs of types times pairs of sites that are gone through at most. */
const WORK = 4e9;
/** Costs this close relative to the extent are a tie, the liar's to break. */
const TIE = 2 ** -40;

/**
 * A pair of the sites, uniformly; K-1 facilities at the second one. Every loss over the declared types is exact, leastLoss(d) the
 * least over all lies at distance d or beyond. O(types^2 pairs).
 *
 * @throws the refusal of two types, named, that no pair of the sites separates; RangeError when types and sites are too many
 */
export function candidatePlane(options: CandidatePlaneOptions): SiteLottery {
  const { sites, grid, extent, facilities, distance, cost } = options;
  integer('facilities', facilities, 2, 100);
  integer('candidates.length', sites.length, 2);
  const count = (sites.length * (sites.length - 1)) / 2;
  const most = Math.floor((WORK / count) ** (1 / (2 * extent.length))) - 1;
  integer('grid', grid, 1, Math.max(1, most));
  const types = gridSites(grid, extent);
  const serve = serving(distance, cost);
  const { losses, paid } = table(options, types, serve);
  const measured = byDistance(types, losses, serving(distance, 'distance'));
  return computed({
    kind: 'candidates',
    description: `one of the ${count} pairs of ${sites.length} sites, uniformly`,
    facilities,
    scope: { extent, distance, grid },
    cost,
    exact: true,
    ...measured,
    loss: (t: readonly number[], b: readonly number[]) => meanLoss(sites, t, b, serve, extent),
    expectedCost: (t: readonly number[]) => meanCost(sites, t, serve),
    worst: paid.reduce((high, x) => Math.max(high, x), 0),
    draw: (rng: Rng) => {
      const first = Math.floor(rng() * sites.length);
      const other = Math.floor(rng() * (sites.length - 1));
      const second = other < first ? other : other + 1;
      return Array.from({ length: facilities }, (_, k) => sites[k === 0 ? first : second]!);
    },
  });
}

/** Mean loss of every (type, report), and mean cost of every truthful type. */
function table(
  { sites, extent }: CandidatePlaneOptions,
  types: readonly (readonly number[])[],
  serve: Serving,
): { losses: Float64Array; paid: Float64Array } {
  const rows = sites.map((site) => Float64Array.from(types, (t) => serve(t, site)));
  const n = types.length;
  const share = 2 / (sites.length * (sites.length - 1));
  const losses = new Float64Array(n * n);
  const paid = new Float64Array(n);
  const tie = TIE * Math.max(...extent);
  for (const [k, first] of rows.entries()) {
    for (const second of rows.slice(k + 1)) {
      const sides: [number[], number[]] = [[], []];
      for (let t = 0; t < n; t++) {
        const gap = first[t]! - second[t]!;
        paid[t]! += share * Math.min(first[t]!, second[t]!);
        if (Math.abs(gap) > tie) sides[gap < 0 ? 0 : 1].push(t);
      }
      for (const side of [0, 1] as const) {
        for (const t of sides[side]) {
          const lost = share * Math.abs(first[t]! - second[t]!);
          for (const b of sides[1 - side]!) losses[t * n + b]! += lost;
        }
      }
    }
  }
  return { losses, paid };
}

/** The distances of lies, ascending, and the least loss at each or beyond. Throws where two types are not separated. */
function byDistance(
  types: readonly (readonly number[])[],
  losses: Float64Array,
  far: Serving,
): Pick<SiteLottery, 'leastLoss' | 'distances'> {
  const least = new Map<number, number>();
  for (const [t, type] of types.entries()) {
    for (const [b, report] of types.entries()) {
      if (t === b) continue;
      const loss = losses[t * types.length + b]!;
      if (!(loss > 0)) {
        throw unseparated(type, report);
      }
      const d = far(type, report);
      least.set(d, Math.min(loss, least.get(d) ?? Infinity));
    }
  }
  const distances = Float64Array.from(least.keys()).toSorted();
  const beyond = Float64Array.from(distances, (d) => least.get(d)!);
  for (let k = beyond.length - 2; k >= 0; k--) beyond[k] = Math.min(beyond[k]!, beyond[k + 1]!);
  const leastLoss = (d: number): number => {
    const at = distances.findIndex((x) => x >= d * (1 - TIE));
    return d > 0 ? (beyond[at] ?? Infinity) : 0;
  };
  return { distances, leastLoss };
}

function unseparated(t: readonly number[], b: readonly number[]): RangeError {
  const types = `[${t.join(', ')}] and [${b.join(', ')}]`;
  const why = 'no pair of them has one nearer to either';
  return refused(
    'separation',
    `candidates must separate the types ${types}, got none that do (${why})`,
    {
      separating: 0,
    },
  );
}

function meanCost(
  sites: readonly (readonly number[])[],
  t: readonly number[],
  serve: Serving,
): number {
  const costs = sites.map((site) => serve(t, site));
  return overPairs(sites.length, (k, j) => Math.min(costs[k]!, costs[j]!));
}

function meanLoss(
  sites: readonly (readonly number[])[],
  t: readonly number[],
  b: readonly number[],
  serve: Serving,
  extent: readonly number[],
): number {
  const tie = TIE * Math.max(...extent);
  const [own, told] = [t, b].map((at) => sites.map((site) => serve(at, site)));
  return overPairs(sites.length, (k, j) => {
    const gap = told![k]! - told![j]!;
    const held = gap < 0 ? k : j;
    const best = Math.min(own![k]!, own![j]!);
    return Math.abs(gap) <= tie ? 0 : own![held]! - best;
  });
}

function overPairs(n: number, each: (k: number, j: number) => number): number {
  let total = 0;
  for (let k = 0; k < n; k++) for (let j = k + 1; j < n; j++) total += each(k, j);
  return (2 * total) / (n * (n - 1));
}
