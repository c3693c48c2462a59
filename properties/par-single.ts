import { nearest, over, rational, total } from '../src/core/rational.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import { choose, constant } from '../src/verify/arbitrary.ts';
import { againstLaterResults } from './counterexamples/par-single.ts';
import type { Sold } from './support/par/arbitraries.ts';
import { oneProduct } from './support/par/dominating-cases.ts';
import {
  footnoteSlack,
  linearMarkets,
  stuckAt,
  tiedPairs,
  twoTypes,
  type Footnote,
} from './support/par/footnote-cases.ts';
import { greedy } from './support/par/greedy.ts';
import { efficientIn, paretoImproving } from './support/par/judge.ts';
import { stuckSpots } from './support/par/line.ts';
import { ALL_RULES } from './support/par/ruled.ts';
import { offered, sceneOf, served } from './support/par/scenes.ts';
import { PRODUCT, PRODUCTS } from './support/par/standards.ts';
import { draws } from './support/par/tallies.ts';
import { atTies } from './support/par/ties.ts';
import { statement } from './support/statement.ts';

/** Whether the greedy segmentation improves an inefficient market, 1 or -1; `everybody`: efficiency is asked of absent types too. */
const greedySlack =
  (rule: Rule, tilt: number, everybody = false) =>
  (c: Sold): number => {
    const { seller, values, f } = sceneOf(c);
    const menu = offered(seller, f, rule);
    const asked = everybody ? f.map(() => rational(1)) : f;
    if (efficientIn(values, asked, menu)) return Infinity;
    if (values[0]!.length > 2) return stuckAt(c, rule) ? -1 : 1;
    const parts = greedy(
      values.map((row) => row[1]!),
      f,
      rational(tilt),
    ).map((part) => {
      const weight = total(part);
      return { weight, market: part.map((mass) => over(mass, weight)) };
    });
    return paretoImproving(f, menu.surplus, served(seller, parts, rule)) ? 1 : -1;
  };

const single = statement<Sold>({
  id: 'PAR-prop1',
  where: 'Prop 1, footnote 7',
  claim:
    'k = 1, the efficient mechanism selected wherever it is optimal: every inefficient market is Pareto improvable',
  hypotheses:
    'any n, market and values, 0 excluded by the unique efficient alternative; efficiency of the types that are there; generated: n 1..5, equal values, negative ones, absent types, equal-revenue markets, markets where two prices earn the same; made inefficient where possible',
  decided:
    'exact: the greedy segmentation into equal-revenue markets, written by hand, sold to by the library segment by segment, compared type by type. Proved by Bergemann, Brooks and Morris: every optimal price of f lies in every support, so that nobody pays more than the lowest of them, and all are served',
  method: 'exact',
  given: oneProduct,
  slack: greedySlack('efficient', 0),
  tolerance: 0,
  examples: [{ values: PRODUCT, masses: [1, 3] }],
  controls: {
    'half-half lotteries where several mechanisms are optimal': {
      slack: () => greedySlack('mid', 0),
      examples: [{ values: PRODUCT, masses: [1, 1] }],
    },
    'segments with a 2^-30th of their lowest type too few': {
      slack: () => greedySlack('efficient', 2 ** -30),
    },
    'two alternatives': {
      given: () =>
        constant<Sold>({
          values: PRODUCTS,
          masses: [1, 3],
        }),
    },
    'absent types asked for too': {
      slack: () => greedySlack('efficient', 0, true),
      examples: [{ values: PRODUCT, masses: [0, 1] }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const cases = draws(atTies({ types: [2, 2], alternatives: [1, 1] }), 12, 'PAR-prop1');
    const found = RULES.map((rule) => `${rule} ${cases.filter((c) => stuckAt(c, rule)).length}`);
    return `inefficient markets that no segmentation improves, among ${cases.length} of two types where two prices earn the same, by rule: ${found.join(', ')}`;
  },
  runs: 50,
});

/** Prop 1 under half-half lotteries, and the results for two types under any rule. */
const mainText = choose(tiedPairs('mid'), { weight: 3, of: twoTypes });

const footnote7 = statement<Footnote, Footnote>({
  id: 'PAR-fn7',
  where: 'footnote 7',
  claim:
    'For some consistent rule Prop 1 fails: half-half lotteries leave the market (1 - a/b, a/b) of values a < b inefficient and not improvable; every later result holds for any consistent rule',
  hypotheses:
    'any a < b; two types, any k; linear valuations; any consistent rule; generated: a, b up to 2000, k 1..3, linear valuations of up to 3 types; all six rules',
  decided:
    'exact: every market of two types, point by point and interval by interval (Lemma 1, Prop 2, Cor 1: at most k are inefficient and not improvable); linear markets (Prop 5, Cor 2) by every segment there is. Rules, of all rows: efficient (the most value), consumer (the most surplus), adverse (the least), mid (half of each), posted (no lotteries where possible); contrary is adverse where the efficient mechanism serves all efficiently, else that. Lemma 7, Prop 5 and Cor 2 need ties broken alike in all markets',
  method: 'exact',
  given: choose(mainText, linearMarkets(ALL_RULES)),
  slack: footnoteSlack(),
  tolerance: 0,
  counterexamples: againstLaterResults,
  controls: {},
  corrected: {
    claim:
      'Prop 1 fails for half-half lotteries; the results of the main text hold for any consistent rule, and those for linear valuations for the rules that break ties alike in all markets: the largest levels, the smallest, or half of each',
    given: choose(mainText, linearMarkets(RULES)),
    slack: footnoteSlack(),
    tolerance: 0,
    examples: [
      { about: 'first', values: PRODUCT, rule: 'mid' },
      { about: 'later', values: PRODUCTS, rule: 'mid' },
    ],
  },
  correctedControls: {
    'Prop 1 with the efficient mechanism selected': {
      given: () => tiedPairs('efficient'),
    },
    'at most k - 1 markets': { slack: () => footnoteSlack(1) },
    'ties broken against whoever would gain': { examples: againstLaterResults },
  },
  verdict: 'corrected',
  evidence: () => {
    const found = RULES.map((rule) => {
      const stuck = stuckSpots(PRODUCTS, rule).map(({ q }) => `${nearest(q)}`);
      return `${rule} ${stuck.join(' and ') || 'none'}`;
    });
    return `the two products of section 3, inefficient and not improvable q by rule: ${found.join(', ')}`;
  },
  runs: 40,
});

/** One alternative, and which selection rules that depends on. */
export const parSingle = [single, footnote7];
