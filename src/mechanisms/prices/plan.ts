import { log } from '../../kernel/exp.ts';
import { finite, positive, within } from '../../core/errors.ts';
import type { Component } from '../components/component.ts';
import { promisedPlan, type Target } from '../promise.ts';
import { checkedTruth, type Truth } from '../truth.ts';
import { deterrence, proportionalLottery, type Deterrence } from './deterrence.ts';
import { deterLies } from './cohort-gains.ts';
import type { Enumeration } from './enumeration.ts';
import { listedLies } from './private-lies.ts';
import { crossingGains, scoreRange, type CrossingGains } from './gains.ts';
import type { Offset, PriceGrid } from './grid.ts';
import { leastRegret, priceLottery, uniformLottery, type PriceLottery } from './lottery.ts';
import { revenueLoss } from './loss.ts';

/** Parameters and what they promise on any data. Revenue is per head. */
export interface PricePlan {
  readonly mode: 'calibrated' | 'paper';
  readonly truth: Truth | 'paper';
  /** n, the number of agents. */
  readonly population: number;
  readonly grid: number;
  readonly offset: Offset;
  /** k. */
  readonly prices: number;
  /** The multiplier of total revenue p D(p). */
  readonly tilt: number;
  /** The privacy loss promised. */
  readonly epsilon: number;
  /** The worst case over all data and neighbours: of this many agents where it is exact, of any number where it is a bound. */
  readonly worstPrivacyLoss: number;
  readonly q: number;
  /** Revenue per head given up at most. */
  readonly promised: number;
  readonly formula: string;
  /** The least that a price lottery drawn without data gives up at worst. */
  readonly blind: number;
  readonly dataHelp: boolean;
  /** Lies up to this length are not deterred; 0 under brackets. */
  readonly tolerance: number;
  readonly worstGain: number;
  /** Least over data and deterred lies of what a lie loses, at least; 0 in calibrated mode, where q leaves no more than rounding needs. */
  readonly leastLoss: number;
  readonly lottery: PriceLottery | null;
  readonly component: Component['kind'];
  /** The bound on what a lie gains in the private part. */
  readonly gainFormula: string;
  /** `exact`: gains and privacy loss are those of all data of this many agents, enumerated; `bound`: of any number. */
  readonly basis: 'exact' | 'bound';
}

/** How the lottery over the prices is chosen: 'optimal' needs the least q on brackets; an array has a probability a price. */
export type PriceCommitment = 'uniform' | 'optimal' | Float64Array;

/** What a plan is made from. */
export interface Pricing {
  readonly grid: PriceGrid;
  readonly population: number;
  /** How many agents' purchases one report moves. */
  readonly members: number;
  /** The most that the range over prices of the score's change is, over all replacements of one report. */
  readonly width: number;
  /** What epsilon is charged a unit of tilt: width, or a round number above it. */
  readonly charge: number;
  readonly component: Component;
  /** The lottery over the prices, which may depend on what lies gain. */
  readonly commitment: (gains: CrossingGains) => PriceLottery;
  /** The least q of the lies that there are. */
  readonly deter: (lottery: PriceLottery, gains: CrossingGains, tilt: number) => Deterrence;
  /** The least worst-case regret of a price lottery drawn without data. */
  readonly blind: number;
  readonly truth: Truth;
  /** All data of this many agents, where they were to be enumerated. */
  readonly enumerated: Enumeration | null;
}

/**
 * Private values, one report a buyer. Revenue moves one way at all prices when one value changes, so the score's change
 * has the range of one sensitivity and not of two; epsilon is charged for prices up to 1.
 */
export function privateValues(
  grid: PriceGrid,
  given: {
    readonly population: number;
    readonly truth: Truth;
    readonly profiles: number | undefined;
  } & Pick<Pricing, 'component' | 'commitment'>,
): Pricing {
  const truth = checkedTruth(given.truth, grid.grid, 1);
  const listed =
    given.profiles === undefined ? null : listedLies(grid, truth, given.population, given.profiles);
  const { component } = given;
  return {
    ...given,
    grid,
    truth,
    population: positive('population', given.population),
    members: 1,
    width: widthOf(grid),
    charge: 1,
    blind: leastRegret(grid.prices).regret,
    deter:
      listed === null
        ? deterrence(grid, truth)
        : (lottery, _gains, tilt) =>
            deterLies(listed.lies, lottery, listed.all.gainAt(tilt, component), listed.most),
    enumerated: listed && listed.all,
  };
}

