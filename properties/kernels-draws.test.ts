import { describe, expect, it } from 'vitest';
import { seeded, type Rng } from '../src/core/rng.ts';
import { scratch } from '../src/kernel/arena.ts';
import { draw, drawMany, drawWeighted, softmax } from '../src/kernel/softmax.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { builds } from './support/builds.ts';
import { drawnProbability, tally } from './support/draws.ts';
import { over, relativeError, sumReal, weightsReal } from './support/kernel-oracles.ts';
import { based, drawn, problem, spoilt } from './support/softmax-runs.ts';

/** Control: the left half whenever u < left / total, which is never the right one when total rounds to left. */
function runningTree(weights: Float64Array, uniforms: Float64Array): number {
  let [from, to, depth] = [0, weights.length, 0];
  while (to - from > 1) {
    const middle = from + ((to - from) >> 1);
    const left = weights.slice(from, middle).reduce((sum, x) => sum + x, 0);
    const total = weights.slice(from, to).reduce((sum, x) => sum + x, 0);
    if ((uniforms[depth++] ?? 0) < left / total) to = middle;
    else from = middle;
  }
  return from;
}

describe.each(builds)('draws, $name build', ({ kernels: core }) => {
  it.each([
    [1, 0],
    [3, 1],
    [1000, 517],
    [1025, 1024],
    [3000, 1500],
    [3000, 2999],
  ])('give of %i outcomes number %i its probability, down to 2^-200', (n, target) => {
    for (const depth of [0, 30, 138]) {
      const given = problem(n, 1, 'tail');
      given.score[target] = -depth;
      const weights = weightsReal(given.score, 1);
      const exact = over(weights[target]!, sumReal(weights));
      expect(relativeError(drawn(core, given, target), exact)).toBeLessThan(1e-9);
    }
  });

  it('keep a probability of 2^-180 that a running sum loses', () => {
    const weights = Float64Array.of(1, 2, 3, 2 ** -176, 5, 4.9999, 0, 0.5);
    const total = 16.4999;
    scratch((arena) => {
      const [at, uniforms] = [arena.put(weights), arena.reserve(32)];
      const view = arena.view(uniforms, 32).fill(0.5);
      const tree = (): number => core.drawTree(at, 8, uniforms);
      const measured = drawnProbability(8, 3, tree, view, 0);
      expect(Math.abs((measured * total) / 2 ** -176 - 1)).toBeLessThan(1e-9);
      const broken = (): number => runningTree(weights, view);
      expect(drawnProbability(8, 4, broken, view, 0) * total).toBeCloseTo(5, 9);
      expect(drawnProbability(8, 3, broken, view, 0)).toBe(0);
    }, core);
  });

  it('never give measure zero, whatever the uniforms, and refuse when all is zero', () => {
    const rng = seeded('zeros');
    const weights = Float64Array.from({ length: 1037 }, (_, i) => (i % 3 === 1 ? 5e-324 : 0));
    scratch((arena) => {
      const [at, uniforms] = [arena.put(weights), arena.reserve(32)];
      for (let i = 0; i < 500; i++) {
        const view = arena.view(uniforms, 32);
        view.forEach((_, j) => (view[j] = [2 ** -1000, rng(), 1][(i + j) % 3] ?? 0));
        expect(core.drawTree(at, 1037, uniforms) % 3).toBe(1);
      }
      arena.view(at, 1037).fill(0);
      for (const n of [0, 1, 2, 1037]) expect(core.drawTree(at, n, uniforms)).toBe(-1);
    }, core);
  });

  it('give the same index on both builds', () => {
    const given = based(1300, 2, 'builds');
    const both = builds.map(({ kernels }) => spoilt(kernels, given, 50, seeded('both'), (u) => u));
    expect(both[1]).toEqual(both[0]);
  });
});

const ALARM = 1e-9;
const COUNT = 8_000;

function pValue(indices: Int32Array, probabilities: Float64Array): number {
  return goodnessOfFit(tally(indices, probabilities.length), probabilities).pValue;
}

describe('many draws', () => {
  const given = based(1300, 2, 'bulk');
  const score = given.score.map((q, i) => (i >> 7 === 3 ? 4 * q : q));
  const base = given.base.map((b) => b / 20);
  const law = softmax(score, 2, base);

  it('follow their law, with a base and without', () => {
    const plain = drawMany(score, 1.5, COUNT, seeded('draws'));
    expect(pValue(plain, softmax(score, 1.5))).toBeGreaterThan(ALARM);
    expect(pValue(drawMany(score, 2, COUNT, seeded('draws'), base), law)).toBeGreaterThan(ALARM);
  });

  it('follow given weights', () => {
    const rng = seeded('few');
    const few = Float64Array.of(3, 0, 1, 2);
    const indices = Int32Array.from({ length: COUNT }, () => drawWeighted(few, rng));
    expect(
      pValue(
        indices,
        few.map((x) => x / 6),
      ),
    ).toBeGreaterThan(ALARM);
  });

  const problemOf = { score, tilt: 2, base };
  const release = builds[0]!.kernels;
  it.each([
    ['the tilt is 10 % off', (rng: Rng) => drawMany(score, 2.2, COUNT, rng, base)],
    ['the base is left out', (rng: Rng) => drawMany(score, 2, COUNT, rng)],
    [
      'uniforms are squared',
      (rng: Rng) => spoilt(release, problemOf, COUNT, rng, (all) => all.map((u) => u * u)),
    ],
    [
      'a uniform serves two nodes',
      (rng: Rng) =>
        spoilt(release, problemOf, COUNT, rng, (all) => all.map((u, i) => all[i & ~1] ?? u)),
    ],
  ] as const)('are refuted when %s', (_what, broken) => {
    expect(pValue(broken(seeded('controls')), law)).toBeLessThan(ALARM);
  });

  it('are one draw after another of the same stream', () => {
    const [one, many] = [seeded('same'), seeded('same')];
    const singly = Int32Array.from({ length: 300 }, () => draw(score, 2, one, base));
    expect(drawMany(score, 2, 300, many, base)).toEqual(singly);
    expect(drawMany(score, 2, 0, many)).toEqual(new Int32Array(0));
  });
});
