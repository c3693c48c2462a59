import { outOfRange } from './errors.ts';
import { commonDenominator, type Rational } from './rational.ts';

/** A program whose origin is feasible: best cost x over A x <= limits, x >= 0, with limits >= 0. */
export interface OriginProgram extends Rows {
  readonly cost: readonly Rational[];
  /** >= 0. */
  readonly limits: readonly Rational[];
}

/** A x <= limits. */
export interface Rows {
  /** One row of A each, dense. */
  readonly rows: readonly (readonly Rational[])[];
  readonly limits: readonly Rational[];
}

/**
 * A simplex dictionary over the integers: basic variable r is (entries[r][last] - sum_c entries[r][c] outside_c) / scale, the
 * objective (objective[last] - sum_c objective[c] outside_c) / (scale costScale). Variables from `columns` on are the rows' slacks,
 * each row times its scale.
 */
export interface Dictionary {
  readonly columns: number;
  readonly basic: readonly number[];
  readonly outside: readonly number[];
  readonly entries: readonly (readonly bigint[])[];
  readonly objective: readonly bigint[];
  /** The determinant of the basis, > 0. */
  readonly scale: bigint;
  readonly costScale: bigint;
  readonly rowScales: readonly bigint[];
}

/** The dictionary of the origin, its objective not yet set. @throws RangeError for a limit below 0 */
export function dictionary({ cost, rows, limits }: OriginProgram): Dictionary {
  const columns = cost.length;
  const rowScales: bigint[] = [];
  const entries = rows.map((row, i) => {
    const limit = limits[i]!;
    if (limit.numerator < 0n) throw outOfRange(`limits[${i}]`, '>= 0', limit.numerator);
    const all = [...row, limit];
    const common = commonDenominator(all);
    rowScales.push(common);
    return all.map((a) => (a.numerator * common) / a.denominator);
  });
  return {
    columns,
    basic: rows.map((_, i) => columns + i),
    outside: cost.map((_, j) => j),
    entries,
    objective: [],
    scale: 1n,
    costScale: 1n,
    rowScales,
  };
}

/** The same basis with more rows, their slacks basic: where one of them is passed its last entry is < 0. */
export function withRows(here: Dictionary, { rows, limits }: Rows): Dictionary {
  const { columns, outside, basic, scale } = here;
  const rowScales: bigint[] = [];
  const added = rows.map((row, i) => {
    const all = [...row, limits[i]!];
    const common = commonDenominator(all);
    rowScales.push(common);
    const whole = all.map((a) => (a.numerator * common) / a.denominator);
    const entries = [
      ...outside.map((j) => (j < columns ? whole[j]! * scale : 0n)),
      whole.at(-1)! * scale,
    ];
    basic.forEach((variable, r) => {
      const weight = variable < columns ? whole[variable]! : 0n;
      if (weight === 0n) return;
      here.entries[r]!.forEach((entry, c) => (entries[c]! -= weight * entry));
    });
    return entries;
  });
  const first = columns + here.rowScales.length;
  return {
    ...here,
    basic: [...basic, ...rows.map((_, i) => first + i)],
    entries: [...here.entries, ...added],
    rowScales: [...here.rowScales, ...rowScales],
  };
}

/** The same vertex with another cost. */
export function withObjective(here: Dictionary, cost: readonly Rational[]): Dictionary {
  const costScale = commonDenominator(cost);
  const whole = cost.map((c) => (c.numerator * costScale) / c.denominator);
  const objective = here.outside.map((j) => -(whole[j] ?? 0n) * here.scale);
  objective.push(0n);
  here.basic.forEach((variable, r) => {
    const weight = whole[variable] ?? 0n;
    if (weight === 0n) return;
    here.entries[r]!.forEach((entry, c) => (objective[c]! += weight * entry));
  });
  return { ...here, objective, costScale };
}

/** One exchange: the variable outside at `column` for the basic one of `row`, whose entry there is not 0. */
export function pivoted(here: Dictionary, row: number, column: number): Dictionary {
  const { scale } = here;
  const turned = here.entries[row]![column]! < 0n;
  const pivotRow = turned ? here.entries[row]!.map((a) => -a) : here.entries[row]!;
  const pivot = pivotRow[column]!;
  const exchanged = (other: readonly bigint[]): bigint[] => {
    const factor = other[column]!;
    const next =
      factor === 0n
        ? other.map((a) => (a === 0n ? a : (a * pivot) / scale))
        : other.map((a, c) => (a * pivot - factor * pivotRow[c]!) / scale);
    next[column] = turned ? factor : -factor;
    return next;
  };
  const entries = here.entries.map((other, r) => {
    if (r !== row) return exchanged(other);
    const own = [...pivotRow];
    own[column] = turned ? -scale : scale;
    return own;
  });
  return {
    ...here,
    basic: here.basic.with(row, here.outside[column]!),
    outside: here.outside.with(column, here.basic[row]!),
    entries,
    objective: here.objective.length === 0 ? [] : exchanged(here.objective),
    scale: pivot,
  };
}
