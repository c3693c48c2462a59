import type { Curve } from '../../core/curve.ts';
import type { Population } from '../../core/population.ts';
import { deepUniform, type Rng } from '../../core/rng.ts';
import { boxField, type BoxField, type ClickCode } from '../../kernel/boxes.ts';
import { exp } from '../../kernel/exp.ts';
import { freshKernels } from '../../kernel/instance.ts';
import { draw } from '../../kernel/softmax.ts';
import type { Products, Progress } from '../part.ts';
import { boxPool, CUBE, gridGeometry, logMeasure, refine, type Box } from './partition.ts';
import { logMeanDecay } from '../special.ts';
import { workRefused } from '../refusal.ts';

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
}

/** The law at this population; equal reports may be merged first, which changes nothing. */
export function cubeLaw(
  given: Population,
  segments: number,
  tilt: number,
  grid: number | 'continuous',
  clicks: readonly Curve[],
): CubeLaw {
  const lipschitz = clicks.reduce((most, click) => Math.max(most, click.lipschitz), 0);
  const y = (given.size * tilt * lipschitz) / segments;
  const extent = Array.from({ length: given.attributes }, () => 1);
  return boxLaw(summedField(given, clicks), { points: segments, extent, grid, tilt, y });
}

/** K points in a box 0 .. extent, and how steep their law is. */
export interface BoxSpace {
  /** K. */
  readonly points: number;
  /** Upper end of each axis. */
  readonly extent: readonly number[];
  readonly grid: number | 'continuous';
  readonly tilt: number;
  /** The most that tilt times the score changes when one coordinate crosses its axis: what uniform rejection would pay for. */
  readonly y: number;
}

/** The law over K points proportional to exp(tilt score), for a score that its field bounds over boxes. */
function boxLaw(field: Pick<BoxField, 'score'>, space: BoxSpace): CubeLaw {
  return spaceLaw(field, space, proposals(field, space));
}

/** The law whose proposals are given: an accepted point of the space, or null. */
export function spaceLaw(
  field: Pick<BoxField, 'score'>,
  { extent, points, y }: BoxSpace,
  propose: (rng: Rng) => Float64Array | null,
): CubeLaw {
  const edges = extent.length * points;
  const uniform = exp(Math.min(700, edges * logMeanDecay(y))).toPrecision(3);
  return Object.freeze({
    score: (products: readonly (readonly number[])[]) => {
      const flat = Float64Array.from(products.flat());
      return field.score(flat, flat);
    },
    draw: (rng: Rng, trials: number, progress?: Progress) => {
      for (let done = 1; done <= trials; done++) {
        const point = propose(rng);
        if (point) return { products: rows(point, extent.length), trials: done };
        if (done % 16 === 0) progress?.({ stage: 'exact rejection', done, of: trials });
      }
      throw workRefused(trials, `${edges} dimensions, ${uniform} expected at most without boxes`);
    },
  });
}

/** One proposal a call: an accepted point of the space, or null after the box that failed was halved. */
function proposals(
  field: Pick<BoxField, 'score'>,
  { extent, points, grid, tilt }: BoxSpace,
): (rng: Rng) => Float64Array | null {
  const geometry = grid === 'continuous' ? CUBE : gridGeometry(grid);
  const scale = Float64Array.from(Array.from({ length: points }, () => extent).flat());
  const placed = (corner: Float64Array): Float64Array =>
    corner.map((x, e) => scale[e]! * geometry.position(x));
  const make = (lower: Float64Array, upper: Float64Array): Box => {
    const bound = field.score(placed(lower), placed(upper));
    return { lower, upper, bound, logWeight: logMeasure(geometry, lower, upper) + tilt * bound };
  };
  const edgesAt = (x: number): Float64Array => new Float64Array(scale.length).fill(x);
  const pool = boxPool(make(edgesAt(geometry.start[0]), edgesAt(geometry.start[1])));
  return (rng) => {
    const index = draw(pool.logWeights(), 1, rng);
    const { lower, upper, bound } = pool.at(index);
    const point = placed(lower.map((low, e) => geometry.point(low, upper[e]!, rng())));
    const ratio = tilt * (field.score(point, point) - bound);
    if (deepUniform(rng) < exp(Math.min(0, ratio))) return point;
    refine(pool, index, geometry, scale, make);
    return null;
  };
}

/** One field for each distinct click function, their scores added. */
function summedField(given: Population, clicks: readonly Curve[]): Pick<BoxField, 'score'> {
  const { points, weights, attributes } = given;
  const groups = new Map<string, { click: Curve; rows: number[] }>();
  for (let row = 0; row < weights.length; row++) {
    const click = clicks[row % clicks.length]!;
    const name = JSON.stringify(click.spec);
    const group = groups.get(name) ?? { click, rows: [] };
    groups.set(name, group);
    group.rows.push(row);
  }
  const core = freshKernels();
  const fields = Array.from(groups.values(), ({ click, rows: own }) => {
    const at = own.flatMap((row) =>
      Array.from(points.subarray(row * attributes, (row + 1) * attributes)),
    );
    const mass = Float64Array.from(own, (row) => weights[row]!);
    return boxField(Float64Array.from(at), attributes, mass, clickCode(click), core);
  });
  return {
    score: (lower, upper) => fields.reduce((sum, field) => sum + field.score(lower, upper), 0),
  };
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
