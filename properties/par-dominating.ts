import { compared, ONE, rational } from '../src/core/rational.ts';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import type { Mechanism } from '../src/mechanisms/monopoly/mechanism.ts';
import type { Market } from '../src/mechanisms/monopoly/market.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import { chain, choose, map } from '../src/verify/arbitrary.ts';
import {
  looselySold,
  looseValuations,
  marketOf,
  masses,
  sold,
  valuations,
  type Masses,
} from './support/par/arbitraries.ts';
import {
  bestOf,
  chainMarket,
  everyCell,
  ruled,
  type Ruled,
} from './support/par/dominating-cases.ts';
import { dominates, efficientIn, type Offered } from './support/par/judge.ts';
import { offered, sceneOf, type Scene } from './support/par/scenes.ts';
import { draws } from './support/par/tallies.ts';
import { atTies, between, kinks } from './support/par/ties.ts';
import { statement } from './support/statement.ts';

/** How the construction is to be carried out; the paper's own market is checked as the engine gives it. */
interface Way {
  /** The market for a path t', t, ..; default: the engine's. */
  readonly market?: (scene: Scene, path: readonly number[]) => Market;
  /** Whether efficiency is asked of absent types too. */
  readonly everybody?: boolean;
}

/** Paths that are followed for a market, at most. */
const PATHS = 3;

/** Whether the construction gives an efficient dominating market on the support, on every path: 1 or -1. */
const constructionSlack =
  (way: Way = {}) =>
  (c: Ruled): number => {
    const scene = sceneOf(c);
    const { seller, values, f } = scene;
    const menu = offered(seller, f, c.rule);
    const asked = way.everybody ? f.map(() => ONE) : f;
    if (efficientIn(values, asked, menu)) return Infinity;
    if (values.some((row) => row.filter((v) => compared(v, row[bestOf(row)]!) === 0).length > 1)) {
      return -1;
    }
    let found = 0;
    for (const attempt of dominatingMarkets(seller, f, { rule: c.rule })) {
      if (attempt.kind === 'failed') return -1;
      const { path, market } = attempt.dominating;
      if (!falling(menu, path.slice(1))) return -1;
      if (!better(scene, menu, way.market?.(scene, path) ?? market, c.rule)) return -1;
      if (++found === PATHS) break;
    }
    return found > 0 ? 1 : -1;
  };

/** "Payments weakly decrease along the path", in the old menu. */
function falling({ payments }: Offered, path: readonly number[]): boolean {
  return path.every((t, j) => j === 0 || compared(payments[t]!, payments[path[j - 1]!]!) <= 0);
}

/** Whether g is on the support of f, efficient, dominates under the rule, and has one optimal payment rule. */
function better(
  { seller, values, f }: Scene,
  { surplus }: Mechanism,
  g: Market,
  rule: Rule,
): boolean {
  const there = offered(seller, g, rule);
  return (
    g.every((share, t) => share.numerator === 0n || f[t]!.numerator > 0n) &&
    efficientIn(values, g, there) &&
    dominates({ market: g, surplus: there.surplus }, surplus, true) &&
    uniquePayments(seller.environment, seller.optimum(g))
  );
}

/** The three types of [PAR, Figure 3]: without the first the second would lose what she keeps. */
const FIGURE: Ruled = {
  values: [
    [2, 1],
    [3, 4],
    [4, 7],
  ],
  masses: [16, 1, 7],
  rule: 'efficient',
};
const PRODUCT: Ruled = { values: [[1], [2]], masses: [1, 3], rule: 'adverse' };

