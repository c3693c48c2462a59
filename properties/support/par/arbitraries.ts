import { compared, rational, type Quantity } from '../../../src/core/rational.ts';
import {
  productEnvironment,
  type ProductEnvironment,
} from '../../../src/mechanisms/monopoly/environment.ts';
import { market, type Market } from '../../../src/mechanisms/monopoly/market.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tied,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';

/**
 * The hypotheses of [PAR, 4] as plain values. Money and people have no unit: whole numbers stand for all fractions, and large ones are
 * the generic case, where nothing is tied.
 */

/** n rows of k whole valuations. */
export type Valuations = readonly (readonly number[])[];

/** Masses, one a type: whole numbers, or texts of fractions. */
export type Masses = readonly (number | string)[];

/** An environment and a market of it. */
export interface Sold {
  readonly values: Valuations;
  readonly masses: Masses;
}

/** How many types and alternatives. */
export interface Sizes {
  readonly types: readonly [least: number, most: number];
  readonly alternatives: readonly [least: number, most: number];
}

export const SMALL: Sizes = { types: [1, 4], alternatives: [1, 3] };

export function environmentOf({ values }: { readonly values: Valuations }): ProductEnvironment {
  return productEnvironment({ values });
}

export function marketOf(environment: ProductEnvironment, masses: readonly Quantity[]): Market {
  return market(environment, masses);
}

/** The row with one alternative the best of all, the outside option included: of several the last is raised. */
export function oneBest<V extends Quantity>(row: readonly V[], raised: (v: V) => V): V[] {
  const worth = row.map((v) => rational(v));
  const isBest = worth.map(
    (v) => v.numerator >= 0n && worth.every((other) => compared(v, other) >= 0),
  );
  const at = isBest.lastIndexOf(true);
  const tied = isBest.indexOf(true) < at || worth[at]?.numerator === 0n;
  return row.map((v, a) => (tied && a === at ? raised(v) : v));
}

const entries = (low: number, high: number) => (n: number, k: number) =>
  listOf(listOf(integerIn(low, high), k), n);

/** Types one above the other, (1 + t) base + noise, where serving the low ones costs rents. */
const ordered =
  (steps: number, noise: number) =>
  (n: number, k: number): Arbitrary<number[][]> =>
    map(
      tuple<[number[], number[][]]>(
        listOf(integerIn(0, steps), k),
        listOf(listOf(integerIn(-noise, noise), k), n),
      ),
      ([base, off]) => off.map((row, t) => row.map((e, a) => (1 + t) * base[a]! + e)),
    );

/** The last alternative is everybody's best. */
const commonBest =
  (most: number) =>
  (n: number, k: number): Arbitrary<number[][]> =>
    map(
      tuple<[number[][], number[]]>(entries(-1, most)(n, k), listOf(integerIn(1, most), n)),
      ([rows, above]) =>
        rows.map((row, t) => row.with(k - 1, Math.max(0, ...row.slice(0, -1)) + above[t]!)),
    );

/** Types, and then alternatives, of which several are alike. */
const alike = (n: number, k: number): Arbitrary<number[][]> =>
  choose(
    tied(listOf(integerIn(-1, 6), k), n),
    map(tied(listOf(integerIn(-1, 6), n), k), (columns) =>
      Array.from({ length: n }, (_, t) => columns.map((column) => column[t]!)),
    ),
  );

/** One or two alternatives that nobody wants. */
const unwanted = (n: number, k: number): Arbitrary<number[][]> =>
  map(entries(-3, 6)(n, k), (rows) =>
    rows.map((row) => row.map((v, a) => (a < Math.min(2, k - 1) ? -Math.abs(v) - 1 : v))),
  );

