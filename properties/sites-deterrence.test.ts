import { describe, expect, test } from 'vitest';
import { calibrateSites, facilities, givenSiteLottery, population } from '../src/index.ts';
import { exp } from '../src/kernel/exp.ts';
import { isRefusal, type Refusal } from '../src/mechanisms/refusal.ts';
import type { SitePlan } from '../src/mechanisms/sites/plan.ts';

const BASE = {
  population: 50,
  attributes: 1,
  facilities: 2,
  grid: 4,
  distance: 'l1',
} as const;

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The most that a lie nets, over lengths down to e^-60 of the line, against the declared bound on its gain. */
function mostNet({ tilt, q, lottery }: SitePlan): number {
  let most = 0;
  for (let u = -60; u <= 0; u += 0.002) {
    const d = exp(u);
    const gain = Math.tanh((2 * tilt * d) / 4);
    most = Math.max(most, (1 - q) * gain - q * (lottery?.leastLoss(d) ?? 0));
  }
  return most;
}

describe('a bounded gain is kept however small', () => {
  test('where nothing may be gained every lie counts, and no lottery below 1 will do', () => {
    const one = population(Float64Array.of(0.25), 1);
    const options = { ...BASE, population: one, grid: 1, mode: 'calibrated' } as const;
    for (const extent of [[1], [0.5]]) {
      const error = refusalOf(() =>
        facilities({ ...options, extent, truth: { gain: 0 }, promise: { epsilon: 4 } }),
      );
      expect(error.reason).toBe('separation');
    }
    expect(
      refusalOf(() => calibrateSites({ ...BASE, attributes: 2, truth: { gain: 0 }, epsilon: 4 }))
        .message,
    ).toContain('truth.gain must be >= ');
  });

  test.each([1e-20, 1e-15, 1e-13, 1e-12, 1e-9, 1e-6, 1e-3, 0.1])(
    'no lie nets more than %d, and some lie nearly as much',
    (gain) => {
      for (const cost of ['distance', 'squared'] as const) {
        const plan = calibrateSites({ ...BASE, cost, truth: { gain }, epsilon: 3 });
        expect(plan.worstGain).toBe(gain);
        const most = mostNet(plan);
        expect(most).toBeLessThanOrEqual(gain * (1 + 1e-9));
        expect(most).toBeGreaterThan(gain * 0.999);
      }
    },
  );

  test('a gain below what doubles can keep is refused with the least that they can', () => {
    const asked = { ...BASE, epsilon: 3 } as const;
    const { figures } = refusalOf(() => calibrateSites({ ...asked, truth: { gain: 1e-40 } }));
    const least = figures['gain'] ?? NaN;
    expect(least).toBeGreaterThan(0);
    const plan = calibrateSites({ ...asked, truth: { gain: least } });
    expect(plan.q).toBeLessThan(1);
    expect(mostNet(plan)).toBeLessThanOrEqual(least * (1 + 1e-9));
  });
});

describe('a lottery that is to deter is always there', () => {
  test.each([5e-324, 1e-300, 1e-8, 1])('at privacy loss %d', (epsilon) => {
    for (const truth of ['brackets', { beyond: 0.3 }] as const) {
      const plan = calibrateSites({ ...BASE, truth, epsilon });
      expect(plan.lottery).not.toBeNull();
      expect(plan.q).toBeGreaterThan(0);
      const from = truth === 'brackets' ? 0.25 : truth.beyond;
      const gain = Math.tanh((2 * plan.tilt * from) / 4);
      const lost = plan.lottery?.leastLoss(from) ?? 0;
      expect(plan.q * lost - (1 - plan.q) * gain).toBeGreaterThan(0);
    }
  });

  test('one that would have to be played always is refused', () => {
    const lottery = givenSiteLottery({
      alternatives: [
        [[0], [0.5]],
        [[0.5], [1]],
      ],
      probabilities: [1, 1e-17],
      grid: 2,
    });
    const error = refusalOf(() =>
      calibrateSites({ ...BASE, grid: 2, lottery, truth: 'brackets', epsilon: 4 }),
    );
    expect(error.reason).toBe('lottery');
  });
});
