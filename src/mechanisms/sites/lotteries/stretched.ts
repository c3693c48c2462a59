import type { Rng } from '../../../core/rng.ts';
import { computed, type SiteLottery } from './lottery.ts';

/** A lottery on [0, 1] as one on [0, end]: costs grow with the distance, or with its square. */
export function stretched(lottery: SiteLottery, end: number): SiteLottery {
  if (end === 1) return lottery;
  const scale = lottery.cost === 'squared' ? end * end : end;
  const onto = (place: readonly number[]): number[] => place.map((x) => x / end);
  const { distances, worst, expectedCost } = lottery;
  return computed({
    ...lottery,
    ...(lottery.scope && { scope: { ...lottery.scope, extent: [end] } }),
    leastLoss: (d: number) => lottery.leastLoss(d / end) * scale,
    loss: (t: readonly number[], b: readonly number[]) => lottery.loss(onto(t), onto(b)) * scale,
    ...(distances && { distances: distances.map((d) => d * end) }),
    ...(worst !== undefined && { worst: worst * scale }),
    ...(expectedCost && { expectedCost: (t: readonly number[]) => expectedCost(onto(t)) * scale }),
    draw: (rng: Rng) => lottery.draw(rng).map((site) => site.map((x) => x * end)),
  });
}
