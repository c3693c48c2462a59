import {
  compared,
  inner,
  minus,
  nearest,
  ONE,
  over,
  rational,
  times,
  type Rational,
} from '../../../src/core/rational.ts';
import { improve, type Improvement } from '../../../src/mechanisms/improvement/improve.ts';
import { uniquePayments } from '../../../src/mechanisms/monopoly/payments.ts';
import type { Sold } from './arbitraries.ts';
import { efficientIn, paretoImproving } from './judge.ts';
import type { Ruled } from './ruled.ts';
import { averaged, offered, ruleAt, sceneOf, served, type Scene } from './scenes.ts';

/** What [PAR, Theorem 1] asks of a market, and of a split. */
export interface Asked {
  /** Whether payments have to be unique. */
  readonly unique?: boolean;
  /** Whether the market has to be inefficient. */
  readonly inefficient?: boolean;
  /** Cuts off this multiple of the largest weight at which the rest is offered the old menu, not half of it. */
  readonly part?: number;
}

type Parts = readonly { readonly weight: Rational; readonly market: readonly Rational[] }[];

/** The revenue gained by two segments that hurt nobody and help somebody; -1 where the engine has none, or they gain nothing. */
export function splitSlack(asked: Asked = {}): (c: Ruled<Sold>) => number {
  const { unique = true, inefficient = true } = asked;
  return (c) => {
    const scene = sceneOf(c);
    const { seller, values, f } = scene;
    if (inefficient && efficientIn(values, f, offered(seller, f, c.rule))) return Infinity;
    if (unique && !uniquePayments(seller.environment, seller.optimum(f))) return Infinity;
    const found = improve(seller, f, { rule: ruleAt(seller, f, c.rule) });
    return gain(scene, c, partsOf(f, found, asked.part));
  };
}

function partsOf(f: readonly Rational[], found: Improvement, part?: number): Parts {
  const { dominating, largestWeight, segments } = found;
  if (part === undefined || !dominating || !largestWeight) return segments;
  const weight = times(rational(part), largestWeight.value);
  if (compared(weight, ONE) >= 0) return [];
  const rest = f.map((share, t) => minus(share, times(weight, dominating.market[t]!)));
  if (rest.some((share) => share.numerator < 0n)) return [];
  const left = minus(ONE, weight);
  return [
    { weight, market: dominating.market },
    { weight: left, market: rest.map((share) => over(share, left)) },
  ];
}

function gain({ seller, f }: Scene, { rule }: Ruled<Sold>, parts: Parts): number {
  if (parts.length !== 2) return -1;
  const menu = offered(seller, f, rule);
  const segments = served(seller, parts, rule);
  if (!paretoImproving(f, menu.surplus, segments)) return -1;
  const after = averaged(segments, ({ market, mechanism }) => inner(market, mechanism.payments));
  const more = minus(after, inner(f, menu.payments));
  return more.numerator > 0n ? nearest(more) : -1;
}
