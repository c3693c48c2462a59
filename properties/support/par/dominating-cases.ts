import { fractionText, nearest, rational, times, total } from '../../../src/core/rational.ts';
import { choose, integerIn, map, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { marketOf, environmentOf, sold, type Sold } from './arbitraries.ts';
import { chainCase } from './chains.ts';
import { efficientIn } from './judge.ts';
import { ALL_RULES, ruled, type Ruled } from './ruled.ts';
import { offered, sceneOf } from './scenes.ts';
import { atTies } from './ties.ts';

/** A market under a selection rule. */
export type RuledMarket = Ruled<Sold>;

/** Of a type who is there so much more than there is of all together, to make a market inefficient. */
const MANY = rational(3);

/**
 * Markets, where possible inefficient whatever is selected: the drawn one, or else the first that is so when there is much more of one of its
 * types.
 */
export const inefficient = (of: Arbitrary<Sold>): Arbitrary<Sold> =>
  map(of, (c) => {
    const masses = c.masses.map((mass) => rational(mass));
    const more = times(MANY, total(masses));
    const others = masses.flatMap((mass, t) => (mass.numerator > 0n ? [masses.with(t, more)] : []));
    const { seller, values } = sceneOf(c);
    const found = [masses, ...others].find((each) => {
      const f = marketOf(environmentOf(c), each);
      return !efficientIn(values, f, offered(seller, f, 'efficient'));
    });
    return found ? { ...c, masses: found.map(fractionText) } : c;
  });

/** A chain of so many types, the longest path of rents that there is, in whole numbers. */
function chainOf(m: number): Sold {
  const { values, masses } = chainCase(m);
  return { values: values.map((row) => row.map((v) => 2 * nearest(rational(v)))), masses };
}

/** Markets for [PAR, Prop 3 and Theorem 1]: most of them inefficient, with paths of any length, n to 8 and k to 6. */
export const dominatable: Arbitrary<RuledMarket> = ruled(
  choose(
    { weight: 4, of: inefficient(sold({ types: [2, 4], alternatives: [1, 3] })) },
    { weight: 1, of: sold({ types: [1, 5], alternatives: [1, 4] }) },
    { weight: 2, of: atTies({ types: [2, 3], alternatives: [1, 3] }) },
    { weight: 1, of: sold({ types: [6, 8], alternatives: [4, 6] }) },
    { weight: 1, of: map(integerIn(3, 6), chainOf) },
  ),
  ALL_RULES,
);

/** Chains of four types and more under two rules in turn. */
export const CHAINS: readonly RuledMarket[] = [4, 5, 6, 7, 8].map((m) => ({
  ...chainOf(m),
  rule: m % 2 === 0 ? 'efficient' : 'mid',
}));
