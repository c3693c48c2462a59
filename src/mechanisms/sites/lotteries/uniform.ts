import { integer, oneOf } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import { power } from '../../special.ts';
import { rungs, type Ladder } from './ladders.ts';
import { gridPoints, memoised, worstOf, type LineLotteryOptions } from './tilings.ts';
import { computed, type Cost, type SiteLottery } from './lottery.ts';

/** Largest m: the least losses take m^2 steps. */
const MOST = 4096;

/**
 * LOC1: K sites independently and uniformly on the grid. Sites j < l are neighbours in a draw with a probability that only
 * depends on w = l - j (`neighbourMass`), so the loss of a lie is a sum of positive terms, O(1) for each midpoint that it passes.
 *
 * cost: O(m^2) once for the least losses of grid types; O(m^2) a distance anywhere
 * @see [AMD, 5.1, Cor 4]; their bound on the least loss is 1/(m (m+1)^K)
 */
export function uniformSites({ grid, facilities, types, cost }: LineLotteryOptions): SiteLottery {
  integer('grid', grid, 1, MOST);
  integer('facilities', facilities, 2, 100);
  oneOf('types', types, ['grid', 'anywhere']);
  oneOf('cost', cost, ['distance', 'squared']);
  const mass = Float64Array.from({ length: grid + 1 }, (_, w) =>
    w === 0 ? 0 : neighbourMass(grid + 1, facilities, w),
  );
  const measured = rungs(laddersOf(mass), grid, cost, types);
  const unit = cost === 'squared' ? grid * grid : grid;
  let table: Float64Array | undefined;
  const least = (steps: number): number => {
    if (types === 'anywhere') return measured.least(steps);
    return (table ??= leastByWidths(grid, mass, cost))[steps]!;
  };
  const expected = (t: number): number => nearestCost(grid, facilities, t, cost);
  const halves = Array.from({ length: 2 * grid + 1 }, (_, h) => h / (2 * grid));
  return computed({
    kind: 'uniform',
    description: `${facilities} sites independently and uniformly on the ${grid + 1} grid points`,
    facilities,
    scope: { extent: [1], distance: null, grid: types === 'grid' ? grid : null },
    cost,
    exact: true,
    ...memoised(grid, types, (steps) => least(steps) / unit),
    loss: (t: readonly number[], b: readonly number[]) =>
      measured.loss((t[0] ?? NaN) * grid, (b[0] ?? NaN) * grid) / unit,
    expectedCost: (t: readonly number[]) => expected(t[0] ?? NaN),
    worst: worstOf(expected, types === 'grid' ? gridPoints(grid) : halves),
    draw: (rng: Rng) =>
      Array.from({ length: facilities }, () => Math.floor(rng() * (grid + 1)) / grid)
        .toSorted((a, b) => a - b)
        .map((x) => [x]),
  });
}

/** One ladder a width: all pairs that far apart are neighbours with the same probability. */
function laddersOf(mass: Float64Array): Ladder[] {
  const grid = mass.length - 1;
  return Array.from({ length: grid }, (_, i) => ({
    width: i + 1,
    offset: (i + 1) / 2,
    rate: 1,
    count: grid - i,
    mass: mass[i + 1]!,
  }));
}

/**
 * Probability that K independent uniform sites among N leave the w-1 sites between two given ones empty and take both: the second
 * difference ((a+1)^K - 2 a^K + (a-1)^K) / N^K at a = N - w, as twice its even terms C(K,j) a^(K-j), none of them negative.
 */
export function neighbourMass(sites: number, facilities: number, w: number): number {
  const share = (sites - w) / sites;
  let total = 0;
  let choose = 1;
  for (let j = 1; j <= facilities; j++) {
    choose *= (facilities - j + 1) / (j * sites);
    if (j % 2 === 0) total += choose * power(share, facilities - j);
  }
  return 2 * total;
}

/**
 * Least loss over upward lies of d steps between grid types, d = 0..m, in steps (or their squares); the lottery is symmetric. A
 * midpoint j half steps above t lies between pairs of every width w of its parity up to the nearer end, losing min(w, j) or w j.
 */
function leastByWidths(grid: number, mass: Float64Array, cost: Cost): Float64Array {
  const pairs = new Float64Array(grid + 1);
  const widths = new Float64Array(grid + 1);
  for (let w = 1; w <= grid; w++) {
    pairs[w] = (w > 1 ? pairs[w - 2]! : 0) + mass[w]!;
    widths[w] = (w > 1 ? widths[w - 2]! : 0) + mass[w]! * w;
  }
  const least = new Float64Array(grid + 1).fill(Infinity);
  least[0] = 0;
  for (let t = 0; t < grid; t++) {
    let loss = 0;
    for (let j = 1; j < 2 * (grid - t); j++) {
      const middle = 2 * t + j;
      const widest = Math.min(middle, 2 * grid - middle);
      const narrow = Math.min(widest, j);
      loss +=
        cost === 'squared'
          ? j * widths[widest]!
          : widths[narrow]! + j * (pairs[widest]! - pairs[narrow]!);
      if (j % 2 === 1) least[(j + 1) / 2] = Math.min(least[(j + 1) / 2]!, loss);
    }
  }
  return least;
}

/** E of the cost of the nearest of K independent uniform grid sites: sum over sites, nearest first, of cost times Pr[it is the nearest]. O(m). */
function nearestCost(grid: number, facilities: number, t: number, cost: Cost): number {
  let above = Math.floor(t * grid) + 1;
  let below = above - 1;
  let total = 0;
  for (let left = grid + 1; left > 0; left--) {
    const up = above <= grid ? above / grid - t : Infinity;
    const down = below >= 0 ? t - below / grid : Infinity;
    const d = Math.min(up, down);
    if (up < down) above++;
    else below--;
    const share = power(left / (grid + 1), facilities) - power((left - 1) / (grid + 1), facilities);
    total += share * (cost === 'squared' ? d * d : d);
  }
  return total;
}
