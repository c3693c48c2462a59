import { describe, expect, it } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { finiteSetLoss } from '../src/mechanisms/finite-loss.ts';
import { priceGrid } from '../src/mechanisms/prices/grid.ts';
import { leastRegret, priceLottery } from '../src/mechanisms/prices/lottery.ts';
import { revenueLoss } from '../src/mechanisms/prices/loss.ts';
import { printedPricing } from '../src/mechanisms/prices/paper-plan.ts';
import { postedPrice, type PostedPriceOptions } from '../src/mechanisms/prices/posted.ts';
import {
  average,
  joined,
  priceLaw,
  pricePoints,
  softened,
  type Buyers,
} from './support/amd/price-oracles.ts';

const OFFSETS = ['none', 'half'] as const;

const close = (x: number, y: number, relative: number): void => {
  expect(Math.abs(x - y)).toBeLessThanOrEqual(relative * Math.max(1e-3, Math.abs(y)));
};

describe('what the data cannot take back', () => {
  it.each(OFFSETS)('%s: the exponential law loses no more than the bound', (offset) => {
    const rng = seeded(`price bound ${offset}`);
    let tightest = 0;
    for (let i = 0; i < 400; i++) {
      const m = 1 + Math.floor(rng() * 8);
      const [grid, x] = [priceGrid(m, offset, 'weak'), 10 ** (3 * rng() - 0.5)];
      const prices = Array.from(grid.prices);
      // a falling demand curve, of nearly equal revenues when i is a multiple of 7
      let left = 1;
      const demand = prices.map((p) => (left = Math.min(left, (0.09 * (1 + rng() * (i % 7))) / p)));
      const revenue = prices.map((p, j) => p * demand[j]!);
      const law = softened(revenue.map((r) => x * r));
      const lost = Math.max(...revenue) - average(law, revenue);
      const bound = revenueLoss(grid, x);
      expect(lost).toBeLessThanOrEqual(bound * (1 + 1e-12));
      expect(bound).toBeLessThanOrEqual(
        finiteSetLoss(Math.log(prices.length), x) * (1 + 1e-12) + (prices.length === 1 ? 1 : 0),
      );
      tightest = Math.max(tightest, prices.length > 1 ? lost / bound : 0);
    }
    expect(tightest).toBeGreaterThan(0.4);
  });

  it('is at least the mean of any losses that a demand curve allows', () => {
    const grid = priceGrid(4, 'none', 'weak');
    for (const x of [0.5, 3, 10, 100]) {
      let most = 0;
      for (let s = 0; s <= 4; s++) {
        const caps = [0, 1, 2, 3, 4].map((j) => (j < s ? (s - j) / 4 : s / 4));
        for (let level = 0; level <= 1; level += 0.0005) {
          const lost = caps.map((cap, j) => (j === s ? 0 : Math.min(cap, level)));
          most = Math.max(most, average(softened(lost.map((l) => -x * l)), lost));
        }
      }
      close(revenueLoss(grid, x), most, 1e-4);
      expect(revenueLoss(grid, x)).toBeGreaterThanOrEqual(most * (1 - 1e-12));
    }
  });

  it.each([1, 2, 4, 10, 100])('m = %i: no lottery has less regret than the blind one', (m) => {
    for (const offset of OFFSETS) {
      const grid = priceGrid(m, offset, 'weak');
      const blind = leastRegret(grid.prices);
      const own = priceLottery(grid, blind.probabilities, 'given');
      close(own.regret, blind.regret, 1e-12);
      // a demand curve at which every price the lottery uses earns the same and no price more: nobody can lose less
      const first = blind.probabilities.findIndex((p) => p > 0);
      const low = grid.prices[first]!;
      const regrets = Array.from(grid.prices, (_, j) => {
        let against = 0;
        grid.prices.forEach((p, s) => {
          if (s < first) return;
          const next = grid.prices[s + 1];
          const share = low / p - (next === undefined ? 0 : low / next);
          against += share * (p - (j <= s ? grid.prices[j]! : 0));
        });
        return against;
      });
      close(Math.min(...regrets), blind.regret, 1e-12);
    }
  });

  it.each(OFFSETS)('%s: the mixture keeps its promise on values at one point', (offset) => {
    for (const value of [0.1, 0.3, 0.5, 0.77, 1]) {
      const made = postedPrice({
        values: population(new Float64Array(50).fill(value), 1),
        mode: 'calibrated',
        grid: 6,
        offset,
        truth: { gain: 0.001 },
        promise: { tilt: 0.5 },
      });
      const { optimum = NaN, expectedWelfare = NaN } = made.diagnostics();
      expect(optimum - expectedWelfare).toBeLessThanOrEqual(made.plan.promised);
    }
  });
});

