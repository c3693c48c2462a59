import type { Basis, LinearProgram } from './lp.ts';

/** Where a solver stands: a vertex in doubles, with nothing said about how good it is. */
export interface SessionVertex {
  /** One value for each column. */
  readonly primal: Float64Array;
  /** One multiplier for each row: how the optimum moves with the row's active bound. */
  readonly dual: Float64Array;
  /** cost - dual A, for each column. */
  readonly reduced: Float64Array;
  readonly basis: Basis;
}

/** Rows as in `LinearProgram`, over columns that are there. */
export type SessionRows = Pick<
  LinearProgram,
  'rowLower' | 'rowUpper' | 'starts' | 'indices' | 'values'
>;

/** Rows below rows. */
export function stacked(a: SessionRows, b: SessionRows): SessionRows {
  const starts = new Int32Array(a.starts.length + b.starts.length - 1);
  starts.set(a.starts);
  for (let r = 1; r < b.starts.length; r++) {
    starts[a.starts.length + r - 1] = b.starts[r]! + a.indices.length;
  }
  const indices = new Int32Array(a.indices.length + b.indices.length);
  indices.set(a.indices);
  indices.set(b.indices, a.indices.length);
  return {
    rowLower: joined(a.rowLower, b.rowLower),
    rowUpper: joined(a.rowUpper, b.rowUpper),
    starts,
    indices,
    values: joined(a.values, b.values),
  };
}

/** The rows that are to stay. */
export function sifted(rows: SessionRows, stays: (row: number) => boolean): SessionRows {
  const { starts, indices, values } = rows;
  const kept = Array.from(rows.rowLower, (_, r) => r).filter((r) => stays(r));
  const entries = kept.reduce((sum, r) => sum + starts[r + 1]! - starts[r]!, 0);
  const after = {
    rowLower: Float64Array.from(kept, (r) => rows.rowLower[r]!),
    rowUpper: Float64Array.from(kept, (r) => rows.rowUpper[r]!),
    starts: new Int32Array(kept.length + 1),
    indices: new Int32Array(entries),
    values: new Float64Array(entries),
  };
  kept.forEach((r, i) => {
    const at = after.starts[i]!;
    after.indices.set(indices.subarray(starts[r], starts[r + 1]), at);
    after.values.set(values.subarray(starts[r], starts[r + 1]), at);
    after.starts[i + 1] = at + starts[r + 1]! - starts[r]!;
  });
  return after;
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/**
 * A program that stays open at a solver, so that it can be changed and solved again from where it stands. Whoever opens one closes it,
 * in a `finally`: a solver's memory is not collected.
 */
export interface LinearSession {
  /** The optimal vertex, from the last one on. @throws SolverFailure for any other outcome */
  run(): SessionVertex;
  /** More rows, their slacks basic. */
  addRows(rows: SessionRows): void;
  /** Without these rows, all basic at the last run, ascending; the others move up. */
  dropRows(rows: readonly number[]): void;
  /**
   * How the columns move when those outside the basis, and the activities of the rows outside it, move at these rates: one entry a
   * column. At the vertex of the last run.
   */
  moved(columns: Float64Array, rows: Float64Array): Float64Array;
  /** Gives the memory back; the session is over. */
  close(): void;
}

/** The port of a solver: a program, and a basis of it to begin with. @throws SolverFailure */
export type OpenSession = (program: LinearProgram, start?: Basis) => LinearSession;

/** A solver that did not reach an optimum where there is one: its word, and nothing else to go by. */
export interface SolverFailure extends Error {
  readonly said: string;
}

/** The failure, to be thrown. */
export function solverFailed(said: string, cause?: unknown): SolverFailure {
  const message = `the solver found no optimum: ${said}`;
  return Object.assign(new Error(message, { cause }), { name: 'SolverFailure', said });
}

/** Whether an error is such a failure. */
export function isSolverFailure(error: unknown): error is SolverFailure {
  return error instanceof Error && error.name === 'SolverFailure' && 'said' in error;
}
