import { log } from '../../kernel/exp.ts';

/** K boxes in the cube: corners row-major K x I, in units of the geometry, with the log of volume e^(tilt bound). */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly logWeight: number;
  readonly bound: number;
}

/** How the K I edges are measured, halved and filled: the whole cube, or the points 0, 1/m, .., 1 of each axis. */
export interface Geometry {
  readonly start: readonly [number, number];
  /** An edge no longer than this is not halved. */
  readonly least: number;
  logSize(low: number, high: number): number;
  split(low: number, high: number): readonly [number, number];
  point(low: number, high: number, u: number): number;
  position(x: number): number;
  /** Points of an edge: low, low + 1, .. */
  count(low: number, high: number): number;
}

/**
 * The continuous cube, read at the 2^32 points k 2^-32 of each axis. ours: which doubles can come out must not depend on the
 * boxes, whose halving follows the reports; an edge of 2^j steps holds the same share of every step's uniforms.
 */
export const CUBE: Geometry = {
  start: [0, 2 ** 32],
  least: 1,
  logSize: (low, high) => log(high - low),
  split: (low, high) => [(low + high) / 2, (low + high) / 2],
  point: (low, high, u) => low + Math.floor((high - low) * u),
  position: (x) => x * 2 ** -32,
  count: (low, high) => high - low,
};

/** The m+1 points 0, 1/m, .., 1 of each axis. */
export function gridGeometry(m: number): Geometry {
  return {
    start: [0, m],
    least: 0,
    logSize: (low, high) => log(high - low + 1),
    split: (low, high) => [Math.floor((low + high) / 2), Math.floor((low + high) / 2) + 1],
    point: (low, high, u) => low + Math.floor((high - low + 1) * u),
    position: (x) => x / m,
    count: (low, high) => high - low + 1,
  };
}

/** More boxes than this no longer pay for their bookkeeping; the law is the same with any partition. */
const BOXES = 2 ** 17;

/** What a partition is kept by. */
interface Weighted {
  readonly logWeight: number;
}

/** A partition of the space, with its log-weights in one array that grows by doubling. */
export interface BoxPool<B extends Weighted> {
  size(): number;
  at(index: number): B;
  /** Replaces one box by two. */
  split(index: number, left: B, right: B): void;
  /** Replaces one box by one. */
  replace(index: number, box: B): void;
  logWeights(): Float64Array;
}

/** The partition of one box. */
export function boxPool<B extends Weighted>(whole: B): BoxPool<B> {
  const boxes = [whole];
  let weights = Float64Array.of(whole.logWeight);
  const replace = (index: number, box: B): void => {
    boxes[index] = box;
    weights[index] = box.logWeight;
  };
  return {
    size: () => boxes.length,
    at: (index) => boxes[index]!,
    logWeights: () => weights.subarray(0, boxes.length),
    replace,
    split: (index, left, right) => {
      boxes.push(right);
      if (boxes.length > weights.length) {
        const wider = new Float64Array(2 * weights.length);
        wider.set(weights);
        weights = wider;
      }
      weights[boxes.length - 1] = right.logWeight;
      replace(index, left);
    },
  };
}

/** Corners of a box. */
export type Corners = Pick<Box, 'lower' | 'upper'>;

/** The longest edge of a box, ties to the lowest index. scale: an edge's length a unit. */
function longestEdge({ lower, upper }: Corners, scale: Float64Array): number {
  const length = (e: number): number => scale[e]! * (upper[e]! - lower[e]!);
  let edge = 0;
  for (let e = 1; e < lower.length; e++) if (length(e) > length(edge)) edge = e;
  return edge;
}

/** The halves of a box across its longest edge; none for a box that is one point, or when the partition may grow no more. */
export function halvesOf(
  pool: { size(): number },
  box: Corners,
  geometry: Geometry,
  scale: Float64Array,
): readonly Corners[] {
  const { lower, upper } = box;
  const edge = longestEdge(box, scale);
  if (upper[edge]! - lower[edge]! <= geometry.least || pool.size() >= BOXES) return [];
  const [end, begin] = geometry.split(lower[edge]!, upper[edge]!);
  return [
    { lower, upper: upper.with(edge, end) },
    { lower: lower.with(edge, begin), upper },
  ];
}

/** Halves the longest edge of one box; a box that is one point stays. */
export function refine(
  pool: BoxPool<Box>,
  index: number,
  geometry: Geometry,
  scale: Float64Array,
  make: (lower: Float64Array, upper: Float64Array) => Box,
): void {
  const [left, right] = halvesOf(pool, pool.at(index), geometry, scale).map((half) =>
    make(half.lower, half.upper),
  );
  if (left && right) pool.split(index, left, right);
}

/** Log of the measure of the box lower..upper: the sum of its edges' log-sizes. */
export function logMeasure(geometry: Geometry, lower: Float64Array, upper: Float64Array): number {
  return lower.reduce((sum, low, e) => sum + geometry.logSize(low, upper[e]!), 0);
}
