import { describe, expect, it } from 'vitest';
import { utilityCurve } from '../src/core/curve.ts';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import {
  adjacentLottery,
  midpointLottery,
  printedLottery,
  type Lottery,
} from '../src/mechanisms/segments/lottery.ts';
import { representatives } from '../src/mechanisms/segments/representatives.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { FAIL, PASS, tally } from './support/tally.ts';

describe('the lotteries: closed form, enumeration and draws', () => {
  const tastes = [
    utilityCurve('utility', { family: 'linear', slope: 1 / 3 }, 3),
    utilityCurve('utility', { family: 'power', exponent: 0.6 }, 3),
    utilityCurve(
      'utility',
      {
        family: 'table',
        points: [
          [0, 1],
          [0.5, 0.6],
          [3, 0],
        ],
      },
      3,
    ),
  ];
  const made: Lottery[] = [adjacentLottery(3, 5), printedLottery(3, 3), printedLottery(3, 1)];
  const byHand = (
    lottery: Lottery,
    t: number[],
    b: number[],
    taste: (typeof tastes)[number],
  ): number => {
    let total = 0;
    for (const { coordinate: i, low, high, probability } of lottery.pairs()!) {
      const chosen = Math.abs(b[i]! - low) <= Math.abs(b[i]! - high) ? low : high;
      const rest = t.reduce((sum, x) => sum + x, 0) - t[i]!;
      total += probability * taste.value(rest + Math.abs(t[i]! - chosen));
    }
    return total;
  };
  it.each(made)('$kind: $description', (lottery) => {
    const rng = seeded('lottery');
    expect(lottery.pairs()!.reduce((sum, pair) => sum + pair.probability, 0)).toBeCloseTo(1, 13);
    for (let trial = 0; trial < 60; trial++) {
      const [t, b] = [
        [rng(), rng(), 0],
        [rng(), 1, rng()],
      ];
      for (const taste of tastes) {
        expect(lottery.utility(t, b, taste)).toBeCloseTo(byHand(lottery, t, b, taste), 12);
        const loss = byHand(lottery, t, t, taste) - byHand(lottery, t, b, taste);
        expect(lottery.loss(t, b, taste)).toBeCloseTo(loss, 12);
      }
    }
    const pairs = lottery.pairs()!;
    const place = new Map(
      pairs.map((pair, i) => [`${pair.coordinate} ${pair.low} ${pair.high}`, i]),
    );
    const expected = new Float64Array(pairs.length);
    const indexOf = (c: number, low: number, high: number): number =>
      place.get(`${c} ${low} ${high}`)!;
    pairs.forEach(
      (pair) => (expected[indexOf(pair.coordinate, pair.low, pair.high)]! += pair.probability),
    );
    const counts = tally(15_000, pairs.length, () => {
      const [low, high] = lottery.draw(rng);
      const c = high.findIndex((x) => x > 0);
      return indexOf(c, low[c]!, high[c]!);
    });
    expect(goodnessOfFit(counts, expected).pValue).toBeGreaterThan(PASS);
  });

  it('midpoint: the closed form equals an average over a fine comb of midpoints', () => {
    const lottery = midpointLottery(3);
    const rng = seeded('midpoint');
    const comb = 4_000;
    for (let trial = 0; trial < 12; trial++) {
      const [t, b] = [
        [rng(), rng(), 0.5],
        [rng(), 1, rng()],
      ];
      for (const taste of tastes) {
        let total = 0;
        for (let i = 0; i < 3; i++) {
          const rest = t.reduce((sum, x) => sum + x, 0) - t[i]!;
          for (let k = 0; k < comb; k++) {
            const middle = (k + 0.5) / comb;
            const chosen = b[i]! <= middle ? Math.max(0, 2 * middle - 1) : Math.min(1, 2 * middle);
            total += taste.value(rest + Math.abs(t[i]! - chosen));
          }
        }
        expect(lottery.utility(t, b, taste)).toBeCloseTo(total / (3 * comb), 4);
      }
    }
  });
});

describe('the whole mechanism', () => {
  const base = {
    population: population(Float64Array.of(0, 0.25, 0.5, 1), 1),
    segments: 2,
    click: { family: 'linear', slope: 1 },
    utility: { family: 'linear', slope: 1 },
    grid: 4,
    mode: 'calibrated',
    truth: 'brackets',
    promise: { tilt: 0.5 },
  } as const;

  it('flips the coin with probability q, and per consumer with coin each', () => {
    const once = representatives(base);
    const rng = seeded('coin');
    const lottery = tally(20_000, 2, () => (once.draw(rng).part === 'lottery' ? 1 : 0));
    const { q } = once.plan;
    expect(goodnessOfFit(lottery, [1 - q, q]).pValue).toBeGreaterThan(PASS);
    expect(goodnessOfFit(lottery, [1 - q / 1.1, q / 1.1]).pValue).toBeLessThan(FAIL);
    const each = representatives({ ...base, coin: 'each' });
    const release = each.draw(rng);
    expect(release.representatives.length + release.lotteryProducts!.length).toBe(4);
    const shown = tally(5_000, 2, () => (each.assign(release, rng)[0]! >= 2 ? 1 : 0));
    expect(goodnessOfFit(shown, [1 - q, q]).pValue).toBeGreaterThan(PASS);
  });

  it('assigns each report its nearest product, ties to the lower', () => {
    const release = { representatives: [[0.25], [0.75]], part: 'exponential', trials: 1 } as const;
    expect(Array.from(representatives(base).assign(release, seeded('a')))).toEqual([0, 0, 0, 1]);
  });

  it('shows two products in the lottery when K = 1', () => {
    const one = representatives({ ...base, segments: 1 });
    const rng = seeded('one');
    const sizes = new Set(
      Array.from({ length: 200 }, () => one.draw(rng)).map(
        (r) => `${r.part} ${r.representatives.length}`,
      ),
    );
    expect([...sizes].toSorted()).toEqual(['exponential 1', 'lottery 2']);
  });

  it('refuses, with figures, what would take more trials than allowed', () => {
    const rng = seeded('refuse');
    const points = Float64Array.from({ length: 300 }, () => rng());
    const options = {
      ...base,
      population: population(points, 3),
      segments: 4,
      truth: { gain: 1 },
      utility: { family: 'linear', slope: 1 / 3 },
    } as const;
    const steep = representatives({
      ...options,
      grid: 'continuous',
      promise: { tilt: 1 },
      trials: 20,
    });
    expect(() => steep.draw(rng)).toThrow(
      /^trials must be more than 20 for this draw \(12 dimensions, \S+ expected at most/,
    );
  });
});
