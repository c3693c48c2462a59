import { integer, oneOf } from '../../../core/errors.ts';
import type { Rng } from '../../../core/rng.ts';
import { computed, type Cost, type SiteLottery } from './lottery.ts';

/**
 * For types anywhere in [0, 1]: M uniform, one facility at max(0, 2M-1) and K-1 at min(1, 2M), so that M is their midpoint. Every
 * lie loses at least d^2/2: no threshold and no m. The least is lost by the types 1-d that report 1.
 *
 * ours: the shift of a lie of size d from t = 0 to t = 1-d makes its loss rise, then fall, and the end t = 1-d is the lower one.
 */
export function midpointSites(facilities: number, cost: Cost): SiteLottery {
  integer('facilities', facilities, 2, 100);
  oneOf('cost', cost, ['distance', 'squared']);
  return computed({
    kind: 'midpoint',
    description: 'a pair around a uniform midpoint, as far apart as fits',
    facilities,
    scope: { extent: [1], distance: null, grid: null },
    cost,
    exact: true,
    shape: 'convex' as const,
    leastLoss: (d: number) => leastAt(Math.min(1, Math.max(0, d)), cost),
    loss: ([t = NaN]: readonly number[], [b = NaN]: readonly number[]) =>
      t <= b ? upward(t, b, cost) : upward(1 - t, 1 - b, cost),
    expectedCost: ([t = NaN]: readonly number[]) => expected(t, cost),
    // 1/4 at every type; in squared cost largest at the ends
    worst: cost === 'squared' ? 1 / 6 : 1 / 4,
    draw: (rng: Rng) => {
      const middle = rng();
      const [low, high] = [Math.max(0, 2 * middle - 1), Math.min(1, 2 * middle)];
      return Array.from({ length: facilities }, (_, k) => [k === 0 ? low : high]);
    },
  });
}

/** Loss of the lie from 1-d up to 1, in terms of d alone: 1-d would lose the digits of short lies. */
function leastAt(d: number, cost: Cost): number {
  if (cost === 'distance') return (d * d) / 2;
  const past = Math.max(0, d - 0.5);
  return (2 * d * d * d - 4 * past * past * past) / 3;
}

/** Loss of a lie from t up to b: the integral over M in (t, b) of min(2 (M-t), 2 (1-M)), or of 4 min(M, 1-M) (M-t). */
function upward(t: number, b: number, cost: Cost): number {
  if (cost === 'distance') {
    if (2 * b <= 1 + t) return (b - t) * (b - t);
    return ((1 - t) * (1 - t)) / 2 - (1 - b) * (1 - b);
  }
  const rising = (y: number): number => y * y * (2 * t + (4 * y) / 3);
  const falling = (y: number): number => y * y * (2 * (1 - t) - (4 * y) / 3);
  const turn = Math.min(b, Math.max(t, 0.5)) - t;
  return rising(turn) + falling(b - t) - falling(turn);
}

/** Expected cost of a truthful type: half an integral over the moving site, plus the stretch where it stands at an end. */
function expected(t: number, cost: Cost): number {
  const order = cost === 'squared' ? 2 : 1;
  const at = (d: number): number => (order === 2 ? d * d : d);
  const upTo = (d: number): number => (d * at(d)) / (order + 1);
  const high = Math.min(1, 2 * t) - t;
  const low = t - Math.max(0, 2 * t - 1);
  const served = upTo(t) + upTo(high) + upTo(low) + upTo(1 - t);
  return served / 2 + Math.max(0, t - 0.5) * at(1 - t) + Math.max(0, 0.5 - t) * at(t);
}
