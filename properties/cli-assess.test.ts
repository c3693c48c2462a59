import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TIED, TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, folder, type Ran } from './support/terminal.ts';

interface Assessed {
  readonly verdict: string;
  readonly losers: { readonly type: string; readonly segment: string; readonly amount: number }[];
  readonly gainers: { readonly type: string; readonly segment: string; readonly amount: number }[];
  readonly missed: number | null;
  readonly before: { readonly revenue: number };
  readonly after: { readonly revenue: number };
}

/** A run on the market of [PAR, 3] with segments in a file. */
function assessed(segments: object, ...more: string[]): Promise<Ran> {
  const cwd = folder({ 'm.json': JSON.stringify(TWO), 's.json': JSON.stringify(segments) });
  return candor(['assess', 'm.json', '--segments=s.json', ...more], { cwd });
}

async function document(segments: object, ...more: string[]): Promise<Assessed> {
  const { out, err } = await assessed(segments, '--json', ...more);
  expect(err).toBe('');
  const found = JSON.parse(out) as Assessed;
  expect(accepts('assess.result', found)).toEqual([]);
  return found;
}

describe('assess', () => {
  test('prints a page for people', async () => {
    const argv = ['assess', 'data/yogurt-market.json', '--segments', 'data/yogurt-segments.json'];
    const { code, out, err } = await candor(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "Nobody loses by these segments, and somebody gains: they are a Pareto improvement

      Who gains
        type      in          of the market   each gains
        class 2   Segment 1             2 %         4.58

      Segment 1: 14 % of the market, 11.36 a head earned in it
        type       share   gets       pays   keeps   kept before   efficient
        class 2   14.3 %   yoplait   11.36    4.58             0   yes
        class 3   85.7 %   yoplait   11.36       0             0   yes

      Segment 2: 86 % of the market, 12.453 a head earned in it
        type       share   gets                            pays   keeps   kept before   efficient
        class 1   43.4 %   dannon                          11.1       0             0   yes
        class 2   32.8 %   yoplait                        15.94       0             0   yes
        class 3   13.4 %   0.459 yoplait, 0.541 weight   9.8946       0             0   no
        class 4   10.5 %   weight                          10.4       0             0   yes

      What each type keeps, on average over the segments
        type       share   kept before   keeps after       gain
        class 1   37.3 %             0             0          0
        class 2   30.2 %             0       0.30331   +0.30331
        class 3   23.5 %             0             0          0
        class 4      9 %             0             0          0

      What it brings
        Revenue a head: 12.215 before, 12.3 after: +0.084246 (+0.69 %).
        Consumer surplus a head: 0 before, 0.0916 after: +0.0916.
        Together: 12.215 before, 12.391 after: +0.17585 (+1.44 %).

      How to read this
        Everything was computed in fractions, which --json prints; figures here are rounded to five
        digits, or to two decimals.
        Amounts are per consumer, in the units of the values.
        Note of the scenario: Fitted to 2,412 yogurt choices of 100 households; the level of the
        values is an assumption, see data/README.md.
      "
    `);
  });

  test('publishes schemas that accept the bundled market and segments', () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(`data/${name}.json`, 'utf8'));
    for (const command of ['menu', 'improve', 'assess']) {
      expect(accepts(`${command}.scenario`, read('yogurt-market'))).toEqual([]);
    }
    expect(accepts('assess.segments', read('yogurt-segments'))).toEqual([]);
  });

  test('names who loses, where, and how much', async () => {
    const separate = { segments: [{ masses: [1, 0] }, { masses: [0, 1] }] };
    expect(accepts('assess.segments', separate)).toEqual([]);
    expect(accepts('assess.scenario', TWO)).toEqual([]);
    const found = await document(separate);
    expect(found).toMatchObject({
      verdict: 'harming',
      revenueRises: true,
      losers: [{ type: 'high', segment: 'Segment 2', mass: 0.5, amount: 0.25 }],
      gainers: [],
      before: { revenue: 1.25, consumerSurplus: 0.125, totalSurplus: 1.375 },
      after: { revenue: 1.5, consumerSurplus: 0, totalSurplus: 1.5 },
      exact: { losers: [{ amount: '1/4' }] },
    });
    const { out } = await assessed(separate);
    expect(out).toContain('Somebody loses by these segments');
    expect(out).toContain('high   Segment 2            50 %         0.25');
  });

  test('reads weights and markets, masses and a disclosure policy alike', async () => {
    const written = [
      {
        segments: [
          { weight: '1/5', market: ['7/8', '1/8'] },
          { weight: 0.8, market: [13, 19] },
        ],
      },
      { note: 'by hand', segments: [{ masses: [7, 1] }, { masses: [13, 19] }] },
      {
        signals: ['a', 'b'],
        policy: [
          ['7/20', '13/20'],
          ['1/20', 0.95],
        ],
      },
    ];
    const found = await Promise.all(
      written.map(async (given) => {
        expect(accepts('assess.segments', given)).toEqual([]);
        const { gainers, ...rest } = await document(given);
        expect(rest).toMatchObject({ verdict: 'improving', losers: [], missed: null });
        return { after: rest.after, gains: gainers.map(({ amount }) => amount) };
      }),
    );
    expect(found[0]).toEqual({
      after: { revenue: 1.275, consumerSurplus: 0.14375, totalSurplus: 1.41875 },
      gains: [0.75],
    });
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
    expect((await document(written[2]!)).gainers[0]?.segment).toBe('Signal a');
  });

  test('leaves out a signal that nobody sends', async () => {
    const { out } = await assessed({
      signals: ['a', 'never'],
      policy: [
        [1, 0],
        [1, 0],
      ],
    });
    expect(out).toContain('Nobody gains or loses by these segments');
    expect(out).toContain('Every segment is the market itself.');
    expect(out).not.toContain('never');
  });

  test('takes rounded numbers up to 1e-9, and says so', async () => {
    const thirds = [0.3333333333, 0.3333333333, 0.3333333334];
    const near = { segments: thirds.map((weight) => ({ weight, market: [1, 1] })) };
    expect(await document(near)).toMatchObject({ verdict: 'neutral', missed: null });
    const off = {
      segments: [
        { weight: 0.5, market: [0.2, 0.8] },
        { weight: 0.5, market: [0.7999999999, 0.2000000001] },
      ],
    };
    expect((await document(off)).missed).toBeGreaterThan(0);
    expect((await assessed(off)).out).toContain('miss the market by 5e-11');
  });

  test('takes a policy whose rows miss 1 by 1e-9 at most', async () => {
    const rounded = [
      ['0.3333333333', '0.6666666666'],
      [0.5, 0.5],
    ];
    expect((await document({ policy: rounded })).missed).toBeCloseTo(1e-10, 15);
    expect((await assessed({ policy: rounded })).out).toContain('miss the market by 1e-10');
  });

  test('needs a rule where a segment has several optimal menus', async () => {
    const tied = { segments: [{ masses: [3, 1] }, { masses: [1, 3] }] };
    const { code, out, err } = await assessed(tied);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'error: --rule must be one of efficient, consumer, adverse, mid, posted, since segment 1 has several optimal menus ' +
        'that treat low, high differently, got nothing\n',
    );
    expect((await document(tied, '--rule=adverse')).verdict).toBe('harming');
    const cwd = folder({
      'm.json': JSON.stringify(TIED),
      's.json': '{"segments":[{"masses":[1,1]}]}',
    });
    const whole = await candor(['assess', 'm.json', '--segments=s.json'], { cwd });
    expect(whole.err).toContain('since this market has several optimal menus');
  });

  test('draws before and after', async () => {
    const cwd = folder({
      'm.json': JSON.stringify(TWO),
      's.json': JSON.stringify({
        signals: ['coupon', 'none'],
        policy: [
          ['7/20', '13/20'],
          ['1/20', '19/20'],
        ],
      }),
    });
    const argv = ['assess', 'm.json', '--segments=s.json', '--plot=p.svg'];
    expect(await candor(argv, { cwd })).toMatchObject({ code: 0, err: '' });
    const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
    for (const text of ['signal coupon', 'signal none', 'before', 'after', '0.2875']) {
      expect(svg).toContain(`>${text}<`);
    }
  });
});
