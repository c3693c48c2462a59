import { integer, outOfRange, within, wrongKind } from '../../core/errors.ts';
import { affordable, type PriceGrid } from './grid.ts';

/**
 * Cohorts of D agents with one value each, and a signal for each agent: a whole number in 0 .. levels - 1. `values` is
 * E(V | X), by the sum of a cohort's signals (an array of D (levels - 1) + 1 numbers in [0, 1]) or by its sorted signals
 * ("0,0,2").
 */
export interface Cohorts {
  /** One row a cohort, of D signals each. */
  readonly signals: readonly (readonly number[])[];
  readonly levels: number;
  readonly values: readonly number[] | Readonly<Record<string, number>>;
}

/** A lie, the others' signals being what they are: the cohort's value, and the value that the reports stand for. */
export interface Deviation {
  readonly value: number;
  readonly told: number;
  /** The signals that the value stands for, and those that are told. */
  readonly from: string;
  readonly to: string;
}

/** Cohorts, checked. */
export interface Market {
  /** D. */
  readonly members: number;
  /** Of each cohort, by its signals. */
  readonly cohortValues: Float64Array;
  /** Every value of the table, ascending. */
  readonly possible: Float64Array;
  /** Every lie that there is, one for each pair of values. */
  readonly deviations: readonly Deviation[];
  /** Whether a higher signal always means a higher value [AMD, 4]. */
  readonly informative: boolean;
  /** E(V | X) of any signals. */
  valueOf(signals: readonly number[]): number;
}

/** Sorted multisets of signals that may be listed. */
const LISTED = 10_000;

/**
 * Checks cohorts and lists the lies of one member. O(C(D + levels, D) levels^2).
 *
 * @throws TypeError, RangeError naming the cohort, or a value missing from the table
 */
export function marketOf(cohorts: Cohorts): Market {
  if (typeof cohorts?.values !== 'object' || cohorts.values === null) {
    throw wrongKind('cohorts', '{signals, levels, values}, values by sums or signals', cohorts);
  }
  const { signals, levels, values } = cohorts;
  const count = integer('cohorts.levels', levels, 2, 1000);
  const listed: boolean = Array.isArray(signals);
  if (!listed) throw wrongKind('cohorts.signals', 'an array of rows', signals);
  const members = integer('cohorts.signals[0].length', signals[0]?.length ?? 0, 1, 1000);
  const valueOf = (row: readonly number[]): number => valueIn(values, row);
  const cohortValues = Float64Array.from(signals, (row, i) => {
    integer(`cohorts.signals[${i}].length`, row.length, members, members);
    row.forEach((x, d) => integer(`cohorts.signals[${i}][${d}]`, x, 0, count - 1));
    return valueOf(row);
  });
  const others = multisets(members - 1, count);
  const lies = others.flatMap((rest) => liesOf(rest, count, valueOf));
  const byPair = new Map(lies.map((lie) => [`${lie.value}>${lie.told}`, lie]));
  const possible = new Set(multisets(members, count).map(valueOf));
  return Object.freeze({
    members,
    cohortValues,
    possible: Float64Array.from(possible).toSorted(),
    deviations: [...byPair.values()],
    informative: others.every((rest) => rises(rest, count, valueOf)),
    valueOf,
  });
}

function valueIn(values: Cohorts['values'], row: readonly number[]): number {
  if (Array.isArray(values)) {
    const total = row.reduce((all, x) => all + x, 0);
    return within(`cohorts.values[${total}]`, values[total], 0, 1);
  }
  const key = row.toSorted((a, b) => a - b).join(',');
  const table = values as Readonly<Record<string, number>>;
  return within(`cohorts.values["${key}"]`, table[key], 0, 1);
}

/** Sorted rows of `size` signals. */
function multisets(size: number, levels: number): number[][] {
  let rows: number[][] = [[]];
  for (let i = 0; i < size; i++) {
    rows = rows.flatMap((row) =>
      Array.from({ length: levels - (row.at(-1) ?? 0) }, (_, x) => [...row, (row.at(-1) ?? 0) + x]),
    );
    if (rows.length > LISTED) {
      const figures = `small enough for at most ${LISTED} different cohorts`;
      throw outOfRange('cohorts.levels', figures, levels);
    }
  }
  return rows;
}

function liesOf(rest: readonly number[], levels: number, valueOf: Market['valueOf']): Deviation[] {
  const rows = Array.from({ length: levels }, (_, x) => [...rest, x]);
  return rows.flatMap((from, t) =>
    rows
      .filter((_, b) => b !== t)
      .map((to) => ({
        value: valueOf(from),
        told: valueOf(to),
        from: `signals ${from.join(',')}`,
        to: to.join(','),
      })),
  );
}

function rises(rest: readonly number[], levels: number, valueOf: Market['valueOf']): boolean {
  const ladder = Array.from({ length: levels }, (_, x) => valueOf([...rest, x]));
  return ladder.every((v, x) => x === 0 || v > ladder[x - 1]!);
}

/** The indices of the prices at which a lie changes what is bought: from `low` up to but without `high`. */
export function crossed(
  grid: PriceGrid,
  { value, told }: Pick<Deviation, 'value' | 'told'>,
): { readonly low: number; readonly high: number } {
  const [a, b] = [affordable(grid, value), affordable(grid, told)];
  return { low: Math.min(a, b), high: Math.max(a, b) };
}

/** min over lies of the most that one can cost at a price [AMD, 3.2]: the gap of the environment, ties by the grid's rule. */
export function gapOf(grid: PriceGrid, deviations: readonly Deviation[]): number {
  let gap = Infinity;
  for (const lie of deviations) {
    const { low, high } = crossed(grid, lie);
    const costs = grid.prices.subarray(low, high).map((p) => Math.abs(lie.value - p));
    gap = Math.min(
      gap,
      costs.reduce((most, x) => Math.max(most, x), 0),
    );
  }
  return gap;
}

/** n times the most that one report changes revenue per head at a price [AMD, 2.2]: members times the highest price crossed. */
export function sensitivityOf(
  grid: PriceGrid,
  members: number,
  deviations: readonly Deviation[],
): number {
  let most = 0;
  for (const lie of deviations) {
    const { low, high } = crossed(grid, lie);
    if (high > low) most = Math.max(most, members * grid.prices[high - 1]!);
  }
  return most;
}
