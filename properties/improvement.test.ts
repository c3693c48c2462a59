import { describe, expect, test } from 'vitest';
import { compared, fractionText, ONE, ZERO } from '../src/core/rational.ts';
import { improve } from '../src/mechanisms/improvement/improve.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { assess } from '../src/mechanisms/segmentation/assess.ts';
import { seeded } from '../src/core/rng.ts';
import { averages, efficientIn, optimal, paretoImproving } from './support/par/judge.ts';

type Masses = readonly (number | string)[];

function improved(
  values: readonly (readonly (number | string)[])[],
  masses: Masses,
  rule: Rule = 'efficient',
) {
  const seller = exactMonopolist(productEnvironment({ values }));
  return improve(seller, market(seller.environment, masses), { rule });
}

const verdict = ({ improvable, reason }: ReturnType<typeof improve>) => [improvable, reason];

describe('the two-product example of [PAR, 3]', () => {
  const values = [['1', '3/4'], ['2', '1']]; // prettier-ignore
  const at = (q: number, rule?: Rule) => improved(values, [1 - q, q], rule);

  test('is efficient up to 1/4, improvable beyond, but at 3/4', () => {
    expect(verdict(at(0.125))).toEqual([false, 'efficient']);
    expect(verdict(at(0.25))).toEqual([false, 'efficient']);
    expect(verdict(at(0.5))).toEqual([true, 'menu-kept']);
    expect(verdict(at(0.75))).toEqual([false, 'no-segments']);
    expect(verdict(at(0.875))).toEqual([true, 'menu-kept']);
  });

  test('at 1/4 is improvable or not as the selected menu leaves the high type least or between [PAR, footnote 11]', () => {
    expect(verdict(at(0.25, 'mid'))).toEqual([false, 'no-segments']);
    expect(verdict(at(0.25, 'adverse'))).toEqual([true, 'menu-kept']);
  });

  test('names the dominating market of the market that is not improvable too', () => {
    expect(at(0.75).dominating?.path).toEqual([1, 0]);
    expect(at(0.75).segments).toEqual([]);
    expect(at(0.75).revenueAfter).toBe(null);
  });

  test('loses the largest weight itself, for there the seller has a choice that hurts', () => {
    const { largestWeight } = at(0.5, 'adverse');
    expect(fractionText(largestWeight!.value)).toBe('2/5');
    expect(largestWeight!.attained).toBe(false);
    expect(at(0.5, 'consumer').largestWeight!.attained).toBe(true);
  });
});

test('a menu with a lottery for the low type [PAR, footnote 10] is improved like any other', () => {
  const values = [['1/2', '26/5', '24/5', '43/10'], ['29/5', '28/5', '19/5', '31/10']]; // prettier-ignore
  const found = improved(values, [4, 3]);
  const lottery = found.before.mechanism.allocation[0]!;
  expect(lottery.filter((p) => p.numerator > 0n && compared(p, ONE) < 0)).toHaveLength(2);
  expect(verdict(found)).toEqual([true, 'menu-kept']);
  expect(fractionText(found.largestWeight!.value)).toBe('9/14');
});

describe('where payments are not unique', () => {
  test('the menu of the rest may change and hurt nobody', () => {
    const values = [[2], [1], [3], [5], [5], [5]];
    const found = improved(values, [2, 0, 2, 1, 1, 1], 'mid');
    expect(found.before.uniquePayments).toBe(false);
    expect(verdict(found)).toEqual([true, 'menu-changed']);
    expect(found.segments).toHaveLength(2);
  });

  test('three types are answered completely', () => {
    const found = improved([[1, 4, 4], [0, 14, 4], [4, 4, 11]], [1, 2, 3], 'adverse'); // prettier-ignore
    expect(verdict(found)).toEqual([true, 'cells']);
    expect(found.certificate.failed.flatMap(({ defects }) => defects)).toContain('ties');
    expect(found.certificate.revenueRises).toBe(true);
  });

  test('more types may stay unknown, and it says so', () => {
    const values = [[7, 12], [8, 5], [3, 16], [10, 21], [9, 4], [12, 5]]; // prettier-ignore
    const found = improved(values, [0, 2, 1, 2, 2, 1], 'mid');
    expect(verdict(found)).toEqual(['unknown', 'not-found']);
    expect(found.sentence).toMatch(/nothing proves/);
    expect(found.dominating).not.toBe(null);
  });
});

