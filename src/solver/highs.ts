import type { Highs, Model } from 'highs';
import { integer, nonNegative, positive, wrongKind } from '../core/errors.ts';
import { EXACT_WORK, exactBasis, vertexWork, type ExactOutcome } from '../core/lp-basis.ts';
import { linearCertificate, type LinearCertificate } from '../core/lp-certificate.ts';
import {
  checkedProgram,
  exactly,
  roundedProgram,
  type Basis,
  type ExactProgram,
  type LinearProgram,
  type Place,
  type Solution,
} from '../core/lp.ts';
import { disposed, forgetSolver, loadSolver } from './loading.ts';

export interface SolveOptions {
  /** Seconds the solver may take; no limit unless given. */
  readonly seconds?: number;
  /** Simplex steps it may take; no limit unless given. */
  readonly iterations?: number;
  /** Word operations for the optimum in fractions; 0 for none. `EXACT_WORK` unless given. */
  readonly exactWork?: number;
}

/** Absolute feasibility asked of the solver, primal and dual. */
export const ASKED = 1e-9;

/**
 * The best point of a linear program, with a certificate checked outside the solver; or, typed, why there is none. A program in
 * fractions is rounded for the solver and its certificate, and solved again in fractions at the vertex found.
 *
 * @throws RangeError, TypeError for a program that is none; whatever the host throws when the solver cannot be loaded
 */
export async function solve(
  program: LinearProgram | ExactProgram,
  options: SolveOptions = {},
): Promise<Solution> {
  if (!(program?.values instanceof Float64Array) && !Array.isArray(program?.values)) {
    throw wrongKind('program', 'a linear program, in doubles or in fractions', program);
  }
  const doubles = isRounded(program) ? checkedProgram(program) : roundedProgram(program);
  const limits = checkedLimits(options);
  nonNegative('exactWork', options.exactWork ?? EXACT_WORK);
  if (doubles.cost.length === 0) return withoutColumns(doubles);
  const highs = await loadSolver();
  const found = attempt(highs, doubles, limits);
  if (found.kind !== 'vertex') return found;
  const { primal, dual, basis, certificate, said } = found;
  if (certificate.standing === 'refuted') {
    const reason = 'the point and multipliers do not prove what the solver claims';
    return { kind: 'failed', said, reason, certificate };
  }
  const exact = inFractions(program, basis, options.exactWork ?? EXACT_WORK);
  const { value } = certificate;
  return { kind: 'optimal', value, primal, dual, certificate, exact, said };
}

/** The vertex in fractions, where that is not too much work to begin with. */
function inFractions(
  program: LinearProgram | ExactProgram,
  basis: Basis | null,
  work: number,
): ExactOutcome {
  const order = basis?.columns.filter((place) => place === 'basic').length ?? 0;
  if (work === 0 || vertexWork(order, 0) > work) return { kind: 'none', reason: 'large' };
  return exactBasis(isRounded(program) ? exactly(program) : program, basis, work);
}

function isRounded(program: LinearProgram | ExactProgram): program is LinearProgram {
  return program.values instanceof Float64Array;
}

function checkedLimits(options: SolveOptions): Record<string, number> {
  const limits: Record<string, number> = {};
  if (options.seconds !== undefined) limits.time_limit = positive('seconds', options.seconds);
  if (options.iterations !== undefined) {
    const most = integer('iterations', options.iterations, 0);
    limits.simplex_iteration_limit = most;
  }
  return limits;
}

/** No variables: every activity is 0, and the solver would not look. */
function withoutColumns(program: LinearProgram): Solution {
  const said = 'no variables';
  const open = program.rowLower.every((low, i) => low <= 0 && program.rowUpper[i]! >= 0);
  if (!open) return { kind: 'infeasible', said };
  const [primal, dual] = [new Float64Array(0), new Float64Array(program.rowLower.length)];
  const certificate = linearCertificate(program, primal, dual);
  const zero = { numerator: 0n, denominator: 1n };
  const duals = Array.from(dual, () => zero);
  const exact = { kind: 'exact', value: zero, primal: [], dual: duals } as const;
  return { kind: 'optimal', value: 0, primal, dual, certificate, exact, said };
}

interface Vertex {
  readonly kind: 'vertex';
  readonly primal: Float64Array;
  readonly dual: Float64Array;
  readonly basis: Basis | null;
  readonly certificate: LinearCertificate;
  readonly said: string;
}

type Outcome = Vertex | Exclude<Solution, { readonly kind: 'optimal' }>;

