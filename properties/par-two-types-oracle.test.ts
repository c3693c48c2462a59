import { expect, test } from 'vitest';
import { fractionText } from '../src/core/rational.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { hunt, type Arbitrary } from '../src/verify/arbitrary.ts';
import { paths, simple } from './support/par/path-cases.ts';
import { binds } from './support/par/path-claims.ts';
import { anywhere, incomplete } from './support/par/payment-cases.ts';
import { onlyPayments, sharesIn, told } from './support/par/payment-rules.ts';
import { simpleSlack } from './support/par/simple-claims.ts';
import { highPairs, markets2, pairs } from './support/par/two-types-cases.ts';
import { pairing } from './support/par/two-types-engine.ts';
import { exceptions } from './support/par/two-types-splits.ts';
import { bestOf } from './support/par/paths.ts';
import { equals, rowOf, twoTypes, type Pair } from './support/par/two-types.ts';
import { paretoVectors } from './support/par/vectors.ts';

test.each(paretoVectors('interval'))(
  'the closed form of two types gives the intervals of $id',
  ({ v, thresholds, alphas, nonimprovable_inefficient_q: stuck }) => {
    const { thresholds: found, levels } = twoTypes(v);
    expect(found.map((q) => fractionText(q))).toEqual(thresholds);
    expect(levels.map(({ kept }) => fractionText(kept))).toEqual(alphas);
    const excepted = RULES.filter((rule) => rule in stuck).map((rule) => [
      rule,
      exceptions(pairing(v), rule).map((q) => fractionText(q)),
    ]);
    expect(Object.fromEntries(excepted)).toEqual(stuck);
  },
);

const CASES = 60;

/** The share of the cases that are such. */
function shareOf<C>(given: Arbitrary<C>, such: (c: C) => boolean): number {
  let met = 0;
  hunt(given, (c) => (such(c) ? ++met > 0 : true), { runs: CASES, seed: 1 });
  return met / CASES;
}

/** Whether a lottery that leaves the high type nothing is worth more than every such alternative. */
const byLottery = (values: Pair): boolean => {
  const [last, sure] = [true, false].map((lotteries) => twoTypes(values, lotteries).levels.at(-1)!);
  return !equals(last!.value, sure!.value);
};

test('the cases of two types reach lotteries, common best alternatives, k steps, none high, thresholds and both ends', () => {
  expect(shareOf(pairs, byLottery)).toBeGreaterThan(0.1);
  expect(shareOf(pairs, (values) => twoTypes(values).highs.length === 0)).toBeGreaterThan(0.1);
  expect(shareOf(highPairs, (values) => twoTypes(values).highs.length === 1)).toBe(1);
  expect(
    shareOf(pairs, (values) => twoTypes(values).thresholds.length === values[0]!.length),
  ).toBeGreaterThan(0.1);
  expect(
    shareOf(pairs, (values) => new Set(values.map((row) => bestOf(rowOf(row)))).size === 1),
  ).toBeGreaterThan(0.1);
  const at = (q: string): number => shareOf(markets2(), (c) => c.q === q);
  expect(Math.min(at('0'), at('1'))).toBeGreaterThan(0.02);
});

test('the cases of payments, paths and simple environments meet their hypotheses often', () => {
  const unique = (
    c: Parameters<typeof sharesIn>[1],
    values: Parameters<typeof told>[0],
  ): boolean => {
    const environment = told(values);
    return onlyPayments(environment, sharesIn(environment, c)) !== null;
  };
  expect(shareOf(anywhere, (c) => !unique(c.masses, c.values))).toBeGreaterThan(0.2);
  expect(shareOf(incomplete, (c) => unique(c.masses, c.values))).toBeGreaterThan(0.2);
  expect(shareOf(paths, ({ values }) => binds(values))).toBeGreaterThan(0.8);
  expect(shareOf(paths, ({ values }) => binds(values) && values.length > 3)).toBeGreaterThan(0.1);
  expect(shareOf(simple, (c) => simpleSlack('inefficient')(c) !== 1)).toBeGreaterThan(0.3);
});
