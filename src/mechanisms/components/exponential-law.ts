import { nonNegative, positive } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';
import { draw, logSoftmax } from '../../kernel/softmax.ts';
import { finiteSetLoss } from '../finite-loss.ts';
import { tanh } from '../special.ts';
import type { Component } from './component.ts';
import { checkedScores } from './scores.ts';

/**
 * Pr[s] proportional to e^(tilt score[s] + logMeasure[s]) [AMD, 3.1].
 *
 * influence, exact: a change of tilt score within an interval of width L moves the log-odds of every event by at most L, so a
 * probability by at most max over odds = tanh(L/4), which the alternatives of an event of odds e^(-L/2), all moved by L, attain.
 * The expectation of anything in [0, 1] is a mean of probabilities of events.
 * loss, exact without a base measure: all others at one gap g, maximised over g. O(k) a law and a draw.
 */
export const exponentialLaw: Component = Object.freeze({
  kind: 'exponential' as const,
  logProbabilities: (score: Float64Array, tilt: number, logMeasure?: Float64Array) =>
    logSoftmax(checkedScores(score, tilt, logMeasure), tilt, logMeasure),
  draw: (score: Float64Array, tilt: number, rng: Rng, logMeasure?: Float64Array) =>
    draw(checkedScores(score, tilt, logMeasure), tilt, rng, logMeasure),
  influence: (width: number) => tanh(nonNegative('width', width) / 4),
  influenceFormula: 'tanh(L / 4)',
  epsilon: (width: number) => nonNegative('width', width),
  loss: (logAlternatives: number, x: number) => ({
    value: finiteSetLoss(nonNegative('logAlternatives', logAlternatives), positive('x', x)),
    formula: 'W((k - 1) / e) / x, k alternatives, x = n tilt',
  }),
});
