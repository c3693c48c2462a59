import { ONE, minus, rational, times, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Objective } from './optimum.ts';

/**
 * An integer in [2^20, 2^21) for each place, without a pattern: the finaliser of MurmurHash3. Multiples of one fraction would not do: of
 * those w(i) + w(i + 3) = w(i + 1) + w(i + 2) again and again, so that what moves in such a way would seem not to move.
 */
export function weight(place: number): number {
  let hash = Math.imul(place + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return 2 ** 20 + ((hash ^ (hash >>> 16)) >>> 12);
}

/** The sum of all surpluses in these weights: fixed ones, by the type's place in T and the number of alternatives alone. */
export function surplusSum({ types, alternatives }: ProductEnvironment): Objective {
  return { surplus: types.map((_, t) => weightAt(t * alternatives.length)) };
}

/** The same of all probabilities, that of the outside option left out. */
export function probabilitySum({ types, alternatives }: ProductEnvironment): Objective {
  const row = (t: number): Rational[] =>
    alternatives.map((_, a) => (a === 0 ? ZERO : weightAt(t * alternatives.length + a)));
  return { allocation: types.map((_, t) => row(t)) };
}

/** The same of all payments, times 1 or -1. */
export function paymentSum(environment: ProductEnvironment, sign: 1 | -1): Objective {
  const signed = sign === 1 ? ONE : minus(ZERO, ONE);
  const weights = environment.types.map((_, t) =>
    times(signed, weightAt(t * environment.alternatives.length)),
  );
  return {
    allocation: environment.values.map((row, t) => row.map((v) => times(v, weights[t]!))),
    surplus: weights.map((w) => minus(ZERO, w)),
  };
}

function weightAt(place: number): Rational {
  return rational(BigInt(weight(place)));
}
