import { describe, expect, it } from 'vitest';
import { seeded, type Rng } from '../src/core/rng.ts';
import { costField, type Tangents } from '../src/kernel/tangents.ts';
import { builds } from './support/builds.ts';
import { away, pays, planeCosts, type PlaneCost } from './support/plane-costs.ts';

interface Case {
  readonly points: Float64Array;
  readonly weights: Float64Array;
  readonly caps: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Three boxes in the plane of half-width up to `size`; coordinates on 64ths, so that reports stand at centres and on edges. */
function randomCase(rng: Rng, size: number): Case {
  const part = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => Math.floor(65 * rng()) / 64);
  const centre = part(6);
  const half = part(6).map((x) => size * x);
  return {
    points: part(2 * 37),
    weights: Float64Array.from({ length: 37 }, () => Math.floor(4 * rng()) / 2),
    caps: Float64Array.from({ length: 37 }, () => (rng() < 0.7 ? Infinity : rng())),
    lower: centre.map((x, e) => x - half[e]!),
    upper: centre.map((x, e) => x + half[e]!),
  };
}

/** The same bounds by their definition, one report at a time. */
function oracle(kind: PlaneCost, c: Case): Tangents {
  const slopes = new Float64Array(6);
  let [flat, level] = [0, 0];
  for (const [n, w] of c.weights.entries()) {
    const t = [c.points[2 * n]!, c.points[2 * n + 1]!];
    const boxes = [0, 1, 2].map((k) => {
      const ends = [0, 1].map((i) => [c.lower[2 * k + i]!, c.upper[2 * k + i]!] as const);
      const near = ends.map(([low, high], i) => Math.min(high, Math.max(low, t[i]!)));
      const far = ends.map(([low, high], i) => (t[i]! - low > high - t[i]! ? low : high));
      const centre = ends.map(([low, high]) => (low + high) / 2);
      return { k, near: pays(kind, t, near), far: pays(kind, t, far), centre };
    });
    const [first, second] = boxes.toSorted((a, b) => a.near - b.near || a.k - b.k);
    const least = Math.min(first!.near, c.caps[n]!);
    flat += w * least;
    if (first!.far > Math.min(second!.near, c.caps[n]!)) {
      level += w * least;
      continue;
    }
    const d = away(kind, t, first!.centre);
    level += w * pays(kind, t, first!.centre);
    first!.centre.forEach((x, i) => {
      const unit = kind.distance === 'l1' ? Math.sign(x - t[i]!) : d > 0 ? (x - t[i]!) / d : 0;
      slopes[2 * first!.k + i]! += w * unit * (kind.cost === 'squared' ? 2 * d : 1);
    });
  }
  return { flat, level, slopes };
}

for (const { name, kernels: core } of builds) {
  describe(`tangents, ${name} build`, () => {
    it('agree with the definition in every cost, with boxes from points to half the plane', () => {
      const rng = seeded('tangents');
      let certain = 0;
      for (const kind of planeCosts) {
        for (const size of [0, 0.02, 0.1, 0.5]) {
          for (let round = 0; round < 5; round++) {
            const c = randomCase(rng, size);
            const field = costField(c.points, 2, c.weights, c.caps, kind, core);
            const [found, exact] = [field.tangents(c.lower, c.upper), oracle(kind, c)];
            expect(found.flat).toBeCloseTo(exact.flat, 11);
            expect(found.level).toBeCloseTo(exact.level, 11);
            for (const e of exact.slopes.keys()) {
              expect(found.slopes[e]).toBeCloseTo(exact.slopes[e]!, 11);
            }
            if (exact.level > exact.flat) certain++;
          }
        }
      }
      expect(certain).toBeGreaterThan(15);
    });
  });
}

/** Least of cost - bound over points of small boxes, the slopes multiplied by `dose`. */
function leastSlack(kind: PlaneCost, dose: number): number {
  const rng = seeded('tangents, bound');
  let least = Infinity;
  for (let round = 0; round < 60; round++) {
    const c = randomCase(rng, 0.05);
    const field = costField(c.points, 2, c.weights, c.caps, kind);
    const { flat, level, slopes } = field.tangents(c.lower, c.upper);
    for (let trial = 0; trial < 20; trial++) {
      const share = slopes.map(() => Math.floor(9 * rng()) / 8);
      const site = c.lower.map((low, e) => low + share[e]! * (c.upper[e]! - low));
      const half = (e: number): number => (c.upper[e]! - c.lower[e]!) / 2;
      const tilted = slopes.reduce(
        (sum, x, e) => sum + dose * x * (2 * share[e]! - 1) * half(e),
        level,
      );
      const cost = -field.score(site, site);
      least = Math.min(least, cost - tilted, cost - flat);
    }
    field.dispose();
  }
  return least;
}

describe('tangents', () => {
  it('bound the cost of every point from below', () => {
    for (const kind of planeCosts) expect(leastSlack(kind, 1)).toBeGreaterThan(-1e-12);
  });

  it('are no bound when they are steeper or flatter than they are', () => {
    for (const kind of planeCosts) {
      expect(leastSlack(kind, 1.3)).toBeLessThan(-1e-3);
      expect(leastSlack(kind, 0.7)).toBeLessThan(-1e-3);
    }
  });

  it('are gone with the field', () => {
    const one = Float64Array.of(0.5);
    const field = costField(one, 1, one, one, planeCosts[0]);
    field.dispose();
    expect(() => field.tangents(one, one)).toThrow('field must be not disposed of');
  });
});
