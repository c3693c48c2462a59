import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { scratch } from '../src/kernel/arena.ts';
import { entropy, klDivergence } from '../src/kernel/entropy.ts';
import { exp, expArray, log, logArray } from '../src/kernel/exp.ts';
import { adopt, type Kernels } from '../src/kernel/instance.ts';
import { fillUniform } from '../src/kernel/random.ts';
import { builds, mutant, patched } from './support/builds.ts';
import {
  divergenceReal,
  exact,
  expReal,
  logReal,
  toNumber,
  ulps,
  type Real,
} from './support/kernel-oracles.ts';

const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 1023, 1024, 1025, 2047, 5000];
const LEAST_NORMAL = 2 ** -1022;

/** Both edges and the middle of each cell of exp's table, over the whole range, and tiny arguments. */
function expPoints(): number[] {
  const rng = seeded('exp');
  const points = [0, 1, -1, 709.782712893384, -708.396, 2 ** -60, -(2 ** -30)];
  for (let j = 0; j < 64; j++) {
    for (const turn of [-1000, -64, -1, 0, 1, 64, 1000]) {
      for (const part of [-0.499999, rng() - 0.5, 0.499999]) {
        points.push(((turn * 64 + j + part) * Math.LN2) / 64);
      }
    }
  }
  return points.filter((x) => x >= -708.396 && x <= 709.782712893384);
}

/** The same for the cells of log's table, in octaves from the first subnormal to the last double. */
function logPoints(): number[] {
  const rng = seeded('log');
  const points = [1, 5e-324, LEAST_NORMAL, Number.MAX_VALUE, 1 - 2 ** -53, 1 + 2 ** -52, 0.5, 2];
  for (let j = 0; j < 128; j++) {
    const low = 0.6875 + (j < 80 ? j / 256 : 80 / 256 + (j - 80) / 128);
    const width = j < 80 ? 1 / 256 : 1 / 128;
    for (const part of [0, rng(), rng(), 1 - 2 ** -40]) {
      const x = low + part * width;
      points.push(x, x * 2, x * 2 ** 511 * 2 ** 511, x * 2 ** -500, x * 2 ** -1060);
    }
  }
  return points;
}

const exps = expPoints().map((x) => [x, expReal(exact(x))] as const);
const logs = logPoints().map((x) => [x, logReal(exact(x))] as const);
const worstExp = (core: Kernels): number =>
  Math.max(...exps.map(([x, real]) => ulps(core.exp(x), real)));
const worstLog = (core: Kernels): number =>
  Math.max(...logs.map(([x, real]) => ulps(core.log(x), real)));

const digits = (x: Real): string =>
  String((x.mantissa * 10n ** 45n) >> BigInt(-x.exponent)).slice(0, 40);

describe('the oracles of exp and log', () => {
  it('give 40 known digits', () => {
    expect(digits(expReal(exact(1)))).toBe('2718281828459045235360287471352662497757');
    expect(digits(expReal(exact(-2)))).toBe('1353352832366126918939994949724844034076');
    expect(digits(logReal(exact(2)))).toBe('6931471805599453094172321214581765680755');
    expect(digits(logReal(exact(10)))).toBe('2302585092994045684017991454684364207601');
  });
});

describe.each(builds)('exp and log, $name build', ({ kernels: core, bytes }) => {
  it('stay within 1.2 units of the last place', () => {
    expect(worstExp(core)).toBeLessThan(1.2);
    expect(worstLog(core)).toBeLessThan(1.2);
  });

  it.each([
    ["a power's 40th bit", 1.0442737824274138, worstExp],
    ['a coefficient of exp', 0.16666666666664534, worstExp],
    ['the rest of ln 2/64', 2.572804622327669e-14, worstExp],
    ["a centre's logarithm", -0.37185736778815226, worstLog],
    ["a centre's inverse", 1.4422501232164462, worstLog],
    ['a coefficient of log', 0.19999999987065273, worstLog],
  ] as const)('are refuted when %s is off', (_what, constant, worst) => {
    const broken = patched(bytes, constant, constant * (1 + 2 ** -12));
    expect(worst(broken)).toBeGreaterThan(1.2);
  });

  it('do as documented at the ends and on what is no number', () => {
    const ends = [
      0,
      -0,
      -708.396,
      -708.3961,
      -Infinity,
      709.782712893384,
      709.7827128933841,
      Infinity,
    ];
    const values = ends.map((x) => core.exp(x));
    expect(values.slice(0, 2)).toEqual([1, 1]);
    expect(values[2]).toBeGreaterThan(LEAST_NORMAL);
    expect(values.slice(3, 5)).toEqual([0, 0]);
    expect(values[5]).toBeLessThan(Infinity);
    expect(values.slice(6)).toEqual([Infinity, Infinity]);
    expect(core.exp(NaN)).toBeNaN();
    expect([0, -0, 1, Infinity].map((x) => core.log(x))).toEqual([
      -Infinity,
      -Infinity,
      0,
      Infinity,
    ]);
    for (const x of [-5e-324, -1, -Infinity, NaN]) expect(core.log(x)).toBeNaN();
  });

  it.each(SIZES)('give over %i numbers the bits of one at a time, and write no further', (n) => {
    const rng = seeded(`arrays ${n}`);
    const specials = [0, -1, NaN, Infinity, 5e-324, 710, -709];
    const x = Float64Array.from({ length: n }, (_, i) => specials[i % 50] ?? 1400 * (rng() - 0.5));
    scratch((arena) => {
      const at = arena.put(x);
      const out = arena.reserve(n + 1);
      arena.view(out, n + 1).fill(77);
      core.expArray(at, n, out);
      expect(arena.take(out, n + 1)).toEqual(Float64Array.from([...x].map(core.exp).concat(77)));
      core.logArray(at, n, at);
      expect(arena.take(at, n)).toEqual(x.map(core.log));
    }, core);
  });
});

