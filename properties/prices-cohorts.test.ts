import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { cohortPrice, type CohortPriceOptions } from '../src/mechanisms/prices/cohort-price.ts';
import {
  heldLoss,
  priceLaw,
  pricePoints,
  surplus,
  type Buyers,
} from './support/amd/price-oracles.ts';

const file = new URL('./vectors/approximate.json', import.meta.url);
const stored = JSON.parse(readFileSync(file, 'utf8')) as {
  instances: { id: string; expect: Record<string, number> }[];
};
const wanted = stored.instances.find(({ id }) => id === 'cohorts-2x2')!.expect;

const close = (x: number, y: number, relative = 1e-12): void => {
  expect(Math.abs(x - y)).toBeLessThanOrEqual(relative * Math.abs(y));
};

const VALUES = [0.099, 0.5, 0.901];

/** Two cohorts of two with binary signals, as the stored numbers have them; revenue is multiplied by eps / (2 D). */
const two = (eps: number): CohortPriceOptions => ({
  cohorts: {
    signals: [
      [0, 1],
      [1, 1],
    ],
    levels: 2,
    values: VALUES,
  },
  grid: 10,
  offset: 'none',
  rule: 'strict',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: eps / 4 },
  profiles: 10,
});

describe('cohorts agree with independently computed numbers', () => {
  it('gap, sensitivity and losses', () => {
    const made = cohortPrice(two(0.1));
    close(made.gap, wanted['gap']!);
    close(made.sensitivity, wanted['sensitivity']!);
    const least = (lottery = made.plan.lottery!): number =>
      Math.min(...made.deviations.map(({ value, told }) => lottery.loss(value, told)));
    close(least(), wanted['uniform_min_loss']!);
    // half its mass on each side of .5, with the means that make both lies of a side cost the same
    const best = Float64Array.of(0, 0, 0.0025, 0.4975, 0, 0, 0, 0.4975, 0.0025, 0, 0);
    const given = cohortPrice({ ...two(0.1), commitment: best }).plan.lottery!;
    close(least(given), wanted['lp_max_min_loss']!);
  });

  it.each([
    [0.01, 'qmin_eps_001'],
    [0.1, 'qmin_eps_01'],
  ] as const)('eps = %d: the largest gain over the least loss', (eps, field) => {
    // the stored q sets the largest gain of any lie against the least loss of any; ours goes lie by lie
    const { truth: _, ...rest } = two(eps);
    const gain = cohortPrice({ ...rest, truth: { gain: 1 } }).plan.worstGain;
    close(gain / (gain + wanted['uniform_min_loss']!), wanted[field]!, 1e-10);
    const { q } = cohortPrice(two(eps)).plan;
    const { profiles: _p, ...any } = two(eps);
    expect(q).toBeLessThan(wanted[field]!);
    expect(q).toBeLessThan(cohortPrice(any).plan.q);
  });
});

describe('truth is an equilibrium ex post', () => {
  it('at the least q of all profiles, and not below it', () => {
    const rng = seeded('cohorts');
    for (let i = 0; i < 12; i++) {
      const rule = i % 2 === 0 ? 'weak' : 'strict';
      const tilt = 0.05 + rng();
      const options = { ...two(0), rule, promise: { tilt } } as const;
      const { plan, prices } = cohortPrice(options);
      const [P, at] = [Array.from(plan.lottery!.probabilities), Array.from(prices)];
      const net = (q: number, other: number, value: number, told: number): number => {
        const law = (v: number): number[] => {
          const buyers: Buyers = { values: [other, v], counts: [2, 2] };
          return priceLaw(buyers, at, tilt, rule);
        };
        const gain = surplus(law(told), at, value) - surplus(law(value), at, value);
        return (1 - q) * gain - q * heldLoss(P, at, value, told, rule);
      };
      const worst = (q: number): number => {
        const lies = [
          [0, 1],
          [1, 0],
          [1, 2],
          [2, 1],
        ];
        const nets = VALUES.flatMap((other) =>
          lies.map(([t, b]) => net(q, other, VALUES[t!]!, VALUES[b!]!)),
        );
        return Math.max(...nets);
      };
      expect(worst(plan.q)).toBeLessThan(0);
      expect(worst(plan.q * 0.999)).toBeGreaterThan(0);
    }
  });

  it('and no dominant strategy: a lie mends what a lying partner says', () => {
    // her signal is 0, her partner's 1, which he denies: the value is .5, and only her lie has the lottery act on it
    const at = pricePoints(10, 'none');
    const { plan, deviations } = cohortPrice(two(0.1));
    const P = Array.from(plan.lottery!.probabilities);
    const [low, middle] = [VALUES[0]!, VALUES[1]!];
    expect(deviations.some(({ value, told }) => value === low && told === middle)).toBe(true);
    expect(heldLoss(P, at, middle, middle, 'strict')).toBe(0);
    expect(heldLoss(P, at, middle, low, 'strict')).toBeGreaterThan(0.09);
  });
});

describe('tables of values', () => {
  it('by the sorted signals are the table by their number when they say the same', () => {
    const options = two(0.1);
    const values = { '0,0': 0.099, '0,1': 0.5, '1,1': 0.901 };
    const made = cohortPrice({ ...options, cohorts: { ...options.cohorts, values } });
    expect(made.law()).toEqual(cohortPrice(options).law());
    expect(made.plan.q).toBe(cohortPrice(options).plan.q);
    expect([made.buys([1, 0], 0.4), made.buys([0, 1], 0.5)]).toEqual([true, false]);
  });

  it('that tell nothing apart, miss a value, or ask for too much are refused by name', () => {
    const options = two(0.1);
    const over = (values: readonly number[]) => () =>
      cohortPrice({ ...options, cohorts: { ...options.cohorts, values } });
    expect(over([0.31, 0.32, 0.33])).toThrow(
      'cohorts.values must be such that a report changes who buys at some price, got 0',
    );
    expect(over([0.099, 0.5])).toThrow('cohorts.values[2] must be a number, got undefined');
    expect(over([0.31, 0.32, 0.9])).toThrow(
      'commitment must be a lottery that makes every lie lose (signals 0,0 reported as 0,1',
    );
    expect(() => cohortPrice({ ...options, profiles: 2 })).toThrow('profiles must be at least 3');
    const signals = [
      [0, 1],
      [1, 2],
    ];
    expect(() => cohortPrice({ ...options, cohorts: { ...options.cohorts, signals } })).toThrow(
      'cohorts.signals[1][1] must be an integer in [0, 1], got 2',
    );
  });

  it('of large markets take the printed parameters', () => {
    const signals = Array.from({ length: 30_000 }, (_, i) => [i % 2, Number(i % 3 === 0)]);
    const { truth: _t, promise: _p, profiles: _n, ...rest } = two(0.1);
    const many = cohortPrice({ ...rest, mode: 'paper', cohorts: { ...rest.cohorts, signals } });
    expect(many.plan.q).toBeLessThan(1);
    expect(many.plan.leastLoss).toBeGreaterThan(0);
    expect(many.certificate.assumptions.map(({ holds }) => holds)).toContain(true);
  });
});
