import {
  compared,
  inner,
  minus,
  ONE,
  over,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';

/** Textbook simplex method in fractions, slow and short: the judge's own, by another pivot rule on another tableau than the engine's. */

type Row = readonly Rational[];

/** max c x with A x <= b, x >= 0, where b >= 0. */
export interface Program {
  readonly rows: readonly Row[];
  readonly limits: Row;
}

/** What a program reaches by one objective after another, where it does so, and the prices of the rows that prove the first. */
export interface Reached {
  readonly values: Row;
  readonly primal: Row;
  readonly multipliers: Row;
}

/** Objectives in order of importance; Bland's rule, so it ends. @throws Error when unbounded */
export function lexicographicMaximum(program: Program, objectives: readonly Row[]): Reached {
  const columns = objectives[0]!.length;
  const m = program.rows.length;
  const tableau = program.rows.map((row, i) => [...row, ...unit(m, i), program.limits[i]!]);
  const goals = objectives.map((row) => [...row, ...unit(m, -1), ZERO]);
  const basis = program.rows.map((_, i) => columns + i);
  const banned = new Set<number>();
  let multipliers: Row = [];
  for (const goal of goals) {
    ascend(tableau, goals, goal, basis, banned);
    if (goal === goals[0]) multipliers = goal.slice(columns, -1).map((z) => minus(ZERO, z));
    goal.slice(0, -1).forEach((z, j) => z.numerator !== 0n && banned.add(j));
  }
  const all = Array.from({ length: columns + m }, () => ZERO);
  basis.forEach((j, i) => (all[j] = tableau[i]!.at(-1)!));
  const primal = all.slice(0, columns);
  return { values: objectives.map((row) => inner(row, primal)), primal, multipliers };
}

const unit = (m: number, at: number): Rational[] =>
  Array.from({ length: m }, (_, i) => (i === at ? ONE : ZERO));

function ascend(
  tableau: Rational[][],
  goals: Rational[][],
  goal: Rational[],
  basis: number[],
  banned: ReadonlySet<number>,
): void {
  for (;;) {
    const enters = goal.findIndex(
      (z, j) => j < goal.length - 1 && z.numerator > 0n && !banned.has(j),
    );
    if (enters === -1) return;
    let leaves = -1;
    let least = ZERO;
    tableau.forEach((row, i) => {
      if (row[enters]!.numerator <= 0n) return;
      const ratio = over(row.at(-1)!, row[enters]!);
      const order = leaves === -1 ? -1 : compared(ratio, least);
      if (order < 0 || (order === 0 && basis[i]! < basis[leaves]!)) [leaves, least] = [i, ratio];
    });
    if (leaves === -1) throw new Error('a program without bound');
    const scale = tableau[leaves]![enters]!;
    const pivot = tableau[leaves]!.map((x) => over(x, scale));
    tableau[leaves] = pivot;
    basis[leaves] = enters;
    for (const row of [...tableau, ...goals]) {
      const factor = row[enters]!;
      if (row === pivot || factor.numerator === 0n) continue;
      pivot.forEach((x, j) => {
        if (x.numerator !== 0n) row[j] = minus(row[j]!, times(factor, x));
      });
    }
  }
}
