import { nonNegative, positive } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';
import { exp, log } from '../../kernel/exp.ts';
import type { Component } from './component.ts';
import { laplaceLaw } from './laplace-law.ts';
import { logBelow, noisyArgmax, oneLessExp } from './noisy-maximum.ts';
import { contest } from './scores.ts';

/** -ln(2 v) above the middle, ln(2 (1 - v)) below it, from ln(1 - v), v the chance of a larger noise. */
function laplaceNoise(copies: number, rng: Rng): number {
  const w = logBelow(copies, rng);
  return w < -Math.LN2 ? w + Math.LN2 : -log(2 * oneLessExp(w));
}

/** The gap y at which an alternative beats the best with chance e^-y (2 + y) / 4 = chance <= 1/2, by Newton on its log. */
function gapAt(logChance: number): number {
  let y = Math.max(0, -logChance);
  for (let i = 0; i < 60; i++) {
    const step = (log((2 + y) / 4) - y - logChance) / (1 - 1 / (2 + y));
    y += step;
    if (Math.abs(step) <= 1e-15 * y) break;
  }
  return y;
}

const WORST_GAP = Math.SQRT2; // of y e^-y (2 + y) / 4
const worstChance = (): number => (exp(-WORST_GAP) * (2 + WORST_GAP)) / 4;

/**
 * Noise calibrated to the score's sensitivity: the largest tilt score plus Laplace noise of scale 1 (Dwork and others 2006, report
 * noisy maximum). Law: `laplaceLaw`.
 *
 * influence, an upper bound. ours: as for permute and flip -G' <= min(G, 1 - G), the hazard of a Laplace noise being at most 1. And
 * G' is at most 1/3: a density of D is at most the product of the two root mean squares, each of a density f <= F (floor(y) +
 * 2^(y - floor(y)) - 1), F = 2^-y, because sum over j of min(1, e^(a_j) - 1) under sum of a_j = -ln F is largest with all a_j but one at
 * 0 or ln 2; the integral of that bound over F in [0, 1] is 1/3. Both together: L/3 up to L = 1, then 1 - (2/3) e^(-(L-1)/2). Two
 * alike alternatives against two come to 7/24 L for small L, so at most an eighth is given away there.
 * epsilon L: Pr[noise >= y + L] >= e^-L Pr[noise >= y] for every y; approached by an alternative far below.
 * loss, an upper bound. ours: at gap y / x an alternative wins with chance at most T(y) = e^-y (2 + y) / 4, that of beating the best
 * alone, so the loss is at most the sum of p T^-1(p) over k - 1 chances p of sum at most 1; p T^-1(p) is concave with its top
 * at y = sqrt 2, so equal chances are the worst: (k-1) sqrt 2 T(sqrt 2), or T^-1(1/(k-1)) from there on. Exact for k = 2; for k = 40
 * one gap for all comes to 0.45 of it.
 */
export const laplaceMaximum: Component = Object.freeze({
  kind: 'laplace' as const,
  logProbabilities(score: Float64Array, tilt: number, logMeasure?: Float64Array): Float64Array {
    const { logits, copies } = contest(score, tilt, logMeasure);
    return laplaceLaw(logits, copies);
  },
  draw: (score: Float64Array, tilt: number, rng: Rng, logMeasure?: Float64Array): number =>
    noisyArgmax(contest(score, tilt, logMeasure), laplaceNoise, rng),
  influence(width: number): number {
    nonNegative('width', width);
    return width <= 1 ? width / 3 : 1 - (2 / 3) * exp(-(width - 1) / 2);
  },
  influenceFormula: 'L / 3 for L <= 1, else 1 - (2 / 3) e^(-(L - 1) / 2)',
  epsilon: (width: number) => nonNegative('width', width),
  loss(logAlternatives: number, x: number) {
    nonNegative('logAlternatives', logAlternatives);
    positive('x', x);
    const logOthers = logAlternatives > 36 ? logAlternatives : log(exp(logAlternatives) - 1);
    const few = exp(Math.min(logOthers, 700)) * worstChance() <= 1;
    return few
      ? { value: (exp(logOthers) * worstChance() * WORST_GAP) / x, formula: FEW }
      : { value: gapAt(-logOthers) / x, formula: MANY };
  },
});

const FEW = '(k - 1) sqrt(2) T(sqrt(2)) / x, T(y) = e^-y (2 + y) / 4, x = n tilt';
const MANY = 'y / x, (k - 1) e^-y (2 + y) / 4 = 1, k alternatives, x = n tilt';
