import { finiteArray, integer, oneOf, outOfRange, wrongKind } from '../core/errors.ts';
import { sum } from '../core/numeric.ts';
import { deepUniforms, type Rng } from '../core/rng.ts';
import { scratch, type Arena } from './arena.ts';
import { kernels, type Kernels } from './instance.ts';
import { treeDepth } from './softmax.ts';

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

const MOST = 1 << 14; // layers, and sites of a draw

/** Where the transitions are: entry (a, b) at from + a stepA + b stepB, and H itself in Hankel form, else 0. */
interface Transitions {
  readonly from: number;
  readonly stepA: number;
  readonly stepB: number;
  readonly half: number;
}

/** Number of entries the transitions must have. */
function entries(problem: ChainProblem): number {
  const n = problem.points;
  return problem.between.kind === 'hankel' ? 2 * n - 1 : n * n;
}

function ofLength(path: string, values: Float64Array, length: number): Float64Array {
  if (!(values instanceof Float64Array)) throw wrongKind(path, 'a Float64Array', values);
  if (values.length !== length) throw outOfRange(`${path}.length`, String(length), values.length);
  return values;
}

function transitions(problem: ChainProblem): Float64Array {
  const between = problem.between;
  return between.kind === 'hankel' ? between.half : between.table;
}

/** Refuses a problem of the wrong shape, or with an exponent that is read and not finite. O(entries). */
function checked(problem: ChainProblem): ChainProblem {
  const n = integer('points', problem.points, 1, 1 << 24);
  finiteArray('left', ofLength('left', problem.left, n));
  finiteArray('right', ofLength('right', problem.right, n));
  oneOf('between.kind', problem.between.kind, ['hankel', 'table']);
  const values = ofLength(`between.${nameOf(problem)}`, transitions(problem), entries(problem));
  if (problem.between.kind === 'hankel') finiteArray('between.half', values);
  else
    for (let a = 0; a < n; a++)
      finiteArray(`between.table.subarray(${a * n + a})`, values.subarray(a * n + a, a * n + n));
  return problem;
}

function nameOf(problem: ChainProblem): string {
  return problem.between.kind === 'hankel' ? 'half' : 'table';
}

function place(arena: Arena, problem: ChainProblem): Transitions {
  const from = arena.put(transitions(problem));
  return problem.between.kind === 'hankel'
    ? { from, stepA: 8, stepB: 8, half: from }
    : { from, stepA: 8 * problem.points, stepB: 8, half: 0 };
}

function backwards(values: Float64Array): Float64Array {
  return values.map((_, at) => values[values.length - 1 - at] ?? NaN);
}

function enough(status: number, problem: ChainProblem): void {
  if (status < 0) throw new RangeError(`points must be within memory, got ${problem.points}`);
}

/** The table of `first` chained forward. With `turned` the grid is seen from its other end: left to right, right to left. */
function tableOf(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
  turned: boolean,
  core: Kernels,
): Float64Array {
  const n = checked(problem).points;
  integer('layers', layers, 1, MOST);
  const strict = oneOf('order', order, ['sorted', 'strict']) === 'strict' ? 1 : 0;
  const between = problem.between;
  return scratch((arena) => {
    const first = arena.put(turned ? backwards(problem.right) : problem.left);
    const out = arena.reserve(layers * n);
    let status = 0;
    if (between.kind === 'hankel') {
      const half = arena.put(turned ? backwards(between.half) : between.half);
      status = core.chainLinear(first, half, n, layers, strict, out);
      if (status === 0) status = core.chainTiles(first, half, n, layers, strict, out);
    } else {
      const from = arena.put(between.table);
      const last = from + 8 * (n * n - 1); // entry (0, 0) seen from the other end
      status = turned
        ? core.chainTable(first, last, -8, -8 * n, n, layers, strict, out)
        : core.chainTable(first, from, 8 * n, 8, n, layers, strict, out);
    }
    enough(status, problem);
    const table = arena.take(out, layers * n);
    if (turned) for (let r = 0; r < layers; r++) table.subarray(r * n, r * n + n).reverse();
    return table;
  }, core);
}

/**
 * F[r n + b] = log of the sum over sequences of r + 1 sites ending in b of left and betweens (right excluded), for
 * r < layers; -Infinity where there is none. Right to one rounding of F and 1e-13. O(layers n^2) at worst.
 *
 * @param core the module to run, for tests of builds; default: the embedded one
 * @throws TypeError, RangeError when a shape or an exponent is wrong
 */
export function chainForward(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
  core: Kernels = kernels(),
): Float64Array {
  return tableOf(problem, layers, order, false, core);
}

