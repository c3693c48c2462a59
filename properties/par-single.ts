import { compared, nearest, over, rational, total } from '../src/core/rational.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import {
  choose,
  constant,
  integerIn,
  map,
  oneOfValues,
  tuple,
  chain,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { sold, valuations, type Sold, type Valuations } from './support/par/arbitraries.ts';
import { efficientIn, paretoImproving } from './support/par/judge.ts';
import { greedy } from './support/par/greedy.ts';
import { stuckSpots } from './support/par/line.ts';
import { offered, sceneOf, served } from './support/par/scenes.ts';
import { draws } from './support/par/tallies.ts';
import { atTies } from './support/par/ties.ts';
import { statement } from './support/statement.ts';

const ONE_PRODUCT = { types: [1, 5], alternatives: [1, 1] } as const;

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

/** Whether a market of two types is among those that no segmentation improves. */
function stuckAt(c: Sold, rule: Rule): boolean {
  const { f } = sceneOf(c);
  return stuckSpots(c.values, rule).some(({ q }) => compared(q, f[1]!) === 0);
}

const single = statement<Sold>({
  id: 'PAR-prop1',
  where: 'Prop 1, footnote 7',
  claim:
    'k = 1, the efficient mechanism selected wherever it is optimal: every inefficient market is Pareto improvable',
  hypotheses:
    'any n, market and values, 0 excluded by the unique efficient alternative; efficiency of the types that are there; generated: n 1..5, equal values, negative ones, absent types, equal-revenue markets, markets at kinks of the revenue',
  decided:
    'exact: the greedy segmentation into equal-revenue markets, written by hand, sold to by the engine segment by segment, judged type by type. Proved by Bergemann, Brooks and Morris: every optimal price of f lies in every support, so that nobody pays more than the lowest of them, and all are served',
  method: 'exact',
  given: choose(
    { weight: 3, of: sold(ONE_PRODUCT) },
    { weight: 1, of: atTies({ types: [2, 4], alternatives: [1, 1] }) },
  ),
  slack: greedySlack('efficient', 0),
  tolerance: 0,
  examples: [{ values: [[1], [2]], masses: [1, 3] }],
  controls: {
    'half-half lotteries where several mechanisms are optimal': {
      slack: () => greedySlack('mid', 0),
      examples: [{ values: [[1], [2]], masses: [1, 1] }],
    },
    'segments with this part of their lowest type too few': {
      slack: (dose) => greedySlack('efficient', dose),
      doses: [2 ** -30, 2 ** -10, 0.1],
      dose: 2 ** -30,
    },
    'two alternatives': {
      given: () =>
        constant<Sold>({
          values: [
            [4, 3],
            [8, 4],
          ],
          masses: [1, 3],
        }),
    },
    'absent types asked for too': {
      slack: () => greedySlack('efficient', 0, true),
      examples: [{ values: [[1], [2]], masses: [0, 1] }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const cases = draws(atTies({ types: [2, 2], alternatives: [1, 1] }), 12, 'PAR-prop1');
    const found = RULES.map((rule) => `${rule} ${cases.filter((c) => stuckAt(c, rule)).length}`);
    return `inefficient markets that no segmentation improves, among ${cases.length} of two types at kinks of the revenue, by rule: ${found.join(', ')}`;
  },
  runs: 50,
});

/** Markets that footnote 7 speaks of. */
interface Footnote {
  /** `first`: one alternative, the low price and the high one earn the same; `later`: two types, any alternatives. */
  readonly about: 'first' | 'later';
  readonly values: Valuations;
  readonly rule: Rule;
}

/** Two values low < high: the market of high-value share low/high is tied. */
function halfServed({ values, rule }: Footnote): number {
  const [low, high] = [values[0]![0]!, values[1]![0]!];
  const c: Sold = { values, masses: [high - low, low] };
  const { seller, values: rows, f } = sceneOf(c);
  const inefficient = !efficientIn(rows, f, offered(seller, f, rule));
  return inefficient && stuckAt(c, rule) ? 1 : -1;
}

/** Lemma 1, Prop 2, Cor 1: what k leaves over of the inefficient markets that are not improvable, all of them points. */
const later =
  (spare: number) =>
  ({ values, rule }: Footnote): number => {
    const stuck = stuckSpots(values, rule);
    return stuck.some(({ open }) => open) ? -1 : values[0]!.length - spare - stuck.length;
  };

const footnoteSlack =
  (spare: number) =>
  (c: Footnote): number =>
    c.about === 'first' ? halfServed(c) : later(spare)(c);

const tiedPairs: Arbitrary<Footnote> = map(
  tuple<[number, number]>(integerIn(1, 1000), integerIn(1, 1000)),
  ([low, more]) => ({ about: 'first', values: [[low], [low + more]], rule: 'mid' }),
);

const twoTypes: Arbitrary<Footnote> = chain(integerIn(1, 3), (k) =>
  map(tuple<[number[][], Rule]>(valuations(2, k), oneOfValues(...RULES)), ([values, rule]) => ({
    about: 'later',
    values,
    rule,
  })),
);

const footnote7 = statement<Footnote>({
  id: 'PAR-fn7',
  where: 'footnote 7',
  claim:
    'For some consistent rule Prop 1 fails: half-half lotteries leave the market (1 - a/b, a/b) of values a < b inefficient and not improvable; yet under each rule at most k markets of two types are inefficient and not improvable, finitely many (Prop 2, Cor 1)',
  hypotheses:
    'any a < b; two types, any k, any consistent rule; generated: a, b up to 2000, k 1..3, the rules efficient, consumer, adverse, mid, posted',
  decided:
    'exact: every market of two types, by the kinks of the revenue, point by point and interval by interval. Lemma 1 leaves everything to the thresholds, of which there are at most k, so no rule can do more harm. Theorem 1 and Prop 3 are decided under all five rules by PAR-thm1, PAR-prop3-if and PAR-prop3-onlyif; of what the rules cannot touch (payments, virtual values) nothing depends on them. Obs 1, stated before the footnote, holds under all five as well',
  method: 'exact',
  given: choose(tiedPairs, { weight: 3, of: twoTypes }),
  slack: footnoteSlack(0),
  tolerance: 0,
  examples: [
    { about: 'first', values: [[1], [2]], rule: 'mid' },
    {
      about: 'later',
      values: [
        [4, 3],
        [8, 4],
      ],
      rule: 'mid',
    },
  ],
  controls: {
    'the efficient mechanism selected': {
      given: () => map(tiedPairs, (c) => ({ ...c, rule: 'efficient' as const })),
    },
    'at most k - 1 markets': { slack: () => footnoteSlack(1) },
  },
  verdict: 'holds',
  evidence: () => {
    const values = [
      [4, 3],
      [8, 4],
    ];
    const found = RULES.map((rule) => {
      const stuck = stuckSpots(values, rule).map(({ q }) => `${nearest(q)}`);
      return `${rule} ${stuck.join(' and ') || 'none'}`;
    });
    return `the two products of section 3, inefficient and not improvable q by rule: ${found.join(', ')}`;
  },
  runs: 50,
});

/** One alternative, and which selection rules that depends on. */
export const parSingle = [single, footnote7];
