import { fractionText, type Rational } from '../../core/rational.ts';
import type { MenuCertificate, OfferedSegment, OptimalMenu } from '../../lp.ts';
import { engine } from '../frame/version.ts';
import { costOf, paidFor } from './costs.ts';
import type { Setting } from './scenario.ts';

/** How a document shows a number: as the nearest double, or as the text of the fraction. */
export type Shown = (x: Rational) => number | string;

/** The head of every document about a market. */
export const head = (command: string): Readonly<Record<string, unknown>> => ({
  schema: `candor/${command}/1`,
  engine,
  seed: null,
});

/** The same figures as fractions, in a field of their own, where they are proved. */
export function exactly(
  arithmetic: OptimalMenu['arithmetic'],
  made: (shown: Shown) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return arithmetic === 'exact' ? { exact: made(fractionText) } : {};
}

/** One row a type: what she gets, pays and keeps, and what it costs the seller. */
export function menuRows(
  { environment: { types, alternatives }, costs }: Setting,
  { entries }: OptimalMenu,
  shown: Shown,
): readonly Readonly<Record<string, unknown>>[] {
  return entries.map((entry) => ({
    type: types[entry.type]!,
    lottery: Object.fromEntries(
      entry.lottery.flatMap((p, a) => (p.numerator === 0n ? [] : [[alternatives[a]!, shown(p)]])),
    ),
    payment: shown(paidFor(costs, entry)),
    cost: shown(costOf(costs, entry.lottery)),
    surplus: shown(entry.surplus),
    efficient: entry.efficient,
  }));
}

/** How well a revenue is known. */
export function certificateRow(
  certificate: MenuCertificate,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  const { revenue, upperBound, gap, maxViolation } = certificate;
  return {
    revenue: shown(revenue),
    upperBound: shown(upperBound),
    gap: shown(gap),
    maxViolation: shown(maxViolation),
  };
}

/** A segment: its weight and market, its menu, and what each type in it keeps. */
export function segmentRow(
  setting: Setting,
  { weight, market, menu }: OfferedSegment,
  shown: Shown,
): Readonly<Record<string, unknown>> {
  return {
    weight: shown(weight),
    market: market.map(shown),
    menu: menuRows(setting, menu, shown),
    surplus: menu.entries.map(({ share, surplus }) =>
      share.numerator === 0n ? null : shown(surplus),
    ),
  };
}
