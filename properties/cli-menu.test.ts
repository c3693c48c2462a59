import { describe, expect, test } from 'vitest';
import { document, large, market, TIED, TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder } from './support/terminal.ts';
import { readFileSync } from 'node:fs';

const YOGURT = 'data/yogurt-market.json';

interface Menu {
  readonly menu: {
    readonly type: string;
    readonly lottery: Record<string, number>;
    readonly payment: number;
    readonly surplus: number;
    readonly efficient: boolean;
  }[];
  readonly revenue: number;
  readonly rule: string | null;
  readonly arithmetic: string;
  readonly certificate: { readonly gap: number; readonly maxViolation: number };
  readonly exact?: { readonly revenue: string; readonly menu: { readonly payment: string }[] };
}

describe('menu', () => {
  test('prints a page for people', async () => {
    const { code, out, err } = await candor(['menu', YOGURT]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "The menu that earns most from 4 types with 4 products

        type       share   gets                            pays   keeps   efficient
        class 1   37.3 %   dannon                          11.1       0   yes
        class 2   30.2 %   yoplait                        15.94       0   yes
        class 3   23.5 %   0.459 yoplait, 0.541 weight   9.8946       0   no, 1.4654 is lost
        class 4      9 %   weight                          10.4       0   yes

      What it earns
        Revenue is 12.215 a head, and no incentive-compatible menu earns more.
        Consumers keep 0; together that is 97.3 % of what the products could be worth to them, 12.56:
        the market is inefficient.
        Every menu that earns as much asks for the same payments.
        Everything was computed in fractions, which --json prints; figures here are rounded to five
        digits, or to two decimals.

      Why nobody pays more
        class 1 -> nothing (what she gets is worth its price to her, no more)
        class 2 -> class 3 (own item and that of class 3 are equally good)
        class 2 -> nothing (what she gets is worth its price to her, no more)
        class 3 -> nothing (what she gets is worth its price to her, no more)
        class 4 -> nothing (what she gets is worth its price to her, no more)

      How to read this
        Amounts are per consumer, in the units of the values.
        Note of the scenario: Fitted to 2,412 yogurt choices of 100 households; the level of the
        values is an assumption, see data/README.md.
      "
    `);
  });

  test('has the menu of the example of [PAR, 3] in fractions', async () => {
    expect(accepts('menu.scenario', TWO)).toEqual([]);
    const found = await document<Menu>('menu', TWO);
    expect(accepts('menu.result', found)).toEqual([]);
    expect(found).toMatchObject({
      schema: 'candor/menu/1',
      seed: null,
      rule: null,
      arithmetic: 'exact',
      menu: [
        { type: 'low', lottery: { damaged: 1 }, payment: 0.75, surplus: 0, efficient: false },
        { type: 'high', lottery: { original: 1 }, payment: 1.75, surplus: 0.25, efficient: true },
      ],
      revenue: 1.25,
      consumerSurplus: 0.125,
      efficient: false,
      uniquePayments: true,
      binding: [
        ['low', null],
        ['high', 'low'],
      ],
      certificate: { revenue: 1.25, upperBound: 1.25, gap: 0, maxViolation: 0 },
      exact: { revenue: '5/4', consumerSurplus: '1/8' },
    });
  });

  test('reads a JSON number as the decimal that is written', async () => {
    const given = { values: [[0.1], [0.3]], market: [0.1, 0.2] };
    const { exact } = await document<Menu>('menu', given);
    expect(exact?.revenue).toBe('1/5');
    expect(exact?.menu.map(({ payment }) => payment)).toEqual(['0', '3/10']);
  });

  test('loses nothing beside the fractions that it prints', async () => {
    const thirds = { values: [['1/3']], market: ['1/7'] };
    const found = await document<Menu>('menu', thirds);
    expect(found.revenue).toBe(1 / 3);
    expect(found.exact?.revenue).toBe('1/3');
  });

  test('subtracts costs and serves nobody at a loss', async () => {
    const given = { ...TWO, market: [3, 1], costs: ['3', '1/2'] };
    const { menu } = await document<Menu>('menu', given);
    expect(menu.map(({ lottery }) => lottery)).toEqual([{ damaged: 1 }, { damaged: 1 }]);
    const { out } = await market('menu', {
      ...TWO,
      values: [
        [-1, -2],
        [-3, '-1/4'],
      ],
    });
    expect(out).toContain('Revenue is 0 a head');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('the market is efficient');
  });

  test('takes everything from one type', async () => {
    const { out } = await market('menu', { values: [[2, 3]], market: [5] });
    expect(out).toContain('t1     100 %   a2        3       0   yes');
    expect(out).toContain('The masses of the market were divided by their total, 5.');
  });

  test('needs a rule only where it matters, and says which', async () => {
    const refused = await market('menu', TIED);
    expect(refused).toEqual({
      code: 2,
      out: '',
      err:
        'error: --rule must be one of efficient, consumer, adverse, mid, posted, since this market has several optimal menus ' +
        'that treat t1, t2 differently, got nothing\n',
    });
    const kept = async (rule: string): Promise<unknown> => {
      const found = await document<Menu>('menu', TIED, '--rule', rule);
      expect(accepts('menu.result', found)).toEqual([]);
      expect(found.rule).toBe(rule);
      return found.menu.map(({ surplus }) => surplus);
    };
    expect(await kept('efficient')).toEqual([0, 1]);
    expect(await kept('consumer')).toEqual([0, 1]);
    expect(await kept('adverse')).toEqual([0, 0]);
    expect(await kept('mid')).toEqual([0, 0.5]);
    expect(await kept('posted')).toEqual([0, 0]);
    const { out } = await market('menu', TIED, '--rule=mid');
    expect(out).toContain('this one is selected by the rule mid');
    expect((await document<Menu>('menu', TWO, '--rule=posted')).rule).toBe('posted');
  });

  test('serves a type that is not there from the same menu', async () => {
    const { menu } = await document<Menu>('menu', { ...TWO, market: [0, 1] });
    expect(menu[0]).toMatchObject({ lottery: { 0: 1 }, payment: 0, surplus: 0 });
    expect(menu[1]).toMatchObject({ payment: 2 });
  });

  test('certifies a market too large for fractions, and --exact uses them', async () => {
    const given = large(18, 3);
    const found = await document<Menu>('menu', given);
    expect(accepts('menu.result', found)).toEqual([]);
    expect(found.arithmetic).toBe('certified');
    expect(found).not.toHaveProperty('exact');
    expect(found.certificate.gap).toBeLessThan(1e-9);
    expect(found.certificate.maxViolation).toBeLessThan(1e-9);
    const exact = await document<Menu>('menu', large(14, 2), '--exact');
    const near = await document<Menu>('menu', large(14, 2));
    expect([exact.arithmetic, near.arithmetic]).toEqual(['exact', 'certified']);
    expect(near.revenue).toBeCloseTo(exact.revenue, 9);
  });

  test('certifies eighty types and five alternatives', async () => {
    const found = await document<Menu>('menu', large(80, 5));
    expect(found.arithmetic).toBe('certified');
    expect(found.menu).toHaveLength(80);
    expect(Math.abs(found.certificate.gap)).toBeLessThan(1e-6);
    const { out } = await market('menu', large(80, 5));
    const line = /no incentive-compatible menu earns more than [\d.]+ \(gap /;
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(line);
    expect(out).toMatch(/and \d+ more, with --json/);
  });

  test('draws who pays what', async () => {
    const cwd = folder({ 'm.json': JSON.stringify(TWO) });
    const { code, err } = await candor(['menu', 'm.json', '--plot=p.svg'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
    for (const text of ['low (50 %)', 'damaged, 0.75', 'original, 1.75', 'lost to inefficiency']) {
      expect(svg).toContain(`>${text}<`);
    }
  });

  test('reads the same from a file in pieces', async () => {
    const text = `\uFEFF${JSON.stringify(TWO)}`;
    const piped = await candor(['menu', '-'], { stdin: chunks(text, 3) });
    const cwd = folder({ 'm.json': text });
    expect((await candor(['menu', 'm.json'], { cwd })).out).toBe(piped.out);
  });
});
