import { describe, expect, it } from 'vitest';
import { clickCurve, utilityCurve } from '../src/core/curve.ts';
import { population, type Population } from '../src/core/population.ts';
import { seeded, type Rng } from '../src/core/rng.ts';
import { cubeLaw } from '../src/mechanisms/cube.ts';
import { lineAgents } from '../src/mechanisms/exponential-part.ts';
import { continuousLine } from '../src/mechanisms/line-continuous.ts';
import { lineLaw } from '../src/mechanisms/line.ts';
import {
  adjacentLottery,
  midpointLottery,
  printedLottery,
  type Lottery,
} from '../src/mechanisms/lottery.ts';
import { representatives } from '../src/mechanisms/representatives.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';

// A sampler passes above PASS and its broken twin falls below FAIL; seeds are fixed, so neither is left to chance.
const PASS = 1e-3;
const FAIL = 1e-6;
const LINE = clickCurve('click', { family: 'linear', slope: 1 }, 1);

function tally(draws: number, cells: number, sample: () => number): Float64Array {
  const counts = new Float64Array(cells);
  for (let i = 0; i < draws; i++) counts[sample()]! += 1;
  return counts;
}

describe('the line sampler against its law', () => {
  const agents = lineAgents(population(Float64Array.of(0.1, 0.3, 0.35, 0.9), 1), [LINE]);
  const [K, m, tilt] = [3, 4, 2];
  const law = lineLaw(agents, K, tilt, (j) => j / m, m + 1);
  // sorted 3-tuples with repetition: Pr = multiplicity exp(tilt score) / Z, from the law of the set
  const tuples: number[][] = [];
  for (let a = 0; a <= m; a++)
    for (let b = a; b <= m; b++) for (let c = b; c <= m; c++) tuples.push([a, b, c]);
  const ontoCount = [1, 6, 6];
  const probability = tuples.map((t) => {
    const set = [...new Set(t)];
    const orders = set.length === 3 ? 6 : set.length === 2 ? 3 : 1;
    return (Math.exp(law.logProbability(set)) * orders) / ontoCount[set.length - 1]!;
  });
  const index = new Map(tuples.map((t, i) => [t.join(), i]));

  it('draws sorted tuples with multiplicities by their law', () => {
    expect(probability.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const rng = seeded('line');
    const counts = tally(8_000, tuples.length, () => index.get(law.draw(rng).join())!);
    expect(goodnessOfFit(counts, probability).pValue).toBeGreaterThan(PASS);
  });

  it('is refuted when the tilt is 40 % off', () => {
    const rng = seeded('line');
    const steep = lineLaw(agents, K, tilt * 1.4, (j) => j / m, m + 1);
    const counts = tally(16_000, tuples.length, () => index.get(steep.draw(rng).join())!);
    expect(goodnessOfFit(counts, probability).pValue).toBeLessThan(FAIL);
  });
});

/** Pr of each of `cells` equal cells per coordinate under exp(tilt score), by a midpoint rule of `fine` points a cell. */
function cellLaw(
  score: (s: number[]) => number,
  dimensions: number,
  cells: number,
  fine: number,
  tilt: number,
): Float64Array {
  const steps = cells * fine;
  const out = new Float64Array(cells ** dimensions);
  const s = new Array<number>(dimensions).fill(0);
  let total = 0;
  for (let code = 0; code < steps ** dimensions; code++) {
    let cell = 0;
    for (let e = 0, rest = code; e < dimensions; e++, rest = Math.floor(rest / steps)) {
      s[e] = ((rest % steps) + 0.5) / steps;
      cell = cell * cells + Math.floor((rest % steps) / fine);
    }
    const w = Math.exp(tilt * score(s));
    out[cell]! += w;
    total += w;
  }
  return out.map((w) => w / total);
}

function cellOf(s: readonly number[], cells: number): number {
  return s.reduce((cell, x) => cell * cells + Math.min(cells - 1, Math.floor(x * cells)), 0);
}

describe('the continuous line sampler against its density', () => {
  const points = Float64Array.of(0.05, 0.2, 0.2, 0.7, 0.95);
  const clicks = { linear: LINE, steep: clickCurve('click', { family: 'linear', slope: 3 }, 1) };
  it.each(['linear', 'steep'] as const)('%s click function, K = 2', (name) => {
    const click = clicks[name];
    const score = (s: number[]): number =>
      points.reduce((sum, t) => sum + click.value(Math.min(...s.map((x) => Math.abs(t - x)))), 0);
    const expected = cellLaw(score, 2, 6, 40, 3);
    const sampler = continuousLine(lineAgents(population(points, 1), [click]), 2, 3, 32);
    const draw = (rng: Rng): number => {
      const s = sampler.draw(rng, 1000).products.map((p) => p[0]!);
      return cellOf(rng() < 0.5 ? s : s.toReversed(), 6);
    };
    const [honest, broken] = [seeded('continuous'), seeded('continuous')];
    const counts = tally(6_000, 36, () => draw(honest));
    expect(goodnessOfFit(counts, expected).pValue).toBeGreaterThan(PASS);
    // control: proposals never rejected
    const cells = lineLaw(
      lineAgents(population(points, 1), [click]),
      2,
      3,
      (j) => (j + 0.5) / 6,
      6,
    );
    const kept = tally(16_000, 36, () => {
      const s = Array.from(cells.draw(broken), (j) => (j + broken()) / 6);
      return cellOf(broken() < 0.5 ? s : s.toReversed(), 6);
    });
    expect(goodnessOfFit(kept, expected).pValue).toBeLessThan(FAIL);
  });
});

describe('adaptive box rejection against its law', () => {
  const given: Population = population(
    Float64Array.of(0.1, 0.2, 0.8, 0.9, 0.5, 0.4, 0.9, 0.1),
    2,
    Float64Array.of(1, 2, 1, 3),
  );
  const click = clickCurve('click', { family: 'linear', slope: 0.5 }, 2);
  const scoreOf = (s: readonly number[]): number => {
    let total = 0;
    for (let n = 0; n < 4; n++) {
      let least = Infinity;
      for (let k = 0; k < s.length; k += 2) {
        const d =
          Math.abs(given.points[2 * n]! - s[k]!) + Math.abs(given.points[2 * n + 1]! - s[k + 1]!);
        least = Math.min(least, d);
      }
      total += given.weights[n]! * click.value(least);
    }
    return total;
  };

  it('on the grid, two attributes, K = 2, every tuple', () => {
    const law = cubeLaw(given, 2, 1.5, 2, [click]);
    const expected = new Float64Array(81);
    const at = (code: number): number[] =>
      [27, 9, 3, 1].map((base) => (Math.floor(code / base) % 3) / 2);
    for (let code = 0; code < 81; code++) expected[code] = Math.exp(1.5 * scoreOf(at(code)));
    const total = expected.reduce((sum, w) => sum + w, 0);
    const rng = seeded('grid');
    const counts = tally(12_000, 81, () =>
      law
        .draw(rng, 10_000)
        .products.flat()
        .reduce((code, x) => code * 3 + Math.round(2 * x), 0),
    );
    expect(
      goodnessOfFit(
        counts,
        expected.map((w) => w / total),
      ).pValue,
    ).toBeGreaterThan(PASS);
    const flat = new Float64Array(81).fill(1 / 81);
    expect(goodnessOfFit(counts, flat).pValue).toBeLessThan(FAIL);
    law.dispose();
  });

  it('in the cube, two attributes, K = 1', () => {
    const law = cubeLaw(given, 1, 1.5, 'continuous', [click]);
    const expected = cellLaw(scoreOf, 2, 6, 40, 1.5);
    const rng = seeded('cube');
    const products = Array.from({ length: 12_000 }, () => law.draw(rng, 10_000).products[0]!);
    const fit = (read: (s: readonly number[]) => readonly number[]): number =>
      goodnessOfFit(
        tally(products.length, 36, () => cellOf(read(products[next++ % products.length]!), 6)),
        expected,
      ).pValue;
    let next = 0;
    expect(fit((s) => s)).toBeGreaterThan(PASS);
    // control: the attributes swapped
    expect(fit((s) => s.toReversed())).toBeLessThan(FAIL);
    law.dispose();
  });
});

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
    expect([...sizes].sort()).toEqual(['exponential 1', 'lottery 2']);
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
      /^trials must be more than 20 for this draw \(\d+ boxes, 12 dimensions/,
    );
  });
});