/**
 * The widest range over prices of the score's change, over all replacements: from everything bought to a report that buys at the
 * lowest price only, or at none. Any other pair crosses fewer prices, so its changes lie within those of the first. O(k).
 */
export function widthOf(grid: PriceGrid): number {
  const ranges = [0, 1].map((to) => scoreRange(grid, 1, grid.prices.length, to));
  return ranges.reduce((most, { low, high }) => Math.max(most, high - low), 0);
}

/**
 * The least q that keeps the promise of truth, at the tilt that was asked for or the one that promises least.
 * promised = q min(p, regret + shade) + (1-q) min(p, L + shade), p the highest price, L the component's own loss, and shade what
 * undeterred reports hide: lies up to b cross at most ceil(b m) prices, downwards (upwards the lottery takes and the private part
 * gives nothing), and true demand is never below what is reported.
 */
export function pricePlan(pricing: Pricing, promise: Target): PricePlan {
  const { prices } = pricing.grid;
  const { enumerated, component } = pricing;
  const plan = promisedPlan(promise, {
    at: (tilt) => planAt(pricing, tilt),
    epsilon: (tilt) => tilt * pricing.charge,
    spread: pricing.population * Math.max(pricing.charge, prices[prices.length - 1]!),
  });
  if (enumerated === null) return plan;
  return Object.freeze({
    ...plan,
    worstPrivacyLoss: enumerated.privacyLossAt(plan.tilt, component),
    gainFormula: 'the largest over all reports of the others',
    basis: 'exact' as const,
  });
}

/** The component's own loss per head, or for the exponential law the sharper one of demand curves. */
export function ownLoss(
  { grid, component }: Pick<Pricing, 'grid' | 'component'>,
  x: number,
): { readonly value: number; readonly formula: string } {
  const k = grid.prices.length;
  if (component.kind !== 'exponential') return component.loss(log(k), x);
  return {
    value: revenueLoss(grid, x),
    formula: 'largest mean of losses l_j <= p - p_j under weights e^(-x l_j), x = n tilt',
  };
}

function planAt(pricing: Pricing, tilt: number): PricePlan {
  const { grid, truth } = pricing;
  const gains = crossingGains(grid, tilt * pricing.members, pricing.component);
  const { q, lottery, tolerance, worstGain } = pricing.deter(
    pricing.commitment(gains),
    gains,
    tilt,
  );
  const own = ownLoss(pricing, pricing.population * tilt);
  const top = grid.prices[grid.prices.length - 1]!;
  const shade = Math.ceil(tolerance * grid.grid) / grid.grid;
  const punished = lottery === null ? 0 : q * Math.min(top, lottery.regret + shade);
  const promised = finite('promised', punished + (1 - q) * Math.min(top, own.value + shade));
  const hidden = shade > 0 ? ` + ${shade}` : '';
  return Object.freeze({
    ...figures(pricing, tilt, gains),
    mode: 'calibrated' as const,
    truth,
    q: within('q', q, 0, 1),
    promised,
    formula: `q (regret of the lottery${hidden}) + (1 - q) (L${hidden}), L = ${own.formula}`,
    dataHelp: promised < pricing.blind,
    tolerance,
    worstGain,
    leastLoss: 0,
    lottery,
  });
}

/** What every plan at this tilt says of itself. */
export function figures(
  pricing: Omit<Pricing, 'truth' | 'deter' | 'commitment' | 'enumerated'>,
  tilt: number,
  gains: CrossingGains,
): Pick<
  PricePlan,
  | 'population'
  | 'grid'
  | 'offset'
  | 'prices'
  | 'tilt'
  | 'epsilon'
  | 'worstPrivacyLoss'
  | 'blind'
  | 'component'
  | 'gainFormula'
  | 'basis'
> {
  const { grid, component } = pricing;
  return {
    population: pricing.population,
    grid: grid.grid,
    offset: grid.offset,
    prices: grid.prices.length,
    tilt,
    epsilon: finite('epsilon', tilt * pricing.charge),
    worstPrivacyLoss: component.epsilon(tilt * pricing.width),
    blind: pricing.blind,
    component: component.kind,
    gainFormula: gains.formula,
    basis: 'bound',
  };
}

/** A commitment as the lottery it is at each tilt; the same one where it is fixed. */
export function commitmentOf(
  grid: PriceGrid,
  commitment: PriceCommitment,
): (gains: CrossingGains) => PriceLottery {
  if (commitment === 'optimal') return (gains) => proportionalLottery(grid, gains);
  const fixed =
    commitment === 'uniform' ? uniformLottery(grid) : priceLottery(grid, commitment, 'given');
  return () => fixed;
}
