import { finiteArray, integer, outOfRange, positive, wrongKind } from '../core/errors.ts';
import { freshKernels, type Kernels } from './instance.ts';

/** A click function of the l1 distance d, non-increasing. */
export type ClickCode =
  | {
      /** max(0, 1 - slope d), slope > 0. */
      readonly kind: 'linear';
      readonly slope: number;
    }
  | {
      /** 1 - (d / scale)^exponent, both > 0; scale is the number of attributes. */
      readonly kind: 'power';
      readonly scale: number;
      readonly exponent: number;
    }
  | {
      /** Linear between the points (x, y), flat outside; x ascending, y non-increasing, at least one. */
      readonly kind: 'table';
      readonly x: Float64Array;
      readonly y: Float64Array;
    };

/** Reports kept in WASM memory of their own, to be scored against many sets of boxes. */
export interface BoxField {
  /**
   * Sum over reports of weight * click(least l1 distance from the report to a box) (or minus their costs): an upper bound of the score of
   * any K points, one in each box, up to n 2^-53 of the weights; the score itself when lower = upper. O(n K I).
   *
   * @param lower K x I, row-major
   * @param upper K x I, each >= lower
   * @throws TypeError, RangeError when the shapes are wrong or the field was disposed of
   */
  score(lower: Float64Array, upper: Float64Array): number;
  /** Lets go of the memory. */
  dispose(): void;
}

/** Reports are padded to a multiple of this. */
export const BLOCK = 8; // the kernel takes eight reports at a time

/** A click function as the kernel knows it: assembly/boxes.ts. */
interface Encoded {
  readonly kind: 0 | 1 | 2 | 3;
  readonly scale: number;
  readonly exponent: number;
  /** (x, y, slope to the next point, 0 after the last). */
  readonly table: Float64Array;
}

function encodeTable(x: Float64Array, y: Float64Array): Float64Array {
  finiteArray('click.x', x);
  finiteArray('click.y', y);
  if (x.length !== y.length) throw outOfRange('click.y.length', String(x.length), y.length);
  const table = new Float64Array(3 * x.length);
  x.forEach((from, j) => {
    const [to, here, there] = [x[j + 1] ?? Infinity, y[j] ?? NaN, y[j + 1] ?? y[j] ?? NaN];
    if (!(to > from)) throw outOfRange(`click.x[${j + 1}]`, `> ${from}`, to);
    if (!(there <= here)) throw outOfRange(`click.y[${j + 1}]`, `<= ${here}`, there);
    table.set([from, here, (there - here) / (to - from)], 3 * j);
  });
  return table;
}

function encode(click: ClickCode): Encoded {
  const empty = new Float64Array(0);
  if (click.kind === 'linear') {
    return { kind: 0, scale: positive('click.slope', click.slope), exponent: 1, table: empty };
  }
  if (click.kind === 'table') {
    return { kind: 3, scale: 1, exponent: 1, table: encodeTable(click.x, click.y) };
  }
  const scale = positive('click.scale', click.scale);
  const exponent = positive('click.exponent', click.exponent);
  return { kind: exponent === 2 ? 1 : 2, scale, exponent, table: empty };
}

/** Reports one coordinate after the other, each padded to `padded` numbers. */
export function byCoordinate(
  points: Float64Array,
  attributes: number,
  padded: number,
): Float64Array {
  const out = new Float64Array(attributes * padded);
  for (let at = 0; at < points.length; at++) {
    out[(at % attributes) * padded + Math.floor(at / attributes)] = points[at]!;
  }
  return out;
}

/** Lower and upper end by turns. Throws when the shapes differ, hold no whole box, or an upper end is below its lower. */
export function corners(
  lower: Float64Array,
  upper: Float64Array,
  attributes: number,
): Float64Array {
  if (!(lower instanceof Float64Array)) throw wrongKind('lower', 'a Float64Array', lower);
  if (!(upper instanceof Float64Array)) throw wrongKind('upper', 'a Float64Array', upper);
  if (lower.length === 0 || lower.length % attributes !== 0) {
    throw outOfRange('lower.length', `a positive multiple of ${attributes}`, lower.length);
  }
  if (upper.length !== lower.length) {
    throw outOfRange('upper.length', String(lower.length), upper.length);
  }
  const out = new Float64Array(2 * lower.length);
  for (let at = 0; at < lower.length; at++) {
    const [low, high] = [lower[at]!, upper[at] ?? NaN];
    if (!(low <= high && high - low < Infinity)) {
      throw outOfRange(`upper[${at}]`, `finite and >= ${low}`, high);
    }
    out[2 * at] = low;
    out[2 * at + 1] = high;
  }
  return out;
}

/** @throws TypeError, RangeError when a shape or a value is wrong */
export function checkedReports(
  points: Float64Array,
  attributes: number,
  weights: Float64Array,
): void {
  integer('attributes', attributes, 1);
  finiteArray('points', points, 0);
  finiteArray('weights', weights, 0, 0);
  if (points.length !== attributes * weights.length) {
    throw outOfRange('points.length', String(attributes * weights.length), points.length);
  }
}

/** Copies `values` into `room` f64 for good, 0 past their end; returns the address. */
export function put(core: Kernels, values: Float64Array, room = values.length): number {
  const address = core.reserve(8 * room);
  if (address === 0) throw outOfRange('points.length', 'within memory', room);
  new Float64Array(core.memory.buffer, address, room).fill(0).set(values);
  return address;
}

/** What scores the boxes whose corners are at an address. */
export type Scorer = (core: Kernels, corners: number, boxes: number) => number;

function scorer(
  core: Kernels,
  points: Float64Array,
  attributes: number,
  weights: Float64Array,
  click: Encoded,
): Scorer {
  const { kind, scale, exponent, table } = click;
  const n = BLOCK * Math.ceil(weights.length / BLOCK);
  const reports = put(core, byCoordinate(points, attributes, n));
  const masses = put(core, weights, n);
  const curve = put(core, table);
  const near = put(core, new Float64Array(BLOCK));
  const knots = table.length / 3;
  return ({ boxScore }, at, boxes) =>
    // prettier-ignore
    boxScore(reports, masses, n, attributes, at, boxes, kind, scale, exponent, curve, knots, near);
}

/**
 * Keeps n reports in a module instance of their own, so that neither another kernel's scratch memory nor a second field
 * can touch them. O(n I).
 *
 * @param points  n x I, row-major, finite; n may be 0
 * @param weights n, finite and >= 0
 * @param core    the instance to live in, for good; several fields may share one
 * @throws TypeError, RangeError when a shape or a value is wrong
 */
export function boxField(
  points: Float64Array,
  attributes: number,
  weights: Float64Array,
  click: ClickCode,
  core: Kernels = freshKernels(),
): BoxField {
  checkedReports(points, attributes, weights);
  return fieldOf(
    { core, score: scorer(core, points, attributes, weights, encode(click)) },
    attributes,
  );
}

/** The field of reports that a scorer keeps in `core`. */
export function fieldOf(
  held: { readonly core: Kernels; readonly score: Scorer } | undefined,
  attributes: number,
): BoxField {
  return Object.freeze({
    score(lower: Float64Array, upper: Float64Array): number {
      if (held === undefined) throw outOfRange('field', 'not disposed of', 'disposed');
      const { core, score } = held;
      const ends = corners(lower, upper, attributes);
      const mark = core.mark();
      try {
        return score(core, put(core, ends), lower.length / attributes);
      } finally {
        core.rewind(mark);
      }
    },
    dispose(): void {
      held = undefined;
    },
  });
}
