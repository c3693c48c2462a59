import { RULES, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { masses, valuations } from './arbitraries.ts';
import { atCorners } from './corners.ts';
import { binds, type Path } from './path-claims.ts';
import type { Simple } from './simple-claims.ts';
import { highPairs, unique } from './two-types-cases.ts';
import { twoTypes, type Pair } from './two-types.ts';

const orders = (n: number): number[][] =>
  n === 0
    ? [[]]
    : orders(n - 1).flatMap((order) =>
        order.map((_, i) => order.toSpliced(i, 0, n - 1)).concat([[...order, n - 1]]),
      );

/** The first order of the types in which the path binds, else the given one. */
function inOrder(values: Pair): Pair {
  const each = orders(values.length).map((order) => order.map((t) => values[t]!));
  return each.find((one) => binds(one)) ?? values;
}

/** Types who value quality w_a at theta w_a - c_a, the highest theta first, off by a unit here and there. */
const graded: Arbitrary<Pair> = chain(
  tuple<[number, number]>(integerIn(2, 5), integerIn(1, 3)),
  ([n, k]) =>
    map(
      tuple<[number[], number[], number[][]]>(
        listOf(integerIn(1, 3), n),
        listOf(integerIn(1, 2), k),
        listOf(
          listOf(
            choose({ weight: 8, of: integerIn(0, 0) }, { weight: 1, of: integerIn(-1, 1) }),
            k,
          ),
          n,
        ),
      ),
      ([steps, up, noise]) => {
        const quality = up.map((_, a) => up.slice(0, a + 1).reduce((sum, w) => sum + w, 0));
        const theta = steps.map((_, t) => steps.slice(t).reduce((sum, s) => sum + s, 0));
        return theta.map((most, t) =>
          unique(quality.map((w, a) => 2 * most * w - w * w + noise[t]![a]!)),
        );
      },
    ),
);

const parts = oneOfValues('1/2', '1/100', '9/10', '99/100');

/** Paths of 2 to 5 types, most of which bind. */
export const paths: Arbitrary<Path> = map(
  tuple<[Pair, string]>(
    choose<Pair>(
      { weight: 2, of: graded },
      {
        weight: 1,
        of: map(highPairs, (values) =>
          twoTypes(values).high === 0 ? values : values.toReversed(),
        ),
      },
      {
        weight: 1,
        of: map(
          chain(integerIn(2, 3), (k) => valuations(3, k)),
          inOrder,
        ),
      },
    ),
    parts,
  ),
  ([values, part]): Path => ({ values, part }),
);

/** One type under all others in everything, one alternative best for all; the lowest anywhere among them. */
function simpleRows(n: number, k: number): Arbitrary<Pair> {
  const low = tuple<[number[], number]>(listOf(integerIn(-1, 5), k - 1), integerIn(1, 3));
  const others = listOf(
    tuple<[number[], number]>(listOf(integerIn(1, 4), k - 1), integerIn(1, 3)),
    n - 1,
  );
  return map(
    tuple<[readonly [number[], number], (readonly [number[], number])[], number]>(
      low,
      others,
      integerIn(0, n - 1),
    ),
    ([[base, more], rest, at]) => {
      const bottom = [...base, Math.max(0, ...base) + more];
      const rows = rest.map(([above, top]) => {
        const row = base.map((v, a) => v + above[a]!);
        return [...row, Math.max(bottom.at(-1)!, ...row) + top];
      });
      return rows.toSpliced(at, 0, bottom);
    },
  );
}

/** Simple environments of 2 or 3 types with markets of all kinds, corners of their maps too. */
export const simple: Arbitrary<Simple> = chain(
  choose(
    tuple<[number, number]>(integerIn(2, 2), integerIn(1, 3)),
    tuple<[number, number]>(integerIn(3, 3), integerIn(1, 2)),
  ),
  ([n, k]) =>
    chain(simpleRows(n, k), (values) =>
      map(
        tuple<[(number | string)[], Rule]>(
          choose<(number | string)[]>(masses(n), atCorners(values)),
          oneOfValues<Rule>(...RULES),
        ),
        ([people, rule]): Simple => ({ values, masses: people, rule }),
      ),
    ),
);
