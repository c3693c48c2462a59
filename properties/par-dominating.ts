import { compared, ONE, rational } from '../src/core/rational.ts';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import type { Mechanism } from '../src/mechanisms/monopoly/mechanism.ts';
import { supportOf, type Market } from '../src/mechanisms/monopoly/market.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import { chain, map } from '../src/verify/arbitrary.ts';
import { looselySold, marketOf, masses, sold, type Masses } from './support/par/arbitraries.ts';
import { CHAINS, dominatable, type RuledMarket } from './support/par/dominating-cases.ts';
import { dominates, efficientIn, extremes, optimal, type Offered } from './support/par/judge.ts';
import { bestOf, chainMarket } from './support/par/paths.ts';
import { ALL_RULES, ruled, type AnyRule } from './support/par/ruled.ts';
import { offered, ruleAt, sceneOf, type Scene } from './support/par/scenes.ts';
import { FIGURE, PRODUCT } from './support/par/standards.ts';
import { draws } from './support/par/tallies.ts';
import { between, kinks } from './support/par/ties.ts';
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
  (c: RuledMarket): number => {
    const scene = sceneOf(c);
    const { seller, values, f } = scene;
    const menu = offered(seller, f, c.rule);
    const asked = way.everybody ? f.map(() => ONE) : f;
    if (efficientIn(values, asked, menu)) return Infinity;
    if (values.some((row) => row.filter((v) => compared(v, row[bestOf(row)]!) === 0).length > 1)) {
      return -1;
    }
    let found = 0;
    for (const attempt of dominatingMarkets(seller, f, { rule: ruleAt(seller, f, c.rule) })) {
      if (attempt.kind === 'failed') return -1;
      const { path, market } = attempt.dominating;
      if (new Set(path).size < path.length || !falling(menu, path.slice(1))) return -1;
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
  rule: AnyRule,
): boolean {
  const there = offered(seller, g, rule);
  return (
    g.every((share, t) => share.numerator === 0n || f[t]!.numerator > 0n) &&
    efficientIn(values, g, there) &&
    dominates({ market: g, surplus: there.surplus }, surplus, true) &&
    uniquePayments(seller.environment, seller.optimum(g)) &&
    (values.length > 3 || (optimal(values, g, there) && oneRule(values, g)))
  );
}

/** Whether no type of the market pays more in one optimal mechanism than in another. */
const oneRule = (values: Scene['values'], g: Market): boolean =>
  supportOf(g).every((t) => {
    const [low, high] = extremes(values, g, t, 'pays');
    return compared(low, high) === 0;
  });

/** One product, its low value as frequent as its high one. */
const EVEN = { values: PRODUCT, masses: [1, 1] };

const construction = statement<RuledMarket>({
  id: 'PAR-prop3-if',
  where: 'Prop 3',
  claim:
    "f inefficient: the construction of 6.1.2 gives an efficient market on a subset of its support that Pareto dominates it; payments weakly decrease along its path, t' is not on it, and the market has one optimal payment rule",
  hypotheses:
    'any environment where each type has one efficient alternative, any market and consistent rule; efficiency of the types that are there; generated: n 1..8, k 1..6, most of them inefficient, chains of rents, absent types, ties, lotteries, all six rules',
  decided:
    "exact: all inefficient types, rent paths and types that envy, up to 3 paths a market and up to 7 types a path; every market found is offered the seller's menu, and the surpluses are compared; up to three types a second program proves that menu optimal and alone so. The proof holds for any optimal mechanism of f: with lotteries t is the last type of the path not served efficiently for sure",
  method: 'exact',
  given: dominatable,
  slack: constructionSlack(),
  tolerance: 0,
  examples: [
    { ...FIGURE, rule: 'efficient' },
    ...ALL_RULES.map((rule) => ({ ...EVEN, rule })),
    ...CHAINS,
  ],
  controls: {
    'shares before each type at this part of delta_j': {
      slack: (dose) =>
        constructionSlack({
          market: ({ values }, path) => chainMarket(values, path, rational(dose)),
        }),
      examples: [{ values: PRODUCT, masses: [1, 3], rule: 'adverse' }],
      doses: [0.99, 1],
      dose: 1,
    },
    'shares before the fourth type of the path at delta_j': {
      slack: () =>
        constructionSlack({ market: ({ values }, path) => chainMarket(values, path, ONE, 4) }),
    },
    "t' and t alone, without the path": {
      slack: () =>
        constructionSlack({
          market: ({ values }, path) => chainMarket(values, path.slice(0, 2), rational('1/2')),
        }),
    },
    'two efficient alternatives': {
      given: () => ruled(looselySold({ types: [2, 3], alternatives: [2, 3] }), ALL_RULES),
      examples: [
        {
          values: [
            [1, 1],
            [2, 2],
          ],
          masses: [1, 3],
          rule: 'adverse',
        },
      ],
    },
    'absent types asked for too': {
      slack: () => constructionSlack({ everybody: true }),
      examples: [{ values: PRODUCT, masses: [0, 1], rule: 'adverse' }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const lengths = draws(dominatable, 24, 'PAR-prop3-if/printed').flatMap(pathLength);
    const found = [...new Set(lengths)]
      .toSorted((a, b) => a - b)
      .map((length) => {
        return `${lengths.filter((each) => each === length).length} of ${length}`;
      });
    return `drawn markets, types on the first path, t' included: ${found.join(', ')}`;
  },
  runs: 24,
});

/** The types of the first path of an inefficient market. */
function pathLength(c: RuledMarket): number[] {
  const { seller, f } = sceneOf(c);
  const { value } = dominatingMarkets(seller, f, { rule: ruleAt(seller, f, c.rule) }).next();
  return value?.kind === 'dominating' ? [value.dominating.path.length] : [];
}

/** A market and another one. */
type Compared = RuledMarket & { readonly others: Masses };

const pairs = chain(ruled(sold({ types: [1, 4], alternatives: [1, 3] }), ALL_RULES), (c) =>
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
    'any environment, market and consistent rule; efficiency of the types that are there; generated: n 1..4, k 1..3, another market on a subset of the support and all markets on the way to it; all six rules',
  decided:
    'exact: on the way every market where the optimal menu changes, and every interval between, in which nothing does. The printed proof does not use that the other market is efficient, nor that its mechanism is the selected one: more is shown than printed. Read over all of T the hypothesis is stronger, and then markets of any support are excluded',
  method: 'exact',
  given: pairs,
  slack: onTheWaySlack(true, false),
  tolerance: 0,
  examples: ALL_RULES.map((rule) => ({
    values: PRODUCT,
    masses: [3, 1],
    others: [7, 1],
    rule,
  })),
  controls: {
    'an inefficient market': {
      slack: () => onTheWaySlack(false, false),
      examples: [{ values: PRODUCT, masses: [1, 3], rule: 'adverse', others: [3, 1] }],
    },
    'a market with more types': {
      slack: () => onTheWaySlack(true, true),
      examples: [{ values: PRODUCT, masses: [0, 1], rule: 'adverse', others: [3, 1] }],
    },
  },
  verdict: 'holds',
  runs: 40,
});

/** The dominating market of an inefficient market, and that efficient ones have none. */
export const parDominating = [construction, converse];