describe('there is nothing to improve', () => {
  test.each<[string, number[][], number[]]>([
    ['with one type', [[3, 5]], [1]],
    ['where one type alone is there', [[3, 5], [9, 4]], [0, 2]], // prettier-ignore
    ['where nobody wants anything', [[-1, -2], [-3, -1]], [1, 1]], // prettier-ignore
    ['with identical types', [[3, 5], [3, 5], [3, 5]], [1, 2, 3]], // prettier-ignore
  ])('%s', (_, values, masses) => {
    const found = improved(values, masses);
    expect(verdict(found)).toEqual([false, 'efficient']);
    expect(found.dominating).toBe(null);
    expect(fractionText(found.certificate.surplusBound)).toBe(
      fractionText(found.before.consumerSurplus),
    );
  });
});

test('masses of 1e-12 are no obstacle in fractions', () => {
  const values = [[1], [2], [4]];
  expect(verdict(improved(values, ['2', '1', '1e-12']))).toEqual([false, 'efficient']);
  expect(verdict(improved(values, ['1', '1', '1e-12']))).toEqual([true, 'menu-kept']);
  expect(verdict(improved(values, ['1e-12', '1', '1']))).toEqual([true, 'menu-kept']);
});

describe('markets of whole numbers, ties, zero masses and duplicates among them', () => {
  const draw = seeded('twenty');
  const whole = (below: number): number => Math.floor(draw() * below);
  const cases = Array.from({ length: 240 }, (_, i) => {
    const [n, k] = [1 + whole(5), 1 + whole(3)];
    const base = Array.from({ length: k }, () => 1 + whole(5));
    const values = Array.from({ length: n }, () => {
      const scale = 1 + whole(n);
      return base.map((b) => (i % 3 === 0 ? whole(8) - 1 : scale * b + whole(3) - 1));
    });
    const masses = Array.from({ length: n }, (_, t) => (t === 0 ? 1 : 0) + whole(5));
    return { values, masses, rule: RULES[i % RULES.length]! };
  });
  const found = cases.flatMap((each) => {
    const seller = exactMonopolist(productEnvironment({ values: each.values }));
    const f = market(seller.environment, each.masses);
    try {
      return [{ ...each, seller, f, found: improve(seller, f, { rule: each.rule }) }];
    } catch (error) {
      if (isRefusal(error) && error.reason === 'ties') return [];
      throw error;
    }
  });

  test('reach every kind of answer', () => {
    const reasons = new Set(found.map((each) => each.found.reason));
    expect(reasons).toContain('efficient');
    expect(reasons).toContain('menu-kept');
    expect(reasons).toContain('no-segments');
    expect(found.length).toBeGreaterThan(200);
  });

  test('segments average back and hurt nobody, as an independent judge finds', () => {
    for (const { seller, f, found: each } of found) {
      if (each.improvable !== true) continue;
      const { values } = seller.environment;
      const segments = each.segments.map((s) => ({ ...s, surplus: s.menu.mechanism.surplus }));
      expect(averages(f, segments)).toBe(true);
      expect(paretoImproving(f, each.before.mechanism.surplus, segments)).toBe(true);
      for (const s of each.segments) expect(optimal(values, s.market, s.menu.mechanism)).toBe(true);
    }
  });

  test("segments pass as somebody else's would", () => {
    for (const { seller, f, rule, found: each } of found) {
      if (each.improvable !== true) continue;
      const found = assess(seller, f, each.segments, { rule });
      expect(found.verdict).toBe('improving');
      expect(found.revenueRises).toBe(each.certificate.revenueRises);
    }
  });

  test('are not improvable at once exactly where they are efficient', () => {
    for (const { seller, f, found: each } of found) {
      const efficient = efficientIn(seller.environment.values, f, each.before.mechanism);
      expect(each.reason === 'efficient').toBe(efficient);
    }
  });

  test('are split in two, for more revenue, where payments are unique and alternatives not tied', () => {
    let checked = 0;
    for (const { seller, found: each } of found) {
      const tied = seller.environment.efficient.some((best) => best.length > 1);
      if (tied || each.reason === 'efficient' || !each.before.uniquePayments) continue;
      checked += 1;
      expect(verdict(each)).toEqual([true, 'menu-kept']);
      expect(each.certificate.revenueRises).toBe(true);
      expect(compared(each.certificate.gains!.least, ZERO)).toBe(0);
    }
    expect(checked).toBeGreaterThan(40);
  });

  test('never show a construction that fails but for ties', () => {
    const defects = found.flatMap((each) =>
      each.found.certificate.failed.flatMap((x) => x.defects),
    );
    expect(new Set([...defects, 'ties'])).toEqual(new Set(['ties']));
  });
});
