import { outOfRange } from '../core/errors.ts';
import {
  BLOCK,
  byCoordinate,
  checkedReports,
  corners,
  fieldOf,
  put,
  type BoxField,
  type Scorer,
} from './boxes.ts';
import { freshKernels, type Kernels } from './instance.ts';

/** What serving a report at a distance costs it: the distance in l1 or along a straight line, or its square. */
export interface CostCode {
  readonly distance: 'l1' | 'euclidean';
  readonly cost: 'distance' | 'squared';
}

/** Two lower bounds of the cost of any K points s, one in each box: `flat`, and level + slopes . (s - centres). */
export interface Tangents {
  readonly flat: number;
  readonly level: number;
  /** K x I. */
  readonly slopes: Float64Array;
}

/** A field whose score is minus the costs, -sum of weight * min(cap, cost of the least distance to a box). */
export interface CostField extends BoxField {
  /**
   * ours: a report that one box is nearest to, wherever its site stands, pays a convex cost there, no less than its tangent
   * at the centre; any other pays no less than its least cost. O(n K I).
   *
   * @throws as score
   */
  tangents(lower: Float64Array, upper: Float64Array): Tangents;
}

/** The kernel's cost of a least distance: as it is, its root, its square. */
const AS_IT_IS = 0;
const ROOT = 1;
const SQUARE = 2;

/** Reports and caps in the memory of an instance, and how they are charged. */
interface Held {
  readonly core: Kernels;
  readonly n: number;
  readonly reports: number;
  readonly masses: number;
  readonly most: number;
  readonly near: number;
  readonly straight: 0 | 1;
  readonly kind: 0 | 1 | 2;
}

/**
 * Keeps n reports in a module instance of their own, to be charged for many sets of boxes. O(n I).
 *
 * @param caps n, >= 0: what each report pays at most, Infinity where there is no such place
 * @throws as boxField
 */
export function costField(
  points: Float64Array,
  attributes: number,
  weights: Float64Array,
  caps: Float64Array,
  { distance, cost }: CostCode,
  core: Kernels = freshKernels(),
): CostField {
  checkedReports(points, attributes, weights);
  checkedCaps(caps, weights.length);
  const n = BLOCK * Math.ceil(weights.length / BLOCK);
  const straight = distance === 'euclidean';
  const plain = straight ? ROOT : AS_IT_IS;
  const held: Held = {
    core,
    n,
    reports: put(core, byCoordinate(points, attributes, n)),
    masses: put(core, weights, n),
    most: put(core, caps, n),
    near: put(core, new Float64Array(BLOCK)),
    straight: straight ? 1 : 0,
    kind: cost === 'distance' ? plain : straight ? AS_IT_IS : SQUARE,
  };
  const score: Scorer = ({ boxCost }, at, boxes) =>
    // prettier-ignore
    -boxCost(held.reports, held.masses, held.most, n, attributes, at, boxes, held.straight, held.kind, held.near);
  const field = fieldOf({ core, score }, attributes);
  let kept: Held | undefined = held;
  return Object.freeze({
    score: field.score,
    tangents(lower: Float64Array, upper: Float64Array): Tangents {
      if (kept === undefined) throw outOfRange('field', 'not disposed of', 'disposed');
      return tangentsOf(kept, corners(lower, upper, attributes), attributes);
    },
    dispose(): void {
      field.dispose();
      kept = undefined;
    },
  });
}

function checkedCaps(caps: Float64Array, count: number): void {
  if (caps.length !== count) throw outOfRange('caps.length', `${count}`, caps.length);
  const low = caps.findIndex((cap) => !(cap >= 0));
  if (low >= 0) throw outOfRange(`caps[${low}]`, '>= 0', caps[low]);
}

function tangentsOf(held: Held, ends: Float64Array, attributes: number): Tangents {
  const { core, n, reports, masses, most, straight, kind, near } = held;
  const edges = ends.length / 2;
  const mark = core.mark();
  try {
    const at = put(core, ends);
    const out = put(core, new Float64Array(4 + 2 * edges));
    const boxes = edges / attributes;
    // prettier-ignore
    core.boxTangents(reports, masses, most, n, attributes, at, boxes, straight, kind, near, out);
    const lanes = new Float64Array(core.memory.buffer, out, 4 + 2 * edges);
    const sums = Float64Array.from(
      { length: 2 + edges },
      (_, j) => lanes[2 * j]! + lanes[2 * j + 1]!,
    );
    return { flat: sums[0]!, level: sums[1]!, slopes: sums.slice(2) };
  } finally {
    core.rewind(mark);
  }
}
