import { describe, expect, test } from 'vitest';
import { fractionText, minus, plus, rational, times, type Quantity } from '../src/core/rational.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { RULES } from '../src/mechanisms/monopoly/rules.ts';
import { assess, type Assessment } from '../src/mechanisms/segmentation/assess.ts';
import { dominance, surplusIn } from '../src/mechanisms/segmentation/dominance.ts';
import { message } from './support/par/message.ts';

const rule = 'efficient' as const;
const single = exactMonopolist(productEnvironment({ values: [[1], [2]] }));
const two = exactMonopolist(
  productEnvironment({
    values: [
      ['3/4', 1],
      [1, 2],
    ],
  }),
);
const of = (masses: readonly Quantity[], seller = single) => market(seller.environment, masses);
const three = productEnvironment({ values: [[1], [2], [3]] });
const t = fractionText;
const welfare = ({ before, after }: Assessment) =>
  [before, after].map((each) => [t(each.consumerSurplus), t(each.revenue), t(each.totalSurplus)]);

describe('a segmentation is assessed', () => {
  test('as Pareto improving in the single-product example of [PAR, 3]', () => {
    const found = assess(single, of([1, 3]), [{ masses: [2, 1] }, { masses: [0, 5] }], { rule });
    expect(found.verdict).toBe('improving');
    expect(found.nonTrivial).toBe(true);
    expect(found.revenueRises).toBe(true);
    expect(found.segments.map((each) => each.dominance.kind)).toEqual(['strict', 'weak']);
    expect(welfare(found)).toEqual([
      ['0', '3/2', '3/2'],
      ['1/8', '13/8', '7/4'],
    ]);
    expect(found.losers).toEqual([]);
    expect(
      found.gainers.map(({ type, segment, mass, amount }) => [type, segment, t(mass), t(amount)]),
    ).toEqual([[1, 0, '1/8', '1']]);
    expect(
      found.averages.map(({ type, before, after, gain }) => [type, t(before), t(after), t(gain)]),
    ).toEqual([
      [0, '0', '0', '0'],
      [1, '0', '1/6', '1/6'],
    ]);
    expect([found.arithmetic, t(found.tolerance)]).toEqual(['exact', '0']);
  });

  test('as harming in the two-product example, with who loses and how much', () => {
    const f = of([1, 3], two);
    const found = assess(two, f, [{ masses: [1, 1] }, { masses: [0, 2] }], { rule });
    expect(found.verdict).toBe('harming');
    expect(
      found.losers.map(({ type, segment, mass, amount }) => [type, segment, t(mass), t(amount)]),
    ).toEqual([[1, 1, '1/2', '1/4']]);
    expect(t(minus(found.after.consumerSurplus, found.before.consumerSurplus))).toBe('-1/8');
  });

  test('as neutral where nobody gains or loses', () => {
    const f = of([1, 3]);
    const trivial = assess(single, f, [{ weight: 1, market: f }], { rule });
    expect([trivial.verdict, trivial.nonTrivial, trivial.revenueRises]).toEqual([
      'neutral',
      false,
      false,
    ]);
    const apart = assess(single, f, [{ masses: [1, 0] }, { masses: [0, 3] }], { rule });
    expect([apart.verdict, apart.nonTrivial, apart.revenueRises]).toEqual(['neutral', true, true]);
  });

  test('by rule: the lowest price of a tied segment is not every rule’s', () => {
    const segments = [{ masses: [1, 1] }, { masses: [0, 2] }];
    const verdicts = RULES.map(
      (each) => assess(single, of([1, 3]), segments, { rule: each }).verdict,
    );
    expect(verdicts).toEqual(['improving', 'improving', 'neutral', 'improving', 'neutral']);
  });

  test('with types of mass zero, and a gain of half a 1e-12 told apart from none', () => {
    const seller = exactMonopolist(three);
    const f = market(three, [1, 10n ** 12n - 1n, 0]);
    const segments = [{ masses: [2, 1, 0] }, { masses: [0, 2n * 10n ** 12n - 3n, 0] }];
    const found = assess(seller, f, segments, { rule });
    expect(found.verdict).toBe('improving');
    expect(found.revenueRises).toBe(true);
    expect(found.averages.map(({ type }) => type)).toEqual([0, 1]);
    expect(t(minus(found.after.revenue, found.before.revenue))).toBe(`1/${2n * 10n ** 12n}`);
  });

  test('and refused where it does not average back', () => {
    expect(message(() => assess(single, of([1, 3]), [{ masses: [1, 1] }], { rule }))).toBe(
      'segments must be segments with shares of type t1 that average to 1/4, got "1/2"',
    );
  });
});

describe('a market dominates another', () => {
  test('strictly, weakly or not at all, by the surplus of its own types', () => {
    const kinds = [
      [2, 1],
      [0, 1],
      [1, 9],
    ].map((masses) => dominance(single, of(masses), of([1, 3]), rule).kind);
    expect(kinds).toEqual(['strict', 'weak', 'weak']);
    expect(dominance(single, of([1, 3]), of([2, 1]), rule).kind).toBe('none');
    // The low type alone keeps nothing either way: a market without those who would lose dominates weakly.
    expect(dominance(single, of([1, 0]), of([2, 1]), rule).kind).toBe('weak');
  });

  test('counting what a type that was not there would have chosen', () => {
    const seller = exactMonopolist(three);
    const f = of([1, 1, 0], seller);
    expect(surplusIn(seller, f, rule).map((u) => t(u))).toEqual(['0', '1', '2']);
    const change = dominance(seller, of([0, 0, 1], seller), f, rule);
    expect(change.kind).toBe('none');
    expect(change.changes.map(({ type, gain }) => [type, t(gain)])).toEqual([[2, '-2']]);
  });
});

test('surplus and revenue of an assessment add up over types and segments', () => {
  const values = [
    [3, 1, 0],
    [4, 4, 1],
    [6, 5, 7],
  ];
  const seller = exactMonopolist(productEnvironment({ values }));
  const f = of([1, 2, 3], seller);
  const segments = [{ masses: ['1/2', 1, 1] }, { masses: ['1/2', 0, 1] }, { masses: [0, 1, 1] }];
  for (const each of RULES) {
    const found = assess(seller, f, segments, { rule: each });
    const kept = found.averages.reduce(
      (sum, { share, after }) => plus(sum, times(share, after)),
      rational(0),
    );
    expect(t(kept)).toBe(t(found.after.consumerSurplus));
    const changes = [
      ...found.gainers,
      ...found.losers.map((loss) => ({ ...loss, mass: minus(rational(0), loss.mass) })),
    ];
    const moved = changes.reduce(
      (sum, { mass, amount }) => plus(sum, times(mass, amount)),
      rational(0),
    );
    expect(t(moved)).toBe(t(minus(found.after.consumerSurplus, found.before.consumerSurplus)));
    expect(minus(found.after.revenue, found.before.revenue).numerator >= 0n).toBe(true);
    expect(found.revenueRises).toBe(
      minus(found.after.revenue, found.before.revenue).numerator > 0n,
    );
  }
});
