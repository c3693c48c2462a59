import { integer, list, ofLength, outOfRange, record, wrongKind } from '../../core/errors.ts';
import { inner, rational, type Quantity, type Rational } from '../../core/rational.ts';
import { refused, type Refusal } from '../refusal.ts';
import type { ProductEnvironmentOptions } from './environment.ts';

/** What a seller can put together. */
export interface BundleOptions {
  /** Names, no two alike, without commas and braces, which bundles' names are made of. */
  readonly products: readonly string[];
  /** The most units of each product that anybody wants; 1 of each when left out. */
  readonly units?: readonly number[];
  /** Groups of products of which a bundle holds one kind at most, such as two versions of one product; none when left out. */
  readonly exclusive?: readonly (readonly string[])[];
}

/** A set of products, with multiplicities. */
export interface Bundle {
  /** "{1,L}", a product named once a unit. */
  readonly name: string;
  /** Units of each product, in the products' order; one of them > 0. */
  readonly units: readonly number[];
}

/** What bundles are worth: the sum over their products' units, a table by the bundles' names for each type, or a function. */
export type BundleValues =
  | { readonly additive: readonly (readonly Quantity[])[] }
  | { readonly table: readonly Readonly<Record<string, Quantity>>[] }
  | { readonly of: (type: number, bundle: Bundle) => Quantity };

/** An environment whose alternatives are bundles of products [PAR, 4]. */
export interface BundledProducts extends BundleOptions {
  /** n names; needed where the values are a function, else t1, t2, .. when left out. */
  readonly types?: readonly string[];
  readonly values: BundleValues;
  /** The cost of a unit of each product, which a bundle adds up; none when left out [PAR, footnote 5]. */
  readonly costs?: readonly Quantity[];
}

const OPTIONS = ['products', 'units', 'exclusive', 'types', 'values', 'costs'];

/** More bundles than these are refused: each is a column of every type in the seller's program. */
const MOST_BUNDLES = 2 ** 12;

/**
 * The bundles that the options allow, but for the empty one: by their number of units, then in the products' order. With products 1, L, H
 * of which L and H are versions: {1}, {L}, {H}, {1,L}, {1,H} [PAR, 4]. O(p) a bundle for p products, up to sorting.
 *
 * @throws RangeError, TypeError naming the argument; the refusal `budget` beyond 4096 bundles
 */
export function bundles(options: BundleOptions): Bundle[] {
  record('options', options, OPTIONS);
  const products = names(options.products);
  const most = (options.units ? ofLength('units', options.units, products.length) : products).map(
    (units, i) => (options.units ? integer(`units[${i}]`, units, 1) : 1),
  );
  const rivals = rivalsOf(products, options.exclusive ?? []);
  let found: number[][] = [[]];
  for (const [i, units] of most.entries()) {
    const counts = found.map((before) => (rivals[i]!.some((j) => before[j]! > 0) ? 1 : units + 1));
    if (counts.reduce((sum, count) => sum + count, -1) > MOST_BUNDLES) {
      throw tooMany(products.length);
    }
    found = found.flatMap((before, b) =>
      Array.from({ length: counts[b]! }, (_, count) => [...before, count]),
    );
  }
  const size = (units: readonly number[]): number => units.reduce((sum, count) => sum + count, 0);
  return found
    .filter((units) => size(units) > 0)
    .toSorted((a, b) => size(a) - size(b) || firstMore(a, b))
    .map((units) => ({ name: nameOf(products, units), units }));
}

/**
 * The bundles as alternatives, with their values and costs: for `productEnvironment`. O(n) a bundle.
 *
 * @throws as `bundles`; RangeError, TypeError naming the type and the product, or the type and the bundle, of a value
 */
