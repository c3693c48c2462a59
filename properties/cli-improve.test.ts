import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { document, large, market, TIED, TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder } from './support/terminal.ts';

const YOGURT = 'data/yogurt-market.json';

interface Improved {
  readonly improvable: boolean | 'unknown';
  readonly reason: string;
  readonly rule: string | null;
  readonly arithmetic: string;
  readonly segments: { readonly weight: number; readonly market: number[] }[];
  readonly revenueBefore: number;
  readonly revenueAfter: number | null;
}

/** [PAR, 6.1.1]: three types for whom two products are best. */
const THREE = {
  types: ['low', 'middle', 'high'],
  values: [
    [2, 1],
    [3, 4],
    [4, 7],
  ],
  market: ['1/5', '2/5', '2/5'],
};

describe('improve', () => {
  test('prints a page for people', async () => {
    const { code, out, err } = await candor(['improve', YOGURT]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "This market can be segmented so that nobody loses and somebody gains

      Why
        A dominating market is cut off, so small that the rest of the market is offered the old menu.
        class 3 is served inefficiently. Offered yoplait, the best for her, at a price that leaves her
        what she has, she would be envied by class 2, who keeps more where they meet: class 2 -> class
        3 -> nothing (each finds her own item and the next one equally good).

      The dominating market: everybody is served efficiently, and nobody keeps less
        type       share   gets       pays   keeps   kept before
        class 2   12.1 %   yoplait   11.36    4.58             0
        class 3   87.9 %   yoplait   11.36       0             0

      Segment 1: 13.4 % of the market, 11.36 a head earned in it
        type       share   gets       pays   keeps   kept before   efficient
        class 2   12.1 %   yoplait   11.36    4.58             0   yes
        class 3   87.9 %   yoplait   11.36       0             0   yes

      Segment 2: 86.6 % of the market, 12.461 a head earned in it
        type       share   gets                            pays   keeps   kept before   efficient
        class 1   43.1 %   dannon                          11.1       0             0   yes
        class 2     33 %   yoplait                        15.94       0             0   yes
        class 3   13.6 %   0.459 yoplait, 0.541 weight   9.8946       0             0   no
        class 4   10.4 %   weight                          10.4       0             0   yes

      What each type keeps
        type       share   kept before   keeps after       gain
        class 1   37.3 %             0             0          0
        class 2   30.2 %             0       0.24576   +0.24576
        class 3   23.5 %             0             0          0
        class 4      9 %             0             0          0

      What it brings
        Revenue a head: 12.215 before, 12.313 after: +0.097964 (+0.802 %).
        Consumer surplus a head: 0 before, 0.074218 after: +0.074218. No segmentation brings more than
        +0.34437.
        The dominating market may be any part of the whole up to 26.7 %, the rest being offered what
        it is offered now.

      How to read this
        Everything was computed in fractions, which --json prints; figures here are rounded to five
        digits, or to two decimals.
        Amounts are per consumer, in the units of the values.
        Note of the scenario: Fitted to 2,412 yogurt choices of 100 households; the level of the
        values is an assumption, see data/README.md.
      "
    `);
  });

  test('splits the market of [PAR, 3] in fractions', async () => {
    expect(accepts('improve.scenario', TWO)).toEqual([]);
    const found = await document<Improved>('improve', TWO);
    expect(accepts('improve.result', found)).toEqual([]);
    expect(found).toMatchObject({
      schema: 'candor/improve/1',
      rule: null,
      arithmetic: 'exact',
      improvable: true,
      reason: 'menu-kept',
      dominating: { path: ['high', 'low'] },
      largestWeight: 0.4,
      revenueBefore: 1.25,
      exact: {
        largestWeight: '2/5',
        revenueBefore: '5/4',
        segments: [{ weight: '1/5' }, { weight: '4/5' }],
      },
    });
    expect(found.revenueAfter).toBeGreaterThan(found.revenueBefore);
  });

  test('finds nothing to improve where everybody is served efficiently', async () => {
    const given = { ...TWO, market: [9, 1] };
    const found = await document<Improved>('improve', given);
    expect(accepts('improve.result', found)).toEqual([]);
    expect(found).toMatchObject({
      improvable: false,
      reason: 'efficient',
      dominating: null,
      segments: [],
      largestWeight: null,
      revenueAfter: null,
    });
    const { out } = await market('improve', given);
    expect(out).toContain(
      'This market cannot be segmented so that nobody loses and somebody gains',
    );
    expect(out).toContain('No segmentation leaves consumers more on average.');
  });

  test('says of one type that nothing can be done', async () => {
    const found = await document<Improved>('improve', { values: [[1, 2]], market: [1] });
    expect(found).toMatchObject({ improvable: false, reason: 'efficient' });
  });

  test('knows an inefficient market that no segments improve', async () => {
    const stuck = { ...TWO, market: [1, 3] };
    const rule = ['--rule', 'consumer'];
    const found = await document<Improved>('improve', stuck, ...rule);
    expect(accepts('improve.result', found)).toEqual([]);
    expect(found).toMatchObject({ improvable: false, reason: 'no-segments', rule: 'consumer' });
    const other = await document<Improved>('improve', stuck, '--rule=adverse');
    expect(other.improvable).toBe(true);
    const { code, err } = await market('improve', stuck);
    expect({ code, err }).toEqual({
      code: 2,
      err:
        'error: --rule must be one of efficient, consumer, adverse, mid, posted, since this market has several optimal menus ' +
        'that treat low, high differently, got nothing\n',
    });
  });

  test('refuses a type with two efficient alternatives where the construction needs one', async () => {
    const given = {
      values: [
        [1, 1],
        [2, '5/4'],
        [3, 2],
        [4, 5],
      ],
      market: [1, 2, 3, 4],
    };
    const { code, out, err } = await market('improve', given, '--rule=efficient');
    if (code === 2) {
      expect(out).toBe('');
      expect(err).toMatch(/^error: type "t1" has 2 efficient alternatives, "a1", "a2": /);
    } else expect(out).toContain('nobody loses and somebody gains');
  });

  test('certifies segments of a market too large for fractions', async () => {
    const given = large(18, 3);
    const found = await document<Improved>('improve', given);
    expect(accepts('improve.result', found)).toEqual([]);
    expect(found.arithmetic).toBe('certified');
    if (found.improvable === true) {
      const weights = found.segments.reduce((all, { weight }) => all + weight, 0);
      expect(weights).toBeCloseTo(1, 12);
    }
  });

  test.each([
    ['two types', TWO, ['Every market of these two types', 'share of high (the rest is low)']],
    [
      'three types',
      THREE,
      ['Every market of these three types', 'all low', 'inefficient, not improvable'],
    ],
    [
      'one product',
      { values: [[1], [2], [3]], market: [1, 1, 1] },
      ['consumer surplus a head', 'without segments'],
    ],
  ])('draws the markets of %s', async (_, given, texts) => {
    const cwd = folder({ 'm.json': JSON.stringify(given) });
    const argv = ['improve', 'm.json', '--rule=efficient', '--plot=p.svg'];
    const { code, err } = await candor(argv, { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
    for (const text of [...texts, 'What each type keeps', 'segment 1', 'segment 2']) {
      expect(svg).toContain(`>${text}<`);
    }
  });

  test('draws a market that cannot be improved, and one that is tied', async () => {
    for (const given of [{ ...TWO, market: [9, 1] }, TIED, { values: [[-1]], market: [1] }]) {
      const cwd = folder({ 'm.json': JSON.stringify(given) });
      const argv = ['improve', 'm.json', '--rule=efficient', '--plot=p.svg'];
      expect(await candor(argv, { cwd })).toMatchObject({ code: 0, err: '' });
      const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
      expect(svg).not.toContain('NaN');
      expect(svg).toContain('A market that cannot be improved');
    }
  });

  test.each([
    ['fractions', TWO],
    ["a solver's figures", large(18, 3)],
  ])('prints what assess --segments reads, in %s', async (_, given) => {
    const cwd = folder({ 'm.json': JSON.stringify(given) });
    const improved = await candor(['improve', 'm.json', '--json'], { cwd });
    const argv = ['assess', 'm.json', '--segments', '-', '--json'];
    const { code, out, err } = await candor(argv, { cwd, stdin: chunks(improved.out, 4096) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { verdict, before, after, missed } = JSON.parse(out) as Record<string, unknown>;
    const { revenueBefore, revenueAfter, arithmetic } = JSON.parse(improved.out) as Improved;
    expect(verdict).toBe('improving');
    expect((before as { revenue: number }).revenue).toBeCloseTo(revenueBefore, 9);
    expect((after as { revenue: number }).revenue).toBeCloseTo(revenueAfter ?? NaN, 9);
    if (arithmetic === 'exact') expect(missed).toBeNull();
  });
});
