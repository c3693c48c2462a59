import type { CurveSpec } from '../../../src/core/curve.ts';
import { clusterLoss } from './clusters.ts';
import { lineNodes, pointNodes } from './laws.ts';
import { exponentialLaw, type Law } from './engine.ts';
import {
  bendsOf,
  clickRate,
  curveAt,
  gridPoints,
  headcount,
  l1,
  mean,
  slopesOf,
  tuples,
  type Crowd,
  type Point,
} from './oracles.ts';

/**
 * A population whose exponential mechanism on the whole cube can be integrated exactly. `point`: everyone at one point in
 * quarters. `line`: I = K = 1. `product`: K = 1 and linear clicks that never reach 0, so that coordinates are
 * independent. `clusters`: at most K groups at corners, clicks constant beyond 1/2. `cells`: anything small, every axis
 * cut into cells, read at their centres.
 */
export interface Scene {
  readonly kind: 'point' | 'line' | 'product' | 'clusters' | 'cells';
  readonly K: number;
  /** Reports, one for each group of agents. */
  readonly reports: readonly Point[];
  /** Types of the same groups. */
  readonly types: readonly Point[];
  readonly weights: readonly number[];
  readonly clicks: readonly CurveSpec[];
  readonly epsilon: number;
}

/** I. */
export function attributesOf(scene: Scene): number {
  return scene.reports[0]!.length;
}

/** N epsilon. */
export function tiltOf(scene: Scene): number {
  return headcount(scene) * scene.epsilon;
}

/** B: the largest Lipschitz constant of the click curves. */
export function steepness(scene: Scene): number {
  const reach = attributesOf(scene);
  return Math.max(...scene.clicks.map((click) => slopesOf(click, reach).most));
}

/** beta: the largest |t_n - b_n|. */
export function drift(scene: Scene): number {
  return Math.max(...scene.types.map((t, n) => l1(t, scene.reports[n]!)));
}

/** max_s F(t, s) less the expected F(t, s) when s is drawn for the reports: the loss of [SEG, Thm 1 and 2]. */
export function lossOf(scene: Scene, law: Law = exponentialLaw): number {
  if (scene.kind === 'point') return pointLoss(scene, law);
  if (scene.kind === 'line') return lineLoss(scene, law);
  if (scene.kind === 'product') return productLoss(scene, law);
  if (scene.kind === 'clusters') return clusterLoss(scene, attributesOf(scene), tiltOf(scene));
  return cellLoss(scene, law);
}

/**
 * What quadrature and cells may add to a loss. Nodes: the rule's 1e-13 and rounding of exponents of size x and of places
 * against slopes B. Cells: every product moves by at most I/(2m), so scores move by at most h = B I/(2m), the mean by h
 * and by tanh(x h) through the law.
 */
export function lossTolerance(scene: Scene): number {
  const x = tiltOf(scene);
  const B = steepness(scene);
  const places = scene.kind === 'line' || scene.kind === 'product' ? B : 0;
  const nodes = 1e-11 + 2 ** -50 * (1 + x) * (1 + places);
  if (scene.kind !== 'cells') return nodes;
  const h = (B * attributesOf(scene)) / (2 * cellCount(scene));
  return nodes + h + Math.tanh(x * h);
}

function lossUnder(law: Float64Array, best: number, rates: Float64Array): number {
  return mean(
    law,
    rates.map((rate) => best - rate),
  );
}

/** max_s F(t, s) over the cube; over cell centres for `cells`. */
export function optimumOf(scene: Scene, points: readonly Point[]): number {
  if (scene.kind === 'line') {
    const bends = kinksOf(points, scene.clicks).filter((s) => s > 0 && s < 1);
    return highest((s) => clickRate(crowdOf(scene, points), [[s]]), [0, 1, ...bends]);
  }
  if (scene.kind === 'product') {
    return points[0]!.reduce((best, _, i) => best + bestAlong(scene, points, i), 1);
  }
  if (scene.kind === 'cells') return Math.max(...cellRates(scene, points));
  return clickRate(crowdOf(scene, points), points);
}

function pointLoss(scene: Scene, law: Law): number {
  const reach = attributesOf(scene);
  const total = headcount(scene);
  const rate = (d: number): number =>
    scene.clicks.reduce((sum, click, n) => sum + scene.weights[n]! * curveAt(click, d, reach), 0) /
    total;
  const x = tiltOf(scene);
  const bends = scene.clicks.flatMap((click) => bendsOf(click, reach));
  const nodes = pointNodes(scene.reports[0]!, scene.K, { score: rate, bends }, x);
  const rates = nodes.at.map(rate);
  return lossUnder(law(rates, x, nodes.logBase), rate(0), rates);
}

