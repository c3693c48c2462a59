import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { line, locateDocument as document, POINTS } from './support/cli-locate.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder, options } from './support/terminal.ts';

const GROUPS = 'data/california-block-groups.csv';
const LINE = {
  columns: 'latitude',
  bounds: 'latitude=32:43',
  weight: 'population',
  facilities: '3',
  grid: '32',
  truth: 'brackets',
  loss: 'best',
};
const PAGE = ['locate', GROUPS, ...options(LINE)];
describe('locate', () => {
  test('prints a page for people', async () => {
    const { code, out, err } = await candor([...PAGE, '--seed', 'a']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "3 sites for 29,421,840 agents by latitude (a replay with a known seed, not a private release:
      whoever has the seed can undo it)

        site   latitude   nearest for reports
           1     32.688          32 to 33.547
           2     34.063      33.547 to 35.953
           3     37.844          35.953 to 43

      How private
        Epsilon is 0.000363 (one report replaced by any other, the population size public). Whatever
        the other reports are, one report changes the probability of any result by at most 0.0363 %,
        by a proved bound.
        That holds for fresh randomness. This run had a known seed and protects nobody.

      How truthful
        Types are the declared grid points, and every lie strictly loses.
        With probability q = 0.29 % the sites come from a lottery that looks at no report: one of the
        32 pairs of neighbouring grid points, uniformly. This time they come from the reports.
        No lie is left that gains anything.

      What it costs
        Promised for any data: on average a distance per head at most 0.0028 (0.0308 in the data's own
        units) above that of the best 3 sites on the grid, for types on the grid.
        Sites spread blindly, without looking at anybody, would promise 0.156: the reports are worth
        0.153.
        Distances are in units of the longest declared axis, which is 11 in the data's own units.

      What it rests on
        [yours to know] population size is public: n = 29421840 enters q and the promises
        [yours to know] agents are served at the site nearest to their report: what makes a lie lose
        under the lottery is that nobody may choose another site
        [yours to know] types are the grid points: reports are read as their nearest grid point

      Keep in mind
        Everybody is served at the site nearest to her report, the first of equally near ones: the
        promise of truth rests on that.
        A person's site is for her own eyes: published assignments are outside every guarantee stated
        here.
      "
    `);
  });

  test('replays a seed to the same document, which keeps to its schema', async () => {
    const argv = [...PAGE, '--seed', 'a', '--json'];
    const [first, second] = [await candor(argv), await candor(argv)];
    expect(first.out).toBe(second.out);
    const found = JSON.parse(first.out) as { sites: { latitude: number }[] };
    expect(accepts('locate.result', found)).toEqual([]);
    expect(found).toMatchObject({ schema: 'candor/locate/1', replay: true, scale: 11 });
    for (const { latitude } of found.sites)
      expect(((latitude - 32) / 11) * 32).toBeCloseTo(Math.round(((latitude - 32) / 11) * 32), 9);
    expect(found).not.toHaveProperty('private');
  });

  test('releases with fresh randomness when no seed is given', async () => {
    const { out } = await candor([...PAGE, '--json']);
    expect(JSON.parse(out)).toMatchObject({ seed: null, replay: false });
  });

  test('tells the owner the best sites', async () => {
    const { found } = await document({ diagnostics: '', facilities: '5', loss: null });
    const sites = found.private?.optimalSites.map(({ x, y }) => [x, y]);
    expect(sites).toEqual([
      [0, 0],
      [1, 2],
      [2, 1],
      [4, 0],
      [4, 2],
    ]);
    expect(found.private?.optimum).toBeCloseTo(0, 12);
    const cwd = folder({ 'p.csv': POINTS });
    const page = await candor(line('p.csv', { diagnostics: '' }), { cwd });
    expect(page.out).toContain('For the data owner only (not private)');
    expect((await candor(line('p.csv'), { cwd })).out).not.toContain('The least there is');
  });

  test('reads the same points from a scenario file, options over fields', async () => {
    const given = {
      points: [
        [0, 0],
        [1, 2],
        [4, 0],
        [4, '6/3'],
        [2, 1],
      ],
      bounds: [
        [0, 4],
        [0, 2],
      ],
      facilities: 2,
      grid: 4,
      distance: 'l1',
      truth: 'brackets',
      loss: 'best',
    };
    expect(accepts('locate.scenario', given)).toEqual([]);
    const argv = ['locate', '-', '--format=json', '--epsilon=2', '--seed=a', '--json'];
    const { out } = await candor(argv, { stdin: chunks(JSON.stringify(given)) });
    const own = JSON.parse(out) as { sites: number[][] };
    expect(accepts('locate.result', own)).toEqual([]);
    const { found } = await document({});
    expect(own.sites).toEqual(found.sites.map(({ x, y }) => [x, y]));
    expect(own).toMatchObject({ epsilon: 2, population: 5, scale: 4 });
  });

  test('keeps to declared candidates, and leaves open sites out of the count', async () => {
    const files = { 'c.csv': 'y,x\n0,0\n2,1\n2,4\n', 'f.csv': 'x,y,who\n4,0,old\n' };
    const how = {
      candidates: 'c.csv',
      fixed: 'f.csv',
      grid: null,
      truth: 'gain:0.5',
      epsilon: '0.2',
    };
    const { found } = await document({ ...how, diagnostics: '' }, files);
    const declared = ['0,0', '1,2', '4,2'];
    for (const { x, y } of found.private?.optimalSites ?? [])
      expect(declared).toContain(`${x},${y}`);
    expect(found).toMatchObject({ candidates: 3, fixed: [{ x: 4, y: 0 }] });
    expect(found).not.toHaveProperty('grid');
    const cwd = folder({ 'p.csv': POINTS, ...files });
    const page = await candor(line('p.csv', { ...how, seed: 'b' }), { cwd });
    expect(page.out.replaceAll(/\s+/g, ' ')).toContain('at none that was open before');
  });

  test.each(['permute-and-flip', 'laplace'])('draws by %s too', async (component) => {
    const { found } = await document({ component, truth: 'gain:0.9' });
    expect(found).toMatchObject({ component });
  });

  test('takes squared distances, another distance and another lottery', async () => {
    await document({ cost: 'squared', truth: 'gain:0.9' });
    await document({ distance: 'euclidean', truth: 'gain:0.9' });
    const one = { columns: 'x', bounds: 'x=0:4', distance: null };
    for (const lottery of ['uniform', 'adjacent', 'dyadic']) {
      const { found } = await document({ ...one, lottery });
      expect(found).toMatchObject({ lottery: { kind: lottery } });
    }
  });

  test('finds the best lottery on a line by a linear program', async () => {
    const one = { columns: 'x', bounds: 'x=0:4', distance: null, lottery: 'optimal' };
    expect((await document(one)).found).toMatchObject({ lottery: { kind: 'optimal' } });
  });

  test('draws anywhere by exact rejection, and counts proposals for the owner', async () => {
    const how = { grid: 'continuous', truth: 'gain:0.9', diagnostics: '' };
    const { found } = await document(how);
    expect(found.private).toMatchObject({ trials: expect.any(Number) as number });
  });

  test('adds to a ledger what its certificate says', async () => {
    const { found, cwd } = await document({ seed: null, ledger: 'l.json', budget: '3' });
    const kept = JSON.parse(readFileSync(join(cwd, 'l.json'), 'utf8')) as { spent: object[] };
    expect(kept.spent).toMatchObject([{ command: 'locate', epsilon: found.epsilon }]);
  });
});
