import type { Curve } from '../core/curve.ts';
import type { Population } from '../core/population.ts';
import { deepUniform, type Rng } from '../core/rng.ts';
import { boxField, type BoxField, type ClickCode } from '../kernel/boxes.ts';
import { exp, log } from '../kernel/exp.ts';
import { draw } from '../kernel/softmax.ts';
import type { Products, Progress } from './part.ts';
import { workRefused } from './refusal.ts';

/** K boxes in the cube: corners row-major K x I, in units of the geometry, with the log of volume e^(tilt bound). */
interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly logWeight: number;
  readonly bound: number;
}

/** How the K I edges are measured, halved and filled: the whole cube, or the points 0, 1/m, .., 1 of each axis. */
interface Geometry {
  readonly start: readonly [number, number];
  /** An edge no longer than this is not halved. */
  readonly least: number;
  logSize(low: number, high: number): number;
  split(low: number, high: number): readonly [number, number];
  point(low: number, high: number, u: number): number;
  position(x: number): number;
}

/**
 * The continuous cube, read at the 2^32 points k 2^-32 of each axis. ours: which doubles can come out must not depend on the
 * boxes, whose halving follows the reports; an edge of 2^j steps holds the same share of every step's uniforms.
 */
const CUBE: Geometry = {
  start: [0, 2 ** 32],
  least: 1,
  logSize: (low, high) => log(high - low),
  split: (low, high) => [(low + high) / 2, (low + high) / 2],
  point: (low, high, u) => low + Math.floor((high - low) * u),
  position: (x) => x * 2 ** -32,
};

function gridGeometry(m: number): Geometry {
  return {
    start: [0, m],
    least: 0,
    logSize: (low, high) => log(high - low + 1),
    split: (low, high) => [Math.floor((low + high) / 2), Math.floor((low + high) / 2) + 1],
    point: (low, high, u) => low + Math.floor((high - low + 1) * u),
    position: (x) => x / m,
  };
}

/**
 * The exponential mechanism over K points of the I-cube (or of its grid), exact, by adaptive box rejection: a box is drawn
 * by volume times exp(tilt bound), a uniform point of it is accepted with exp(tilt (score - bound)); on a rejection the
 * longest edge is halved. Every accepted draw has the target law [SEG, (1)]. Work per trial: three passes over the agents.
 * The boxes learnt stay for the next draw. Uniform rejection would need at most (y / (1 - e^-y))^(I K) trials, y = N tilt B / K.
 */
export interface CubeLaw {
  draw(rng: Rng, trials: number, progress?: Progress): Products;
  /** Summed score of K given points; for judges. */
  score(products: readonly (readonly number[])[]): number;
  dispose(): void;
}

/** The law at this population; equal reports may be merged first, which changes nothing. */
export function cubeLaw(
  given: Population,
  segments: number,
  tilt: number,
  grid: number | 'continuous',
  clicks: readonly Curve[],
): CubeLaw {
  const geometry = grid === 'continuous' ? CUBE : gridGeometry(grid);
  const { attributes } = given;
  const field = summedField(given, clicks);
  const edges = attributes * segments;
  const edgesAt = (x: number): Float64Array => new Float64Array(edges).fill(x);
  const make = (lower: Float64Array, upper: Float64Array): Box =>
    measured(field, geometry, tilt, lower, upper);
  const pool = boxPool(make(edgesAt(geometry.start[0]), edgesAt(geometry.start[1])));
  const trial = (rng: Rng): Float64Array | null => {
    const index = draw(pool.logWeights(), 1, rng);
    const box = pool.at(index);
    const point = box.lower.map((low, e) =>
      geometry.position(geometry.point(low, box.upper[e]!, rng())),
    );
    const ratio = tilt * (field.score(point, point) - box.bound);
    if (deepUniform(rng) < exp(Math.min(0, ratio))) return point;
    if (pool.size() < BOXES) refine(pool, index, geometry, make);
    return null;
  };
  return Object.freeze({
    score: (products: readonly (readonly number[])[]) => {
      const flat = Float64Array.from(products.flat());
      return field.score(flat, flat);
    },
    dispose: () => field.dispose(),
    draw: (rng: Rng, trials: number, progress?: Progress) => {
      for (let done = 1; done <= trials; done++) {
        const point = trial(rng);
        if (point) return { products: rows(point, attributes), trials: done };
        if (done % 16 === 0)
          progress?.({ stage: `exact rejection over ${pool.size()} boxes`, done, of: trials });
      }
      throw workRefused(
        trials,
        `${pool.size()} boxes, ${edges} dimensions, N tilt = ${given.size * tilt}`,
      );
    },
  });
}

