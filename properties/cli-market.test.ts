import { describe, expect, test } from 'vitest';
import { document, large, market, TIED, TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder, names } from './support/terminal.ts';

/** Two alternatives that cost the seller something. */
const COSTLY = {
  values: [
    [2, 1],
    [3, 4],
    [4, 7],
  ],
  market: [1, 1, 1],
  costs: [1, '1/2'],
};

interface Row {
  readonly type: string;
  readonly lottery: Readonly<Record<string, number>>;
  readonly payment: number;
  readonly cost: number;
  readonly surplus: number;
}

interface Menu {
  readonly menu: readonly Row[];
  readonly revenue: number;
  readonly posted?: boolean;
}

interface Segmented {
  readonly segments: readonly { readonly market: number[]; readonly menu: readonly Row[] }[];
  readonly revenueBefore: number;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What she pays is what the item is worth to her less what she keeps. */
function paysItsWorth({ lottery, payment, cost, surplus, type }: Row): void {
  const t = Number(type.slice(1)) - 1;
  const parts = Object.entries(lottery).filter(([name]) => name !== '0');
  const worth = parts.map(([name, p]) => p * COSTLY.values[t]![Number(name.slice(1)) - 1]!);
  const costs = parts.map(([name, p]) => p * (name === 'a1' ? 1 : 0.5));
  const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
  expect(payment).toBeCloseTo(sum(worth) - surplus, 12);
  expect(cost).toBeCloseTo(sum(costs), 12);
}

describe('with costs, a buyer pays the price', () => {
  test('and the seller earns what is left of it', async () => {
    const found = await document<Menu>('menu', COSTLY, '--rule=efficient');
    expect(accepts('menu.result', found)).toEqual([]);
    expect(found.menu.some(({ cost }) => cost > 0)).toBe(true);
    found.menu.forEach(paysItsWorth);
    const earned = found.menu.map(({ payment, cost }) => (payment - cost) / 3);
    expect(earned.reduce((a, b) => a + b, 0)).toBeCloseTo(found.revenue, 12);
    const { out } = await market('menu', COSTLY, '--rule=efficient');
    expect(out).toContain('Revenue less costs is');
    expect(flat(out)).toContain('What types pay includes what their products cost the seller');
  });

  test.each(['improve', 'assess'])('in the segments of %s', async (command) => {
    const given = { ...COSTLY, market: [1, 2, 2] };
    const improved = await market('improve', given, '--rule=efficient', '--json');
    const cwd = folder({ 'm.json': JSON.stringify(given), 's.json': improved.out });
    const argv = ['assess', 'm.json', '--segments=s.json', '--rule=efficient'];
    const ran = command === 'improve' ? improved : await candor([...argv, '--json'], { cwd });
    const found = JSON.parse(ran.out) as Segmented;
    expect(accepts(`${command}.result`, found)).toEqual([]);
    expect(found.segments.length).toBeGreaterThan(1);
    for (const { menu } of found.segments) menu.forEach(paysItsWorth);
    const page = await candor(argv, { cwd });
    expect(page.out).toContain('Revenue less costs a head');
    expect(page.out).toContain('a head earned in it beyond costs');
  });
});

describe('the rule posted', () => {
  const none = {
    values: [
      [2, 1],
      [5, 0],
      [3, 2],
    ],
    market: [4, 4, 4],
  };

  test('says where no optimal menu consists of posted prices', async () => {
    const found = await document<Menu>('menu', none, '--rule=posted');
    expect(accepts('menu.result', found)).toEqual([]);
    expect(found.posted).toBe(false);
    const said = 'In this market no optimal menu consists of posted prices';
    expect(flat((await market('menu', none, '--rule=posted')).out)).toContain(said);
    const { out } = await market('improve', none, '--rule=posted');
    expect(flat(out)).toContain('In this market and in segment 2 no optimal menu consists of');
    const improved = await document<Menu>('improve', none, '--rule=posted');
    expect(accepts('improve.result', improved)).toEqual([]);
    expect(improved.posted).toBe(false);
  });

  test('keeps quiet where one does, and no other rule says anything', async () => {
    expect((await document<Menu>('menu', TIED, '--rule=posted')).posted).toBe(true);
    expect((await market('menu', TIED, '--rule=posted')).out).not.toContain('no optimal menu');
    expect(await document<Menu>('menu', none, '--rule=efficient')).not.toHaveProperty('posted');
  });
});

describe('a verdict in figures of a solver', () => {
  test('names their precision, the gap and what constraints are broken by', async () => {
    const given = large(18, 3);
    const improved = await market('improve', given);
    const precision =
      /\(up to a hundred-millionth of what each type values most, the solver's precision\)/;
    expect(flat(improved.out)).toMatch(precision);
    const backed = /earns more than a menu here by more than \S+, the gap, and no constraint is/;
    expect(flat(improved.out)).toMatch(backed);
    expect(flat(improved.out)).toContain('--exact computes the same in fractions.');
    const cwd = folder({
      'm.json': JSON.stringify(given),
      's.json': (await market('improve', given, '--json')).out,
    });
    const { out } = await candor(['assess', 'm.json', '--segments=s.json'], { cwd });
    expect(flat(out)).toMatch(precision);
    expect(flat(out)).toMatch(backed);
    expect(flat((await market('menu', given)).out)).toMatch(backed);
  });

  test('recommends --exact only where it is accepted', async () => {
    const given = large(60, 2);
    expect((await market('menu', given)).out).not.toContain('--exact');
    expect(await market('menu', given, '--exact')).toEqual({
      code: 2,
      out: '',
      err:
        'error: --exact must be for at most 40 types and 200 types times products, beyond which fractions take minutes and more, ' +
        'got 60 types, 120 types times products\n',
    });
  });
});

test('unknown is not no, and the page says what could be done', async () => {
  const given = { values: [[4], [4], [4], [2]], market: [1, 1, 1, 3] };
  const found = await document<{ improvable: unknown }>('improve', given, '--rule=mid');
  expect(accepts('improve.result', found)).toEqual([]);
  expect(found.improvable).toBe('unknown');
  const { out } = await market('improve', given, '--rule=mid');
  expect(flat(out)).toContain('is not known: this is not a no');
  expect(flat(out)).toContain('Another --rule may have an answer');
});

describe('figures of a page', () => {
  test('are decimals with two digits after the point at least', async () => {
    const given = { values: [['1234567.891'], ['3/7']], market: [999999, 1] };
    const { out } = await market('menu', given);
    expect(out).toContain('1,234,567.89');
    expect(out).toContain('0.42857');
    expect(out).toContain('> 99.9 %');
    expect(out).not.toContain('/7');
  });

  test('call only what is certain 1, and a type that is not there by her name', async () => {
    const { out } = await market('menu', { ...TWO, market: [0, 1] });
    expect(out).toMatch(/low +0 % +nothing .*not there; chooses from the menu/);
  });
});

describe('what a page cannot print is refused', () => {
  test.each([
    [
      {
        ...TWO,
        values: [
          ['1e400', 1],
          [1, 1],
        ],
      },
      'values[0][0] must be at most 1e+300 in size, got "1e400"',
    ],
    [{ ...TWO, costs: ['-1e301', 1] }, 'costs[0] must be at most 1e+300 in size, got "-1e301"'],
    [
      { ...TWO, market: ['1e-400', 1] },
      'market[0] must be 0 or at least 5e-324 in size, got "1e-400"',
    ],
    [
      { ...TWO, types: ['a\u001b[2J', 'b'] },
      'types[0] must be a name without control characters, got "a\\u001b[2J"',
    ],
    [
      { ...TWO, alternatives: ['x', 'nothing'] },
      'alternatives[1] must be another name than that of buying nothing, got "nothing"',
    ],
  ])('%j', async (given, expected) => {
    expect(await market('menu', given)).toEqual({ code: 2, out: '', err: `error: ${expected}\n` });
    const named = expected.startsWith('types') || expected.startsWith('alternatives');
    if (named) expect(accepts('menu.scenario', given)).not.toEqual([]);
  });
});

describe('the document of improve as segments', () => {
  test('of a market that was not improved is refused with the reason', async () => {
    const given = { ...TWO, market: [9, 1] };
    const improved = await market('improve', given, '--json');
    const cwd = folder({ 'm.json': JSON.stringify(given) });
    const argv = ['assess', 'm.json', '--segments=-'];
    expect(await candor(argv, { cwd, stdin: chunks(improved.out) })).toEqual({
      code: 2,
      out: '',
      err:
        'error: segments of standard input must be those of a market that was improved, which this one was not (efficient), ' +
        'got none\n',
    });
    const menu = await market('menu', given, '--json');
    expect((await candor(argv, { cwd, stdin: chunks(menu.out) })).err).toBe(
      'error: schema of standard input must be one of candor/improve/1, candor/assess/1, got "candor/menu/1"\n',
    );
    expect(names(cwd)).toEqual(['m.json']);
  });

  test('of other types is refused', async () => {
    const improved = await market('improve', TWO, '--json');
    const given = { ...TWO, types: ['high', 'low'] };
    const cwd = folder({ 'm.json': JSON.stringify(given) });
    const argv = ['assess', 'm.json', '--segments=-'];
    expect((await candor(argv, { cwd, stdin: chunks(improved.out) })).err).toBe(
      'error: types of standard input must be those of the market, high, low, got ["low","high"]\n',
    );
  });

  test('under another rule is judged, and the page says so', async () => {
    const stuck = { ...TWO, market: [1, 3] };
    const improved = await market('improve', stuck, '--rule=adverse', '--json');
    const cwd = folder({ 'm.json': JSON.stringify(stuck) });
    const judged = async (rule: string): Promise<string> => {
      const argv = ['assess', 'm.json', '--segments=-', `--rule=${rule}`];
      return flat((await candor(argv, { cwd, stdin: chunks(improved.out) })).out);
    };
    const said = 'found under the rule adverse, and are judged under the rule consumer';
    expect(await judged('consumer')).toContain(said);
    expect(await judged('adverse')).not.toContain('found under');
  });
});
