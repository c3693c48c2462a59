import { expect, test } from 'vitest';
import { rational } from '../src/core/rational.ts';
import { balanced } from '../src/mechanisms/maps/balance.ts';
import { faces } from '../src/mechanisms/maps/cells.ts';
import { dominating, type Dominating } from '../src/mechanisms/maps/dominating.ts';
import { fewest } from '../src/mechanisms/maps/fewest.ts';
import { selection, type SelectedCell } from '../src/mechanisms/maps/selection.ts';
import { middle } from '../src/mechanisms/maps/subdivision.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';

const vectors = (...each: readonly (readonly [number, number])[]) =>
  each.map(([x, y]) => ({ x: BigInt(x), y: BigInt(y) }));

test.each([
  { given: vectors([1, 0], [-1, 1], [-1, -1]), part: [true, true, true] },
  { given: vectors([1, 0], [0, 1], [-1, 0]), part: [true, false, true] },
  { given: vectors([1, 0], [0, 1], [2, 0]), part: [false, false, false] },
  { given: vectors([2, 4], [1, 2]), part: [false, false] },
  { given: vectors([2, 4], [-1, -2], [0, 0]), part: [true, true, true] },
  { given: vectors([0, 0], [1, 1]), part: [true, false] },
  { given: vectors([0, 0]), part: [true] },
  {
    given: vectors([1, 1], [-1, 1], [0, -1], [3, 1], [1, 0]),
    part: [true, true, true, true, true],
  },
])('$part of $given take part in a sum of 0', ({ given, part }) => {
  expect(balanced(given)).toEqual(part);
});

/** A cell with these corners, in hundredths of the first two types, in which the first type keeps so much. */
function cell(kept: number, ...corners: readonly (readonly [number, number])[]): SelectedCell {
  const markets = corners.map(([a, b]) => [a, b, 100 - a - b].map((n) => rational(`${n}/100`)));
  return {
    support: [0, 1, 2],
    dimension: Math.min(corners.length, 3) - 1,
    corners: markets,
    inside: middle(markets),
    payments: [],
    surplus: [kept, 0, 0].map((n) => rational(BigInt(n))),
    efficient: false,
  };
}

/** What dominates the first of these cells, were they a map. */
function found(own: SelectedCell, others: readonly SelectedCell[]): Dominating {
  const cells = [own, ...others];
  const seller = exactMonopolist(productEnvironment({ values: [[1], [1], [1]] }));
  const real = selection(faces(seller), 'efficient');
  const map = { ...real, cells: () => cells, cellOf: () => own };
  return dominating(map)(own.inside);
}

/** The cells with a gain in which a segment of the first one's market can be. */
function verdict(own: SelectedCell, ...others: readonly SelectedCell[]): readonly number[] {
  return found(own, others).strict.map((each) => [own, ...others].indexOf(each));
}

/** Those that are used in the end. */
function used(own: SelectedCell, ...others: readonly SelectedCell[]): readonly number[] {
  const chosen = fewest(own.inside, found(own, others));
  return chosen.map((each) => [own, ...others].indexOf(each)).toSorted((a, b) => a - b);
}

test('a point between cells on both sides is improvable, one with cells on one side is not', () => {
  const own = cell(0, [30, 30]);
  const left = cell(1, [30, 30], [10, 30], [30, 10]);
  const right = cell(0, [30, 30], [50, 30], [30, 50]);
  expect(verdict(own, left, right)).toEqual([1]);
  expect(verdict(own, left)).toEqual([]);
  expect(verdict(own, right)).toEqual([]);
});

test('a cell that hurts somebody lends no corner', () => {
  const own = cell(1, [30, 30]);
  const left = cell(2, [30, 30], [10, 30], [30, 10]);
  const right = cell(0, [30, 30], [50, 30], [30, 50]);
  expect(verdict(own, left, right)).toEqual([]);
});

test('a cell that is dropped takes its corners along', () => {
  // The two polygons lie above the line through the point and are of no use; the side to the left has nothing against it then.
  const own = cell(0, [30, 30]);
  const left = cell(1, [30, 30], [10, 30]);
  const above = cell(1, [30, 30], [50, 30], [40, 40]);
  expect(verdict(own, left, above)).toEqual([]);
  const right = cell(0, [30, 30], [50, 30]);
  expect(verdict(own, left, above, right)).toEqual([1]);
});

test('a point between three cells and no two takes all three, and no more', () => {
  const own = cell(0, [30, 30]);
  const first = cell(1, [50, 30], [52, 30], [51, 31]);
  const second = cell(0, [10, 50], [10, 52], [11, 51]);
  const third = cell(0, [10, 10], [12, 10], [11, 11]);
  expect(verdict(own, first, second, third)).toEqual([1]);
  expect(used(own, first, second, third)).toEqual([1, 2, 3]);
  expect(verdict(own, first, second)).toEqual([]);
});

test('two cells are used where two are enough, the own one first', () => {
  const own = cell(0, [30, 30], [40, 30]);
  const along = cell(1, [10, 30], [20, 30]);
  const [above, below] = [
    cell(1, [30, 40], [31, 45], [35, 50]),
    cell(0, [39, 20], [36, 18], [36, 20]),
  ];
  expect(used(own, above, along, below)).toEqual([0, 2]);
  expect(used(own, above, below)).toEqual([1, 2]);
  const point = cell(0, [30, 30]);
  const three = [
    cell(1, [50, 30], [52, 30], [51, 31]),
    cell(0, [10, 50], [10, 52], [11, 51]),
    cell(0, [10, 10], [12, 10], [11, 11]),
  ];
  const two = [cell(1, [28, 50], [32, 50], [30, 52]), cell(0, [28, 10], [32, 10], [30, 12])];
  expect(used(point, ...two, ...three)).toEqual([1, 2]);
});
