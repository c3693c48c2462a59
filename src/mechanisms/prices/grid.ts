import { integer, oneOf } from '../../core/errors.ts';
import type { Population } from '../../core/population.ts';

/** Where prices stand between the points j/m: on them, with both ends, or half a step above them. */
export type Offset = 'none' | 'half';

/** Who buys at a price equal to the value: the buyer (`weak`, value >= price) or nobody (`strict`, as the revenue of [AMD, 4] is printed). */
export type BuyRule = 'weak' | 'strict';

/** The posted prices, ascending, one step 1/m apart. */
export interface PriceGrid {
  /** m. */
  readonly grid: number;
  readonly offset: Offset;
  /** 0, 1/m, .., 1 (none, price 0 too) or (2j+1)/(2m), j = 0..m-1 (half). */
  readonly prices: Float64Array;
  readonly rule: BuyRule;
}

/**
 * The m+1 prices 0, 1/m, .., 1 or the m prices (2j+1)/(2m), each the double nearest to its fraction.
 *
 * @throws RangeError naming grid or offset
 */
export function priceGrid(grid: number, offset: Offset, rule: BuyRule): PriceGrid {
  const m = integer('grid', grid, 1, 2 ** 20);
  const half = oneOf('offset', offset, ['none', 'half']) === 'half';
  const prices = Float64Array.from({ length: half ? m : m + 1 }, (_, j) =>
    half ? (2 * j + 1) / (2 * m) : j / m,
  );
  oneOf('rule', rule, ['weak', 'strict']);
  return Object.freeze({ grid: m, offset, prices, rule });
}

/** The reaction that a report is held to: whether somebody of that value buys at the price. */
export function buysAt(report: number, price: number, rule: BuyRule): boolean {
  return rule === 'weak' ? report >= price : report > price;
}

/** How many of the ascending prices a value buys at: the cell that is all a mechanism sees of it. O(1) on a price grid. */
export function affordable(given: PriceGrid, value: number): number {
  const { grid, offset, prices, rule } = given;
  let count = Math.floor(value * grid + (offset === 'half' ? 0.5 : 1));
  count = Math.min(prices.length, Math.max(0, count));
  while (count < prices.length && buysAt(value, prices[count]!, rule)) count++;
  while (count > 0 && !buysAt(value, prices[count - 1]!, rule)) count--;
  return count;
}

/**
 * D(p), the weight of those who buy at p, at every price. One pass over n values and one over the prices, compensated: relative
 * rounding 2^-52 for weights of any size.
 */
export function demandAt(grid: PriceGrid, { points, weights }: Population): Float64Array {
  const cells = grid.prices.length + 1;
  const mass = new Float64Array(cells);
  const lost = new Float64Array(cells);
  const add = (at: number, x: number): void => {
    const [had, next] = [mass[at]!, mass[at]! + x];
    lost[at]! += had >= x ? had - next + x : x - next + had;
    mass[at] = next;
  };
  for (let i = 0; i < points.length; i++) add(affordable(grid, points[i]!), weights[i]!);
  for (let cell = cells - 1; cell > 1; cell--) {
    lost[cell - 1]! += lost[cell]!;
    add(cell - 1, mass[cell]!);
  }
  return Float64Array.from(grid.prices, (_, j) => mass[j + 1]! + lost[j + 1]!);
}

/** p D(p), the revenue of each price. */
export function revenueAt({ prices }: PriceGrid, demand: Float64Array): Float64Array {
  return prices.map((price, j) => price * demand[j]!);
}
