import type { Curve } from '../../core/curve.ts';
import { sum } from '../../core/numeric.ts';
import type { Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import { log } from '../../kernel/exp.ts';
import { draw, logPartition, softmax } from '../../kernel/softmax.ts';
import type { PrivatePart } from '../part.ts';

/** Above these a grid is left to box rejection: alternatives kept, and alternatives times reports looked at. */
const ALTERNATIVES = 2 ** 21;
const WORK = 5e8;

/** Whether the unordered K-tuples of the grid's points are few enough to be listed. */
export function canEnumerate(
  grid: number,
  attributes: number,
  segments: number,
  reports: number,
): boolean {
  const count = multisets((grid + 1) ** attributes, segments);
  return count <= ALTERNATIVES && count * reports <= WORK;
}

/** C(points + K - 1, K). */
function multisets(points: number, segments: number): number {
  let count = 1;
  for (let k = 1; k <= segments; k++) count *= (points + k - 1) / k;
  return Math.round(count);
}

/**
 * The exponential mechanism over all K-tuples of grid points, listed: one alternative a multiset, with its number of orders
 * as base measure, so that every figure is exact in any dimension. O(alternatives times reports), once.
 */
export function enumeratedPart(
  read: Population,
  segments: number,
  tilt: number,
  grid: number,
  clicks: readonly Curve[],
): PrivatePart {
  const points = gridPoints(grid, read.attributes);
  const clicked = points.map((point) => clicksAt(read, point, clicks));
  const { scores, choices } = scored(clicked, segments, read.weights.length);
  const orders = logOrders(choices, segments);
  const productsOf = (index: number): number[][] =>
    Array.from(choices.subarray(index * segments, (index + 1) * segments), (p) => points[p]!);
  return {
    draw: (rng: Rng) => ({ products: productsOf(draw(scores, tilt, rng, orders)), trials: 1 }),
    diagnostics: () => {
      const law = softmax(scores, tilt, orders);
      const best = scores.reduce((top, x, i) => (x > scores[top]! ? i : top), 0);
      return {
        logPartition: logPartition(scores, tilt, orders),
        expectedWelfare: sum(law.map((p, i) => p * scores[i]!)) / read.size,
        optimum: scores[best]! / read.size,
        optimalRepresentatives: productsOf(best),
      };
    },
  };
}

/** The (m+1)^I points of the grid, the last coordinate fastest. */
function gridPoints(grid: number, attributes: number): number[][] {
  let points: number[][] = [[]];
  for (let i = 0; i < attributes; i++) {
    points = points.flatMap((head) =>
      Array.from({ length: grid + 1 }, (_, j) => [...head, j / grid]),
    );
  }
  return points;
}

/** w_n P_n(|t_n - point|) for every report n. */
function clicksAt(read: Population, point: number[], clicks: readonly Curve[]): Float64Array {
  const { points, weights, attributes } = read;
  return weights.map((w, n) => {
    let d = 0;
    for (let i = 0; i < attributes; i++) d += Math.abs(points[n * attributes + i]! - point[i]!);
    return w * clicks[n % clicks.length]!.value(d);
  });
}

/** Summed score of every multiset: each report clicks with the best of its products, P being decreasing in the distance. */
function scored(
  clicked: readonly Float64Array[],
  segments: number,
  reports: number,
): { scores: Float64Array; choices: Int32Array } {
  const count = multisets(clicked.length, segments);
  const scores = new Float64Array(count);
  const choices = new Int32Array(count * segments);
  const chosen = new Int32Array(segments);
  const best = Array.from({ length: segments }, () => new Float64Array(reports));
  let next = 0;
  const visit = (level: number, from: number): void => {
    const before = best[level]!;
    for (let p = from; p < clicked.length; p++) {
      chosen[level] = p;
      if (level === segments - 1) {
        scores[next] = sumOfLarger(before, clicked[p]!);
        choices.set(chosen, segments * next++);
      } else {
        larger(before, clicked[p]!, best[level + 1]!);
        visit(level + 1, p);
      }
    }
  };
  visit(0, 0);
  return { scores, choices };
}

function sumOfLarger(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let n = 0; n < a.length; n++) total += a[n]! > b[n]! ? a[n]! : b[n]!;
  return total;
}

function larger(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let n = 0; n < a.length; n++) out[n] = a[n]! > b[n]! ? a[n]! : b[n]!;
}

/** ln(K! / prod of multiplicities!) of each ascending choice. */
function logOrders(choices: Int32Array, segments: number): Float64Array {
  const factorial = [0];
  for (let k = 1; k <= segments; k++) factorial.push(factorial[k - 1]! + log(k));
  return Float64Array.from({ length: choices.length / segments }, (_, index) => {
    let orders = factorial[segments]!;
    let run = 1;
    for (let k = 1; k <= segments; k++) {
      const at = index * segments + k;
      if (k < segments && choices[at] === choices[at - 1]) run++;
      else {
        orders -= factorial[run]!;
        run = 1;
      }
    }
    return orders;
  });
}
