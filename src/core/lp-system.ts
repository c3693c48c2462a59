import type { Basis, ExactProgram, Place } from './lp.ts';
import { bitLength, commonDenominator, type Rational } from './rational.ts';

/** The square system of a vertex in integers: the basic columns on the rows whose activity sits at a bound. */
export interface BasisSystem {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly matrix: readonly (readonly bigint[])[];
  /** What the basic columns must add up to, times fixedScale. */
  readonly right: readonly bigint[];
  /** The coefficients of the program, each row times its scale. */
  readonly entries: readonly bigint[];
  readonly rowScales: readonly bigint[];
  readonly costs: readonly bigint[];
  readonly costScale: bigint;
  /** The columns outside the basis, times fixedScale; 0 for basic ones. */
  readonly fixed: readonly bigint[];
  readonly fixedScale: bigint;
  /** Hadamard's bound on the bits of any minor. */
  readonly bits: number;
}

/** The system of a basis; null when the basis does not fit the program. O(terms + k^2). */
export function basisSystem(program: ExactProgram, basis: Basis): BasisSystem | null {
  const columns = basis.columns.flatMap((place, j) => (place === 'basic' ? [j] : []));
  const rows = basis.rows.flatMap((place, i) => (place === 'basic' ? [] : [i]));
  const values = settled(basis.columns, program.columnLower, program.columnUpper);
  const limits = settled(basis.rows, program.rowLower, program.rowUpper);
  if (columns.length !== rows.length || values === null || limits === null) return null;
  const { entries, rowScales } = integerRows(program);
  const scaled = limits.map(({ numerator, denominator }, i) => ({
    numerator: numerator * (rowScales[i] ?? 1n),
    denominator,
  }));
  const fixedScale = commonDenominator([...values, ...rows.map((i) => scaled[i]!)]);
  const fixed = values.map((value) => over(value, fixedScale));
  const position = new Map(columns.map((j, at) => [j, at]));
  const matrix = rows.map(() => columns.map(() => 0n));
  const right = rows.map((i) => over(scaled[i]!, fixedScale));
  rows.forEach((i, at) => {
    for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
      const j = program.indices[k]!;
      const column = position.get(j);
      if (column === undefined) right[at]! -= entries[k]! * (fixed[j] ?? 0n);
      else matrix[at]![column] = entries[k]!;
    }
  });
  const costScale = commonDenominator(program.cost);
  const costs = program.cost.map((c) => over(c, costScale));
  const scales = { rowScales, costScale, fixedScale };
  return { columns, rows, matrix, right, entries, costs, fixed, ...scales, bits: bitsOf(matrix) };
}

/** Where each place is: its bound, 0 when free or basic; null when a bound is named that is not there. */
function settled(
  places: readonly Place[],
  lower: readonly (Rational | null)[],
  upper: readonly (Rational | null)[],
): Rational[] | null {
  if (places.length !== lower.length) return null;
  const at = places.map((place, k) => {
    if (place === 'lower') return lower[k] ?? null;
    if (place === 'upper') return upper[k] ?? null;
    return { numerator: 0n, denominator: 1n };
  });
  return at.every((value) => value !== null) ? at : null;
}

function integerRows(program: ExactProgram): { entries: bigint[]; rowScales: bigint[] } {
  const rowScales = program.rowLower.map((_, i) =>
    commonDenominator(program.values.slice(program.starts[i], program.starts[i + 1])),
  );
  const entries = rowScales.flatMap((scale, i) =>
    program.values.slice(program.starts[i], program.starts[i + 1]).map((a) => over(a, scale)),
  );
  return { entries, rowScales };
}

function over({ numerator, denominator }: Rational, scale: bigint): bigint {
  return (numerator * scale) / denominator;
}

function bitsOf(matrix: readonly (readonly bigint[])[]): number {
  return matrix.reduce((bits, row) => {
    const squares = row.reduce((total, a) => total + a * a, 0n);
    return bits + (squares === 0n ? 0 : bitLength(squares) / 2);
  }, 1);
}
