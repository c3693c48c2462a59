import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  adjacentSites,
  dyadicSites,
  printedSites,
} from '../src/mechanisms/sites/lotteries/tilings.ts';
import { uniformSites } from '../src/mechanisms/sites/lotteries/uniform.ts';
import { exactGain } from './support/amd/formulas.ts';
import {
  bracketsOf,
  distanceTo,
  expectedDistance,
  gainOver,
  lawMean,
  leastCost,
  listedMean,
  surjections,
  tuples,
  type Crowd,
} from './support/amd/site-law.ts';
import { exactLossIn, lossIn, offersOf, type LotteryName } from './support/amd/site-lotteries.ts';
import { commitmentLoss } from './support/amd/site-plans.ts';
import vectors from './vectors/approximate.json' with { type: 'json' };

interface Vector {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, number | string>>;
}

const named = (prefix: string): readonly Vector[] =>
  (vectors.instances as unknown as readonly Vector[]).filter(({ id }) => id.startsWith(prefix));

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

const NAMES: readonly LotteryName[] = ['printed', 'dyadic', 'adjacent'];

describe('the law over tuples', () => {
  test.each(named('chain-'))('$id', ({ input, expect: wanted }) => {
    const { m, K, eps, counts } = input as { m: number; K: number; eps: number; counts: number[] };
    const cost = bracketsOf(
      counts.map((agents, x) => [x, agents]),
      m,
    );
    const n = counts.reduce((sum, agents) => sum + agents, 0);
    const tilt = eps / (2 * m);
    const law = lawMean(cost, cost, K, tilt);
    const best = leastCost(cost, K);
    const seen = (t: number): number => -lawMean(cost, bracketsOf([[t, 1]], m), K, tilt).mean / m;
    const found = {
      logZ: law.log,
      expected_avg_cost: law.mean / (m * n),
      opt_avg_cost: best / (m * n),
      loss: (law.mean - best) / (m * n),
      u_at_0: seen(0),
      u_mid: seen(Math.floor(m / 2)),
      u_at_1: seen(m),
    };
    for (const [key, value] of Object.entries(found))
      expect(value).toBeCloseTo(Number(wanted[key]), 12);
  });

  test('the forward pass agrees with a list of all tuples, agents and types off the grid included', () => {
    const rng = seeded('tuples');
    for (const [m, K] of [
      [1, 1],
      [1, 3],
      [3, 2],
      [4, 4],
      [6, 3],
    ] as const) {
      const someone = (): Crowd[number] => [rng() * m, 1 + Math.floor(9 * rng())];
      for (let round = 0; round < 5; round++) {
        const crowd = [someone(), someone(), someone()];
        const seen = [someone()];
        for (const tilt of [0, 0.01, 1, 30]) {
          const pass = lawMean(bracketsOf(crowd, m), bracketsOf(seen, m), K, tilt);
          const list = listedMean(m, K, crowd, seen, tilt);
          expect(pass.log).toBeCloseTo(list.log, 10);
          expect(pass.mean).toBeCloseTo(list.mean, 10);
        }
        const least = Math.min(...tuples(m, K).map((sites) => distanceTo(sites, crowd)));
        expect(leastCost(bracketsOf(crowd, m), K)).toBeCloseTo(least, 12);
      }
    }
  });

  test('supports of r places stand for surj(K, r) tuples', () => {
    for (const K of range(6).map((k) => k + 1)) {
      for (const r of range(K + 2)) {
        const onto = tuples(Math.max(0, r - 1), K).filter((s) => new Set(s).size === r).length;
        expect(surjections(K, r)).toBe(r === 0 ? 0 : onto);
      }
    }
  });

  test.each(named('gain-'))('$id', ({ input, expect: wanted }) => {
    const { m, K, eps, others, t, b } = input as Record<string, number> & {
      others: Record<string, number>;
    };
    const crowd: Crowd = Object.entries(others).map(([x, agents]) => [Number(x), agents]);
    const scene = { m: m ?? 0, K: K ?? 0, epsilon: eps ?? 0, others: crowd };
    expect(-expectedDistance(scene, t ?? 0, t ?? 0)).toBeCloseTo(Number(wanted['u_truth']), 13);
    expect(-expectedDistance(scene, t ?? 0, b ?? 0)).toBeCloseTo(Number(wanted['u_lie']), 13);
    expect(gainOver(scene, t ?? 0, b ?? 0, t ?? 0)).toBeCloseTo(Number(wanted['gain']), 13);
    const width = (scene.epsilon * Math.abs((t ?? 0) - (b ?? 0))) / scene.m;
    expect(exactGain(width)).toBeCloseTo(Number(wanted['tight']), 13);
  });

  test('no gain exceeds tanh(ε|t-b|/4), also where ε is above 1', () => {
    const rng = seeded('gains');
    for (let round = 0; round < 300; round++) {
      const m = 1 + Math.floor(8 * rng());
      const place = (): number => Math.floor((m + 1) * rng());
      const epsilon = 10 ** (3 * rng() - 2);
      const others: Crowd = range(3).map(() => [place(), Math.floor(20 * rng())]);
      const [type, report] = [place(), place()];
      const scene = { m, K: 1 + Math.floor(3 * rng()), epsilon, others };
      const most = exactGain((epsilon * Math.abs(type - report)) / m);
      expect(gainOver(scene, type, report, type)).toBeLessThanOrEqual(most + 1e-12);
    }
  });
});

