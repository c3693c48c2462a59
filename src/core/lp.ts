import { finiteArray, list, oneOf, outOfRange, wrongKind } from './errors.ts';
import type { ExactOutcome } from './lp-basis.ts';
import type { LinearCertificate } from './lp-certificate.ts';
import { nearest, rational, type Quantity, type Rational } from './rational.ts';

/**
 * A linear program in its one canonical form: best cost x over columnLower <= x <= columnUpper and
 * rowLower <= A x <= rowUpper, A in compressed rows (row i holds entries starts[i] .. starts[i+1] - 1 of indices and
 * values). A bound that is not there is an infinity.
 */
export interface LinearProgram {
  readonly sense: Sense;
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export type Sense = 'minimise' | 'maximise';

/** The same in fractions; a bound that is not there is null. */
export interface ExactProgram {
  readonly sense: Sense;
  readonly cost: readonly Rational[];
  readonly columnLower: readonly (Rational | null)[];
  readonly columnUpper: readonly (Rational | null)[];
  readonly rowLower: readonly (Rational | null)[];
  readonly rowUpper: readonly (Rational | null)[];
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: readonly Rational[];
}

/** Where the variables and the row activities of a vertex sit: at a bound, at 0 (free), or in the basis. */
export type Place = 'lower' | 'upper' | 'zero' | 'basic';

/** A vertex: as many basic places as there are rows. */
export interface Basis {
  readonly columns: readonly Place[];
  readonly rows: readonly Place[];
}

/** What became of a program. Only `optimal` has numbers, and never without its certificate. */
export type Solution =
  | {
      readonly kind: 'optimal';
      /** cost x at `primal`, to the nearest double. */
      readonly value: number;
      readonly primal: Float64Array;
      /** One multiplier for each row: how the optimum moves with the row's active bound. */
      readonly dual: Float64Array;
      readonly certificate: LinearCertificate;
      /** The optimum in fractions, or why there is none. */
      readonly exact: ExactOutcome;
      readonly said: string;
    }
  | { readonly kind: 'infeasible' | 'unbounded'; readonly said: string }
  | { readonly kind: 'limit'; readonly limit: 'time' | 'iterations'; readonly said: string }
  | {
      readonly kind: 'failed';
      readonly said: string;
      readonly reason: string;
      /** What the check found, when the solver claimed an optimum that does not stand. */
      readonly certificate: LinearCertificate | null;
    };

/** A variable: its cost and its range; -Infinity and Infinity where there is no bound. */
export interface Column {
  readonly cost: Quantity;
  readonly lower: Quantity;
  readonly upper: Quantity;
}

/** A constraint lower <= sum of coefficient x[column] <= upper. */
export interface Row {
  readonly terms: readonly (readonly [column: number, coefficient: Quantity])[];
  readonly lower: Quantity;
  readonly upper: Quantity;
}

/**
 * A program from its columns and rows, exact: every double is the dyadic it is, "1/3" is a third. O(terms).
 *
 * @throws RangeError for NaN, an infinite cost or coefficient, a column that does not exist or comes twice in a row
 */
export function exactProgram(spec: {
  readonly sense: Sense;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}): ExactProgram {
  const columns = list('columns', spec.columns);
  const rows = list('rows', spec.rows);
  const terms = rows.map((row, i) => rowTerms(row, `rows[${i}]`, columns.length));
  const starts = new Int32Array(rows.length + 1);
  terms.forEach((row, i) => (starts[i + 1] = (starts[i] ?? 0) + row.length));
  return {
    sense: oneOf('sense', spec.sense, ['minimise', 'maximise']),
    cost: columns.map(({ cost }, j) => rational(cost, `columns[${j}].cost`)),
    columnLower: columns.map(({ lower }, j) => bound(lower, -Infinity, `columns[${j}].lower`)),
    columnUpper: columns.map(({ upper }, j) => bound(upper, Infinity, `columns[${j}].upper`)),
    rowLower: rows.map(({ lower }, i) => bound(lower, -Infinity, `rows[${i}].lower`)),
    rowUpper: rows.map(({ upper }, i) => bound(upper, Infinity, `rows[${i}].upper`)),
    starts,
    indices: Int32Array.from(terms.flat(), ([column]) => column),
    values: terms.flatMap((row) => row.map(([, value]) => value)),
  };
}

function rowTerms(row: Row, path: string, columns: number): [number, Rational][] {
  const seen = new Set<number>();
  return row.terms.map(([column, coefficient], k) => {
    const at = `${path}.terms[${k}]`;
    if (!Number.isInteger(column) || column < 0 || column >= columns || seen.has(column)) {
      throw outOfRange(`${at}[0]`, `a column in [0, ${columns - 1}], once in a row`, column);
    }
    seen.add(column);
    return [column, rational(coefficient, `${at}[1]`)];
  });
}

function bound(value: Quantity, none: number, path: string): Rational | null {
  return value === none ? null : rational(value, path);
}

/** Each fraction to the nearest double: the program the solver sees. O(terms). */
export function roundedProgram(program: ExactProgram): LinearProgram {
  const doubles = (values: readonly (Rational | null)[], none: number): Float64Array =>
    Float64Array.from(values, (value) => (value === null ? none : nearest(value)));
  return checkedProgram({
    ...program,
    cost: doubles(program.cost, 0),
    columnLower: doubles(program.columnLower, -Infinity),
    columnUpper: doubles(program.columnUpper, Infinity),
    rowLower: doubles(program.rowLower, -Infinity),
    rowUpper: doubles(program.rowUpper, Infinity),
    values: doubles(program.values, 0),
  });
}

/** The same program in fractions, each double the dyadic it is. O(terms). */
export function exactly(program: LinearProgram): ExactProgram {
  const fractions = (values: Float64Array): (Rational | null)[] =>
    Array.from(values, (x) => (Number.isFinite(x) ? rational(x) : null));
  return {
    ...program,
    cost: Array.from(program.cost, (x) => rational(x)),
    columnLower: fractions(program.columnLower),
    columnUpper: fractions(program.columnUpper),
    rowLower: fractions(program.rowLower),
    rowUpper: fractions(program.rowUpper),
    values: Array.from(program.values, (x) => rational(x)),
  };
}

/**
 * The program, if it is one: lengths agree, entries point at columns, once in a row, costs and coefficients are finite,
 * no bound is NaN or on the wrong side of infinity. Crossed bounds are allowed: the answer is then `infeasible`.
 *
 * @throws RangeError, TypeError naming the entry
 */
export function checkedProgram(program: LinearProgram): LinearProgram {
  const { cost, starts, indices, values } = program;
  oneOf('sense', program.sense, ['minimise', 'maximise']);
  const columns = finiteArray('cost', cost, 0).length;
  const rows = program.rowLower?.length ?? 0;
  for (const [name, whole] of Object.entries({ starts, indices })) {
    if (!(whole instanceof Int32Array)) throw wrongKind(name, 'an Int32Array', whole);
  }
  finiteArray('values', values, 0);
  bounds('columnLower', program.columnLower, columns, Infinity);
  bounds('columnUpper', program.columnUpper, columns, -Infinity);
  bounds('rowLower', program.rowLower, rows, Infinity);
  bounds('rowUpper', program.rowUpper, rows, -Infinity);
  sameLength('starts', starts, rows + 1);
  sameLength('indices', indices, values.length);
  checkedEntries(starts, indices, columns);
  return program;
}

function checkedEntries(starts: Int32Array, indices: Int32Array, columns: number): void {
  const lastRow = new Int32Array(columns).fill(-1);
  if (starts[0] !== 0) throw outOfRange('starts[0]', '0', starts[0]);
  for (let i = 0; i + 1 < starts.length; i++) {
    const [from, to] = [starts[i]!, starts[i + 1]!];
    if (to < from) throw outOfRange(`starts[${i + 1}]`, `>= ${from}`, to);
    for (let k = from; k < to; k++) {
      const j = indices[k] ?? -1;
      if (j < 0 || j >= columns || lastRow[j] === i) {
        throw outOfRange(`indices[${k}]`, `a column in [0, ${columns - 1}], once in a row`, j);
      }
      lastRow[j] = i;
    }
  }
  const last = starts[starts.length - 1]!;
  if (last !== indices.length) throw outOfRange('indices.length', `${last}`, indices.length);
}

function bounds(path: string, values: Float64Array, length: number, never: number): void {
  if (!(values instanceof Float64Array)) throw wrongKind(path, 'a Float64Array', values);
  sameLength(path, values, length);
  const wrong = values.findIndex((x) => Number.isNaN(x) || x === never);
  if (wrong >= 0) {
    throw outOfRange(`${path}[${wrong}]`, `finite or ${-never}`, values[wrong]);
  }
}

function sameLength(path: string, values: { readonly length: number }, length: number): void {
  if (values?.length !== length) throw outOfRange(`${path}.length`, `${length}`, values?.length);
}
