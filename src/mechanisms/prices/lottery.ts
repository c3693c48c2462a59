import { finiteArray, outOfRange } from '../../core/errors.ts';
import { sum } from '../../core/numeric.ts';
import type { Rng } from '../../core/rng.ts';
import { drawWeighted } from '../../kernel/softmax.ts';
import { buysAt, type PriceGrid } from './grid.ts';

/** A lottery over the prices that looks at no report and holds agents to what their reports say: a lie can only lose in it. */
export interface PriceLottery {
  readonly kind: 'uniform' | 'optimal' | 'given';
  readonly description: string;
  /** One a price; their sum is 1. */
  readonly probabilities: Float64Array;
  /** Revenue per head given up at most on any data: max over s of p_s - sum of P_j p_j over j <= s. */
  readonly regret: number;
  /** What type t loses by reporting b: sum of P(p) |t - p| over the prices at which the two buy differently. Exact; 0 at p = t. O(k). */
  loss(t: number, b: number): number;
  /** The index of a price. */
  draw(rng: Rng): number;
}

const WORDS = {
  uniform: 'every price equally often',
  optimal: 'each price in proportion to what a lie across it gains, the lowest once in 2^20',
  given: 'the given lottery over the prices',
} as const;

/** A lottery with these probabilities; a sum within 1e-12 of 1 is made 1. */
export function priceLottery(
  grid: PriceGrid,
  given: Float64Array,
  kind: PriceLottery['kind'],
): PriceLottery {
  const { prices, rule } = grid;
  finiteArray('commitment', given, 1, 0, 1);
  if (given.length !== prices.length) {
    throw outOfRange('commitment.length', `${prices.length}`, given.length);
  }
  const total = sum(given);
  if (Math.abs(total - 1) > 1e-12) throw outOfRange('the sum of commitment', '1', total);
  const probabilities = given.map((p) => p / total);
  return Object.freeze({
    kind,
    description: WORDS[kind],
    probabilities,
    regret: regretOf(prices, probabilities),
    loss: (t: number, b: number) =>
      sum(
        probabilities.map((p, j) =>
          buysAt(t, prices[j]!, rule) === buysAt(b, prices[j]!, rule)
            ? 0
            : p * Math.abs(t - prices[j]!),
        ),
      ),
    draw: (rng: Rng) => drawWeighted(probabilities, rng),
  });
}

/** Every price equally often [AMD, Cor 3]. */
export function uniformLottery(grid: PriceGrid): PriceLottery {
  const k = grid.prices.length;
  return priceLottery(grid, new Float64Array(k).fill(1 / k), 'uniform');
}

/**
 * ours: the worst regret of a lottery is reached when all values are equal. OPT less the lottery's revenue at price s as the
 * optimum is, per head, a mean over values v of p_s [v >= p_s] - sum of P_j p_j over p_j <= v, largest at v = p_s.
 */
function regretOf(prices: Float64Array, probabilities: Float64Array): number {
  let [earned, most] = [0, 0];
  for (let s = 0; s < prices.length; s++) {
    earned += probabilities[s]! * prices[s]!;
    most = Math.max(most, prices[s]! - earned);
  }
  return most;
}

/** The lottery over prices whose worst regret is least, and that regret. */
interface Blind {
  readonly regret: number;
  readonly probabilities: Float64Array;
}

/**
 * ours: regret rho needs sum_{j <= s} P_j p_j >= p_s - rho for every s. Mass at a higher price earns more, so the least mass
 * meets each with equality, P_s = (p_s - max(rho, p_(s-1))) / p_s above rho; that this is 1 gives, with f the lowest price above
 * rho, rho = p_f sum_{s > f} (p_s - p_(s-1)) / p_s. O(k).
 *
 * @param prices ascending, each the highest that some value buys at
 */
export function leastRegret(prices: Float64Array): Blind {
  let above = 0;
  let first = prices.length - 1;
  for (; first > 0 && prices[first]! * above < prices[first - 1]!; first--) {
    above += 1 - prices[first - 1]! / prices[first]!;
  }
  const regret = prices[first]! * above;
  const probabilities = prices.map((p, s) =>
    s < first ? 0 : (p - Math.max(regret, s === first ? 0 : prices[s - 1]!)) / p,
  );
  return { regret, probabilities };
}
