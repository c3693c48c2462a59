import { outOfRange, positive, within, wrongKind } from '../core/errors.ts';
import { leastPromise, mostPrivate } from './search.ts';

/** One of three says how private or how good: the privacy loss, the multiplier of the summed score, or the welfare per head promised away. */
export interface Promised {
  /** Privacy loss promised, in nats. */
  readonly epsilon?: number;
  /** Multiplier of the summed score in the exponent. */
  readonly tilt?: number;
  /** Welfare per head that may be promised away, or the least that can be. */
  readonly loss?: number | 'best';
}

/** The same as one of three records. */
export type Target =
  { readonly epsilon: number } | { readonly tilt: number } | { readonly loss: number | 'best' };

/** Exponents up to this size keep the digits that docs/numerics.md promises; tilts from LEAST / (N r) on are searched. */
const EXPONENT = 1e6;
const LEAST = 1e-3;

/** A tilt or a privacy loss whose exponents are within EXPONENT. */
function upTo(path: string, value: number, most: number): number {
  if (positive(path, value) <= most) return value;
  const why = `where exponents n tilt D, D the range of a score, stay up to ${EXPONENT}`;
  throw outOfRange(path, `in [0, ${most}], ${why}`, value);
}

/** What a plan depends on beside its tilt. */
export interface Tilted<P> {
  /** The plan at one tilt. */
  readonly at: (tilt: number) => P;
  /** Privacy loss at a tilt, proportional to it. */
  readonly epsilon: (tilt: number) => number;
  /** N r: the most that the summed score can differ between alternatives. */
  readonly spread: number;
}

/**
 * The plan at the tilt that was asked for, at the one that keeps a privacy loss, at the most private one that promises a loss, or
 * at the one that promises least. O(1) for a given tilt, a few hundred plans for a loss.
 *
 * @throws RangeError when not exactly one of the three is given, or the one given is outside its range
 */
export function promisedPlan<P extends { readonly promised: number }>(
  promise: Promised,
  { at, epsilon, spread }: Tilted<P>,
): P {
  if (typeof promise !== 'object' || promise === null) {
    throw wrongKind('promise', 'one of {epsilon}, {tilt}, {loss}', promise);
  }
  const given = [promise.epsilon, promise.tilt, promise.loss].filter((x) => x !== undefined);
  if (given.length !== 1) {
    throw outOfRange('epsilon, tilt, loss', 'exactly one of the three', given.length);
  }
  const steepest = EXPONENT / spread;
  if (promise.tilt !== undefined) {
    return at(upTo('tilt', promise.tilt, steepest));
  }
  if (promise.epsilon !== undefined) {
    const most = epsilon(steepest);
    return at(upTo('epsilon', promise.epsilon, most) / epsilon(1));
  }
  const promised = (tilt: number): number => at(tilt).promised;
  const best = leastPromise(promised, steepest * (LEAST / EXPONENT), steepest);
  if (promise.loss === 'best') return at(best);
  return at(mostPrivate(promised, within('loss', promise.loss, 0, 1), best));
}
