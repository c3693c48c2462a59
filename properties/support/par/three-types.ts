import {
  compared,
  fractionText,
  inner,
  ONE,
  rational,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { seeded } from '../../../src/core/rng.ts';
import { exactMaximum } from '../../../src/core/simplex.ts';
import { supportOf, type Market } from '../../../src/mechanisms/monopoly/market.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { choice, RULES, type Rule } from '../../../src/mechanisms/monopoly/rules.ts';

/** Rows of k valuations. */
type Values = readonly (readonly number[])[];

/** An environment and what is selected in it. */
export interface Case {
  readonly values: Values;
  readonly rule: Rule;
}

/** Three rows of small integers: unordered, ordered, with two types alike, with two alternatives alike; under each rule in turn. */
export function cases(seed: string, count: number, alternatives = 3): Case[] {
  const rng = seeded(seed);
  const integer = (low: number, high: number) => low + Math.floor(rng() * (high - low + 1));
  return Array.from({ length: count }, (_, i) => {
    const k = integer(1, alternatives);
    const first = Array.from({ length: k }, () => integer(-1, 6));
    const above = (row: readonly number[]) => row.map((v) => v + integer(0, 4));
    const any = () => first.map(() => integer(-1, 8));
    const second = i % 4 === 0 ? any() : above(first);
    const third = i % 4 === 1 ? second : i % 4 === 0 ? any() : above(second);
    const rows = [first, second, third];
    const values = i % 4 === 2 ? rows.map((row) => [...row, row[0]!]) : rows;
    return { values, rule: RULES[i % RULES.length]! };
  });
}

/** Every market of three types whose shares are multiples of 1 / size. */
export function grid(size: number): Market[] {
  const each = Array.from({ length: size + 1 }, (_, i) => i);
  return each.flatMap((a) =>
    each
      .filter((b) => a + b <= size)
      .map((b) => [a, b, size - a - b].map((n) => rational(`${n}/${size}`))),
  );
}

/** What everybody keeps, by the seller; nothing of the map. */
export function judge(seller: Monopolist, rule: Rule): (f: Market) => readonly Rational[] {
  const known = new Map<string, readonly Rational[]>();
  return (f) => {
    const key = f.map((share) => fractionText(share)).join();
    const kept = known.get(key) ?? choice(seller, f, rule).mechanism.surplus;
    known.set(key, kept);
    return kept;
  };
}

/** -1 when somebody in the segment loses, else 1 when somebody gains, else 0. */
export function sign(
  segment: Market,
  after: readonly Rational[],
  before: readonly Rational[],
): number {
  const orders = supportOf(segment).map((t) => compared(after[t]!, before[t]!));
  return orders.includes(-1) ? -1 : Math.max(...orders);
}

/**
 * The largest sum of what the segments are worth over all segmentations of f into some of these markets, weights as they please; null when
 * f is no mixture of them. One program.
 */
export function bestMixture(
  f: Market,
  parts: readonly { readonly market: Market; readonly worth: Rational }[],
): Rational | null {
  const found = exactMaximum({
    cost: parts.map(() => ONE),
    rows: f.map((_, t) => parts.map(({ market }) => market[t]!)),
    limits: f,
  })!;
  if (compared(found.value, ONE) !== 0) return null;
  return found.next(parts.map(({ worth }) => worth))!.value;
}

/** Whether some segmentation into these markets is Pareto improving: all of them tried at once. */
export function improvedBy(
  f: Market,
  markets: readonly Market[],
  kept: (f: Market) => readonly Rational[],
): boolean {
  const signs = markets.map((each) => sign(each, kept(each), kept(f)));
  const parts = markets.flatMap((each, i) =>
    signs[i]! < 0 ? [] : [{ market: each, worth: signs[i]! > 0 ? ONE : ZERO }],
  );
  return (bestMixture(f, parts)?.numerator ?? 0n) > 0n;
}

/** The market with these weights on others. */
export function mixture(weights: readonly Rational[], markets: readonly Market[]): Rational[] {
  return markets[0]!.map((_, t) =>
    inner(
      weights,
      markets.map((each) => each[t]!),
    ),
  );
}
