import { outOfRange } from '../../core/errors.ts';
import { refused } from '../refusal.ts';
import { deterringShare } from '../share.ts';
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

/** The most that any lie of any type in [0, 1] gains in the private part. */
export function mostGain({ prices }: PriceGrid, gains: CrossingGains): number {
  let most = 0;
  for (let i = 0; i < prices.length; i++) most = Math.max(most, gains.down(i, i > 0));
  return most;
}

/**
 * The least q of each reading of truth, for private values; where lies are to lose, above the least by so little as rounding needs.
 *
 * `brackets`, types j/m on half-offset prices: the lie of one step down decides, for the gain depends on the highest price crossed
 * alone while the loss grows. `beyond`: see `windows`, kept for the next tilt. `gain`: a type at a price loses nothing by a report just below,
 * so the lottery helps by taking the private part's place only, and 1 - g / (largest gain) is the least q. A higher report never
 * gains and loses at every price crossed. O(k) a tilt.
 *
 * @throws the refusal `separation` naming the lie that nothing deters
 */
export function deterrence(
  grid: PriceGrid,
  truth: Truth,
): (lottery: PriceLottery, gains: CrossingGains) => Deterrence {
  let known: { readonly lottery: PriceLottery; readonly lies: readonly Window[] } | undefined;
  return (lottery, gains) => {
    if (truth === 'brackets') {
      const q = deterringShare(bracketRatio(grid, lottery, gains));
      return { q, lottery, tolerance: 0, worstGain: 0 };
    }
    const most = mostGain(grid, gains);
    if ('gain' in truth) {
      if (most <= truth.gain) return { q: 0, lottery: null, tolerance: 0, worstGain: most };
      return { q: 1 - truth.gain / most, lottery, tolerance: 0, worstGain: truth.gain };
    }
    const { beyond } = truth;
    if (known?.lottery !== lottery) known = { lottery, lies: windows(grid, lottery, beyond) };
    const q = deterringShare(beyondRatio(grid, known.lies, gains, beyond));
    return { q, lottery, tolerance: beyond, worstGain: (1 - q) * most };
  };
}

/** max over j of gain / (P_j / (2m)): type (j+1)/m reporting j/m, and back. */
function bracketRatio(grid: PriceGrid, lottery: PriceLottery, gains: CrossingGains): number {
  const { grid: m, prices } = grid;
  refuseBrackets(grid);
  let most = 0;
  for (let j = 0; j < prices.length; j++) {
    const loss = lottery.probabilities[j]! / (2 * m);
    if (!(loss > 0)) throw undeterred(prices[j]!, (j + 1) / m, j / m);
    most = Math.max(most, gains.down(j, j > 0) / loss);
  }
  return most;
}

/** Brackets on the grid itself: no lottery deters. @throws the refusal `separation` */
export function refuseBrackets({ grid: m, offset }: PriceGrid): void {
  if (offset === 'none') {
    const why = `on prices 0, 1/m, .., 1 the type 1/m that reports 0 changes only whether she buys at 1/m, which is her value, so no lottery makes her lose; half-offset prices do (pair ${1 / m}, 0)`;
    const range = `{"beyond": b} with b > 1/m, or {"gain": g}: ${why}`;
    throw separation('truth', range, 'brackets', { type: 1 / m, report: 0 });
  }
}

function undeterred(price: number, type: number, report: number): RangeError {
  const pair = `type ${type} that reports ${report} loses nothing otherwise`;
  return separation('commitment', `above 0 at the price ${price}: ${pair}`, 0, { type, report });
}

/** A type and her report beta below it: the indices of the prices in between, and what the lottery takes. */
interface Window {
  readonly type: number;
  readonly low: number;
  readonly high: number;
  readonly loss: number;
}

/** Sums of that many terms are added up one by one: the difference of two running sums is too coarse for short windows. */
const SHORT = 1000;

