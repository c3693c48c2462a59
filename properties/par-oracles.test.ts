import { expect, test } from 'vitest';
import { compared, fractionText, minus, ONE, plus, rational, ZERO } from '../src/core/rational.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import { RULES, selected } from '../src/mechanisms/monopoly/rules.ts';
import { hunt } from '../src/verify/arbitrary.ts';
import { environmentOf, marketOf, sold } from './support/par/arbitraries.ts';
import {
  averages,
  bestRevenue,
  broken,
  dominates,
  efficientIn,
  extremes,
  optimal,
  paretoImproving,
  type Rows,
} from './support/par/judge.ts';
import { atTies } from './support/par/ties.ts';
import { paretoVectors } from './support/par/vectors.ts';

const rowsOf = (v: readonly (readonly string[])[]): Rows =>
  v.map((row) => [ZERO, ...row.map((x) => rational(x))]);

const small = paretoVectors('market').filter(({ v }) => v.length * v[0]!.length <= 9);

test.each(small)('the judge finds the revenue and the payments of $id', (vector) => {
  const values = rowsOf(vector.v);
  const f = vector.f.map((share) => rational(share));
  expect(fractionText(bestRevenue(values, f))).toBe(vector.revenue);
  for (const [type, range] of Object.entries(vector.pay_range)) {
    expect(extremes(values, f, Number(type), 'pays').map(fractionText)).toEqual(range);
  }
  for (const [type, range] of Object.entries(vector.cs_range)) {
    expect(extremes(values, f, Number(type), 'keeps').map(fractionText)).toEqual(range);
  }
});

test('there are ten small markets among the vectors', () => {
  expect(small.length).toBeGreaterThanOrEqual(10);
});

test('the judge and the engine agree on markets of any kind, absent types included, under every rule', () => {
  const found = hunt(
    sold({ types: [1, 3], alternatives: [1, 2] }),
    (c) => {
      const environment = environmentOf(c);
      const f = marketOf(environment, c.masses);
      const optimum = exactMonopolist(environment).optimum(f);
      return RULES.every((rule) =>
        optimal(environment.values, f, selected(environment, optimum, rule)),
      );
    },
    { runs: 60, seed: 4 },
  );
  expect(found.counterexample).toBeUndefined();
});

test('markets at kinks of the revenue have several optimal payment rules', () => {
  let several = 0;
  hunt(
    atTies({ types: [2, 3], alternatives: [1, 2] }),
    (c) => {
      const environment = environmentOf(c);
      const f = marketOf(environment, c.masses);
      if (!uniquePayments(environment, exactMonopolist(environment).optimum(f))) several++;
      return true;
    },
    { runs: 60, seed: 4 },
  );
  expect(several).toBeGreaterThan(25);
});

const VALUES = rowsOf([
  ['1', '3/4'],
  ['2', '1'],
]);
const sure = (a: number) => [0, 1, 2].map((b) => (b === a ? ONE : ZERO));
const SCREENING = { allocation: [sure(2), sure(1)], payments: [rational('3/4'), rational('7/4')] };
const f = [rational('1/2'), rational('1/2')];

test('the judge knows the screening menu of the two products', () => {
  expect(optimal(VALUES, f, SCREENING)).toBe(true);
  expect(efficientIn(VALUES, f, SCREENING)).toBe(false);
  expect(efficientIn(VALUES, [ZERO, ONE], SCREENING)).toBe(true);
});

test.each([
  ['a price above the value', { payments: [rational('4/5'), rational('7/4')] }, '1/20'],
  ['a price that drives the high type down', { payments: [rational('3/4'), ONE] }, '0'],
  ['a price that the high type evades', { payments: [rational('3/4'), rational('15/8')] }, '1/8'],
  ['a lottery of more than 1', { allocation: [[ZERO, ONE, ONE], sure(1)] }, '2'],
  [
    'a negative chance',
    { allocation: [sure(2), [rational('-1/8'), rational('9/8'), ZERO]] },
    '1/8',
  ],
])('the judge refuses %s', (_, change, expected) => {
  const lie = { ...SCREENING, ...change };
  expect(optimal(VALUES, f, lie)).toBe(false);
  expect(fractionText(broken(VALUES, lie))).toBe(expected);
});

const segment = (weight: string, share: string, surplus: string) => ({
  weight: rational(weight),
  market: [minus(ONE, rational(share)), rational(share)],
  surplus: [ZERO, rational(surplus)],
});

test('the judge tells an improving segmentation from those that are none', () => {
  const surplus = [ZERO, rational('1/4')];
  const [low, same, high] = [
    segment('1/5', '1/10', '1'),
    segment('4/5', '3/5', '1/4'),
    segment('4/5', '3/5', '1/5'),
  ];
  expect(paretoImproving(f, surplus, [low, same])).toBe(true);
  expect(paretoImproving(f, surplus, [low, high])).toBe(false);
  expect(paretoImproving(f, surplus, [segment('1', '1/2', '1/4')])).toBe(false);
  expect(averages(f, [low, { ...same, weight: rational('3/4') }])).toBe(false);
  expect(averages(f, [low, { ...same, market: [plus(f[0]!, ONE), f[1]!] }])).toBe(false);
  expect(dominates({ market: [ZERO, ONE], surplus: [ZERO, ZERO] }, surplus, false)).toBe(false);
  expect(dominates({ market: [rational(1), ZERO], surplus: [ZERO, ZERO] }, surplus, false)).toBe(
    true,
  );
  expect(compared(low.surplus[1]!, surplus[1]!)).toBe(1);
});