/** Valuations of the given sizes with every kind of coincidence; `most` for the generic ones. */
function anyRows(n: number, k: number): Arbitrary<number[][]> {
  return choose(
    { weight: 3, of: entries(-1, 6)(n, k) },
    { weight: 4, of: ordered(3, 1)(n, k) },
    { weight: 1, of: ordered(2, 2)(n, k) },
    { weight: 2, of: entries(-20_011, 100_003)(n, k) },
    { weight: 4, of: ordered(30_011, 20_011)(n, k) },
    { weight: 1, of: commonBest(6)(n, k) },
    { weight: 1, of: commonBest(60_013)(n, k) },
    { weight: 1, of: alike(n, k) },
    { weight: 1, of: unwanted(n, k) },
  );
}

/** Environments that meet the standing assumption: every type has one best alternative. */
export function valuations(n: number, k: number): Arbitrary<number[][]> {
  return map(anyRows(n, k), (rows) => rows.map((row) => oneBest(row, (v) => v + 1)));
}

/** Environments in which types may have several best alternatives. */
export function looseValuations(n: number, k: number): Arbitrary<number[][]> {
  return anyRows(n, k);
}

/** Masses in which all prices of the values j + 1 earn the same. */
function equalRevenue(n: number): number[] {
  const whole = 840;
  return Array.from({ length: n }, (_, j) =>
    j === n - 1 ? whole / n : whole / (j + 1) - whole / (j + 2),
  );
}

/** The masses, or the first type alone where nobody is there. */
export const somebody = (masses: readonly number[]): number[] =>
  masses.some((mass) => mass > 0) ? [...masses] : masses.map((_, t) => (t === 0 ? 1 : 0));

/** Masses of n types: whole 0..6 with absent types, generic, one type alone, geometric, and such as make prices tie. */
export function masses(n: number): Arbitrary<number[]> {
  return choose(
    { weight: 3, of: map(listOf(integerIn(0, 6), n), somebody) },
    { weight: 4, of: listOf(integerIn(1, 99_991), n) },
    { weight: 1, of: map(integerIn(0, n - 1), (t) => somebody(alone(n, t))) },
    { weight: 1, of: constant(equalRevenue(n)) },
    { weight: 2, of: map(oneOfValues(2, 3, 7), (base) => geometric(n, base)) },
  );
}

const alone = (n: number, at: number): number[] =>
  Array.from({ length: n }, (_, t) => (t === at ? 1 : 0));

const geometric = (n: number, base: number): number[] =>
  Array.from({ length: n }, (_, t) => base ** (n - 1 - t));

const shaped = <T>(sizes: Sizes, of: (n: number, k: number) => Arbitrary<T>): Arbitrary<T> =>
  chain(
    tuple<[number, number]>(integerIn(...sizes.types), integerIn(...sizes.alternatives)),
    ([n, k]) => of(n, k),
  );

/** Environments with the standing assumption, and markets of them. */
export function sold(sizes: Sizes = SMALL): Arbitrary<Sold> {
  return shaped(sizes, (n, k) => paired(valuations(n, k), masses(n)));
}

/** The same without the standing assumption. */
export function looselySold(sizes: Sizes = SMALL): Arbitrary<Sold> {
  return shaped(sizes, (n, k) => paired(looseValuations(n, k), masses(n)));
}

const paired = (values: Arbitrary<number[][]>, of: Arbitrary<number[]>): Arbitrary<Sold> =>
  map(tuple<[number[][], number[]]>(values, of), ([rows, people]) => ({
    values: rows,
    masses: people,
  }));

/** An environment and the segments of a market of it: their masses add up to the market. */
export interface Segmented {
  readonly values: Valuations;
  readonly segments: readonly Masses[];
}

/** Segmentations into `least` to `most` segments, whatever their sizes. */
export function segmented(
  sizes: Sizes = SMALL,
  least = 1,
  most = 4,
  rows: (n: number, k: number) => Arbitrary<number[][]> = valuations,
): Arbitrary<Segmented> {
  return shaped(sizes, (n, k) =>
    map(
      tuple<[number[][], number[][]]>(rows(n, k), listOf(masses(n), least, most)),
      ([values, segments]) => ({ values, segments }),
    ),
  );
}
