import { outOfRange } from '../../core/errors.ts';
import { rounding } from '../../core/numeric.ts';
import { exp } from '../../kernel/exp.ts';
import { deterringShare } from '../share.ts';
import type { Component } from '../components/component.ts';
import { crossed, type Deviation, type Market } from './cohorts.ts';
import type { Deterrence } from './deterrence.ts';
import type { CrossingGains } from './gains.ts';
import { affordable, type PriceGrid } from './grid.ts';
import type { PriceLottery } from './lottery.ts';

/** The most that a lie gains in the private part, over all data of a kind. */
export type LieGain = (lie: Deviation) => number;

/** Over any data: from the highest price that the lie crosses, and nothing upwards. */
export function boundedGain(grid: PriceGrid, gains: CrossingGains): LieGain {
  return (lie) => {
    const { low, high } = crossed(grid, lie);
    return lie.told < lie.value && high > low ? gains.down(high - 1, low > 0) : 0;
  };
}

/**
 * Over all values of the other cohorts, by enumeration of how many have each: exact for this number of cohorts.
 *
 * @throws RangeError when there are more such profiles than the caller's budget
 */
export function enumeratedGain(
  grid: PriceGrid,
  market: Market,
  {
    tilt,
    own,
    budget,
  }: { readonly tilt: number; readonly own: Component; readonly budget: number },
): LieGain {
  const scores = othersScores(grid, market, budget);
  const hidden = rounding(grid.prices.length, 1); // of a sum of probabilities
  const laws = new Map<string, Float64Array>();
  const law = (at: number, cell: number): Float64Array => {
    const name = `${at}:${cell}`;
    const made = laws.get(name) ?? lawOf(grid, market.members, scores[at]!, cell, tilt, own);
    laws.set(name, made);
    return made;
  };
  return ({ value, told }) => {
    const [here, there] = [affordable(grid, value), affordable(grid, told)];
    if (told > value || here === there) return 0;
    let most = hidden;
    for (let at = 0; at < scores.length; at++) {
      const [honest, lied] = [law(at, here), law(at, there)];
      let gain = 0;
      for (let j = 0; j < here; j++) gain += (lied[j]! - honest[j]!) * (value - grid.prices[j]!);
      most = Math.max(most, gain + hidden);
    }
    return most;
  };
}

function lawOf(
  { prices }: PriceGrid,
  members: number,
  others: Float64Array,
  cell: number,
  tilt: number,
  own: Component,
): Float64Array {
  const score = others.map((r, j) => r + (j < cell ? members * prices[j]! : 0));
  return own.logProbabilities(score, tilt).map(exp);
}

/** The total revenue of the other cohorts at every price, for every count of their values. */
function othersScores(grid: PriceGrid, market: Market, budget: number): Float64Array[] {
  const others = market.cohortValues.length - 1;
  const cells = [...new Set(Array.from(market.possible, (v) => affordable(grid, v)))];
  let scores = new Map<string, readonly number[]>([['', cells.map(() => 0)]]);
  for (let i = 0; i < others; i++) {
    const next = new Map<string, readonly number[]>();
    for (const counts of scores.values()) {
      for (const c of cells.keys()) {
        const more = counts.with(c, counts[c]! + 1);
        next.set(more.join(), more);
      }
    }
    if (next.size > budget) {
      throw outOfRange('profiles', `at least ${next.size} for ${others} other cohorts`, budget);
    }
    scores = next;
  }
  return [...scores.values()].map((counts) =>
    grid.prices.map((p, j) =>
      counts.reduce((all, n, c) => all + (j < cells[c]! ? n * market.members * p : 0), 0),
    ),
  );
}

/**
 * A q under which every lie strictly loses, or the least under which no lie gains more than `most`: its odds above the largest
 * gain / loss, or the largest (gain - most) / (gain + loss).
 *
 * @throws RangeError naming the lie that the lottery does not cost anything
 */
export function deterLies(
  deviations: readonly Deviation[],
  lottery: PriceLottery,
  gainOf: LieGain,
  most: number | null,
): Deterrence {
  let [q, ratio, gained] = [0, 0, 0];
  for (const lie of deviations) {
    const [gain, loss] = [gainOf(lie), lottery.loss(lie.value, lie.told)];
    if (most === null && !(loss > 0)) throw undeterred(lie);
    gained = Math.max(gained, gain);
    ratio = Math.max(ratio, gain / loss);
    q = Math.max(q, (gain - (most ?? 0)) / Math.max(gain + loss, Number.MIN_VALUE));
  }
  if (most === null) {
    return { q: deterringShare(ratio), lottery, tolerance: 0, worstGain: 0 };
  }
  if (q <= 0) return { q: 0, lottery: null, tolerance: 0, worstGain: gained };
  return { q, lottery, tolerance: 0, worstGain: most };
}

function undeterred({ value, told, from, to }: Deviation): RangeError {
  const pair = `signals ${from} reported as ${to}, values ${value} and ${told}`;
  return outOfRange('commitment', `a lottery that makes every lie lose (${pair}, lose nothing)`, 0);
}
