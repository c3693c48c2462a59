import { describe, expect, it } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import type { Truth } from '../src/mechanisms/truth.ts';
import { cohortPrice } from '../src/mechanisms/prices/cohort-price.ts';
import { postedPrice, type PostedPrice } from '../src/mechanisms/prices/posted.ts';
import { heldLoss, joined, priceLaw, pricePoints, surplus } from './support/amd/price-oracles.ts';

const half = (grid: number, truth: Truth, more: object = {}): PostedPrice =>
  postedPrice({
    values: population(Float64Array.of(0.5, 1), 1, Float64Array.of(0.5, 1)),
    grid,
    offset: 'half',
    mode: 'calibrated',
    truth,
    promise: { tilt: 0.5 },
    ...more,
  });

describe('every lie strictly loses', () => {
  it.each<[string, Truth]>([
    ['brackets', 'brackets'],
    ['beyond', { beyond: 0.6 }],
  ])('at one price, where nobody gains: %s', (_name, truth) => {
    const { plan } = half(1, truth);
    expect(plan.q).toBeGreaterThan(0);
    expect(plan.q).toBeLessThan(1e-12);
    expect(plan.q * plan.lottery!.loss(1, 0)).toBeGreaterThan(0);
  });

  it('for cohorts whose lies gain nothing', () => {
    const cohorts = { signals: [[0], [1]], levels: 2, values: [0, 1 / 3] };
    const { plan, deviations } = cohortPrice({
      cohorts,
      grid: 3,
      offset: 'half',
      rule: 'weak',
      mode: 'calibrated',
      truth: 'brackets',
      promise: { tilt: 1 },
    });
    const least = Math.min(...deviations.map(({ value, told }) => plan.lottery!.loss(value, told)));
    expect(least * plan.q).toBeGreaterThan(0);
  });

  it('at data where the largest gain is attained', () => {
    const prices = pricePoints(2, 'half');
    for (const tilt of [0.1, 0.5, 1, 3, 10]) {
      const { plan } = half(2, 'brackets', { promise: { tilt } });
      const others = { values: [0.5], counts: [0.5] };
      const worth = (b: number): number =>
        surplus(priceLaw(joined(others, b), prices, tilt, 'weak'), prices, 1);
      const lost = heldLoss(Array.from(plan.lottery!.probabilities), prices, 1, 0.5, 'weak');
      const net = plan.q * lost - (1 - plan.q) * (worth(0.5) - worth(1));
      expect(net).toBeGreaterThan(0);
      expect(net).toBeLessThan(1e-12);
    }
  });

  it('beyond lengths that leave a lie without a price in between are refused', () => {
    // from .5 to 1, and from .5 to 0, nothing is lost at .5
    expect(() => half(1, { beyond: 0.5 })).toThrow('truth.beyond must be above 1');
    // across the lowest price nobody gains, and without mass there nobody loses
    expect(() => half(2, { beyond: 0.6 }, { commitment: Float64Array.of(0, 1) })).toThrow(
      'truth.beyond must be above 0.5',
    );
    const rng = seeded('lies beyond');
    for (let i = 0; i < 200; i++) {
      const m = 1 + Math.floor(rng() * 5);
      const least = (m === 1 ? 0.5 : 1 / m) + 1e-3;
      const beyond = least + rng() * (1 - least);
      const { plan } = half(m, { beyond });
      const t = rng();
      const b = t < beyond ? t + beyond : t - beyond;
      if (b >= 0 && b <= 1) expect(plan.q * plan.lottery!.loss(t, b)).toBeGreaterThan(0);
    }
  });
});
