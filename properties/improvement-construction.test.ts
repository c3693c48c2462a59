import { describe, expect, test } from 'vitest';
import { compared, fractionText, minus, ZERO } from '../src/core/rational.ts';
import {
  chainBound,
  chainOf,
  chainRevenue,
  chainViolation,
} from '../src/mechanisms/improvement/chain.ts';
import {
  dominatingMarkets,
  type DominatingMarket,
} from '../src/mechanisms/improvement/dominating.ts';
import { improve } from '../src/mechanisms/improvement/improve.ts';
import { rentPaths } from '../src/mechanisms/improvement/path.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market, type Market } from '../src/mechanisms/monopoly/market.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import type { Monopolist } from '../src/mechanisms/monopoly/optimum.ts';
import { chainCase } from './support/par/chains.ts';
import { bestRevenue } from './support/par/judge.ts';
import { message } from './support/par/message.ts';

const rule = 'efficient' as const;

function sold(values: readonly (readonly (number | string)[])[], masses: readonly number[]) {
  const seller = exactMonopolist(productEnvironment({ values }));
  return { seller, f: market(seller.environment, masses) };
}

function dominating(seller: Monopolist, f: Market): DominatingMarket[] {
  return [...dominatingMarkets(seller, f, { rule })].flatMap((each) =>
    each.kind === 'dominating' ? [each.dominating] : [],
  );
}

describe('long information-rent paths', () => {
  test.each([3, 4, 5, 6])('of %i types are followed to the end', (m) => {
    const { values, masses } = chainCase(m);
    const { seller, f } = sold(values, masses);
    const [found, ...others] = dominating(seller, f);
    expect(others).toEqual([]);
    expect(found?.path).toEqual(Array.from({ length: m }, (_, j) => m - 1 - j));
    expect([found?.gaining, found?.inefficient]).toEqual([m - 1, m - 2]);
    expect(fractionText(minus(found!.surplus[0]!, found!.surplusBefore[0]!))).toBe('1');
    expect(found!.surplus.slice(1).map((u) => fractionText(u))).toEqual(
      found!.surplusBefore.slice(1).map((u) => fractionText(u)),
    );
  });

  test('give the mechanism that an independent judge finds optimal in the dominating market', () => {
    const { values, masses } = chainCase(4);
    const { seller, f } = sold(values, masses);
    const [found] = dominating(seller, f);
    const best = bestRevenue(seller.environment.values, found!.market);
    expect(fractionText(best)).toBe(fractionText(chainRevenue(found!)));
    expect(fractionText(chainBound(seller.environment, found!))).toBe(fractionText(best));
  });

  test('are found whichever way the types are listed', () => {
    const { values, masses } = chainCase(4);
    const order = [2, 0, 3, 1];
    const { seller, f } = sold(
      order.map((t) => values[t]!),
      order.map((t) => masses[t]!),
    );
    expect(dominating(seller, f)[0]?.path.map((t) => order[t])).toEqual([3, 2, 1, 0]);
    expect(improve(seller, f, { rule }).reason).toBe('menu-kept');
  });
});

describe('the thresholds', () => {
  test('are the efficient ones for two types', () => {
    const { environment } = sold([['1', '3/4'], ['2', 1]], [1, 1]).seller; // prettier-ignore
    expect(chainOf(environment, [1, 0]).thresholds.map((x) => x && fractionText(x))).toEqual([
      '1/4',
    ]);
  });

  test('are none where the envied alternative is worth less to the envious than any other', () => {
    const { environment } = sold([[5], [-1]], [1, 1]).seller;
    const chain = chainOf(environment, [1, 0]);
    expect(chain.thresholds).toEqual([null]);
    expect(chain.market.map((share) => fractionText(share))).toEqual(['1/2', '1/2']);
  });

  test('say what no mechanism passes: a larger share of the envious brings more than M* does', () => {
    const { values, masses } = chainCase(4);
    const { seller, f } = sold(values, masses);
    const [found] = dominating(seller, f);
    const { environment } = seller;
    const shares = [...found!.market];
    [shares[0], shares[3]] = [shares[3]!, shares[0]!];
    const other = { ...found!, market: shares };
    expect(compared(chainBound(environment, other), chainRevenue(other))).toBe(1);
    expect(compared(bestRevenue(environment.values, shares), chainRevenue(other))).toBe(1);
  });
});

test('a chain whose incentives do not hold is told by its violation', () => {
  const { environment } = sold([[1], [2]], [1, 1]).seller;
  expect(fractionText(chainViolation(environment, chainOf(environment, [1, 0])))).toBe('0');
  expect(fractionText(chainViolation(environment, chainOf(environment, [0, 1])))).toBe('1');
});

describe('paths', () => {
  test('begin with one type who is served inefficiently and end with the first without surplus', () => {
    const { values, masses } = chainCase(5);
    const { seller, f } = sold(values, masses);
    const menu = optimalMenu(seller, f, { rule });
    const paths = [...rentPaths(menu)];
    expect(paths).toEqual([[3, 2, 1, 0]]);
    const kept = paths[0]!.map((t) => compared(menu.mechanism.surplus[t]!, ZERO));
    expect(kept).toEqual([1, 1, 1, 0]);
  });

  test('there are none in an efficient market, and no dominating market', () => {
    const { seller, f } = sold([[1], [2]], [3, 1]);
    expect([...rentPaths(optimalMenu(seller, f, { rule }))]).toEqual([]);
    expect([...dominatingMarkets(seller, f, { rule })]).toEqual([]);
  });

  test('are all there, shorter ones first, and by each of them somebody gains', () => {
    const { seller, f } = sold([[2], [2], [3], [3]], [1, 1, 3, 3]);
    const found = dominating(seller, f);
    const paths = found.map(({ path }) => path.join(''));
    expect(paths).toEqual(['20', '30', '21', '31']);
    const gains = found.map((each) => minus(each.surplus[0]!, each.surplusBefore[0]!));
    expect(gains.map((gain) => fractionText(gain))).toEqual(['1', '1', '1', '1']);
  });
});

describe('a type with two efficient alternatives', () => {
  const values = [[2, 2, 1], [3, 5, 4], [3, 4, 5], [4, 5, 5]]; // prettier-ignore

  test('is refused by name where every path leads by her', () => {
    const { seller, f } = sold(values, [1, 6, 6, 6]);
    expect(optimalMenu(seller, f, { rule }).efficient).toBe(false);
    const refusal = /type "t1" has 2 efficient alternatives, "a1", "a2"/;
    expect(message(() => [...dominatingMarkets(seller, f, { rule })])).toMatch(refusal);
    expect(message(() => improve(seller, f, { rule }))).toMatch(refusal);
  });

  test('does no harm where she only gains', () => {
    const { seller, f } = sold([[1], [2]], [1, 3]);
    const twice = sold([[1, 1 / 2], [2, 2]], [1, 3]); // prettier-ignore
    expect(dominating(seller, f)).toHaveLength(1);
    expect(dominating(twice.seller, twice.f).map(({ path }) => path)).toEqual([[1, 0]]);
  });
});
