import { compared, fractionText, minus, plus, rational } from '../src/core/rational.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import {
  choose,
  constant,
  integerIn,
  listOf,
  map,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import type { Sold } from './support/par/arbitraries.ts';
import { chainMarket } from './support/par/paths.ts';
import { dominates, efficientIn } from './support/par/judge.ts';
import { spotsOf, type Spot } from './support/par/line.ts';
import { offered, sceneOf, type Scene } from './support/par/scenes.ts';
import { draws } from './support/par/tallies.ts';
import { statement } from './support/statement.ts';

/**
 * The types of [PAR, Figure 3], by what the figure shows: t1 wants a1 most, t2 and t3 want a2 most, both value a1 more than t1 does, and t3
 * gains more from a2 over a1 than t2; so much more that t2 is not rather sold a lottery of a2 and nothing. And a market of them in which t1
 * is many, t3 the larger part of the rest.
 */
function figure(steps: readonly number[], enough = true): Sold {
  const [worth = 1, less = 1, second = 1, gain = 1, third = 1, more = 1] = steps;
  const needed = Math.ceil((gain * (third - second)) / (worth + second));
  const extra = enough ? more + Math.max(0, needed) : more;
  const [rare, common] = [extra, 2 * gain + extra];
  const saved = gain * Math.abs(third - second);
  return {
    values: [
      [worth, worth - less],
      [worth + second, worth + second + gain],
      [worth + third, worth + third + gain + extra],
    ],
    masses: [2 * (saved + second * rare + third * common) + 1, rare, common],
  };
}

/** v = (2, 1), (3, 4), (4, 7). */
const PRINTED: Sold = figure([2, 1, 1, 1, 2, 1]);

/** v = (1, 0), (2, 3), (5, 7): t2 is sold a2 with chance 3/4. */
const LOTTERY = [1, 1, 1, 1, 4, 1];

const steps = choose(listOf(integerIn(1, 4), 6), listOf(integerIn(1, 997), 6));

const figures: Arbitrary<Sold> = map(steps, (each) => figure(each));

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** All markets of these two types or one of them; of the optimal mechanisms the one that leaves the types most. */
const spotsOfPair = ({ values }: Sold, pair: readonly [number, number]): Spot[] =>
  spotsOf([values[pair[0]]!, values[pair[1]]!], 'consumer');

/** 1, or -1 where a market of two types or one dominates; `hurting`: where it only helps somebody. */
function smallSlack(c: Sold, { seller, f }: Scene, hurting: boolean): number {
  const { surplus } = offered(seller, f, 'efficient');
  const better = PAIRS.some((pair) => {
    const before = pair.map((t) => surplus[t]!);
    return spotsOfPair(c, pair).some((spot) =>
      hurting
        ? spot.market.some(
            (share, t) => share.numerator > 0n && compared(spot.surplus[t]!, before[t]!) > 0,
          )
        : dominates(spot, before, true),
    );
  });
  return better ? -1 : 1;
}

/** Whether the menus of f and f' are those of the figure, and f' dominates. */
function asDrawn({ seller, values, f }: Scene): boolean {
  const before = offered(seller, f, 'efficient');
  const [one, , three] = values;
  const price = plus(one![1]!, minus(three![2]!, three![1]!));
  const asked = [one![1]!, one![1]!, price];
  const g = chainMarket(values, [2, 1, 0], rational('1/2'));
  const after = offered(seller, g, 'efficient');
  return (
    asked.every((p, t) => compared(p, before.payments[t]!) === 0) &&
    uniquePayments(seller.environment, seller.optimum(f)) &&
    !efficientIn(values, f, before) &&
    efficientIn(values, g, after) &&
    dominates({ market: g, surplus: after.surplus }, before.surplus, true)
  );
}

const figureSlack =
  (hurting = false) =>
  (c: Sold): number => {
    const scene = sceneOf(c);
    return asDrawn(scene) ? smallSlack(c, scene, hurting) : -1;
  };

const example = statement<Sold>({
  id: 'PAR-ex611',
  where: '6.1.1',
  claim:
    'Three types and two alternatives as in Figure 3: in a market f where t2 is sold a1 the prices are v(t1, a1) and v(t3, a2) - v(t3, a1) + v(t1, a1); a market of all three dominates it, and no market of two types or one does',
  hypotheses:
    'what the figure shows: v(t1, a1) > 0, v(t1, a2) < v(t1, a1) < v(t2, a1), v(t3, a1), and 0 < v(t2, a2) - v(t2, a1) < v(t3, a2) - v(t3, a1); beyond that v(t2, a1) (v(t3, a2) - v(t2, a2)) > v(t2, a2) (v(t3, a1) - v(t2, a1)), without which no market has that menu; t1 many, then t3; generated: whole differences 1..4 and 1..997',
  decided:
    'exact: every market of two types or one, by where the optimal menu changes, with the optimal mechanism that leaves most. Proved for any market with that menu: without t1 somebody keeps 0 who kept more; t2 or t3 beside t1 keeps at most her v(t, a1) - v(t1, a1), which she had. Where a lottery of a2 and nothing leaves t3 as little as a1 and is worth more to t2, the menu of Figure 3 (b) is optimal in no market. One printed step is not so: in markets without t3 in which t2 keeps something she keeps what she had, not less',
  method: 'exact',
  given: figures,
  slack: figureSlack(),
  tolerance: 0,
  examples: [PRINTED],
  controls: {
    'a market that hurts another type counted': { slack: () => figureSlack(true) },
    'one alternative, values 1, 2, 3': {
      slack: () => (c) => smallSlack(c, sceneOf(c), false),
      given: () => constant<Sold>({ values: [[1], [2], [3]], masses: [1, 1, 4] }),
    },
    'not the figure: t2 would rather have a lottery of a2 and nothing': {
      given: () => constant(figure(LOTTERY, false)),
    },
    'not the figure: t3 gains less from a2 than t2': {
      given: () =>
        map(figures, ({ values: [one, two, three], masses }) => ({
          values: [one!, three!, two!],
          masses,
        })),
    },
  },
  verdict: 'holds',
  evidence: () => {
    const { seller, f } = sceneOf(PRINTED);
    const kept = offered(seller, f, 'efficient').surplus.map(fractionText).join(', ');
    const drawn = draws(steps, 20, 'PAR-ex611').map((each) => figure(each, false));
    const other = drawn.filter((c) => !asDrawn(sceneOf(c))).length;
    return `in ${other} of ${drawn.length} drawn figures t2 is sold a lottery instead; v = (2, 1), (3, 4), (4, 7): the types keep ${kept} in f`;
  },
  runs: 20,
});

/** The example that needs three types. */
export const parDominatingExample = [example];
