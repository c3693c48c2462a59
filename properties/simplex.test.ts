import { describe, expect, test } from 'vitest';
import type { OriginProgram } from '../src/core/dictionary.ts';
import { compared, fractionText, inner, rational, type Rational } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { exactMaximum } from '../src/core/simplex.ts';
import { bestVertices, type Whole } from './support/par/vertices.ts';

const whole = (row: readonly number[]): Rational[] => row.map((x) => rational(x));

function program({ cost, rows, limits }: Whole): OriginProgram {
  return { cost: whole(cost), rows: rows.map((row) => whole(row)), limits: whole(limits) };
}

/** Small integers, many of them 0, so that vertices coincide and costs are parallel to rows. */
function drawn(seed: string): Whole {
  const rng = seeded(seed);
  const columns = 1 + Math.floor(3 * rng());
  const entry = (): number => Math.floor(7 * rng()) - 3;
  const rows = Array.from({ length: 1 + Math.floor(4 * rng()) }, () =>
    Array.from({ length: columns }, entry),
  );
  return {
    cost: Array.from({ length: columns }, entry),
    rows,
    limits: rows.map(() => Math.floor(4 * rng())),
  };
}

const SEEDS = Array.from({ length: 200 }, (_, i) => `simplex ${i}`);

/** A row that all vertices of these programs keep with room to spare. */
function boxed({ cost, rows, limits }: Whole, size: number): Whole {
  return { cost, rows: [...rows, cost.map(() => 1)], limits: [...limits, size] };
}

describe('the exact simplex method', () => {
  test('finds the best vertex of all, and none where more room is better for ever', () => {
    let unbounded = 0;
    for (const seed of SEEDS) {
      const given = drawn(seed);
      const found = exactMaximum(program(given));
      const [near, far] = [1e6, 2e6].map((size) => bestVertices(boxed(given, size)).value);
      if (compared(near!, far!) !== 0) {
        unbounded++;
        expect(found).toBeNull();
      } else {
        expect(fractionText(found!.value)).toBe(fractionText(near!));
      }
    }
    expect(unbounded).toBeGreaterThan(20);
  });

  test('proves its value: a point of the program, and multipliers that no point beats', () => {
    for (const seed of SEEDS) {
      const given = program(boxed(drawn(seed), 9));
      const { value, primal, dual } = exactMaximum(given)!;
      expect(compared(inner(given.cost, primal), value)).toBe(0);
      expect(compared(inner(given.limits, dual), value)).toBe(0);
      for (const x of [...primal, ...dual]) expect(x.numerator >= 0n).toBe(true);
      given.rows.forEach((row, i) => {
        expect(compared(inner(row, primal), given.limits[i]!)).toBeLessThanOrEqual(0);
      });
      given.cost.forEach((c, j) => {
        const column = given.rows.map((row) => row[j]!);
        expect(compared(inner(column, dual), c)).toBeGreaterThanOrEqual(0);
      });
    }
  });

  test('calls an optimum unique only where one vertex has its value', () => {
    let unique = 0;
    for (const seed of SEEDS) {
      const given = boxed(drawn(seed), 9);
      const found = exactMaximum(program(given))!;
      const { points } = bestVertices(given);
      if (found.unique) expect(points).toHaveLength(1);
      if (found.unique) unique++;
      expect(points).toContain(found.primal.map((x) => fractionText(x)).join());
    }
    expect(unique).toBeGreaterThan(40);
    expect(unique).toBeLessThan(SEEDS.length);
  });

  test('goes on with further costs on the face where the ones before are best', () => {
    for (const seed of SEEDS) {
      const given = boxed(drawn(seed), 9);
      const [second, third] = [drawn(`${seed} 2`), drawn(`${seed} 3`)].map(({ cost }) =>
        given.cost.map((_, j) => cost[j % cost.length]!),
      ) as [number[], number[]];
      const found = exactMaximum(program(given))!.next(whole(second))!;
      expect(fractionText(found.value)).toBe(fractionText(bestVertices(given, second).value));
      const last = found.next(whole(third))!;
      const oracle = bestVertices(given, second, third);
      expect(fractionText(last.value)).toBe(fractionText(oracle.value));
      expect(oracle.points).toContain(last.primal.map((x) => fractionText(x)).join());
    }
  });

  test('takes rows in later, on the whole program and on a face, and says where none is left', () => {
    let empty = 0;
    for (const seed of SEEDS) {
      const given = boxed(drawn(seed), 9);
      const { rows, limits } = drawn(`${seed} more`);
      const fitted = rows.map((row) => given.cost.map((_, j) => row[j % row.length]!));
      const joined = {
        ...given,
        rows: [...given.rows, ...fitted],
        limits: [...given.limits, ...limits],
      };
      const more = { rows: fitted.map((row) => whole(row)), limits: whole(limits) };
      const first = exactMaximum(program(given))!;
      const found = first.within(more)!;
      expect(fractionText(found.value)).toBe(fractionText(bestVertices(joined).value));
      const second = given.cost.map((c, j) => (j % 2 === 0 ? 1 - c : 1));
      expect(fractionText(found.next(whole(second))!.value)).toBe(
        fractionText(bestVertices(joined, second).value),
      );
      const onFace = first.next(whole(second))!.within(more);
      const kept = compared(found.value, first.value) === 0;
      expect(onFace === null).toBe(!kept);
      if (kept) {
        expect(fractionText(onFace!.value)).toBe(fractionText(bestVertices(joined, second).value));
      } else {
        empty++;
      }
    }
    expect(empty).toBeGreaterThan(12);
  });

  test('starts again at its vertex with another cost instead', () => {
    for (const seed of SEEDS) {
      const given = boxed(drawn(seed), 9);
      const found = exactMaximum(program(given))!;
      const other = { ...given, cost: given.cost.map((c) => 1 - c) };
      expect(fractionText(found.instead(whole(other.cost))!.value)).toBe(
        fractionText(bestVertices(other).value),
      );
    }
  });

  test('refuses a program whose origin is outside', () => {
    const given = { cost: whole([1]), rows: [whole([1])], limits: whole([-1]) };
    expect(() => exactMaximum(given)).toThrow('limits[0] must be >= 0, got -1');
  });
});
