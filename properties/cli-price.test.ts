import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accepts } from './support/schemas.ts';
import { line, scenario, SMALL } from './support/price-runs.ts';
import { candor, chunks, folder } from './support/terminal.ts';

const TABLE = 'data/kakadu-wtp.csv';
const KAKADU = ['--column', 'dollars', '--weight', 'respondents', '--bounds', 'dollars=0:250'];
const GAIN = ['--grid', '50', '--offset', 'none', '--truth', 'gain:0.02', '--epsilon', '0.1'];
const PAGE = ['price', TABLE, ...KAKADU, ...GAIN];
describe('price', () => {
  test('prints a page for people', async () => {
    const { code, out, err } = await candor([...PAGE, '--seed', 'a']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "One price for 1,827 agents by dollars (a replay with a known seed, not a private release:
      whoever has the seed can undo it)

        price (dollars)   bought by reports of
                    170           170 and more

      How private
        Epsilon is 0.1 (one report replaced by any other, the number of buyers public). Whatever the
        other reports are, one report changes the probability of any result by at most 10.5 %, by a
        proved bound.
        That holds for fresh randomness. This run had a known seed and protects nobody.

      How truthful
        No lie gains more than 0.02 of a utility in [0, 1] (5 in the data's own units).
        With probability q = 20 % the price comes from a lottery that looks at no report: every price
        equally often. This time it comes from the lottery, and says nothing about anybody.
        The most any lie can still gain is 0.02 of the upper bound (5 in the data's own units).

      What it costs
        Promised for any data: on average a revenue per head at most 0.109 of the upper bound (27.3)
        below that of the best price on the grid; at most 0.02 more against any price in [0, 1] (that
        much is 5 in the data's own units).
        A price drawn blindly, without looking at anybody, would promise 0.362 of the upper bound
        (90.4): the reports are worth 0.252 of the upper bound (63.1).

      What it rests on
        [yours to know] the number of agents is public: n = 1827 enters the promises
        [yours to know] reactions can be imposed: when the lottery chose the price, a buyer is held to
        buying exactly if her report says so
        [yours to know] buyers forgo gains that small: the promised loss is for truthful reports
        [yours to know] a buyer at a price equal to her value buys: values between the prices count as
        the highest price they reach: the revenue of every price on the grid is exact; prices 0, 1/m,
        .., 1

      Keep in mind
        Everybody buys at this price if her report is at least the price, and nobody else does: the
        promise of truth rests on that.
      "
    `);
  });

  test('replays a seed to the same document, which keeps to its schema', async () => {
    const argv = [...PAGE, '--seed', 'a', '--json'];
    const [first, second] = [await candor(argv), await candor(argv)];
    expect(first.out).toBe(second.out);
    const found = JSON.parse(first.out) as { price: number };
    expect(accepts('price.result', found)).toEqual([]);
    expect(found).toMatchObject({
      schema: 'candor/price/1',
      replay: true,
      bounds: [[0, 250]],
      epsilon: 0.1,
      part: expect.stringMatching('exponential|lottery') as string,
    });
    expect(found.price % 5).toBe(0);
    expect(found).not.toHaveProperty('private');
  });

  test('tells the owner the best price of the Kakadu table', async () => {
    const argv = [...PAGE, '--seed', 'a', '--diagnostics'];
    const found = JSON.parse((await candor([...argv, '--json'])).out) as {
      private: { optimum: number; optimalPrice: number };
    };
    expect(accepts('price.result', found)).toEqual([]);
    expect(found.private.optimalPrice).toBe(250);
    expect(found.private.optimum).toBeCloseTo(0.3416, 12);
    const page = (await candor(argv)).out.replaceAll(/\s+/g, ' ');
    expect(page).toContain(
      'The best there is: 0.3416 of the upper bound (85.4), at a price of 250.',
    );
    expect((await candor(PAGE)).out).not.toContain('The best there is');
  });

  test('reads the same values from a scenario file, options over fields', async () => {
    const given = {
      values: ['1/4', 0.75, 1],
      weights: [2, 1.5, 1],
      grid: 4,
      offset: 'half',
      truth: 'brackets',
      loss: 'best',
    };
    expect(accepts('price.scenario', given)).toEqual([]);
    const json = await scenario(given, '--epsilon', '0.5', '--seed', 'x');
    const csv = await candor(
      [...line('-', { weight: 'n' }), '--format=csv', '--seed=x', '--json'],
      {
        stdin: chunks(SMALL),
      },
    );
    const [own, scaled] = [JSON.parse(json.out), JSON.parse(csv.out)] as { price: number }[];
    expect(accepts('price.result', own)).toEqual([]);
    expect(4 * (own?.price ?? NaN)).toBe(scaled?.price);
    expect(own).toMatchObject({ population: 4.5, epsilon: 0.5 });
  });

  test('takes a lottery with a probability a price', async () => {
    const given = { values: [0.25, 1], grid: 2, offset: 'half', truth: 'brackets', epsilon: 1 };
    const own = { ...given, commitment: ['1/4', 0.75] };
    expect(accepts('price.scenario', own)).toEqual([]);
    const { out } = await scenario(own);
    expect(JSON.parse(out)).toMatchObject({ lottery: { kind: 'given' } });
    const short = await scenario({ ...given, commitment: [1] });
    expect(short).toMatchObject({ code: 2, out: '' });
    expect(short.err).toContain('commitment.length must be 2, got 1');
  });

  test.each(['permute-and-flip', 'laplace'])('draws by %s too', async (component) => {
    const { out } = await candor([...line('-', { component }), '--format=csv', '--json'], {
      stdin: chunks(SMALL),
    });
    expect(accepts('price.result', JSON.parse(out))).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ component, privacy: { basis: 'bound' } });
  });

  test('plans read no data and keep to the schema', async () => {
    const how = ['--grid', '50', '--offset', 'half', '--truth', 'brackets', '--loss', 'best'];
    const argv = ['price', '--plan', '--population', '1000,1e6', ...how];
    const { out } = await candor([...argv, '--json']);
    expect(accepts('price.result', JSON.parse(out))).toEqual([]);
    const { plans } = JSON.parse(out) as { plans: { dataHelp: boolean }[] };
    expect(plans.map(({ dataHelp }) => dataHelp)).toEqual([false, true]);
    expect((await candor(argv)).out).toContain('revenue in units of the upper bound per head');
  });

  test('adds to a ledger what its certificate says', async () => {
    const cwd = folder({ 's.csv': SMALL });
    const argv = [...line('s.csv'), '--ledger=l.json', '--budget=1', '--json'];
    const { out } = await candor(argv, { cwd });
    const kept = JSON.parse(readFileSync(join(cwd, 'l.json'), 'utf8')) as { spent: object[] };
    const { privacy } = JSON.parse(out) as { privacy: { epsilon: number } };
    expect(kept.spent).toMatchObject([{ command: 'price', epsilon: privacy.epsilon }]);
  });

  test('clips on request, and tells how often to the owner alone', async () => {
    const text = 'v\n-1\n5\n2\n';
    const page = await candor(line('-', { format: 'csv', clip: '' }), { stdin: chunks(text) });
    expect(page.out).toContain('moved to the nearer bound');
    expect(page.out).not.toContain('Values moved');
    const owner = line('-', { format: 'csv', clip: '', diagnostics: '' });
    expect((await candor(owner, { stdin: chunks(text) })).out).toContain(
      'Values moved to the bounds: 2.',
    );
  });

  test('lists what truth under brackets rests on', async () => {
    const { out } = await candor(line('-', { format: 'csv' }), { stdin: chunks(SMALL) });
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      '[yours to know] types are the points j/4: a value between them counts as its nearest',
    );
    const gain = line('-', { format: 'csv', truth: 'gain:0.2' });
    expect((await candor(gain, { stdin: chunks(SMALL) })).out).not.toContain(
      'types are the points',
    );
  });

  test('says so when the reports are not used', async () => {
    const never = line('-', { format: 'csv', truth: 'gain:0', offset: 'none' });
    const { out } = await candor(never, { stdin: chunks(SMALL) });
    expect(out).toContain('q = 100 %');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('So the reports are not used at all.');
    expect(
      (await candor(line('-', { format: 'csv' }), { stdin: chunks(SMALL) })).out,
    ).not.toContain('not used at all');
  });

  test('sells to one agent', async () => {
    const ran = await candor(line('-', { format: 'csv' }), { stdin: chunks('v\n4\n') });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^One price for 1 report by v\n/);
  });
});
