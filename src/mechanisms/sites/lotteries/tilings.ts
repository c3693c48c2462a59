import { integer, oneOf, outOfRange } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import { rungs, type Ladder } from './ladders.ts';
import { computed, type Cost, type SiteLottery, type Types } from './lottery.ts';

/** What every lottery on the line [0, 1] is made from. */
export interface LineLotteryOptions {
  /** m: sites, and types where they are `grid`, at 0, 1/m, .., 1. */
  readonly grid: number;
  /** K >= 2: one facility leaves nobody a choice. */
  readonly facilities: number;
  readonly types: Types;
  readonly cost: Cost;
}

/** Pairs that tile [0, 1] in `steps` equal tiles, drawn with probability `weight`, then one of `draws` >= steps tiles. */
interface Tiling {
  readonly steps: number;
  readonly weight: number;
  readonly draws: number;
}

/**
 * LOC2: one of the m pairs (j/m, (j+1)/m) uniformly, K-1 facilities at the upper site. On grid types every lie loses exactly
 * d/m (d^2/m in squared cost), and no lottery of two sites takes more from the shortest lie at every type.
 *
 * @see [AMD, 5.1, Cor 5]
 */
export function adjacentSites(options: LineLotteryOptions): SiteLottery {
  const { grid, types, cost } = checked(options);
  const lottery = tiled('adjacent', options, [{ steps: grid, weight: 1, draws: grid }], {
    description: `one of the ${grid} pairs of neighbouring grid points, uniformly`,
  });
  if (types === 'anywhere') return lottery;
  const least = (d: number): number => (cost === 'squared' ? d * d : d) / grid;
  return computed({ ...lottery, leastLoss: (d: number) => least(ceiled(d, grid) / grid) });
}

/**
 * Steps 2^X, X uniform on 1..log2 m, then one of the 2^X pairs (Y, Y+1) / 2^X uniformly: LOC3's lottery with the steps that
 * Lemma 7's proof needs. ours: the midpoint of the finest step separates all grid types.
 *
 * @throws RangeError when m is no power of two from 2 on
 */
export function dyadicSites(options: LineLotteryOptions): SiteLottery {
  const { grid } = checked(options);
  const rounds = exponentOf(grid);
  const tilings = Array.from({ length: rounds }, (_, x) => {
    const steps = 2 ** (x + 1);
    return { steps, weight: 1 / rounds, draws: steps };
  });
  return tiled('dyadic', options, tilings, {
    description: `one of the 2^X pairs of neighbours on a grid of step 2^-X, X uniform on 1..${rounds}`,
  });
}

/**
 * LOC3 as printed: X uniform on 1..log2 m, Y uniform on 0..X, one facility at Y/X and K-1 at (Y+1)/X. Y/X stays where it is, off
 * the grid; a facility that would stand at (X+1)/X > 1 stands at 1, beside the first: nobody in [0, 1] is nearer to (X+1)/X than
 * to 1, so no cost and no loss changes. Lemma 7 is not so: for m >= 4 nothing separates 0 from 1/m.
 *
 * @throws RangeError when m is no power of two from 2 on
 * @see [AMD, 5.1, Lemma 7]
 */
export function printedSites(options: LineLotteryOptions): SiteLottery {
  const { grid } = checked(options);
  const rounds = exponentOf(grid);
  const tilings = Array.from({ length: rounds }, (_, x) => {
    return { steps: x + 1, weight: 1 / rounds, draws: x + 2 };
  });
  return tiled('loc3', options, tilings, {
    description: `as printed: sites at Y/X and (Y+1)/X, X uniform on 1..${rounds}, Y uniform on 0..X; (X+1)/X is moved to 1`,
  });
}

function checked(options: LineLotteryOptions): LineLotteryOptions {
  integer('grid', options.grid, 1, 2 ** 20);
  integer('facilities', options.facilities, 2, 100);
  oneOf('types', options.types, ['grid', 'anywhere']);
  oneOf('cost', options.cost, ['distance', 'squared']);
  return options;
}

/** log2 m. */
function exponentOf(grid: number): number {
  const rounds = Math.round(Math.log2(grid));
  if (rounds < 1 || 2 ** rounds !== grid) throw outOfRange('grid', 'a power of two >= 2', grid);
  return rounds;
}

