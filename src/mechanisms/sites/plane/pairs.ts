import { integer } from '../../../core/errors.ts';
import { sum } from '../../../core/numeric.ts';
import type { Rng } from '../../../core/rng.ts';
import { drawWeighted } from '../../../kernel/softmax.ts';
import { computed, type Cost, type SiteLottery } from '../lotteries/lottery.ts';
import { gridSites, serving, type Serving } from './distance.ts';
import type { Metric } from '../problem.ts';

/** What a lottery over pairs of grid points is made from; types are the grid's points. */
export interface PlanePairOptions {
  /** Upper end of each axis. */
  readonly extent: readonly number[];
  /** m: the points extent j/m of each axis. */
  readonly grid: number;
  /** K >= 2: one facility leaves nobody a choice. */
  readonly facilities: number;
  readonly distance: Metric;
  readonly cost: Cost;
}

/** The pairs of one axis: by number k of the midpoint (k + 1/2) step, how far its two sites stand from it, and its share. */
interface Axis {
  readonly step: number;
  /** Chance of the axis. */
  readonly chance: number;
  readonly half: Float64Array;
  readonly shares: Float64Array;
}

/** More rows than this are refused, more types are not gone through one by one. */
const ROWS = 2 ** 16;
const TYPES = 2 ** 12;
const WORK = 1e7;

/**
 * LOC2 in the plane: neighbouring grid points of one axis, the other coordinates at a uniform grid point. In l1 distance every lie
 * loses exactly d/(I m), equal extents given.
 *
 * ours: other coordinates at a place of their own leave l1 losses alone; in Euclidean distance a farther row loses less,
 * and rows drawn uniformly leave every type some near ones.
 */
export function adjacentPlane(options: PlanePairOptions): SiteLottery {
  const description = 'neighbouring grid points of one axis, in a row drawn uniformly';
  return pairs('adjacent', description, options, () => 0.5);
}

/**
 * Pairs around the midpoints of neighbouring grid points of one axis, as far apart as fits, in a row drawn uniformly; a midpoint's
 * chance is in inverse proportion to what passing it loses at least, so that every bracket of an axis loses alike.
 *
 * ours: along an axis both distances change by a step only when the row is near; sites farther apart see a lie more in their
 * direction. From t half a step before the midpoint, w its distance from either site, v that of the row, a lie loses
 * sqrt((w + h/2)^2 + v^2) - sqrt((w - h/2)^2 + v^2), which rises in w and falls in v (in squared cost: 2 h w).
 */
export function widePlane(options: PlanePairOptions): SiteLottery {
  const description =
    'a pair around a midpoint of neighbouring grid points of one axis, as far apart as fits, in a row drawn uniformly';
  return pairs('wide', description, options, (k) => Math.min(k + 0.5, options.grid - k - 0.5));
}

function pairs(
  kind: string,
  description: string,
  options: PlanePairOptions,
  half: (k: number) => number,
): SiteLottery {
  const { extent, grid, facilities, distance, cost } = options;
  integer('grid', grid, 1, Math.floor(ROWS ** (1 / Math.max(1, extent.length - 1))) - 1);
  integer('facilities', facilities, 2, 100);
  const { axes, rate } = graded(options, half);
  const serve = serving(distance, cost);
  const others = axes.map((_, i) => otherRows(options, i));
  const along: Along = (t, i, between, each) =>
    overPairs(t, i, axes[i]!, others[i]!, between, serve, each);
  const expected = (t: readonly number[]): number =>
    sum(axes.map(({ chance }, i) => chance * along(t, i, null, Math.min)));
  return computed({
    kind,
    description,
    facilities,
    scope: { extent, distance, grid },
    cost,
    exact: kind === 'adjacent' && distance === 'l1' && cost === 'distance',
    shape: 'convex' as const,
    leastLoss: (d: number) => rate * d,
    ...lieDistances(options),
    ...worstType(options, expected),
    loss: (t: readonly number[], b: readonly number[]) =>
      sum(axes.map(({ chance }, i) => chance * along(t, i, b[i]!, (x, y) => Math.abs(x - y)))),
    expectedCost: expected,
    draw: (rng: Rng) => drawn(options, axes, rng),
  });
}

/** An axis, a midpoint on it and a row by their chances; K-1 facilities at the upper site. */
function drawn(
  { extent, grid, facilities }: PlanePairOptions,
  axes: readonly Axis[],
  rng: Rng,
): readonly number[][] {
  const i = drawWeighted(
    Float64Array.from(axes, ({ chance }) => chance),
    rng,
  );
  const { half, shares } = axes[i]!;
  const k = drawWeighted(shares, rng);
  const row = extent.map((end) => end * (Math.floor(rng() * (grid + 1)) / grid));
  const [low, high] = [-1, 1].map((side) => extent[i]! * ((k + 0.5 + side * half[k]!) / grid));
  return Array.from({ length: facilities }, (_, n) => row.with(i, n === 0 ? low! : high!));
}

