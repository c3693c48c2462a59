import { outOfRange } from '../../core/errors.ts';
import { log } from '../../kernel/exp.ts';
import type { PricePlan, Pricing } from './plan.ts';
import { ownLoss } from './plan.ts';
import { crossingGains } from './gains.ts';
import { leastRegret, uniformLottery } from './lottery.ts';
import { mostGain } from './deterrence.ts';

/** The printed parameters under uniform commitment over k alternatives, gap gamma, sensitivity d [AMD, 3.3, Cor 2]. */
export interface PrintedParameters {
  /** sqrt(gamma d / (k n)) sqrt(ln(n gamma / (2 d))); NaN where the logarithm is negative. */
  readonly epsilon: number;
  /** 2 epsilon k / gamma. */
  readonly q: number;
  /** 6 sqrt(d k / (gamma n)) sqrt(ln(n gamma / (2 d))). */
  readonly bound: number;
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
  const [gamma, k, d] = [1 / grid, alternatives, sensitivity];
  const size = log((population * gamma) / (2 * d));
  const epsilon = Math.sqrt((gamma * d * size) / (k * population));
  return {
    epsilon,
    q: (2 * epsilon * k) / gamma,
    bound: 6 * Math.sqrt((d * k * size) / (gamma * population)),
    least: leastPopulation(gamma, k, d),
  };
}

/** The least integer n0 >= max(8 d k / gamma ln(gamma / (2 d)), 4 e^2 d / (gamma k)), n0 / ln n0 > 8 d k / gamma. */
function leastPopulation(gamma: number, k: number, d: number): number {
  const steep = (8 * d * k) / gamma;
  const floor = Math.max(steep * log(gamma / (2 * d)), (4 * Math.E ** 2 * d) / (gamma * k), 3);
  const enough = (n: number): boolean => n / log(n) > steep;
  let low = Math.ceil(floor);
  if (enough(low)) return low;
  let high = 2 * low;
  while (!enough(high)) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The mechanism as printed: exponential part at epsilon / (2 d), uniform commitment with q = 2 epsilon k m. Its guarantee is the best
 * of the printed bound and of what the exact figures give; lies of at least 2/m cross a price 1/m below the type, so they lose.
 *
 * @throws RangeError when n is not above the printed n0, or the component is not the exponential law
 * @see [AMD, Cor 2, Cor 3]; their gap is 1/m, their d the cohort's size
 */
export function paperPricing(pricing: Omit<Pricing, 'truth' | 'deter' | 'commitment'>): PricePlan {
  const { grid, population, members, component } = pricing;
  const [k, m] = [grid.prices.length, grid.grid];
  const { epsilon, q, bound, least } = printedPricing(population, m, k, members);
  if (!(population > least)) {
    throw outOfRange('population', `above the printed n0 = ${least} for paper mode`, population);
  }
  const tilt = epsilon / (2 * members);
  const gains = crossingGains(grid, tilt * members, component);
  const lottery = uniformLottery(grid);
  const own = ownLoss(pricing, population * tilt);
  const top = grid.prices[k - 1]!;
  const tolerance = Math.min(1, 2 / m);
  const shade = Math.min(top, tolerance);
  const mixed =
    q * Math.min(top, lottery.regret + shade) + (1 - q) * Math.min(top, own.value + shade);
  const promised = Math.min(mixed, bound + shade, top);
  const blind = leastRegret(grid).regret;
  const most = mostGain(grid, gains);
  return Object.freeze({
    mode: 'paper' as const,
    truth: 'paper' as const,
    population,
    grid: m,
    offset: grid.offset,
    prices: k,
    tilt,
    epsilon: tilt * pricing.charge,
    worstPrivacyLoss: component.epsilon(tilt * pricing.width),
    q,
    promised,
    formula: formulaOf(promised, mixed, bound + shade, own.formula),
    blind,
    dataHelp: promised < blind,
    tolerance,
    worstGain: (1 - q) * most,
    leastLoss: Math.max(0, q / (k * m) - (1 - q) * most),
    lottery,
    component: component.kind,
    gainFormula: gains.formula,
  });
}

function formulaOf(promised: number, mixed: number, printed: number, own: string): string {
  if (promised === mixed) return `q (regret of the lottery + 2/m) + (1 - q) (L + 2/m), L = ${own}`;
  return promised === printed
    ? '6 sqrt(d k m / n) sqrt(ln(n / (2 d m))) + 2/m'
    : 'the highest price';
}
