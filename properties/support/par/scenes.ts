import { over, plus, times, total, rational, type Rational } from '../../../src/core/rational.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import type { Mechanism } from '../../../src/mechanisms/monopoly/mechanism.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { choice, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';
import { environmentOf, marketOf, type Segmented, type Sold } from './arbitraries.ts';
import { efficientIn, type Rows, type Segment } from './judge.ts';
import type { AnyRule } from './ruled.ts';

/** A case brought to life: who sells, and to whom. */
export interface Scene {
  readonly seller: Monopolist;
  readonly values: Rows;
  readonly f: Market;
}

export function sceneOf(c: Sold): Scene {
  const environment = environmentOf(c);
  const seller = exactMonopolist(environment);
  return { seller, values: environment.values, f: marketOf(environment, c.masses) };
}

/** A segmentation brought to life; f is what its segments add up to. */
export interface SplitScene extends Scene {
  readonly parts: readonly { readonly weight: Rational; readonly market: Market }[];
}

export function splitSceneOf({ values, segments }: Segmented): SplitScene {
  const environment = environmentOf({ values });
  const masses = segments.map((segment) => segment.map((mass) => rational(mass)));
  const sums = masses.map((segment) => total(segment));
  const all = total(sums);
  const added = masses.reduce((f, segment) => f.map((mass, t) => plus(mass, segment[t]!)));
  return {
    seller: exactMonopolist(environment),
    values: environment.values,
    f: marketOf(environment, added),
    parts: masses.map((segment, i) => ({
      weight: over(sums[i]!, all),
      market: marketOf(environment, segment),
    })),
  };
}

/** The engine's rule that selects in this market what the rule does. */
export function ruleAt(seller: Monopolist, f: Market, rule: AnyRule): Rule {
  if (rule !== 'contrary') return rule;
  const best = choice(seller, f, 'efficient').mechanism;
  return efficientIn(seller.environment.values, f, best) ? 'adverse' : 'efficient';
}

/** What the engine says is offered in a market. */
export function offered(seller: Monopolist, f: Market, rule: AnyRule): Mechanism {
  return choice(seller, f, ruleAt(seller, f, rule)).mechanism;
}

/** Segments with what the types keep in them under the rule. */
export function served(
  seller: Monopolist,
  parts: SplitScene['parts'],
  rule: AnyRule,
): (Segment & { readonly mechanism: Mechanism })[] {
  return parts.map((part) => {
    const mechanism = offered(seller, part.market, rule);
    return { ...part, surplus: mechanism.surplus, mechanism };
  });
}

/** The weighted sum of a figure of the segments. */
export function averaged<S extends { readonly weight: Rational }>(
  segments: readonly S[],
  of: (segment: S) => Rational,
): Rational {
  return total(segments.map((segment) => times(segment.weight, of(segment))));
}
