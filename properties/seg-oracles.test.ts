import { describe, expect, it } from 'vitest';
import { hunt, type Arbitrary } from '../src/verify/arbitrary.ts';
import { shown, rateTolerance } from './support/seg-crowds.ts';
import { engineOptimum, engineRate, exponentialLaw } from './support/seg-engine.ts';
import { distanceLaw, logTotal, pointNodes } from './support/seg-laws.ts';
import {
  clickRate,
  gridPoints,
  logDecay,
  mean,
  provedLoss,
  tilted,
  tuples,
  type Crowd,
} from './support/seg-oracles.ts';
import { driftingScenes, scenes } from './support/seg-scene-cases.ts';
import { attributesOf, lossOf, tiltOf, type Scene } from './support/seg-scenes.ts';

/** Runs a check over generated cases and gives back the shrunk case that fails it. */
function failing<T>(given: Arbitrary<T>, holds: (c: T) => boolean, runs = 300): unknown {
  return hunt(given, holds, { runs, seed: 17 }).counterexample;
}

const line: Scene = {
  kind: 'line',
  K: 1,
  reports: [[0]],
  types: [[0]],
  weights: [1],
  clicks: [{ family: 'linear', slope: 1 }],
  epsilon: 20,
};

describe('laws on the cube', () => {
  it('agree with the closed form of one agent at the end of a line', () => {
    const closed = 1 / 20 - Math.exp(-20) / (1 - Math.exp(-20));
    expect(lossOf(line)).toBeCloseTo(closed, 13);
  });

  it('agree with each other where their populations overlap', () => {
    for (const epsilon of [0.01, 1, 20, 400]) {
      const one = lossOf({ ...line, epsilon });
      expect(lossOf({ ...line, epsilon, kind: 'point' })).toBeCloseTo(one, 12);
      expect(lossOf({ ...line, epsilon, kind: 'product' })).toBeCloseTo(one, 12);
    }
    for (const [K, slope] of [
      [1, 2],
      [3, 2],
      [2, 1e9],
    ] as const) {
      const steep: Scene = { ...line, K, kind: 'point', clicks: [{ family: 'linear', slope }] };
      expect(lossOf({ ...steep, kind: 'clusters' })).toBeCloseTo(lossOf(steep), 12);
    }
  });

  it('give two camps and two products what brute force over fine cells gives', () => {
    const camps: Scene = {
      kind: 'clusters',
      K: 2,
      reports: [[0], [1]],
      types: [[0], [1]],
      weights: [2, 1],
      clicks: [
        { family: 'linear', slope: 2 },
        { family: 'linear', slope: 2 },
      ],
      epsilon: 3,
    };
    const sites = Array.from({ length: 200 }, (_, j) => [(j + 0.5) / 200]);
    const crowd: Crowd = { points: camps.reports, weights: camps.weights, clicks: camps.clicks };
    const rates = Float64Array.from(tuples(sites, 2), (s) => clickRate(crowd, s));
    const law = tilted(rates, tiltOf(camps));
    expect(lossOf(camps)).toBeCloseTo(1 - mean(law, rates), 3);
  });

  it('keep all mass: nodes at no tilt sum to one', () => {
    for (const at of [
      [0],
      [0.5, 0.25],
      [0, 0.25, 0.5, 0.75, 1],
      Array.from({ length: 12 }, () => 0.5),
    ]) {
      const flat = { score: (): number => 0.5, bends: [0, at.length] };
      expect(logTotal(pointNodes(at, 3, flat, 1))).toBeCloseTo(0, 12);
    }
  });

  it('measure distances as Irwin and Hall do from a corner, and as an ordinary count does from inside', () => {
    expect(distanceLaw([0, 0, 0]).below(1)).toBeCloseTo(1 / 6, 15);
    expect(distanceLaw([0, 0, 0]).below(1.5)).toBeCloseTo(1 / 2, 15);
    const inside = [0.25, 0.5];
    const points = gridPoints(199, 2).map((p) => p.map((x) => (x * 199 + 0.5) / 200));
    const near = points.filter((p) => Math.abs(p[0]! - 0.25) + Math.abs(p[1]! - 0.5) <= 0.6).length;
    expect(distanceLaw(inside).below(0.6)).toBeCloseTo(near / points.length, 2);
  });

  it('come within a thousandth of the proved bound as the tilt goes to 0, where its series is exact', () => {
    const blind = { ...line, epsilon: 1e-3 };
    expect(lossOf(blind) / provedLoss(1e-3, 1, 1, 1)).toBeGreaterThan(0.999);
    expect(logDecay(1e-3)).toBeCloseTo(5e-4 - 1e-6 / 24, 14);
    expect(logDecay(0.5)).toBeCloseTo(Math.log(0.5 / (1 - Math.exp(-0.5))), 14);
  });
});

describe('engine against oracle', () => {
  it('scores products alike, coincident ones included', () => {
    const agree = (common: boolean): unknown =>
      failing(shown(common), (c) => {
        const gap = Math.abs(engineRate(c, c.s) - clickRate(c, c.s));
        return gap <= rateTolerance(c);
      });
    expect(agree(true)).toBeUndefined();
    expect(agree(false)).toBeUndefined();
  });

  it('draws by the same law', () => {
    const found = failing(
      scenes({ drift: true, common: false }),
      (c) => {
        const gap = Math.abs(lossOf(c, exponentialLaw) - lossOf(c, tilted));
        return gap <= 1e-12 * (1 + tiltOf(c));
      },
      50,
    );
    expect(found).toBeUndefined();
  });

  it('finds the same optimum on a grid', () => {
    const found = failing(driftingScenes(false), (c) => {
      if (attributesOf(c) > 1 || c.K > 3) return true;
      const crowd: Crowd = { points: c.types, weights: c.weights, clicks: c.clicks };
      const all = tuples(gridPoints(8, 1), c.K).map((s) => clickRate(crowd, s));
      return Math.abs(Math.max(...all) - engineOptimum(crowd, c.K, 8)) <= 1e-9;
    });
    expect(found).toBeUndefined();
  });
});
