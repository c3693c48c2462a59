import { outOfRange } from '../core/errors.ts';
import { sum } from '../core/numeric.ts';
import type { Neighbours } from './arbitrary.ts';
import type { Certificate } from './certificate.ts';

/** A finite law as the log-probabilities of its outcomes, in a fixed order; -Infinity where it has no mass. */
export type LogLaw = ArrayLike<number>;

/** A mechanism as a judge sees it: a profile of reports in, a law out. */
export type LawOf<T> = (profile: readonly T[]) => LogLaw;

/**
 * The privacy loss between two laws on the same outcomes: max |ln p - ln q|, in nats, exact up to two roundings.
 * Infinity when an outcome is possible under one of them only; NaN when an entry is. O(n).
 *
 * @throws RangeError when the lengths differ
 */
export function privacyLoss(logP: LogLaw, logQ: LogLaw): number {
  sameLength(logP, logQ);
  let loss = 0;
  for (let s = 0; s < logP.length; s++) {
    const p = logP[s]!;
    const q = logQ[s]!;
    const step = p === q ? 0 : Math.abs(p - q); // two -Infinity are equal and say nothing
    if (Number.isNaN(step)) return NaN;
    loss = Math.max(loss, step);
  }
  return loss;
}

/**
 * The hockey-stick divergence sum of max(0, p - e^epsilon q): the least delta for which the first law is
 * (epsilon, delta)-close to the second, seen from the first. In [0, 1], without cancellation. O(n).
 *
 * @param epsilon in nats, >= 0, possibly Infinity
 * @throws RangeError when the lengths differ
 */
export function hockeyStick(logP: LogLaw, logQ: LogLaw, epsilon: number): number {
  sameLength(logP, logQ);
  const terms = Float64Array.from({ length: logP.length }, (_, s) => {
    const p = logP[s]!;
    const q = logQ[s]!;
    if (p === -Infinity) return 0;
    if (q === -Infinity) return Math.exp(p);
    const excess = epsilon + q - p;
    return excess >= 0 ? 0 : -Math.exp(p) * Math.expm1(excess);
  });
  return sum(terms);
}

/** The least delta for which each of two laws is (epsilon, delta)-close to the other. */
export function privacyDelta(logP: LogLaw, logQ: LogLaw, epsilon: number): number {
  return Math.max(hockeyStick(logP, logQ, epsilon), hockeyStick(logQ, logP, epsilon));
}

/** How far from 1 the probabilities of a law add up to. */
export function massDefect(logP: LogLaw): number {
  return Math.abs(sum(Float64Array.from(logP, Math.exp)) - 1);
}

/**
 * Whether a mechanism keeps its privacy loss to `epsilon` on every given pair: slack = epsilon - the largest loss.
 *
 * @param pairs neighbours; at least one
 * @param tolerance rounding of the laws' logarithms
 * @throws RangeError when there is no pair
 */
export function privacyCertificate<T>(
  law: LawOf<T>,
  pairs: Iterable<Neighbours<T>>,
  epsilon: number,
  tolerance: number,
): Certificate<Neighbours<T>> {
  let slack = Infinity;
  let witness: Neighbours<T> | undefined;
  for (const pair of pairs) {
    const left = epsilon - privacyLoss(law(pair.profile), law(pair.other));
    if (witness === undefined || left < slack || Number.isNaN(left)) {
      slack = left;
      witness = pair;
    }
    if (Number.isNaN(left)) break;
  }
  if (witness === undefined) throw outOfRange('pairs', 'at least one', []);
  return { claim: `the privacy loss is at most ${epsilon}`, slack, tolerance, witness };
}

function sameLength(logP: LogLaw, logQ: LogLaw): void {
  if (logP.length !== logQ.length) throw outOfRange('logQ.length', `${logP.length}`, logQ.length);
}
