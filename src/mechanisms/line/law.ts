import { deepUniform, type Rng } from '../../core/rng.ts';
import { chainBackward, chainDraw, chainForward, chainOptimum } from '../../kernel/chain.ts';
import { exp, log } from '../../kernel/exp.ts';
import { drawWeighted, logPartition, softmax } from '../../kernel/softmax.ts';
import { lineProblem, type LineAgents, type LineProblem } from './problem.ts';

/**
 * The exponential mechanism over ordered K-tuples of n sites on a line, as a structured law [SEG, 2.2]. The score depends
 * on the SET of sites only, so Z = sum_j surj(K, j) D_j with D_j over increasing j-sequences and surj(K, j) the maps of K
 * labels onto j values. Everything here but `draw` is for judges: it leaks.
 */
export interface LineLaw {
  readonly problem: LineProblem;
  readonly segments: number;
  /** log of the sum over ordered K-tuples of exp(tilt times the summed score). */
  readonly logPartition: number;
  /** log Pr of the SET with these ascending distinct site indices being the tuple's range. */
  logProbability(sites: readonly number[]): number;
  /** K site indices, ascending, coincident ones repeated. O(K n). */
  draw(rng: Rng): Int32Array;
  /** Pr that consecutive chosen sites are a < b, row-major n x n, and that b is first or last; O(K n^2). */
  marginals(): Marginals;
}

/** Probabilities of neighbouring sites. */
export interface Marginals {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly pair: Float64Array;
}

/**
 * The law at these agents. O(K n^2) for a table, far less for a linear click function (kernel/chain.ts).
 *
 * @param tilt  multiplier of the summed score
 * @param site  position of site j, equally spaced; also called at half-integers
 */
export function lineLaw(
  agents: LineAgents,
  segments: number,
  tilt: number,
  site: (j: number) => number,
  points: number,
): LineLaw {
  return chainLaw(lineProblem(agents, tilt, site, points), segments);
}

/** The law of a chain that is made already, its sites anywhere in ascending order. */
export function chainLaw(problem: LineProblem, segments: number): LineLaw {
  const { chain } = problem;
  const { points } = chain;
  const layers = Math.min(segments, points);
  const forward = chainForward(chain, layers, 'strict');
  const onto = logSurjections(segments, layers);
  const bySize = Float64Array.from({ length: layers }, (_, r) => {
    const ends = forward.subarray(r * points, (r + 1) * points).map((x, b) => x + chain.right[b]!);
    return onto[r]! + finiteLogSum(ends);
  });
  const logZ = logPartition(bySize, 1);
  return Object.freeze({
    problem,
    segments,
    logPartition: logZ + problem.base,
    logProbability: (sites: readonly number[]) =>
      (onto[sites.length - 1] ?? -Infinity) + exponent(problem, sites) - logZ,
    draw: (rng: Rng) => {
      const size = drawWeighted(softmax(bySize, 1), rng) + 1;
      return spread(chainDraw(chain, forward, size, 'strict', rng), segments, rng);
    },
    marginals: () => marginalsOf(problem, forward, onto, layers, logZ),
  });
}

/** The exponent of ascending distinct sites, `base` left out. */
export function exponent({ chain }: LineProblem, sites: readonly number[]): number {
  const { points, left, right, between } = chain;
  let total = left[sites[0] ?? 0]! + right[sites[sites.length - 1] ?? 0]!;
  for (let j = 1; j < sites.length; j++) {
    const [a, b] = [sites[j - 1]!, sites[j]!];
    total +=
      between.kind === 'table'
        ? between.table[a * points + b]!
        : between.half[a + b]! - (between.half[2 * a]! + between.half[2 * b]!) / 2;
  }
  return total;
}

/** The best K sites and their summed score; exact. */
export function lineOptimum(
  problem: LineProblem,
  segments: number,
  tilt: number,
): { readonly score: number; readonly sites: readonly number[] } {
  const { value, sites } = chainOptimum(problem.chain, Math.min(segments, problem.sites.length));
  return { score: (value + problem.base) / tilt, sites: Array.from(sites) };
}

