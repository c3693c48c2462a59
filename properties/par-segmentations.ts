import { compared, inner, minus, nearest, ONE, plus, rational } from '../src/core/rational.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import {
  choose,
  listOf,
  integerIn,
  map,
  tuple,
  chain,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import {
  looselySold,
  looseValuations,
  marketOf,
  segmented,
  type Segmented,
  type Sold,
} from './support/par/arbitraries.ts';
import {
  bestProfit,
  broken,
  efficientIn,
  paretoImproving,
  surplusOf,
} from './support/par/judge.ts';
import { ALL_RULES, ruled, type Ruled } from './support/par/ruled.ts';
import { averaged, offered, served, splitSceneOf } from './support/par/scenes.ts';
import { PRODUCT } from './support/par/standards.ts';
import { statement } from './support/statement.ts';
import { draws } from './support/par/tallies.ts';

/** One product worth 1 and 2; everybody buys at 1 in the first segment, nobody but the high types at 2 in the second. */
const TWO_PRICES: Segmented = {
  values: PRODUCT,
  segments: [
    [3, 1],
    [0, 4],
  ],
};

/** The revenue of the segments less that of the market; `shift`: segment i is offered the menu of segment i + shift. */
const revenueSlack =
  (shift: number) =>
  (c: Segmented): number => {
    const { seller, values, f, parts } = splitSceneOf(c);
    const whole = seller.optimum(f).mechanism;
    const menus = parts.map(({ market }) => seller.optimum(market).mechanism);
    if ([whole, ...menus].some((menu) => broken(values, menu).numerator !== 0n)) return NaN;
    const menu = (i: number) => menus[(i + shift) % menus.length]!;
    const segments = parts.map((part, i) => ({
      ...part,
      revenue: inner(part.market, menu(i).payments),
    }));
    return nearest(
      minus(
        averaged(segments, ({ revenue }) => revenue),
        inner(f, whole.payments),
      ),
    );
  };

const revenue = statement<Segmented>({
  id: 'PAR-revenue',
  where: '4.1',
  claim:
    'The optimal menus of the segments earn at least what that of the market does: sum of mu(g) V(g) >= V(f)',
  hypotheses:
    'any environment, market and segmentation; generated: n 1..4, k 1..3, 1 to 4 segments of any size, absent types, ties, several best alternatives',
  decided:
    'exact: the revenues in fractions, the menus checked against every constraint of all of T. Proved: the menu of f is feasible in every segment, where it earns what it earns in f on average',
  method: 'exact',
  given: segmented({ types: [1, 4], alternatives: [1, 3] }, 1, 4, looseValuations),
  slack: revenueSlack(0),
  tolerance: 0,
  examples: [TWO_PRICES],
  controls: { 'a seller who mixes up the segments': { slack: () => revenueSlack(1) } },
  verdict: 'holds',
  evidence: () => {
    const gains = draws(
      segmented({ types: [2, 3], alternatives: [1, 2] }, 2, 3),
      60,
      'PAR-revenue',
    ).map(revenueSlack(0));
    return `${gains.filter((gain) => gain > 0).length} of 60 segmentations earn strictly more, the others the same`;
  },
  runs: 40,
});

/** A market whose alternatives cost something. */
interface Costly extends Sold {
  /** k + 1 costs, that of the outside option first. */
  readonly costs: readonly number[];
}

const costly = (outside: Arbitrary<number>): Arbitrary<Costly> =>
  chain(looselySold({ types: [1, 3], alternatives: [1, 2] }), (c) =>
    map(
      tuple<[number, number[]]>(
        outside,
        listOf(choose(integerIn(0, 4), integerIn(0, 50_021)), c.values[0]!.length),
      ),
      ([first, costs]) => ({ ...c, costs: [first, ...costs] }),
    ),
  );

/** How far the absorbed costs are from the most profit; `share` of the costs is absorbed. */
const costSlack =
  (share: number) =>
  ({ values, masses, costs }: Costly): number => {
    const gross = productEnvironment({ values });
    const absorbed = costs.slice(1).map((cost) => share * cost);
    const net = productEnvironment({ values, costs: absorbed });
    const f = marketOf(net, masses);
    const charges = costs.map((cost) => rational(cost));
    const menu = exactMonopolist(net).optimum(f).mechanism;
    const payments = menu.payments.map((p, t) => plus(p, inner(menu.allocation[t]!, charges)));
    const same = { allocation: menu.allocation, payments };
    const kept = surplusOf(gross.values, same).every((u, t) => compared(u, menu.surplus[t]!) === 0);
    if (share === 1 && costs[0] === 0 && !(kept && broken(gross.values, same).numerator === 0n))
      return -1;
    const off = minus(inner(f, menu.payments), bestProfit(gross.values, charges, f));
    return -Math.abs(nearest(off));
  };

