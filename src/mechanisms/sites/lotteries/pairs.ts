import { outOfRange } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import { power } from '../../special.ts';
import { rungs, SNAP, type Ladder } from './ladders.ts';
import { gridPoints, memoised, worstOf } from './tilings.ts';
import { neighbourMass } from './uniform.ts';
import { computed, type Cost, type SiteLottery, type Types } from './lottery.ts';

/** Neighbouring sites of a draw on [0, 1], and how often they are neighbours on average. */
export interface Neighbours {
  readonly low: number;
  readonly high: number;
  readonly mass: number;
}

/** A lottery on [0, 1] whose losses follow from its neighbouring pairs. */
interface PairsOptions {
  readonly kind: string;
  readonly description: string;
  readonly facilities: number;
  readonly pairs: readonly Neighbours[];
  /** m, for types on the grid; null for types anywhere. */
  readonly grid: number | null;
  readonly cost: Cost;
  readonly expectedCost: (t: number) => number;
  readonly draw: (rng: Rng) => readonly number[];
}

/** Pairs whose least loss over types anywhere is measured: it takes their square a distance. */
const MOST_ANYWHERE = 400;

/**
 * Any lottery on [0, 1], from its neighbouring pairs. O(m pairs) once for the least losses of grid types, O(pairs) a loss, and
 * O(pairs^2) a distance anywhere.
 *
 * @throws RangeError for types anywhere and more than 400 pairs
 */
export function pairSites(options: PairsOptions): SiteLottery {
  const { kind, description, facilities, pairs, cost, grid } = options;
  if (grid === null && pairs.length > MOST_ANYWHERE) {
    const range = `a lottery of at most ${MOST_ANYWHERE} neighbouring pairs for types that are not on a grid`;
    throw outOfRange('lottery', range, pairs.length);
  }
  const unit = grid ?? 1;
  const types: Types = grid === null ? 'anywhere' : 'grid';
  const ladders = pairs.map(({ low, high, mass }) => ({
    width: (high - low) * unit,
    offset: ((low + high) / 2) * unit,
    rate: 1,
    count: 1,
    mass,
  }));
  const measured = rungs(ladders, unit, cost, types);
  const scale = cost === 'squared' ? unit * unit : unit;
  let table: Float64Array | undefined;
  const least = (steps: number): number =>
    grid === null ? measured.least(steps) : (table ??= leastOfPairs(ladders, grid, cost))[steps]!;
  const middles = pairs.map(({ low, high }) => (low + high) / 2);
  return computed({
    kind,
    description,
    facilities,
    scope: { extent: [1], distance: null, grid: grid },
    cost,
    exact: true,
    ...memoised(unit, types, (steps) => least(steps) / scale),
    loss: ([t = NaN]: readonly number[], [b = NaN]: readonly number[]) =>
      measured.loss(t * unit, b * unit) / scale,
    expectedCost: ([t = NaN]: readonly number[]) => options.expectedCost(t),
    worst: worstOf(options.expectedCost, grid === null ? [0, 1, ...middles] : gridPoints(grid)),
    draw: (rng: Rng) => options.draw(rng).map((x) => [x]),
  });
}

/** Least loss of a lie of d steps between grid types, d = 0..m: for each type the pairs between sorted into the steps that pass them. */
function leastOfPairs(ladders: readonly Ladder[], grid: number, cost: Cost): Float64Array {
  const least = new Float64Array(grid + 1).fill(Infinity);
  least[0] = 0;
  for (const side of [1, -1]) {
    for (let t = 0; t <= grid; t++) {
      const entering = new Float64Array(grid + 2);
      for (const { width, offset, mass } of ladders) {
        const gap = side * (offset - t);
        if (gap <= SNAP) continue;
        const lost = cost === 'squared' ? 2 * width * gap : Math.min(width, 2 * gap);
        entering[Math.min(grid + 1, Math.floor(gap + SNAP) + 1)]! += mass * lost;
      }
      const room = side === 1 ? grid - t : t;
      let loss = 0;
      for (let d = 1; d <= room; d++) {
        loss += entering[d]!;
        least[d] = Math.min(least[d]!, loss);
      }
    }
  }
  return least;
}

/** One of the C-1 pairs of neighbouring candidates uniformly, K-1 facilities at the upper one. @throws RangeError for fewer than two */
export function candidatePairs(
  candidates: Float64Array,
  { facilities, grid, cost }: Pick<PairsOptions, 'facilities' | 'grid' | 'cost'>,
): SiteLottery {
  const count = candidates.length - 1;
  if (count < 1) throw outOfRange('candidates.length', '>= 2 for a lottery', candidates.length);
  const pairs = Array.from({ length: count }, (_, j) => ({
    low: candidates[j]!,
    high: candidates[j + 1]!,
    mass: 1 / count,
  }));
  return pairSites({
    kind: 'adjacent',
    description: `one of the ${count} pairs of neighbouring candidates, uniformly`,
    facilities,
    pairs,
    grid,
    cost,
    expectedCost: (t) =>
      pairs.reduce((total, pair) => total + pair.mass * nearest([pair.low, pair.high], t, cost), 0),
    draw: (rng) => {
      const { low, high } = pairs[Math.floor(rng() * count)]!;
      return Array.from({ length: facilities }, (_, k) => (k === 0 ? low : high));
    },
  });
}

/** K candidates independently and uniformly. */
export function candidateTuples(
  candidates: Float64Array,
  { facilities, grid, cost }: Pick<PairsOptions, 'facilities' | 'grid' | 'cost'>,
): SiteLottery {
  const count = candidates.length;
  const pairs: Neighbours[] = [];
  for (let w = 1; w < count; w++) {
    const mass = neighbourMass(count, facilities, w);
    for (let j = 0; j + w < count; j++) {
      pairs.push({ low: candidates[j]!, high: candidates[j + w]!, mass });
    }
  }
  const shares = Array.from({ length: count }, (_, i) => {
    const [all, rest] = [(count - i) / count, (count - i - 1) / count];
    return power(all, facilities) - power(rest, facilities);
  });
  return pairSites({
    kind: 'uniform',
    description: `${facilities} of the ${count} candidates independently and uniformly`,
    facilities,
    pairs,
    grid,
    cost,
    expectedCost: (t) =>
      candidates
        .map((x) => nearest([x], t, cost))
        .toSorted()
        .reduce((total, paid, i) => total + shares[i]! * paid, 0),
    draw: (rng) =>
      Array.from({ length: facilities }, () => candidates[Math.floor(rng() * count)]!).toSorted(
        (a, b) => a - b,
      ),
  });
}

/** Cost of t at the nearest of some positions. */
export function nearest(places: readonly number[], t: number, cost: Cost): number {
  const d = places.reduce((least, x) => Math.min(least, Math.abs(x - t)), Infinity);
  return cost === 'squared' ? d * d : d;
}
