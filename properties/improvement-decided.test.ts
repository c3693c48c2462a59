import { describe, expect, test } from 'vitest';
import { fractionText, plus, rational } from '../src/core/rational.ts';
import { monopolist } from '../src/lp.ts';
import { improve, type Improvement } from '../src/mechanisms/improvement/improve.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import type { Monopolist, Optimum } from '../src/mechanisms/monopoly/optimum.ts';
import type { Rule } from '../src/mechanisms/monopoly/rules.ts';

type Values = readonly (readonly (number | string)[])[];

async function doubles(values: Values, masses: readonly (number | string)[], rule: Rule) {
  const environment = productEnvironment({ values });
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  return improve(seller, market(environment, masses), { rule });
}

const verdict = ({ improvable, reason, arithmetic }: Improvement) => [
  improvable,
  reason,
  arithmetic,
];

const GAP = rational('1e-9');

/** A seller who knows the best revenue to within a gap only, and what else is changed in the markets she is asked about. */
function hazy(seller: Monopolist, changed: Partial<Optimum>): Monopolist {
  const slack = { tolerances: seller.environment.types.map(() => GAP) };
  const blurred = (found: Optimum): Optimum => ({
    ...found,
    arithmetic: 'certified',
    upperBound: plus(found.upperBound, GAP),
    tolerance: GAP,
    ...slack,
    unique: false,
    best: (objective) => blurred(found.best(objective)),
    nearby: (f) => blurred(found.nearby(f)),
    ...changed,
  });
  return { ...seller, arithmetic: 'certified', optimum: (f) => blurred(seller.optimum(f)) };
}

/** Thirteen types of one product, the first of whom are most. */
function many() {
  const environment = productEnvironment({
    values: Array.from({ length: 13 }, (_, t) => [65 + t]),
  });
  const f = market(environment, environment.types.map((_, t) => 2 ** -t)); // prettier-ignore
  return { seller: exactMonopolist(environment), f };
}

describe('a seller in doubles', () => {
  test('is answered in fractions where three types have two best alternatives', async () => {
    const values = [[1, 1, 0], [0, 2, 5], [3, 6, 6]]; // prettier-ignore
    const found = await doubles(values, [1, 4, 3], 'efficient');
    expect(verdict(found)).toEqual([true, 'cells', 'exact']);
    expect(found.before.arithmetic).toBe('exact');
    expect(found.segments.map(({ menu }) => menu.arithmetic)).toContain('exact');
  });

  test('is answered in fractions where two types cannot be segmented', async () => {
    const values = [['49/7', '29/7', '33/7', '20/7'], ['119/7', '58/7', '91/7', '56/7']]; // prettier-ignore
    expect(verdict(await doubles(values, [2, 2], 'efficient'))).toEqual([
      false,
      'no-segments',
      'exact',
    ]);
  });

  test('is not believed where a price within the gap serves fewer', async () => {
    const found = await doubles([[1e9], [1], [2]], [1, 1, 3], 'efficient');
    expect(verdict(found).slice(0, 2)).toEqual([true, 'menu-kept']);
    const five = await doubles(
      [[3], [3], [2], [4], [0]],
      [2.85e-10, 9.66e-10, 6.19e-10, 5.42e-10, 43],
      'efficient',
    );
    expect(verdict(five).slice(0, 2)).toEqual([true, 'menu-kept']);
  });

  test('is not believed when it finds an efficient menu beside the best one', () => {
    const environment = productEnvironment({ values: [[1e9], [1], [2]] });
    const exact = exactMonopolist(environment);
    const cheap = exact.optimum(market(environment, [0, 1, 0])).mechanism;
    const found = improve(hazy(exact, { mechanism: cheap, unique: true }), market(environment, [1, 1, 3]), { rule: 'efficient' }); // prettier-ignore
    expect(verdict(found)).toEqual([true, 'menu-kept', 'exact']);
  });

  test('proves of many types only that the menu found leaves consumers most', () => {
    const { seller, f } = many();
    const found = improve(hazy(seller, {}), f, { rule: 'efficient' });
    expect(verdict(found)).toEqual(['unknown', 'efficient-within-gap', 'certified']);
    const { surplusBound } = found.certificate;
    expect(fractionText(surplusBound)).toBe(fractionText(found.before.consumerSurplus));
    expect(found.sentence).toMatch(/only to within the gap/);
  });

  test('proves an efficient market where there is no gap and the rule prefers it', () => {
    const { seller, f } = many();
    const upperBound = seller.optimum(f).revenue;
    const said = (rule: Rule, unique: boolean) =>
      verdict(improve(hazy(seller, { upperBound, unique }), f, { rule }));
    const proved = [false, 'efficient', 'certified'];
    const open = ['unknown', 'efficient-within-gap', 'certified'];
    expect(said('efficient', false)).toEqual(proved);
    expect(said('consumer', false)).toEqual(proved);
    expect(said('adverse', false)).toEqual(open);
    expect(said('adverse', true)).toEqual(proved);
  });

  test('proves nothing where a type is served efficiently up to rounding', () => {
    const { seller, f } = many();
    const { revenue, mechanism } = seller.optimum(f);
    const almost = mechanism.allocation.with(0, [rational('1e-12'), rational('0.999999999999')]);
    const changed = { upperBound: revenue, unique: true, mechanism: { ...mechanism, allocation: almost } }; // prettier-ignore
    const found = improve(hazy(seller, changed), f, { rule: 'efficient' });
    expect(verdict(found)).toEqual(['unknown', 'efficient-within-gap', 'certified']);
  });
});

test('of more paths than are tried it is not said that every one has a tie', () => {
  const tied = (count: number) => {
    const values = [...Array.from({ length: count }, () => [1, 1]), [2, 1], [60, 59]];
    const seller = exactMonopolist(productEnvironment({ values }));
    return () => improve(seller, market(seller.environment, [...values.keys()].map(() => 1)), { rule: 'efficient' }); // prettier-ignore
  };
  expect(verdict(tied(2)())).toEqual([true, 'menu-kept', 'exact']);
  expect(verdict(tied(24)())).toEqual(['unknown', 'not-found', 'exact']);
});
