import type { Assumption } from '../../core/certificate.ts';
import { oneOf, outOfRange } from '../../core/errors.ts';
import { component, type Component, type ComponentKind } from '../components/component.ts';
import type { Target } from '../promise.ts';
import { checkedTruth } from '../truth.ts';
import { certifyPrices, type PricingWords } from './certify.ts';
import { boundedGain, deterLies } from './cohort-gains.ts';
import {
  gapOf,
  marketOf,
  sensitivityOf,
  type Cohorts,
  type Deviation,
  type Market,
} from './cohorts.ts';
import { enumeration } from './enumeration.ts';
import { scoreRange } from './gains.ts';
import {
  affordable,
  buysAt,
  priceGrid,
  type BuyRule,
  type Offset,
  type PriceGrid,
} from './grid.ts';
import { leastRegret } from './lottery.ts';
import { paperPricing, type PaperLies } from './paper-plan.ts';
import { commitmentOf, pricePlan, type PricePlan, type Pricing } from './plan.ts';
import { overPrices, type PostedPrice } from './posted.ts';

export interface CohortPriceOptions {
  readonly cohorts: Cohorts;
  readonly grid: number;
  readonly offset: Offset;
  readonly rule: BuyRule;
  readonly mode: 'calibrated' | 'paper';
  /** Required unless the mode is paper. `brackets`: every lie strictly loses when the others tell the truth. */
  readonly truth?: 'brackets' | { readonly gain: number };
  readonly promise?: Target;
  readonly commitment?: 'uniform' | Float64Array;
  readonly component?: ComponentKind;
  /** Profiles of the other cohorts that may be enumerated for the exact gains of this many cohorts; else their supremum over all. */
  readonly profiles?: number;
}

/** A posted price for cohorts with common values; reports are signals. */
export interface CohortPrice extends Omit<PostedPrice, 'buys'> {
  /** What a lie costs at least at its worst price [AMD, 3.2]. */
  readonly gap: number;
  /** n times the most that one report changes revenue per head [AMD, 2.2]; at most D. */
  readonly sensitivity: number;
  /** Every lie, by the cohort's value and the value told: what a lottery has to deter. */
  readonly deviations: readonly Deviation[];
  /** Whether the members of a cohort with these reported signals are held to buying at this price. */
  buys(signals: readonly number[], price: number): boolean;
}

/**
 * One posted price for cohorts of D agents whose common value is E(V | X) of their signals: as `postedPrice`, but truth is an
 * ex-post equilibrium and no more, for an agent whose cohort lies may be better off lying too.
 *
 * @throws TypeError, RangeError naming the option and its range
 * @see [AMD, 4]; their F is printed with the strict rule
 */
export function cohortPrice(options: CohortPriceOptions): CohortPrice {
  const market = marketOf(options.cohorts);
  const grid = priceGrid(options.grid, options.offset, options.rule);
  const own = component(options.component);
  const plan = planned(options, grid, market, own);
  const cells = market.cohortValues.map((v) => affordable(grid, v));
  const score = grid.prices.map(
    (p, j) => market.members * p * cells.reduce((n, cell) => n + Number(j < cell), 0),
  );
  const gap = gapOf(grid, market.deviations);
  return Object.freeze({
    plan,
    certificate: certifyPrices(plan, words(options, market, gap)),
    ...overPrices(grid, plan, score, own),
    gap,
    sensitivity: sensitivityOf(grid, market.members, market.deviations),
    deviations: market.deviations,
    buys: (signals: readonly number[], price: number) =>
      buysAt(market.valueOf(signals), price, grid.rule),
  });
}

