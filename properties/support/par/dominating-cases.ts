import { fractionText, nearest, rational, times, total } from '../../../src/core/rational.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { marketOf, sold, type Sold } from './arbitraries.ts';
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
 * Markets, where possible inefficient whatever is selected: of three drawn ones the first that is so, or is when there is much more of one of
 * its types; the first of all where none is.
 */
export const inefficient = (of: Arbitrary<Sold>): Arbitrary<Sold> =>
  map(listOf(of, 3), (drawn) => {
    for (const c of drawn) {
      const found = madeInefficient(c);
      if (found) return found;
    }
    return drawn[0]!;
  });

function madeInefficient(c: Sold): Sold | undefined {
  const masses = c.masses.map((mass) => rational(mass));
  const more = times(MANY, total(masses));
  const others = masses.flatMap((mass, t) => (mass.numerator > 0n ? [masses.with(t, more)] : []));
  const { seller, values } = sceneOf(c);
  const found = [masses, ...others].find((each) => {
    const f = marketOf(seller.environment, each);
    return !efficientIn(values, f, offered(seller, f, 'efficient'));
  });
  return found && { ...c, masses: found.map(fractionText) };
}

/** A chain of so many types, the longest path of rents that there is, in whole numbers. */
function chainOf(m: number): Sold & { readonly masses: readonly number[] } {
  const { values, masses } = chainCase(m);
  return { values: values.map((row) => row.map((v) => 2 * nearest(rational(v)))), masses };
}

/** Chains whose shares are off by up to a third. */
const unevenChains = (least: number, most: number): Arbitrary<Sold> =>
  chain(integerIn(least, most), (m) =>
    map(listOf(integerIn(3, 4), m), (parts) => {
      const { values, masses } = chainOf(m);
      return { values, masses: parts.map((part, t) => part * masses[t]!) };
    }),
  );

/** One alternative, equal values and two prices that earn the same among them. */
export const oneProduct: Arbitrary<Sold> = choose(
  { weight: 4, of: inefficient(sold({ types: [1, 5], alternatives: [1, 1] })) },
  { weight: 1, of: atTies({ types: [2, 4], alternatives: [1, 1] }) },
);

/** Markets for [PAR, Prop 3 and Theorem 1]: most of them inefficient, with paths of any length, n to 8 and k to 6. */
export const dominatable: Arbitrary<RuledMarket> = ruled(
  choose(
    { weight: 4, of: inefficient(sold({ types: [2, 4], alternatives: [1, 3] })) },
    { weight: 1, of: sold({ types: [1, 5], alternatives: [1, 4] }) },
    { weight: 2, of: atTies({ types: [2, 3], alternatives: [1, 3] }) },
    { weight: 1, of: sold({ types: [6, 8], alternatives: [4, 6] }) },
    { weight: 2, of: unevenChains(3, 7) },
  ),
  ALL_RULES,
);

/** Chains of four types and more. */
export const CHAINS: readonly RuledMarket[] = [4, 5, 6, 7, 8].flatMap((m) => [
  { ...chainOf(m), rule: 'efficient' },
  { ...chainOf(m), rule: 'mid' },
]);
