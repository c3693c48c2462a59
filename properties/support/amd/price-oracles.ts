/** Slow references for posted prices, from their definitions alone; host arithmetic. */

export type Rule = 'weak' | 'strict';

/** How many buyers have each value. */
export interface Buyers {
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** 0, 1/m, .., 1 or (2j+1)/(2m). */
export function pricePoints(m: number, offset: 'none' | 'half'): number[] {
  return offset === 'none'
    ? Array.from({ length: m + 1 }, (_, j) => j / m)
    : Array.from({ length: m }, (_, j) => (2 * j + 1) / (2 * m));
}

export function buys(value: number, price: number, rule: Rule): boolean {
  return rule === 'weak' ? value >= price : value > price;
}

/** Everybody's payments together at each price. */
export function revenues(
  { values, counts }: Buyers,
  prices: readonly number[],
  rule: Rule,
): number[] {
  return prices.map((p) =>
    values.reduce((total, v, i) => total + (buys(v, p, rule) ? p * counts[i]! : 0), 0),
  );
}

export function headcount({ counts }: Buyers): number {
  return counts.reduce((n, c) => n + c, 0);
}

/** e^score / sum. */
export function softened(score: readonly number[]): number[] {
  const top = Math.max(...score);
  const weight = score.map((x) => Math.exp(x - top));
  const total = weight.reduce((all, w) => all + w, 0);
  return weight.map((w) => w / total);
}

/** Pr[p] proportional to exp(tilt times total revenue at p). */
export function priceLaw(
  buyers: Buyers,
  prices: readonly number[],
  tilt: number,
  rule: Rule,
): number[] {
  return softened(revenues(buyers, prices, rule).map((r) => tilt * r));
}

export function average(law: readonly number[], worth: readonly number[]): number {
  return law.reduce((total, p, j) => total + p * worth[j]!, 0);
}

/** What somebody free to buy or not expects: E max(0, t - p). */
export function surplus(law: readonly number[], prices: readonly number[], t: number): number {
  return average(
    law,
    prices.map((p) => Math.max(0, t - p)),
  );
}

/** What type t loses by being held to what report b says: sum of P(p) (max(0, t - p) - (t - p) [b buys at p]). */
export function heldLoss(
  lottery: readonly number[],
  prices: readonly number[],
  t: number,
  b: number,
  rule: Rule,
): number {
  return average(
    lottery,
    prices.map((p) => Math.max(0, t - p) - (buys(b, p, rule) ? t - p : 0)),
  );
}

/** The buyers with one more, who reports b. */
export function joined({ values, counts }: Buyers, b: number): Buyers {
  return { values: [...values, b], counts: [...counts, 1] };
}
