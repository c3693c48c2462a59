import { describe, expect, it } from 'vitest';
import { population, sortedReports } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { calibrate } from '../src/mechanisms/segments/calibration.ts';
import { lieOutcome } from '../src/mechanisms/segments/lies.ts';
import { medians } from '../src/mechanisms/line/medians.ts';
import { representatives } from '../src/mechanisms/segments/representatives.ts';

const LINEAR = { family: 'linear', slope: 1 } as const;
const CURVES = { click: LINEAR, utility: LINEAR } as const;
const PUBLIC = { population: 40, attributes: 1, segments: 2, grid: 6, ...CURVES } as const;

describe('a population', () => {
  it('is checked again when another hand made it, and keeps its own copy', () => {
    const points = Float64Array.of(0.1, 0.5);
    const given = population(points, 1);
    points[0] = 7;
    expect(given.points[0]).toBe(0.1);
    const options = {
      segments: 1,
      grid: 4,
      mode: 'calibrated',
      truth: 'brackets',
      ...CURVES,
    } as const;
    const look = { ...given, size: 1e9 };
    const made = representatives({ ...options, population: look, promise: { tilt: 1 } });
    expect(made.plan.population).toBe(2);
    const wrong = { ...given, points };
    expect(() => representatives({ ...options, population: wrong, promise: { tilt: 1 } })).toThrow(
      'reports[0] must be in [0, 1], got 7',
    );
  });
});

describe('weights and medians', () => {
  it('a weight of two is two agents', () => {
    const plan = calibrate({ ...PUBLIC, truth: 'brackets', tilt: 0.8 });
    const merged = population(Float64Array.of(0.5, 0, 1), 1, Float64Array.of(1, 2, 3));
    const apart = population(Float64Array.of(0.5, 0, 0, 1, 1, 1), 1);
    const of = (given: typeof merged) =>
      lieOutcome({ population: given, plan, row: 0, report: 1, ...CURVES });
    expect(of(merged).net).toBeCloseTo(of(apart).net, 13);
  });
  it('finds the best points by brute force on small cases', () => {
    for (let trial = 0; trial < 60; trial++) {
      const rng = seeded(`median ${trial}`);
      const rows = 1 + Math.floor(rng() * 7);
      const points = Float64Array.from({ length: rows }, () => Math.round(rng() * 10) / 10);
      const weights = Float64Array.from({ length: rows }, () => 1 + Math.floor(rng() * 3));
      const reports = sortedReports(population(points, 1, weights));
      for (const K of [1, 2, 3]) {
        const { points: found, cost } = medians(reports, K);
        const total = (s: readonly number[]): number =>
          points.reduce(
            (sum, t, i) => sum + weights[i]! * Math.min(...s.map((x) => Math.abs(t - x))),
            0,
          );
        const best = Math.min(...subsets(Array.from(reports.at), K).map(total));
        expect(cost).toBeCloseTo(best, 12);
        expect(total(found)).toBeCloseTo(best, 12);
      }
    }
  });
});

/** All choices of at most K of the values, at least one. */
function subsets(values: readonly number[], K: number): number[][] {
  if (K === 0 || values.length === 0) return [];
  return values.flatMap((x, i) => [
    [x],
    ...subsets(values.slice(i + 1), K - 1).map((rest) => [x, ...rest]),
  ]);
}
