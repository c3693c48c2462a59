import { describe, expect, it } from 'vitest';
import type { Kernels } from '../src/kernel/instance.ts';
import {
  draw,
  drawMany,
  drawWeighted,
  logPartition,
  logSoftmax,
  softmax,
} from '../src/kernel/softmax.ts';
import { seeded } from '../src/core/rng.ts';
import { builds, patched } from './support/builds.ts';
import {
  logReal,
  over,
  relativeError,
  sumReal,
  toNumber,
  weightsReal,
  type Real,
} from './support/kernel-oracles.ts';
import { based, law, problem, type Problem } from './support/softmax-runs.ts';

interface Case extends Problem {
  readonly exact: readonly Real[];
  readonly partition: number;
}

function withOracle(given: Problem): Case {
  const weights = weightsReal(given.score, given.tilt, given.base);
  const total = sumReal(weights);
  const exact = weights.map((weight) => over(weight, total));
  return { ...given, exact, partition: toNumber(logReal(total)) };
}

/** The worst relative error of a probability of at least 2^-1000, and that of the log-partition where it exceeds 1. */
function worst(core: Kernels, given: Case): { probability: number; partition: number } {
  const got = law(core, given);
  let probability = 0;
  given.exact.forEach((exact, i) => {
    const value = toNumber(exact);
    if (value < 2 ** -1000) return;
    const apart = Math.abs((got.logs[i] ?? NaN) - Math.log(value));
    probability = Math.max(probability, relativeError(got.probabilities[i] ?? NaN, exact), apart);
  });
  const scale = 1 + Math.abs(given.partition);
  return { probability, partition: Math.abs(got.partition - given.partition) / scale };
}

const SIZES = [1, 2, 3, 5, 1023, 1024, 1025, 2500];
const cases = new Map(
  SIZES.map((n) => [
    n,
    [problem(n, 0, 'a'), problem(n, -400, 'b'), based(n, 40, 'c')].map(withOracle),
  ]),
);

/** Exponents of a million: from the scores alone, and cancelled by the base. */
const far = [-1e6, 1e6 - 600].flatMap((shift) => {
  const { score, base } = based(1100, 7, 'far');
  const away = score.map((q) => (600 * q + shift) / 7);
  const back = base.map((x, i) => 5 * x - 7 * (away[i] ?? 0));
  const plain = withOracle({ score: away, tilt: 7 });
  return [{ plain, cancelled: withOracle({ score: away, tilt: 7, base: back }) }];
});

describe.each(builds)('softmax, $name build', ({ kernels: core, bytes }) => {
  it.each(SIZES)('agrees with the oracle on %i scores', (n) => {
    for (const given of cases.get(n) ?? []) {
      const { probability, partition } = worst(core, given);
      expect(probability).toBeLessThan(1e-12);
      expect(partition).toBeLessThan(1e-14);
    }
  });

  it('keeps nine digits of probabilities at exponents of a million', () => {
    for (const { plain, cancelled } of far) {
      expect(worst(core, plain).probability).toBeLessThan(1e-12);
      expect(worst(core, cancelled).probability).toBeLessThan(1e-9);
    }
  });

  it('spans the largest scores it takes', () => {
    const score = Float64Array.of(-1e300, 0, 1e300, 1e300);
    expect(law(core, { score, tilt: 1e-3 }).probabilities).toEqual(Float64Array.of(0, 0, 0.5, 0.5));
    expect(law(core, { score, tilt: -1e9 }).probabilities).toEqual(Float64Array.of(1, 0, 0, 0));
    expect(law(core, { score, tilt: 0 }).probabilities).toEqual(new Float64Array(4).fill(0.25));
  });

  it.each([
    ['exponentials below e^-100 are dropped', -65407, -9233],
    ['a coefficient is off', 2.1173137155458003e-7, 2.1e-7],
    ['a power is off', 1.0442737824274138, 1.0442738],
    ['the unit is off', 92.33248261689366, 92.33248261],
  ])('is refuted when %s', (_what, constant, wrong) => {
    const tail = withOracle({
      score: Float64Array.of(0, -120, -0.65, -0.3, 0, -1.2, -0.045),
      tilt: 1,
    });
    expect(worst(core, tail).probability).toBeLessThan(1e-14);
    expect(worst(patched(bytes, constant, wrong), tail).probability).toBeGreaterThan(1e-12);
  });

  it('tells scores, bases and exponents out of range by NaN, and no mass by -Infinity', () => {
    for (const n of [1, 6, 1030]) {
      const { score } = problem(n, 1, 'range');
      for (const place of [0, n >> 1, n - 1]) {
        for (const bad of [NaN, Infinity, -Infinity, 1.1e300]) {
          const spoilt = score.slice().fill(bad, place, place + 1);
          expect(law(core, { score: spoilt, tilt: 1 }).partition).toBeNaN();
          expect(law(core, { score: spoilt, tilt: 1, base: score }).partition).toBeNaN();
        }
        for (const bad of [NaN, Infinity]) {
          const base = score.slice().fill(bad, place, place + 1);
          expect(law(core, { score, tilt: 1, base }).partition).toBeNaN();
        }
      }
      const base = new Float64Array(n).fill(-Infinity);
      expect(law(core, { score, tilt: 1, base }).partition).toBe(-Infinity);
    }
  });
});

describe('softmax wrapped', () => {
  const { score, tilt, base } = based(1030, 3, 'wrapped');

  it("gives the kernel's bits and leaves its input alone", () => {
    const copy = score.slice();
    const [got] = builds.map(({ kernels }) => law(kernels, { score, tilt, base }));
    expect(logPartition(score, tilt, base)).toBe(got?.partition);
    expect(softmax(score, tilt, base)).toEqual(got?.probabilities);
    expect(logSoftmax(score, tilt, base)).toEqual(got?.logs);
    expect(score).toEqual(copy);
  });

  it('refuses misuse with the argument, its range and the value', () => {
    const rng = seeded('misuse');
    const two = Float64Array.of(1, 2);
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => softmax(new Float64Array(0), 1), 'score.length must be >= 1, got 0'],
      [
        () => draw(Float64Array.of(0, NaN), 1, rng),
        'score[1] must be in [-1e+300, 1e+300], got NaN',
      ],
      [() => logPartition(two, Infinity), 'tilt must be finite, got Infinity'],
      [
        () =>
          logPartition(
            two.map((x) => 1e10 * x),
            1e300,
          ),
        'tilt must be such that tilt * score + base is finite, got 1e+300',
      ],
      [() => logSoftmax(two, 1, Float64Array.of(0)), 'base.length must be 2, got 1'],
      [
        () => softmax(two, 1, Float64Array.of(0, Infinity)),
        'base[1] must be finite or -Infinity, got Infinity',
      ],
      [
        () =>
          softmax(
            two,
            1,
            two.map(() => -Infinity),
          ),
        'base must be finite somewhere, got -Infinity',
      ],
      [() => drawMany(two, 1, -1, rng), 'count must be an integer in [0, 2147483647], got -1'],
      [
        () => drawWeighted(Float64Array.of(1, -1), rng),
        'weights[1] must be in [0, 1e+300], got -1',
      ],
      [() => drawWeighted(new Float64Array(3), rng), 'weights must be positive somewhere, got 0'],
    ];
    for (const [misuse, message] of cases) expect(misuse).toThrow(message);
  });
});
