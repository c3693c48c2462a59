import type { Highs, Model } from 'highs';
import {
  sifted,
  solverFailed,
  stacked,
  type OpenSession,
  type SessionVertex,
} from '../core/lp-session.ts';
import type { Basis, LinearProgram } from '../core/lp.ts';
import { ASKED, basisOf, modelData, statusName } from './highs.ts';
import { disposed, forgetSolver, hasTrapped } from './loading.ts';

/**
 * Sessions at a loaded solver: simplex without presolve, so that a vertex comes out and the next run goes on from it. After a trap all of
 * them fail, and no more are opened: whoever keeps the solver has to load another.
 */
export function sessions(highs: Highs): OpenSession {
  return (program, start) => {
    const guarded = <T>(work: () => T): T => attempted(highs, work);
    const model = guarded(() => highs.createModel());
    try {
      guarded(() => fill(highs, model, program, start));
    } catch (error) {
      disposed(highs, model);
      throw error;
    }
    // What HiGHS needs to tell a row's places apart; rows added later are appended.
    let current = program;
    return {
      run: () => guarded(() => optimal(highs, model, current)),
      addRows: (rows) => {
        const count = rows.rowLower.length;
        const matrix = {
          format: 'csr',
          numRows: count,
          numCols: program.cost.length,
          starts: rows.starts,
          indices: rows.indices,
          values: rows.values,
        } as const;
        guarded(() => model.addRows({ lower: rows.rowLower, upper: rows.rowUpper, matrix }));
        current = { ...current, ...stacked(current, rows) };
      },
      dropRows: (rows) => {
        const gone = new Set(rows);
        guarded(() => dropped(model, rows, gone));
        current = { ...current, ...sifted(current, (row) => !gone.has(row)) };
      },
      moved: (columns, rows) => guarded(() => moved(model, current, columns, rows)),
      close: () => disposed(highs, model),
    };
  };
}

function fill(highs: Highs, model: Model, program: LinearProgram, start?: Basis): void {
  model.options.set({
    output_flag: false,
    primal_feasibility_tolerance: ASKED,
    dual_feasibility_tolerance: ASKED,
    small_matrix_value: 1e-12,
    solver: 'simplex',
    presolve: 'off',
    // A tenth to a quarter of the time; what comes out is judged outside the solver.
    dual_simplex_cost_perturbation_multiplier: 0,
  });
  model.passModel(modelData(highs, program));
  if (start === undefined) return;
  const { basic, lower, upper, zero } = highs.constants.basisStatus;
  const code = { basic, lower, upper, zero };
  model.setBasis({
    colStatus: start.columns.map((place) => code[place]),
    rowStatus: start.rows.map((place) => code[place]),
  });
}

/** The solver forgets the basis with the rows, so it is told again. */
function dropped(model: Model, rows: readonly number[], gone: ReadonlySet<number>): void {
  const { colStatus, rowStatus } = model.getBasis();
  if (rows.length === 0) return;
  model.deleteRows({ kind: 'set', indices: [...rows] });
  model.setBasis({ colStatus, rowStatus: rowStatus.filter((_, row) => !gone.has(row)) });
}

/** The optimum; where the solver gives up on its way, once more from the beginning. */
function optimal(highs: Highs, model: Model, program: LinearProgram): SessionVertex {
  let status = model.run().modelStatus;
  if (status !== highs.constants.modelStatus.optimal) {
    model.clearSolver();
    status = model.run().modelStatus;
  }
  if (status !== highs.constants.modelStatus.optimal) throw solverFailed(statusName(highs, status));
  const { colValue: primal, rowDual: dual, colDual: reduced } = model.getSolution();
  const basis = basisOf(highs, model, program);
  if (basis === null) throw solverFailed('optimal, without a basis');
  return { primal, dual, reduced, basis };
}

/** Whatever the solver throws as a typed failure; a trapped solver is not used again. */
function attempted<T>(highs: Highs, work: () => T): T {
  if (hasTrapped(highs)) throw solverFailed('it has trapped before, and is to be loaded again');
  try {
    return work();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) forgetSolver(highs);
    if (error instanceof Error && 'said' in error) throw error;
    throw solverFailed(error instanceof Error ? error.message : String(error), error);
  }
}

/** The solver's basis has a unit column for a row, minus its activity: columns and rows add up to 0. */
function moved(
  model: Model,
  { starts, indices, values, cost }: LinearProgram,
  columns: Float64Array,
  rows: Float64Array,
): Float64Array {
  const right = rows.map((rate, i) => {
    let sum = rate;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum -= values[k]! * columns[indices[k]!]!;
    return sum;
  });
  const solved = model.getBasisSolve(right).values;
  const all = columns.slice();
  model.getBasicVariables().forEach((variable, i) => {
    if (variable >= 0 && variable < cost.length) all[variable] = solved[i]!;
  });
  return all;
}