/** Mean over the pairs of axis i of each(cost low, cost high) at t; of those alone whose midpoint lies strictly between t_i and `between`. */
type Along = (
  t: readonly number[],
  i: number,
  between: number | null,
  each: (low: number, high: number) => number,
) => number;

/**
 * Chances of the axes and of their midpoints that make a step of length h lose at least rate h on every axis: with loss c_k at
 * midpoint k, shares 1/c_k make an axis lose lambda = 1/sum(1/c_k) a step, and chances h/lambda make rate = 1/sum(h/lambda).
 * ours: a lie's steps add up to at least its distance, and steps further away lose more.
 */
function graded(
  options: PlanePairOptions,
  half: (k: number) => number,
): { axes: readonly Axis[]; rate: number } {
  const { extent, grid } = options;
  const made = extent.map((end, i) => {
    const known = new Map<number, number>();
    const halves = Float64Array.from({ length: grid }, (_, k) => half(k));
    const inverse = halves.map((w) => {
      const found = known.get(w) ?? 1 / stepLoss(options, i, w);
      known.set(w, found);
      return found;
    });
    const total = sum(inverse);
    const step = end / grid;
    return { step, half: halves, shares: inverse.map((x) => x / total), need: step * total };
  });
  const need = sum(made.map((axis) => axis.need));
  return { axes: made.map((axis) => ({ ...axis, chance: axis.need / need })), rate: 1 / need };
}

/** The least that passing a midpoint of axis i by half a step loses, its sites `half` steps away, mean over rows, over all types. */
function stepLoss(options: PlanePairOptions, i: number, half: number): number {
  const { extent, grid, distance, cost } = options;
  const step = extent[i]! / grid;
  if (cost === 'squared') return 2 * step * step * half;
  if (distance === 'l1') return step;
  const [far, near] = [(half + 0.5) * step, (half - 0.5) * step];
  const rows = otherRows(options, i); // seen from the corner, where every row is farthest
  const losses = rows.map((row) => {
    const v = row.reduce((total, x) => total + x * x, 0);
    return Math.sqrt(far * far + v) - Math.sqrt(near * near + v);
  });
  return sum(losses) / rows.length;
}

/** The places of the other coordinates, 0 at axis i. */
function otherRows({ extent, grid }: PlanePairOptions, i: number): readonly (readonly number[])[] {
  return gridSites(grid, extent.toSpliced(i, 1)).map((row) => row.toSpliced(i, 0, 0));
}

function overPairs(
  t: readonly number[],
  i: number,
  { step, half, shares }: Axis,
  rows: readonly (readonly number[])[],
  between: number | null,
  serve: Serving,
  each: (low: number, high: number) => number,
): number {
  const terms: number[] = [];
  for (const [k, share] of shares.entries()) {
    const middle = (k + 0.5) * step;
    const away = half[k]! * step;
    // a report on the midpoint is a tie, the liar's to break
    if (between !== null && !strictlyBetween(middle, t[i]!, between, step)) continue;
    const [low, high] = [middle - away, middle + away];
    for (const row of rows) {
      terms.push(
        (share * each(serve(t, row.with(i, low)), serve(t, row.with(i, high)))) / rows.length,
      );
    }
  }
  return sum(terms);
}

function strictlyBetween(middle: number, t: number, b: number, step: number): boolean {
  const tie = step * 2 ** -30;
  return t < b ? t < middle - tie && middle + tie < b : b < middle - tie && middle + tie < t;
}

/** All distances between grid types, ascending. */
function lieDistances(options: PlanePairOptions): Pick<SiteLottery, 'distances'> {
  const { extent, grid, distance } = options;
  if ((grid + 1) ** extent.length > TYPES) return {};
  const origin = extent.map(() => 0);
  const far = serving(distance, 'distance');
  const all = gridSites(grid, extent).map((site) => far(origin, site));
  return { distances: Float64Array.from(new Set(all)).toSorted().subarray(1) };
}

/** The largest expected cost over types of one quarter, the others being its mirror images. */
function worstType(
  { extent, grid }: PlanePairOptions,
  expected: (t: readonly number[]) => number,
): Pick<SiteLottery, 'worst'> {
  const side = Math.floor(grid / 2);
  const types = (side + 1) ** extent.length;
  if (types * extent.length * grid * (grid + 1) ** (extent.length - 1) > WORK) return {};
  const quarter = gridSites(
    Math.max(1, side),
    extent.map((end) => (end * Math.max(1, side)) / grid),
  );
  return { worst: quarter.reduce((most, t) => Math.max(most, expected(t)), 0) };
}
