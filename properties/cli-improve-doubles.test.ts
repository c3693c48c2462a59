import { describe, expect, test } from 'vitest';
import { improveText } from '../src/cli/market/improve-text.ts';
import { exactMonopolist, improve, market, productEnvironment, rational } from '../src/lp.ts';
import { document, TWO } from './support/market-runs.ts';
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
