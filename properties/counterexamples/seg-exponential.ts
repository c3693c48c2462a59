import type { CurveSpec } from '../../src/core/curve.ts';
import type { Scene } from '../support/seg/scenes.ts';

/** Everybody alike and truthful at a corner of the cube. */
function alike(attributes: number, click: CurveSpec, agents: number, epsilon: number): Scene {
  const corner = Array.from({ length: attributes }, () => 0);
  return {
    kind: 'point',
    K: 1,
    reports: [corner],
    types: [corner],
    weights: [agents],
    clicks: [click],
    epsilon,
  };
}

/** Strictly decreasing, of slope 0.99 up to distance 1 and nearly flat beyond. */
const gentle: CurveSpec = {
  family: 'table',
  points: [
    [0, 1],
    [1, 0.01],
    [10, 0],
  ],
};

/** Strictly decreasing, lost within 1e-12. */
const steep: CurveSpec = {
  family: 'table',
  points: [
    [0, 1],
    [1e-12, 0.001],
    [1, 0],
  ],
};

/** Strictly decreasing, of slope 1 and then nearly flat: what a million agents lose by it is beyond the bound still. */
const shallow: CurveSpec = {
  family: 'table',
  points: [
    [0, 1],
    [0.0001, 0.9999],
    [10, 0.99989],
  ],
};

/** Two groups of equal size at opposite corners of ten attributes, two products. */
const twoCamps: Scene = {
  kind: 'clusters',
  K: 2,
  reports: [
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ],
  types: [
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ],
  weights: [1, 1],
  clicks: [
    { family: 'linear', slope: 2 },
    { family: 'linear', slope: 2 },
  ],
  epsilon: 30,
};

/**
 * Losses above (3/x) ln(e + x^(K+1)): one agent with ten attributes and slope below 1; the same law with 27,000 agents at the
 * paper's own epsilon = N^(-2/3); a million agents; one attribute and a steep curve; two products.
 */
export const againstPrintedLoss: readonly Scene[] = [
  alike(10, gentle, 1, 30),
  alike(10, gentle, 27_000, 1 / 900),
  alike(10, shallow, 1_000_000, 1),
  alike(1, steep, 1, 20),
  twoCamps,
];
