import { describe, expect, test } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { fractionText, optimalLottery, optimalSiteLottery } from '../src/lp.ts';
import { facilities } from '../src/mechanisms/sites/facilities.ts';
import { adjacentSites } from '../src/mechanisms/sites/lotteries/tilings.ts';
import { expected, lottery } from './support/lotteries.ts';

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

/** The points of a square grid. */
const corners = (m: number): (readonly [number, number])[] =>
  Array.from({ length: (m + 1) ** 2 }, (_, k) => [Math.floor(k / (m + 1)) / m, (k % (m + 1)) / m]);

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
    const sites = lottery(
      await optimalSiteLottery({ grid: m, facilities, cost: 'distance', types: 'grid' }),
    );
    expect(sites.exact?.least).toEqual(found.exact?.least);
  });

  test('is no better than adjacent pairs, for two facilities on any grid up to 7', async () => {
    for (let grid = 2; grid <= 7; grid++) {
      const options = { grid, facilities: 2, cost: 'distance', types: 'grid' } as const;
      const found = lottery(await optimalSiteLottery(options));
      expect(found.exact && fractionText(found.exact.least)).toBe(`1/${grid}`);
      const adjacent = adjacentSites(options);
      for (let j = 1; j <= grid; j++) {
        expect(Math.abs(adjacent.leastLoss(j / grid) - j / grid / grid)).toBeLessThan(1e-15);
      }
    }
  });

  test('gives a lottery that loses what its table says', async () => {
    const [grid, facilities] = [5, 3];
    const found = lottery(
      await optimalSiteLottery({ grid, facilities, cost: 'distance', types: 'grid' }),
    );
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
      const least = Math.min(...atLeast.map(mine));
      expect(Math.abs(sites.leastLoss(d / grid) - least)).toBeLessThan(1e-15);
    }
    expect(losses.flat().every((loss) => loss >= 0)).toBe(true);
    expect(Array.from(sites.distances ?? [])).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test('draws K sites of the grid by its probabilities', async () => {
    const found = lottery(
      await optimalSiteLottery({ grid: 4, facilities: 2, cost: 'distance', types: 'grid' }),
    );
    const rng = seeded('sites');
    const [rounds, lie] = [1500, [0.25, 0.5] as const];
    let [lost, pairs] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const sites = found.sites.draw(rng).map(([x]) => x ?? NaN);
      if (sites.length === 2 && sites.every((x) => Number.isInteger(x * 4) && x >= 0 && x <= 1)) {
        pairs += 1;
      }
      const to = (from: number) => Math.min(...sites.map((x) => Math.abs(x - from)));
      const served = sites.filter((x) => Math.abs(x - lie[1]) === to(lie[1]));
      lost += Math.min(...served.map((x) => Math.abs(x - lie[0]))) - to(lie[0]);
    }
    expect(pairs).toBe(rounds);
    const error = lost / rounds - found.sites.loss([lie[0]], [lie[1]]);
    expect(Math.abs(error)).toBeLessThan(6 / (2 * Math.sqrt(rounds)) / 4);
  });

  test('serves types anywhere, its losses measured between the grid points too', async () => {
    const options = { grid: 4, facilities: 2, cost: 'distance' } as const;
    const { sites } = lottery(await optimalSiteLottery({ ...options, types: 'anywhere' }));
    const rng = seeded('anywhere');
    for (const d of [0.1, 0.3, 0.55, 0.9]) {
      for (let round = 0; round < 100; round++) {
        const t = rng() * (1 - d);
        expect(sites.loss([t], [t + d])).toBeGreaterThanOrEqual(sites.leastLoss(d) - 1e-15);
      }
    }
    expect(sites.leastLoss(0.1)).toBe(0);
    expect(sites.leastLoss(0.55)).toBeGreaterThan(0);
  });

  test('chooses among declared candidates, and in the plane', async () => {
    const candidates = [[0], [0.25], [0.6], [1]];
    const line = { grid: 4, facilities: 2, cost: 'distance', types: 'grid', candidates } as const;
    const found = lottery(await optimalSiteLottery(line));
    expect(found.least).toBeGreaterThan(0);
    const drawn = found.sites.draw(seeded('candidates')).map(([x]) => x);
    expect(candidates.flat()).toEqual(expect.arrayContaining(drawn));

    const plane = { ...line, grid: 2, extent: [1, 1], distance: 'euclidean' } as const;
    const square = lottery(await optimalSiteLottery({ ...plane, candidates: corners(2) }));
    const types = corners(2);
    for (const t of types) {
      for (const b of types.filter((each) => each !== t)) {
        const length = Math.hypot(t[0] - b[0], t[1] - b[1]);
        expect(square.sites.loss(t, b)).toBeGreaterThan(square.least * length - 1e-12);
      }
    }
    expect(square.least).toBeGreaterThan(0);
    expect(square.bound - square.least).toBeLessThan(1e-9);
  });

  test('makes a facility mechanism truthful at the q of adjacent pairs', async () => {
    const people = population(
      Float64Array.from({ length: 40 }, (_, i) => (i % 9) / 8),
      1,
    );
    const options = { grid: 8, facilities: 2, cost: 'distance' } as const;
    const found = lottery(await optimalSiteLottery({ ...options, types: 'grid' }));
    const asked = {
      ...options,
      population: people,
      distance: 'l1',
      mode: 'calibrated',
      truth: 'brackets',
      promise: { epsilon: 0.01 },
    } as const;
    const best = facilities({ ...asked, lottery: found.sites });
    const pairs = facilities({ ...asked, lottery: 'adjacent' });
    expect(Math.abs(best.plan.q - pairs.plan.q)).toBeLessThan(1e-12);
    expect(best.draw(seeded('with the best')).sites).toHaveLength(2);
  });

  test('is refused for one facility, with the lie that nothing deters', async () => {
    const one = { grid: 3, facilities: 1, cost: 'distance', types: 'grid' } as const;
    const why = /above 0 at some alternative for type \[0\] that reports \[0\.33/;
    await expect(optimalSiteLottery(one)).rejects.toThrow(why);
    await expect(optimalSiteLottery(one)).rejects.toMatchObject({ reason: 'separation' });
    const many = optimalSiteLottery({ ...one, grid: 60, facilities: 6 });
    await expect(many).rejects.toMatchObject({ reason: 'budget', figures: { sets: 546 } });
    const more = optimalSiteLottery({ ...one, facilities: 5 });
    await expect(more).rejects.toThrow('facilities must be an integer in [1, 4], got 5');
  });
});
