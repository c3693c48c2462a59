import { describe, expect, it } from 'vitest';
import { seeded, type Rng } from '../src/core/rng.ts';
import { concaveHull, iron, virtualValues } from '../src/kernel/hull.ts';
import { builds } from './support/builds.ts';

const SIZES = [0, 1, 2, 3, 4, 5, 8, 17, 40] as const;

/** Whole numbers below `most`, full of ties. */
function whole(count: number, most: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: count }, () => Math.floor(most * rng()));
}

/** Vertices by the definition: highest at its x, and strictly above every segment over it. */
function hullOracle(x: Float64Array, y: Float64Array): number[] {
  const all = Array.from(x, (_, i) => i);
  return all.filter((i) => {
    const beaten = all.some((j) => x[j] === x[i] && (y[j]! > y[i]! || (y[j] === y[i] && j < i)));
    const covered = all.some((j) =>
      all.some((k) => {
        if (!(x[j]! < x[i]! && x[i]! < x[k]!)) return false;
        return (y[k]! - y[j]!) * (x[i]! - x[j]!) >= (y[i]! - y[j]!) * (x[k]! - x[j]!);
      }),
    );
    return !beaten && !covered;
  });
}

/** max over j <= i of min over k >= i of the mean of j..k. */
function ironOracle(values: Float64Array, weights: Float64Array): number[] {
  const mean = (j: number, k: number): number => {
    let [total, mass] = [0, 0];
    for (let i = j; i <= k; i++) {
      total += values[i]! * weights[i]!;
      mass += weights[i]!;
    }
    return total / mass;
  };
  return Array.from(values, (_, i) => {
    let most = -Infinity;
    for (let j = 0; j <= i; j++) {
      let least = Infinity;
      for (let k = i; k < values.length; k++) least = Math.min(least, mean(j, k));
      most = Math.max(most, least);
    }
    return most;
  });
}

/** Slopes of the revenue curve between quantiles: what selling to v_i on top of those above adds, per head. */
function marginalRevenue(values: Float64Array, weights: Float64Array): number[] {
  const atLeast = (i: number): number => weights.slice(i).reduce((x, y) => x + y, 0);
  return Array.from(values, (v, i) => {
    const next = i + 1 < values.length ? values[i + 1]! * atLeast(i + 1) : 0;
    return (v * atLeast(i) - next) / weights[i]!;
  });
}

function farthest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length);
  return Array.from(one, (x, i) => Math.abs(x - other[i]!)).reduce((x, y) => Math.max(x, y), 0);
}

/** n values and masses from small grids: plateaus, ties, regular and irregular. */
function market(n: number, rng: Rng): [Float64Array, Float64Array] {
  let value = 0;
  const values = Float64Array.from({ length: n }, () => (value += 1 + Math.floor(3 * rng())));
  return [values, whole(n, 4, rng).map((x) => (x + 1) / 8)];
}

