import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import type { SiteLottery } from '../src/mechanisms/sites/lottery.ts';
import { candidatePlane } from '../src/mechanisms/sites/plane-candidates.ts';
import { gridSites } from '../src/mechanisms/sites/plane-distance.ts';
import { planeLottery, type PlaneLotteryOptions } from '../src/mechanisms/sites/plane-lottery.ts';
import { midpointPlane } from '../src/mechanisms/sites/plane-midpoint.ts';
import {
  adjacentPlane,
  widePlane,
  type PlanePairOptions,
} from '../src/mechanisms/sites/plane-pairs.ts';
import {
  away,
  pays,
  planeCosts as kinds,
  type Place,
  type PlaneCost as Kind,
} from './support/plane-costs.ts';

/** What a lie loses when these sites are drawn, a tie broken in the liar's favour. */
function lost(kind: Kind, t: Place, b: Place, sites: readonly Place[]): number {
  const least = Math.min(...sites.map((s) => away(kind, b, s)));
  const held = sites.filter((s) => away(kind, b, s) <= least + 1e-12);
  return (
    Math.min(...held.map((s) => pays(kind, t, s))) - Math.min(...sites.map((s) => pays(kind, t, s)))
  );
}

/** Standard deviations between the loss that is claimed and the mean over draws. */
function deviations(
  lottery: SiteLottery,
  kind: Kind,
  lies: readonly (readonly [Place, Place])[],
): number {
  const rng = seeded(`losses ${lottery.kind} ${kind.distance} ${kind.cost}`);
  const draws = Array.from({ length: 1200 }, () => lottery.draw(rng));
  return Math.max(
    ...lies.map(([t, b]) => {
      const seen = draws.map((sites) => lost(kind, t, b, sites));
      const mean = seen.reduce((a, x) => a + x, 0) / seen.length;
      const spread = seen.reduce((a, x) => a + (x - mean) ** 2, 0) / seen.length ** 2;
      return Math.abs(lottery.loss(t, b) - mean) / (Math.sqrt(spread) + 1e-6);
    }),
  );
}

function allLies(m: number, extent: Place): [Place, Place][] {
  const types = gridSites(m, extent);
  return types.flatMap((t) => types.filter((b) => b !== t).map((b): [Place, Place] => [t, b]));
}

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

describe('a random midpoint in the plane', () => {
  const lies = (label: string, extent: Place): [Place, Place][] => {
    const rng = seeded(label);
    const place = (): Place =>
      extent.map((end) => (rng() < 0.3 ? (rng() < 0.5 ? 0 : end) : end * rng()));
    return Array.from({ length: 150 }, (): [Place, Place] => [place(), place()]);
  };

  it('loses what its draws lose', () => {
    for (const kind of kinds) {
      const lottery = midpointPlane({ ...kind, extent: [1, 0.6], facilities: 2, shortest: 0.1 });
      expect(deviations(lottery, kind, lies('draws', [1, 0.6]).slice(0, 12))).toBeLessThan(6);
    }
  });

  it('takes at least the stated loss from every lie, and not four times as much from all', () => {
    for (const kind of kinds) {
      for (const extent of [
        [1, 1],
        [1, 0.2],
      ]) {
        const lottery = midpointPlane({ ...kind, extent, facilities: 2, shortest: 0.1 });
        const near = lies('near', extent)
          .slice(0, 60)
          .map(([t, b]): [Place, Place] => [t, t.map((x, i) => x + (b[i]! - x) / 8)]);
        const least = slack(lottery, kind, [...lies('far', extent).slice(0, 60), ...near]);
        expect(least).toBeGreaterThan(1);
        expect(least).toBeLessThan(4);
      }
    }
  });

  it('is integrated as finely as an independent sum', () => {
    const lottery = midpointPlane({ ...kinds[0], extent: [1, 1], facilities: 2, shortest: 0.1 });
    // l1 and one axis: the integral of 2 min(a, w) over the midpoints, half the draws
    let total = 0;
    for (let k = 0; k < 1e5; k++) {
      const a = ((k + 0.5) / 1e5) * 0.5;
      total += (2 * Math.min(a, 1 - 0.2 - a, 0.2 + a) * 0.5) / 1e5;
    }
    expect(lottery.loss([0.2, 0.9], [0.7, 0.9])).toBeCloseTo(total / 2, 9);
  });
});

describe('pairs of declared sites', () => {
  const sites = [
    [0.1, 0.1],
    [0.9, 0.2],
    [0.4, 0.6],
    [0.8, 0.5],
    [0.15, 0.45],
    [0, 0.3],
    [0.6, 0],
    [1, 0.55],
    [0.05, 0],
  ];

  it('lose exactly what the mean over all pairs loses', () => {
    for (const kind of kinds) {
      const lottery = candidatePlane({ ...options(kind, 2), sites });
      let least = Infinity;
      for (const [t, b] of allLies(2, [1, 0.6])) {
        const pairs = sites.flatMap((s, k) => sites.slice(k + 1).map((other) => [s, other]));
        const exact = pairs.reduce((sum, pair) => sum + lost(kind, t, b, pair), 0) / pairs.length;
        expect(lottery.loss(t, b)).toBeCloseTo(exact, 14);
        expect(lottery.leastLoss(away(kind, t, b))).toBeLessThanOrEqual(exact + 1e-15);
        least = Math.min(least, exact);
      }
      expect(lottery.leastLoss(lottery.distances![0]!)).toBeCloseTo(least, 14);
      expect(deviations(lottery, kind, allLies(2, [1, 0.6]).slice(0, 20))).toBeLessThan(6);
    }
  });

  it('refuse, naming two types that no pair separates', () => {
    const column = [
      [0.5, 0],
      [0.5, 0.5],
      [0.5, 0.3],
    ];
    expect(() => candidatePlane({ ...options(kinds[1], 1), sites: column })).toThrow(
      'candidates must separate the types [0, 0] and [1, 0], got none that do',
    );
  });
});

describe('a lottery by name', () => {
  const given: PlaneLotteryOptions = {
    ...kinds[1],
    extent: [1, 1],
    facilities: 2,
    grid: 2,
    types: 'grid',
    candidates: null,
    shortest: 0.1,
  };

  it('is the one that fits when none is named', () => {
    expect(planeLottery(undefined, given).kind).toBe('wide');
    expect(planeLottery(undefined, { ...given, types: 'anywhere' }).kind).toBe('midpoint');
    expect(planeLottery('uniform', given).kind).toBe('candidates');
  });

  it('is refused where there is none', () => {
    expect(() => planeLottery('loc3', given)).toThrow('lottery must be uniform, adjacent or wide');
    const anywhere = { ...given, types: 'anywhere' as const };
    expect(() => planeLottery('adjacent', anywhere)).toThrow('lottery must be midpoint for types');
    expect(() => planeLottery(undefined, { ...anywhere, candidates: [[0, 0]] })).toThrow(
      'truth must be brackets where a lottery over declared candidates is needed',
    );
    expect(() => planeLottery('wide', { ...given, candidates: [[0, 0]] })).toThrow(
      'lottery must be uniform over declared candidates',
    );
    expect(() => widePlane({ ...given, grid: 3, facilities: 1 })).toThrow('facilities must be');
  });
});
