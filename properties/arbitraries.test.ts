import { describe, expect, test } from 'vitest';
import * as given from '../src/verify/arbitrary.ts';

/** The first `runs` cases of a generator. */
function cases<T>(generator: given.Arbitrary<T>, runs = 400): T[] {
  const seen: T[] = [];
  given.hunt(generator, (value) => seen.push(value) > 0, { runs, seed: 1 });
  return seen;
}

/** The share of the cases that satisfy a predicate. */
function share<T>(seen: readonly T[], holds: (value: T) => boolean): number {
  return seen.filter(holds).length / seen.length;
}

/** What a hunt shrinks a refuted case to. */
function shrunk<T>(generator: given.Arbitrary<T>, holds: (value: T) => boolean): T | undefined {
  return given.hunt(generator, holds, { runs: 2000, seed: 2 }).counterexample?.value;
}

describe('numbers', () => {
  test('fixed visits the whole range evenly, with both ends and the quarters', () => {
    const seen = cases(given.fixed(2, 6, 2 ** 20));
    for (const cut of [3, 4, 5]) expect(share(seen, (x) => x > cut)).toBeGreaterThan(0.15);
    for (const cut of [3, 4, 5]) expect(share(seen, (x) => x < cut)).toBeGreaterThan(0.15);
    for (const corner of [2, 3, 4, 5, 6]) expect(seen).toContain(corner);
    expect(seen.every((x) => x >= 2 && x <= 6)).toBe(true);
    expect(new Set(seen).size).toBeGreaterThan(150);
  });

  test('fixed keeps its ends exact when steps do not divide the range', () => {
    const seen = cases(given.fixed(0.1, 0.7, 13));
    expect(Math.min(...seen)).toBe(0.1);
    expect(Math.max(...seen)).toBe(0.7);
    expect(new Set(seen).size).toBe(14);
  });

  test('onGrid gives j/m and nothing else, all of it', () => {
    const seen = new Set(cases(given.onGrid(6)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1 / 6, 2 / 6, 0.5, 4 / 6, 5 / 6, 1]);
  });

  test('integers reach both ends', () => {
    const seen = cases(given.integerIn(-3, 10 ** 6));
    expect(seen).toContain(-3);
    expect(seen).toContain(10 ** 6);
    expect(seen.every(Number.isInteger)).toBe(true);
  });

  test('orders of magnitude are equally frequent', () => {
    const seen = cases(given.logScale(1e-6, 1e6, 1200), 1000);
    for (const low of [1e-6, 1e-3, 1, 1e3]) {
      expect(share(seen, (x) => x >= low && x <= 1000 * low)).toBeGreaterThan(0.12);
    }
    expect(Math.min(...seen)).toBe(1e-6);
    expect(Math.max(...seen)).toBe(1e6);
  });
});

