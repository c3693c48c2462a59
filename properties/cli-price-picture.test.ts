import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unitCube } from '../src/cli/input/units.ts';
import { demand } from '../src/cli/price/picture.ts';
import { candor, folder } from './support/terminal.ts';

const RUN =
  'price s.csv --column v --bounds v=0:4 --grid 4 --offset half --truth brackets --epsilon 0.5 --seed p'.split(
    ' ',
  );

describe('the picture of a price', () => {
  const drawn = async (csv: string, ...more: string[]): Promise<string> => {
    const cwd = folder({ 's.csv': csv });
    const { code, err } = await candor([...RUN, '--plot=p.svg', ...more], {
      cwd,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return readFileSync(join(cwd, 'p.svg'), 'utf8');
  };

  const draw = (...more: string[]): Promise<string> => drawn('v\n1\n3\n4\n', ...more);

  test('is as high when reports are 0, where the demand curve falls from everybody', async () => {
    const heightOf = (svg: string): string | undefined => /height="(\d+)"/.exec(svg)?.[1];
    const usual = heightOf(await drawn('v\n1\n4\n', '--diagnostics'));
    expect(usual).toMatch(/^\d+$/);
    expect(heightOf(await drawn('v\n0\n4\n', '--diagnostics'))).toBe(usual);
  });

  test('shows the price and who buys, and no report', async () => {
    const svg = await draw();
    expect(svg).toMatch(/>price: [\d.]+</);
    expect(svg).not.toContain('share that buys');
    expect(svg).not.toContain('not private: grey');
  });

  test('has the share of the values that reach a price, at every price', () => {
    const rows = { values: Float64Array.of(4, 1, 3, 1), count: 4, clipped: 0 };
    const weights = Float64Array.of(1, 2, 4, 1);
    const bounds: [number, number][] = [[0, 5]];
    const curve = demand(unitCube({ columns: ['v'], bounds, weights, ...rows }));
    const at = (price: number): number => curve.find(({ x }) => x >= price)?.share ?? 0;
    const bought = (price: number): number =>
      rows.values.reduce((all, v, i) => all + (v >= price ? weights[i]! : 0), 0) / 8;
    for (const price of [0, 0.4, 1, 1.1, 2.9, 3, 3.5, 4, 4.5]) {
      expect(at(price), `${price}`).toBe(bought(price));
    }
    expect(curve.at(-1)).toEqual({ x: 4, share: 0 });
  });

  test('shows the demand curve to the owner alone', async () => {
    const svg = await draw('--diagnostics');
    expect(svg).toContain('not private: grey shows how many buy at each price');
    expect(svg).toContain('share that buys');
  });
});
