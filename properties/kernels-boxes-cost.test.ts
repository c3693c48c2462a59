import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { seeded, type Rng } from '../src/core/rng.ts';
import { costField, type CostCode } from '../src/kernel/tangents.ts';
import { builds } from './support/builds.ts';

const codes: readonly CostCode[] = [
  { distance: 'l1', cost: 'distance' },
  { distance: 'euclidean', cost: 'distance' },
  { distance: 'l1', cost: 'squared' },
  { distance: 'euclidean', cost: 'squared' },
];

interface Case {
  readonly attributes: number;
  readonly points: Float64Array;
  readonly weights: Float64Array;
  readonly caps: Float64Array;
}

/** Coordinates on eighths, so that reports often lie on an edge, in a box, or on a point. */
function eighths(count: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: count }, () => Math.floor(9 * rng()) / 8);
}

function randomCase(n: number, attributes: number, rng: Rng): Case {
  return {
    attributes,
    points: eighths(n * attributes, rng),
    weights: Float64Array.from({ length: n }, () => Math.floor(4 * rng()) / 2),
    caps: Float64Array.from({ length: n }, () => (rng() < 0.5 ? Infinity : rng())),
  };
}

/** Minus the cost by its definition; `reach` turns the gaps of one report from one box into a distance. */
function oracle(
  c: Case,
  code: CostCode,
  [lower, upper]: readonly [Float64Array, Float64Array],
  reach = (gaps: number[]): number =>
    code.distance === 'l1' ? sum(gaps) : sum(gaps.map((g) => g ** 2)) ** 0.5,
): number {
  const { attributes, points, weights, caps } = c;
  const paid = Array.from(weights, (weight, n) => {
    let least = Infinity;
    for (let k = 0; k < lower.length; k += attributes) {
      const gaps = Array.from({ length: attributes }, (_, i) => {
        const t = points[n * attributes + i]!;
        return Math.max(0, lower[k + i]! - t, t - upper[k + i]!);
      });
      const d = reach(gaps);
      least = Math.min(least, code.cost === 'squared' ? d ** 2 : d);
    }
    return weight * Math.min(least, caps[n]!);
  });
  return -sum(paid);
}

function boxes(count: number, rng: Rng): [Float64Array, Float64Array] {
  const [one, other] = [eighths(count, rng), eighths(count, rng)];
  return [one.map((x, i) => Math.min(x, other[i]!)), one.map((x, i) => Math.max(x, other[i]!))];
}

for (const { name, kernels: core } of builds) {
  describe(`costs of boxes, ${name} build`, () => {
    it('agree with the definition in every distance, caps included', () => {
      const rng = seeded('box costs');
      for (const n of [0, 1, 7, 8, 9, 64, 101]) {
        for (const attributes of [1, 2, 3]) {
          const c = randomCase(n, attributes, rng);
          for (const code of codes) {
            const field = costField(c.points, attributes, c.weights, c.caps, code, core);
            const ends = boxes(3 * attributes, rng);
            for (const high of [ends[1], ends[0]]) {
              const error = field.score(ends[0], high) - oracle(c, code, [ends[0], high]);
              expect(Math.abs(error)).toBeLessThanOrEqual(1e-14 * (1 + 9 * sum(c.weights)));
            }
          }
        }
      }
    });
  });
}

/** Least of bound(box) - score(point of it), the bound by the kernel or, for a control, from a wrong distance. */
function leastSlack(code: CostCode, reach?: (gaps: number[]) => number): number {
  const rng = seeded('box costs, bound');
  let least = Infinity;
  for (let round = 0; round < 30; round++) {
    const c = randomCase(33, 2, rng);
    const field = costField(c.points, 2, c.weights, c.caps, code);
    const [lower, upper] = boxes(4, rng);
    for (let depth = 0; depth < 6; depth++) {
      const bound = reach ? oracle(c, code, [lower, upper], reach) : field.score(lower, upper);
      for (let trial = 0; trial < 10; trial++) {
        const point = lower.map((low, i) => low + (upper[i]! - low) * (Math.floor(9 * rng()) / 8));
        least = Math.min(least, bound - field.score(point, point));
      }
      upper.forEach((high, i) => (upper[i] = (lower[i]! + high) / 2));
    }
    field.dispose();
  }
  return least;
}

describe('costs of boxes', () => {
  it('bound the score of every point in them', () => {
    for (const code of codes) expect(leastSlack(code)).toBeGreaterThan(-1e-12);
  });

  it('are no bound when straight distances are taken for sums, or for longer than they are', () => {
    const [, straight] = codes;
    expect(leastSlack(straight!, (gaps) => sum(gaps))).toBeLessThan(-1e-3);
    const longer = (gaps: number[]): number => 1.05 * sum(gaps.map((g) => g ** 2)) ** 0.5;
    expect(leastSlack(straight!, longer)).toBeLessThan(-1e-3);
  });

  it('never exceed the caps', () => {
    const one = Float64Array.of(0.5);
    const field = costField(one, 1, one, Float64Array.of(0.25), codes[0]!);
    expect(field.score(Float64Array.of(1), Float64Array.of(1))).toBe(-0.125);
    expect(field.score(Float64Array.of(0.6), Float64Array.of(1))).toBeCloseTo(-0.05, 15);
  });

  it('refuse wrong caps', () => {
    const one = Float64Array.of(0.5);
    expect(() => costField(one, 1, one, new Float64Array(2), codes[0]!)).toThrow(
      'caps.length must be 1, got 2',
    );
    expect(() => costField(one, 1, one, Float64Array.of(NaN), codes[0]!)).toThrow(
      'caps[0] must be >= 0, got NaN',
    );
  });
});
