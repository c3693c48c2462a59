import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  fractionText,
  optimalLottery,
  optimalPriceLottery,
  optimalSiteLottery,
  type CommitmentOptions,
  type LotteryOutcome,
  type OptimalLottery,
} from '../src/lp.ts';
import { component } from '../src/mechanisms/components/component.ts';
import { deterrence, optimalLottery as closedForm } from '../src/mechanisms/prices/deterrence.ts';
import { crossingGains } from '../src/mechanisms/prices/gains.ts';
import { priceGrid } from '../src/mechanisms/prices/grid.ts';
import { adjacentSites } from '../src/mechanisms/sites/lotteries.ts';
import vectors from './vectors/approximate.json' with { type: 'json' };

function lottery<T extends LotteryOutcome>(found: T): Extract<T, { kind: 'lottery' }> {
  if (found.kind !== 'lottery') throw new Error(`${found.kind}: ${found.said}`);
  return found as Extract<T, { kind: 'lottery' }>;
}

interface Expected {
  readonly value?: number;
  readonly closed_form?: string;
  readonly q_optimal_lottery?: number;
}

const expected = (id: string): Expected =>
  vectors.instances.find((each) => each.id === id)?.expect as Expected;

/** Every K-subset of 0..m by counting in binary, and what each lie between 0..m loses in it, in steps: slow and plain. */
function siteLosses(m: number, facilities: number) {
  const sets = Array.from({ length: 2 ** (m + 1) }, (_, bits) =>
    Array.from({ length: m + 1 }, (_, s) => s).filter((s) => (bits >> s) % 2 === 1),
  ).filter((set) => set.length === facilities);
  const points = Array.from({ length: m + 1 }, (_, j) => j);
  const lies = points.flatMap((t) => points.filter((b) => b !== t).map((b) => ({ t, b })));
  const losses = lies.map(({ t, b }) =>
    sets.map((set) => {
      const byDistance = (from: number) => Math.min(...set.map((s) => Math.abs(s - from)));
      const servers = set.filter((s) => Math.abs(s - b) === byDistance(b));
      return Math.min(...servers.map((s) => Math.abs(s - t))) - byDistance(t);
    }),
  );
  return { lies, losses, steps: lies.map(({ t, b }) => Math.abs(t - b)) };
}