function planned(
  options: CohortPriceOptions,
  grid: PriceGrid,
  market: Market,
  own: Component,
): PricePlan {
  const { truth, promise, profiles, commitment = 'uniform' } = options;
  const base = baseOf(grid, market, own);
  if (oneOf('mode', options.mode, ['calibrated', 'paper']) === 'paper') {
    for (const name of ['truth', 'promise', 'commitment', 'component', 'profiles'] as const) {
      if (options[name] !== undefined) {
        throw outOfRange(name, 'left out in paper mode', options[name]);
      }
    }
    return paperPricing(base, paperLies(grid, market));
  }
  if (truth === undefined) throw outOfRange('truth', 'brackets or gain', truth);
  if (promise === undefined) throw outOfRange('promise', 'epsilon, tilt or loss', promise);
  const reading = checkedTruth(truth, grid.grid, 1);
  if (typeof reading === 'object' && 'beyond' in reading) {
    throw outOfRange('truth', 'brackets or gain, signals having no distance', truth);
  }
  const most = reading === 'brackets' ? null : reading.gain;
  const crowd = { ...market, others: market.cohortValues.length - 1 };
  const all = profiles === undefined ? null : enumeration(grid, crowd, profiles);
  const pricing: Pricing = {
    ...base,
    truth: reading,
    commitment: commitmentOf(grid, commitment),
    enumerated: all,
    deter: (lottery, gains, tilt) => {
      const gainOf = all?.gainAt(tilt, own) ?? boundedGain(grid, gains);
      return deterLies(market.deviations, lottery, gainOf, most);
    },
  };
  return pricePlan(pricing, promise);
}

/** Agents, the range of the score's change over every lie, and what nobody's data would promise. */
function baseOf(
  grid: PriceGrid,
  market: Market,
  own: Component,
): Omit<Pricing, 'truth' | 'deter' | 'commitment' | 'enumerated'> {
  const { members, deviations, possible } = market;
  let width = 0;
  for (const { value, told } of deviations) {
    const [from, to] = [affordable(grid, value), affordable(grid, told)];
    const { low, high } = scoreRange(grid, members, from, to);
    width = Math.max(width, high - low);
  }
  if (!(width > 0)) {
    throw outOfRange('cohorts.values', 'such that a report changes who buys at some price', width);
  }
  const cells = new Set(Array.from(possible, (v) => affordable(grid, v)).filter((c) => c > 0));
  const bought = grid.prices.filter((_, j) => cells.has(j + 1));
  return {
    grid,
    population: members * market.cohortValues.length,
    members,
    width,
    charge: width,
    component: own,
    blind: leastRegret(bought).regret,
  };
}

/** What the printed q leaves of each lie, exactly in the lottery and at the most over data in the exponential part. */
function paperLies(grid: PriceGrid, { deviations }: Market): PaperLies {
  return {
    tolerance: 0,
    net: (q, lottery, gains) => {
      const gain = boundedGain(grid, gains);
      const nets = deviations.map(
        (lie) => (1 - q) * gain(lie) - q * lottery.loss(lie.value, lie.told),
      );
      const worst = nets.reduce((most, x) => Math.max(most, x), -Infinity);
      return [Math.max(0, worst), Math.max(0, -worst)];
    },
  };
}

function words(options: CohortPriceOptions, market: Market, gap: number): PricingWords {
  const { grid, rule, offset } = options;
  const assumptions: Assumption[] = [
    {
      name: 'signals are informative',
      holds: market.informative,
      detail: 'E(V | X) rises in each signal, as the table says',
    },
    {
      name: 'the prices tell all signals apart',
      holds: gap > 2 / grid,
      detail: `[AMD, 4] has a price p with p and p + 2/m between any two values; the gap here is ${gap}`,
    },
    {
      name: 'the others tell the truth',
      holds: null,
      detail: 'with common values truth is an equilibrium ex post, not a dominant strategy',
    },
    {
      name: 'who buys at a price equal to the value',
      holds: null,
      detail: `${rule === 'weak' ? 'everybody' : 'nobody'}; prices ${offset === 'half' ? '(2j+1)/(2m)' : '0, 1/m, .., 1'}`,
    },
  ];
  return {
    neighbours: 'one signal replaced by any other, the numbers of cohorts and members public',
    privacyFormula:
      'tilt times the widest range over prices of the change of total revenue, over every replacement in the table; the lottery sees no report',
    bracketsPromise: 'every lie about a signal strictly loses when the others tell the truth',
    relativeTo: `the best price on the grid; at most ${1 / grid} more against any price in [0, 1]`,
    assumptions,
  };
}
