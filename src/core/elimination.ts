/**
 * Solves M x = r over the integers without fractions (Bareiss): x_i = numerators[i] / determinant. Every intermediate is a minor of
 * the input, so it stays below the Hadamard bound. O(k^3) products.
 *
 * @param matrix k x k @param right k
 * @returns null when the matrix is singular
 */
export function eliminated(
  matrix: readonly (readonly bigint[])[],
  right: readonly bigint[],
): { numerators: bigint[]; determinant: bigint } | null {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0n]);
  const order = rows.length;
  let previous = 1n;
  for (let step = 0; step < order; step++) {
    const at = smallest(rows, step);
    if (at === -1) return null;
    [rows[step], rows[at]] = [rows[at]!, rows[step]!];
    const pivotRow = rows[step]!;
    const pivot = pivotRow[step]!;
    for (let i = step + 1; i < order; i++) {
      const row = rows[i]!;
      const factor = row[step]!;
      for (let j = step + 1; j <= order; j++) {
        row[j] = (row[j]! * pivot - factor * pivotRow[j]!) / previous;
      }
    }
    previous = pivot;
  }
  return { numerators: substituted(rows, previous), determinant: previous };
}

/** Back substitution, all over the determinant: n_i = (D r_i - sum_{j>i} u_ij n_j) / u_ii, whose division is exact (Cramer). */
function substituted(rows: readonly (readonly bigint[])[], determinant: bigint): bigint[] {
  const order = rows.length;
  const numerators = rows.map(() => 0n);
  for (let i = order - 1; i >= 0; i--) {
    const row = rows[i]!;
    let rest = determinant * row[order]!;
    for (let j = i + 1; j < order; j++) rest -= row[j]! * numerators[j]!;
    numerators[i] = rest / row[i]!;
  }
  return numerators;
}

/** The row from `step` on whose entry in that column is the smallest that is not 0; -1 for none. */
function smallest(rows: readonly (readonly bigint[])[], step: number): number {
  let [best, least] = [-1, 0n];
  for (let i = step; i < rows.length; i++) {
    const entry = rows[i]![step]!;
    const magnitude = entry < 0n ? -entry : entry;
    if (magnitude > 0n && (best === -1 || magnitude < least)) [best, least] = [i, magnitude];
  }
  return best;
}
