import { describe, expect, test } from 'vitest';
import { printedParametersOf } from '../src/mechanisms/sites/paper.ts';
import { spread, torn } from './support/amd/site-cases.ts';
import { bracketsOf, expectedDistance, lawMean, type Crowd } from './support/amd/site-law.ts';
import { lossIn, offersOf } from './support/amd/site-lotteries.ts';
import { planFor, thresholdOf, type Design } from './support/amd/site-plans.ts';
import { corner, exaggerated, roundedPlan, undominated } from './support/amd/site-rate.ts';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('the printed parameters', () => {
  test('are the engine’s', () => {
    for (const [design, lottery] of [
      ['LOC1', 'uniform'],
      ['LOC2', 'adjacent'],
      ['LOC3', 'loc3'],
    ] as const satisfies readonly (readonly [Design, string])[]) {
      for (const [m, K] of [
        [2, 2],
        [8, 3],
      ] as const) {
        const n = 3 * thresholdOf(design, m, K);
        const engine = printedParametersOf(n, K, m, lottery);
        const plan = planFor(design, m, K, n);
        expect(engine.n0).toBe(thresholdOf(design, m, K));
        expect(engine.epsilon).toBeCloseTo(plan.epsilon, 13);
        expect(engine.q).toBeCloseTo(plan.q, 13);
        expect(engine.bound).toBeCloseTo(plan.bound, 12);
      }
    }
  });
});

describe('the exaggeration that the printed lottery lets pass', () => {
  test('is the only best reply where it is proved to be, and costs at least what is said', () => {
    const K = 2;
    const plan = roundedPlan(1e8, K);
    const { m, n, epsilon, q } = plan;
    const type = m * (1 - corner(plan));
    const worth = range(m + 1).map((b) => {
      const distance = expectedDistance({ m, K, epsilon, others: [[0, n - 1]] }, type, b);
      return -(1 - q) * distance - q * lossIn(offersOf('printed', m), m, type, b, 'liar');
    });
    const [best = 0, next = 0] = worth.toSorted((a, b) => b - a);
    expect(undominated(plan)).toBe(true);
    expect(worth.indexOf(best)).toBe(m);
    expect(best - next).toBeGreaterThan(1e-10);
    const cost = bracketsOf([[m, n]], m);
    const drawn = lawMean(cost, bracketsOf([[type, 1]], m), K, epsilon / (2 * m)).mean / m;
    expect((1 - q) * drawn).toBeGreaterThan(exaggerated(plan));
    expect(exaggerated(plan)).toBeGreaterThan(0.04);
  });

  test('with one facility too', () => {
    const plan = roundedPlan(1e6 + 1, 1);
    const { m, n, epsilon } = plan;
    const others: Crowd = [
      [0, (n - 1) / 2],
      [m, (n - 1) / 2],
    ];
    const far = range(m + 1).map((b) => expectedDistance({ m, K: 1, epsilon, others }, 0.9 * m, b));
    expect(undominated(plan)).toBe(true);
    expect(far.every((distance, b) => b === 0 || distance < (far[b - 1] ?? 0))).toBe(true);
  });
});

describe('crowds', () => {
  test('are whole and complete', () => {
    for (const agents of [0, 1, 7, 1000]) {
      for (const crowd of [
        torn(8, agents),
        spread(
          [
            [1, 3],
            [5, 4],
          ],
          agents,
        ),
      ]) {
        expect(crowd.reduce((sum, [, k]) => sum + k, 0)).toBe(agents);
        expect(crowd.every(([, k]) => Number.isInteger(k) && k >= 0)).toBe(true);
      }
    }
  });
});
