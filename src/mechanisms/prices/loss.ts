import { expArray } from '../../kernel/exp.ts';
import type { PriceGrid } from './grid.ts';

/**
 * The most revenue per head that the exponential law over the prices gives up on any data, x = n tilt.
 *
 * ours: with s the best price and D(s)/n <= 1, a lower price p still sells as often, so it loses at most s - p, and none loses
 * more than s. sum l e^(-x l) / sum e^(-x l) over losses l_j <= cap_j is largest with l_j = min(cap_j, L + 1/x) at L its own value
 * (each (l - L) e^(-x l) rises up to there). Without the caps it would be W((k-1)/e) / x. The same sums serve every s, prices
 * being 1/m apart. O(60 k).
 */
export function revenueLoss({ grid, prices }: PriceGrid, x: number): number {
  const k = prices.length;
  const steps = Float64Array.from({ length: k }, (_, i) => i / grid);
  const decay = expArray(steps.map((l) => -x * l));
  const whole = expArray(prices.map((p) => -x * p));
  const [first, second] = [new Float64Array(k), new Float64Array(k)];
  for (let i = 1; i < k; i++) {
    first[i] = first[i - 1]! + decay[i]!;
    second[i] = second[i - 1]! + steps[i]! * decay[i]!;
  }
  const excess = (s: number, level: number, cut: number, tail: number): number => {
    const near = Math.min(s, cut);
    const top = prices[s]!;
    const rest = top * x <= level * x + 1 ? (top - level) * whole[s]! : tail / x;
    return (
      second[near]! - level * first[near]! + ((s - near) * tail) / x + (k - 1 - s) * rest - level
    );
  };
  const within = (level: number): boolean => {
    const most = level + 1 / x;
    const cut = Math.min(k - 1, Math.floor(most * grid));
    const tail = expArray(Float64Array.of(-x * most))[0]!;
    for (let s = 0; s < k; s++) if (excess(s, level, cut, tail) > 0) return false;
    return true;
  };
  let [low, high] = [0, prices[k - 1]!];
  for (let i = 0; i < 60 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (within(middle)) high = middle;
    else low = middle;
  }
  return high;
}