/** One model, given back whatever happens. */
function attempt(highs: Highs, program: LinearProgram, limits: Record<string, number>): Outcome {
  let model: Model | undefined;
  try {
    model = highs.createModel();
    model.options.set({
      output_flag: false,
      primal_feasibility_tolerance: ASKED,
      dual_feasibility_tolerance: ASKED,
      small_matrix_value: 1e-12,
      ...limits,
    });
    model.passModel(modelData(highs, program));
    return outcome(highs, model, program);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) forgetSolver(highs);
    const said = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', said, reason: 'the solver stopped', certificate: null };
  } finally {
    if (model) disposed(highs, model);
  }
}

/** A program as HiGHS takes it. */
export function modelData(highs: Highs, program: LinearProgram): Parameters<Model['passModel']>[0] {
  const { maximize, minimize } = highs.constants.objectiveSense;
  const [numCols, numRows] = [program.cost.length, program.rowLower.length];
  const { starts, indices, values } = program;
  return {
    numCols,
    numRows,
    sense: program.sense === 'maximise' ? maximize : minimize,
    colCost: program.cost,
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
  };
}

function outcome(highs: Highs, model: Model, program: LinearProgram): Outcome {
  const { modelStatus } = highs.constants;
  let status = model.run().modelStatus;
  if (status === modelStatus.unboundedOrInfeasible) {
    model.options.set({ presolve: 'off' });
    status = model.run().modelStatus;
  }
  const said = `HiGHS ${highs.version.string}: ${statusName(highs, status)}`;
  switch (status) {
    case modelStatus.optimal:
      return vertex(highs, model, program, said);
    case modelStatus.infeasible:
      return { kind: 'infeasible', said };
    case modelStatus.unbounded:
      return { kind: 'unbounded', said };
    case modelStatus.timeLimit:
      return { kind: 'limit', limit: 'time', said };
    case modelStatus.iterationLimit:
      return { kind: 'limit', limit: 'iterations', said };
    default:
      return { kind: 'failed', said, reason: 'the solver reached no verdict', certificate: null };
  }
}

/** The solver's word for a status. */
export function statusName(highs: Highs, status: number): string {
  const names = Object.entries(highs.constants.modelStatus);
  return names.find(([, code]) => code === status)?.[0] ?? `status ${status}`;
}

function vertex(highs: Highs, model: Model, program: LinearProgram, said: string): Vertex {
  const { colValue: primal, rowDual: dual } = model.getSolution();
  const basis = basisOf(highs, model, program);
  const certificate = linearCertificate(program, primal, dual);
  const found = { kind: 'vertex', primal, dual, basis, certificate, said } as const;
  return certificate.standing === 'near' ? proved(highs, model, program, found) : found;
}

/**
 * ours: multipliers that prove the point, where rounding left a reduced cost on the wrong side of 0 at a variable that nothing
 * bounds there. Those costs are raised by a little and the solver goes on from the same vertex; its multipliers then leave room for
 * rounding, and are judged on the true costs. A variable without both bounds has no such room.
 */
function proved(highs: Highs, model: Model, program: LinearProgram, found: Vertex): Vertex {
  const outward = program.sense === 'maximise' ? 1 : -1;
  program.cost.forEach((cost, j) => {
    const up = program.columnUpper[j] === Infinity ? outward : 0;
    const down = program.columnLower[j] === -Infinity ? outward : 0;
    if (up !== down) model.changeColCost(j, cost + (up - down) * 4 * ASKED * (1 + Math.abs(cost)));
  });
  if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return found;
  const dual = model.getSolution().rowDual;
  const certificate = linearCertificate(program, found.primal, dual);
  return certificate.standing === 'proved' ? { ...found, dual, certificate } : found;
}

/** The vertex where the model stands; null when it has none. */
export function basisOf(highs: Highs, model: Model, program: LinearProgram): Basis | null {
  if (model.info.get('basis_validity') !== 1) return null;
  const { basic, lower, upper } = highs.constants.basisStatus;
  const place = (status: number, low: number, high: number): Place => {
    if (status === basic) return 'basic';
    if (status === upper && high < Infinity) return 'upper';
    if (status === lower && low > -Infinity) return 'lower';
    return low > -Infinity ? 'lower' : high < Infinity ? 'upper' : 'zero';
  };
  const { colStatus, rowStatus } = model.getBasis();
  const { columnLower, columnUpper, rowLower, rowUpper } = program;
  return {
    columns: Array.from(colStatus, (s, j) => place(s, columnLower[j]!, columnUpper[j]!)),
    rows: Array.from(rowStatus, (s, i) => place(s, rowLower[i]!, rowUpper[i]!)),
  };
}