describe('collections', () => {
  test('tied arrays have few distinct values and every length', () => {
    const seen = cases(given.tied(given.onGrid(100), 2, 9));
    expect(share(seen, (list) => new Set(list).size < list.length)).toBeGreaterThan(0.5);
    expect(seen.every((list) => new Set(list).size <= 3)).toBe(true);
    expect(new Set(seen.map((list) => list.length)).size).toBe(8);
  });

  test('lists reach their shortest and their longest', () => {
    const lengths = new Set(cases(given.listOf(given.onGrid(2), 0, 12)).map((list) => list.length));
    expect(lengths).toContain(0);
    expect(lengths).toContain(12);
  });

  test('simplex points sum to one and reach vertices, faces and the inside', () => {
    const seen = cases(given.simplex(3, 24));
    for (const p of seen) expect(Math.abs(p.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-15);
    expect(share(seen, (p) => p.includes(1))).toBeGreaterThan(0.01);
    expect(share(seen, (p) => p.includes(0) && !p.includes(1))).toBeGreaterThan(0.05);
    expect(share(seen, (p) => p.every((x) => x > 0))).toBeGreaterThan(0.3);
    expect(cases(given.simplex(1, 5), 3)).toEqual([[1], [1], [1]]);
  });

  test('neighbours differ in one report at most, and any agent may be the one', () => {
    const profile = given.listOf(given.onGrid(8), 1, 5);
    const seen = cases(given.neighbourOf(profile, given.onGrid(8)));
    for (const { profile: reports, agent, other } of seen) {
      expect(other).toHaveLength(reports.length);
      const moved = reports.flatMap((report, i) => (report === other[i] ? [] : [i]));
      expect(moved.every((i) => i === agent)).toBe(true);
    }
    expect(new Set(seen.map(({ agent }) => agent))).toEqual(new Set([0, 1, 2, 3, 4]));
    const equal = share(
      seen,
      ({ profile: reports, agent, other }) => reports[agent] === other[agent],
    );
    expect(equal).toBeGreaterThan(0);
    expect(equal).toBeLessThan(0.5);
  });

  test('mixes take corners and weights as asked', () => {
    const mixed = cases(given.boundaryMix(given.fixed(0, 1, 1024), -1, 2));
    expect(share(mixed, (x) => x === -1)).toBeGreaterThan(0.05);
    expect(share(mixed, (x) => x === 2)).toBeGreaterThan(0.05);
    expect(share(mixed, (x) => x >= 0 && x <= 1)).toBeGreaterThan(0.6);
    const weighted = given.choose(given.constant('a'), { weight: 9, of: given.constant('b') });
    expect(share(cases<string>(weighted), (x) => x === 'b')).toBeGreaterThan(0.8);
    expect(new Set(cases(given.oneOfValues('x', 'y', 'z')))).toEqual(new Set(['x', 'y', 'z']));
  });
});

const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

const trail = (seed: number): number[] => {
  const seen: number[] = [];
  given.hunt(given.fixed(0, 1, 1024), (x) => seen.push(x) > 0, { runs: 50, seed });
  return seen;
};

const broken = (x: number): boolean => {
  if (x >= 0.5) throw new RangeError('no such type');
  return true;
};

describe('the hunt', () => {
  test('finds what a uniform double never visits: six values that sum above 4.5', () => {
    const lists = given.listOf(given.fixed(0, 1, 2 ** 20), 0, 6);
    const found = shrunk(lists, (list) => total(list) < 4.5);
    expect(total(found ?? [])).toBeGreaterThanOrEqual(4.5);
  });

  test('shrinks to few agents and low values', () => {
    const lists = given.listOf(given.onGrid(64), 1, 20);
    expect(shrunk(lists, (list) => list.length < 3)).toEqual([0, 0, 0]);
    expect(shrunk(given.integerIn(5, 10_000), (n) => n < 77)).toBe(77);
    expect(shrunk(given.fixed(-2, 2, 64), (x) => x < -3)).toBe(-2);
    expect(shrunk(given.logScale(1e-3, 1e3, 60), (x) => x < 1e-9)).toBe(1e-3);
    const sized = given.chain(given.integerIn(1, 9), (n) => given.listOf(given.onGrid(4), n));
    expect(shrunk(sized, (list) => list.length < 2)).toEqual([0, 0]);
    const pair = given.record({ a: given.onGrid(4), b: given.tuple(given.onGrid(4)) });
    expect(shrunk(pair, ({ a }) => a < 0.5)).toEqual({ a: 0.5, b: [0] });
  });

  test('gives the same cases for the same seed, others for another', () => {
    expect(trail(4_000_000_000)).toEqual(trail(4_000_000_000));
    expect(trail(4_000_000_000)).not.toEqual(trail(3));
  });

  test('tries the examples first and on top of the generated cases', () => {
    const seen: number[] = [];
    const options = { runs: 10, seed: 1, examples: [7, 8] };
    const found = given.hunt(given.onGrid(4), (x) => seen.push(x) > 0, options);
    expect(seen.slice(0, 2)).toEqual([7, 8]);
    expect(found).toEqual({ runs: 12, shrinks: 0 });
    expect(given.hunt(given.onGrid(4), (x) => x < 7, options).counterexample?.value).toBe(7);
  });

  test('does not shrink when asked not to', () => {
    const options = { runs: 100, seed: 1, shrink: false };
    expect(given.hunt(given.integerIn(0, 10 ** 9), (x) => x < 5, options).shrinks).toBe(0);
  });

  test('a case on which the check throws is named, with the error', () => {
    expect(() => given.hunt(given.onGrid(2), broken, { runs: 50, seed: 1 })).toThrow(
      /^the case (0\.5|1) throws: RangeError: no such type$/,
    );
  });
});
