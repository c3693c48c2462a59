import { describe, expect, test } from 'vitest';
import { compared, minus, nearest } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { assess, market, monopolist, productEnvironment, strictConsumerBest } from '../src/lp.ts';

const rng = seeded('assessed in doubles');
const integer = (low: number, high: number): number => low + Math.floor(rng() * (high - low + 1));
const rule = 'efficient' as const;

describe('a segmentation is assessed in doubles as in fractions', () => {
  test('with several products, by segments of random masses', async () => {
    for (let i = 0; i < 8; i++) {
      const values = Array.from({ length: 4 }, (_, t) =>
        Array.from({ length: 3 }, () => (t + 2) * integer(100, 999) + integer(0, 99)),
      );
      const environment = productEnvironment({ values });
      const segments = Array.from({ length: 3 }, () => ({
        masses: values.map(() => integer(0, 3) * integer(1, 97) + (i % 2)),
      })).filter(({ masses }) => masses.some((mass) => mass > 0));
      const f = market(
        environment,
        values.map((_, t) => segments.reduce((sum, { masses }) => sum + masses[t]!, 0)),
      );
      const [exact, certified] = await Promise.all(
        (['exact', 'certified'] as const).map(async (arithmetic) =>
          assess(await monopolist(environment, { arithmetic }), f, segments, { rule }),
        ),
      );
      expect([exact!.arithmetic, certified!.arithmetic]).toEqual(['exact', 'certified']);
      expect(certified!.tolerance.numerator > 0n).toBe(true);
      expect(certified!.verdict).toBe(exact!.verdict);
      expect(certified!.revenueRises).toBe(exact!.revenueRises);
      const who = ({ type, segment }: { type: number; segment: number }) => [type, segment];
      expect(certified!.losers.map(who)).toEqual(exact!.losers.map(who));
      expect(certified!.gainers.map(who)).toEqual(exact!.gainers.map(who));
      const off = nearest(minus(certified!.after.totalSurplus, exact!.after.totalSurplus));
      expect(Math.abs(off)).toBeLessThan(1e-6);
    }
  });

  test('with one product of thirty values, by a segmentation without ties', async () => {
    const values = Array.from({ length: 30 }, (_, t) => [t - 2]);
    const environment = productEnvironment({ values });
    const f = market(
      environment,
      values.map((_, t) => 1 + ((5 * t) % 13)),
    );
    const { segments, consumerSurplus } = strictConsumerBest(environment, f, {
      moved: '1/1000',
      rule,
    });
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const found = assess(seller, f, segments, { rule });
    expect(found.verdict).toBe('improving');
    expect(found.losers).toEqual([]);
    expect(found.revenueRises).toBe(true);
    const off = minus(found.after.consumerSurplus, consumerSurplus);
    expect(Math.abs(nearest(off))).toBeLessThan(1e-6);
    expect(compared(found.after.consumerSurplus, found.before.consumerSurplus)).toBe(1);
  });
});

test('what the gaps leave open about revenue is not resolved, what they do not is', async () => {
  const found = async (values: string[], masses: number[][]) => {
    const environment = productEnvironment({ values: values.map((v) => [v]) });
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const whole = market(
      environment,
      values.map((_, t) => masses.reduce((sum, row) => sum + row[t]!, 0)),
    );
    const segments = masses.map((row) => ({ masses: row }));
    return assess(seller, whole, segments, { rule: 'efficient' }).revenueRises;
  };
  expect(await found(['1', '2'], [[3, 1], [6, 2]])).toBe(false); // prettier-ignore
  expect(await found(['1', '2'], [[1, 0], [0, 1]])).toBe(true); // prettier-ignore
  const none = Array.from({ length: 3 }, () => [7, 5, 3, 2, 9, 4]);
  expect(await found(['1/3', '2/7', '5/11', '9/13', '8/19', '3/7'], none)).toBe('unresolved');
});
