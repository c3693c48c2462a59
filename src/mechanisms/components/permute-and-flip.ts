import { nonNegative, positive } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';
import { exp, expArray, log } from '../../kernel/exp.ts';
import { finiteSetLoss } from '../finite-loss.ts';
import type { Component } from './component.ts';
import { aloneAbove, logBelow, noisyArgmax, oneLessExp } from './noisy-maximum.ts';
import { contest } from './scores.ts';

/**
 * Permute and flip: alternatives in random order, s accepted with probability a[s] = e^(tilt (score[s] - max)); the same as
 * the largest tilt score plus exponential noise (McKenna and Sheldon 2020; Ding and others 2021).
 *
 * law: arrivals at uniform times t give Pr[s] = a[s] times the integral over [0, 1] of the product over j != s of (1 - a[j] t).
 * influence 1 - e^(-L/2), exact. ours: the worst event A has its alternatives moved by L, the others by nothing (its probability
 * rises in the former, falls in the latter). With D = largest of A - largest of the rest and G(g) = Pr[D > g]: a maximum of shifted
 * exponentials has hazard sum over j of e_j product over i != j of (1 - e_i) over the chance that any exceeds, at most 1, so
 * -G' <= min(G, 1 - G), and over a length L a G that obeys this falls at most from 1 - e^(-L/2)/2 to e^(-L/2)/2: two alternatives do.
 * epsilon L: Pr[noise >= y + L] >= e^-L Pr[noise >= y] for every y; approached by an alternative far below.
 * loss: Pr[s] / (the exponential law's) = constant times the integral of Pi(t) / (1 - a[s] t), which rises in the score, so the
 * score is stochastically larger than there; and Pr[s] <= e^-y / 2 at gap y / x against the best, at most (k-1)/(2e), the same over
 * all: the loss of two alternatives exactly.
 */
export const permuteAndFlip: Component = Object.freeze({
  kind: 'permute-and-flip' as const,
  logProbabilities(score: Float64Array, tilt: number, logMeasure?: Float64Array): Float64Array {
    const { logits, copies } = contest(score, tilt, logMeasure);
    const alone = aloneAbove(expArray(logits), copies);
    return logits.map((x, s) => x + log(copies[s]! * alone[s]!));
  },
  draw: (score: Float64Array, tilt: number, rng: Rng, logMeasure?: Float64Array): number =>
    noisyArgmax(
      contest(score, tilt, logMeasure),
      (copies, source) => -log(oneLessExp(logBelow(copies, source))),
      rng,
    ),
  influence: (width: number) => (nonNegative('width', width) > 0 ? oneLessExp(-width / 2) : 0),
  influenceFormula: '1 - e^(-L / 2)',
  epsilon: (width: number) => nonNegative('width', width),
  loss(logAlternatives: number, x: number) {
    nonNegative('logAlternatives', logAlternatives);
    positive('x', x);
    const others = exp(Math.min(logAlternatives, 700)) - 1;
    const pairs = others / (2 * exp(1)) / x;
    const finite = finiteSetLoss(logAlternatives, x);
    return pairs < finite
      ? { value: pairs, formula: '(k - 1) / (2 e x), k alternatives, x = n tilt' }
      : { value: finite, formula: 'W((k - 1) / e) / x, k alternatives, x = n tilt' };
  },
});
