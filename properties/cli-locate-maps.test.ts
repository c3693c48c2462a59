import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scaleOf } from '../src/cli/locate/scale.ts';
import { locateDocument as document } from './support/cli-locate.ts';
import { read } from './support/house.ts';
import { accepts } from './support/schemas.ts';
import { markdown, type Titled } from './support/tables.ts';
import { candor, folder, names, options, type Words } from './support/terminal.ts';

const GROUPS = 'data/california-block-groups.csv';

describe('without data', () => {
  test('prints the table of lotteries without data, that of the docs', async () => {
    const { code, out } = await candor(['locate', '--plan', '--json']);
    expect(code).toBe(0);
    expect(accepts('locate.result', JSON.parse(out))).toEqual([]);
    const { tables } = JSON.parse(out) as { tables: Titled[] };
    expect(tables.map(({ title }) => title.slice(0, 12))).toEqual(['LOC1 to LOC4']);
    for (const table of tables) expect(read('docs/sites.md')).toContain(markdown(table));
  });

  test('a printed lottery that does not separate says so first', async () => {
    const how = ['--facilities=2', '--grid=8', '--mode=paper', '--population=100000000'];
    const plan = async (lottery: string): Promise<string> =>
      (await candor(['locate', '--plan', ...how, `--lottery=${lottery}`])).out;
    expect(await plan('loc3')).toMatch(
      /claim printed for LOC3, that every lie strictly loses, FAILS/,
    );
    expect(await plan('adjacent')).not.toContain('FAILS');
    const cwd = folder({ 'n.csv': 'x,n\n1,1e8\n' });
    const { out } = await candor(
      [
        'locate',
        'n.csv',
        '--columns=x',
        '--bounds=x=0:4',
        '--weight=n',
        '--lottery=loc3',
        ...how.slice(0, 3),
      ],
      { cwd },
    );
    expect(out.split('\n\n')[1]).toMatch(/^The claim printed for LOC3.+FAILS/);
  });

  test('plans read no data and keep to the schema', async () => {
    const line = ['--facilities', '2', '--grid', '8', '--truth', 'brackets', '--loss', 'best'];
    const argv = ['locate', '--plan', '--population', '5,1e6', ...line];
    const plane = ['--columns', 'x,y', '--bounds', 'x=0:4,y=0:2', '--distance', 'l1'];
    for (const words of [argv, [...argv, ...plane]]) {
      const { out } = await candor([...words, '--json']);
      expect(accepts('locate.result', JSON.parse(out))).toEqual([]);
      const { plans } = JSON.parse(out) as { plans: { dataHelp: boolean }[] };
      expect(plans.map(({ dataHelp }) => dataHelp)).toEqual([false, true]);
    }
    expect((await candor(argv)).out).toContain('loss is distance per head');
    const paper = ['--facilities', '2', '--grid', '8', '--mode', 'paper', '--lottery', 'adjacent'];
    const printed = await candor(['locate', '--plan', '--population', '1e9', ...paper]);
    expect(printed.out).toContain('with parameters as printed in the paper');
  });
});