describe('the commitment lotteries', () => {
  test.each(named('commit-'))('$id', ({ id, input, expect: wanted }) => {
    const m = Number(input['m']);
    if (id.startsWith('commit-loc1')) {
      const K = Number(input['K']);
      const lossOf = (t: number, b: number): number => commitmentLoss('uniform', { m, K }, t, b);
      const all = range(m + 1).flatMap((t) =>
        range(m + 1).flatMap((b) => (t === b ? [] : [lossOf(t, b)])),
      );
      expect(lossOf(0, 1)).toBeCloseTo(fraction(wanted['adjacent_0']), 15);
      expect(lossOf(0, m)).toBeCloseTo(fraction(wanted['ends']), 15);
      expect(Math.min(...all)).toBeCloseTo(fraction(wanted['min_loss']), 15);
      return;
    }
    const offers = offersOf(input['lottery'] === 'loc2' ? 'adjacent' : 'dyadic', m);
    expect(exactLossIn(offers, m, 0, 1, 'liar')).toBe(wanted['adjacent_0']);
    expect(exactLossIn(offers, m, m / 2 - 1, m / 2 + 1, 'liar')).toBe(wanted['half_shift']);
    expect(exactLossIn(offers, m, 0, m, 'liar')).toBe(wanted['ends']);
    const lies = range(m + 1).flatMap((t) =>
      range(m + 1).flatMap((b) => (t === b ? [] : [[t, b] as const])),
    );
    const least = (of: (loss: number, d: number) => number): number =>
      Math.min(...lies.map(([t, b]) => of(lossIn(offers, m, t, b, 'liar'), Math.abs(t - b) / m)));
    expect(least((loss, d) => loss / d)).toBeCloseTo(fraction(wanted['min_over_delta']), 14);
    expect(least((loss, d) => (loss * Math.log2(m)) / d ** 2)).toBeCloseTo(
      fraction(wanted['min_mbar_over_delta2']),
      14,
    );
  });

  test('floating losses are the exact fractions, for every tie rule', () => {
    for (const name of NAMES) {
      for (const ties of ['low', 'high', 'liar'] as const) {
        for (const [t, b] of [
          [0, 1],
          [3, 5],
          [8, 2],
          [4, 4],
        ] as const) {
          const exact = fraction(exactLossIn(offersOf(name, 8), 8, t, b, ties));
          expect(lossIn(offersOf(name, 8), 8, t, b, ties)).toBeCloseTo(exact, 14);
        }
      }
    }
  });

  test('K sites take (K-1)/m^2 at most from the lies of one step, on average: any sites, any ties', () => {
    const rng = seeded('steps');
    const m = 8;
    for (let round = 0; round < 200; round++) {
      const K = 2 + Math.floor(4 * rng());
      const fine = round % 2 === 0 ? 1 : 16;
      const sites = range(K).map(() => Math.floor((m * fine + 1) * rng()) / fine);
      const nearest = (b: number): number =>
        sites.reduce((kept, x) => (Math.abs(x - b) < Math.abs(kept - b) ? x : kept), Infinity);
      const lost = (t: number, b: number): number =>
        Math.abs(t - nearest(b)) - Math.abs(t - nearest(t));
      const total = range(m).reduce((sum, t) => sum + lost(t, t + 1) + lost(t + 1, t), 0);
      expect(total).toBeLessThanOrEqual(2 * (K - 1) + 1e-12);
    }
    for (const { input, expect: wanted } of named('lp-')) {
      const most = (Number(input['K']) - 1) / Number(input['m']);
      expect(most).toBe(fraction(wanted['closed_form']));
    }
  });

  test('the engine offers the same lotteries', () => {
    const m = 8;
    const options = { grid: m, facilities: 2, types: 'grid', cost: 'distance' } as const;
    const engine = {
      printed: printedSites(options),
      dyadic: dyadicSites(options),
      adjacent: adjacentSites(options),
      uniform: uniformSites(options),
    };
    for (const name of [...NAMES, 'uniform'] as const) {
      for (const t of range(m + 1)) {
        for (const b of range(m + 1)) {
          const loss = commitmentLoss(name, { m, K: 2 }, t, b);
          expect(Math.abs(engine[name].loss([t / m], [b / m]) - loss)).toBeLessThan(2e-9);
        }
      }
    }
  });
});

function fraction(text: number | string | undefined): number {
  const [over = '', under = '1'] = String(text).split('/');
  return Number(over) / Number(under);
}
