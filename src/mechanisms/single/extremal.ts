import { list, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  over,
  times,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { Step } from './demand.ts';

/** A multiple of the extremal market of a set of values. */
export interface Extremal {
  /** The places of the values s_1 < .. < s_m among the steps. */
  readonly support: readonly number[];
  /** How much of the whole market it is, > 0. */
  readonly weight: Rational;
  /** The share of each value of the support. */
  readonly shares: readonly Rational[];
}

/**
 * The market of these values in which each of them, as a price, earns the same: Pr[v >= s_j] = s_1 / s_j, which is Bergemann, Brooks,
 * Morris (2015). O(m).
 *
 * @param values s_1 < .. < s_m, all > 0
 * @throws RangeError naming the value that is not
 */
export function extremalShares(values: readonly Rational[]): Rational[] {
  if (list('values', values).length === 0) throw outOfRange('values.length', '>= 1', 0);
  values.forEach((value, j) => {
    const below = values[j - 1] ?? ZERO;
    if (compared(value, below) > 0) return;
    throw outOfRange(`values[${j}]`, `> ${fractionText(below)}`, fractionText(value));
  });
  const above = values.map((value) => over(values[0]!, value));
  return above.map((share, j) => minus(share, above[j + 1] ?? ZERO));
}

/**
 * The greedy algorithm of Bergemann, Brooks and Morris (2015): of what remains, the largest multiple of the extremal market of its
 * values is taken away, until nothing remains. At most one a value, the supports nested; every best uniform price of the whole is in
 * every support, so that each segment sold at any of its prices earns what the whole earns. O(n^2).
 */
export function extremalPieces(steps: readonly Step[]): Extremal[] {
  let rest = steps.map(({ mass }) => mass);
  const pieces: Extremal[] = [];
  for (;;) {
    const support = rest.flatMap((mass, i) => (mass.numerator > 0n ? [i] : []));
    if (support.length === 0) return pieces;
    const shares = extremalShares(support.map((i) => steps[i]!.value));
    const weight = support
      .map((i, j) => over(rest[i]!, shares[j]!))
      .reduce((least, each) => (compared(each, least) < 0 ? each : least));
    pieces.push({ support, weight, shares });
    rest = rest.map((mass, i) => {
      const j = support.indexOf(i);
      return j === -1 ? mass : minus(mass, times(weight, shares[j]!));
    });
  }
}
