import { outOfRange } from '../core/errors.ts';

/**
 * An exact draw that would take more work than the caller allows. It is refused, never replaced by a Markov chain: a chain
 * stopped early is not private at the stated epsilon.
 */
export function workRefused(trials: number, figures: string): RangeError {
  return outOfRange('trials', `more than ${trials} for this draw (${figures})`, trials);
}
