import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { component } from '../src/mechanisms/components/component.ts';
import { approximate } from '../src/mechanisms/environments/approximate.ts';
import { environment, type Environment } from '../src/mechanisms/environments/environment.ts';
import {
  printedLoss,
  printedMixture,
  printedThreshold,
} from '../src/mechanisms/environments/printed.ts';
import { welfare, type Welfare } from '../src/mechanisms/environments/welfare.ts';
import vectors from './vectors/approximate.json' with { type: 'json' };

interface Instance {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, number>>;
}

const stored = (prefix: string): Instance[] =>
  (vectors.instances as unknown as Instance[]).filter(({ id }) => id.startsWith(prefix));

/** Equal to the digits that a double keeps. */
const same = (found: number, wanted: number): void => {
  expect(Math.abs(found / wanted - 1)).toBeLessThan(1e-12);
};

describe('stored figures', () => {
  it.each(stored('n0-'))('$id: threshold and printed parameters', ({ input, expect: wanted }) => {
    const quantities = {
      d: Number(input['d']),
      separation: Number(input['ptilde_gamma']),
      alternatives: Number(input['S']),
    };
    const n0 = printedThreshold(quantities);
    expect(n0).toBe(wanted['n0']);
    const found = printedMixture(quantities, n0 + 1);
    for (const name of ['q', 'bound'] as const) same(found[name], wanted[name]!);
    same(found.epsilon, wanted['eps']!);
  });

  it.each(stored('tv-'))('$id: influence of the exponential law', ({ input, expect: wanted }) => {
    const law = component('exponential');
    const epsilon = Number(input['eps']);
    same(law.influence(epsilon), wanted['tight_exponential']!);
    same(law.influence(2 * epsilon), wanted['tight_dp']!);
  });

  it.each(stored('lem3-'))('$id: exact and printed loss', ({ input, expect: wanted }) => {
    const [n, epsilon, d, S] = ['n', 'eps', 'd', 'S'].map((name) => Number(input[name])) as [
      number,
      number,
      number,
      number,
    ];
    const found = component('exponential').loss(Math.log(S), (n * epsilon) / (2 * d));
    same(found.value, wanted['exact_worst_loss']!);
    same(printedLoss({ d, alternatives: S }, n, epsilon), wanted['printed_bound']!);
  });

  it('three games of thresholds were read', () => {
    expect([stored('n0-'), stored('tv-'), stored('lem3-')].map((x) => x.length)).toEqual([3, 2, 2]);
  });
});

/**
 * Two types, two alternatives: alternative 0 is worth a to everybody, reacting by one's type g[s]; welfare is the share of agents
 * whose type is the alternative. This reading gives every stored figure.
 */
function binary(n: number, a: number, g: readonly number[]): readonly [Environment, Welfare] {
  const game = environment({
    agents: n,
    types: 2,
    alternatives: 2,
    reactions: 2,
    utility: { own: (t, s, r) => (s === 0 ? a : 0) + (r === t ? g[s]! : 0) },
  });
  return [game, welfare(game, 'share', { average: (t, s) => (t === s ? 1 : 0) })];
}

