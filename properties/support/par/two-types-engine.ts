import { minus, ONE, rational, type Rational } from '../../../src/core/rational.ts';
import { productEnvironment } from '../../../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { choice, type Choice, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { efficientIn, type Segment } from './judge.ts';
import { rowOf, twoTypes, type Pair, type TwoTypes } from './two-types.ts';

/** The engine and the closed form of one environment of two types. */
export interface Pairing {
  readonly two: TwoTypes;
  readonly rows: readonly (readonly Rational[])[];
  readonly seller: Monopolist;
}

export function pairing(values: Pair): Pairing {
  return {
    two: twoTypes(values),
    rows: values.map((row) => rowOf(row)),
    seller: exactMonopolist(productEnvironment({ values })),
  };
}

/** The market with a share q of the high type, in the order of the types. */
export function marketAt({ two }: Pairing, q: Rational): Rational[] {
  return two.high === 1 ? [minus(ONE, q), q] : [q, minus(ONE, q)];
}

/** What the engine sells at q. */
export function soldAt(pair: Pairing, q: Rational, rule: Rule): Choice {
  return choice(pair.seller, marketAt(pair, q), rule);
}

/** Whether everybody with mass is served efficiently by what the engine sells. */
export function efficientAt(pair: Pairing, q: Rational, rule: Rule): boolean {
  return efficientIn(pair.rows, marketAt(pair, q), soldAt(pair, q, rule).mechanism);
}

/** A segment of weight w with a share q of the high type. */
export function segmentAt(pair: Pairing, weight: Rational, q: Rational, rule: Rule): Segment {
  const { mechanism } = soldAt(pair, q, rule);
  return { weight, market: marketAt(pair, q), surplus: mechanism.surplus };
}

export const HALF = rational('1/2');
