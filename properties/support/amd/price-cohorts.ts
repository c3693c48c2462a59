import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';

/**
 * Cohorts of `members` agents with signals 0 .. levels - 1, in whole numbers: values are multiples of 1/(unit m), prices 0, 1/m, .., 1
 * are multiples of `unit`.
 */
export interface Cohort {
  readonly m: number;
  readonly unit: number;
  readonly members: number;
  readonly levels: number;
  /** E(V | X) of every vector of signals, which its place in base `levels` stands for. */
  readonly table: readonly number[];
}

/** How a tie is resolved: who values the good at its price buys, does not, or is held to whatever helps a liar. */
export type Ties = 'weak' | 'strict' | 'against';

/** A lie of one agent, the others' signals as they are: values before and after, in units. */
export interface Lie {
  readonly value: number;
  readonly told: number;
}

/** The vectors that differ from X in agent d's signal. */
export function retold({ members, levels }: Cohort, X: number): number[] {
  return Array.from({ length: members }, (_, d) => levels ** d).flatMap((place) => {
    const own = Math.floor(X / place) % levels;
    return Array.from({ length: levels }, (_, b) => X + (b - own) * place).filter((Y) => Y !== X);
  });
}

export function lies(cohort: Cohort): Lie[] {
  return cohort.table.flatMap((value, X) =>
    retold(cohort, X).map((Y) => ({ value, told: cohort.table[Y]! })),
  );
}

/** What a lie costs at price j/m when its teller is held to what it says, in units. */
export function costAt({ unit }: Cohort, { value, told }: Lie, j: number, ties: Ties): number {
  const p = j * unit;
  const honest = Math.max(0, value - p);
  const held = (buys: boolean): number => honest - (buys ? value - p : 0);
  if (told !== p) return held(told > p);
  return ties === 'against' ? Math.min(held(true), held(false)) : held(ties === 'weak');
}

/** min over lies of the most that they cost at a price, in units. */
export function gapOf(cohort: Cohort, ties: Ties): number {
  const worst = (lie: Lie): number =>
    Math.max(...Array.from({ length: cohort.m + 1 }, (_, j) => costAt(cohort, lie, j, ties)));
  return Math.min(...lies(cohort).map(worst));
}

/**
 * The price that the text names for each lie: the highest at which truth buys for a lower report, the lowest at which it does not for a
 * higher one. The least cost there, in units.
 */
export function namedGap(cohort: Cohort, ties: 'weak' | 'strict'): number {
  const { unit, m } = cohort;
  const named = ({ value, told }: Lie): number => {
    const bought = ties === 'weak' ? Math.floor(value / unit) : Math.ceil(value / unit) - 1;
    return Math.min(m, Math.max(0, told < value ? bought : bought + 1));
  };
  return Math.min(...lies(cohort).map((lie) => costAt(cohort, lie, named(lie), ties)));
}

/** The least value with a price p such that value > p + apart > p > below, in units. */
function above(below: number, unit: number, apart: number): number {
  return (Math.floor(below / unit) + 1) * unit + apart + 1;
}

/** A table in which every vector lies `apart` steps and a price above all that it dominates, plus what `extra` gives it. */
function lifted(
  members: number,
  levels: number,
  unit: number,
  apart: number,
  extra: readonly number[],
): number[] {
  const table: number[] = [];
  for (let X = 0; X < levels ** members; X++) {
    const below = Array.from({ length: members }, (_, d) => levels ** d)
      .filter((place) => Math.floor(X / place) % levels > 0)
      .map((place) => table[X - place]!);
    const floor =
      below.length === 0 ? 0 : above(Math.max(...below), unit, Math.round(apart * unit));
    table.push(floor + extra[X]!);
  }
  return table;
}

/** Cohorts that the assumed fineness admits, `apart` steps (2 as printed) between the two prices; tight ones are favoured. */
export function fineCohorts(apart = 2, most = 3): Arbitrary<Cohort> {
  const shape = tuple<[number, number, number]>(
    integerIn(1, most),
    integerIn(2, 3),
    oneOfValues(8, 1, 2, 64),
  );
  return chain(shape, ([members, levels, unit]) => {
    const extra = choose<number>(constant(0), integerIn(0, 3 * unit));
    const parts = tuple<[number[], number]>(
      listOf(extra, levels ** members),
      choose(constant(0), integerIn(0, 6)),
    );
    return map(parts, ([extras, more]): Cohort => {
      const table = lifted(members, levels, unit, apart, extras);
      const m = Math.max(2, Math.ceil(Math.max(...table) / unit)) + more;
      return { m, unit, members, levels, table };
    });
  });
}

/** Cohorts with any table at all. */
export function anyCohorts(): Arbitrary<Cohort> {
  const shape = tuple<[number, number, number, number]>(
    integerIn(1, 3),
    integerIn(2, 3),
    oneOfValues(1, 2, 8),
    integerIn(1, 12),
  );
  return chain(shape, ([members, levels, unit, m]) =>
    map(listOf(integerIn(0, unit * m), levels ** members), (table): Cohort => ({
      m,
      unit,
      members,
      levels,
      table,
    })),
  );
}

/** Binary signals in pairs, E(V | X) = .099, .5, .901 by their number, prices in tenths. */
export const PAIRS: Cohort = {
  m: 10,
  unit: 100,
  members: 2,
  levels: 2,
  table: [99, 500, 500, 901],
};
