import { list, ofLength, outOfRange, record, wrongKind } from '../../core/errors.ts';
import {
  compared,
  minus,
  rational,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';

/** What types would pay for alternatives, as somebody writes it down. */
export interface ProductEnvironmentOptions {
  /** n names, no two alike; t1, t2, .. when left out. */
  readonly types?: readonly string[];
  /** k names, no two alike and none of them "0"; a1, a2, .. when left out. */
  readonly alternatives?: readonly string[];
  /** n rows of k valuations v(t, a); negative ones are allowed, the outside option is worth 0 and is not listed. */
  readonly values: readonly (readonly Quantity[] | Float64Array)[];
  /** k costs c(a) of producing each alternative; none when left out. */
  readonly costs?: readonly Quantity[];
}

/** A finite environment (T, A, v) of [PAR, 4], exact: alternative 0 is the outside option, and costs are absorbed [PAR, footnote 5]. */
export interface ProductEnvironment {
  /** n names. */
  readonly types: readonly string[];
  /** k + 1 names, the outside option "0" first. */
  readonly alternatives: readonly string[];
  /** n rows of k + 1 valuations net of costs, values[t][0] = 0. */
  readonly values: readonly (readonly Rational[])[];
  /** The alternatives that type t values most, ascending; one alone where the paper assumes it. */
  readonly efficient: readonly (readonly number[])[];
}

/** The name of the outside option. */
const OUTSIDE = '0';

/**
 * Checks valuations, names and costs, and absorbs the costs: v(t, a) - c(a). O(n k).
 *
 * @throws RangeError, TypeError naming the cell: NaN, infinities, rows of other lengths, names that repeat, options there are not
 */
export function productEnvironment(options: ProductEnvironmentOptions): ProductEnvironment {
  record('options', options, ['types', 'alternatives', 'values', 'costs']);
  const rows = list('values', options.values).map((row) =>
    row instanceof Float64Array ? Array.from(row) : row,
  );
  if (rows.length === 0) throw outOfRange('values.length', '>= 1', 0);
  const k = list('values[0]', rows[0]!).length;
  if (k === 0) throw outOfRange('values[0].length', '>= 1', 0);
  const costs = options.costs && ofLength('costs', options.costs, k);
  const cost = costs?.map((c, a) => rational(c, `costs[${a}]`));
  const values = rows.map((row, t) => [
    ZERO,
    ...ofLength(`values[${t}]`, row, k).map((v, a) => {
      const value = rational(v, `values[${t}][${a}]`);
      return cost ? minus(value, cost[a]!) : value;
    }),
  ]);
  return Object.freeze({
    types: names('types', options.types, rows.length, 't'),
    alternatives: [OUTSIDE, ...names('alternatives', options.alternatives, k, 'a')],
    values,
    efficient: values.map((row) => largest(row)),
  });
}

function names(
  path: string,
  given: readonly string[] | undefined,
  count: number,
  letter: string,
): readonly string[] {
  if (given === undefined) return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
  ofLength(path, given, count).forEach((name: unknown, i) => {
    if (typeof name !== 'string') throw wrongKind(`${path}[${i}]`, 'a text', name);
    if (name.trim() === '') throw outOfRange(`${path}[${i}]`, 'a name', name);
    if (name === OUTSIDE && path === 'alternatives') {
      throw outOfRange(`${path}[${i}]`, 'another name than that of the outside option', name);
    }
    if (given.indexOf(name) !== i) throw outOfRange(`${path}[${i}]`, 'a name of its own', name);
  });
  return [...given];
}

/** The indices of the largest entries, ascending. */
function largest(row: readonly Rational[]): number[] {
  const most = row.reduce((best, value) => (compared(value, best) > 0 ? value : best));
  return row.flatMap((value, a) => (compared(value, most) === 0 ? [a] : []));
}