for (const { name, kernels: core } of builds) {
  describe(`hull, ${name} build`, () => {
    it('finds the vertices of the upper envelope', () => {
      const rng = seeded('hull');
      for (const n of SIZES) {
        for (let round = 0; round < 20; round++) {
          const x = whole(n, round % 2 ? 6 : 1e4, rng);
          x.sort();
          const y = whole(n, round % 3 ? 5 : 1e4, rng);
          expect([...concaveHull(x, y, core)]).toEqual(hullOracle(x, y));
        }
      }
    });

    it('keeps every point of a parabola and two of a line, at 100,000 points', () => {
      const x = Float64Array.from({ length: 100_001 }, (_, i) => i);
      const bent = x.map((t) => t * (1e5 - t));
      const kept = concaveHull(x, bent, core);
      expect(kept.length).toBe(x.length);
      expect(kept.every((at, i) => at === i)).toBe(true);
      expect([...concaveHull(x, x, core)]).toEqual([0, 100_000]);
      expect([
        ...concaveHull(
          x,
          bent.map((y) => -y),
        ),
      ]).toEqual([0, 100_000]);
    });

    it('irons to the best non-decreasing fit', () => {
      const rng = seeded('iron');
      for (const n of SIZES) {
        for (let round = 0; round < 10; round++) {
          const values = whole(n, 6, rng).map((x) => x - 2);
          const weights = whole(n, 4, rng).map((x) => (x + 1) / 4);
          expect(farthest(iron(values, weights, core), ironOracle(values, weights))).toBeLessThan(
            1e-14,
          );
        }
      }
      const rising = Float64Array.from({ length: 1000 }, (_, i) => i / 7);
      expect(
        iron(
          rising,
          rising.map(() => 0.3),
        ),
      ).toEqual(rising);
    });

    it('gives the slopes of the revenue curve, and ironed those of its envelope', () => {
      const rng = seeded('virtual values');
      for (const n of SIZES) {
        for (let round = 0; round < 20; round++) {
          const [values, weights] = market(n, rng);
          const virtual = virtualValues(values, weights, core);
          expect(farthest(virtual, marginalRevenue(values, weights))).toBeLessThan(1e-11);
          expect(
            farthest(iron(virtual, weights, core), envelopeSlopes(values, weights)),
          ).toBeLessThan(1e-11);
        }
      }
    });
  });
}

describe('hull', () => {
  it('notices what broken forms would give', () => {
    const [values, weights] = [Float64Array.of(3, 1, 2), Float64Array.of(1, 2, 1)];
    const unweighted = iron(
      values,
      weights.map(() => 1),
    );
    expect(farthest(unweighted, ironOracle(values, weights))).toBeGreaterThan(0.1);
    const once = Float64Array.of(5 / 3, 5 / 3, 2); // pooled once, the first with the second
    expect(farthest(once, ironOracle(values, weights))).toBeLessThan(1e-14);
    const again = Float64Array.of(3, 2, 1); // pools twice: stopping after one would leave 2.5, 2.5, 1
    expect([
      ...iron(
        again,
        weights.map(() => 1),
      ),
    ]).toEqual([2, 2, 2]);
    const [prices, mass] = [Float64Array.of(1, 2, 4), Float64Array.of(0.5, 0.25, 0.25)];
    const withOwnMass = prices.map((v, i) => v - ((prices[i + 1] ?? v) - v) * (1 / mass[i]!));
    expect(farthest(withOwnMass, marginalRevenue(prices, mass))).toBeGreaterThan(0.1);
  });

  it('refuses wrong shapes and values', () => {
    const [up, down] = [Float64Array.of(1, 2), Float64Array.of(2, 1)];
    expect(() => concaveHull(down, up)).toThrow('x[1] must be >= 2, got 1');
    expect(() => concaveHull(up, Float64Array.of(1))).toThrow('y.length must be 2, got 1');
    expect(() => iron(up, Float64Array.of(1, 0))).toThrow('weights[1] must be > 0, got 0');
    expect(() => virtualValues(Float64Array.of(1, 1), up)).toThrow('values[1] must be > 1, got 1');
    expect(() => iron(Float64Array.of(NaN), Float64Array.of(1))).toThrow('values[0] must be');
  });
});

/** Slopes of the least concave function above the revenue curve, at each value's piece of the quantiles. */
function envelopeSlopes(values: Float64Array, weights: Float64Array): number[] {
  const n = values.length;
  const quantiles = new Float64Array(n + 1);
  const revenue = new Float64Array(n + 1);
  for (let i = n - 1; i >= 0; i--) {
    quantiles[n - i] = quantiles[n - i - 1]! + weights[i]!;
    revenue[n - i] = quantiles[n - i]! * values[i]!;
  }
  const hull = [...concaveHull(quantiles, revenue)];
  return Array.from(values, (_, i) => {
    const piece = n - i;
    const end = hull.find((at) => at >= piece) ?? n;
    const start = hull.findLast((at) => at < piece) ?? 0;
    return (revenue[end]! - revenue[start]!) / (quantiles[end]! - quantiles[start]!);
  });
}
