import { exponential } from '../../src/mechanisms/exponential.ts';

/** A law of the exponential mechanism: scores per head, tilt N epsilon and log base masses in, log-probabilities out. */
export type Law = (score: Float64Array, tilt: number, logBase?: Float64Array) => Float64Array;

/** The exponential mechanism under judgement: the engine's, over finitely many alternatives. */
export const exponentialLaw: Law = (score, tilt, logBase) =>
  exponential({ tilt, ...(logBase && { logMeasure: logBase }) }).logProbabilities(score);
