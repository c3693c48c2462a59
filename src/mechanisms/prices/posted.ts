import type { Certificate } from '../../core/certificate.ts';
import { integer, oneOf, outOfRange } from '../../core/errors.ts';
import { checkedPopulation, type Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import { exp, log } from '../../kernel/exp.ts';
import { logPartition } from '../../kernel/softmax.ts';
import { coin, mixture } from '../commitment.ts';
import { component, type Component, type ComponentKind } from '../components/component.ts';
import type { PartDiagnostics } from '../part.ts';
import type { Target } from '../promise.ts';
import type { Truth } from '../truth.ts';
import { certifyPrices, privateWords } from './certify.ts';
import { buysAt, demandAt, priceGrid, revenueAt, type Offset, type PriceGrid } from './grid.ts';
import { leastRegret } from './lottery.ts';
import { paperPricing, privateLies } from './paper-plan.ts';
import {
  commitmentOf,
  pricePlan,
  privateValues,
  widthOf,
  type PriceCommitment,
  type PricePlan,
} from './plan.ts';

export interface PostedPriceOptions {
  /** Values of the buyers, one attribute in [0, 1]. */
  readonly values: Population;
  /** m, 1 to 2^20. */
  readonly grid: number;
  readonly offset: Offset;
  readonly mode: 'calibrated' | 'paper';
  /** Required unless the mode is paper, where none of these is given. */
  readonly truth?: Truth;
  readonly promise?: Target;
  /** The lottery over the prices; every price equally often when left out. */
  readonly commitment?: PriceCommitment;
  /** The private part; the exponential law when left out. */
  readonly component?: ComponentKind;
  /**
   * How much everybody else may report, in profiles, that may be enumerated for the exact gains and privacy loss of this many buyers;
   * else their supremum over any number. For weights of 1, under brackets or gain.
   */
  readonly profiles?: number;
}

/** One private release. */
export interface PriceRelease {
  readonly price: number;
  /** Which part chose it; in the lottery's case buyers are held to what their reports say. */
  readonly part: 'exponential' | 'lottery';
}

/** A posted price for a good without marginal cost. Only `draw` is private. */
export interface PostedPrice {
  readonly plan: PricePlan;
  readonly certificate: Certificate;
  /** Ascending. */
  readonly prices: Float64Array;
  draw(rng: Rng): PriceRelease;
  /** ln Pr[price] of the mixture; leaks. */
  law(): Float64Array;
  /** Whether somebody with this report is held to buying at this price: whether her report is at least the price. */
  buys(report: number, price: number): boolean;
  /** For the data's owner; leaks. Revenue per head; `logPartition` sums exp(tilt p D(p)) over the prices, for the exponential law only. */
  diagnostics(): PartDiagnostics & { readonly optimalPrice: number };
}

/**
 * One posted price for all: with probability q a lottery over the prices that holds buyers to their reports, else a price drawn
 * with weight exp(tilt p D(p)), D(p) the number of values >= p. One pass over n values, then O(k) a draw or a law.
 *
 * @throws TypeError, RangeError naming the option and its range
 * @see [AMD, 4]
 */
export function postedPrice(options: PostedPriceOptions): PostedPrice {
  const values = checkedPopulation(options.values);
  integer('values.attributes', values.attributes, 1, 1);
  const grid = priceGrid(options.grid, options.offset, 'weak');
  const own = component(options.component);
  if (options.profiles !== undefined) unitWeights(values);
  const plan = planned(options, grid, values.size, own);
  const score = revenueAt(grid, demandAt(grid, values));
  return Object.freeze({
    plan,
    certificate: certifyPrices(plan, privateWords(plan)),
    ...overPrices(grid, plan, score, own),
    buys: (report: number, price: number) => buysAt(report, price, grid.rule),
  });
}

function unitWeights({ weights }: Population): void {
  const other = weights.findIndex((w) => w !== 1);
  if (other >= 0) {
    throw outOfRange(`values.weights[${other}]`, '1 where profiles are enumerated', weights[other]);
  }
}

/** What a plan is made from: the options without the values, of which only their number is public. */
export type PostedPlanOptions = Omit<PostedPriceOptions, 'values'> & {
  readonly population: number;
};

/**
 * The plan of a run from public quantities alone.
 *
 * @throws TypeError, RangeError naming the option and its range
 */
export function postedPlan(options: PostedPlanOptions): PricePlan {
  const grid = priceGrid(options.grid, options.offset, 'weak');
  return planned(options, grid, options.population, component(options.component));
}

function planned(
  options: Omit<PostedPriceOptions, 'values'>,
  grid: PriceGrid,
  population: number,
  own: Component,
): PricePlan {
  const { truth, promise, profiles, commitment = 'uniform' } = options;
  if (oneOf('mode', options.mode, ['calibrated', 'paper']) === 'paper') {
    for (const name of ['truth', 'promise', 'commitment', 'component', 'profiles'] as const) {
      if (options[name] !== undefined) {
        throw outOfRange(name, 'left out in paper mode', options[name]);
      }
    }
    const blind = leastRegret(grid.prices).regret;
    const pricing = { grid, population, members: 1, width: widthOf(grid), charge: 1, blind };
    return paperPricing({ ...pricing, component: own }, privateLies(grid));
  }
  if (truth === undefined) throw outOfRange('truth', 'brackets, beyond or gain', truth);
  if (promise === undefined) throw outOfRange('promise', 'epsilon, tilt or loss', promise);
  const chosen = commitmentOf(grid, commitment);
  const asked = { population, truth, component: own, commitment: chosen, profiles };
  return pricePlan(privateValues(grid, asked), promise);
}

/** Law, draw and diagnostics of a plan over the prices, from the total revenue of each. */
export function overPrices(
  grid: PriceGrid,
  plan: PricePlan,
  score: Float64Array,
  own: Component,
): Pick<PostedPrice, 'prices' | 'draw' | 'law' | 'diagnostics'> {
  const { prices } = grid;
  const { q, lottery, tilt } = plan;
  const law = (): Float64Array => {
    const alone = own.logProbabilities(score, tilt);
    if (lottery === null) return alone;
    return mixture(q, alone, lottery.probabilities.map(log));
  };
  const draw = (rng: Rng): PriceRelease => {
    const part = lottery === null ? 'exponential' : coin(q, rng);
    const at =
      part === 'lottery' && lottery !== null ? lottery.draw(rng) : own.draw(score, tilt, rng);
    return Object.freeze({ price: prices[at]!, part });
  };
  const diagnostics = (): PartDiagnostics & { readonly optimalPrice: number } => {
    let best = 0;
    for (let j = 1; j < score.length; j++) if (score[j]! > score[best]!) best = j;
    const expected = law().reduce((total, p, j) => total + exp(p) * score[j]!, 0);
    return {
      ...(own.kind === 'exponential' && { logPartition: logPartition(score, tilt) }),
      expectedWelfare: expected / plan.population,
      optimum: score[best]! / plan.population,
      optimalPrice: prices[best]!,
    };
  };
  return { prices: prices.slice(), draw, law, diagnostics };
}
