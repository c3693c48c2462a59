import { eliminated } from './elimination.ts';
import { basisSystem, type BasisSystem } from './lp-system.ts';
import type { Basis, ExactProgram, Place } from './lp.ts';
import { fraction, type Rational } from './rational.ts';

/** The optimum at a vertex in fractions, checked; or why it is not known. */
export type ExactOutcome =
  | {
      readonly kind: 'exact';
      readonly value: Rational;
      readonly primal: readonly Rational[];
      readonly dual: readonly Rational[];
    }
  | {
      readonly kind: 'none';
      /** `large`: more work than allowed; `infeasible`, `suboptimal`: the vertex is not the optimum, by however little. */
      readonly reason: 'no basis' | 'large' | 'singular' | 'infeasible' | 'suboptimal';
    };

/** Word operations spent on a vertex unless told otherwise; half a second, at about 10 ns each. */
export const EXACT_WORK = 5e7;

/** Word operations for k basic variables and minors of H bits: two eliminations, their integers growing with the step. */
export function vertexWork(order: number, bits: number): number {
  return order ** 3 * (10 + (bits / 64) ** 2 / 5);
}

/**
 * Solves the vertex of a basis in fractions and checks that it is feasible and optimal: primal and dual feasible and complementary
 * by construction, so the value is the optimum itself. Fraction-free elimination of the k basic variables; O(k^3) products of
 * integers of up to H bits, H the Hadamard bound.
 *
 * @param work most word operations to spend, as `vertexWork` counts them
 */
export function exactBasis(
  program: ExactProgram,
  basis: Basis | null,
  work: number = EXACT_WORK,
): ExactOutcome {
  if (basis === null) return { kind: 'none', reason: 'no basis' };
  const system = basisSystem(program, basis);
  if (system === null) return { kind: 'none', reason: 'no basis' };
  if (vertexWork(system.columns.length, system.bits) > work)
    return { kind: 'none', reason: 'large' };
  const solved = eliminated(system.matrix, system.right);
  if (solved === null) return { kind: 'none', reason: 'singular' };
  const primal = primalPoint(program, system, solved);
  if (!feasible(program, system, primal)) return { kind: 'none', reason: 'infeasible' };
  const dual = dualPoint(program, system);
  if (dual === null || !optimal(program, basis, dual)) {
    return { kind: 'none', reason: dual === null ? 'singular' : 'suboptimal' };
  }
  const [above, below] = [primal.denominator * system.costScale, system.costs];
  const value = below.reduce((total, c, j) => total + c * (primal.numerators[j] ?? 0n), 0n);
  const all = (v: Common): Rational[] => v.numerators.map((n) => fraction(n, v.denominator));
  return {
    kind: 'exact',
    value: fraction(value, above),
    primal: all(primal),
    dual: all(dual.rows),
  };
}

/** A vector over one denominator > 0. */
interface Common {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

function primalPoint(
  program: ExactProgram,
  system: BasisSystem,
  solved: { readonly numerators: readonly bigint[]; readonly determinant: bigint },
): Common {
  const { determinant } = solved;
  const sign = determinant < 0n ? -1n : 1n;
  const numerators = program.cost.map((_, j) => sign * determinant * (system.fixed[j] ?? 0n));
  system.columns.forEach((j, at) => (numerators[j] = sign * (solved.numerators[at] ?? 0n)));
  return { numerators, denominator: sign * determinant * system.fixedScale };
}

/** Whether every bound of every column and row is kept, exactly. */
function feasible(program: ExactProgram, system: BasisSystem, x: Common): boolean {
  const kept = (
    n: bigint,
    scale: bigint,
    lower: Rational | null | undefined,
    upper: Rational | null | undefined,
  ): boolean =>
    !(lower && n * lower.denominator < lower.numerator * scale) &&
    !(upper && n * upper.denominator > upper.numerator * scale);
  const inColumns = x.numerators.every((n, j) =>
    kept(n, x.denominator, program.columnLower[j], program.columnUpper[j]),
  );
  if (!inColumns) return false;
  return system.rowScales.every((scale, i) => {
    let activity = 0n;
    for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
      activity += system.entries[k]! * (x.numerators[program.indices[k]!] ?? 0n);
    }
    return kept(activity, scale * x.denominator, program.rowLower[i], program.rowUpper[i]);
  });
}

interface Dual {
  readonly rows: Common;
  readonly reduced: readonly bigint[];
}

/** y with y A = c on the basic columns, 0 on rows in the basis; and c - y A on all columns, times a positive number. */
function dualPoint(program: ExactProgram, system: BasisSystem): Dual | null {
  const turned = system.columns.map((_, at) => system.matrix.map((row) => row[at] ?? 0n));
  const costs = system.columns.map((j) => system.costs[j] ?? 0n);
  const solved = eliminated(turned, costs);
  if (solved === null) return null;
  const sign = solved.determinant < 0n ? -1n : 1n;
  const determinant = sign * solved.determinant;
  const rows = system.rowScales.map(() => 0n);
  const reduced = system.costs.map((c) => determinant * c);
  system.rows.forEach((i, at) => {
    const weight = sign * (solved.numerators[at] ?? 0n);
    rows[i] = weight * (system.rowScales[i] ?? 1n);
    for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
      const j = program.indices[k]!;
      reduced[j] = (reduced[j] ?? 0n) - weight * system.entries[k]!;
    }
  });
  return { rows: { numerators: rows, denominator: determinant * system.costScale }, reduced };
}

/** Whether no reduced cost and no multiplier asks to move away from the vertex. */
function optimal(program: ExactProgram, basis: Basis, dual: Dual): boolean {
  const direction = program.sense === 'maximise' ? 1n : -1n;
  const settled = (
    place: Place,
    slope: bigint,
    lower: Rational | null | undefined,
    upper: Rational | null | undefined,
  ): boolean => {
    if (place === 'basic' || slope === 0n) return true;
    if (place === 'zero') return false;
    const fixed =
      lower?.numerator === upper?.numerator && lower?.denominator === upper?.denominator;
    return fixed || (place === 'upper') === slope > 0n;
  };
  return (
    basis.columns.every((place, j) =>
      settled(
        place,
        direction * (dual.reduced[j] ?? 0n),
        program.columnLower[j],
        program.columnUpper[j],
      ),
    ) &&
    basis.rows.every((place, i) =>
      settled(
        place,
        direction * (dual.rows.numerators[i] ?? 0n),
        program.rowLower[i],
        program.rowUpper[i],
      ),
    )
  );
}