/**
 * ours: the lies that decide the sup over types t in [0, 1] and reports b with |t - b| >= beta of gain / loss. Downwards a longer lie
 * gains no more and loses no less, so b = t - beta; the loss, a sum over prices in (t - beta, t] of P(p)(t - p), rises in t
 * between the points where a price enters the window (p = t, the gain jumps up) or has left it (t = p + beta, the loss has
 * dropped), so these and t = beta are all there is to try. beta is taken 2^-48 shorter, which makes windows at exact multiples
 * of the step the smaller ones. O(1000 k).
 */
function windows(
  { prices }: PriceGrid,
  { probabilities }: PriceLottery,
  beyond: number,
): readonly Window[] {
  const beta = beyond - 2 ** -48;
  const k = prices.length;
  const [mass, moment] = [new Float64Array(k + 1), new Float64Array(k + 1)];
  for (let j = 0; j < k; j++) {
    mass[j + 1] = mass[j]! + probabilities[j]!;
    moment[j + 1] = moment[j]! + probabilities[j]! * prices[j]!;
  }
  const lossOf = (type: number, low: number, high: number): number => {
    if (high - low > SHORT)
      return type * (mass[high]! - mass[low]!) - (moment[high]! - moment[low]!);
    let loss = 0;
    for (let j = low; j < high; j++) loss += probabilities[j]! * (type - prices[j]!);
    return loss;
  };
  const found: Window[] = [];
  const add = (type: number, low: number, high: number): void => {
    found.push({ type, low, high: Math.max(low, high), loss: lossOf(type, low, high) });
  };
  add(beta, prices[0] === 0 ? 1 : 0, firstAbove(prices, 0, beta));
  let [low, high] = [0, 0];
  for (let i = 0; i < k; i++) {
    const p = prices[i]!;
    while (prices[i]! - prices[low]! >= beta) low++;
    if (p >= beta) add(p, low, i + 1);
    high = firstAbove(prices, Math.max(high, i), p + beta);
    if (p + beta <= 1) add(p + beta, i + 1, high);
  }
  return found;
}

/** The first index from `from` on of a price above x. */
function firstAbove(prices: Float64Array, from: number, x: number): number {
  let at = from;
  while (at < prices.length && prices[at]! <= x) at++;
  return at;
}

function beyondRatio(
  grid: PriceGrid,
  lies: readonly Window[],
  gains: CrossingGains,
  beyond: number,
): number {
  let most = 0;
  for (const { type, low, high, loss } of lies) {
    if (!(loss > 0)) throw tooShort(grid, beyond, type);
    most = Math.max(most, gains.down(high - 1, low > 0) / loss);
  }
  return most;
}

function tooShort({ grid }: PriceGrid, beyond: number, type: number): RangeError {
  const pair = `type ${type} that reports ${type - beyond} changes nothing at any price but her own value`;
  const wanted = `above ${1 / grid} and with a price of the lottery between (${pair})`;
  return separation('truth.beyond', wanted, beyond, { type, report: type - beyond });
}

/** The lottery separates too little: the refusal that names the lie. */
function separation(
  path: string,
  range: string,
  got: unknown,
  lie: { readonly type: number; readonly report: number },
): RangeError {
  return refused('separation', outOfRange(path, range, got).message, lie);
}

/** What a price has at least where nobody gains across it. */
export const PRICE_FLOOR: number = 2 ** -20;

/**
 * ours: the lottery that needs the least q on brackets gives each price a share in proportion to the gain of a lie across it; the
 * lowest, across which nobody gains, has 2^-20, so that every lie strictly loses.
 */
export function proportionalLottery(grid: PriceGrid, gains: CrossingGains): PriceLottery {
  const gain = grid.prices.map((_, i) => gains.down(i, i > 0));
  const total = gain.reduce((all, x) => all + x, 0);
  if (!(total > 0)) return priceLottery(grid, gain.fill(1 / gain.length), 'optimal');
  const share = gain.map((x, i) => (i === 0 ? PRICE_FLOOR : 0) + ((1 - PRICE_FLOOR) * x) / total);
  return priceLottery(grid, share, 'optimal');
}
