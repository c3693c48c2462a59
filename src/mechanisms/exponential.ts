import { finiteArray, outOfRange, positive } from '../core/errors.ts';
import type { Rng } from '../core/rng.ts';
import { draw, logSoftmax } from '../kernel/softmax.ts';

/** How steep: the multiplier of the score, or the privacy loss and sensitivity that give it. */
export type Steepness =
  { readonly tilt: number } | { readonly epsilon: number; readonly sensitivity: number };

/** The exponential mechanism over n alternatives. Only `draw` is private; the rest is for judges and leaks. */
export interface Exponential {
  readonly tilt: number;
  /** ln Pr[s] for Pr[s] proportional to base[s] exp(tilt score[s]); exact up to rounding. */
  logProbabilities(score: Float64Array): Float64Array;
  draw(score: Float64Array, rng: Rng): number;
  /** max over s of |ln Pr[s] - ln Pr'[s]| between two score vectors. */
  privacyLoss(score: Float64Array, other: Float64Array): number;
  /** The largest privacy loss over declared pairs of neighbours. */
  worstPrivacyLoss(pairs: Iterable<readonly [Float64Array, Float64Array]>): number;
}

/**
 * The exponential mechanism over finitely many alternatives s: Pr[s] proportional to base[s] exp(tilt score[s]), with
 * tilt = epsilon / (2 sensitivity) unless given. O(n) per call.
 *
 * @param options.epsilon      privacy loss of one draw, in nats; finite, > 0
 * @param options.sensitivity  the most one agent can move any score; in score units; > 0
 * @param options.logMeasure   log of the base measure, n finite numbers; all alternatives equal when left out
 * @throws RangeError when an option or a score is outside its range: a mechanism fed NaN must not become an argmax
 * @see [SEG, (1)]; their score is N F, their epsilon our tilt
 */
export function exponential(
  options: Steepness & { readonly logMeasure?: Float64Array },
): Exponential {
  const tilt =
    'tilt' in options
      ? positive('tilt', options.tilt)
      : positive('epsilon', options.epsilon) / (2 * positive('sensitivity', options.sensitivity));
  const base = options.logMeasure && finiteArray('logMeasure', options.logMeasure).slice();
  const checked = (score: Float64Array): Float64Array => {
    finiteArray('score', score);
    if (base && base.length !== score.length) {
      throw outOfRange('score.length', `${base.length}`, score.length);
    }
    return score;
  };
  const logProbabilities = (score: Float64Array): Float64Array =>
    logSoftmax(checked(score), tilt, base);
  const privacyLoss = (score: Float64Array, other: Float64Array): number => {
    const [p, q] = [logProbabilities(score), logProbabilities(other)];
    if (p.length !== q.length) throw outOfRange('other.length', `${p.length}`, q.length);
    return p.reduce((most, x, s) => Math.max(most, Math.abs(x - q[s]!)), 0);
  };
  return Object.freeze({
    tilt,
    logProbabilities,
    draw: (score: Float64Array, rng: Rng) => draw(checked(score), tilt, rng, base),
    privacyLoss,
    worstPrivacyLoss: (pairs: Iterable<readonly [Float64Array, Float64Array]>) => {
      let most = 0;
      for (const [score, other] of pairs) most = Math.max(most, privacyLoss(score, other));
      return most;
    },
  });
}
