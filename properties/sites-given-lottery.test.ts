import { describe, expect, test } from 'vitest';
import {
  adjacentSites,
  facilities,
  givenSiteLottery,
  midpointSites,
  population,
  seeded,
  type FacilitiesOptions,
  type SiteLottery,
} from '../src/index.ts';
import { widePlane } from '../src/mechanisms/sites/plane/pairs.ts';

const LINE: FacilitiesOptions = {
  population: population(Float64Array.of(0, 0.2, 0.25), 1),
  facilities: 2,
  grid: 4,
  distance: 'l1',
  mode: 'calibrated',
  truth: { beyond: 0.2 },
  promise: { epsilon: 1 },
};

const PLANE: FacilitiesOptions = {
  ...LINE,
  population: population(Float64Array.of(0, 0.2, 0.25, 0.5), 2),
  truth: 'brackets',
};

/** A lottery whose losses are the caller's word: those of the midpoint pair. */
function declaredAs(change: Partial<SiteLottery>): SiteLottery {
  const { scope: _, ...own } = midpointSites(2, 'distance');
  return { ...own, kind: 'declared', ...change };
}

describe('a given lottery must be made for the plan', () => {
  const pairs = [0, 1, 2, 3].map((j) => [[j / 8], [(j + 1) / 8]]);
  const short = givenSiteLottery({
    alternatives: pairs,
    probabilities: [0.25, 0.25, 0.25, 0.25],
    grid: 4,
    extent: [0.5],
  });
  const plane = { grid: 4, facilities: 2, cost: 'distance' } as const;
  test.each<readonly [Partial<FacilitiesOptions>, string]>([
    [{ lottery: short, truth: 'brackets' }, 'lottery.scope.extent must be [1], got [0.5]'],
    [
      { lottery: midpointSites(2, 'distance'), extent: [0.3] },
      'lottery.scope.extent must be [0.3], got [1]',
    ],
    [
      {
        ...PLANE,
        extent: [1, 0.5],
        lottery: widePlane({ ...plane, extent: [0.5, 1], distance: 'l1' }),
      },
      'lottery.scope.extent must be [1, 0.5], got [0.5,1]',
    ],
    [
      {
        ...PLANE,
        distance: 'euclidean',
        lottery: widePlane({ ...plane, extent: [1, 1], distance: 'l1' }),
      },
      'lottery.scope.distance must be euclidean, got "l1"',
    ],
    [
      { truth: 'brackets', lottery: adjacentSites({ ...plane, grid: 2, types: 'grid' }) },
      'lottery.scope.grid must be 4, got 2',
    ],
    [
      { truth: 'brackets', lottery: declaredAs({ distances: Float64Array.of(0.25, 0.75, 1) }) },
      "lottery.distances[1] must be 0.5, a lie's length, got 0.75",
    ],
    [
      { lottery: declaredAs({ leastLoss: () => Infinity }) },
      'lottery.leastLoss(0.2) must be finite, got Infinity',
    ],
    [{ lottery: declaredAs({ leastLoss: () => -1 }) }, 'lottery.leastLoss(0.2) must be in [0, '],
    [{ lottery: declaredAs({ leastLoss: () => 1.5 }) }, 'lottery.leastLoss(0.2) must be in [0, '],
    [{ lottery: declaredAs({ worst: NaN }) }, 'lottery.worst must be finite, got NaN'],
    [{ lottery: null as never }, 'lottery must be a name or a site lottery, got null'],
  ])('%#', (change, wanted) => {
    expect(() => facilities({ ...LINE, ...change })).toThrow(wanted);
  });

  test('one that draws outside the domain is refused at the draw', () => {
    const made = facilities({ ...LINE, lottery: declaredAs({ draw: () => [[0.2], [1.2]] }) });
    expect(() => made.plan.lottery?.draw(seeded('out'))).toThrow('lottery.draw[1][0] must be in');
  });

  test('one that fits is taken, on another extent too', () => {
    const made = facilities({ ...LINE, extent: [0.5], truth: 'brackets', lottery: short });
    expect(made.plan.lottery).toBe(short);
    expect(made.plan.q).toBeGreaterThan(0);
  });
});

describe('the certificate says whose word the losses are', () => {
  const named = (lottery: SiteLottery | undefined, cost: 'distance' | 'squared' = 'distance') =>
    facilities({ ...LINE, cost, ...(lottery && { lottery }) }).certificate.assumptions.filter(
      ({ name }) => name === 'the losses of the lottery are as declared',
    );

  test("the caller's, for one that was not made here", () => {
    for (const cost of ['distance', 'squared'] as const) {
      const said = named(declaredAs({}), cost);
      expect(said).toHaveLength(1);
      expect(said[0]?.holds).toBeNull();
    }
    const copied = { ...midpointSites(2, 'distance'), leastLoss: (d: number) => d };
    expect(named(copied)).toHaveLength(1);
  });

  test('no word is said where they were computed', () => {
    expect(named(undefined)).toEqual([]);
    expect(named(midpointSites(2, 'distance'))).toEqual([]);
    expect(named(midpointSites(2, 'distance'), 'squared')).toEqual([]);
  });

  test('a lottery over given sites does not change with the arrays it was given', () => {
    const alternatives = [[[0], [1]]];
    const lottery = givenSiteLottery({ alternatives, probabilities: [1], grid: 2 });
    alternatives[0] = [[5], [7]];
    expect(lottery.draw(seeded('copy'))).toEqual([[0], [1]]);
  });
});
