import { fractionText, minus, ONE, rational, type Rational } from '../../../src/core/rational.ts';
import { productEnvironment } from '../../../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { choice, type Choice } from '../../../src/mechanisms/monopoly/rules.ts';
import { efficientIn } from './judge.ts';
import type { AnyRule } from './ruled.ts';
import { ruleAt } from './scenes.ts';
import { rowOf, twoTypes, type Pair, type TwoTypes } from './two-types.ts';

/** The engine and the closed form of one environment of two types. */
export interface Pairing {
  readonly two: TwoTypes;
  readonly rows: readonly (readonly Rational[])[];
  readonly seller: Monopolist;
  /** What has been sold already. */
  readonly sold: Map<string, Choice>;
}

/** The last few environments: one check asks for many markets of the same. */
const known = new Map<string, Pairing>();
const KEPT = 16;

export function pairing(values: Pair): Pairing {
  const key = JSON.stringify(values);
  const found = known.get(key) ?? fresh(values);
  if (known.size >= KEPT) known.clear();
  known.set(key, found);
  return found;
}

function fresh(values: Pair): Pairing {
  return {
    two: twoTypes(values),
    rows: values.map((row) => rowOf(row)),
    seller: exactMonopolist(productEnvironment({ values })),
    sold: new Map(),
  };
}

/** The market with a share q of the high type, in the order of the types. */
export function marketAt({ two }: Pairing, q: Rational): Rational[] {
  return two.high === 1 ? [minus(ONE, q), q] : [q, minus(ONE, q)];
}

/** What the engine sells at q. */
export function soldAt(pair: Pairing, q: Rational, rule: AnyRule): Choice {
  const key = `${fractionText(q)} ${rule}`;
  const found = pair.sold.get(key) ?? chosen(pair, marketAt(pair, q), rule);
  pair.sold.set(key, found);
  return found;
}

const chosen = ({ seller }: Pairing, f: Rational[], rule: AnyRule): Choice =>
  choice(seller, f, ruleAt(seller, f, rule));

/** Whether everybody with mass is served efficiently by what the engine sells. */
export function efficientAt(pair: Pairing, q: Rational, rule: AnyRule): boolean {
  return efficientIn(pair.rows, marketAt(pair, q), soldAt(pair, q, rule).mechanism);
}

export const HALF = rational('1/2');
