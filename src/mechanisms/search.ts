import { outOfRange } from '../core/errors.ts';
import { exp, log } from '../kernel/exp.ts';

/** The tilt in [low, high] with the smallest promised loss: a scan in 240 steps of its logarithm, then golden section. */
export function leastPromise(
  promised: (tilt: number) => number,
  low: number,
  high: number,
): number {
  const [from, to] = [log(low), log(high)];
  const step = (to - from) / 240;
  const at = (u: number): number => promised(exp(u));
  let best = from;
  for (let i = 1; i <= 240; i++) if (at(from + i * step) < at(best)) best = from + i * step;
  return exp(golden(at, Math.max(from, best - step), Math.min(to, best + step)));
}

/**
 * The smallest tilt, going down from `best`, that still promises `loss`: most private for that promise.
 *
 * @throws RangeError when even `best` promises more, or when no reports at all promise as much
 */
export function mostPrivate(
  promised: (tilt: number) => number,
  loss: number,
  best: number,
): number {
  if (promised(best) > loss) throw outOfRange('loss', `at least ${promised(best)}`, loss);
  const trivial = promised(best * 1e-12);
  if (trivial <= loss) {
    throw outOfRange(
      'loss',
      `below ${trivial}, which is promised without looking at a report`,
      loss,
    );
  }
  let tilt = best;
  while (promised(tilt / 2) <= loss) tilt /= 2;
  let low = tilt / 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + tilt) / 2;
    if (promised(middle) <= loss) tilt = middle;
    else low = middle;
  }
  return tilt;
}

/** Golden section for the minimum of a unimodal function on [low, high], to 1e-9 of its width: below that rounding of f decides. */
export function golden(f: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [x, y] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fx, fy] = [f(x), f(y)];
  for (let i = 0; i < 44; i++) {
    if (fx <= fy) {
      [b, y, fy] = [y, x, fx];
      x = b - ratio * (b - a);
      fx = f(x);
    } else {
      [a, x, fx] = [x, y, fy];
      y = a + ratio * (b - a);
      fy = f(y);
    }
  }
  return fx <= fy ? x : y;
}
