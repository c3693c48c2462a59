import { outOfRange, within } from '../core/errors.ts';
import { deepUniform, type Rng } from '../core/rng.ts';
import { exp, log } from '../kernel/exp.ts';

/** Which part a coin chose. */
export type Chosen = 'exponential' | 'lottery';

/** The (q, 1-q) coin between the lottery that makes lying a loss and the private part [SEG, 3]. Exact for any q in [0, 1]. */
export function coin(q: number, rng: Rng): Chosen {
  return deepUniform(rng) < within('q', q, 0, 1) ? 'lottery' : 'exponential';
}

/**
 * ln((1-q) p + q l) of a mixture of two laws over the same alternatives; -Infinity where neither has mass. O(n).
 *
 * @param logPrivate n log-probabilities of the private part
 * @param logLottery n log-probabilities of the lottery
 */
export function mixture(
  q: number,
  logPrivate: Float64Array,
  logLottery: Float64Array,
): Float64Array {
  within('q', q, 0, 1);
  if (logPrivate.length !== logLottery.length) {
    throw outOfRange('logLottery.length', `${logPrivate.length}`, logLottery.length);
  }
  const [keep, punish] = [q < 1 ? log(1 - q) : -Infinity, q > 0 ? log(q) : -Infinity];
  return logPrivate.map((p, s) => {
    const [a, b] = [keep + p, punish + logLottery[s]!];
    const most = Math.max(a, b);
    return most === -Infinity ? most : most + log(exp(a - most) + exp(b - most));
  });
}
