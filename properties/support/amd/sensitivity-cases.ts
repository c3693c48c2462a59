import {
  chain,
  choose,
  integerIn,
  listOf,
  logScale,
  map,
  onGrid,
  oneOfValues,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { anyTies, environments, type Kind } from './environment-cases.ts';
import { upTo, type Environment, type Ties } from './environments.ts';
import { sensitivityOf, tablesFor } from './games.ts';

/** Welfare functions [AMD, 2.2 and 6.3], and how far one type moves them. */

/** F = (1/n) sum u_i(t, s, r_i(t, s)). */
export interface Average {
  readonly kind: 'average';
  readonly environment: Environment;
  readonly ties: Ties;
}

/** F = p times the share of values at or above (or above) the price p; the first agent's value changes. */
export interface Revenue {
  readonly kind: 'revenue';
  readonly values: readonly number[];
  readonly to: number;
  readonly price: number;
  readonly atLeast: boolean;
}

/** The Gini index of incomes in groups; one of the first group changes to another income. d is what the claim says. */
export interface Inequality {
  readonly kind: 'gini';
  readonly incomes: readonly number[];
  readonly counts: readonly number[];
  readonly to: number;
  readonly d: number;
}

export type Welfare = Average | Revenue | Inequality;

/** sum_ij |x_i - x_j| / (2 n sum_i x_i); 0 when nobody has anything. */
export function gini(incomes: readonly number[], counts: readonly number[]): number {
  let [apart, total, n] = [0, 0, 0];
  incomes.forEach((x, a) => {
    total += counts[a]! * x;
    n += counts[a]!;
    incomes.forEach((y, b) => (apart += counts[a]! * counts[b]! * Math.abs(x - y)));
  });
  return total === 0 ? 0 : apart / (2 * n * total);
}

/** n |F - F'|. */
function movedGini({ incomes, counts, to }: Inequality): number {
  const n = counts.reduce((all, c) => all + c, 0);
  const after = counts.map((c, a) => (a === 0 ? c - 1 : c));
  return n * Math.abs(gini([...incomes, to], [...after, 1]) - gini(incomes, counts));
}

/** p times the number of buyers, before and after the first `together` agents change. */
function movedRevenue({ values, to, price, atLeast }: Revenue, together: number): number {
  const buys = (v: number): number => (v > price || (atLeast && v === price) ? price : 0);
  return Math.abs(values.slice(0, together).reduce((total, v) => total + buys(to) - buys(v), 0));
}

function movedAverage({ environment, ties }: Average): number {
  const tables = tablesFor(environment, ties);
  const { types, utility, reaction, alternatives } = tables;
  const score = upTo(tables.profiles).map((p) =>
    alternatives.map((s) => {
      const each = types.map((_, i) => utility[i]![p]![s]![reaction[i]![p]![s]!]!);
      return each.reduce((total, u) => total + u, 0) / types.length;
    }),
  );
  return sensitivityOf(types, score);
}

/** n |F - F'| over the changes of one type that the case stands for; `together` buyers at once. */
export function movedBy(c: Welfare, together = 1): number {
  if (c.kind === 'average') return movedAverage(c);
  return c.kind === 'gini' ? movedGini(c) : movedRevenue(c, together);
}

/** n. */
export function sizeOf(c: Welfare): number {
  if (c.kind === 'average') return c.environment.types.length;
  if (c.kind === 'revenue') return c.values.length;
  return c.counts.reduce((all, count) => all + count, 0);
}

/** Average utilities of the given kinds. */
export function averages(kinds: readonly Kind[]): Arbitrary<Average> {
  const drawn = environments({ kinds, designs: ['none', 'thresholds'], agents: [1, 3] });
  return chain(drawn, ({ environment }) =>
    map(anyTies, (ties): Average => ({ kind: 'average', environment, ties })),
  );
}

/** Values and prices on the same grid, both rules at a tie. */
const revenues: Arbitrary<Revenue> = map(
  record({
    values: listOf(onGrid(8), 1, 40),
    to: onGrid(8),
    price: onGrid(8),
    atLeast: oneOfValues(true, false),
  }),
  (parts) => ({ kind: 'revenue', ...parts }),
);

interface IncomeParts {
  readonly places: readonly number[];
  readonly counts: readonly number[];
  readonly to: number;
  readonly floor: number;
  readonly d: number;
}

/** Incomes from a floor to 1 with d = 1/floor - 1; or, with `poor`, from 0 on with any d. Up to a million agents in a group. */
function inequalities(poor: boolean): Arbitrary<Inequality> {
  return chain(integerIn(1, 4), (groups) => {
    const parts = record<IncomeParts>({
      places: listOf(onGrid(8), groups),
      counts: listOf(map(logScale(1, 1e6, 18), Math.round), groups),
      to: onGrid(8),
      floor: logScale(1e-3, 1, 12),
      d: logScale(1, 1e5, 10),
    });
    return map(parts, ({ places, counts, to, floor, d }) => {
      const least = poor ? 0 : floor;
      const income = (x: number): number => least + (1 - least) * x;
      return {
        kind: 'gini' as const,
        incomes: places.map(income),
        counts,
        to: income(to),
        d: poor ? d : 1 / floor - 1,
      };
    });
  });
}

/** The three welfare functions as printed: common values, incomes of 0. */
export const asPrinted: Arbitrary<Welfare> = choose<Welfare>(
  averages(['values', 'reactions', 'common']),
  revenues,
  inequalities(true),
);

/** The three with private values and incomes that stay above a share of the highest. */
export const asMended: Arbitrary<Welfare> = choose<Welfare>(
  averages(['values']),
  revenues,
  inequalities(false),
);
