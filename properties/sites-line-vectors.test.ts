import { describe, expect, test } from 'vitest';
import { population } from '../src/core/population.ts';
import { lineSites, type LineSites } from '../src/mechanisms/sites/line/law.ts';
import { adjacentSites, dyadicSites } from '../src/mechanisms/sites/lotteries/tilings.ts';
import { uniformSites } from '../src/mechanisms/sites/lotteries/uniform.ts';
import type { SiteLottery } from '../src/mechanisms/sites/lotteries/lottery.ts';
import type { SiteProblem } from '../src/mechanisms/sites/problem.ts';
import vectors from './vectors/approximate.json' with { type: 'json' };

const RELATIVE = 1e-11;

interface Entry {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly expect: Record<string, unknown>;
}
const entries = vectors.instances as readonly Entry[];

/** The vector of that name; a missing one fails. */
function vector(id: string): {
  input: (key: string) => unknown;
  expected: (key: string) => number;
} {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new RangeError(`vector must be listed, got ${id}`);
  return {
    input: (key) => found.input[key],
    expected: (key) => {
      const [over = '', under = '1'] = String(found.expect[key]).split('/');
      return Number(over) / Number(under);
    },
  };
}

function close(got: number, wanted: number): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(RELATIVE * Math.max(1e-3, Math.abs(wanted)));
}

function law(m: number, K: number, tilt: number, counts: readonly number[]): LineSites {
  const present = counts.flatMap((count, j) => (count > 0 ? [j] : []));
  const problem: SiteProblem = {
    population: population(
      Float64Array.from(present, (j) => j / m),
      1,
      Float64Array.from(present, (j) => counts[j] ?? 0),
    ),
    extent: [1],
    facilities: K,
    grid: m,
    distance: 'l1',
    cost: 'distance',
    fixed: [],
    candidates: null,
    tilt,
    component: 'exponential',
    trials: 1,
    subsets: 1,
  };
  return lineSites(problem);
}

describe('the facility chain on a line', () => {
  test.each(['chain-3-1', 'chain-8-2', 'chain-16-2', 'chain-64-3'])('%s', (id) => {
    const { input, expected } = vector(id);
    const [m, K] = [Number(input('m')), Number(input('K'))];
    const sites = law(m, K, Number(input('eps')) / 2, input('counts') as number[]);
    const [cost, best] = [sites.expectedCost(), sites.optimum()];
    close(sites.logPartition, expected('logZ'));
    close(cost, expected('expected_avg_cost'));
    close(best.cost, expected('opt_avg_cost'));
    close(cost - best.cost, expected('loss'));
    close(-sites.costAt(0), expected('u_at_0'));
    close(-sites.costAt(Math.floor(m / 2) / m), expected('u_mid'));
    close(-sites.costAt(1), expected('u_at_1'));
  });

  test.each(['gain-3-1-1.0', 'gain-8-2-1.0'])('%s', (id) => {
    const { input, expected } = vector(id);
    const [m, K, t] = [Number(input('m')), Number(input('K')), Number(input('t'))];
    const others = input('others') as Record<string, number>;
    const counts = Array.from({ length: m + 1 }, (_, j) => others[j] ?? 0);
    counts[t]! += 1;
    const lie = law(m, K, Number(input('eps')) / 2, counts).lie(t / m, Number(input('b')) / m);
    close(-lie.truthful, expected('u_truth'));
    close(-lie.lying, expected('u_lie'));
    expect(Math.abs(lie.gain / expected('gain') - 1)).toBeLessThan(1e-12);
    expect(lie.gain).toBeLessThanOrEqual(expected('tight'));
  });
});

const MAKERS: Record<string, (m: number) => SiteLottery> = {
  dyadic: (grid) => dyadicSites({ grid, facilities: 2, types: 'grid', cost: 'distance' }),
  loc2: (grid) => adjacentSites({ grid, facilities: 2, types: 'grid', cost: 'distance' }),
};

describe("commitment losses, ties in the liar's favour", () => {
  test.each(['commit-dyadic-4', 'commit-dyadic-16', 'commit-loc2-4', 'commit-loc2-16'])(
    '%s',
    (id) => {
      const { input, expected } = vector(id);
      const m = Number(input('m'));
      const lottery = MAKERS[String(input('lottery'))]!(m);
      const distances = Array.from({ length: m }, (_, k) => (k + 1) / m);
      close(lottery.loss([0], [1 / m]), expected('adjacent_0'));
      close(lottery.loss([0.5 - 1 / m], [0.5 + 1 / m]), expected('half_shift'));
      close(lottery.loss([0], [1]), expected('ends'));
      close(
        Math.min(...distances.map((d) => lottery.leastLoss(d) / d)),
        expected('min_over_delta'),
      );
      const squared = distances.map((d) => (Math.log2(m) * lottery.leastLoss(d)) / (d * d));
      close(Math.min(...squared), expected('min_mbar_over_delta2'));
    },
  );

  test('commit-loc1-4-2', () => {
    const { expected } = vector('commit-loc1-4-2');
    const lottery = uniformSites({ grid: 4, facilities: 2, types: 'grid', cost: 'distance' });
    close(lottery.loss([0], [0.25]), expected('adjacent_0'));
    close(lottery.loss([0], [1]), expected('ends'));
    close(lottery.leastLoss(0.25), expected('min_loss'));
    expect(lottery.leastLoss(0.25)).toBeGreaterThanOrEqual(expected('ptilde_gamma'));
  });
});
