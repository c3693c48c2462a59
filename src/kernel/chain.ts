import { deepUniform, type Rng } from '../core/rng.ts';

/**
 * A chain of sites on n grid points: the weight of s_1 <= .. <= s_r (indices) is
 * exp(left[s_1] + sum_j between(s_j, s_{j+1}) + right[s_r]). All entries are exponents (tilt times score), finite,
 * up to 1e6 in size.
 */
export interface ChainProblem {
  /** n >= 1. */
  readonly points: number;
  /** n exponents of the first site. */
  readonly left: Float64Array;
  /** n exponents of the last site. */
  readonly right: Float64Array;
  readonly between:
    | {
        /** between(a, b) = half[a + b] - (half[2a] + half[2b]) / 2, `half` convex, of length 2n - 1. */
        readonly kind: 'hankel';
        readonly half: Float64Array;
      }
    | {
        /** between(a, b) = table[a n + b] for a <= b, row-major n x n; between(a, a) must be given. */
        readonly kind: 'table';
        readonly table: Float64Array;
      };
}

/** `sorted`: a <= b, coincident sites allowed; `strict`: a < b. */
export type ChainOrder = 'sorted' | 'strict';

function transition(problem: ChainProblem): (a: number, b: number) => number {
  const between = problem.between;
  if (between.kind === 'table') return (a, b) => between.table[a * problem.points + b] ?? NaN;
  const half = between.half;
  return (a, b) => (half[a + b] ?? NaN) - ((half[2 * a] ?? NaN) + (half[2 * b] ?? NaN)) / 2;
}

function logSum(terms: readonly number[]): number {
  const most = Math.max(...terms);
  if (most === -Infinity) return -Infinity;
  return most + Math.log(terms.reduce((total, x) => total + Math.exp(x - most), 0));
}

/** F[r n + b] = log of the sum over sequences of r + 1 sites ending in b of left and betweens (right excluded), r < layers. */
export function chainForward(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
): Float64Array {
  const n = problem.points;
  const between = transition(problem);
  const out = new Float64Array(layers * n);
  out.set(problem.left);
  for (let r = 1; r < layers; r++) {
    for (let b = 0; b < n; b++) {
      const terms: number[] = [];
      for (let a = 0; a < (order === 'strict' ? b : b + 1); a++) {
        terms.push(out[(r - 1) * n + a]! + between(a, b));
      }
      out[r * n + b] = logSum(terms);
    }
  }
  return out;
}

/** G[r n + a] = log of the sum over sequences of r + 1 sites starting in a of betweens and right (left excluded), r < layers. */
export function chainBackward(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
): Float64Array {
  const n = problem.points;
  const between = transition(problem);
  const out = new Float64Array(layers * n);
  out.set(problem.right);
  for (let r = 1; r < layers; r++) {
    for (let a = 0; a < n; a++) {
      const terms: number[] = [];
      for (let b = order === 'strict' ? a + 1 : a; b < n; b++) {
        terms.push(between(a, b) + out[(r - 1) * n + b]!);
      }
      out[r * n + a] = logSum(terms);
    }
  }
  return out;
}

/** The largest exponent of `sites` sorted sites, and those sites: coincident allowed, ties to the lowest last site, then the lowest before it. */
export function chainOptimum(
  problem: ChainProblem,
  sites: number,
): { readonly value: number; readonly sites: Int32Array } {
  const n = problem.points;
  const between = transition(problem);
  let best = Float64Array.from(problem.left);
  const from: Int32Array[] = [];
  for (let r = 1; r < sites; r++) {
    const next = new Float64Array(n).fill(-Infinity);
    const origin = new Int32Array(n);
    for (let b = 0; b < n; b++) {
      for (let a = 0; a <= b; a++) {
        const x = best[a]! + between(a, b);
        if (x > next[b]!) {
          next[b] = x;
          origin[b] = a;
        }
      }
    }
    best = next;
    from.push(origin);
  }
  const total = best.map((x, b) => x + (problem.right[b] ?? NaN));
  const chosen = new Int32Array(sites);
  let at = total.indexOf(total.reduce((x, y) => Math.max(x, y)));
  const value = total[at]!;
  for (let r = sites - 1; r >= 0; r--) {
    chosen[r] = at;
    if (r > 0) at = from[r - 1]![at]!;
  }
  return { value, sites: chosen };
}

/** One index with probability proportional to exp(exponent): at each node of a tree of sums a fresh deep uniform, so tails keep their odds. */
function drawTail(exponents: Float64Array, rng: Rng): number {
  const most = exponents.reduce((x, y) => Math.max(x, y));
  const weights = exponents.map((x) => Math.exp(x - most));
  let low = 0;
  let high = weights.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const lower = weights.subarray(low, middle).reduce((x, y) => x + y, 0);
    const upper = weights.subarray(middle, high).reduce((x, y) => x + y, 0);
    const u = deepUniform(rng);
    const takeLower = lower < upper ? u < lower / (lower + upper) : !(u < upper / (lower + upper));
    if (takeLower) high = middle;
    else low = middle;
  }
  return low;
}

/** One sequence of `length` sites from the law of their weights, drawn last site first given chainForward's table of at least `length` layers. */
export function chainDraw(
  problem: ChainProblem,
  forward: Float64Array,
  length: number,
  order: ChainOrder,
  rng: Rng,
): Int32Array {
  const n = problem.points;
  const between = transition(problem);
  const sites = new Int32Array(length);
  let next = n;
  for (let r = length - 1; r >= 0; r--) {
    const last = r === length - 1;
    const count = last ? n : order === 'strict' ? next : next + 1;
    const row = forward.subarray(r * n, r * n + count);
    next = drawTail(
      row.map((x, a) => x + (last ? problem.right[a]! : between(a, next))),
      rng,
    );
    sites[r] = next;
  }
  return sites;
}
