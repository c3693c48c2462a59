import { describe, expect, test } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { postedPrice } from '../src/mechanisms/prices/posted.ts';
import {
  optimalLottery,
  optimalPriceLottery,
  type CommitmentOptions,
  type OptimalLottery,
} from '../src/lp.ts';
import { component } from '../src/mechanisms/components/component.ts';
import {
  deterrence,
  proportionalLottery as closedForm,
} from '../src/mechanisms/prices/deterrence.ts';
import { crossingGains } from '../src/mechanisms/prices/gains.ts';
import { priceGrid } from '../src/mechanisms/prices/grid.ts';
import { expected, lottery } from './support/lotteries.ts';

describe('the best commitment lottery over prices', () => {
  test.each([
    ['price-calib-4', 4, 0.1],
    ['price-calib-10', 10, 0.05],
  ] as const)('%s', async (id, grid, epsilon) => {
    const free = { component: 'exponential', floor: 0 } as const;
    const options = { grid, offset: 'half', tilt: epsilon / 2, ...free } as const;
    const found = lottery(await optimalPriceLottery(options));
    expect(Math.abs(found.q - (expected(id).q_optimal_lottery ?? NaN))).toBeLessThan(1e-14);
  });

  test('is the closed form in proportion to the gains, whatever the component', async () => {
    for (const kind of ['exponential', 'permute-and-flip', 'laplace'] as const) {
      for (const m of [2, 3, 7]) {
        const grid = priceGrid(m, 'half', 'weak');
        const gains = crossingGains(grid, 0.3, component(kind));
        const floor = 2 ** -20;
        const { q } = deterrence(grid, 'brackets')(closedForm(grid, gains), gains);
        const options = { grid: m, offset: 'half', tilt: 0.3, component: kind } as const;
        const found = lottery(await optimalPriceLottery(options));
        expect(found.q).toBeLessThanOrEqual(q + 1e-15);
        expect(q - found.q).toBeLessThan(floor);
      }
    }
  });

  test('keeps a floor under every price', async () => {
    const options = { grid: 6, offset: 'half', tilt: 0.2, component: 'exponential' } as const;
    const bare = lottery(await optimalPriceLottery({ ...options, floor: 0 }));
    const kept = lottery(await optimalPriceLottery({ ...options, floor: 0.01 }));
    expect(Math.min(...bare.probabilities)).toBe(0);
    expect(Math.min(...kept.probabilities)).toBeGreaterThan(0.01 - 1e-15);
    expect(kept.q).toBeGreaterThan(bare.q);
    expect(kept.q - bare.q).toBeLessThan(0.01);
  });

  test('is taken by postedPrice as it comes, at the q it names', async () => {
    const found = lottery(
      await optimalPriceLottery({ grid: 5, offset: 'half', tilt: 0.2, component: 'exponential' }),
    );
    const { plan } = postedPrice({
      values: population(Float64Array.of(0.5), 1),
      grid: 5,
      offset: 'half',
      mode: 'calibrated',
      truth: 'brackets',
      promise: { tilt: 0.2 },
      commitment: found.probabilities,
    });
    expect(Math.abs(plan.q / found.q - 1)).toBeLessThan(1e-9);
  });

  test('is refused on the grid, where a type at her price loses nothing', async () => {
    const options = { grid: 4, offset: 'none', tilt: 1, component: 'exponential' } as const;
    await expect(optimalPriceLottery(options)).rejects.toThrow(
      /^offset must be half: .*got "none"/,
    );
  });
});

describe('any table of losses', () => {
  test('has a lottery that no random one beats, with its bound', async () => {
    const rng = seeded('tables');
    for (let round = 0; round < 10; round++) {
      const [deviations, alternatives] = [12, 5];
      const losses = Array.from({ length: deviations }, () =>
        Array.from({ length: alternatives }, (_, s) => (s === 0 || rng() < 0.5 ? rng() : 0)),
      );
      const weights = losses.map(() => 0.1 + rng());
      const found = lottery(await optimalLottery({ losses, weights }));
      expect(found.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
      expect(found.least).toBeLessThanOrEqual(found.bound);
      expect(found.bound - found.least).toBeLessThan(1e-12 * found.bound);
      for (let trial = 0; trial < 50; trial++) {
        const raw = Float64Array.from({ length: alternatives }, () => rng() ** 3);
        const total = raw.reduce((a, b) => a + b, 0);
        const ratios = losses.map(
          (row, dev) => row.reduce((lost, x, s) => lost + (x * raw[s]!) / total, 0) / weights[dev]!,
        );
        expect(Math.min(...ratios)).toBeLessThanOrEqual(found.bound * (1 + 1e-14));
      }
    }
  });

  test('with more work than allowed is solved in doubles, its lottery measured', async () => {
    const rng = seeded('doubles');
    const losses = Array.from({ length: 60 }, () => Array.from({ length: 40 }, () => rng()));
    const found: OptimalLottery = lottery(
      await optimalLottery({ losses, weights: losses.map(() => 1) }, { exactWork: 1000 }),
    );
    expect(found.exact).toBeNull();
    expect(found.bound - found.least).toBeGreaterThanOrEqual(0);
    expect(found.bound - found.least).toBeLessThan(1e-8);
  });

  test('too far apart for the solver is no lottery; with a floor it is one', async () => {
    const losses = [
      [1, 0],
      [0, 1e-13],
    ];
    const found = await optimalLottery({ losses, weights: [1, 1] });
    expect(found).toMatchObject({ kind: 'failed', reason: expect.stringContaining('floor') });
    const kept = lottery(await optimalLottery({ losses, weights: [1, 1], floor: 1e-3 }));
    expect(kept.least).toBeGreaterThan(0.99e-13);
  });

  test('that cannot be solved in time is a typed outcome', async () => {
    const losses = [
      [1, 0],
      [0, 1],
    ];
    const found = await optimalLottery({ losses, weights: [1, 2] }, { seconds: 1e-9 });
    expect(found).toMatchObject({ kind: 'limit', limit: 'time' });
  });

  test.each([
    [
      {
        losses: [
          [1, 0],
          [0, 0],
        ],
        weights: [1, 1],
      },
      'losses[1] must be above 0 at some alternative',
    ],
    [{ losses: [[1, -1]], weights: [1] }, 'losses[0][1] must be >= 0, got -1'],
    [{ losses: [[1, NaN]], weights: [1] }, 'losses[0][1] must be finite, got NaN'],
    [{ losses: [[1, 1], [1]], weights: [1, 1] }, 'losses[1].length must be 2, got 1'],
    [{ losses: [[1]], weights: [0] }, 'weights[0] must be > 0, got 0'],
    [{ losses: [[1]], weights: ['-1/2'] }, 'weights[0] must be > 0, got -0.5'],
    [{ losses: [[1]], weights: [] }, 'weights.length must be 1, got 0'],
    [{ losses: [], weights: [] }, 'losses must be one row a deviation, not empty'],
    [{ losses: [[1, 1]], weights: [1], floor: 0.6 }, 'floor must be in [0, 1/2], got 0.6'],
  ] as [CommitmentOptions, string][])('%j is refused', async (options, message) => {
    await expect(optimalLottery(options)).rejects.toThrow(message);
  });
});
