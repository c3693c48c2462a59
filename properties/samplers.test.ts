import { describe, expect, it } from 'vitest';
import { clickCurve } from '../src/core/curve.ts';
import { population, type Population } from '../src/core/population.ts';
import { seeded, type Rng } from '../src/core/rng.ts';
import { cubeLaw } from '../src/mechanisms/cube/law.ts';
import { enumeratedPart } from '../src/mechanisms/cube/enumerated.ts';
import { lineAgents } from '../src/mechanisms/segments/exponential-part.ts';
import { continuousLine } from '../src/mechanisms/line/continuous.ts';
import { lineLaw } from '../src/mechanisms/line/law.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { FAIL, PASS, tally } from './support/tally.ts';

const LINE = clickCurve('click', { family: 'linear', slope: 1 }, 1);

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
    const counts = tally(8_000, tuples.length, () => index.get(steep.draw(rng).join())!);
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
  const s = Array.from({ length: dimensions }, () => 0);
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
    const expected = cellLaw(score, 2, 6, 20, 3);
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
    const counts = tally(8_000, 81, () =>
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
  });

  it('agrees with the list of all tuples, which gives every figure', () => {
    const listed = enumeratedPart(given, 2, 1.5, 2, [click]);
    let [total, mean, best] = [0, 0, 0];
    for (let code = 0; code < 81; code++) {
      const score = scoreOf([27, 9, 3, 1].map((base) => (Math.floor(code / base) % 3) / 2));
      total += Math.exp(1.5 * score);
      mean += score * Math.exp(1.5 * score);
      best = Math.max(best, score);
    }
    const found = listed.diagnostics();
    expect(found.logPartition).toBeCloseTo(Math.log(total), 12);
    expect(found.expectedWelfare).toBeCloseTo(mean / total / given.size, 12);
    expect(found.optimum).toBeCloseTo(best / given.size, 12);
    const rng = seeded('listed');
    const expected = new Float64Array(81);
    const read = (products: readonly (readonly number[])[]): number =>
      products.flat().reduce((code, x) => code * 3 + Math.round(2 * x), 0);
    for (let code = 0; code < 81; code++) {
      const s = [27, 9, 3, 1].map((base) => (Math.floor(code / base) % 3) / 2);
      const [first, second] = [s.slice(0, 2), s.slice(2)];
      const ordered = read([first]) <= read([second]) ? [first, second] : [second, first];
      expected[read(ordered)]! += Math.exp(1.5 * scoreOf(s)) / total;
    }
    const counts = tally(8_000, 81, () => read(listed.draw(rng).products));
    expect(goodnessOfFit(counts, expected).pValue).toBeGreaterThan(PASS);
  });

  it('in the cube, two attributes, K = 1', () => {
    const law = cubeLaw(given, 1, 1.5, 'continuous', [click]);
    const expected = cellLaw(scoreOf, 2, 6, 20, 1.5);
    const rng = seeded('cube');
    const products = Array.from({ length: 8_000 }, () => law.draw(rng, 10_000).products[0]!);
    const fit = (read: (s: readonly number[]) => readonly number[]): number =>
      goodnessOfFit(
        tally(products.length, 36, () => cellOf(read(products[next++ % products.length]!), 6)),
        expected,
      ).pValue;
    let next = 0;
    expect(fit((s) => s)).toBeGreaterThan(PASS);
    // control: the attributes swapped
    expect(fit((s) => s.toReversed())).toBeLessThan(FAIL);
  });
});
