import { tilted } from './seg-oracles.ts';

/** A law of the exponential mechanism: scores per head, tilt N epsilon and base masses in, log-probabilities out. */
export type Law = (score: Float64Array, tilt: number, logBase?: Float64Array) => Float64Array;

/** The exponential mechanism under judgement. */
export const exponentialLaw: Law = tilted;
