import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { improveText } from '../src/cli/market/improve-text.ts';
import { exactMonopolist, improve, market, productEnvironment, rational } from '../src/lp.ts';
import { document, market as run, TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';

describe('improve of an environment too large for fractions', () => {
  test('decides two types in fractions', async () => {
    const others = Array.from({ length: 33 }, () => ['1/2', '1/3']);
    const given = { values: [...TWO.values, ...others], market: [1, 3, ...others.map(() => 0)] };
    const consumer = await document('improve', given, '--rule=consumer');
    expect(accepts('improve.result', consumer)).toEqual([]);
    expect(consumer).toMatchObject({
      improvable: false,
      reason: 'no-segments',
      arithmetic: 'exact',
    });
  });

  test('says of a menu that is efficient only as far as is known what may be otherwise', () => {
    const environment = productEnvironment({ values: [[1], [2]] });
    const f = market(environment, [9, 1]);
    const sure = improve(exactMonopolist(environment), f, { rule: 'efficient' });
    const open = {
      ...sure,
      improvable: 'unknown',
      reason: 'efficient-within-gap',
      arithmetic: 'certified',
    } as const;
    const page = (gap: string): string => {
      const found = { ...open, certificate: { ...open.certificate, gap: rational(gap) } };
      return improveText({
        environment,
        found,
        rule: 'efficient',
        costs: null,
        market: f,
        divided: null,
        note: null,
      } as never);
    };
    expect(page('1e-9')).toContain('is not known');
    expect(page('1e-9')).toContain('menu may earn up to 1e-9 more.');
    expect(page('0')).toMatch(/menu may earn (up to )?as much/);
  });
});

describe('types that value little beside types that value much', () => {
  const { values, market: masses } = JSON.parse(
    readFileSync('data/yogurt-market.json', 'utf8'),
  ) as { readonly values: number[][]; readonly market: number[] };
  const rich = Array.from({ length: 10 }, () => [0, 0, 0, 0, 1e11]);
  const given = {
    values: [...values.map((row) => [...row, 0]), ...rich],
    market: [...masses, ...rich.map(() => 0.1)],
  };

  test('pay and lose what they do, on the page of the menu', async () => {
    const { out } = await run('menu', given, '--rule=consumer');
    expect(out).toMatch(/t1 .* a2 +11\.1 +0 +yes/);
    expect(out).toMatch(/t3 .* 9\.8946 +0 +no, 1\.4654 is lost/);
  });

  test('gain what they do, beside nobody else, in percent of something only', async () => {
    const { out } = await run('improve', given, '--rule=consumer');
    expect(out).toMatch(/t2 +15\.1 % +0 +0\.24576 +\+0\.24576/);
    expect(out).toMatch(/t5 +5 % +0 +0 +0\n/);
    expect(out).toContain('Consumer surplus a head: 0 before, 0.037109 after: +0.037109. No');
  });

  test('a bound is printed where it is not known that consumers can have no more', async () => {
    const environment = productEnvironment({ values: given.values });
    const found = improve(exactMonopolist(environment), market(environment, given.market), {
      rule: 'consumer',
    });
    const { certificate, before } = found;
    const open = {
      ...found,
      improvable: 'unknown',
      reason: 'not-found',
      arithmetic: 'certified',
      dominating: null,
      segments: [],
      certificate: { ...certificate, tolerance: rational(1374) },
    };
    const page = improveText({
      environment,
      found: open,
      rule: 'consumer',
      costs: null,
      market: before.market,
      divided: null,
      note: null,
    } as never);
    expect(page).toContain('No segmentation leaves consumers more than 0.17218 on average.');
  });
});
