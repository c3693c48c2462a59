import { rounding } from '../src/core/numeric.ts';
import {
  nudge,
  nudged,
  oneMoved,
  rateTolerance,
  shown,
  steepest,
  summedTolerance,
  withReport,
  type Nudged,
  type OneMoved,
  type Shown,
} from './support/seg/crowds.ts';
import { engineOptimum, engineRate } from './support/seg/engine.ts';
import { headcount, l1, type Crowd } from './support/seg/oracles.ts';
import { driftingScenes } from './support/seg/scene-cases.ts';
import { attributesOf, drift, optimumOf, steepness, type Scene } from './support/seg/scenes.ts';
import { statement } from './support/statement.ts';

/** What moving the products leaves of alpha, `room` in units of alpha / B. */
export function moveSlack(c: Nudged, room = 1): number {
  const B = steepest(c.crowd);
  const far = B === 0 ? c.crowd.points[0]!.length : c.alpha / B;
  const after = engineRate(c.crowd, nudge(c, room * far));
  return c.alpha + after - engineRate(c.crowd, c.crowd.s);
}

/** B |t - b| less N times the change of F, one agent moved who counts `weight` times. */
export function reportSlack(c: OneMoved, weight = 1): number {
  const { crowd, agent, report } = c;
  const N = headcount(crowd);
  const change = N * (engineRate(withReport(c), crowd.s) - engineRate(crowd, crowd.s));
  return steepest(crowd) * l1(crowd.points[agent]!, report) - weight * Math.abs(change);
}

/** max_i B |t_i - b_i| less the change of F, everybody moved. */
export function reportsSlack(c: Shown, share = 1): number {
  const told: Crowd = { points: c.others, weights: c.weights, clicks: c.clicks };
  const change = Math.abs(engineRate(told, c.s) - engineRate(c, c.s));
  return share * steepest(c) * farthest(c) - change;
}

function farthest({ points, others }: Shown): number {
  return Math.max(...points.map((t, n) => l1(t, others[n]!)));
}

/** B beta less the change of the optimum. */
export function optimumSlack(c: Scene, share = 1): number {
  const [told, real] = [c.reports, c.types].map((points) => {
    const crowd: Crowd = { points, weights: c.weights, clicks: c.clicks };
    if (c.kind === 'cells' && attributesOf(c) === 1) return engineOptimum(crowd, c.K, GRID);
    return optimumOf(c, points);
  });
  return share * steepness(c) * drift(c) - Math.abs(told! - real!);
}

/** Sites on each line of the grid optimum. */
const GRID = 24;

/** One agent at the left end, a product on her, P = 1 - d. */
const LINE: Shown = {
  points: [[0]],
  weights: [1],
  clicks: [{ family: 'linear', slope: 1 }],
  s: [[0]],
  others: [[0.5]],
};

const PLANE: Shown = {
  points: [[0, 0]],
  weights: [1],
  clicks: [{ family: 'linear', slope: 0.5 }],
  s: [[0, 0]],
  others: [[0.5, 0.5]],
};

/** Two agents at the ends of the line who close in on each other: the optimum rises by B beta. */
const CLOSING: Scene = {
  kind: 'line',
  K: 1,
  reports: [[0], [1]],
  types: [[0.25], [0.75]],
  weights: [1, 1],
  clicks: [
    { family: 'linear', slope: 1 },
    { family: 'linear', slope: 1 },
  ],
  epsilon: 1,
};

/** Sums over at most 5 groups of 12 coordinates, places against slopes; golden sections end within 1e-12 of a smooth top. */
export function optimumTolerance(c: Scene): number {
  return rounding(64, 1 + steepness(c)) + 1e-12;
}

const exact = 'exact: finite sums of the click curves, no law and no sampling';

