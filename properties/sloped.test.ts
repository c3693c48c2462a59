import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { seeded } from '../src/core/rng.ts';
import { costField } from '../src/kernel/tangents.ts';
import { logGeometric, slopedLaw, stepsAbove } from '../src/mechanisms/cube/sloped.ts';
import { planeCosts } from './support/plane-costs.ts';

describe('steps of a sloped edge', () => {
  it('sum to what a loop sums, whatever the slope', () => {
    for (const beta of [0, 1e-300, 1e-9, 0.3, 5, 900, -1e-9, -0.3, -5]) {
      for (const n of [1, 2, 3, 7, 64, 100]) {
        const top = Math.max(0, -beta * (n - 1));
        const terms = Array.from({ length: n }, (_, j) => Math.exp(-beta * j - top));
        expect(logGeometric(beta, n)).toBeCloseTo(top + Math.log(sum(terms)), 12);
      }
    }
    expect(logGeometric(0, 2 ** 32)).toBeCloseTo(32 * Math.LN2, 12);
    expect(logGeometric(1e-20, 2 ** 32)).toBeCloseTo(32 * Math.LN2, 9);
  });

  it('are drawn in proportion to e^(-beta j)', () => {
    for (const [beta, n] of [
      [0.2, 16],
      [-0.35, 11],
      [0, 9],
      [2, 7],
    ] as const) {
      const rng = seeded(`steps ${beta} ${n}`);
      const draws = 8000;
      const seen = new Float64Array(n);
      for (let i = 0; i < draws; i++) seen[stepsAbove(beta, n, rng)]! += 1;
      const terms = Array.from(seen, (count, j) => {
        const p = Math.exp(-beta * j - logGeometric(beta, n));
        return (count - draws * p) ** 2 / (draws * p);
      });
      expect(sum(terms)).toBeLessThan(65); // at most 15 degrees of freedom: beyond 65 with chance 4e-8
    }
  });

  it('stay where the first is certain to every double', () => {
    const rng = seeded('steep');
    for (let i = 0; i < 50; i++) {
      expect(stepsAbove(1000, 2 ** 32, rng)).toBe(0);
      expect(stepsAbove(-1000, 2 ** 32, rng)).toBe(2 ** 32 - 1);
    }
  });
});

describe('sites under sloped envelopes', () => {
  const rng = seeded('sloped people');
  const points = Float64Array.from(
    { length: 2 * 150 },
    () => 0.15 * rng() + (rng() < 0.5 ? 0.1 : 0.7),
  );
  const weights = new Float64Array(150).fill(1);
  const field = (): ReturnType<typeof costField> =>
    costField(points, 2, weights, new Float64Array(150).fill(Infinity), planeCosts[1]);
  const space = { points: 2, extent: [1, 1], grid: 'continuous', tilt: 0.6, y: 45 } as const;

  it('take fewer trials than constant bounds, and the same law', () => {
    const both = field();
    const steep = slopedLaw(both, space);
    const flat = slopedLaw(
      {
        score: both.score,
        tangents: (lower, upper) => ({ ...both.tangents(lower, upper), level: -1e9 }),
      },
      space,
    );
    const costs = [steep, flat].map((law, which) => {
      const stream = seeded(`sloped ${which}`);
      let trials = 0;
      const drawn = Array.from({ length: 200 }, () => {
        const made = law.draw(stream, 60_000);
        trials += made.trials;
        return -law.score(made.products);
      });
      const mean = sum(drawn) / drawn.length;
      const spread = Math.sqrt(sum(drawn.map((x) => (x - mean) ** 2)) / drawn.length ** 2);
      return { mean, spread, trials };
    });
    const [a, b] = [costs[0]!, costs[1]!];
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(6 * Math.hypot(a.spread, b.spread));
    expect(1.3 * a.trials).toBeLessThan(b.trials);
  });

  it('come in no order of their own', () => {
    const law = slopedLaw(field(), space);
    const stream = seeded('orders');
    const draws = 400;
    let ascending = 0;
    for (let i = 0; i < draws; i++) {
      const { products } = law.draw(stream, 20_000);
      if (products[0]![0]! < products[1]![0]!) ascending++;
    }
    expect(Math.abs(ascending - draws / 2)).toBeLessThan(6 * Math.sqrt(draws / 4));
  });
});
