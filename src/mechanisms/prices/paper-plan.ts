import { integer, outOfRange, positive } from '../../core/errors.ts';
import { printedMixture, printedThreshold, type Parameters } from '../environments/printed.ts';
import { refused } from '../refusal.ts';
import { mostGain } from './deterrence.ts';
import { crossingGains, type CrossingGains } from './gains.ts';
import type { PriceGrid } from './grid.ts';
import { uniformLottery, type PriceLottery } from './lottery.ts';
import { figures, ownLoss, type PricePlan, type Pricing } from './plan.ts';

/** The printed parameters under uniform commitment over k alternatives, gap gamma, sensitivity d [AMD, 3.3, Cor 2]. */
export interface PrintedParameters extends Parameters {
  /** The parameters are printed for n above this. */
  readonly least: number;
}

/** The printed parameters at n, whether or not n is large enough for them. Gap 1/m. */
export function printedPricing(
  population: number,
  grid: number,
  alternatives: number,
  sensitivity: number,
): PrintedParameters {
  positive('population', population);
  integer('grid', grid, 1, 2 ** 20);
  integer('alternatives', alternatives, 1, 2 ** 20 + 1);
  positive('sensitivity', sensitivity);
  const separation = 1 / (grid * alternatives);
  const quantities = { d: sensitivity, separation, alternatives };
  return {
    ...printedMixture(quantities, population),
    least: printedThreshold(quantities),
  };
}

/** The lies that there are, under the printed parameters. */
export interface PaperLies {
  /** Lies up to this length need not lose. */
  readonly tolerance: number;
  /** The most that a tolerated lie gains, and the least that any other loses, in the whole mechanism. */
  readonly net: (
    q: number,
    lottery: PriceLottery,
    gains: CrossingGains,
  ) => readonly [number, number];
}

/** Private values: lies of at least 2/m cross a price that is 1/m or more below the type, so the lottery takes 1/(k m). */
export function privateLies(grid: PriceGrid): PaperLies {
  return {
    tolerance: Math.min(1, 2 / grid.grid),
    net: (q, { probabilities }, gains) => {
      const most = (1 - q) * mostGain(grid, gains);
      return [most, Math.max(0, (q * probabilities[0]!) / grid.grid - most)];
    },
  };
}

/**
 * The mechanism as printed: exponential part at epsilon / (2 d), uniform commitment with q = 2 epsilon k m, d the cohort's size. Its
 * guarantee is the best of the printed bound and of what the exact figures give.
 *
 * @throws the refusal `population` when n is not above the printed n0
 * @see [AMD, Cor 2, Cor 3]; their gap is 1/m
 */
export function paperPricing(
  pricing: Omit<Pricing, 'truth' | 'deter' | 'commitment' | 'enumerated'>,
  lies: PaperLies,
): PricePlan {
  const { grid, population, members, component } = pricing;
  const [k, m] = [grid.prices.length, grid.grid];
  const { epsilon, q, bound, least } = printedPricing(population, m, k, members);
  if (!(population > least)) {
    const range = `above the printed n0 = ${least} for paper mode`;
    const { message } = outOfRange('population', range, population);
    throw refused('population', message, { agents: population, n0: least, ...(q >= 0 && { q }) });
  }
  const tilt = epsilon / (2 * members);
  const gains = crossingGains(grid, tilt * members, component);
  const lottery = uniformLottery(grid);
  const own = ownLoss(pricing, population * tilt);
  const top = grid.prices[k - 1]!;
  const shade = Math.min(top, lies.tolerance);
  const mixed =
    q * Math.min(top, lottery.regret + shade) + (1 - q) * Math.min(top, own.value + shade);
  const promised = Math.min(mixed, bound + shade, top);
  const [worstGain, leastLoss] = lies.net(q, lottery, gains);
  return Object.freeze({
    ...figures(pricing, tilt, gains),
    mode: 'paper' as const,
    truth: 'paper' as const,
    q,
    promised,
    formula: formulaOf(promised, mixed, shade, own.formula),
    dataHelp: promised < pricing.blind,
    tolerance: lies.tolerance,
    worstGain,
    leastLoss,
    lottery,
  });
}

function formulaOf(promised: number, mixed: number, shade: number, own: string): string {
  const hidden = shade > 0 ? ` + ${shade}` : '';
  if (promised === mixed)
    return `q (regret of the lottery${hidden}) + (1 - q) (L${hidden}), L = ${own}`;
  return promised < 1 ? `6 sqrt(d k m / n) sqrt(ln(n / (2 d m)))${hidden}` : 'the highest price';
}
