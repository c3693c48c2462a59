import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { large, TWO } from './support/market-runs.ts';
import { candor, folder } from './support/terminal.ts';

/** The texts of the picture of a run, by element. */
async function texts(
  argv: readonly string[],
  files: Readonly<Record<string, object>>,
): Promise<readonly string[]> {
  const written = Object.entries(files).map(([name, each]) => [name, JSON.stringify(each)]);
  const cwd = folder(Object.fromEntries(written) as Record<string, string>);
  const ran = await candor([...argv, '--plot=p.svg'], { cwd });
  expect(ran).toMatchObject({ code: 0, err: '' });
  const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

const THREE = {
  types: ['low', 'middle', 'somebody with a name that is too long'],
  values: [
    [2, 1],
    [3, 4],
    [4, 7],
  ],
};

describe('pictures of a market', () => {
  test('shares on an axis are percent, and a rule is named where it was asked for', async () => {
    const found = await texts(['improve', 'm.json'], { 'm.json': TWO });
    expect(found).toContain('100 %');
    const single = { values: [[1], [1]], market: [1, 1] };
    const plain = await texts(['improve', 'm.json'], { 'm.json': single });
    expect(plain.join()).not.toContain('by the rule');
    const asked = await texts(['improve', 'm.json', '--rule=mid'], { 'm.json': single });
    expect(asked).toContain('Where menus are tied, by the rule mid.');
  });

  test('there is nothing after where there are no segments', async () => {
    const given = { values: [[1], [1], [1], [1]], market: [1, 1, 1, 1], types: [...'abcd'] };
    const found = await texts(['improve', 'm.json'], { 'm.json': { ...given } });
    expect(found).not.toContain('after');
    expect(found).toContain('without segments');
    const yogurt = await texts(['improve', 'm.json'], { 'm.json': { ...TWO, market: [9, 1] } });
    expect(yogurt).not.toContain('after');
  });

  test('long names are cut, and the market is named once in ink and once in its halo', async () => {
    const found = await texts(['improve', 'm.json', '--rule=efficient'], {
      'm.json': { ...THREE, market: [1, 2, 2] },
    });
    expect(found).toContain('all somebody with a name th\u2026');
    expect(found.filter((text) => text === 'the market')).toHaveLength(2);
  });

  test('the halo of a name hides no line on which nothing can be improved, whose name is above it', async () => {
    const given = { ...THREE, market: ['9/20', '1/10', '9/20'] };
    const cwd = folder({ 'm.json': JSON.stringify(given) });
    await candor(['improve', 'm.json', '--rule=efficient', '--plot=p.svg'], { cwd });
    const svg = readFileSync(`${cwd}/p.svg`, 'utf8');
    const halo = svg.indexOf('>segment 2<');
    const line = svg.indexOf('stroke="#d55e00"', halo);
    expect(halo).toBeGreaterThan(0);
    expect(line).toBeGreaterThan(halo);
    expect(svg.indexOf('>segment 2<', line)).toBeGreaterThan(line);
    expect(svg.slice(0, halo)).not.toContain('stroke="#d55e00"');
  });

  test('more than six segments are numbered', async () => {
    const rows = [
      [2, 2, 2],
      [1, 2, 4],
      [3, 0, 1],
      [0, 4, 1],
      [1, 1, 5],
      [2, 6, 1],
      [1, 3, 4],
    ];
    const market = [0, 1, 2].map((t) => rows.reduce((all, row) => all + (row[t] ?? 0), 0));
    const found = await texts(['assess', 'm.json', '--segments=s.json', '--rule=efficient'], {
      'm.json': { ...THREE, market },
      's.json': { segments: rows.map((masses) => ({ masses })) },
    });
    expect(found.join()).not.toContain('segment 1');
    for (const number of ['1', '4', '7']) {
      expect(found.filter((text) => text === number).length).toBeGreaterThanOrEqual(2);
    }
  });

  test('of eighty types the ten who pay most, or gain most, are named', async () => {
    const given = { 'm.json': large(80, 5) };
    for (const command of ['menu', 'improve']) {
      const found = await texts([command, 'm.json'], given);
      expect(found.filter((text) => /^t\d+ \(/.test(text))).toHaveLength(10);
      expect(found.join()).toContain("; a solver's figures");
    }
  });

  test('what is paid includes costs, and revenue does not', async () => {
    const found = await texts(['menu', 'm.json', '--rule=efficient'], {
      'm.json': { ...THREE, market: [1, 2, 2], costs: [1, '1/2'] },
    });
    expect(found).toContain('a1, 3');
    expect(found.join()).toContain('revenue less costs 3 a head');
  });
});
