import { seeded } from '../src/core/rng.ts';
import { boxField, type ClickCode } from '../src/kernel/boxes.ts';
import { costField } from '../src/kernel/tangents.ts';
import {
  linearBoxesLoop,
  nearestLoop,
  powerBoxesLoop,
  straightBoxesLoop,
  tableBoxesLoop,
} from './baseline/boxes.ts';
import { tangentsLoop } from './baseline/tangents.ts';
import { apart, furthest, type Benchmark, type Variants } from './support.ts';

const ATTRIBUTES = 3;
const BOXES = 3;

type Sum = (near: Float64Array, weights: Float64Array) => number;

/** One score of `BOXES` boxes in three dimensions over n reports; what is copied a call is the boxes, in both numbers. */
function score(n: number, click: ClickCode, sum: Sum): Variants {
  const rng = seeded('bench boxes');
  const points = Float64Array.from({ length: n * ATTRIBUTES }, rng);
  const weights = Float64Array.from({ length: n }, rng);
  const lower = Float64Array.from({ length: BOXES * ATTRIBUTES }, () => 0.7 * rng());
  const upper = lower.map((low) => low + 0.3 * rng());
  const turned = points.map((_, at) => points[(at % n) * ATTRIBUTES + Math.floor(at / n)] ?? 0);
  const near = new Float64Array(n);
  const field = boxField(points, ATTRIBUTES, weights, click);
  const wasm = (): number => field.score(lower, upper);
  const loop = (): number => {
    nearestLoop(turned, n, ATTRIBUTES, lower, upper, near);
    return sum(near, weights);
  };
  return {
    wasm,
    loop,
    disagreement: () => apart(wasm(), loop()),
    release: field.dispose,
  };
}

/** A Euclidean field over n reports of the plane, and three boxes of one width. */
function plane(n: number, width: number) {
  const rng = seeded('bench box costs');
  const points = Float64Array.from({ length: 2 * n }, rng);
  const weights = Float64Array.from({ length: n }, rng);
  const caps = new Float64Array(n).fill(Infinity);
  const lower = Float64Array.from({ length: 2 * BOXES }, () => 0.7 * rng());
  const upper = lower.map((low) => low + width);
  const turned = points.map((_, at) => points[(at % n) * 2 + Math.floor(at / n)] ?? 0);
  const field = costField(points, 2, weights, caps, { distance: 'euclidean', cost: 'distance' });
  return { field, turned, weights, lower, upper };
}

/** One Euclidean cost of `BOXES` boxes. */
function straightCost(n: number): Variants {
  const { field, turned, weights, lower, upper } = plane(n, 0.3);
  const wasm = (): number => -field.score(lower, upper);
  const loop = (): number => straightBoxesLoop(turned, n, lower, upper, weights);
  return { wasm, loop, disagreement: () => apart(wasm(), loop()), release: field.dispose };
}

/** Their tangents, most reports knowing their box. */
function tangents(n: number): Variants {
  const { field, turned, weights, lower, upper } = plane(n, 0.02);
  const sums = new Float64Array(2 + lower.length);
  const loop = (): Float64Array => {
    tangentsLoop(turned, n, weights, lower, upper, sums);
    return sums;
  };
  const wasm = (): Float64Array => {
    const { flat, level, slopes } = field.tangents(lower, upper);
    return Float64Array.of(flat, level, ...slopes);
  };
  return {
    wasm: () => field.tangents(lower, upper).level,
    loop: () => loop()[1] ?? NaN,
    disagreement: () => furthest(wasm(), loop()),
    tolerance: 1e-11, // slopes cancel
    release: field.dispose,
  };
}

const SIZES = [8, 64, 512, 8192];
const X = Float64Array.of(0, 0.5, 1, 3);
const Y = Float64Array.of(1, 0.3, 0.1, 0);
const slope = 1 / ATTRIBUTES;

/** Bounds of welfare over boxes. */
export const boxScores: readonly Benchmark[] = [
  {
    kernel: 'boxes',
    job: 'one score of 3 boxes in 3 dimensions over size reports, linear P; the boxes are copied in, the reports stay',
    sizes: SIZES,
    prepare: (n) => score(n, { kind: 'linear', slope }, (d, w) => linearBoxesLoop(d, w, slope)),
  },
  {
    kernel: 'boxes, P = 1 - (d/3)^2.5',
    job: 'the same with a power',
    sizes: SIZES,
    prepare: (n) =>
      score(n, { kind: 'power', scale: ATTRIBUTES, exponent: 2.5 }, (d, w) =>
        powerBoxesLoop(d, w, ATTRIBUTES, 2.5),
      ),
  },
  {
    kernel: 'boxes, P a table',
    job: 'the same with a curve through 4 points',
    sizes: SIZES,
    prepare: (n) => score(n, { kind: 'table', x: X, y: Y }, (d, w) => tableBoxesLoop(d, w, X, Y)),
  },
  {
    kernel: 'boxes, Euclidean cost',
    job: 'one Euclidean cost of 3 boxes in the plane over size reports',
    sizes: SIZES,
    prepare: straightCost,
  },
  {
    kernel: 'tangents',
    job: 'tangents of the Euclidean cost of 3 small boxes in the plane over size reports',
    sizes: SIZES,
    prepare: tangents,
  },
];