describe('exp and log wrapped', () => {
  it('return fresh arrays of the same bits and leave their input alone', () => {
    const x = Float64Array.of(0.5, 2, 700);
    expect(expArray(x)).toEqual(x.map((y) => exp(y)));
    expect(logArray(x)).toEqual(x.map((y) => log(y)));
    expect(x).toEqual(Float64Array.of(0.5, 2, 700));
  });
});

/** n masses that add up to about 1: ties, zeros, tiny ones. */
function masses(n: number, label: string): Float64Array {
  const rng = seeded(`masses ${label} ${n}`);
  const raw = Float64Array.from({ length: n }, (_, i) =>
    i % 7 === 3 ? 0 : i % 11 === 5 ? 1e-200 * rng() : i % 3 === 0 ? 0.5 : rng(),
  );
  const total = raw.reduce((sum, x) => sum + x, 0) || 1;
  return raw.map((x) => x / total);
}

const measured = (k: Kernels, p: Float64Array, q?: Float64Array): number =>
  scratch(
    (arena) =>
      q === undefined
        ? k.entropy(arena.put(p), p.length)
        : k.klDivergence(arena.put(p), arena.put(q), p.length),
    k,
  );

describe.each(builds)('entropy and divergence, $name build', ({ kernels: core, bytes }) => {
  it.each(SIZES)('agree with the oracle on %i masses', (n) => {
    const p = masses(n, 'p');
    const q = masses(n, 'q').map((x, i) => (p[i] === 0 ? x : x + 1e-3 / n) / 1.001);
    const [h, d] = [-toNumber(divergenceReal(p)), toNumber(divergenceReal(p, q))];
    expect(Math.abs(measured(core, p) - h)).toBeLessThanOrEqual(1e-14 * (1 + h));
    expect(Math.abs(measured(core, p, q) - d)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(d)));
  });

  it('treat zeros, tiny and huge ratios, and the pure law', () => {
    expect(measured(core, Float64Array.of(0, 1, 0))).toBe(0);
    expect(measured(core, Float64Array.of(0.5, 0.5))).toBeCloseTo(Math.LN2, 15);
    for (const place of [0, 1, 2]) {
      const p = Float64Array.of(0.25, 0.25, 0.5);
      const q = p.slice();
      q[place] = 0;
      expect(measured(core, p, q)).toBe(Infinity);
      expect(measured(core, q, p)).toBe(0);
      q[place] = 5e-324;
      const d = toNumber(divergenceReal(p, q));
      expect(Math.abs(measured(core, p, q) / d - 1)).toBeLessThan(1e-14);
    }
    const same = masses(1025, 'p');
    expect(measured(core, same, same)).toBe(0);
  });

  it('are refuted when a coefficient of log is off', () => {
    const p = masses(1024, 'p');
    const broken = patched(bytes, -0.24999999985447194, -0.2);
    expect(Math.abs(measured(broken, p) + toNumber(divergenceReal(p)))).toBeGreaterThan(1e-13);
  });

  it('tell masses out of range by NaN wherever they stand', () => {
    for (const bad of [-1e-9, NaN, 1.1, Infinity, -Infinity]) {
      for (const place of [0, 5, 8]) {
        const p = masses(9, 'p').fill(bad, place, place + 1);
        expect(measured(core, p)).toBeNaN();
        expect(measured(core, p, masses(9, 'q').fill(0.1))).toBeNaN();
        expect(measured(core, masses(9, 'p'), p)).toBeNaN();
      }
    }
  });
});

describe('misuse of the elementary kernels', () => {
  it('names the argument, the range and the value', () => {
    expect(() => entropy(Float64Array.of(0.5, -0.5))).toThrow('p[1] must be in [0, 1], got -0.5');
    const half = Float64Array.of(0.5, 0.5);
    expect(() => klDivergence(half, Float64Array.of(NaN, 1))).toThrow(
      'q[0] must be in [0, 1], got NaN',
    );
    expect(() => klDivergence(half, half.slice(1))).toThrow('q.length must be 2, got 1');
    expect(() => fillUniform('seed', -1)).toThrow(
      'n must be an integer in [0, 2147483647], got -1',
    );
  });

  it('is answered by a host that fails the self-test with an error', () => {
    for (const { bytes } of builds) {
      const first = builds[0]?.kernels.exp(2) ?? NaN;
      expect(patched(bytes, 0.49999999999985073, 0.4999).exp(2)).not.toBe(first);
      expect(() => adopt(mutant(bytes, 0.49999999999985073, 0.4999))).toThrow(
        'self-test must give 0, got 1',
      );
    }
  });
});
