import { describe, expect, test } from 'vitest';
import { rounding } from '../src/core/numeric.ts';
import { seeded } from '../src/core/rng.ts';
import {
  dominance,
  expectedUtility,
  goodnessOfFit,
  hockeyStick,
  lies,
  logGamma,
  massDefect,
  privacyCertificate,
  privacyDelta,
  privacyLoss,
  truthCertificate,
  upperGamma,
  verdict,
  worst,
  type Certificate,
} from '../src/verify/index.ts';

const logs = (...p: number[]): number[] => p.map(Math.log);

const certificate = (slack: number, tolerance = 0): Certificate => ({
  claim: 'c',
  slack,
  tolerance,
});

describe('certificates', () => {
  test('a slack below minus the tolerance refutes, one at it holds, a NaN decides nothing', () => {
    expect(verdict(certificate(-0.2, 0.1))).toBe('refuted');
    expect(verdict(certificate(-0.1, 0.1))).toBe('holds');
    expect(verdict(certificate(NaN))).toBe('inconclusive');
    expect(verdict(certificate(1, NaN))).toBe('inconclusive');
    expect(verdict(certificate(Infinity))).toBe('holds');
  });

  test('the worst is refuted before inconclusive before holding, then the least slack', () => {
    const all = [
      certificate(3),
      certificate(1),
      certificate(NaN),
      certificate(-1),
      certificate(-2),
    ];
    expect(worst(all)).toBe(all[4]);
    expect(worst(all.slice(0, 3))).toBe(all[2]);
    expect(worst(all.slice(0, 2))).toBe(all[1]);
    expect(() => worst([])).toThrow('certificates must be at least one, got none');
  });
});

describe('privacy', () => {
  test('the loss is the largest log-ratio in either direction', () => {
    expect(privacyLoss(logs(0.5, 0.5), logs(0.25, 0.75))).toBeCloseTo(Math.LN2, 15);
    expect(privacyLoss(logs(0.25, 0.75), logs(0.5, 0.5))).toBeCloseTo(Math.LN2, 15);
    expect(privacyLoss(logs(0.3, 0.7), logs(0.3, 0.7))).toBe(0);
  });

  test('an outcome possible under one law only is an infinite loss, under neither none', () => {
    expect(privacyLoss(logs(0, 1), logs(0.1, 0.9))).toBe(Infinity);
    expect(privacyLoss(logs(0.1, 0.9), logs(0, 1))).toBe(Infinity);
    expect(privacyLoss(logs(0, 0.5, 0.5), logs(0, 0.25, 0.75))).toBeCloseTo(Math.LN2, 15);
  });

  test('a NaN is never called private, and laws of different length are refused', () => {
    expect(privacyLoss([NaN, 0], [0, 0])).toBeNaN();
    expect(() => privacyLoss([0], [0, 0])).toThrow('logQ.length must be 1, got 2');
  });

  test('the hockey-stick divergence is the total variation at 0 and vanishes at the loss', () => {
    const [p, q] = [logs(0.5, 0.3, 0.2), logs(0.2, 0.3, 0.5)];
    expect(hockeyStick(p, q, 0)).toBeCloseTo(0.3, 15);
    expect(hockeyStick(p, q, Math.log(2))).toBeCloseTo(0.5 - 0.4, 15);
    expect(hockeyStick(p, q, privacyLoss(p, q) + 1e-15)).toBe(0);
    expect(privacyDelta(logs(0.1, 0.9), logs(0, 1), 5)).toBeCloseTo(0.1, 15);
    expect(hockeyStick(logs(0, 1), logs(0.1, 0.9), 5)).toBe(0);
  });

  test('randomised response at ε holds at ε and is refuted one per cent below', () => {
    const epsilon = 0.7;
    const yes = 1 / (1 + Math.exp(-epsilon));
    const law = ([bit]: readonly number[]) => (bit === 1 ? logs(yes, 1 - yes) : logs(1 - yes, yes));
    const pairs = [
      { profile: [0], agent: 0, other: [0] },
      { profile: [0], agent: 0, other: [1] },
    ];
    const tolerance = rounding(10, 1);
    expect(verdict(privacyCertificate(law, pairs, epsilon, tolerance))).toBe('holds');
    const stricter = privacyCertificate(law, pairs, 0.99 * epsilon, tolerance);
    expect(verdict(stricter)).toBe('refuted');
    expect(stricter.witness?.other).toEqual([1]);
    expect(() => privacyCertificate(law, [], epsilon, 0)).toThrow('pairs must be at least one');
    const broken = privacyCertificate(() => [NaN], pairs, epsilon, tolerance);
    expect(verdict(broken)).toBe('inconclusive');
  });

  test('mass is compared with one', () => {
    expect(massDefect(logs(0.1, 0.2, 0.7))).toBeLessThan(rounding(3, 1));
    expect(massDefect(logs(0.1, 0.2, 0.6))).toBeCloseTo(0.1, 15);
  });
});