const WASTE: Costly = { values: PRODUCT, masses: [1, 1], costs: [0, 1] };

const cost = statement<Costly>({
  id: 'PAR-cost',
  where: 'footnote 5',
  claim:
    'Costs c(a) of the alternatives a != 0: max of revenue less expected cost at v is the maximal revenue at v - c, and the menus are the same, c(x(t)) added to each payment',
  hypotheses:
    'any environment, costs >= 0 and market; generated: n 1..3, k 1..2, costs 0..4 and generic, absent types, ties; alternatives that cost more than they are worth',
  decided:
    'exact: the profit by a program of its own with the costs in it, the menu mapped back and checked for all of T. Proved: p -> p - c(x) maps the IC-IR mechanisms of v one to one to those of v - c and leaves every surplus as it is. Among equals the paper lets a type choose the higher price: that becomes the higher margin, which matters for absent types only',
  method: 'exact',
  given: costly(integerIn(0, 0)),
  slack: costSlack(1),
  tolerance: 0,
  examples: [WASTE],
  controls: {
    'all but a 2^-20th of the costs absorbed': { slack: () => costSlack(1 - 2 ** -20) },
    'an outside option that costs something': {
      given: () => costly(integerIn(1, 4)),
      examples: [{ ...WASTE, costs: [1, 0] }],
    },
  },
  verdict: 'holds',
  runs: 60,
});

/** Consumer surplus of f less that of the segments, where f is efficient; below 0 where the segments improve on it. */
const averageSlack =
  (needsEfficiency: boolean, generous: boolean) =>
  (c: Ruled<Segmented>): number => {
    const { seller, values, f, parts } = splitSceneOf(c);
    const menu = offered(seller, f, c.rule);
    if (needsEfficiency && !efficientIn(values, f, menu)) return Infinity;
    const segments = served(seller, parts, c.rule);
    if (!generous && paretoImproving(f, menu.surplus, segments)) return -1;
    const rise = averaged(segments, ({ market, surplus, mechanism }) => {
      const own = inner(market, surplus);
      return generous ? plus(own, inner(market, mechanism.payments)) : own;
    });
    return nearest(minus(inner(f, menu.surplus), rise));
  };

/** The cases whose market is efficient: for the types that are there, or for all of T. */
function efficientMarkets(
  cases: readonly Ruled<Segmented>[],
  everybody: boolean,
): Ruled<Segmented>[] {
  return cases.filter((c) => {
    const { seller, values, f } = splitSceneOf(c);
    const asked = everybody ? values.map(() => ONE) : f;
    return efficientIn(values, asked, offered(seller, f, c.rule));
  });
}

const RULED = ruled(segmented({ types: [1, 4], alternatives: [1, 3] }, 1, 3), ALL_RULES);

const observation = statement<Ruled<Segmented>>({
  id: 'PAR-obs1',
  where: 'Obs 1, footnote 3',
  claim:
    'f efficient: no segmentation raises the average consumer surplus, so none is Pareto improving',
  hypotheses:
    'any environment, consistent rule, efficient market and segmentation; generated: n 1..4, k 1..3, 1 to 3 segments, all six rules; efficiency of the types that are there',
  decided:
    'exact. Proved: total surplus cannot rise and revenue cannot fall, whichever optimal mechanism is selected in each segment; read over all of T the hypothesis is stronger, so the claim holds there too',
  method: 'exact',
  given: RULED,
  slack: averageSlack(true, false),
  tolerance: 0,
  examples: ALL_RULES.map((rule) => ({
    values: PRODUCT,
    segments: [
      [3, 1],
      [3, 2],
    ],
    rule,
  })),
  controls: {
    'an inefficient market': {
      slack: () => averageSlack(false, false),
      examples: [{ ...TWO_PRICES, rule: 'efficient' }],
    },
    'a seller who hands the revenue of the segments back': {
      slack: () => averageSlack(true, true),
    },
  },
  verdict: 'holds',
  evidence: () => {
    const drawn = draws(RULED, 120, 'PAR-obs1/printed');
    const [there, all] = [efficientMarkets(drawn, false), efficientMarkets(drawn, true)];
    const same = there.filter((c) => averageSlack(true, false)(c) === 0);
    return `${there.length} of ${drawn.length} markets efficient (${all.length} over all of T); in ${same.length} of them consumer surplus stays, in the others it falls`;
  },
  runs: 120,
});

/** What any segmentation does: revenue, costs, and efficient markets. */
export const parSegmentations = [revenue, cost, observation];