describe('the stored binary games', () => {
  const cases = stored('binary-').map(({ id, input, expect: wanted }) => {
    const { n, a, g, eps, q, P } = input as unknown as Record<'n' | 'a' | 'eps' | 'q', number> &
      Record<'g' | 'P', number[]>;
    return { id, n, a, g, eps, q, P, wanted };
  });

  it.each(cases)(
    '$id: printed parameters, gain, loss, least q',
    ({ n, a, g, eps, q, P, wanted }) => {
      const [game, share] = binary(n, a, g);
      const commitment = { given: P };
      const { plan } = approximate(game, share, { commitment, mode: 'paper' });
      same(plan.epsilon, eps);
      same(plan.q, q);
      const exact = approximate(game, share, {
        commitment,
        mode: 'calibrated',
        truth: 'brackets',
        promise: { tilt: plan.tilt },
      });
      expect(exact.plan.basis).toBe('exact');
      const least = exact.plan.q;
      expect(least / (1 - least) / (wanted['qmin']! / (1 - wanted['qmin']!))).toBeCloseTo(1, 10);
      expect(least).toBeGreaterThan(wanted['qmin']!);
      const gain = wanted['max_gain_exp']!;
      const net = (1 - q) * gain - q * wanted['commit_loss']!;
      same(net, wanted['net_gain_of_lie']!);
      expect(wanted['commit_loss']).toBe(P[0]! * g[0]! + P[1]! * g[1]!);
      expect(exact.plan.leastLoss).toBeGreaterThan(0);
      expect(exact.plan.leastLoss).toBeLessThan(1e-12);
    },
  );

  it.each(cases)(
    '$id: welfare loss of the printed mixture over all counts',
    ({ n, a, g, P, wanted }) => {
      const [game, share] = binary(n, a, g);
      const mechanism = approximate(game, share, { commitment: { given: P }, mode: 'paper' });
      let worst = 0;
      // the loss has its largest value where the counts are far apart or about even: ends and middle
      for (const ones of [0, 1, 2, Math.floor(n / 2), Math.ceil(n / 2) + 1, n - 1, n]) {
        const reports = Array.from({ length: n }, (_, i) => (i < ones ? 1 : 0));
        const { optimum, expectedWelfare } = mechanism.diagnostics(reports);
        worst = Math.max(worst, optimum - expectedWelfare);
      }
      same(worst, wanted['welfare_loss']!);
      expect(mechanism.plan.promised).toBeGreaterThanOrEqual(worst);
    },
  );

  it('both were read', () => expect(cases).toHaveLength(2));
});

describe('the printed threshold', () => {
  /** The definition, tried at every integer from 2 on. */
  const byTrial = (d: number, separation: number, S: number): number => {
    const slope = (8 * d) / separation;
    const most = Math.max(
      slope * Math.log((separation * S) / (2 * d)),
      (4 * Math.E ** 2 * d) / (separation * S ** 2),
    );
    let n = 2;
    while (!(n >= most && n / Math.log(n) > slope)) n += 1;
    return n;
  };

  it('is the least integer, below and above e too', () => {
    const rng = seeded('thresholds');
    const cases: [number, number, number][] = Array.from({ length: 300 }, () => [
      4 ** (4 * rng() - 3),
      2 ** (-4 * rng()),
      1 + Math.floor(20 * rng() ** 2),
    ]);
    // 8d / separation between 3 / ln 3 and 2 / ln 2, where 2 would be enough and 3 not: there the other condition asks for more
    for (let S = 1; S < 6; S++) cases.push([2.8 / 8, 1, S]);
    const found = cases.map(([d, separation, alternatives]) =>
      printedThreshold({ d, separation, alternatives }),
    );
    expect(found).toEqual(cases.map((each) => byTrial(...each)));
    expect(Math.min(...found)).toBe(2);
  });

  it('at gamma / |S| is the one printed for the uniform lottery', () => {
    const [d, gamma, S] = [1, 0.25, 9];
    const own = (n: number): boolean =>
      n >=
        Math.max(
          ((8 * d * S) / gamma) * Math.log(gamma / (2 * d)),
          (4 * Math.E ** 2 * d) / (gamma * S),
        ) && n / Math.log(n) > (8 * d * S) / gamma;
    const n0 = printedThreshold({ d, separation: gamma / S, alternatives: S });
    expect([own(n0 - 1), own(n0)]).toEqual([false, true]);
    const bound =
      6 * Math.sqrt((d * S) / (gamma * 5000)) * Math.sqrt(Math.log((5000 * gamma) / (2 * d)));
    same(printedMixture({ d, separation: gamma / S, alternatives: S }, 5000).bound, bound);
  });

  it('names what is out of range', () => {
    expect(() => printedThreshold({ d: 0, separation: 1, alternatives: 2 })).toThrow(
      'd must be > 0',
    );
    expect(() => printedThreshold({ d: 1, separation: 1.5, alternatives: 2 })).toThrow(
      'separation must be in (0, 1]',
    );
  });
});
