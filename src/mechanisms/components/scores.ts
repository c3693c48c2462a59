import { finiteArray, nonNegative, outOfRange } from '../../core/errors.ts';
import { exp } from '../../kernel/exp.ts';

/** Exponents up to this size, somewhat above 1e6, keep the digits that docs/numerics.md promises. */
const MOST_EXPONENT = 2 ** 20;

/**
 * Scores of a component, checked together with their tilt and base measure.
 *
 * @throws TypeError, RangeError naming the argument; for tilt, when tilt times the range of the scores is above 2^20
 */
export function checkedScores(
  score: Float64Array,
  tilt: number,
  logMeasure: Float64Array | undefined,
): Float64Array {
  nonNegative('tilt', tilt);
  finiteArray('score', score);
  const most = score.reduce((top, x) => Math.max(top, x), -Infinity);
  const range = most - score.reduce((low, x) => Math.min(low, x), Infinity);
  if (!(tilt * range <= MOST_EXPONENT)) {
    throw outOfRange('tilt', `at most 2^20 over the range of the scores, ${range}`, tilt);
  }
  if (logMeasure !== undefined && logMeasure.length !== score.length) {
    throw outOfRange('logMeasure.length', `${score.length}`, logMeasure.length);
  }
  return score;
}

/** Alternatives as a noisy maximum sees them. */
export interface Contest {
  /** tilt (score - largest score), at most 0. */
  readonly logits: Float64Array;
  /** How many alike alternatives each stands for. */
  readonly copies: Float64Array;
}

/** The contest of scores at a tilt; copies are e^logMeasure, whole to a relative 1e-9. */
export function contest(
  score: Float64Array,
  tilt: number,
  logMeasure: Float64Array | undefined,
): Contest {
  checkedScores(score, tilt, logMeasure);
  const best = score.reduce((most, x) => Math.max(most, x), -Infinity);
  const logits = score.map((x) => tilt * (x - best));
  if (logMeasure === undefined) return { logits, copies: new Float64Array(score.length).fill(1) };
  const copies = finiteArray('logMeasure', logMeasure, 1, 0, 700).map((x, s) => {
    const count = exp(x);
    const whole = Math.round(count);
    if (Math.abs(count - whole) <= 1e-9 * count) return whole;
    throw outOfRange(`logMeasure[${s}]`, 'the log of a whole number', x);
  });
  return { logits, copies };
}
