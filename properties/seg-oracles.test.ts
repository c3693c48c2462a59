import { describe, expect, it } from 'vitest';
import type { CurveSpec } from '../src/core/curve.ts';
import { choose, hunt, type Arbitrary } from '../src/verify/arbitrary.ts';
import { rateTolerance, shown, type Shown } from './support/seg/crowds.ts';
import { engineOptimum, engineRate, exponentialLaw } from './support/seg/engine.ts';
import { distanceLaw, logTotal, pointNodes } from './support/seg/laws.ts';
import {
  clickRate,
  gridPoints,
  logDecay,
  mean,
  provedLoss,
  tilted,
  tuples,
  type Crowd,
} from './support/seg/oracles.ts';
import { tempted } from './seg-incentives.ts';
import { gainBound, gainOf, gainTolerance, liesOf, paperB, type Lie } from './support/seg/lies.ts';
import { lossInAlphas, needed } from './support/seg/measures.ts';
import { mixed, scores } from './support/seg/mixed.ts';
import { lossBetween, type Neighbouring } from './support/seg/private.ts';
import { driftingScenes, scenes } from './support/seg/scene-cases.ts';
import { attributesOf, lossOf, tiltOf, type Scene } from './support/seg/scenes.ts';

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

/** Whether the engine's F is the oracle's. */
function sameRate(c: Shown): boolean {
  return Math.abs(engineRate(c, c.s) - clickRate(c, c.s)) <= rateTolerance(c);
}

describe('engine against oracle', () => {
  it('scores products alike, coincident ones included', () => {
    expect(failing(shown(true), sameRate)).toBeUndefined();
    expect(failing(shown(false), sameRate)).toBeUndefined();
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

const mild: CurveSpec = { family: 'power', exponent: 2 };

/** The probability of the event whose members are the bits that are set. */
function mass(row: readonly number[], bits: number): number {
  return row.reduce((total, p, i) => total + (((bits >> i) & 1) === 1 ? p : 0), 0);
}

/** Three agents and a liar on a grid of twelfths, two products. */
const gridLie: Lie = {
  kind: 'grid',
  K: 2,
  sites: [],
  reports: [[0], [0.3], [1]],
  weights: [1, 2, 1],
  clicks: [mild, mild, mild, mild],
  taste: { family: 'linear', slope: 0.7 },
  t: [0.4],
  b: [0.9],
  epsilon: 0.8,
};

describe('slacks against brute force', () => {
  it('gains: the chain on a grid, products anywhere, and enumeration agree', () => {
    const sites = gridPoints(12, 1);
    expect(gainOf(gridLie)).toBeCloseTo(gainOf({ ...gridLie, kind: 'sites', sites }), 13);
    const one: Lie = { ...gridLie, K: 1, kind: 'cube' };
    const fine = gridPoints(1999, 1).map(([x]) => [(x! * 1999 + 0.5) / 2000]);
    expect(gainOf(one)).toBeCloseTo(gainOf({ ...one, kind: 'sites', sites: fine }), 6);
  });

  it('gains: none is above tanh(epsilon min(B d, r) / 2), whatever epsilon', () => {
    const found = failing(
      choose(liesOf(true), liesOf(false)),
      (c) => gainOf(c) <= gainBound(c, paperB(c)) + gainTolerance(c),
    );
    expect(found).toBeUndefined();
  });

  it('gains: a lie on one site pays what its two laws say', () => {
    const lie = tempted(10, 0.01);
    const [near, far] = [0.99, 0.05];
    const odds = Math.exp(0.01 * (0.5 - 0.5));
    const lied = Math.exp(0.01 * (1 - 0));
    const told = (lied * near + far) / (lied + 1) - (odds * near + far) / (odds + 1);
    expect(gainOf(lie)).toBeCloseTo(told, 12);
  });

  it('privacy: the exact worst case on the line is what fine cells give', () => {
    const c: Neighbouring = {
      kind: 'line',
      K: 1,
      others: [[0.25], [1]],
      shares: [0.5, 0.5],
      click: { family: 'linear', slope: 1 },
      from: [0.125],
      to: [0.75],
      N: 1000,
    };
    const cells = Array.from({ length: 4000 }, (_, j) => (j + 0.5) / 4000);
    const law = (report: number): Float64Array => {
      const points = [[0.25], [1], [report]];
      const weights = [499.5, 499.5, 1];
      const crowd: Crowd = { points, weights, clicks: [c.click, c.click, c.click] };
      const rates = Float64Array.from(cells, (s) => clickRate(crowd, [[s]]));
      return tilted(rates, 10);
    };
    const [p, q] = [law(0.125), law(0.75)];
    const worst = p.reduce((most, x, i) => Math.max(most, Math.abs(x - q[i]!)), 0);
    expect(lossBetween(c)).toBeCloseTo(worst, 6);
    expect(lossBetween({ ...c, kind: 'product' })).toBeCloseTo(lossBetween(c), 12);
  });

  it('mixtures: the score over single outcomes is the score over all events', () => {
    const found = failing(mixed, (c) => {
      const law = (set: number): number[] =>
        c.first[set]!.map((p, i) => c.alpha * p + (1 - c.alpha) * c.second[set]![i]!);
      const events = Array.from({ length: 2 ** c.first[0]!.length }, (_, bits) => bits);
      const losses = c.neighbours.flatMap(([a, b]) =>
        events.map((bits) => {
          const [p, q] = [mass(law(a), bits), mass(law(b), bits)];
          return p === q ? 0 : Math.abs(Math.log(p) - Math.log(q));
        }),
      );
      const [all, single] = [Math.max(...losses), scores(c).whole];
      return all === single || Math.abs(all - single) < 1e-12;
    });
    expect(found).toBeUndefined();
  });

  it('losses in units of alpha: two alternatives by hand', () => {
    const c = { scores: [1, 0.2], masses: [1, 3], alpha: 0.5, spare: 0 };
    expect(needed(c)).toBeCloseTo(Math.log(8), 14);
    const rest = 3 * Math.exp((-0.8 * Math.log(8)) / 0.5);
    expect(lossInAlphas(c)).toBeCloseTo((0.8 * rest) / (1 + rest) / 0.5, 14);
  });
});