/** G[r n + a] = log of the sum over sequences of r + 1 sites starting in a of betweens and right (left excluded); else as chainForward. */
export function chainBackward(
  problem: ChainProblem,
  layers: number,
  order: ChainOrder,
  core: Kernels = kernels(),
): Float64Array {
  return tableOf(problem, layers, order, true, core);
}

/** The exponent of sites, compensated. */
function exponentOf(problem: ChainProblem, sites: Int32Array): number {
  const parts: number[] = [];
  let before = -1;
  for (const site of sites) {
    if (before < 0) parts.push(problem.left[site] ?? NaN);
    else if (problem.between.kind === 'table') {
      parts.push(problem.between.table[before * problem.points + site] ?? NaN);
    } else {
      const half = problem.between.half;
      parts.push(half[before + site] ?? NaN);
      parts.push(-(half[2 * before] ?? NaN) / 2, -(half[2 * site] ?? NaN) / 2);
    }
    before = site;
  }
  parts.push(problem.right[before] ?? NaN);
  return sum(parts);
}

/**
 * The largest exponent of `sites` sorted sites, coincident allowed, and those sites: the lowest last site, then the lowest
 * before it. O(sites n log n), exact when between(a, b) + between(a', b') >= between(a, b') + between(a', b) for
 * a < a' <= b < b': true in Hankel form, and whenever the score is a sum of maxima of decreasing functions of distance.
 *
 * @throws TypeError, RangeError when a shape or an exponent is wrong
 */
export function chainOptimum(
  problem: ChainProblem,
  sites: number,
  core: Kernels = kernels(),
): { readonly value: number; readonly sites: Int32Array } {
  const n = checked(problem).points;
  integer('sites', sites, 1, MOST);
  const chosen = scratch((arena) => {
    const { from, stepA, stepB, half } = place(arena, problem);
    const left = arena.put(problem.left);
    const right = arena.put(problem.right);
    const out = arena.reserve(sites);
    enough(core.chainOptimum(left, right, from, stepA, stepB, half, n, sites, out), problem);
    return new Int32Array(core.memory.buffer, out, sites).slice();
  }, core);
  return { value: exponentOf(problem, chosen), sites: chosen };
}

/** Exponents of a step from a < count to b, in two parts: between(a, b) plus a number that a does not enter. */
function stepsTo(problem: ChainProblem, b: number, count: number): [Float64Array, Float64Array] {
  const own = new Float64Array(count);
  const between = problem.between;
  if (between.kind === 'hankel') {
    for (let a = 0; a < count; a++) own[a] = -(between.half[2 * a] ?? NaN) / 2;
    return [own, between.half.subarray(b, b + count)];
  }
  const n = problem.points;
  return [own, Float64Array.from(own, (_, a) => between.table[a * n + b] ?? NaN)];
}

/**
 * One sequence of `length` sites with probability proportional to its weight, drawn last site first, `treeDepth(n)` deep uniforms
 * a site: every outcome keeps its relative probability to 1e-9 down to 2^-200, for exponents up to 1e6 in size. O(length n).
 *
 * @param forward chainForward's table, of at least `length` layers, for the same problem and order
 * @throws RangeError when a shape is wrong or no such sequence exists
 */
export function chainDraw(
  problem: ChainProblem,
  forward: Float64Array,
  length: number,
  order: ChainOrder,
  rng: Rng,
  core: Kernels = kernels(),
): Int32Array {
  const n = problem.points;
  integer('length', length, 1, Math.floor(forward.length / n));
  ofLength('right', problem.right, n);
  ofLength(`between.${nameOf(problem)}`, transitions(problem), entries(problem));
  const strict = oneOf('order', order, ['sorted', 'strict']) === 'strict' ? 1 : 0;
  const sites = new Int32Array(length);
  let next = n;
  for (let k = length - 1; k >= 0; k--) {
    const last = k === length - 1;
    const count = last ? n : next + 1 - strict;
    const [own, step] = last ? [new Float64Array(n), problem.right] : stepsTo(problem, next, count);
    next = scratch((arena) => {
      const row = arena.put(forward.subarray(k * n, k * n + count));
      const [y, z] = [arena.put(own), arena.put(step)];
      const dice = arena.put(deepUniforms(rng, treeDepth(n)));
      return core.drawSum(row, y, z, count, dice, arena.reserve(2 * count));
    }, core);
    if (next < 0) throw outOfRange('length', `at most ${n} in strict order`, length);
    sites[k] = next;
  }
  return sites;
}
