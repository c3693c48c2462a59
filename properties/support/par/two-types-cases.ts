import {
  ONE,
  over,
  plus,
  rational,
  fractionText,
  type Rational,
} from '../../../src/core/rational.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tied,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { RULES } from '../../../src/mechanisms/monopoly/rules.ts';
import { oneBest } from './arbitraries.ts';
import { bestOf } from './paths.ts';
import type { AnyRule } from './ruled.ts';
import { greater, rowOf, twoTypes, type Pair } from './two-types.ts';

/** Two types, the share q of the high one, and the rule by which the seller breaks ties. */
export interface Market2 {
  readonly values: Pair;
  /** A fraction in [0, 1]. */
  readonly q: string;
  readonly rule: AnyRule;
}

type Row = readonly (number | string)[];

const TWO = plus(ONE, ONE);

/** One of several best alternatives is raised by 1/7. */
export const unique = (row: Row): Row =>
  oneBest(row, (v) => fractionText(plus(rational(v), rational('1/7'))));

const generic = map(integerIn(-20, 120), (i) => `${i * 1009 + ((i * i * 7) % 101)}/20011`);
const small = integerIn(-1, 6);

function rowsOf(k: number): Arbitrary<Pair> {
  const free = (cell: Arbitrary<number | string>): Arbitrary<Pair> => listOf(listOf(cell, k), 2);
  const upon = map(
    tuple<[number[], number[]]>(listOf(small, k), listOf(integerIn(0, 4), k)),
    ([base, more]) => [base, base.map((v, a) => v + more[a]!)],
  );
  const spread = map(
    tuple<[number[], number]>(listOf(integerIn(0, 6), k), integerIn(2, 3)),
    ([base, factor]) => [base, base.map((v) => v * factor)],
  );
  return choose<Pair>(
    { weight: 3, of: free(small) },
    { weight: 2, of: free(generic) },
    { weight: 2, of: upon },
    { weight: 2, of: spread },
    { weight: 2, of: crossed(k) },
    { weight: 1, of: concave(k) },
    { weight: 1, of: tied(listOf(small, k), 2) },
  );
}

/** The high type values the low one's best alternative more and all others less: lotteries of these leave her nothing. */
function crossed(k: number): Arbitrary<Pair> {
  const base = listOf(integerIn(1, 6), k);
  return map(tuple<[number[], number[]]>(base, listOf(integerIn(1, 4), k)), ([low, apart]) => {
    const best = low.indexOf(Math.max(...low));
    return [
      low.map((v, a) => (a === best ? v + 1 : v)),
      low.map((v, a) => (a === best ? v + 1 + apart[a]! : v - apart[a]!)),
    ];
  });
}

/** Low valuations a (2k - a), high ones more by what grows with a: every alternative is a step. */
function concave(k: number): Arbitrary<Pair> {
  const steps = listOf(integerIn(1, 4), k);
  return map(tuple<[number[], number]>(steps, integerIn(0, 3)), ([each, shift]) => {
    const kept = each.map((_, a) => each.slice(0, a + 1).reduce((sum, d) => sum + d, 0));
    const top = kept.at(-1)! + 1 + shift;
    return [kept.map((d) => d * (2 * top - d)), kept.map((d) => d * (2 * top - d) + d)];
  });
}

/** Valuations of two types, each with one best alternative, in either order; k = 1..5. */
export const pairs: Arbitrary<Pair> = map(
  tuple<[Pair, number]>(chain(integerIn(1, 5), rowsOf), integerIn(0, 1)),
  ([rows, turn]) => {
    const mended = rows.map((row) => unique(row));
    return turn === 0 ? mended : mended.toReversed();
  },
);

/** Those in which a type is high: where none is, the second values everything she does not by 2 more. */
export const highPairs: Arbitrary<Pair> = map(pairs, (values) => {
  if (twoTypes(values).highs.length > 0) return values;
  const [one = []] = values;
  const more = one.map((v) => fractionText(plus(rational(v), TWO)));
  return greater(rowOf(one)[bestOf(rowOf(one))]!, rational(0))
    ? [one, more]
    : [one.map((_, a) => a + 1), one.map((_, a) => 2 * a + 3)];
});

/** q at the ends, at the thresholds, right between them, or anywhere. */
export function sharesOf(values: Pair): Arbitrary<string> {
  const { thresholds } = twoTypes(values);
  const ends: Rational[] = [rational(0), ...thresholds, ONE];
  const middles = ends.slice(1).map((q, j) => over(plus(q, ends[j]!), TWO));
  const named = [...ends, ...middles].map((q) => fractionText(q));
  return choose<string>(
    oneOfValues(...named),
    map(integerIn(0, 97), (i) => fractionText(over(rational(i), rational(97)))),
  );
}

/** A pair with a share and a rule. */
export const markets2 = (
  of: Arbitrary<Pair> = pairs,
  rules: readonly AnyRule[] = RULES,
): Arbitrary<Market2> =>
  chain(of, (values) =>
    map(
      tuple<[string, AnyRule]>(sharesOf(values), oneOfValues(...rules)),
      ([q, rule]): Market2 => ({ values, q, rule }),
    ),
  );