/** d in steps of the grid, the next whole number where no lie between grid types has that distance. */
function ceiled(d: number, grid: number): number {
  return Math.min(grid, Math.max(0, Math.ceil(d * grid - 2 ** -30)));
}

function tiled(
  kind: string,
  { grid, facilities, types, cost }: LineLotteryOptions,
  tilings: readonly Tiling[],
  words: Pick<SiteLottery, 'description'>,
): SiteLottery {
  const ladders: Ladder[] = tilings.map(({ steps, weight, draws }) => ({
    width: grid / steps,
    offset: 0.5,
    rate: steps / grid,
    count: steps,
    mass: weight / draws,
  }));
  const measured = rungs(ladders, grid, cost, types);
  const unit = cost === 'squared' ? grid * grid : grid;
  const expected = (t: number): number =>
    tilings.reduce((total, tiling) => total + tilingCost(tiling, t, cost), 0);
  const middles = tilings.flatMap(({ steps }) =>
    Array.from({ length: steps }, (_, i) => (i + 0.5) / steps),
  );
  return computed({
    kind,
    ...words,
    facilities,
    scope: { extent: [1], distance: null, grid: types === 'grid' ? grid : null },
    cost,
    exact: true,
    ...memoised(grid, types, (d) => measured.least(d) / unit),
    loss: (t: readonly number[], b: readonly number[]) =>
      measured.loss((t[0] ?? NaN) * grid, (b[0] ?? NaN) * grid) / unit,
    expectedCost: (t: readonly number[]) => expected(t[0] ?? NaN),
    worst: worstOf(expected, types === 'grid' ? gridPoints(grid) : [0, 1, ...middles]),
    draw: (rng: Rng) => {
      const tiling = tilings[pick(rng, tilings.length)]!;
      const tile = pick(rng, tiling.draws);
      const [low, high] = [tile / tiling.steps, Math.min(1, (tile + 1) / tiling.steps)];
      return Array.from({ length: facilities }, (_, k) => [k === 0 ? low : high]);
    },
  });
}

/** leastLoss, and where types are on the grid the m distances that lies can have; each distance is measured once. */
export function memoised(
  grid: number,
  types: Types,
  least: (steps: number) => number,
): Pick<SiteLottery, 'leastLoss' | 'distances'> {
  const known = new Map<number, number>();
  const leastLoss = (d: number): number => {
    const steps = types === 'grid' ? ceiled(d, grid) : Math.min(grid, d * grid);
    const found = known.get(steps) ?? least(steps);
    known.set(steps, found);
    return found;
  };
  if (types === 'anywhere') return { leastLoss };
  return { leastLoss, distances: gridPoints(grid).subarray(1) };
}

/** 0, 1/m, .., 1. */
export function gridPoints(grid: number): Float64Array {
  return Float64Array.from({ length: grid + 1 }, (_, j) => j / grid);
}

/** The largest expected cost; between ends and midpoints it is convex in the type, so that these suffice. */
export function worstOf(expected: (t: number) => number, types: Iterable<number>): number {
  let worst = 0;
  for (const t of types) worst = Math.max(worst, expected(t));
  return worst;
}

/** A whole number below n, uniformly; n far below 2^52. */
function pick(rng: Rng, n: number): number {
  return Math.floor(rng() * n);
}

/** Expected cost at t of one of `draws` tiles of width 1/steps, those beyond 1 serving at 1. O(1). */
function tilingCost({ steps, weight, draws }: Tiling, t: number, cost: Cost): number {
  const own = Math.min(steps - 1, Math.floor(t * steps));
  const into = t * steps - own;
  const scale = cost === 'squared' ? steps * steps : steps;
  const near = Math.min(into, 1 - into);
  const total =
    powerSum(own, into, cost) +
    (cost === 'squared' ? near * near : near) +
    powerSum(steps - 1 - own, 1 - into, cost);
  const beyond = (draws - steps) * (cost === 'squared' ? (1 - t) * (1 - t) : 1 - t);
  return (weight * (total / scale + beyond)) / draws;
}

/** Sum over i < n of x + i, or of its square. */
function powerSum(n: number, x: number, cost: Cost): number {
  if (cost === 'distance') return n * x + (n * (n - 1)) / 2;
  return n * x * x + x * n * (n - 1) + ((n - 1) * n * (2 * n - 1)) / 6;
}