/** log surj(K, j) for j = 1..layers: j! times Stirling's number of the second kind, by a recurrence of positive terms. */
export function logSurjections(segments: number, layers: number): Float64Array {
  let row = new Float64Array(layers + 1);
  row[0] = 1;
  for (let labels = 1; labels <= segments; labels++) {
    const next = new Float64Array(layers + 1);
    for (let j = 1; j <= layers; j++) next[j] = j * (row[j]! + row[j - 1]!);
    row = next;
  }
  return Float64Array.from({ length: layers }, (_, j) => log(row[j + 1]!));
}

/** Repeats ascending distinct sites to K by a uniform map of K labels onto them: completions(labels left, values left) decide each label. */
export function spread(sites: Int32Array, segments: number, rng: Rng): Int32Array {
  const j = sites.length;
  const completions = completionTable(segments, j);
  const counts = new Int32Array(j);
  const order: number[] = [];
  for (let left = segments; left > 0; left--) {
    const uncovered = j - order.length;
    const fresh = uncovered === 0 ? 0 : uncovered * completions[left - 1]![uncovered - 1]!;
    const old = order.length * completions[left - 1]![uncovered]!;
    if (deepUniform(rng) * (fresh + old) < fresh) {
      counts[order.length]! += 1;
      order.push(order.length);
    } else counts[Math.floor(rng() * order.length)]! += 1;
  }
  const shuffled = shuffle(counts, rng);
  return Int32Array.from(
    Array.from(sites).flatMap((site, i) => Array.from({ length: shuffled[i]! }, () => site)),
  );
}

/** [r][u] = ways to give r labels one of j values each so that u given values are all used. */
function completionTable(labels: number, j: number): Float64Array[] {
  const rows = [Float64Array.from({ length: j + 1 }, (_, u) => (u === 0 ? 1 : 0))];
  for (let r = 1; r <= labels; r++) {
    const before = rows[r - 1]!;
    rows.push(
      Float64Array.from(
        { length: j + 1 },
        (_, u) => (j - u) * before[u]! + (u > 0 ? u * before[u - 1]! : 0),
      ),
    );
  }
  return rows;
}

/** Which value was covered in which order is uniform too. */
function shuffle(counts: Int32Array, rng: Rng): Int32Array {
  const out = counts.slice();
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(rng() * (i + 1));
    [out[i], out[k]] = [out[k]!, out[i]!];
  }
  return out;
}

function finiteLogSum(values: Float64Array): number {
  const kept = values.filter((x) => x !== -Infinity);
  return kept.length === 0 ? -Infinity : logPartition(kept, 1);
}

function marginalsOf(
  problem: LineProblem,
  forward: Float64Array,
  onto: Float64Array,
  layers: number,
  logZ: number,
): Marginals {
  const { points, left } = problem.chain;
  const n = points;
  const backward = chainBackward(problem.chain, layers, 'strict');
  // rest[r n + b]: log of what may follow a prefix of r sites when the next one is b, over all sizes, with surj(K, size)
  const rest = new Float64Array((layers + 1) * n).fill(-Infinity);
  for (let r = 0; r < layers; r++) {
    for (let b = 0; b < n; b++) {
      const tails = Float64Array.from(
        { length: layers - r },
        (_, l) => onto[r + l]! + backward[l * n + b]!,
      );
      rest[r * n + b] = finiteLogSum(tails) - logZ;
    }
  }
  const first = Float64Array.from({ length: n }, (_, b) => exp(left[b]! + rest[b]!));
  const last = Float64Array.from({ length: n }, (_, b) => {
    const ends = Float64Array.from({ length: layers }, (_, r) => onto[r]! + forward[r * n + b]!);
    return exp(finiteLogSum(ends) + problem.chain.right[b]! - logZ);
  });
  const pair = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const jump = exponent(problem, [a, b]) - left[a]! - problem.chain.right[b]!;
      let total = 0;
      for (let r = 1; r < layers; r++) {
        const x = forward[(r - 1) * n + a]! + jump + rest[r * n + b]!;
        if (x > -745) total += exp(x);
      }
      pair[a * n + b] = total;
    }
  }
  return Object.freeze({ first, last, pair });
}