const construction = statement<Ruled>({
  id: 'PAR-prop3-if',
  where: 'Prop 3',
  claim:
    "f inefficient: the construction of 6.1.2 gives an efficient market on a subset of its support that Pareto dominates it; payments weakly decrease along its path, t' is not on it, and the market has one optimal payment rule",
  hypotheses:
    'any environment where each type has one efficient alternative, any market and consistent rule; efficiency of the types that are there; generated: n 1..5, k 1..4, absent types, ties, lotteries, the rules efficient, consumer, adverse, mid, posted',
  decided:
    "exact: all inefficient types, rent paths and types that envy, up to 3 paths a market; every market found is offered the seller's menu, and the surpluses are compared. The proof holds word for word for any optimal mechanism of f, lotteries included: t is the last type of the path not served efficiently for sure",
  method: 'exact',
  given: ruled(
    choose(
      { weight: 3, of: sold({ types: [2, 4], alternatives: [1, 3] }) },
      { weight: 1, of: sold({ types: [2, 5], alternatives: [2, 4] }) },
      { weight: 1, of: atTies({ types: [2, 3], alternatives: [1, 3] }) },
    ),
  ),
  slack: constructionSlack(),
  tolerance: 0,
  examples: [FIGURE, ...RULES.map((rule) => ({ ...PRODUCT, rule, masses: [1, 1] }))],
  controls: {
    'shares before each type at this part of delta_j': {
      slack: (dose) =>
        constructionSlack({
          market: ({ values }, path) => chainMarket(values, path, rational(dose)),
        }),
      examples: [PRODUCT],
      doses: [0.99, 1],
      dose: 1,
    },
    "t' and t alone, without the path": {
      slack: () =>
        constructionSlack({
          market: ({ values }, path) => chainMarket(values, path.slice(0, 2), rational('1/2')),
        }),
    },
    'two efficient alternatives': {
      given: () => ruled(looselySold({ types: [2, 3], alternatives: [2, 3] })),
      examples: [
        {
          ...PRODUCT,
          values: [
            [1, 1],
            [2, 2],
          ],
        },
      ],
    },
    'absent types asked for too': {
      slack: () => constructionSlack({ everybody: true }),
      examples: [{ ...PRODUCT, masses: [0, 1] }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const strict = cellsWithout(valuations(3, 2), 5, 'PAR-prop3-if');
    const loose = cellsWithout(looseValuations(3, 2), 5, 'PAR-prop3-if/loose');
    return `every cell of markets of three types and two alternatives: ${strict}; with several efficient alternatives, where the construction is not defined: ${loose}`;
  },
  runs: 20,
});

/** Inefficient cells of drawn environments, and how many have no efficient dominating market, by rule. */
function cellsWithout(given: ReturnType<typeof valuations>, count: number, name: string): string {
  const found = everyCell(draws(given, count, name)).map(({ rule, cells }) => {
    const inefficient = cells.filter(({ cell }) => !cell.efficient);
    const without = inefficient.filter(({ above }) => !above.some((cell) => cell.efficient));
    return `${rule} ${without.length} of ${inefficient.length}`;
  });
  return `without an efficient dominating market ${found.join(', ')}`;
}

/** A market and another one. */
interface Compared extends Ruled {
  readonly others: Masses;
}

const pairs = chain(ruled(sold({ types: [1, 4], alternatives: [1, 3] })), (c) =>
  map(masses(c.values.length), (others): Compared => ({ ...c, others })),
);

/** -1 where a market on the way to the other one, all kinks and intervals between them, dominates an efficient market. */
const onTheWaySlack =
  (needsEfficiency: boolean, anySupport: boolean) =>
  (c: Compared): number => {
    const { seller, values, f } = sceneOf(c);
    const menu = offered(seller, f, c.rule);
    if (needsEfficiency && !efficientIn(values, f, menu)) return Infinity;
    const kept = c.others.map((mass, t) => (anySupport || f[t]!.numerator > 0n ? mass : 0));
    if (kept.every((mass) => mass === 0)) return Infinity;
    const g = marketOf(seller.environment, kept);
    const stops = [rational(0), ...kinks(seller, f, g), ONE];
    const places = stops.flatMap((s, i) => {
      const next = stops[i + 1];
      return next ? [s, between([s], [next], rational('1/2'))[0]!] : [s];
    });
    const above = places.some((s) => {
      const market = between(f, g, s);
      const { surplus } = offered(seller, market, c.rule);
      return dominates({ market, surplus }, menu.surplus, true);
    });
    return above ? -1 : 1;
  };

const converse = statement<Compared>({
  id: 'PAR-prop3-onlyif',
  where: 'Prop 3',
  claim: 'f efficient: no market on a subset of its support Pareto dominates it, efficient or not',
  hypotheses:
    'any environment, market and consistent rule; efficiency of the types that are there; generated: n 1..4, k 1..3, another market on a subset of the support and all markets on the way to it; the five rules',
  decided:
    'exact: on the way every kink of the revenue and every interval between, in which nothing changes. The printed proof does not use that the other market is efficient, nor that its mechanism is the selected one: more is shown than printed. Read over all of T the hypothesis is stronger, and then markets of any support are excluded',
  method: 'exact',
  given: pairs,
  slack: onTheWaySlack(true, false),
  tolerance: 0,
  examples: RULES.map((rule) => ({ ...PRODUCT, masses: [3, 1], others: [7, 1], rule })),
  controls: {
    'an inefficient market': {
      slack: () => onTheWaySlack(false, false),
      examples: [{ ...PRODUCT, others: [3, 1] }],
    },
    'a market with more types': {
      slack: () => onTheWaySlack(true, true),
      examples: [{ ...PRODUCT, masses: [0, 1], others: [3, 1] }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const drawn = draws(looseValuations(3, 2), 6, 'PAR-prop3-onlyif');
    const found = everyCell(drawn).map(({ rule, cells }) => {
      const efficient = cells.filter(({ cell }) => cell.efficient);
      return `${rule} ${efficient.filter(({ above }) => above.length > 0).length} of ${efficient.length}`;
    });
    return `every cell of markets of three types and two alternatives, ties at the top allowed: efficient ones with a dominating market ${found.join(', ')}`;
  },
  runs: 40,
});

/** The dominating market of an inefficient market, and that efficient ones have none. */
export const parDominating = [construction, converse];
