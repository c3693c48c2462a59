import {
  chain,
  choose,
  integerIn,
  listOf,
  logScale,
  map,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { masses, sold, valuations } from './arbitraries.ts';
import { atCorners } from './corners.ts';
import type { Bounded, Peopled, Rebated } from './payment-claims.ts';

const shapes = tuple<[number, number]>(
  choose({ weight: 3, of: integerIn(2, 2) }, { weight: 2, of: integerIn(3, 3) }),
  integerIn(1, 2),
);

/** Two or three types, one or two alternatives, markets of all kinds with and without everybody. */
export const peopled: Arbitrary<Peopled> = chain(shapes, ([n, k]) =>
  sold({ types: [n, n], alternatives: [k, k] }),
);

/** Markets at corners of the map, and halfway between two of them. */
export const onCorners: Arbitrary<Peopled> = chain(shapes, ([n, k]) =>
  chain(valuations(n, k), (values) =>
    map(atCorners(values), (people): Peopled => ({ values, masses: people })),
  ),
);

/** Both. */
export const anywhere: Arbitrary<Peopled> = choose(peopled, onCorners);

const rows = chain(tuple<[number, number]>(integerIn(2, 4), integerIn(1, 3)), ([n, k]) =>
  valuations(n, k),
);

export const bounded: Arbitrary<Bounded> = record<Bounded>({
  values: rows,
  bound: map(logScale(1, 1e12, 24), Math.round),
});

/** Menus of up to four lotteries at prices of all signs, and up to 3 back. */
export const rebated: Arbitrary<Rebated> = chain(rows, (values) => {
  const k = values[0]!.length;
  const most = Math.max(1, ...values.flat());
  const item = record<Rebated['menu'][number]>({
    weights: listOf(integerIn(0, 3), k + 1),
    price: map(integerIn(-8, 32), (i) => Math.round((i * most) / 8)),
  });
  return map(
    tuple<[Rebated['menu'], number]>(listOf(item, 0, 4), integerIn(0, 3)),
    ([menu, back]): Rebated => ({ values, menu, back }),
  );
});

/** Markets in which somebody is missing. */
export const incomplete: Arbitrary<Peopled> = chain(shapes, ([n, k]) =>
  map(
    tuple<[number[][], number[], number]>(valuations(n, k), masses(n), integerIn(0, n - 1)),
    ([values, people, missing]): Peopled => {
      const left = people.map((mass, t) => (t === missing ? 0 : mass));
      return {
        values,
        masses: left.some((mass) => mass > 0) ? left : left.map((_, t) => (t === missing ? 0 : 1)),
      };
    },
  ),
);
