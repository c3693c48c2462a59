import { describe, expect, test } from 'vitest';
import { calibrateSites, seeded, type CalibrateSitesOptions } from '../src/index.ts';
import { gridSites, serving } from '../src/mechanisms/sites/plane/distance.ts';

const quadrants = [0.25, 0.75].flatMap((x) => [0.25, 0.75].map((y) => [x, y]));
const tenths = Array.from({ length: 11 }, (_, j) => [j / 10]);

/** The blind figure of a plan, truth as a gain that needs no lottery. */
function blind(change: Partial<CalibrateSitesOptions>): number {
  const asked: CalibrateSitesOptions = {
    population: 5000,
    attributes: 1,
    facilities: 2,
    grid: 4,
    distance: 'l1',
    truth: { gain: 1 },
    ...change,
    epsilon: 1,
  };
  return calibrateSites(asked).blind;
}

describe('what blind sites cost at most', () => {
  test('K candidates in the plane are better than the best one', () => {
    const plane = { attributes: 2, facilities: 4, candidates: quadrants } as const;
    expect(blind(plane)).toBe(0.5);
    expect(blind({ ...plane, distance: 'euclidean' })).toBeCloseTo(Math.sqrt(1 / 8), 12);
    expect(blind({ ...plane, cost: 'squared' })).toBe(0.25);
    expect(blind({ ...plane, facilities: 1 })).toBe(1.5);
    expect(blind({ ...plane, facilities: 2 })).toBe(1);
  });

  test('sites that are open already count', () => {
    const open = blind({ fixed: tenths, grid: 'continuous' });
    expect(open).toBeLessThanOrEqual(0.05);
    expect(open).toBeCloseTo(0.05, 12);
    expect(blind({ fixed: [[0.5]] })).toBeCloseTo(1 / 6, 12);
    expect(blind({ fixed: tenths, candidates: [[0.3], [0.41]] })).toBeCloseTo(0.05, 12);
    expect(blind({ attributes: 2, fixed: quadrants })).toBe(0.5);
    expect(
      blind({
        attributes: 2,
        fixed: quadrants,
        candidates: [
          [0, 0],
          [1, 1],
        ],
      }),
    ).toBe(0.5);
    expect(blind({ fixed: [[0.3]], truth: 'brackets', grid: 3 })).toBeLessThanOrEqual(0.3);
  });

  test('on a line, candidates and types on a grid are covered as well as any choice does', () => {
    const rng = seeded('blind');
    for (let run = 0; run < 40; run++) {
      const candidates = Array.from({ length: 5 }, () => [rng()]);
      const fixed = run % 2 === 0 ? [] : [[rng()]];
      const types = gridSites(512, [1]);
      let best = Infinity;
      for (const a of candidates) {
        for (const b of candidates) {
          const sites = [a, b, ...fixed];
          const far = serving('l1', 'distance');
          const gaps = types.map((t) => Math.min(...sites.map((site) => far(t, site))));
          best = Math.min(best, Math.max(...gaps));
        }
      }
      const found = blind({ candidates, fixed });
      expect(found).toBeGreaterThanOrEqual(best - 1e-12);
      expect(found).toBeLessThanOrEqual(best + 1 / 1024);
    }
  });

  test('no figure in the plane is above what the candidates next to even places cost', () => {
    const rng = seeded('even');
    const types = gridSites(64, [1, 1]);
    for (const distance of ['l1', 'euclidean'] as const) {
      const far = serving(distance, 'distance');
      for (let run = 0; run < 6; run++) {
        const candidates = Array.from({ length: 30 }, () => [rng(), rng()]);
        const near = quadrants.map((at) =>
          candidates.reduce((best, site) => (far(at, site) < far(at, best) ? site : best)),
        );
        const gaps = types.map((t) => Math.min(...near.map((site) => far(t, site))));
        const cost = Math.max(...gaps) + 2 / 128; // types between those 65 x 65
        expect(blind({ attributes: 2, facilities: 4, distance, candidates })).toBeLessThanOrEqual(
          cost,
        );
      }
    }
  });
});
