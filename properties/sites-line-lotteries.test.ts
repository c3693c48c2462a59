import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import type { Cost } from '../src/mechanisms/sites/lotteries/lottery.ts';
import { costOf, LOTTERIES, lossOf, points, range } from './support/line-lotteries.ts';
import { paysAt } from './support/line-tuples.ts';

const COSTS: readonly Cost[] = ['distance', 'squared'];
const ALL = LOTTERIES.flatMap((each) =>
  COSTS.map((cost) => [`${each.name}, ${cost}`, each, cost] as const),
);

function near(got: number, wanted: number): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(2e-9);
}

describe('lotteries on a line agree with their lists', () => {
  test.each(ALL)('grid types: %s', (_, { make, list, grid }, cost) => {
    const lottery = make('grid', cost);
    const types = points(grid);
    const least = new Float64Array(grid + 1).fill(Infinity);
    for (const [i, t] of types.entries()) {
      for (const [j, b] of types.entries()) {
        const lost = lossOf(list, t, b, cost);
        near(lottery.loss([t], [b]), lost);
        const steps = Math.abs(i - j);
        least[steps] = Math.min(least[steps]!, lost);
      }
      near(lottery.expectedCost?.([t]) ?? NaN, costOf(list, t, cost));
    }
    near(lottery.worst ?? NaN, Math.max(...types.map((t) => costOf(list, t, cost))));
    expect(Array.from(lottery.distances ?? [])).toEqual(types.slice(1));
    for (const [steps, wanted] of least.entries()) near(lottery.leastLoss(steps / grid), wanted);
  });

  test.each(ALL)('types anywhere: %s', (_, { make, list }, cost) => {
    const lottery = make('anywhere', cost);
    const types = range(49).map((i) => i / 48);
    for (const t of [0, 0.1234, 0.25, 0.5, 0.7, 1]) {
      near(lottery.expectedCost?.([t]) ?? NaN, costOf(list, t, cost));
      for (const b of [0, 0.05, 0.3, 0.5, 0.9]) {
        near(lottery.loss([t], [b]), lossOf(list, t, b, cost));
      }
    }
    expect(lottery.worst).toBeGreaterThanOrEqual(
      Math.max(...types.map((t) => costOf(list, t, cost))) - 1e-12,
    );
    for (const steps of [1, 6, 13, 24, 48]) {
      let scanned = Infinity;
      for (let i = 0; i + steps <= 48; i++) {
        const [t, b] = [types[i]!, types[i + steps]!];
        scanned = Math.min(scanned, lossOf(list, t, b, cost), lossOf(list, b, t, cost));
      }
      const least = lottery.leastLoss(steps / 48);
      expect(least).toBeLessThanOrEqual(scanned + 2e-9);
      // the scan misses the infimum by no more than the slope over one of its steps
      expect(least).toBeGreaterThanOrEqual(scanned - 4 / 48);
    }
  });

  test.each(ALL)('draws: %s', (_, { make, list }, cost) => {
    const lottery = make('grid', cost);
    const rng = seeded(`lottery ${lottery.kind}`);
    const [runs, type] = [3000, 0.3];
    let [paid, inside] = [0, true];
    for (let i = 0; i < runs; i++) {
      const drawn = lottery.draw(rng).map((site) => site[0]!);
      inside &&= drawn.every((x) => x >= 0 && x <= 1);
      inside &&= drawn.length === lottery.facilities;
      paid += paysAt(drawn, type, cost) / runs;
    }
    expect(inside).toBe(true);
    const [mean, square] = [costOf(list, type, cost), costOf(list, type, 'squared')];
    const spread = cost === 'distance' ? square - mean ** 2 : mean;
    expect(Math.abs(paid - mean)).toBeLessThan(6 * Math.sqrt(spread / runs) + 1e-12);
  });
});
