import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { environment, type Environment } from '../src/mechanisms/environments/environment.ts';
import { boundedSensitivity, sensitivity } from '../src/mechanisms/environments/sensitivity.ts';
import { gap } from '../src/mechanisms/environments/separation.ts';
import {
  averageUtility,
  equality,
  monopolyRevenue,
  welfare,
} from '../src/mechanisms/environments/welfare.ts';
import { isRefusal, type Refusal } from '../src/mechanisms/refusal.ts';

/** Buyers of values and prices j/m: buy (0) or not (1). */
const buyers = (n: number, m: number): Environment =>
  environment({
    agents: n,
    types: m + 1,
    alternatives: m + 1,
    reactions: 2,
    utility: { own: (t, s, r) => (r === 0 ? (1 + t / m - s / m) / 2 : 1 / 2) },
  });

describe('sensitivity', () => {
  it('of revenue: one report moves it one way, by the price', () => {
    const m = 4;
    const game = buyers(6, m);
    const prices = [0, 0.25, 0.5, 0.75, 1];
    for (const buys of ['at', 'above'] as const) {
      const revenue = monopolyRevenue(game, prices, prices, buys);
      const found = sensitivity(game, revenue);
      expect(found.d).toBe(buys === 'at' ? 1 : 0.75);
      expect(found.width).toBe(found.d);
      // the same by enumeration of all profiles
      const listed = welfare(game, 'listed', {
        counts: (counts, s) =>
          counts.reduce((sum, c, t) => sum + c * Math.max(0, revenue.each!(t, s)), 0) / 6,
      });
      const exact = sensitivity(game, listed);
      expect(exact.d).toBeCloseTo(found.d, 12);
      expect(exact.width).toBeCloseTo(found.width, 12);
    }
  });

  it('of votes: one report moves two scores apart, twice as wide', () => {
    const game = environment({
      agents: 7,
      types: 3,
      alternatives: 3,
      reactions: 3,
      utility: { own: (t, _s, r) => (r === t ? 1 : 0) },
    });
    const votes = welfare(game, 'votes', { average: (t, s) => (t === s ? 1 : 0) });
    expect(sensitivity(game, votes)).toMatchObject({ d: 1, width: 2 });
  });

  it('of a table, and of average utility with common values, by every neighbour', () => {
    const rng = seeded('tables');
    const table = Array.from({ length: 6 }, () => [rng(), rng()]);
    const game = environment({
      agents: 2,
      types: [2, 3],
      alternatives: 2,
      reactions: 2,
      utility: { profile: (i, t, s, r) => ((t[0]! + 2 * t[1]! + s + r + i) % 5) / 4 },
    });
    const F = (a: number, b: number, s: number): number => table[a * 3 + b]![s]!;
    let [d, width] = [0, 0];
    const pair = (one: [number, number], other: [number, number]): void => {
      const change = [0, 1].map((s) => 2 * (F(...one, s) - F(...other, s)));
      d = Math.max(d, ...change.map(Math.abs));
      width = Math.max(width, Math.abs(change[0]! - change[1]!));
    };
    for (const b of [0, 1, 2]) pair([0, b], [1, b]);
    for (const a of [0, 1])
      for (const b of [0, 1, 2]) for (const c of [0, 1, 2]) pair([a, b], [a, c]);
    const found = sensitivity(game, welfare(game, 'table', { table }));
    expect(found.d).toBeCloseTo(d, 14);
    expect(found.width).toBeCloseTo(width, 14);
    const average = averageUtility(game);
    const mean = [0, 1].map((i) =>
      Math.max(...[0, 1].map((r) => ((1 + 2 * 2 + 1 + r + i) % 5) / 4)),
    );
    expect(average.at({ vector: [1, 2], counts: null })[1]).toBe((mean[0]! + mean[1]!) / 2);
  });

  it('of the Gini index is bounded while incomes are, and not when all but one may be 0', () => {
    const family =
      (low: number) =>
      (n: number): [Environment, ReturnType<typeof equality>] => {
        const game = environment({
          agents: n,
          types: 2,
          alternatives: 1,
          reactions: 1,
          utility: { own: () => 0 },
        });
        return [game, equality(game, [[low], [1]])];
      };
    const sizes = [10, 40, 160];
    const bounded = boundedSensitivity(family(0.5), sizes);
    expect(bounded.exponent).toBeLessThan(0.1);
    let refusal: unknown;
    try {
      boundedSensitivity(family(0), sizes);
    } catch (error) {
      refusal = error;
    }
    expect(isRefusal(refusal)).toBe(true);
    const { reason, figures } = refusal as Refusal;
    expect(reason).toBe('sensitive');
    expect(figures['last']).toBeCloseTo(159, 9);
    expect(figures['exponent']).toBeCloseTo(1, 1);
  });

  it('names the cell that leaves [0, 1], and refuses too many profiles', () => {
    const four = buyers(4, 2);
    const wild = welfare(four, 'wild', { average: (t, s) => t + s });
    expect(() => sensitivity(four, wild)).toThrow(
      'wild(type 1, alternative 1) must be in [0, 1], got 2',
    );
    const wrong = environment({
      agents: 1,
      types: 2,
      alternatives: 1,
      reactions: 1,
      utility: { own: [[[0]], [[NaN]]] },
    });
    expect(() => gap(wrong, { ties: 'worst' })).toThrow(
      'utility.own(type 1, alternative 0, reaction 0)',
    );
    const large = environment({
      agents: 30,
      types: 2,
      alternatives: 1,
      reactions: 1,
      utility: { profile: () => 0 },
    });
    expect(() => gap(large, { ties: 'worst' })).toThrow('budget must be >= 1073741824 profiles');
  });
});
