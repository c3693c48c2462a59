import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import type { SiteLottery } from '../src/mechanisms/sites/lotteries/lottery.ts';
import { gridSites } from '../src/mechanisms/sites/plane/distance.ts';
import { midpointPlane } from '../src/mechanisms/sites/plane/midpoint.ts';
import {
  adjacentPlane,
  widePlane,
  type PlanePairOptions,
} from '../src/mechanisms/sites/plane/pairs.ts';
import {
  away,
  pays,
  planeCosts as kinds,
  type Place,
  type PlaneCost as Kind,
} from './support/plane-costs.ts';
import { allLies, deviations } from './support/plane-lies.ts';

/** Least of loss / leastLoss over the lies. */
function slack(
  lottery: SiteLottery,
  kind: Kind,
  lies: readonly (readonly [Place, Place])[],
): number {
  return Math.min(
    ...lies.map(([t, b]) => lottery.loss(t, b) / lottery.leastLoss(away(kind, t, b))),
  );
}

function options(kind: Kind, grid: number, extent: Place = [1, 0.6]): PlanePairOptions {
  return { ...kind, grid, extent, facilities: 3 };
}

const families = [adjacentPlane, widePlane];

describe('pairs along an axis of the plane', () => {
  it('lose what their draws lose', () => {
    for (const kind of kinds) {
      const lies = allLies(3, [1, 0.6]).filter((_, k) => k % 37 === 0);
      for (const family of families) {
        expect(deviations(family(options(kind, 3)), kind, lies)).toBeLessThan(6);
      }
    }
  });

  it('take at least the stated loss from every lie, and no more from the shortest', () => {
    for (const kind of kinds) {
      for (const extent of [
        [1, 1],
        [1, 0.6],
        [0.5, 1, 0.7],
      ]) {
        for (const grid of extent.length > 2 ? [1, 2] : [1, 2, 5]) {
          const lies = allLies(grid, extent);
          for (const family of families) {
            const least = slack(family(options(kind, grid, extent)), kind, lies);
            expect(least).toBeGreaterThan(1 - 1e-12);
            const bound = kind.distance === 'l1' && kind.cost === 'squared';
            if (!bound) expect(least).toBeLessThan(1 + 1e-12);
          }
        }
      }
    }
  });

  it('lose exactly d/(I m) in l1 when they are adjacent', () => {
    const lottery = adjacentPlane(options(kinds[0], 6, [1, 1]));
    for (const [t, b] of allLies(6, [1, 1])) {
      expect(lottery.loss(t, b)).toBeCloseTo(away(kinds[0], t, b) / 12, 14);
    }
  });

  it('lose more in Euclidean distance when they are wide, and in no distance less', () => {
    for (const kind of kinds) {
      const [adjacent, wide] = families.map((family) => family(options(kind, 16)).leastLoss(0.1));
      expect(wide).toBeGreaterThanOrEqual(adjacent! * (1 - 1e-12));
      if (kind.distance === 'euclidean') expect(wide).toBeGreaterThan(2 * adjacent!);
    }
  });

  it('leave no truthful type with more than the stated cost', () => {
    for (const kind of kinds) {
      const lottery = widePlane(options(kind, 5));
      const expected = gridSites(5, [1, 0.6]).map((t) => lottery.expectedCost!(t));
      expect(Math.max(...expected)).toBeCloseTo(lottery.worst!, 13);
      const rng = seeded('expected costs');
      const t = [0.2, 0.12];
      const draws = Array.from({ length: 4000 }, () =>
        Math.min(...lottery.draw(rng).map((s) => pays(kind, t, s))),
      );
      const mean = draws.reduce((a, x) => a + x, 0) / draws.length;
      expect(Math.abs(lottery.expectedCost!(t) - mean)).toBeLessThan(0.03);
    }
  });

  it('name every distance of a lie', () => {
    const { distances } = adjacentPlane(options(kinds[1], 2, [1, 1]));
    expect(Array.from(distances!)).toEqual([0.5, 0.5 ** 0.5, 1, 1.25 ** 0.5, 2 ** 0.5]);
  });
});

const midpoints = new Map<string, ReturnType<typeof midpointPlane>>();

/** The midpoint lottery of a cost and a domain, made once. */
function midpoint(kind: Kind, extent: Place): ReturnType<typeof midpointPlane> {
  const key = `${kind.distance} ${kind.cost} ${extent.join(' ')}`;
  const made =
    midpoints.get(key) ?? midpointPlane({ ...kind, extent, facilities: 2, shortest: 0.1 });
  midpoints.set(key, made);
  return made;
}

describe('a random midpoint in the plane', () => {
  const rng = seeded('worst costs');
  const lies = (label: string, extent: Place): [Place, Place][] => {
    const rng = seeded(label);
    const place = (): Place =>
      extent.map((end) => (rng() < 0.3 ? (rng() < 0.5 ? 0 : end) : end * rng()));
    return Array.from({ length: 150 }, (): [Place, Place] => [place(), place()]);
  };

  it('loses what its draws lose', () => {
    for (const kind of kinds) {
      const lottery = midpoint(kind, [1, 0.6]);
      expect(deviations(lottery, kind, lies('draws', [1, 0.6]).slice(0, 6))).toBeLessThan(6);
    }
  });

  it('takes at least the stated loss from every lie, and not four times as much from all', () => {
    for (const kind of kinds) {
      for (const extent of [
        [1, 1],
        [1, 0.2],
      ]) {
        const lottery = midpoint(kind, extent);
        const near = lies('near', extent)
          .slice(0, 60)
          .map(([t, b]): [Place, Place] => [t, t.map((x, i) => x + (b[i]! - x) / 8)]);
        const least = slack(lottery, kind, [...lies('far', extent).slice(0, 60), ...near]);
        expect(least).toBeGreaterThan(1);
        expect(least).toBeLessThan(4);
      }
    }
  });

  it('costs no truthful type more than stated, and not much less', () => {
    for (const kind of kinds) {
      const lottery = midpoint(kind, [1, 0.6]);
      const draws = Array.from({ length: 3000 }, () => lottery.draw(rng));
      const paid = gridSites(2, [1, 0.6]).map(
        (t) =>
          draws.reduce((a, pair) => a + Math.min(...pair.map((s) => pays(kind, t, s))), 0) / 3000,
      );
      expect(Math.max(...paid)).toBeLessThan(lottery.worst! + 0.02);
      expect(Math.max(...paid)).toBeGreaterThan(0.85 * lottery.worst!);
    }
  });

  it('is integrated as finely as an independent sum', () => {
    const lottery = midpoint(kinds[0], [1, 1]);
    // l1 and one axis: the integral of 2 min(a, w) over the midpoints, half the draws
    let total = 0;
    for (let k = 0; k < 1e5; k++) {
      const a = ((k + 0.5) / 1e5) * 0.5;
      total += (2 * Math.min(a, 1 - 0.2 - a, 0.2 + a) * 0.5) / 1e5;
    }
    expect(lottery.loss([0.2, 0.9], [0.7, 0.9])).toBeCloseTo(total / 2, 9);
  });
});