describe('the block groups', () => {
  test('places three sites for the block groups among 128 candidates, on a map in kilometres', async () => {
    const places = {
      columns: 'longitude,latitude',
      bounds: 'longitude=-125:-114,latitude=32:43',
      crs: 'lonlat',
      weight: 'population',
      facilities: '3',
      candidates: 'data/california-candidates.csv',
      distance: 'euclidean',
    };
    const how = { grid: '8', truth: 'brackets', epsilon: '0.0001', seed: 'a' };
    const argv = ['locate', GROUPS, ...options({ ...places, ...how })];
    const { code, out, err } = await candor([...argv, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const found = JSON.parse(out) as { sites: { longitude: number; latitude: number }[] };
    expect(accepts('locate.result', found)).toEqual([]);
    expect(found).toMatchObject({ candidates: 128, crs: 'lonlat', scale: 11 });
    const lattice = readFileSync('data/california-candidates.csv', 'utf8').split('\n');
    expect(lattice).toHaveLength(130); // a header, 128 places and the end
    for (const { longitude, latitude } of found.sites) {
      expect(lattice).toContain(`${Number(longitude.toFixed(6))},${Number(latitude.toFixed(6))}`);
    }
    expect((await candor(argv)).out).toMatch(/at most [\d.]+ \([\d.]+ km\)/);
  });
});

describe('the common scale', () => {
  const table = (bounds: readonly (readonly [number, number])[]) => ({
    columns: null,
    bounds,
    values: new Float64Array(),
    count: 0,
    clipped: 0,
  });

  test('is the longest declared axis', () => {
    expect(
      scaleOf(
        table([
          [0, 4],
          [10, 12],
        ]),
        undefined,
      ),
    ).toEqual({ extents: [1, 0.5], unit: 4 });
  });

  test('of degrees shortens longitude by the cosine of the middle latitude of the bounds', () => {
    const { extents, unit } = scaleOf(
      table([
        [-125, -114],
        [55, 65],
      ]),
      'lonlat',
    );
    expect(unit).toBe(10);
    expect(extents[1]).toBe(1);
    expect(extents[0]).toBeCloseTo(0.55, 12); // 11 degrees at 60 degrees north
  });
});

describe('everybody gets', () => {
  test('the nearest site, an open one too unless the lottery was drawn, with a note', async () => {
    const files = { 'f.csv': 'x,y\n4,0\n' };
    const { found, cwd } = await document({ fixed: 'f.csv', assign: 'of.csv' }, files);
    const open = found.sites.concat({ x: 4, y: 0 });
    const [header, ...rows] = readFileSync(join(cwd, 'of.csv'), 'utf8').trim().split('\n');
    expect(header).toBe('row,site,x,y');
    const { part } = found as unknown as { part: string };
    const shown = part === 'lottery' ? found.sites : open;
    const points = [
      [0, 0],
      [1, 2],
      [4, 0],
      [4, 2],
      [2, 1],
    ];
    const expected = points.map(([x = 0, y = 0], i) => {
      const far = shown.map((site) => Math.abs(site.x - x) + Math.abs(site.y - y));
      const k = far.indexOf(Math.min(...far));
      return [i + 1, k + 1, shown[k]?.x, shown[k]?.y].join();
    });
    expect(rows).toEqual(expected);
    expect(names(cwd)).toEqual(['f.csv', 'of.csv', 'of.csv.note.txt', 'p.csv']);
  });
});

describe('the map', () => {
  const draw = async (changed: Words = {}): Promise<string> => {
    const { cwd } = await document({ plot: 'm.svg', ...changed });
    return readFileSync(join(cwd, 'm.svg'), 'utf8');
  };

  test('shows sites and catchments true to scale, and no point', async () => {
    const svg = await draw();
    expect(svg).toMatch(/^<svg/);
    for (const title of ['x', 'y']) expect(svg).toContain(`>${title}</text>`);
    expect(svg).toMatch(/h460v230/);
    expect(svg).not.toContain('not private: grey');
  });

  test('shows the points to the owner alone', async () => {
    expect(await draw({ diagnostics: '' })).toContain('not private: grey shows the reports');
  });

  test('names open sites by their own word, and counts them beside the new ones', async () => {
    const one = { columns: 'x', bounds: 'x=0:4', distance: null, truth: 'gain:0.9' };
    const files = { 'f.csv': 'x\n1.2\n' };
    const { cwd } = await document({ ...one, fixed: 'f.csv', plot: 'o.svg' }, files);
    const svg = readFileSync(join(cwd, 'o.svg'), 'utf8');
    expect(svg).toContain('2 sites beside 1 open by x');
    expect(svg).toContain('>open 1: 1.2<');
    expect(svg).not.toContain('site open');
  });

  test('of one column is an axis', async () => {
    const svg = await draw({ columns: 'x', bounds: 'x=0:4', distance: null });
    expect(svg).toMatch(/>sites? 1/);
  });
});
