import { describe, expect, test } from 'vitest';
import { fractionText } from '../src/core/rational.ts';
import { chainOf, chainViolation } from '../src/mechanisms/improvement/chain.ts';
import { residual } from '../src/mechanisms/improvement/offer.ts';
import { rentPaths } from '../src/mechanisms/improvement/path.ts';
import { weightPieces } from '../src/mechanisms/improvement/pieces.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import type { Binding } from '../src/mechanisms/monopoly/rents.ts';

const environment = productEnvironment({ values: [[1], [2], [3], [4]] });
const f = market(environment, [1, 1, 1, 1]);
const menu = optimalMenu(exactMonopolist(environment), f, { rule: 'efficient' });

/** The paths of a menu in which these types are served inefficiently and these constraints hold with equality. */
function paths(inefficient: readonly number[], binding: readonly Binding[]): unknown {
  const entries = menu.entries.map((entry) => ({
    ...entry,
    efficient: !inefficient.includes(entry.type),
  }));
  return [...rentPaths({ ...menu, entries, binding })];
}

describe('information-rent paths', () => {
  test('lead from an inefficient type through efficient ones to the first without surplus', () => {
    expect(
      paths(
        [0],
        [
          [0, 1],
          [1, 2],
          [2, null],
        ],
      ),
    ).toEqual([[0, 1, 2]]);
    expect(
      paths(
        [0],
        [
          [0, 1],
          [0, 2],
          [1, 2],
          [2, null],
        ],
      ),
    ).toEqual([
      [0, 2],
      [0, 1, 2],
    ]);
    expect(
      paths(
        [0],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toEqual([]);
  });

  test('go through no other inefficient type', () => {
    expect(
      paths(
        [0, 1],
        [
          [0, 1],
          [1, 2],
          [2, null],
        ],
      ),
    ).toEqual([[1, 2]]);
  });

  test('end at the first type without surplus, be it the inefficient one', () => {
    expect(
      paths(
        [0],
        [
          [0, null],
          [0, 1],
          [1, null],
        ],
      ),
    ).toEqual([[0]]);
    expect(
      paths(
        [0],
        [
          [0, 1],
          [1, null],
          [1, 2],
          [2, null],
        ],
      ),
    ).toEqual([[0, 1]]);
  });
});

test('a chain that leaves somebody on the way less than nothing is found out', () => {
  const one = productEnvironment({ values: [[5], [1], [3]] });
  const chain = chainOf(one, [0, 1, 2]);
  expect(chain.surplus.map(fractionText)).toEqual(['2', '-2', '0']);
  expect(fractionText(chainViolation(one, chain))).toBe('2');
});

test('whoever is gone at the largest weight counts no more, though the rest would offer her less', () => {
  const three = productEnvironment({
    values: [
      [2, 4],
      [1, 0],
      [1, 5],
    ],
  });
  const seller = exactMonopolist(three);
  const whole = market(three, [1, 4, 4]);
  const { surplus } = optimalMenu(seller, whole, { rule: 'efficient' }).mechanism;
  const part = chainOf(three, [2, 0, 1]).market;
  const last = weightPieces(seller, whole, part, { rule: 'efficient', surplus }).at(-1)!;
  const rest = residual(whole, part, last.to);
  const after = optimalMenu(seller, rest, { rule: 'efficient' }).mechanism.surplus;
  expect([surplus, rest, after].map((each) => each.map(fractionText))).toEqual([
    ['1', '0', '0'],
    ['0', '0', '1'],
    ['0', '0', '0'],
  ]);
  expect(last.improvesAtEnd).toBe(true);
});
