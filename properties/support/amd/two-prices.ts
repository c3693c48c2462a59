import { average, buys, priceLaw, softened, surplus, type Rule } from './price-oracles.ts';

/** [AMD, Example 1]: prices .5 and `high` (1 as printed), n buyers who value the good at .5 or 1. */
export interface Halves {
  readonly n: number;
  /** How many of the n - 1 others announce 1. */
  readonly ones: number;
  readonly epsilon: number;
}

/** How the example may be changed. */
export interface HalvesChanged {
  readonly rule?: Rule;
  readonly high?: number;
  /** Probability of a uniform lottery over the two prices that holds buyers to their announcements. */
  readonly q?: number;
}

/** What a buyer with value t gets by announcing b. */
export function halvesUtility(
  { n, ones, epsilon }: Halves,
  t: number,
  b: number,
  { rule = 'weak', high = 1, q = 0 }: HalvesChanged = {},
): number {
  const prices = [0.5, high];
  const others = { values: [1, 0.5, b], counts: [ones, n - 1 - ones, 1] };
  const free = surplus(priceLaw(others, prices, epsilon / 2, rule), prices, t);
  const held = average(
    [0.5, 0.5],
    prices.map((p) => (buys(b, p, rule) ? t - p : 0)),
  );
  return (1 - q) * free + q * held;
}

/** Probability of the price .5 and revenue per buyer, `ones` of n announcing 1 and `real` of n having the value 1, free to buy. */
export function halvesRevenue(
  n: number,
  epsilon: number,
  announced: number,
  real: number,
): { readonly low: number; readonly revenue: number } {
  const law = priceLaw(
    { values: [1, 0.5], counts: [announced, n - announced] },
    [0.5, 1],
    epsilon / 2,
    'weak',
  );
  return { low: law[0]!, revenue: average(law, [0.5, real / n]) };
}

/** [AMD, Example 2]: n others announce 1 + mu and n (or `highs`) 2 + mu; prices 1 and 2. */
export interface Pivot {
  readonly n: number;
  readonly mu: number;
  /** Probability of the commitment lottery, and of price 2 in it. */
  readonly q: number;
  readonly dear: number;
}

/** What replaces the price that is optimal with probability one. */
export interface PivotChanged {
  readonly highs?: number;
  /** The exponential part's multiplier of total revenue; Infinity for the optimal price. */
  readonly tilt?: number;
}

/** What the last buyer, of value 2 + mu, gets by announcing 1 + mu or 2 + mu, value >= p buys; no revenues tie. */
export function pivotUtility(
  { n, mu, q, dear }: Pivot,
  announced: 1 | 2,
  { highs = n, tilt = Infinity }: PivotChanged = {},
): number {
  const values = [1 + mu, 2 + mu, announced + mu];
  const counts = [n, highs, 1];
  const revenue = [1, 2].map((p) =>
    values.reduce((all, v, i) => all + (v >= p ? p * counts[i]! : 0), 0),
  );
  const best = Number(revenue[1]! > revenue[0]!);
  const law = tilt === Infinity ? [1 - best, best] : softened(revenue.map((r) => tilt * r));
  const free = surplus(law, [1, 2], 2 + mu);
  const held = (1 - dear) * (1 + mu) + dear * (announced === 2 ? mu : 0);
  return (1 - q) * free + q * held;
}