/** One field for each distinct click function, their scores added. */
function summedField(given: Population, clicks: readonly Curve[]): BoxField {
  const { points, weights, attributes } = given;
  const groups = new Map<string, { click: Curve; rows: number[] }>();
  for (let row = 0; row < weights.length; row++) {
    const click = clicks[row % clicks.length]!;
    const name = JSON.stringify(click.spec);
    const group = groups.get(name) ?? { click, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  const fields = Array.from(groups.values(), ({ click, rows: own }) => {
    const at = own.flatMap((row) =>
      Array.from(points.subarray(row * attributes, (row + 1) * attributes)),
    );
    const mass = Float64Array.from(own, (row) => weights[row]!);
    return boxField(Float64Array.from(at), attributes, mass, clickCode(click));
  });
  return {
    score: (lower, upper) => fields.reduce((sum, field) => sum + field.score(lower, upper), 0),
    dispose: () => fields.forEach((field) => field.dispose()),
  };
}

function measured(
  field: BoxField,
  geometry: Geometry,
  tilt: number,
  lower: Float64Array,
  upper: Float64Array,
): Box {
  const bound = field.score(lower.map(geometry.position), upper.map(geometry.position));
  let logVolume = 0;
  for (let e = 0; e < lower.length; e++) logVolume += geometry.logSize(lower[e]!, upper[e]!);
  return { lower, upper, bound, logWeight: logVolume + tilt * bound };
}

/** More boxes than this no longer pay for their bookkeeping; the law is the same with any partition. */
const BOXES = 8192;

/** A partition of the space, with its log-weights in one array that grows by doubling. */
interface BoxPool {
  size(): number;
  at(index: number): Box;
  /** Replaces one box by two. */
  split(index: number, left: Box, right: Box): void;
  logWeights(): Float64Array;
}

function boxPool(whole: Box): BoxPool {
  const boxes = [whole];
  let weights = Float64Array.of(whole.logWeight);
  return {
    size: () => boxes.length,
    at: (index) => boxes[index]!,
    logWeights: () => weights.subarray(0, boxes.length),
    split: (index, left, right) => {
      boxes[index] = left;
      boxes.push(right);
      if (boxes.length > weights.length) {
        const wider = new Float64Array(2 * weights.length);
        wider.set(weights);
        weights = wider;
      }
      weights[index] = left.logWeight;
      weights[boxes.length - 1] = right.logWeight;
    },
  };
}

/** Halves the longest edge of one box (ties to the lowest index); a box that is one point stays. */
function refine(
  pool: BoxPool,
  index: number,
  geometry: Geometry,
  make: (lower: Float64Array, upper: Float64Array) => Box,
): void {
  const { lower, upper } = pool.at(index);
  let edge = 0;
  for (let e = 1; e < lower.length; e++) {
    if (upper[e]! - lower[e]! > upper[edge]! - lower[edge]!) edge = e;
  }
  if (upper[edge]! - lower[edge]! <= geometry.least) return;
  const [end, begin] = geometry.split(lower[edge]!, upper[edge]!);
  const left = upper.slice();
  left[edge] = end;
  const right = lower.slice();
  right[edge] = begin;
  pool.split(index, make(lower, left), make(right, upper));
}

function rows(flat: Float64Array, width: number): number[][] {
  return Array.from({ length: flat.length / width }, (_, k) =>
    Array.from(flat.subarray(k * width, (k + 1) * width)),
  );
}

function clickCode({ spec, reach }: Curve): ClickCode {
  if (spec.family === 'linear') return { kind: 'linear', slope: spec.slope };
  if (spec.family === 'power') return { kind: 'power', scale: reach, exponent: spec.exponent };
  return {
    kind: 'table',
    x: Float64Array.from(spec.points, (point) => point[0]),
    y: Float64Array.from(spec.points, (point) => point[1]),
  };
}
