import { describe, expect, test } from 'vitest';
import {
  adjacentSites,
  facilities,
  givenSiteLottery,
  paperSites,
  population,
  printedParametersOf,
  seeded,
  type FacilitiesOptions,
} from '../src/index.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';

const people = population(
  Float64Array.of(0, 0.25, 0.3, 0.75, 1),
  1,
  Float64Array.of(3, 1, 2, 2, 4),
);
const BASE: FacilitiesOptions = {
  population: people,
  facilities: 2,
  grid: 4,
  distance: 'l1',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { epsilon: 1 },
};

const PAIRS = { grid: 4, facilities: 2, types: 'grid', cost: 'distance' } as const;

function message(options: Partial<FacilitiesOptions>): string {
  try {
    facilities({ ...BASE, ...options });
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing thrown';
}

const wrong = (value: unknown): never => value as never;

describe('options out of range are named with their range', () => {
  test.each<readonly [Partial<FacilitiesOptions>, string]>([
    [{ facilities: 0 }, 'facilities must be an integer in [1, 100], got 0'],
    [{ facilities: 6 }, 'facilities must be at most the 5 distinct sites, got 6'],
    [{ grid: 0 }, 'grid must be an integer in [1, 1048576], got 0'],
    [
      { grid: 'continuous' },
      'grid must be a number of brackets under truth brackets, got "continuous"',
    ],
    [{ distance: wrong('l2') }, 'distance must be one of l1, euclidean, got "l2"'],
    [{ cost: wrong('cubed') }, 'cost must be one of distance, squared, got "cubed"'],
    [{ mode: wrong('free') }, 'mode must be one of calibrated, paper, got "free"'],
    [{ extent: [1, 1] }, 'extent.length must be 1, got 2'],
    [{ extent: [0] }, 'extent[0] must be > 0, got 0'],
    [{ extent: [0.5] }, 'reports[3][0] must be in [0, 0.5], got 0.75'],
    [{ fixed: [[1.5]] }, 'fixed[0][0] must be in [0, 1], got 1.5'],
    [{ fixed: [[NaN]] }, 'fixed[0][0] must be finite, got NaN'],
    [{ fixed: [[0.1, 0.2]] }, 'fixed[0].length must be 1, got 2'],
    [{ candidates: [] }, 'candidates.length must be >= 1, got 0'],
    [{ candidates: [[0.1], [0.1]] }, 'candidates[1] must be a place not listed before, got [0.1]'],
    [{ candidates: [[0.1]] }, 'facilities must be at most the 1 distinct sites, got 2'],
    [
      { candidates: [[0.1], [0.4]], lottery: 'dyadic' },
      'lottery must be adjacent, uniform or a given one where candidates are declared, got "dyadic"',
    ],
    [
      { lottery: wrong('best') },
      'lottery must be one of uniform, adjacent, loc3, dyadic, midpoint, wide, got "best"',
    ],
    [{ lottery: 'dyadic', grid: 6 }, 'grid must be a power of two >= 2, got 6'],
    [
      { lottery: 'uniform', grid: 'continuous', truth: { beyond: 0.1 } },
      'lottery must be midpoint or a given one where the grid is continuous, got "uniform"',
    ],
    [
      { lottery: adjacentSites({ ...PAIRS, facilities: 3 }) },
      'lottery.facilities must be 2, got 3',
    ],
    [{ lottery: adjacentSites({ ...PAIRS, grid: 8 }) }, 'lottery.scope.grid must be 4, got 8'],
    [
      { lottery: adjacentSites(PAIRS), truth: { beyond: 0.3 } },
      'lottery must be one for types anywhere unless truth is brackets, got "adjacent"',
    ],
    [
      { component: wrong('gauss') },
      'component must be one of exponential, permute-and-flip, laplace, got "gauss"',
    ],
    [
      { component: 'laplace', grid: 'continuous', truth: { beyond: 0.2 } },
      'component must be exponential where sites may stand anywhere, got "laplace"',
    ],
    [{ promise: { epsilon: 0 } }, 'epsilon must be > 0, got 0'],
    [{ promise: { loss: 2 } }, 'loss must be in [0, 1], got 2'],
    [{ truth: { beyond: 2 } }, 'truth.beyond must be in [0.000001, 1], got 2'],
    [{ trials: 0 }, 'trials must be an integer in [1, 2147483647], got 0'],
    [{ mode: 'paper' }, 'truth must be left out in paper mode, got "brackets"'],
  ])('%o', (options, wanted) => {
    expect(message(options)).toBe(wanted);
  });

  test('a given lottery is checked', () => {
    const given = { alternatives: [[[0], [0.5]]], probabilities: [1], grid: 2 };
    const refusals = [
      [{ probabilities: [0.9] }, 'the sum of probabilities must be 1, got 0.9'],
      [{ probabilities: [0.5, 0.5] }, 'probabilities.length must be 1, got 2'],
      [{ alternatives: [[[0], [1.5]]] }, 'alternatives[0][1][0] must be in [0, 1], got 1.5'],
      [{ alternatives: [] }, 'alternatives must be at least one, of K sites, got []'],
    ] as const;
    for (const [change, wanted] of refusals) {
      expect(() => givenSiteLottery({ ...given, ...change })).toThrow(wanted);
    }
  });
});

describe('where nothing is promised, a refusal says so', () => {
  const refusalOf = (options: Partial<FacilitiesOptions>): unknown => {
    try {
      facilities({ ...BASE, ...options });
    } catch (error) {
      return error;
    }
    return null;
  };

  test.each<readonly [Partial<FacilitiesOptions>, string]>([
    [{ facilities: 1 }, 'nothing deters'],
    [{ facilities: 1, truth: { beyond: 0.5 } }, 'nothing deters'],
    [{ facilities: 1, truth: { gain: 0.01 } }, 'no lottery lowers it'],
    [{ lottery: 'loc3' }, 'some lie at distance 0.25 loses nothing'],
    [{ lottery: 'adjacent', truth: { beyond: 0.2 } }, 'some lie at distance 0.2 loses nothing'],
    [{ candidates: [[0], [0.9]] }, 'loses nothing'],
  ])('%o', (options, words) => {
    const error = refusalOf(options);
    expect(isRefusal(error) && error.reason).toBe('separation');
    expect((error as Error).message).toContain(words);
  });

  test('a population that is not above n0 is refused with the figure, one above it is not', () => {
    const { n0 } = printedParametersOf(5000, 2, 8, 'adjacent');
    expect(n0).toBe(4282);
    const shape = { attributes: 1, facilities: 2, grid: 8, distance: 'l1' } as const;
    expect(() => paperSites({ ...shape, population: n0 }, 'adjacent')).toThrow('above n0 = 4282');
    const plan = paperSites({ ...shape, population: n0 + 1 }, 'adjacent');
    expect(plan.q).toBeLessThan(1);
    expect(plan.tolerance).toBe(0);
    expect(plan.leastLoss).toBeGreaterThan(0);
  });

  test('under the printed lottery of LOC3 some lies need not lose, and the certificate says so', () => {
    const many = population(Float64Array.of(0, 1), 1, Float64Array.of(1e6, 1e6));
    const { plan, certificate } = facilities({
      population: many,
      facilities: 2,
      grid: 8,
      distance: 'l1',
      mode: 'paper',
      lottery: 'loc3',
    });
    expect(plan.worstGain).toBeGreaterThan(0);
    expect(plan.tolerance).toBeGreaterThanOrEqual(1 / 8);
    expect(certificate.assumptions.find(({ name }) => name.includes('outweighs'))?.holds).toBe(
      false,
    );
    const rounded = facilities({
      population: many,
      facilities: 2,
      grid: 'continuous',
      distance: 'l1',
      mode: 'paper',
    });
    expect(rounded.plan.paper?.name).toBe('LOC4');
    expect(rounded.plan.grid).toBe(16);
  });
});

describe('a release', () => {
  const made = facilities({ ...BASE, fixed: [[0.45]] });

  test('is the same for the same seed, and has K sites of the domain', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const release = made.draw(seeded(seed));
      expect(release).toEqual(made.draw(seeded(seed)));
      expect(release.sites).toHaveLength(2);
      expect(release.sites.every(([x = NaN]) => (x * 4) % 1 === 0 && x >= 0 && x <= 1)).toBe(true);
    }
  });

  test('serves each report at the nearest open site; fixed ones count in the exponential part alone', () => {
    const sites = [[0], [1]];
    const open = made.assign({ sites, part: 'exponential', trials: 1 });
    expect(Array.from(open)).toEqual([0, 2, 2, 1, 1]);
    const held = made.assign({ sites, part: 'lottery', trials: 0 });
    expect(Array.from(held)).toEqual([0, 0, 0, 1, 1]);
  });

  test('comes from the lottery with probability q', () => {
    const rng = seeded('coins');
    const { q } = made.plan;
    const runs = 4000;
    let drawn = 0;
    for (let i = 0; i < runs; i++) drawn += made.draw(rng).part === 'lottery' ? 1 : 0;
    expect(Math.abs(drawn - q * runs)).toBeLessThan(6 * Math.sqrt(runs * q * (1 - q)));
  });

  test('on a shorter line the plan is that of the unit line in its own scale', () => {
    const half = population(
      people.points.map((x) => x / 2),
      1,
      people.weights,
    );
    const { plan } = facilities({ ...BASE, population: half, extent: [0.5] });
    const whole = facilities(BASE).plan;
    expect(plan.tilt).toBeCloseTo(2 * whole.tilt, 12);
    expect(plan.q).toBeCloseTo(whole.q, 12);
    expect(plan.promised).toBeCloseTo(whole.promised / 2, 12);
    expect(plan.blind).toBe(whole.blind / 2);
  });

  test('is drawn anywhere on a continuous line, with fixed sites and squared distances', () => {
    for (const change of [{}, { fixed: [[0.5]] }, { cost: 'squared' as const }]) {
      const anywhere = facilities({
        ...BASE,
        ...change,
        grid: 'continuous',
        truth: { beyond: 0.3 },
      });
      const rng = seeded('anywhere');
      const releases = Array.from({ length: 20 }, () => anywhere.draw(rng));
      expect(releases.every(({ sites }) => sites.every(([x = NaN]) => x >= 0 && x <= 1))).toBe(
        true,
      );
      expect(new Set(releases.map(({ sites }) => sites.join())).size).toBeGreaterThan(15);
    }
  });
});