describe('incentives', () => {
  const table = [
    [1, 0.5, 0],
    [0.6, 0.6, 0.2],
    [0.9, 0.2, 0.8],
  ];

  test('the lie that pays most is the witness', () => {
    const told = lies(table);
    expect(told).toHaveLength(6);
    const certificate = truthCertificate(told, 0, 0);
    expect(verdict(certificate)).toBe('refuted');
    expect(certificate.witness).toMatchObject({ type: 2, report: 0 });
    expect(certificate.slack).toBeCloseTo(-0.1, 15);
    expect(verdict(truthCertificate(told, 0.11, 0))).toBe('holds');
  });

  test('a weakly truthful table is refuted as soon as lies must lose', () => {
    const weak = lies(table.slice(0, 2));
    expect(verdict(truthCertificate(weak, 0, 0))).toBe('holds');
    expect(verdict(truthCertificate(weak, -1e-9, 0))).toBe('refuted');
  });

  test('a NaN utility decides nothing, and a truthful report must exist', () => {
    expect(verdict(truthCertificate(lies([[0, NaN, 1]]), 2, 0))).toBe('inconclusive');
    expect(() => lies([[0, 1]], () => 2)).toThrow('truth(0) must be in [0, 1], got 2');
    expect(() => truthCertificate([], 0, 0)).toThrow('told must be at least one lie, got []');
  });

  test('utility where the law has no mass counts nothing', () => {
    expect(expectedUtility(logs(0.25, 0.75, 0), (s) => [4, 8, Infinity][s] ?? NaN)).toBeCloseTo(
      7,
      14,
    );
  });

  test('dominance gives the extremes of the lead', () => {
    expect(dominance([1, 2, 3], [1, 1, 2.5])).toEqual({ least: 0, most: 1 });
    expect(() => dominance([1], [1, 2])).toThrow('rival.length must be 1, got 2');
    expect(() => dominance([], [])).toThrow('utility.length must be >= 1, got 0');
  });
});

describe('samplers against laws', () => {
  const factorials = Array.from({ length: 21 }, (_, n) =>
    Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b, 1),
  );

  test('ln Γ agrees with factorials and with Γ(1/2) = √π', () => {
    for (const [n, value] of factorials.entries()) {
      expect(Math.abs(logGamma(n + 1) - Math.log(value))).toBeLessThan(
        1e-13 * (1 + Math.log(value)),
      );
    }
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
  });

  test('Q(n, x) agrees with e^-x Σ x^k/k! on both sides of the switch', () => {
    for (const n of [1, 2, 5, 12, 20]) {
      for (const x of [0.01, 0.5, 1, n - 0.5, n + 1, n + 1.5, 3 * n, 60]) {
        const terms = factorials.slice(0, n).map((f, k) => x ** k / f);
        const oracle = Math.exp(-x) * terms.reduce((a, b) => a + b, 0);
        expect(Math.abs(upperGamma(n, x) / oracle - 1)).toBeLessThan(1e-12);
      }
    }
    expect(upperGamma(3, 0)).toBe(1);
    expect(upperGamma(3, Infinity)).toBe(0);
    expect(upperGamma(0.5, 1.959963984540054 ** 2 / 2)).toBeCloseTo(0.05, 13);
  });

  const law = [0.5, 0.25, 0.2, 0.04995, 0.00005];
  const draws = (skew: number): number[] => {
    const counts = law.map(() => 0);
    const rng = seeded('goodness');
    for (let n = 0; n < 100_000; n++) {
      let u = rng() ** skew;
      let s = 0;
      for (; s < law.length - 1 && u >= law[s]!; s++) u -= law[s]!;
      counts[s]! += 1;
    }
    return counts;
  };

  test('a right sampler fits, one skewed by five per cent does not', () => {
    const fit = goodnessOfFit(draws(1), law);
    expect(fit.freedom).toBe(4);
    expect(fit.pValue).toBeGreaterThan(1e-3);
    expect(goodnessOfFit(draws(1.05), law).pValue).toBeLessThan(1e-9);
  });

  test('a draw of measure zero is the end of it, and small cells are pooled', () => {
    expect(goodnessOfFit([99, 1], [1, 0]).pValue).toBe(0);
    expect(goodnessOfFit([40, 1, 0, 2], [0.94, 0.02, 0.02, 0.02])).toMatchObject({ freedom: 1 });
    expect(goodnessOfFit([3, 1], [0.5, 0.5])).toMatchObject({ freedom: 0, pValue: 1 });
  });

  test('misuse names the argument', () => {
    expect(() => goodnessOfFit([1], [0.5, 0.5])).toThrow('probabilities.length must be 1, got 2');
    expect(() => goodnessOfFit([0, 0], [0.5, 0.5])).toThrow(
      'counts must be at least one draw, got 0',
    );
    expect(() => goodnessOfFit([1, 0], [0.5, 0.4])).toThrow('probabilities must be summing to 1');
  });
});
