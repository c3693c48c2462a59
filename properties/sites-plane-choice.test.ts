import { describe, expect, it } from 'vitest';
import { candidatePlane } from '../src/mechanisms/sites/plane/candidates.ts';
import { planeLottery, type PlaneLotteryOptions } from '../src/mechanisms/sites/plane/lottery.ts';
import { widePlane, type PlanePairOptions } from '../src/mechanisms/sites/plane/pairs.ts';
import {
  away,
  planeCosts as kinds,
  type Place,
  type PlaneCost as Kind,
} from './support/plane-costs.ts';
import { allLies, deviations, lost } from './support/plane-lies.ts';

function options(kind: Kind, grid: number, extent: Place = [1, 0.6]): PlanePairOptions {
  return { ...kind, grid, extent, facilities: 3 };
}

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
