import {
  dictionary,
  pivoted,
  withObjective,
  withRows,
  type Dictionary,
  type OriginProgram,
  type Rows,
} from './dictionary.ts';
import { fraction, ZERO, type Rational } from './rational.ts';

/** An optimal vertex in fractions, proved by its own multipliers; and what lies behind it on the optimal face. */
export interface ExactOptimum {
  readonly value: Rational;
  readonly primal: readonly Rational[];
  /** One multiplier >= 0 for each row. With further objectives these are the last one's, on the face. */
  readonly dual: readonly Rational[];
  /** Whether no other point is optimal, as far as the reduced costs tell: true proves it. */
  readonly unique: boolean;
  /** The best of another cost among the points that are optimal here, itself ready for the next. Null when unbounded there. */
  next(cost: readonly Rational[]): ExactOptimum | null;
  /** The best of another cost among the points that this one is the best of, begun at this vertex. Null when unbounded there. */
  instead(cost: readonly Rational[]): ExactOptimum | null;
  /** The best of the same cost among those points that keep more rows, begun at this vertex. Null when there is none. */
  within(rows: Rows): ExactOptimum | null;
}

/** Steps without progress after which the lowest index enters, so that no cycle can close (Bland). */
const PATIENCE = 30;

/**
 * The optimum of a program in fractions, by the simplex method on integers: every entry of the dictionary is a minor of the input,
 * so each division is exact. Largest coefficient enters, the lowest index after 30 steps without progress.
 *
 * @returns null when the program is unbounded
 */
export function exactMaximum(program: OriginProgram): ExactOptimum | null {
  return climbed(withObjective(dictionary(program), program.cost), program);
}

/** The best vertex from here on, or null when something grows for ever. */
function climbed(start: Dictionary, program: OriginProgram): ExactOptimum | null {
  let [here, idle] = [start, 0];
  for (;;) {
    const column = entering(here, idle > PATIENCE);
    if (column === -1) return optimum(here, program);
    const row = leaving(here, column);
    if (row === -1) return null;
    idle = here.entries[row]!.at(-1) === 0n ? idle + 1 : 0;
    here = pivoted(here, row, column);
  }
}

/** The best vertex where every reduced cost is >= 0 and some row may be passed (dual simplex), or null when no point keeps them all. */
function descended(start: Dictionary, program: OriginProgram): ExactOptimum | null {
  let [here, idle] = [start, 0];
  for (;;) {
    const row = passed(here, idle > PATIENCE);
    if (row === -1) return optimum(here, program);
    const column = cheapest(here, row);
    if (column === -1) return null;
    idle = here.objective[column] === 0n ? idle + 1 : 0;
    here = pivoted(here, row, column);
  }
}

/** The row that is passed by most, or the passed one of the lowest variable; -1 for none. */
function passed({ entries, basic }: Dictionary, lowest: boolean): number {
  let best = -1;
  entries.forEach((row, r) => {
    const by = row.at(-1)!;
    if (by >= 0n) return;
    const better = best === -1 || (lowest ? basic[r]! < basic[best]! : by < entries[best]!.at(-1)!);
    if (better) best = r;
  });
  return best;
}

/** The column that makes up for a passed row at the least cost, the lowest variable among equals; -1 for none. */
function cheapest({ entries, objective, outside }: Dictionary, row: number): number {
  const slopes = entries[row]!;
  let best = -1;
  for (let c = 0; c < outside.length; c++) {
    const slope = slopes[c]!;
    if (slope >= 0n) continue;
    const order = best === -1 ? -1n : objective[best]! * slope - objective[c]! * slopes[best]!;
    if (order < 0n || (order === 0n && outside[c]! < outside[best]!)) best = c;
  }
  return best;
}

/** The most negative entry of the objective, or the negative one of the lowest variable; -1 for none. */
function entering({ objective, outside }: Dictionary, lowest: boolean): number {
  let best = -1;
  for (let c = 0; c < outside.length; c++) {
    const entry = objective[c]!;
    if (entry >= 0n) continue;
    const better =
      best === -1 || (lowest ? outside[c]! < outside[best]! : entry < objective[best]!);
    if (better) best = c;
  }
  return best;
}

/** The row that binds first, the lowest variable among equals; -1 for none. */
function leaving({ entries, basic }: Dictionary, column: number): number {
  let best = -1;
  entries.forEach((row, r) => {
    const slope = row[column]!;
    if (slope <= 0n) return;
    const held = entries[best];
    const order = held ? row.at(-1)! * held[column]! - held.at(-1)! * slope : -1n;
    if (order < 0n || (order === 0n && basic[r]! < basic[best]!)) best = r;
  });
  return best;
}

function optimum(here: Dictionary, program: OriginProgram): ExactOptimum {
  const { columns, basic, outside, entries, objective, scale, costScale, rowScales } = here;
  const primal = program.cost.map(() => ZERO);
  basic.forEach((variable, r) => {
    if (variable < columns) primal[variable] = fraction(entries[r]!.at(-1)!, scale);
  });
  const dual = program.limits.map(() => ZERO);
  outside.forEach((variable, c) => {
    const row = variable - columns;
    if (row >= 0) dual[row] = fraction(objective[c]! * rowScales[row]!, scale * costScale);
  });
  return {
    value: fraction(objective.at(-1)!, scale * costScale),
    primal,
    dual,
    unique: objective.every((entry, c) => c === outside.length || entry !== 0n),
    next: (cost) => climbed(withObjective(onFace(here), cost), program),
    within: (rows) => descended(withRows(here, rows), joined(program, rows)),
    instead: (cost) => climbed(withObjective(here, cost), program),
  };
}

function joined({ cost, rows, limits }: OriginProgram, more: Rows): OriginProgram {
  return { cost, rows: [...rows, ...more.rows], limits: [...limits, ...more.limits] };
}

/** The same vertex with every variable that must stay 0 on the optimal face taken out. */
function onFace(here: Dictionary): Dictionary {
  const kept = here.objective.map((entry, c) => c === here.outside.length || entry === 0n);
  const only = <T>(row: readonly T[]): T[] => row.filter((_, c) => kept[c]);
  return {
    ...here,
    outside: only(here.outside),
    entries: here.entries.map((row) => only(row)),
    objective: only(here.objective),
  };
}
