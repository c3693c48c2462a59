import { compared } from '../../../src/core/rational.ts';
import { chain, integerIn, map, tuple, type Arbitrary } from '../../../src/verify/arbitrary.ts';
import { valuations, type Sold, type Valuations } from './arbitraries.ts';
import { efficientIn } from './judge.ts';
import { stuckSpots } from './line.ts';
import { manyMarkets } from './linear-cases.ts';
import {
  improvableExactlyWhen,
  present,
  virtualSign,
  type RuledMarkets,
} from './linear-improvable.ts';
import { ALL_RULES, ruled, type AnyRule } from './ruled.ts';
import { offered, sceneOf } from './scenes.ts';

/** Markets that footnote 7 speaks of, and a rule. */
export type Footnote =
  | {
      /** `first`: one alternative, the low price and the high one earn the same; `later`: two types, any alternatives. */
      readonly about: 'first' | 'later';
      readonly values: Valuations;
      readonly rule: AnyRule;
    }
  /** Linear valuations [PAR, C]. */
  | ({ readonly about: 'linear' } & RuledMarkets);

/** Whether a market of two types is among those that no segmentation improves. */
export function stuckAt(c: Sold, rule: AnyRule): boolean {
  const { f } = sceneOf(c);
  return stuckSpots(c.values, rule).some(({ q }) => compared(q, f[1]!) === 0);
}

/** Two values low < high: the market of high-value share low/high is tied. */
function halfServed(values: Valuations, rule: AnyRule): number {
  const [low, high] = [values[0]![0]!, values[1]![0]!];
  const c: Sold = { values, masses: [high - low, low] };
  const { seller, values: rows, f } = sceneOf(c);
  const inefficient = !efficientIn(rows, f, offered(seller, f, rule));
  return inefficient && stuckAt(c, rule) ? 1 : -1;
}

/** Lemma 1, Prop 2, Cor 1: what k - spare leaves over of the inefficient markets that are not improvable, all of them points. */
function later(values: Valuations, rule: AnyRule, spare: number): number {
  const stuck = stuckSpots(values, rule);
  return stuck.some(({ open }) => open) ? -1 : values[0]!.length - spare - stuck.length;
}

export const footnoteSlack =
  (spare = 0) =>
  (c: Footnote): number => {
    if (c.about === 'linear') return improvableExactlyWhen(present(virtualSign()))(c);
    return c.about === 'first' ? halfServed(c.values, c.rule) : later(c.values, c.rule, spare);
  };

/** Markets of one alternative where both prices earn the same, under this rule. */
export const tiedPairs = (rule: AnyRule): Arbitrary<Footnote> =>
  map(tuple<[number, number]>(integerIn(1, 1000), integerIn(1, 1000)), ([low, more]) => ({
    about: 'first',
    values: [[low], [low + more]],
    rule,
  }));

export const twoTypes: Arbitrary<Footnote> = chain(integerIn(1, 3), (k) =>
  ruled(
    map(valuations(2, k), (values) => ({ about: 'later' as const, values })),
    ALL_RULES,
  ),
);

/** Markets with linear valuations under these rules. */
export function linearMarkets(rules: readonly AnyRule[]): Arbitrary<Footnote> {
  return map(ruled(manyMarkets(1, 3, 2), rules), (c) => ({ ...c, about: 'linear' as const }));
}