export function bundledProducts(options: BundledProducts): ProductEnvironmentOptions {
  const offered = bundles(options);
  const { products, types, values, costs } = options;
  const unit = costs && quantities('costs', costs, products.length);
  return {
    ...(types && { types }),
    alternatives: offered.map(({ name }) => name),
    values: valuesOf(options, offered, values),
    ...(unit && { costs: offered.map((bundle) => summed(bundle, unit)) }),
  };
}

function valuesOf(
  { products, types }: BundledProducts,
  offered: readonly Bundle[],
  values: BundleValues,
): (readonly Quantity[])[] {
  if (typeof values !== 'object' || values === null) {
    throw wrongKind('values', '{additive}, {table} or {of}', values);
  }
  if ('additive' in values) {
    return list('values.additive', values.additive).map((row, t) => {
      const each = quantities(`values.additive[${t}]`, row, products.length);
      return offered.map((bundle) => summed(bundle, each));
    });
  }
  if ('table' in values) {
    return list('values.table', values.table).map((row, t) => tabled(row, offered, t));
  }
  if (typeof values.of !== 'function') throw wrongKind('values.of', 'a function', values.of);
  if (types === undefined) throw wrongKind('types', 'names where values are a function', types);
  return list('types', types).map((_, t) => offered.map((bundle) => values.of(t, bundle)));
}

function tabled(
  row: Readonly<Record<string, Quantity>>,
  offered: readonly Bundle[],
  type: number,
): Quantity[] {
  const path = `values.table[${type}]`;
  if (typeof row !== 'object' || row === null) throw wrongKind(path, 'a table', row);
  const known = new Map(Object.entries(row));
  const values = offered.map(({ name }) => {
    const value = known.get(name);
    if (value === undefined) throw outOfRange(`${path}["${name}"]`, 'a value', value);
    known.delete(name);
    return value;
  });
  for (const name of known.keys()) throw outOfRange(path, 'values of the bundles there are', name);
  return values;
}

function names(products: readonly string[]): readonly string[] {
  const given = list('products', products);
  if (given.length === 0) throw outOfRange('products.length', '>= 1', 0);
  given.forEach((name: unknown, i) => {
    if (typeof name !== 'string') throw wrongKind(`products[${i}]`, 'a text', name);
    if (name.trim() === '') throw outOfRange(`products[${i}]`, 'a name', name);
    if (/[,{}]/.test(name))
      throw outOfRange(`products[${i}]`, 'a name without commas and braces', name);
    if (given.indexOf(name) !== i) throw outOfRange(`products[${i}]`, 'a name of its own', name);
  });
  return given;
}

/** For each product the earlier ones that exclude it. */
function rivalsOf(
  products: readonly string[],
  groups: readonly (readonly string[])[],
): readonly number[][] {
  const members = list('exclusive', groups).map((group, g) =>
    list(`exclusive[${g}]`, group).map((name, i) => {
      const place = products.indexOf(name);
      if (place === -1) throw outOfRange(`exclusive[${g}][${i}]`, 'one of the products', name);
      return place;
    }),
  );
  return products.map((_, i) =>
    members.flatMap((group) => (group.includes(i) ? group.filter((j) => j < i) : [])),
  );
}

function tooMany(products: number): Refusal {
  const message = `bundles: more than ${MOST_BUNDLES} of ${products} products`;
  return refused('budget', message, { most: MOST_BUNDLES, products });
}

/** Whichever has more of the first product that they differ in comes first. */
function firstMore(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((count, i) => count !== b[i]);
  return at === -1 ? 0 : b[at]! - a[at]!;
}

function nameOf(products: readonly string[], units: readonly number[]): string {
  return `{${products.flatMap((name, i) => Array.from({ length: units[i]! }, () => name)).join(',')}}`;
}

function quantities(path: string, given: readonly Quantity[], length: number): Rational[] {
  return ofLength(path, given, length).map((each, i) => rational(each, `${path}[${i}]`));
}

function summed({ units }: Bundle, each: readonly Rational[]): Rational {
  return inner(
    units.map((count) => rational(count)),
    each,
  );
}