function crowdOf(scene: Scene, points: readonly Point[]): Crowd {
  return { points, weights: scene.weights, clicks: scene.clicks };
}

/** Where the score of one product on the line may bend. */
function kinksOf(points: readonly Point[], clicks: readonly CurveSpec[]): number[] {
  return points.flatMap(([t], n) =>
    bendsOf(clicks[n]!, 1).flatMap((bend) => [t! - bend, t! + bend]),
  );
}

function lineLoss(scene: Scene, law: Law): number {
  const x = tiltOf(scene);
  const told = (s: number): number => clickRate(crowdOf(scene, scene.reports), [[s]]);
  const real = (s: number): number => clickRate(crowdOf(scene, scene.types), [[s]]);
  const kinks = kinksOf(scene.reports, scene.clicks);
  const hidden = kinksOf(scene.types, scene.clicks);
  const nodes = lineNodes(told, [...kinks, ...hidden], steepness(scene), x);
  const best = optimumOf(scene, scene.types);
  return lossUnder(law(nodes.at.map(told), x, nodes.logBase), best, nodes.at.map(real));
}

/** The largest value on [0, 1] of a function that is concave between the kinks: golden sections between neighbours. */
function highest(f: (s: number) => number, kinks: readonly number[]): number {
  const sorted = [...new Set(kinks)].toSorted((a, b) => a - b);
  let best = Math.max(...sorted.map(f));
  for (let i = 1; i < sorted.length; i++) {
    let [low, high] = [sorted[i - 1]!, sorted[i]!];
    for (let step = 0; step < 60; step++) {
      const [a, b] = [low + 0.382 * (high - low), low + 0.618 * (high - low)];
      if (f(a) < f(b)) low = a;
      else high = b;
    }
    best = Math.max(best, f((low + high) / 2));
  }
  return best;
}

/** -sum_n slope_n w_n |t_ni - s| / N: coordinate i's part of a score with linear clicks, and its slope at most. */
function along(
  scene: Scene,
  points: readonly Point[],
  i: number,
): { readonly part: (s: number) => number; readonly steep: number } {
  const total = headcount(scene);
  const reach = attributesOf(scene);
  const rates = scene.clicks.map((c, n) => (slopesOf(c, reach).most * scene.weights[n]!) / total);
  return {
    part: (s) => points.reduce((sum, t, n) => sum - rates[n]! * Math.abs(t[i]! - s), 0),
    steep: rates.reduce((sum, rate) => sum + rate, 0),
  };
}

/** The largest part of coordinate i, at a weighted median. */
function bestAlong(scene: Scene, points: readonly Point[], i: number): number {
  const { part } = along(scene, points, i);
  return Math.max(...points.map((t) => part(t[i]!)));
}

/** Coordinates are independent: the loss is a sum of one-dimensional ones. */
function productLoss(scene: Scene, law: Law): number {
  const x = tiltOf(scene);
  let loss = 0;
  for (let i = 0; i < attributesOf(scene); i++) {
    const told = along(scene, scene.reports, i);
    const real = along(scene, scene.types, i);
    const kinks = [...scene.reports, ...scene.types].map((t) => t[i]!);
    const nodes = lineNodes(told.part, kinks, told.steep, x);
    const drawn = law(nodes.at.map(told.part), x, nodes.logBase);
    loss += lossUnder(drawn, bestAlong(scene, scene.types, i), nodes.at.map(real.part));
  }
  return loss;
}

/** Cells of each axis: as many as keep the alternatives near a thousand. */
function cellCount(scene: Scene): number {
  return Math.max(2, Math.floor(1024 ** (1 / (attributesOf(scene) * scene.K))));
}

/** F at every ordered K-tuple of cell centres; a group clicks on the best of its K products, for P is decreasing. */
function cellRates(scene: Scene, points: readonly Point[]): Float64Array {
  const m = cellCount(scene);
  const attributes = attributesOf(scene);
  const centres = gridPoints(m - 1, attributes).map((at) => at.map((x) => (x * (m - 1) + 0.5) / m));
  const all = tuples([...centres.keys()], scene.K);
  const total = headcount(scene);
  const sum = new Float64Array(all.length);
  points.forEach((t, n) => {
    const one = centres.map((s) => curveAt(scene.clicks[n]!, l1(t, s), attributes));
    const share = scene.weights[n]! / total;
    all.forEach((s, i) => (sum[i]! += share * s.reduce((top, k) => Math.max(top, one[k]!), 0)));
  });
  return sum;
}

function cellLoss(scene: Scene, law: Law): number {
  const real = cellRates(scene, scene.types);
  const drawn = law(cellRates(scene, scene.reports), tiltOf(scene));
  return lossUnder(drawn, Math.max(...real), real);
}
