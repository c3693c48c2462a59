import { fractionText, inner, minus, nearest, rational } from '../src/core/rational.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { valuations, type Valuations } from './support/par/arbitraries.ts';
import { distanceFromCorner, spotsOf } from './support/par/line.ts';
import { PRODUCT, PRODUCTS } from './support/par/standards.ts';
import { draws } from './support/par/tallies.ts';
import { statement } from './support/statement.ts';

/** Two types. */
interface Pair {
  readonly values: Valuations;
}

const pairs = (least: number, most: number): Arbitrary<Pair> =>
  chain(integerIn(least, most), (k) => map(valuations(2, k), (values) => ({ values })));

/**
 * Values on a concave curve over what the high type keeps: each alternative is given to the low type in some market, k thresholds.
 *
 * @param steps from the outside option up: how much more the high type keeps, and how much less steeply the value rises
 */
function staircase(steps: readonly (readonly [number, number])[]): Pair {
  let [value, kept] = [0, 0];
  let slope = steps.reduce((sum, [, less]) => sum + less, 0);
  const low: number[] = [];
  const high: number[] = [];
  for (const [wide, less] of steps) {
    kept += wide;
    value += slope * wide;
    slope -= less;
    low.push(value);
    high.push(value + kept);
  }
  return { values: [low, high] };
}

const stairs = (least: number, most: number): Arbitrary<Pair> =>
  map(
    listOf(tuple<[number, number]>(integerIn(1, 900), integerIn(1, 900)), least, most),
    staircase,
  );

/**
 * How far, at the least, any segmentation stays from the corner (w - V, V), over the inefficient markets beyond the first threshold;
 * below 0 where it is reached. Nothing is said with fewer thresholds than that.
 */
const cornerSlack =
  (thresholds: number) =>
  ({ values }: Pair): number => {
    const spots = spotsOf(values, 'efficient');
    if (spots.length < 3 + 2 * thresholds) return Infinity;
    const away = spots
      .flatMap((spot, i) => (i < 3 || spot.efficient ? [] : [i]))
      .map((i) => distanceFromCorner(values, spots, i));
    return away.every(({ numerator }) => numerator > 0n) ? Math.min(...away.map(nearest)) : -1;
  };

const triangle = statement<Pair>({
  id: 'PAR-fn8',
  where: 'footnote 8',
  claim:
    'In some environments with k >= 2 some point of the surplus triangle is reached by no segmentation. With two types and two thresholds q_1 < q_2 or more, that holds for every inefficient market other than q_1, of the corner where the types get all that efficiency gains: surplus w - V(f), revenue V(f)',
  hypotheses:
    'two types, any k, at least two thresholds; any segmentation, any optimal mechanism in each segment; generated: k 2..4, every market, by where the optimal menu changes',
  decided:
    'exact, as a separation: at the corner lost value plus revenue above the old menu is 0; its lower convex envelope over all markets and all their optimal mechanisms, piecewise linear between thresholds, is > 0 at f. Proved: it is 0 in a market only if that is efficient and the old menu optimal, which the menu of (q_j, q_j+1), j >= 1, is in [q_j, q_j+1] only, where only q = 1 and, for j = 1, q_1 are efficient.',
  method: 'exact',
  given: choose(pairs(2, 4), { weight: 3, of: stairs(2, 4) }),
  slack: cornerSlack(2),
  tolerance: 0,
  examples: [{ values: PRODUCTS }],
  controls: {
    'one alternative': {
      slack: () => cornerSlack(1),
      given: () => pairs(1, 1),
      examples: [{ values: PRODUCT }],
    },
    'one threshold': {
      slack: () => cornerSlack(1),
      examples: [
        {
          values: [
            [4, 1],
            [8, 1],
          ],
        },
      ],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const spots = spotsOf(PRODUCTS, 'efficient');
    const [own] = spots.filter((spot) => spot.open && spot.efficient === false);
    const best = [rational(4), rational(8)];
    const revenue = inner(own!.market, own!.payments);
    const surplus = minus(inner(own!.market, best), revenue);
    const drawn = draws(pairs(2, 4), 40, 'PAR-fn8');
    const many = drawn.filter((c) => cornerSlack(2)(c) < Infinity).length;
    return `section 3 times 4 at q = ${fractionText(own!.q)}: the corner (${fractionText(surplus)}, ${fractionText(revenue)}) stays ${fractionText(distanceFromCorner(PRODUCTS, spots, 3))} away; ${many} of ${drawn.length} drawn environments of two types and 2 to 4 alternatives have such markets`;
  },
  runs: 25,
});

/** What segmentations cannot reach. */
export const parTriangle = [triangle];
