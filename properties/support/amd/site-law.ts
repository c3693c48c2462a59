/**
 * The exact law of the exponential mechanism over ordered K-tuples of the grid {0, 1, .., m}, positions in steps of the
 * grid: by listing every tuple, and by a forward pass over the supports x_1 < .. < x_r, where each support stands for
 * surj(K, r) tuples. Host arithmetic, O(K m^2) a pass and O(points m^2) for its tables: slow, and of no engine's making.
 */

/** Agents by place: position in steps, 0..m, not necessarily whole, and how many agents stand there. */
export type Crowd = readonly (readonly [position: number, agents: number])[];

/** A sum of distances to the nearest site, split into what lies before, between and after consecutive sites. */
export interface Brackets {
  readonly first: readonly number[];
  readonly between: readonly (readonly number[])[];
  readonly last: readonly number[];
}

/** The brackets of a crowd's total distance, in steps. */
export function bracketsOf(crowd: Crowd, m: number): Brackets {
  const sites = Array.from({ length: m + 1 }, (_, x) => x);
  const total = (from: number, to: number, far: (z: number) => number): number =>
    crowd.reduce((sum, [z, agents]) => (z > from && z < to ? sum + agents * far(z) : sum), 0);
  return {
    first: sites.map((x) => total(-Infinity, x, (z) => x - z)),
    between: sites.map((x) =>
      sites.map((y) => (y > x ? total(x, y, (z) => Math.min(z - x, y - z)) : 0)),
    ),
    last: sites.map((x) => total(x, Infinity, (z) => z - x)),
  };
}

/** How many maps of K facilities onto r places: sum_j (-1)^j C(r, j) (r - j)^K. */
export function surjections(K: number, r: number): number {
  let [total, choose] = [0, 1];
  for (let j = 0; j <= r; j++) {
    total += (j % 2 === 0 ? 1 : -1) * choose * (r - j) ** K;
    choose = (choose * (r - j)) / (j + 1);
  }
  return total;
}

/** A log-weight and the mean of the measured distance under it. */
interface Mean {
  readonly log: number;
  readonly mean: number;
}

const NOTHING: Mean = { log: -Infinity, mean: 0 };

/** The mixture of several parts: log-sum-exp of the weights, weighted mean of the means. */
function blend(parts: readonly Mean[]): Mean {
  const top = Math.max(...parts.map(({ log }) => log));
  if (top === -Infinity) return NOTHING;
  const weights = parts.map(({ log }) => Math.exp(log - top));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = parts.reduce((sum, part, i) => sum + (weights[i] ?? 0) * part.mean, 0) / total;
  return { log: top + Math.log(total), mean };
}

/** ln of the sum of exp(-tilt cost) over all tuples and the mean of a distance under that law, in steps. */
export function lawMean(cost: Brackets, measured: Brackets, K: number, tilt: number): Mean {
  const m = cost.first.length - 1;
  const sites = cost.first.map((_, x) => x);
  const step = (at: Mean, paid: number, seen: number): Mean => ({
    log: at.log - tilt * paid,
    mean: at.mean + seen,
  });
  let states = sites.map((x) =>
    step({ log: 0, mean: 0 }, cost.first[x] ?? 0, measured.first[x] ?? 0),
  );
  const ends: Mean[] = [];
  for (let r = 1; r <= Math.min(K, m + 1); r++) {
    const closed = states.map((state, x) => step(state, cost.last[x] ?? 0, measured.last[x] ?? 0));
    const { log, mean } = blend(closed);
    ends.push({ log: log + Math.log(surjections(K, r)), mean });
    const before = states;
    states = sites.map((y) =>
      blend(
        before
          .slice(0, y)
          .map((state, x) => step(state, cost.between[x]?.[y] ?? 0, measured.between[x]?.[y] ?? 0)),
      ),
    );
  }
  return blend(ends);
}

/** The least total distance of any tuple, in steps: the same pass with sums for products and minima for sums. */
export function leastCost(cost: Brackets, K: number): number {
  const m = cost.first.length - 1;
  let states = cost.first.slice();
  let least = Infinity;
  for (let r = 1; r <= Math.min(K, m + 1); r++) {
    least = Math.min(least, ...states.map((state, x) => state + (cost.last[x] ?? 0)));
    const before = states;
    states = before.map((_, y) =>
      Math.min(
        Infinity,
        ...before.slice(0, y).map((state, x) => state + (cost.between[x]?.[y] ?? 0)),
      ),
    );
  }
  return least;
}

/** Every ordered K-tuple of {0, .., m}. */
export function tuples(m: number, K: number): number[][] {
  if (K === 0) return [[]];
  return tuples(m, K - 1).flatMap((rest) => Array.from({ length: m + 1 }, (_, x) => [...rest, x]));
}

/** A crowd's total distance to the nearest of the sites, in steps. */
export function distanceTo(sites: readonly number[], crowd: Crowd): number {
  return crowd.reduce(
    (sum, [z, agents]) => sum + agents * Math.min(...sites.map((x) => Math.abs(x - z))),
    0,
  );
}

/** `lawMean` by listing every tuple. */
export function listedMean(m: number, K: number, crowd: Crowd, seen: Crowd, tilt: number): Mean {
  return blend(
    tuples(m, K).map((sites) => ({
      log: -tilt * distanceTo(sites, crowd),
      mean: distanceTo(sites, seen),
    })),
  );
}

/** One agent's company: what the law depends on besides her own report. */
export interface Scene {
  readonly m: number;
  readonly K: number;
  readonly epsilon: number;
  /** Everybody's reports but the agent's, in steps. */
  readonly others: Crowd;
}

/** What the agent at `type` expects to travel in the exponential part when she reports `report`, as a share of the line. */
export function expectedDistance(scene: Scene, type: number, report: number): number {
  const { m, K, epsilon, others } = scene;
  const cost = bracketsOf([...others, [report, 1]], m);
  return lawMean(cost, bracketsOf([[type, 1]], m), K, epsilon / (2 * m)).mean / m;
}

/** What the report gains over the other in the exponential part at epsilon/2; both agents choose the nearest site in truth. */
export function gainOver(scene: Scene, type: number, report: number, other: number): number {
  return expectedDistance(scene, type, other) - expectedDistance(scene, type, report);
}