export const segSensitivity = [
  statement<Nudged>({
    id: 'SEG-lem4',
    where: 'Lemma 4',
    claim: 'F(t, s moved by at most α/B a product) >= F(t, s) - α',
    hypotheses:
      'any t, P and α in (0, 1]; printed for an optimal s, generated for every s: I 1..10, K 1..6, N 1..2e7, B 0..1e9',
    decided: exact,
    method: 'exact',
    given: nudged(true),
    slack: (c) => moveSlack(c),
    tolerance: (c) => rateTolerance(c.crowd),
    examples: [
      { crowd: LINE, alpha: 0.5, shares: [1], signs: [1] },
      { crowd: PLANE, alpha: 0.5, shares: [0.5, 0.5], signs: [1] },
    ],
    controls: {
      'products moved further than α/B': {
        slack: (dose) => (c) => moveSlack(c, 1 + dose),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
      'distance read as the largest coordinate': {
        slack: () => (c) => moveSlack(c, c.crowd.points[0]!.length),
      },
    },
    verdict: 'holds',
  }),
  statement<OneMoved>({
    id: 'SEG-lem5a',
    where: 'Lemma 5',
    claim: '|F((b_i, t_-i), s) - F(t, s)| <= B |t_i - b_i| / N',
    hypotheses: 'any t, b_i, s, P: I 1..10, K 1..6, N 1..2e7, B 0..1e9',
    decided: exact,
    method: 'exact',
    given: oneMoved(true),
    slack: (c) => reportSlack(c),
    tolerance: (c) => summedTolerance(c.crowd),
    examples: [{ crowd: LINE, agent: 0, report: [0.5] }],
    controls: {
      'one agent counts for more than one': {
        slack: (dose) => (c) => reportSlack(c, 1 + dose),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
      'clicks steeper than B': {
        slack: (dose) => (c) =>
          reportSlack(c) -
          (1 - 1 / (1 + dose)) * steepest(c.crowd) * l1(c.crowd.points[c.agent]!, c.report),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
    },
    verdict: 'holds',
  }),
  statement<Shown>({
    id: 'SEG-lem5b',
    where: 'Lemma 5',
    claim: '|F(b, s) - F(t, s)| <= max_i B |t_i - b_i|',
    hypotheses: 'any t, b, s, P: I 1..10, K 1..6, N 1..2e7, B 0..1e9',
    decided: exact,
    method: 'exact',
    given: shown(true),
    slack: (c) => reportsSlack(c),
    tolerance: (c) => rateTolerance(c),
    examples: [LINE, PLANE],
    controls: {
      'clicks steeper than B': {
        slack: (dose) => (c) => reportsSlack(c, 1 / (1 + dose)),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
      'distance read as the largest coordinate': {
        slack: () => (c) => reportsSlack(c, 1 / c.points[0]!.length),
      },
    },
    verdict: 'holds',
  }),
  statement<Scene>({
    id: 'SEG-lem6',
    where: 'Lemma 6',
    claim: '|max_s F(t, s) - max_s F(b, s)| <= B β when every |b_i - t_i| <= β',
    hypotheses:
      'any t, b, P; optima over the cube for K = 1 (I = 1, or linear clicks), over grids for K up to 4',
    decided:
      'exact optima: kinks and concave pieces on the line, medians for linear clicks, the chain or enumeration on grids (the proof asks nothing of S)',
    method: 'exact',
    given: driftingScenes(true),
    slack: (c) => optimumSlack(c),
    tolerance: optimumTolerance,
    examples: [CLOSING],
    controls: {
      'an optimum that is never looked for': {
        slack: () => (c) => {
          const crowd = { points: c.reports, weights: c.weights, clicks: c.clicks };
          const idle = engineRate(crowd, [c.reports[0]!.map(() => 0)]);
          return steepness(c) * drift(c) - Math.abs(idle - optimumOf(c, c.types));
        },
      },
      'clicks steeper than B': {
        slack: (dose) => (c) => optimumSlack(c, 1 / (1 + dose)),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
    },
    verdict: 'holds',
  }),
];
