import {
  chain,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { anyCohorts, type Cohort } from './price-cohorts.ts';

/** Cohorts with their signals; one agent's report is replaced. */
export interface Replaced {
  readonly cohort: Cohort;
  /** The vector of every cohort. */
  readonly vectors: readonly number[];
  readonly agent: number;
  readonly report: number;
  readonly weak: boolean;
}

export const replacements: Arbitrary<Replaced> = chain(anyCohorts(), (cohort) =>
  map(
    tuple<[number[], number, number, boolean]>(
      listOf(integerIn(0, cohort.table.length - 1), 1, 4),
      integerIn(0, cohort.members - 1),
      integerIn(0, cohort.levels - 1),
      oneOfValues(true, false),
    ),
    ([vectors, agent, report, weak]): Replaced => ({ cohort, vectors, agent, report, weak }),
  ),
);

/** n F at price j/m. */
function totalRevenue({ cohort, weak }: Replaced, vectors: readonly number[], j: number): number {
  const { table, unit, members, m } = cohort;
  const buying = vectors.filter((X) => (weak ? table[X]! >= j * unit : table[X]! > j * unit));
  return (j / m) * members * buying.length;
}

/** n times the most that the replacement, in as many cohorts as `reach`, moves average revenue at a price. */
export function moved(c: Replaced, reach: number): number {
  const { cohort, vectors, agent, report } = c;
  const place = cohort.levels ** agent;
  const retell = (X: number): number =>
    X + (report - (Math.floor(X / place) % cohort.levels)) * place;
  const told = vectors.map((X, i) => (i < reach ? retell(X) : X));
  const changes = Array.from({ length: cohort.m + 1 }, (_, j) =>
    Math.abs(totalRevenue(c, told, j) - totalRevenue(c, vectors, j)),
  );
  return Math.max(...changes);
}
