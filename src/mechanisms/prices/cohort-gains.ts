import { outOfRange } from '../../core/errors.ts';
import { deterringShare } from '../share.ts';
import { refused } from '../refusal.ts';
import { crossed, type Deviation } from './cohorts.ts';
import type { Deterrence } from './deterrence.ts';
import type { CrossingGains } from './gains.ts';
import type { LieGain } from './enumeration.ts';
import type { PriceGrid } from './grid.ts';
import type { PriceLottery } from './lottery.ts';

/** Over any data: from the highest price that the lie crosses, and nothing upwards. */
export function boundedGain(grid: PriceGrid, gains: CrossingGains): LieGain {
  return (lie) => {
    const { low, high } = crossed(grid, lie);
    return lie.told < lie.value && high > low ? gains.down(high - 1, low > 0) : 0;
  };
}

/**
 * A q under which every lie strictly loses, or the least under which no lie gains more than `most`: its odds above the largest
 * gain / loss, or the largest (gain - most) / (gain + loss).
 *
 * @throws the refusal `separation` naming the lie that the lottery does not cost anything
 */
export function deterLies(
  deviations: readonly Deviation[],
  lottery: PriceLottery,
  gainOf: LieGain,
  most: number | null,
): Deterrence {
  let [q, ratio, gained] = [0, 0, 0];
  for (const lie of deviations) {
    const [gain, loss] = [gainOf(lie), lottery.loss(lie.value, lie.told)];
    if (most === null && !(loss > 0)) throw undeterred(lie);
    gained = Math.max(gained, gain);
    ratio = Math.max(ratio, gain / loss);
    q = Math.max(q, (gain - (most ?? 0)) / Math.max(gain + loss, Number.MIN_VALUE));
  }
  if (most === null) {
    return { q: deterringShare(ratio), lottery, tolerance: 0, worstGain: 0 };
  }
  if (q <= 0) return { q: 0, lottery: null, tolerance: 0, worstGain: gained };
  return { q, lottery, tolerance: 0, worstGain: most };
}

function undeterred({ value, told, from, to }: Deviation): RangeError {
  const range = `a lottery that makes every lie lose (${from} reported as ${to}, values ${value} and ${told}, lose nothing)`;
  return refused('separation', outOfRange('commitment', range, 0).message, { value, told });
}
