import type { Curve } from '../../../core/curve.ts';
import { outOfRange } from '../../../core/errors.ts';
import type { SortedReports } from '../../../core/population.ts';
import { lineProblem, type LineAgents, type LineProblem } from '../../line/problem.ts';
import type { Cost } from '../lotteries/lottery.ts';

/** Agents and sites on the unit line, ascending; the exponent of a set of sites is -tilt times its summed cost. */
export interface LineInput extends SortedReports {
  readonly cost: Cost;
  readonly tilt: number;
  /** Open already, ascending. */
  readonly fixed: Float64Array;
}

/** Sites of a chain that needs a table of all pairs: 8 n^2 bytes. */
const TABLE_SITES = 4097;

/** -d or -d^2 as the score of one agent, in the shape of a click function. */
export function costCurve(cost: Cost): Curve {
  const squared = cost === 'squared';
  return Object.freeze({
    spec: squared
      ? ({ family: 'power', exponent: 2 } as const)
      : ({ family: 'linear', slope: 1 } as const),
    reach: 1,
    value: (d: number) => (squared ? -d * d : -d),
    integral: (d: number) => (squared ? (-d * d * d) / 3 : (-d * d) / 2),
    lipschitz: squared ? 2 : 1,
    slope: squared ? 0 : 1,
    range: 1,
  });
}

/** Agents who never pay more than at the nearest fixed site. */
export function lineAgentsOf(input: LineInput): LineAgents {
  const { at, weight, fixed, cost } = input;
  const own = costCurve(cost);
  if (fixed.length === 0) return { at, weight, curve: () => own, shared: own };
  const curves = Array.from(at, (t) => {
    const cap = nearestGap(fixed, t);
    return { ...own, value: (d: number) => own.value(Math.min(d, cap)) };
  });
  return { at, weight, curve: (i) => curves[i]!, shared: null };
}

/** Distance from t to the nearest of ascending positions; Infinity where there is none. O(log n). */
export function nearestGap(positions: Float64Array, t: number): number {
  const i = firstAbove(positions, t);
  return Math.min(
    i < positions.length ? positions[i]! - t : Infinity,
    i > 0 ? t - positions[i - 1]! : Infinity,
  );
}

/**
 * The chain of ordered K-tuples of the grid 0, 1/m, .., 1, or of declared sites anywhere: Hankel form where sites are a grid, cost
 * is the distance and none is fixed; otherwise a table of all pairs, each O(log n) from running sums.
 *
 * ours: between two chosen sites a run of fixed ones splits the agents at fixed midpoints, so its cost is a difference.
 * @throws RangeError for a table of more than 4,097 sites
 */
export function siteChain(input: LineInput, sites: number | Float64Array): LineProblem {
  const { cost, fixed, tilt } = input;
  if (typeof sites === 'number' && cost === 'distance' && fixed.length === 0) {
    return lineProblem(lineAgentsOf(input), tilt, (j) => j / sites, sites + 1);
  }
  const at =
    typeof sites === 'number'
      ? Float64Array.from({ length: sites + 1 }, (_, j) => j / sites)
      : sites;
  if (at.length > TABLE_SITES) {
    const range = `at most ${TABLE_SITES} sites with fixed or declared ones, or squared distances`;
    throw outOfRange('grid', range, at.length);
  }
  return { chain: tableChain(input, at), base: 0, sites: at };
}

function tableChain(input: LineInput, sites: Float64Array): LineProblem['chain'] {
  const { fixed, tilt } = input;
  const n = sites.length;
  const between = spans(input);
  const whole = runs(fixed, between);
  const table = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      table[a * n + b] = -tilt * withFixed(fixed, whole, between, sites[a]!, sites[b]!);
    }
  }
  const outer = (site: number, end: number): number => {
    const [low, high] = end < site ? [end, site] : [site, end];
    return -tilt * withFixed(fixed, whole, between, low, high);
  };
  return {
    points: n,
    left: sites.map((site) => outer(site, -Infinity)),
    right: sites.map((site) => outer(site, Infinity)),
    between: { kind: 'table', table },
  };
}

/** Running cost of the agents up to each fixed site, served by fixed sites alone. */
function runs(fixed: Float64Array, between: Span): Float64Array {
  const out = new Float64Array(fixed.length);
  for (let i = 0; i < fixed.length; i++) {
    out[i] =
      i === 0 ? between(-Infinity, fixed[0]!) : out[i - 1]! + between(fixed[i - 1]!, fixed[i]!);
  }
  return out;
}

/** Cost of the agents between x < y when sites stand at x, y and at the fixed positions between them. */
function withFixed(
  fixed: Float64Array,
  whole: Float64Array,
  between: Span,
  x: number,
  y: number,
): number {
  const first = firstAbove(fixed, x);
  const after = firstAtOrAbove(fixed, y);
  if (first >= after) return between(x, y);
  const middle = whole[after - 1]! - whole[first]!;
  return between(x, fixed[first]!) + middle + between(fixed[after - 1]!, y);
}

/** Cost of the agents strictly between sites x < y, each served by the nearer one; an infinite end stands for no site. */
type Span = (x: number, y: number) => number;

function spans({ at, weight, cost }: LineInput): Span {
  const mass = prefix(weight);
  const moment = prefix(weight.map((w, i) => w * at[i]!));
  const square = prefix(weight.map((w, i) => w * at[i]! * at[i]!));
  const served = (from: number, to: number, site: number): number => {
    const m = mass[to]! - mass[from]!;
    const first = moment[to]! - moment[from]!;
    if (cost === 'distance') return Math.abs(site * m - first);
    return Math.max(0, site * (site * m - 2 * first) + (square[to]! - square[from]!));
  };
  return (x, y) => {
    const from = x === -Infinity ? 0 : firstAbove(at, x);
    const to = y === Infinity ? at.length : firstAtOrAbove(at, y);
    if (from >= to) return 0;
    if (x === -Infinity) return served(from, to, y);
    if (y === Infinity) return served(from, to, x);
    const turn = Math.min(to, Math.max(from, firstAbove(at, (x + y) / 2)));
    return served(from, turn, x) + served(turn, to, y);
  };
}

/** Compensated running sums, from 0. */
function prefix(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length + 1);
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
    out[i + 1] = total + lost;
  }
  return out;
}

/** Index of the first position above x; O(log n). */
export function firstAbove(positions: Float64Array, x: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first position at or above x; O(log n). */
function firstAtOrAbove(positions: Float64Array, x: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
