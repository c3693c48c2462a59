import type { Rng } from '../core/rng.ts';

/** Products of one draw, each of length I in [0, 1], and the proposals that an exact rejection took. */
export interface Products {
  readonly products: readonly (readonly number[])[];
  readonly trials: number;
}

/** The order of points by their first coordinate in which they differ. */
export function byCoordinates(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((x, j) => x !== b[j]);
  return i < 0 ? 0 : a[i]! - (b[i] ?? 0);
}

/** A private part of the mixture on given reports: `draw` is the release; the rest is for the data's owner and leaks. */
export interface PrivatePart {
  draw(rng: Rng): Products;
  diagnostics(): PartDiagnostics;
}

/** Welfare figures are per head; what cannot be computed exactly is left out. */
export interface PartDiagnostics {
  readonly logPartition?: number;
  readonly expectedWelfare?: number;
  readonly optimum?: number;
  readonly optimalRepresentatives?: readonly (readonly number[])[];
}

/** Told while a long draw runs. */
export type Progress = (note: {
  readonly stage: string;
  readonly done: number;
  readonly of?: number;
}) => void;
