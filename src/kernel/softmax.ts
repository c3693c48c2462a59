import { finiteArray, integer, outOfRange, within, wrongKind } from '../core/errors.ts';
import { deepUniforms, type Rng } from '../core/rng.ts';
import { scratch, type Arena } from './arena.ts';

/** A law Pr[i] proportional to exp(tilt score[i] + base[i]) in scratch memory, its block table filled. */
interface Law {
  readonly score: number;
  readonly base: number;
  readonly blocks: number;
  readonly logPartition: number;
}

const BLOCK = 1024;
const LIMIT = 1e300; // of scores and tilts, so that no difference and no scaled tilt overflows
const UNIFORMS = 64; // deep uniforms a draw: 32 for the tree over blocks, 32 for the tree in the block
const BATCH = 256; // draws whose uniforms are held at once

/** The error of input that made the kernel return NaN, or that left no mass. */
function refusal(
  score: Float64Array,
  tilt: number,
  base: Float64Array | undefined,
): RangeError | TypeError {
  const bad = score.findIndex((x) => !(Math.abs(x) <= LIMIT));
  if (bad >= 0) return outOfRange(`score[${bad}]`, `in [${-LIMIT}, ${LIMIT}]`, score[bad]);
  const high = base?.findIndex((x) => !(x < Infinity)) ?? -1;
  if (high >= 0) return outOfRange(`base[${high}]`, 'finite or -Infinity', base?.[high]);
  if (base?.every((x) => x === -Infinity)) {
    return outOfRange('base', 'finite somewhere', -Infinity);
  }
  return outOfRange('tilt', 'such that tilt * score + base is finite', tilt);
}

function prepare(
  arena: Arena,
  score: Float64Array,
  tilt: number,
  base: Float64Array | undefined,
): Law {
  if (!(score instanceof Float64Array)) throw wrongKind('score', 'a Float64Array', score);
  if (score.length < 1) throw outOfRange('score.length', '>= 1', score.length);
  if (base !== undefined && base.length !== score.length) {
    throw outOfRange('base.length', `${score.length}`, base.length);
  }
  within('tilt', tilt, -LIMIT, LIMIT);
  const q = arena.put(score);
  const b = base === undefined ? 0 : arena.put(base);
  const blocks = arena.reserve(2 + 2 * Math.ceil(score.length / BLOCK));
  const value = arena.kernels.logPartition(q, b, score.length, tilt, blocks);
  if (!Number.isFinite(value)) throw refusal(score, tilt, base);
  return { score: q, base: b, blocks, logPartition: value };
}

/**
 * ln sum of exp(tilt score[i] + base[i]), in nats; relative rounding 2^-52 of its size. One read pass, O(n).
 *
 * @param score n >= 1 numbers within 1e300
 * @param tilt  within 1e300, any sign
 * @param base  log weights, finite or -Infinity (no mass); 0 each when absent
 * @throws RangeError when an input is out of range, or there is no mass at all
 */
export function logPartition(score: Float64Array, tilt: number, base?: Float64Array): number {
  return scratch((arena) => prepare(arena, score, tilt, base).logPartition);
}

/**
 * ln Pr[i] for Pr[i] proportional to exp(tilt score[i] + base[i]), a new array. Relative error of Pr[i] below 1e-9 for
 * exponents up to 1e6 in size; without a base, where tilt (score[i] - reference) is computed, below 1e-12. O(n).
 *
 * @throws as `logPartition`
 */
export function logSoftmax(score: Float64Array, tilt: number, base?: Float64Array): Float64Array {
  return scratch((arena) => {
    const law = prepare(arena, score, tilt, base);
    const n = score.length;
    arena.kernels.logSoftmax(law.score, law.base, n, tilt, law.blocks, law.score);
    return arena.take(law.score, n);
  });
}

/** Pr[i], as `logSoftmax`; 0 below 2^-1021 of the largest. */
export function softmax(score: Float64Array, tilt: number, base?: Float64Array): Float64Array {
  return scratch((arena) => {
    const law = prepare(arena, score, tilt, base);
    const n = score.length;
    arena.kernels.softmax(law.score, law.base, n, tilt, law.blocks, law.score);
    return arena.take(law.score, n);
  });
}

/**
 * An index drawn with probability Pr[i], as `logSoftmax`, to a relative 1e-9 down to 2^-200; measure zero is never
 * drawn. Takes 64 deep uniforms. O(n).
 *
 * @throws as `logPartition`
 */
export function draw(score: Float64Array, tilt: number, rng: Rng, base?: Float64Array): number {
  return drawMany(score, tilt, 1, rng, base)[0] ?? 0;
}

/**
 * `count` independent draws, the same as as many calls of `draw` with the same stream. O(n + count n/1024 + 1024 count).
 *
 * @throws as `logPartition`
 */
export function drawMany(
  score: Float64Array,
  tilt: number,
  count: number,
  rng: Rng,
  base?: Float64Array,
): Int32Array {
  integer('count', count, 0);
  return scratch((arena) => {
    const law = prepare(arena, score, tilt, base);
    const room = arena.reserve(BLOCK);
    const uniforms = arena.reserve(UNIFORMS * Math.min(count, BATCH));
    const out = arena.reserve(BATCH / 2);
    const drawn = new Int32Array(count);
    const { kernels } = arena;
    for (let from = 0; from < count; from += BATCH) {
      const size = Math.min(BATCH, count - from);
      arena.view(uniforms, UNIFORMS * size).set(deepUniforms(rng, UNIFORMS * size));
      const n = score.length;
      kernels.drawSoftmax(law.score, law.base, n, tilt, law.blocks, room, uniforms, size, out);
      drawn.set(new Int32Array(kernels.memory.buffer, out, size), from);
    }
    return drawn;
  });
}

/** Deep uniforms that a draw down a tree of n sums may need: at least ceil(log2 n), and 1 for one leaf. */
export function treeDepth(n: number): number {
  return 32 - Math.clz32(n);
}

/**
 * An index drawn with probability weights[i] / sum, to a relative 1e-9 however small; a zero is never drawn. Takes
 * `treeDepth(n)` deep uniforms. O(n).
 *
 * @param weights n >= 1 numbers in [0, 1e300], not all 0
 * @throws RangeError when a weight is out of range, or all are 0
 */
export function drawWeighted(weights: Float64Array, rng: Rng): number {
  finiteArray('weights', weights, 1, 0, LIMIT);
  const index = scratch((arena) =>
    arena.kernels.drawTree(
      arena.put(weights),
      weights.length,
      arena.put(deepUniforms(rng, treeDepth(weights.length))),
    ),
  );
  if (index < 0) throw outOfRange('weights', 'positive somewhere', 0);
  return index;
}
