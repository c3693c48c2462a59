import { outOfRange } from '../../core/errors.ts';
import type { Truth } from '../truth.ts';
import type { CrossingGains } from './gains.ts';
import type { PriceGrid } from './grid.ts';
import { priceLottery, type PriceLottery } from './lottery.ts';

/** The least q that keeps a promise of truth, and what it leaves. */
export interface Deterrence {
  readonly q: number;
  readonly lottery: PriceLottery | null;
  /** Lies up to this length are not deterred. */
  readonly tolerance: number;
  readonly worstGain: number;
}

/** q/(1-q) = sup over lies of gain / loss. */
function leastQ(ratio: number): number {
  return ratio / (1 + ratio);
}

/** The most that any lie of any type in [0, 1] gains in the private part. */
export function mostGain({ prices }: PriceGrid, gains: CrossingGains): number {
  let most = 0;
  for (let i = 0; i < prices.length; i++) most = Math.max(most, gains.down(i, i > 0));
  return most;
}

/**
 * The least q of each reading of truth, for private values.
 *
 * `brackets`, types j/m on half-offset prices: the lie of one step down decides, for the gain depends on the highest price crossed
 * alone while the loss grows. `beyond`: see `beyondRatio`. `gain`: a type at a price loses nothing by a report just below,
 * so the lottery helps by taking the private part's place only, and 1 - g / (largest gain) is the least q. A higher report never
 * gains and loses at every price crossed. O(k^2).
 *
 * @throws RangeError naming the lie that nothing deters
 */
export function deterrence(
  grid: PriceGrid,
  truth: Truth,
  lottery: PriceLottery,
  gains: CrossingGains,
): Deterrence {
  const most = mostGain(grid, gains);
  if (truth === 'brackets') {
    const q = leastQ(bracketRatio(grid, lottery, gains));
    return { q, lottery, tolerance: 0, worstGain: 0 };
  }
  if ('gain' in truth) {
    if (most <= truth.gain) return { q: 0, lottery: null, tolerance: 0, worstGain: most };
    return { q: 1 - truth.gain / most, lottery, tolerance: 0, worstGain: truth.gain };
  }
  const q = leastQ(beyondRatio(grid, lottery, gains, truth.beyond));
  return { q, lottery, tolerance: truth.beyond, worstGain: (1 - q) * most };
}

/** max over j of gain / (P_j / (2m)): type (j+1)/m reporting j/m, and back. */
function bracketRatio(grid: PriceGrid, lottery: PriceLottery, gains: CrossingGains): number {
  const { grid: m, prices } = grid;
  if (grid.offset === 'none') {
    const why = `on prices 0, 1/m, .., 1 the type 1/m that reports 0 changes only whether she buys at 1/m, which is her value, so no lottery makes her lose; half-offset prices do (pair ${1 / m}, 0)`;
    throw outOfRange('truth', `{"beyond": b} with b > 1/m, or {"gain": g}: ${why}`, 'brackets');
  }
  let most = 0;
  for (let j = 0; j < prices.length; j++) {
    const loss = lottery.probabilities[j]! / (2 * m);
    if (!(loss > 0)) throw undeterred(prices[j]!, (j + 1) / m, j / m);
    most = Math.max(most, gains.down(j, j > 0) / loss);
  }
  return most;
}

function undeterred(price: number, type: number, report: number): RangeError {
  const pair = `type ${type} that reports ${report} loses nothing otherwise`;
  return outOfRange('commitment', `above 0 at the price ${price}: ${pair}`, 0);
}

/**
 * ours: sup over types t in [0, 1] and reports b with |t - b| >= beta of gain / loss. Downwards a longer lie gains no more and
 * loses no less, so b = t - beta; the loss, a sum over prices in (t - beta, t] of P(p)(t - p), rises in t between the points where
 * a price enters the window (p = t, the gain jumps up) or has left it (t = p + beta, the loss has dropped), so these and t = beta
 * are all there is to try. beta is taken 2^-50 shorter, which makes windows at exact multiples of the step the smaller ones.
 */
function beyondRatio(
  grid: PriceGrid,
  lottery: PriceLottery,
  gains: CrossingGains,
  beyond: number,
): number {
  const { prices } = grid;
  const beta = beyond * (1 - 2 ** -50);
  const types = [beta, ...prices, ...prices.map((p) => p + beta)].filter(
    (t) => t >= beta && t <= 1,
  );
  let most = 0;
  for (const t of types) {
    const loss = lowered(prices, lottery, t, beta);
    const top = lastBelow(prices, t);
    if (top < 0 || prices[top]! <= t - beta) continue;
    const gain = gains.down(top, prices[0]! <= t - beta);
    if (gain > 0 && !(loss > 0)) throw tooShort(grid, beyond, t);
    most = Math.max(most, gain > 0 ? gain / loss : 0);
  }
  return most;
}

function tooShort({ grid }: PriceGrid, beyond: number, type: number): RangeError {
  const pair = `type ${type} that reports ${type - beyond} changes nothing at any price but her own value`;
  const wanted = `above ${1 / grid} and with a price of the lottery between (${pair})`;
  return outOfRange('truth.beyond', wanted, beyond);
}

/** Index of the highest price <= t, or -1. */
function lastBelow(prices: Float64Array, t: number): number {
  let at = prices.length - 1;
  while (at >= 0 && prices[at]! > t) at--;
  return at;
}

/** The loss of a report just beta below t: prices in (t - beta, t]. */
function lowered(
  prices: Float64Array,
  { probabilities }: PriceLottery,
  t: number,
  beta: number,
): number {
  let loss = 0;
  for (let j = 0; j < prices.length; j++) {
    const p = prices[j]!;
    if (p > t - beta && p <= t) loss += probabilities[j]! * (t - p);
  }
  return loss;
}

/**
 * ours: the lottery that needs the least q on brackets gives each price a share in proportion to the gain of a lie across it; the
 * lowest, across which nobody gains, has 2^-20, so that every lie strictly loses.
 */
export function optimalLottery(grid: PriceGrid, gains: CrossingGains): PriceLottery {
  const floor = 2 ** -20;
  const gain = grid.prices.map((_, i) => gains.down(i, i > 0));
  const total = gain.reduce((all, x) => all + x, 0);
  if (!(total > 0)) return priceLottery(grid, gain.fill(1 / gain.length), 'optimal');
  const share = gain.map((x, i) => (i === 0 ? floor : 0) + ((1 - floor) * x) / total);
  return priceLottery(grid, share, 'optimal');
}
