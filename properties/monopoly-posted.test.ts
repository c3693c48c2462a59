import { describe, expect, test } from 'vitest';
import { fractionText } from '../src/core/rational.ts';
import {
  dominatingMarkets,
  exactMonopolist,
  improve,
  market,
  monopolist,
  optimalMenu,
  productEnvironment,
  selected,
  weightPieces,
  type Optimum,
} from '../src/lp.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { sized } from './support/par/sizes.ts';

/** Types that can be given one of two alternatives for sure in many ways, and one that gets a lottery. */
function lotteryAtTheEnd(alike: number): Parameters<typeof productEnvironment>[0]['values'] {
  const same = Array.from({ length: alike }, () => [-1, -1, 5, 5]);
  return [...same, [5, 1, -1, -1], [4, 3, -1, -1]];
}

/** An optimum that counts the re-optimisations. */
function counted(optimum: Optimum, count: () => void): Optimum {
  return Object.create(optimum, {
    best: {
      value: (objective: Parameters<Optimum['best']>[0]) => {
        count();
        return counted(optimum.best(objective), count);
      },
    },
  }) as Optimum;
}

function reasonOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return isRefusal(error) ? error.reason : String(error);
  }
}

describe('posted prices', () => {
  test.each([4, 8])('are not searched for past a type that needs a lottery, %d types', (alike) => {
    const environment = productEnvironment({ values: lotteryAtTheEnd(alike) });
    const masses = [...Array.from({ length: alike }, () => 1), 5, 1];
    const optimum = exactMonopolist(environment).optimum(market(environment, masses));
    let trials = 0;
    const found = selected(
      environment,
      counted(optimum, () => trials++),
      'posted',
    );
    expect(trials).toBeLessThan(8 * environment.types.length);
    const last = found.allocation.at(-1)!;
    expect(last.some((p) => fractionText(p).includes('/'))).toBe(true);
  });

  test('are found in fractions beside doubles where the market is small', async () => {
    const { environment, f } = sized(8, 4, 'ties', 'certified 0');
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const found = optimalMenu(seller, f, { rule: 'posted' });
    const exact = optimalMenu(exactMonopolist(environment), f, { rule: 'posted' });
    expect(found.arithmetic).toBe('exact');
    expect(found.entries).toEqual(exact.entries);
  });

  test('are in fractions there in every market, also where doubles would do', async () => {
    const environment = productEnvironment({ values: [[1], [4]] });
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const f = market(environment, [1, 1]);
    expect(seller.optimum(f).unique).toBe(true);
    expect(optimalMenu(seller, f, { rule: 'posted' }).arithmetic).toBe('exact');
  });

  test('are in fractions for what segments them too, and for the markets that dominate', async () => {
    const environment = productEnvironment({ values: [[1, '3/4'], [2, 1]] }); // prettier-ignore
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const [exact, rule] = [exactMonopolist(environment), 'posted'] as const;
    for (const masses of [
      [3, 1],
      [1, 1],
      [1, 3],
      [1, 7],
    ]) {
      const f = market(environment, masses);
      const [found, sure] = [seller, exact].map((each) => improve(each, f, { rule }));
      expect(found!.arithmetic).toBe('exact');
      expect(found!.before.entries).toEqual(sure!.before.entries);
      expect([found!.improvable, found!.reason]).toEqual([sure!.improvable, sure!.reason]);
      expect(found!.largestWeight).toEqual(sure!.largestWeight);
      expect([...dominatingMarkets(seller, f, { rule })]).toEqual([
        ...dominatingMarkets(exact, f, { rule }),
      ]);
      const { market: part } = sure!.dominating ?? {};
      const options = { rule, surplus: sure!.before.mechanism.surplus };
      if (part) {
        const pieces = weightPieces(exact, f, part, options);
        expect(weightPieces(seller, f, part, options)).toEqual(pieces);
      }
    }
  });

  test('are refused for their arithmetic where it is not', async () => {
    const { environment, f } = sized(20, 4, 'ties', 'certified 0');
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    expect(seller.optimum(f).unique).toBe(false);
    expect(reasonOf(() => optimalMenu(seller, f, { rule: 'posted' }))).toBe('arithmetic');
  });
});