describe('the best commitment lottery over sites', () => {
  test.each([
    ['lp-4-2', 4, 2],
    ['lp-4-3', 4, 3],
  ] as const)('%s, as a fraction', async (id, m, facilities) => {
    const { losses, steps } = siteLosses(m, facilities);
    const found = lottery(await optimalLottery({ losses, weights: steps }));
    const { value, closed_form: closed } = expected(id);
    expect(found.exact && fractionText(found.exact.least)).toBe(closed);
    expect(found.bound / m).toBe(value);
    expect(found.certificate.standing).toBe('proved');
    const sites = lottery(await optimalSiteLottery({ grid: m, facilities, cost: 'distance' }));
    expect(sites.exact?.least).toEqual(found.exact?.least);
  });

  test('is no better than adjacent pairs, for two facilities on any grid up to 7', async () => {
    for (let grid = 2; grid <= 7; grid++) {
      const options = { grid, facilities: 2, cost: 'distance' } as const;
      const found = lottery(await optimalSiteLottery(options));
      expect(found.exact && fractionText(found.exact.least)).toBe(`1/${grid}`);
      const adjacent = adjacentSites({ ...options, types: 'grid' });
      for (let j = 1; j <= grid; j++) {
        expect(Math.abs(adjacent.leastLoss(j / grid) - j / grid / grid)).toBeLessThan(1e-15);
      }
    }
  });

  test('gives a lottery that loses what its table says', async () => {
    const [grid, facilities] = [5, 3];
    const found = lottery(await optimalSiteLottery({ grid, facilities, cost: 'distance' }));
    const { lies, losses } = siteLosses(grid, facilities);
    const { sites } = found;
    const mine = (dev: number): number => sites.loss([lies[dev]!.t / grid], [lies[dev]!.b / grid]);
    const best = lies.map((_, dev) => mine(dev) / (Math.abs(lies[dev]!.t - lies[dev]!.b) / grid));
    expect(Math.abs(Math.min(...best) - found.least)).toBeLessThan(1e-12);
    expect(found.bound - found.least).toBeLessThan(1e-12);
    for (let d = 1; d <= grid; d++) {
      const atLeast = lies
        .map((_, dev) => dev)
        .filter((dev) => Math.abs(lies[dev]!.t - lies[dev]!.b) >= d);
      expect(sites.leastLoss(d / grid)).toBe(Math.min(...atLeast.map(mine)));
    }
    expect(losses.flat().every((loss) => loss >= 0)).toBe(true);
    expect(Array.from(sites.distances ?? [])).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test('draws K sites of the grid by its probabilities', async () => {
    const found = lottery(await optimalSiteLottery({ grid: 4, facilities: 2, cost: 'distance' }));
    const rng = seeded('sites');
    const [rounds, lie] = [1500, [0.25, 0.5] as const];
    let lost = 0;
    for (let round = 0; round < rounds; round++) {
      const sites = found.sites.draw(rng).map(([x]) => x ?? NaN);
      expect(sites).toHaveLength(2);
      expect(sites.every((x) => Number.isInteger(x * 4) && x >= 0 && x <= 1)).toBe(true);
      const to = (from: number) => Math.min(...sites.map((x) => Math.abs(x - from)));
      const served = sites.filter((x) => Math.abs(x - lie[1]) === to(lie[1]));
      lost += Math.min(...served.map((x) => Math.abs(x - lie[0]))) - to(lie[0]);
    }
    const error = lost / rounds - found.sites.loss([lie[0]], [lie[1]]);
    expect(Math.abs(error)).toBeLessThan(6 / (2 * Math.sqrt(rounds)) / 4);
  });

  test('is refused for one facility, with the lie that nothing deters', async () => {
    const one = optimalSiteLottery({ grid: 3, facilities: 1, cost: 'distance' });
    const why = /above 0 at some alternative, or nothing deters it \(type 0\/3 that reports 1\/3\)/;
    await expect(one).rejects.toThrow(why);
    const many = optimalSiteLottery({ grid: 60, facilities: 6, cost: 'distance' });
    await expect(many).rejects.toThrow('facilities must be few enough for 2000000 losses');
    const more = optimalSiteLottery({ grid: 3, facilities: 5, cost: 'distance' });
    await expect(more).rejects.toThrow('facilities must be an integer in [1, 4], got 5');
  });
});

describe('the best commitment lottery over prices', () => {
  test.each([
    ['price-calib-4', 4, 0.1],
    ['price-calib-10', 10, 0.05],
  ] as const)('%s', async (id, grid, epsilon) => {
    const options = { grid, offset: 'half', tilt: epsilon / 2, component: 'exponential' } as const;
    const found = lottery(await optimalPriceLottery(options));
    expect(Math.abs(found.q - (expected(id).q_optimal_lottery ?? NaN))).toBeLessThan(1e-14);
  });

  test('is the closed form in proportion to the gains, whatever the component', async () => {
    for (const kind of ['exponential', 'permute-and-flip', 'laplace'] as const) {
      for (const m of [2, 3, 7]) {
        const grid = priceGrid(m, 'half', 'weak');
        const gains = crossingGains(grid, 0.3, component(kind));
        const floor = 2 ** -20;
        const { q } = deterrence(grid, 'brackets', closedForm(grid, gains), gains);
        const options = { grid: m, offset: 'half', tilt: 0.3, component: kind } as const;
        const found = lottery(await optimalPriceLottery(options));
        expect(found.q).toBeLessThanOrEqual(q + 1e-15);
        expect(q - found.q).toBeLessThan(floor);
      }
    }
  });

  test('keeps a floor under every price', async () => {
    const options = { grid: 6, offset: 'half', tilt: 0.2, component: 'exponential' } as const;
    const bare = lottery(await optimalPriceLottery(options));
    const kept = lottery(await optimalPriceLottery({ ...options, floor: 0.01 }));
    expect(Math.min(...bare.probabilities)).toBe(0);
    expect(Math.min(...kept.probabilities)).toBeGreaterThan(0.01 - 1e-15);
    expect(kept.q).toBeGreaterThan(bare.q);
    expect(kept.q - bare.q).toBeLessThan(0.01);
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