const base: PostedPriceOptions = {
  values: population(
    Float64Array.from({ length: 200 }, (_, i) => i / 199),
    1,
  ),
  grid: 8,
  offset: 'half',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 0.1 },
};

const many = (n: number): PostedPriceOptions['values'] =>
  population(Float64Array.of(0.2, 0.9), 1, Float64Array.of(n / 2, n / 2));

describe('how private or how good', () => {
  it.each(OFFSETS)('%s: the privacy loss is reached and not passed', (offset) => {
    const [m, tilt] = [5, 0.3];
    const [prices, width] = [pricePoints(m, offset), pricePoints(m, offset).at(-1)!];
    const { plan, certificate } = postedPrice({
      ...base,
      grid: m,
      offset,
      truth: { gain: 1 },
      promise: { epsilon: tilt },
    });
    expect([plan.tilt, plan.epsilon]).toEqual([tilt, tilt]);
    expect(certificate.privacy.epsilon).toBeCloseTo(tilt * width, 14);
    let most = 0;
    for (let low = 0; low <= 400; low += 20) {
      const others: Buyers = { values: [0.2, 1], counts: [low, 400] };
      const [here, there] = [1, 0.1].map((b) => priceLaw(joined(others, b), prices, tilt, 'weak'));
      here!.forEach((p, j) => (most = Math.max(most, Math.abs(Math.log(p / there![j]!)))));
    }
    expect(most).toBeLessThanOrEqual(tilt * width * (1 + 1e-12));
    expect(most).toBeGreaterThan(0.99 * tilt * width);
  });

  it('the best promise is no worse than at tilts around it, and a looser one is more private', () => {
    const at = (promise: NonNullable<PostedPriceOptions['promise']>) =>
      postedPrice({ ...base, values: many(1e5), promise }).plan;
    const best = at({ loss: 'best' });
    for (const factor of [0.5, 0.9, 1.1, 2]) {
      expect(at({ tilt: factor * best.tilt }).promised).toBeGreaterThanOrEqual(best.promised);
    }
    const loose = at({ loss: 2 * best.promised });
    close(loose.promised, 2 * best.promised, 1e-6);
    expect(loose.epsilon).toBeLessThan(best.epsilon);
    expect(best.dataHelp).toBe(true);
    expect(at({ tilt: 1e-9 }).dataHelp).toBe(false);
  });

  it('paper mode takes the printed parameters above the printed n0', () => {
    const { least } = printedPricing(1, 8, 8, 1);
    const paper = (n: number) => {
      const { values: _v, truth: _t, promise: _p, ...rest } = base;
      return postedPrice({ ...rest, values: many(n), mode: 'paper' }).plan;
    };
    expect(() => paper(least)).toThrow(`population must be above the printed n0 = ${least}`);
    const [n, plan] = [least + 1, paper(least + 1)];
    const epsilon = Math.sqrt(Math.log(n / 16) / (64 * n));
    close(plan.tilt, epsilon / 2, 1e-12);
    close(plan.q, 2 * epsilon * 64, 1e-12);
    expect(plan.q).toBeLessThan(1);
    expect(plan.leastLoss).toBeGreaterThan(0);
    expect(least / Math.log(least)).toBeGreaterThan(512);
    expect((least - 1) / Math.log(least - 1)).toBeLessThanOrEqual(512);
  });

  it.each<[Partial<PostedPriceOptions>, string]>([
    [{ grid: 0 }, 'grid must be an integer in [1, 1048576], got 0'],
    [{ grid: 2.5 }, 'grid must be an integer in [1, 1048576], got 2.5'],
    [{ offset: 'quarter' as 'half' }, 'offset must be one of none, half, got "quarter"'],
    [{ truth: { beyond: 0.125 } }, 'truth.beyond must be above 0.125'],
    [{ truth: { beyond: 0 } }, 'truth.beyond must be in [0.000001, 1], got 0'],
    [{ truth: { gain: -1 } }, 'truth.gain must be in [0, 1], got -1'],
    [{ commitment: Float64Array.of(1) }, 'commitment.length must be 8, got 1'],
    [{ commitment: new Float64Array(8).fill(0.1) }, 'the sum of commitment must be 1, got 0.8'],
    [
      { commitment: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0) },
      'commitment must be above 0 at the price 0.1875: type 0.25 that reports 0.125',
    ],
    [{ offset: 'none' }, 'half-offset prices do (pair 0.125, 0), got "brackets"'],
    [{ promise: { tilt: 1e6 } }, 'tilt must be in [0, '],
    [{ mode: 'paper' }, 'truth must be left out in paper mode, got "brackets"'],
    [
      { values: population(Float64Array.of(0.1, 0.2), 2) },
      'values.attributes must be an integer in [1, 1], got 2',
    ],
  ])('%j is refused by name', (change, message) => {
    expect(() => postedPrice({ ...base, ...change })).toThrow(message);
  });
});
