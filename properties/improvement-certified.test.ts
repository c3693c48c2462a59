import { beforeAll, describe, expect, test } from 'vitest';
import { compared, nearest, plus, times, total, ZERO } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { monopolist } from '../src/lp.ts';
import { improve, type Improvement } from '../src/mechanisms/improvement/improve.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { chainCase } from './support/par/chains.ts';

const rule = 'efficient' as const;
const draw = seeded('improvement');

/** n types who value k alternatives about in proportion, so that many are served inefficiently; any doubles. */
function proportional(n: number, k: number) {
  const base = Array.from({ length: k }, () => 1 + 4 * draw());
  const values = Array.from({ length: n }, () => {
    const scale = 1 + n * draw();
    return base.map((b) => scale * b + 2 * draw() - 1);
  });
  return { values, masses: values.map(() => draw()) };
}

async function certified(values: readonly (readonly (number | string)[])[], masses: number[]) {
  const environment = productEnvironment({ values });
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  return improve(seller, market(environment, masses), { rule });
}

const verdict = ({ improvable, reason }: Improvement) => [improvable, reason];

test('says of small generic markets what fractions say, and revenue that rises in both', async () => {
  const seen = new Set<unknown>();
  for (let i = 0; i < 12; i++) {
    const { values, masses } = proportional(2 + (i % 4), 1 + (i % 3));
    const environment = productEnvironment({ values });
    const exact = improve(exactMonopolist(environment), market(environment, masses), { rule });
    const found = await certified(values, masses);
    expect(verdict(found)).toEqual(verdict(exact));
    expect(found.dominating?.market).toEqual(exact.dominating?.market);
    expect(found.certificate.revenueRises).toBe(exact.certificate.revenueRises);
    const [largest, least] = [found.largestWeight, exact.largestWeight];
    if (least) expect(nearest(largest!.value)).toBeCloseTo(nearest(least.value), 6);
    seen.add(found.improvable);
  }
  expect(seen).toEqual(new Set([true, false]));
});

test('follows a path of eight types', async () => {
  const { values, masses } = chainCase(8);
  const found = await certified(values, masses);
  expect(found.dominating?.path).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  expect(verdict(found)).toEqual([true, 'menu-kept']);
});

describe('50 types and 5 alternatives', () => {
  let found: Improvement;
  beforeAll(async () => {
    const { values, masses } = proportional(50, 5);
    found = await certified(values, masses);
  });

  test('are split in two segments that average back exactly', () => {
    expect(verdict(found)).toEqual([true, 'menu-kept']);
    const { market: f } = found.before;
    const averaged = f.map((_, t) =>
      total(found.segments.map((s) => times(s.weight, s.market[t]!))),
    );
    expect(averaged).toEqual(f);
  });

  test('nobody loses more than the tolerance, somebody gains, and the bounds show that revenue rises', () => {
    const { certificate, segments, before } = found;
    expect(certificate.revenueRises).toBe(true);
    expect(compared(certificate.revenueGain!, ZERO)).toBe(1);
    for (const { market: part, menu } of segments) {
      part.forEach((share, t) => {
        const floor = plus(menu.mechanism.surplus[t]!, certificate.tolerance);
        if (share.numerator > 0n)
          expect(compared(floor, before.mechanism.surplus[t]!)).not.toBe(-1);
      });
    }
    expect(compared(certificate.gains!.most, certificate.tolerance)).toBe(1);
    expect(nearest(certificate.maxViolation)).toBe(0);
    expect(nearest(certificate.gap)).toBeLessThan(1e-9);
  });
});
