import { sum } from '../../src/core/numeric.ts';
import type { ChainOrder, ChainProblem } from '../../src/kernel/chain.ts';

/**
 * Slow references for the chain of sites: exponents are carried as unevaluated sums of two doubles, so that a log-sum
 * of exponents of size 1e6 is right to 1e-13 and not to the 1e-10 of one double.
 */
interface Exact {
  readonly high: number;
  readonly low: number;
}

/** A layer of exact exponents. */
export interface ExactTable {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** a + b without rounding [Knuth's two-sum]. */
function twoSum(a: number, b: number): Exact {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

function add(x: Exact, y: number): Exact {
  const total = twoSum(x.high, y);
  return twoSum(total.high, total.low + x.low);
}

/** between(a, b) as the problem defines it. */
export function exactBetween(problem: ChainProblem, a: number, b: number): Exact {
  const between = problem.between;
  if (between.kind === 'table') {
    return { high: between.table[a * problem.points + b]!, low: 0 };
  }
  const half = between.half;
  return add(twoSum(half[a + b]!, -half[2 * a]! / 2), -half[2 * b]! / 2);
}

/** Rounding error of a + b, given their rounded sum. */
function lost(a: number, b: number, total: number): number {
  const part = total - a;
  return a - (total - part) + (b - part);
}

/** log of the sum of exp over the first `count` exact exponents, its sum compensated. */
function logSum(high: Float64Array, low: Float64Array, count: number): Exact {
  let most = -1;
  for (let a = 0; a < count; a++) if (most < 0 || high[a]! > high[most]!) most = a;
  if (most < 0 || high[most] === -Infinity) return { high: -Infinity, low: 0 };
  const [top, topLow] = [high[most]!, low[most]!];
  let [total, rest] = [0, 0];
  for (let a = 0; a < count; a++) {
    if (high[a] === -Infinity) continue;
    const x = Math.exp(high[a]! - top + (low[a]! - topLow));
    const next = total + x;
    rest += lost(total, x, next);
    total = next;
  }
  return add({ high: top, low: topLow }, Math.log(total + rest));
}

/** log of the sum over sequences of r + 1 sites ending in b of left and betweens, at r n + b. O(layers n^2). */
export function forwardOracle(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
): ExactTable {
  const n = problem.points;
  const high = new Float64Array(layers * n);
  const low = new Float64Array(layers * n);
  const [termHigh, termLow] = [new Float64Array(n), new Float64Array(n)];
  high.set(problem.left);
  for (let at = n; at < layers * n; at++) {
    const b = at % n;
    const before = at - b - n;
    const count = order === 'strict' ? b : b + 1;
    for (let a = 0; a < count; a++) {
      const step = exactBetween(problem, a, b);
      const total = high[before + a]! + step.high;
      termHigh[a] = total;
      termLow[a] = lost(high[before + a]!, step.high, total) + low[before + a]! + step.low;
    }
    const sum = logSum(termHigh, termLow, count);
    high[at] = sum.high;
    low[at] = sum.low;
  }
  return { high, low };
}

function reversed(values: Float64Array): Float64Array {
  return values.map((_, at) => values[values.length - 1 - at]!);
}

/** The same problem seen from the other end: site a becomes n - 1 - a, left and right change places. */
export function mirrored(problem: ChainProblem): ChainProblem {
  const n = problem.points;
  const between = problem.between;
  const turned =
    between.kind === 'hankel'
      ? { kind: 'hankel' as const, half: reversed(between.half) }
      : {
          kind: 'table' as const,
          table: between.table.map((_, at) => {
            const a = Math.floor(at / n);
            return between.table[(n - 1 - (at % n)) * n + (n - 1 - a)]!;
          }),
        };
  return {
    points: n,
    left: reversed(problem.right),
    right: reversed(problem.left),
    between: turned,
  };
}

/** Rows of n cells, each reversed. */
export function reversedRows(values: Float64Array, n: number): Float64Array {
  return values.map((_, at) => values[at - (at % n) + (n - 1 - (at % n))]!);
}

/** All sequences of `length` sites in ascending order. */
export function sequences(n: number, length: number, order: ChainOrder): number[][] {
  let found: number[][] = [[]];
  for (let r = 0; r < length; r++) {
    found = found.flatMap((start) => {
      const last = start.at(-1);
      const low = last === undefined ? 0 : order === 'strict' ? last + 1 : last;
      return Array.from({ length: Math.max(0, n - low) }, (_, i) => [...start, low + i]);
    });
  }
  return found;
}

/** The exponent of one sequence: left + betweens + right, compensated. */
export function exponentOf(problem: ChainProblem, sites: readonly number[]): number {
  const parts = [problem.left[sites[0]!]!, problem.right[sites.at(-1)!]!];
  for (let j = 1; j < sites.length; j++) {
    const step = exactBetween(problem, sites[j - 1]!, sites[j]!);
    parts.push(step.high, step.low);
  }
  return sum(parts);
}

/** log of the sum of exp, by the definition, compensated. */
export function logSumExp(values: readonly number[]): number {
  return logSum(Float64Array.from(values), new Float64Array(values.length), values.length).high;
}

/** Largest exponent over sorted sequences by dynamic programming over all pairs; ties to the lowest last site, then to the lowest before it. */
export function optimumOracle(
  problem: ChainProblem,
  sites: number,
): { readonly value: number; readonly sites: readonly number[] } {
  const n = problem.points;
  let best = Array.from(problem.left, (x, b) => ({ value: x, path: [b] }));
  for (let r = 1; r < sites; r++) {
    best = Array.from({ length: n }, (_, b) => {
      let top = { value: -Infinity, path: [] as number[] };
      for (let a = 0; a <= b; a++) {
        const from = best[a]!;
        const value = from.value + exactBetween(problem, a, b).high;
        if (value > top.value) top = { value, path: [...from.path, b] };
      }
      return top;
    });
  }
  let top = { value: -Infinity, path: [] as number[] };
  best.forEach((end, b) => {
    const value = end.value + problem.right[b]!;
    if (value > top.value) top = { value, path: end.path };
  });
  return { value: exponentOf(problem, top.path), sites: top.path };
}
