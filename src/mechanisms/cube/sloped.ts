import { deepUniform, type Rng } from '../../core/rng.ts';
import { exp, log } from '../../kernel/exp.ts';
import { draw } from '../../kernel/softmax.ts';
import type { CostField } from '../../kernel/tangents.ts';
import { expm1 } from '../special.ts';
import { spaceLaw, type BoxSpace, type CubeLaw } from './law.ts';
import { boxPool, CUBE, gridGeometry, halvesOf, type BoxPool, type Geometry } from './partition.ts';

/** A box with its envelope: exp(top - sum of beta_e j_e) at the point j_e steps above the lower corner on each edge e. */
interface SlopedBox {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly top: number;
  readonly beta: Float64Array;
  /** Log of the envelope's sum over the box's points. */
  readonly logWeight: number;
}

/**
 * The exponential law over K points by box rejection under exponentials of linear functions: where most reports know their
 * nearest site the cost is convex but for few, and its tangents leave a gap of the order of a box's width squared. A box
 * whose constant bound is the lower one keeps that.
 *
 * ours: the law is symmetric in the K points, so boxes are kept for points in ascending order of their first coordinates
 * alone; g points that share one stand for K! / g! orders of the cube but for g! / g! of those, hence the factor 1/g!.
 */
export function slopedLaw(field: Pick<CostField, 'score' | 'tangents'>, space: BoxSpace): CubeLaw {
  return spaceLaw(field, space, proposals(field, space));
}

type Make = (lower: Float64Array, upper: Float64Array) => SlopedBox;

function proposals(
  field: Pick<CostField, 'score' | 'tangents'>,
  { extent, points, grid, tilt }: BoxSpace,
): (rng: Rng) => Float64Array | null {
  const geometry = grid === 'continuous' ? CUBE : gridGeometry(grid);
  const scale = Float64Array.from(Array.from({ length: points }, () => extent).flat());
  const placed = placing(geometry, scale);
  const make = maker(field, geometry, scale, tilt);
  const edgesAt = (x: number): Float64Array => new Float64Array(scale.length).fill(x);
  const pool = boxPool(make(edgesAt(geometry.start[0]), edgesAt(geometry.start[1])));
  return (rng) => {
    const index = draw(pool.logWeights(), 1, rng);
    const { lower, upper, top, beta } = pool.at(index);
    const steps = lower.map((low, e) => stepsAbove(beta[e]!, geometry.count(low, upper[e]!), rng));
    const corner = lower.map((low, e) => low + steps[e]!);
    const share = orderShare(corner, extent.length);
    if (share > 0) {
      const point = placed(corner);
      const envelope = top - steps.reduce((sum, j, e) => sum + beta[e]! * j, 0);
      const ratio = Math.min(0, tilt * field.score(point, point) - envelope);
      if (deepUniform(rng) < share * exp(ratio)) return shuffled(point, extent.length, rng);
    }
    halve(pool, index, geometry, scale, extent.length, make);
    return null;
  };
}

/** Corners on the common scale. */
function placing(geometry: Geometry, scale: Float64Array): (corner: Float64Array) => Float64Array {
  return (corner) => corner.map((x, e) => scale[e]! * geometry.position(x));
}

/** Makes boxes with the smaller of their two envelopes. */
function maker(
  field: Pick<CostField, 'tangents'>,
  geometry: Geometry,
  scale: Float64Array,
  tilt: number,
): Make {
  const placed = placing(geometry, scale);
  return (lower, upper) => {
    const ends = [placed(lower), placed(upper)] as const;
    const { flat, level, slopes } = field.tangents(...ends);
    const beta = slopes.map((slope, e) => tilt * slope * (scale[e]! * geometry.position(1)));
    const rise = slopes.map((slope, e) => (slope * (ends[1][e]! - ends[0][e]!)) / 2);
    const even = boxUnder(
      geometry,
      lower,
      upper,
      -tilt * flat,
      beta.map(() => 0),
    );
    const start = level - rise.reduce((sum, x) => sum + x, 0);
    const sloped = boxUnder(geometry, lower, upper, -tilt * start, beta);
    return even.logWeight <= sloped.logWeight ? even : sloped;
  };
}

/** Halves the longest edge of a box; a half without points in ascending order is dropped. */
function halve(
  pool: BoxPool<SlopedBox>,
  index: number,
  geometry: Geometry,
  scale: Float64Array,
  attributes: number,
  make: Make,
): void {
  const halves = halvesOf(pool, pool.at(index), geometry, scale).filter((half) =>
    ordered(half.lower, half.upper, geometry, attributes),
  );
  const [first, second] = halves.map((half) => make(half.lower, half.upper));
  if (first && second) pool.split(index, first, second);
  else if (first) pool.replace(index, first);
}

function boxUnder(
  geometry: Geometry,
  lower: Float64Array,
  upper: Float64Array,
  top: number,
  beta: Float64Array,
): SlopedBox {
  const logSum = lower.reduce(
    (sum, low, e) => sum + logGeometric(beta[e]!, geometry.count(low, upper[e]!)),
    0,
  );
  return { lower, upper, top, beta, logWeight: top + logSum };
}

/** ln of the sum over j < n of e^(-beta j). */
export function logGeometric(beta: number, n: number): number {
  const b = Math.abs(beta);
  if (b < 1e-290) return log(n);
  const falling = log(-expm1(-b * n)) - log(-expm1(-b));
  return beta > 0 ? falling : b * (n - 1) + falling;
}

/** A j < n drawn with probability proportional to e^(-beta j), half by half: every j to a relative 1e-13, however rare. */
export function stepsAbove(beta: number, n: number, rng: Rng): number {
  let first = 0;
  for (let left = n; left > 1;) {
    const near = Math.ceil(left / 2);
    const rest = left - near;
    const even = near === rest ? 0 : logGeometric(beta, rest) - logGeometric(beta, near);
    const odds = even - beta * near; // log-odds of the further half
    const rare = exp(-Math.abs(odds));
    const isRare = deepUniform(rng) * (1 + rare) < rare;
    if (isRare === odds <= 0) {
      first += near;
      left = rest;
    } else left = near;
  }
  return first;
}

/** Whether a box holds points in ascending order of their first coordinates. */
function ordered(
  lower: Float64Array,
  upper: Float64Array,
  geometry: Geometry,
  attributes: number,
): boolean {
  for (let e = attributes; e < lower.length; e += attributes) {
    if (lower[e - attributes]! > lower[e]! + geometry.count(lower[e]!, upper[e]!) - 1) return false;
  }
  return true;
}

/** 0 when first coordinates are out of order, else one over the product of g! over groups of g equal ones. */
function orderShare(corner: Float64Array, attributes: number): number {
  let [share, equal] = [1, 1];
  for (let e = attributes; e < corner.length; e += attributes) {
    if (corner[e - attributes]! > corner[e]!) return 0;
    equal = corner[e - attributes] === corner[e] ? equal + 1 : 1;
    share /= equal;
  }
  return share;
}

/** The points in a uniform order: the law is over ordered tuples. */
function shuffled(point: Float64Array, attributes: number, rng: Rng): Float64Array {
  const out = point.slice();
  for (let k = point.length / attributes - 1; k > 0; k--) {
    const other = Math.floor(rng() * (k + 1));
    const held = out.slice(k * attributes, (k + 1) * attributes);
    out.copyWithin(k * attributes, other * attributes, (other + 1) * attributes);
    out.set(held, other * attributes);
  }
  return out;
}
