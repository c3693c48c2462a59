import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  ZERO,
  type Rational,
} from '../src/core/rational.ts';
import { bestGainOracle } from '../src/mechanisms/maps/gain.ts';
import { improvabilityOracle } from '../src/mechanisms/maps/improvability.ts';
import { improvingSegments, isImprovingSegmentation } from '../src/mechanisms/maps/improving.ts';
import { intervalMap, marketAt, type IntervalMap } from '../src/mechanisms/maps/interval.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { servedEfficiently } from '../src/mechanisms/monopoly/mechanism.ts';
import { surplusRanges } from '../src/mechanisms/monopoly/payments.ts';
import { choice, RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';

const mean = (a: Rational, b: Rational): Rational => over(plus(a, b), rational('2'));

const integers = (seed: string): ((low: number, high: number) => number) => {
  const rng = seeded(seed);
  return (low, high) => low + Math.floor(rng() * (high - low + 1));
};

/** Two rows of small integers: ties, duplicates, alternatives worth less than nothing, either type the high one, or none. */
function tables(seed: string, count: number): number[][][] {
  const integer = integers(seed);
  return Array.from({ length: count }, (_, i) => {
    const k = integer(1, 4);
    const row = (): number[] => Array.from({ length: k }, () => integer(-3, 8));
    const [mine, theirs] = [row(), row()];
    return i % 3 === 0 ? [mine, mine.map((v) => v + integer(0, 4))] : [mine, theirs];
  });
}

const named = (values: readonly (readonly (number | string)[])[]): IntervalMap =>
  intervalMap(productEnvironment({ values }));

/** 0, 1, the thresholds, some shares between, and what is half-way from each to the next. */
function grid({ thresholds }: IntervalMap, more: readonly Rational[] = []): Rational[] {
  const known = new Map(
    [ZERO, ONE, ...thresholds, ...more].map((q) => [fractionText(q), q] as const),
  );
  const sorted = [...known.values()].toSorted((a, b) => compared(a, b));
  return sorted.flatMap((q, i) => (i === 0 ? [q] : [mean(sorted[i - 1]!, q), q]));
}

describe('the map of two types', () => {
  test.each(tables('intervals', 24))(
    'is what the exact seller does, for %j and %j',
    (...values) => {
      const map = named(values);
      const { environment, high, low, intervals } = map;
      const seller = exactMonopolist(environment);
      expect(intervals.length).toBe(map.thresholds.length + 1);
      expect(map.thresholds.length).toBeLessThanOrEqual(environment.alternatives.length - 1);
      for (const { from, to, alpha, payments, efficient, lottery } of intervals) {
        for (const q of [from, mean(from, to), to]) {
          const { revenue } = seller.optimum(marketAt(map, q));
          expect(fractionText(inner(marketAt(map, q), payments))).toBe(fractionText(revenue));
        }
        const f = marketAt(map, mean(from, to));
        const optimum = seller.optimum(f);
        const [least, most] = [low, high].map((t) => surplusRanges(environment, optimum)[t]!);
        expect([least!.low, least!.high].map((u) => fractionText(u))).toEqual(['0', '0']);
        expect([most!.low, most!.high].map((u) => compared(u, alpha))).toEqual([0, 0]);
        const { mechanism } = choice(seller, f, 'adverse');
        expect([0, 1].every((t) => servedEfficiently(environment, mechanism, t))).toBe(efficient);
        expect(fractionText(inner(lottery, environment.values[low]!))).toBe(
          fractionText(payments[low]!),
        );
      }
    },
  );

  test('leaves a type without rent where none is high, and where both are alike', () => {
    for (const values of [
      [
        [3, 1],
        [1, 3],
      ],
      [
        [2, 1],
        [2, 1],
      ],
      [[-1], [-2]],
      [
        [3, 3],
        [1, 3],
      ],
    ]) {
      const map = named(values);
      expect(map.rents).toBe(false);
      expect(map.intervals.map((each) => [each.efficient, fractionText(each.alpha)])).toEqual([
        [true, '0'],
      ]);
      expect(improvingSegments(map, rational('1/2'), { rule: 'adverse' }).improvable).toBe(false);
    }
  });

  test('begins with the efficient alternative that leaves the high type least', () => {
    const map = named([
      [3, 3],
      [6, 4],
    ]);
    expect(map.intervals.map(({ alpha }) => fractionText(alpha))).toEqual(['1', '0']);
    expect(map.intervals[0]!.lottery.map((p) => fractionText(p))).toEqual(['0', '0', '1']);
  });

  test('stops at a lottery where an alternative beyond would leave the high type less than nothing', () => {
    const map = named([
      [2, 1],
      [4, 0],
    ]);
    expect(map.intervals.at(-1)!.lottery.map((p) => fractionText(p))).toEqual(['0', '1/3', '2/3']);
    const sure = named([
      [2, 1, '4/3'],
      [4, 0, '4/3'],
    ]);
    expect(sure.intervals.at(-1)!.lottery.map((p) => fractionText(p))).toEqual([
      '0',
      '0',
      '0',
      '1',
    ]);
  });

  test('is for two types', () => {
    expect(() => named([[1]])).toThrow('types.length must be 2, got 1');
  });
});

describe('all improving segmentations of two types', () => {
  const cases = tables('improving', 40).map((values, i) => ({ values, rule: RULES[i % 5]! }));

  /** CS of the high type by the seller, remembered. */
  const rents = (map: IntervalMap, rule: Rule): ((q: Rational) => Rational) => {
    const seller = exactMonopolist(map.environment);
    const known = new Map<string, Rational>();
    return (q) => {
      const key = fractionText(q);
      const u =
        known.get(key) ?? choice(seller, marketAt(map, q), rule).mechanism.surplus[map.high]!;
      known.set(key, u);
      return u;
    };
  };

  test.each(cases)('are those of the definition, for $values under $rule', ({ values, rule }) => {
    const map = named(values);
    const kept = rents(map, rule);
    const shares = grid(map, [rational('2/5')]);
    const parts = grid(map, shares);
    const sign = (part: Rational, q: Rational): number =>
      part.numerator === 0n ? 0 : compared(kept(part), kept(q));
    for (const q of shares.slice(1, -1)) {
      const sets = improvingSegments(map, q, { rule });
      const signs = new Map(parts.map((part) => [part, sign(part, q)]));
      const markets = new Map(parts.map((part) => [part, marketAt(map, part)]));
      const found = combinations(q, parts).map((chosen) => {
        const each = chosen.map((part) => signs.get(part)!);
        const improving = !each.includes(-1) && each.includes(1);
        const weights = mixture(q, chosen);
        const some = chosen.map((part, i) => ({ weight: weights[i]!, market: markets.get(part)! }));
        return { improving, said: isImprovingSegmentation(map, sets, some), chosen };
      });
      expect(found.filter(({ improving, said }) => improving !== said)).toEqual([]);
      expect(sets.improvable).toBe(found.some(({ improving }) => improving));
      expect(fractionText(sets.surplus)).toBe(fractionText(kept(q)));
    }
  });

  test.each(cases)(
    'exist where the oracle of cells finds one, with the same best gain, for $values under $rule',
    ({ values, rule }) => {
      const map = named(values);
      const seller = exactMonopolist(map.environment);
      const [oracle, gain] = [
        improvabilityOracle(seller, { rule }),
        bestGainOracle(seller, { rule }),
      ];
      for (const q of grid(map)) {
        const sets = improvingSegments(map, q, { rule });
        const f = marketAt(map, q);
        const { improvable, segmentation } = oracle(f);
        expect(improvable).toBe(sets.improvable);
        expect(fractionText(gain(f).gain)).toBe(fractionText(sets.best.gain));
        if (segmentation) {
          expect(segmentation.length).toBe(2);
          expect(isImprovingSegmentation(map, sets, segmentation)).toBe(true);
        }
      }
      for (const { q, improvable } of map.chosen(rule)) {
        expect(improvable).toBe(improvingSegments(map, q, { rule }).improvable);
      }
    },
  );

  test('are none for a market of one type, and none of a share outside [0, 1]', () => {
    const map = named([
      [1, '3/4'],
      [2, 1],
    ]);
    for (const q of [ZERO, ONE]) {
      const sets = improvingSegments(map, q, { rule: 'efficient' });
      expect([sets.improvable, sets.strict, sets.best.gain]).toEqual([false, null, ZERO]);
    }
    expect(() => improvingSegments(map, minus(ZERO, ONE), { rule: 'efficient' })).toThrow(
      'q must be in [0, 1], got "-1"',
    );
  });
});

/** Weights > 0 with which markets as `combinations` lists them average to q. */
function mixture(q: Rational, [a, b, c]: readonly Rational[]): Rational[] {
  const pair = (low: Rational, high: Rational): [Rational, Rational] => {
    const weight = over(minus(high, q), minus(high, low));
    return [weight, minus(ONE, weight)];
  };
  const [low, high] = pair(a!, b!);
  if (c === undefined) return [low, high];
  const half = (x: Rational): Rational => mean(ZERO, x);
  const side = compared(c, q);
  if (side === 0) return [half(low), half(high), half(ONE)];
  const [below, above] = side > 0 ? pair(a!, c) : pair(c, b!);
  if (side > 0) return [half(plus(low, below)), half(high), half(above)];
  return [half(low), half(plus(high, above)), half(below)];
}

/** Two shares around the market, alone and with every third one. */
function combinations(q: Rational, all: readonly Rational[]): Rational[][] {
  const below = all.filter((each) => compared(each, q) < 0);
  const above = all.filter((each) => compared(each, q) > 0);
  const pairs = below.flatMap((a) => above.map((b) => [a, b]));
  return [...pairs, ...pairs.flatMap((pair) => all.map((third) => [...pair, third]))];
}
