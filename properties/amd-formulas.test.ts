import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { hunt } from '../src/verify/arbitrary.ts';
import { upTo } from './support/amd/environments.ts';
import {
  exactGain,
  lambertOfExp,
  leastInteger,
  meetsN0,
  meetsUniformN0,
  printedEpsilon,
  printedInaccuracy,
  printedLoss,
  printedN0,
  worstLoss,
} from './support/amd/formulas.ts';
import { exponentialLaw, supportOf } from './support/amd/games.ts';
import { profiles, welfareLoss, type Profile } from './support/amd/score-cases.ts';
import { ahead, welfareLost, type Crowd } from './support/amd/societies.ts';

interface Instance {
  readonly id: string;
  readonly input: Readonly<Record<string, number & number[]>>;
  readonly expect: Readonly<Record<string, number>>;
}

const VECTORS = JSON.parse(
  readFileSync(new URL('vectors/approximate.json', import.meta.url), 'utf8'),
) as { readonly instances: readonly Instance[] };

const named = (prefix: string): Instance[] =>
  VECTORS.instances.filter(({ id }) => id.startsWith(prefix));

describe('numbers computed independently', () => {
  test.each(named('tv-'))('$id: how far expectations move', ({ input, expect: known }) => {
    const { eps } = input as unknown as { eps: number };
    expect(Math.tanh(eps / 2)).toBeCloseTo(known['tight_dp']!, 14);
    expect(exactGain(eps)).toBeCloseTo(known['tight_exponential']!, 14);
  });

  test.each(named('lem3-'))('$id: the worst loss and its bound', ({ input, expect: known }) => {
    const { n, eps, d, S } = input as unknown as Record<'n' | 'eps' | 'd' | 'S', number>;
    expect(worstLoss(Math.log(S), (n * eps) / (2 * d))).toBeCloseTo(known['exact_worst_loss']!, 14);
    expect(printedLoss(n, eps, d, Math.log(S))).toBeCloseTo(known['printed_bound']!, 13);
  });

  test.each(named('n0-'))('$id: n0 and the printed parameters', ({ input, expect: known }) => {
    const { d, ptilde_gamma: loss, S: size } = input as unknown as Record<string, number>;
    const scale = { d: d!, loss: loss!, size: size! };
    const n0 = printedN0(scale);
    expect(n0).toBe(known['n0']);
    expect(printedEpsilon(scale, n0 + 1)).toBeCloseTo(known['eps']!, 14);
    expect((2 * printedEpsilon(scale, n0 + 1)) / scale.loss).toBeCloseTo(known['q']!, 13);
    expect(printedInaccuracy(scale, n0 + 1)).toBeCloseTo(known['bound']!, 13);
  });

  test.each(named('binary-'))('$id: a crowd of two types', ({ input, expect: known }) => {
    const {
      n,
      a,
      g,
      eps: epsilon,
      q,
      P,
    } = input as unknown as Record<string, number> & {
      g: number[];
      P: number[];
    };
    const crowd: Crowd = {
      kind: 'crowd',
      n: n!,
      worth: [0, 1].map((t) => g.map((base, s) => base + (s === t ? 0 : a!))),
      loss: [g, g],
      heights: [
        [1, 0],
        [0, 1],
      ],
      chances: P,
      set: supportOf(P),
      d: 1,
    };
    const gain = -ahead(crowd, { epsilon: epsilon!, q: 0 });
    const loss = ahead(crowd, { epsilon: epsilon!, q: 1 });
    expect(gain).toBeCloseTo(known['max_gain_exp']!, 13);
    expect(loss).toBeCloseTo(known['commit_loss']!, 14);
    expect(gain / (gain + loss)).toBeCloseTo(known['qmin']!, 12);
    expect(-ahead(crowd, { epsilon: epsilon!, q: q! })).toBeCloseTo(known['net_gain_of_lie']!, 13);
    expect(welfareLost(crowd, { epsilon: epsilon!, q: q! })).toBeCloseTo(
      known['welfare_loss']!,
      13,
    );
  });
});

describe('formulas', () => {
  it('invert w e^w', () => {
    expect(lambertOfExp(0)).toBeCloseTo(0.5671432904097838, 14);
    for (const l of [-30, -1, 3, 690]) {
      const w = lambertOfExp(l);
      expect(w + Math.log(w)).toBeCloseTo(l, 10);
    }
  });

  it('give a worst loss that no values of F exceed and some attain', () => {
    for (const [size, x] of [
      [2, 0.5],
      [3, 5],
      [40, 2],
      [40, 12],
    ] as const) {
      const losses = upTo(2001).map((j) => {
        const gap = j / 2000;
        const law = exponentialLaw(
          upTo(size).map((s) => (s === 0 ? gap : 0)),
          x,
        );
        return (1 - law[0]!) * gap;
      });
      expect(Math.max(...losses)).toBeCloseTo(worstLoss(Math.log(size), x), 6);
    }
    const within = (c: Profile): boolean => {
      const size = c.counts.reduce((all, count) => all + count, 0);
      const most = worstLoss(Math.log(size), (c.n * c.epsilon) / (2 * c.d));
      return welfareLoss(c) <= most + 1e-12;
    };
    expect(hunt(profiles(), within, { runs: 150, seed: 17 }).counterexample).toBeUndefined();
  });

  it('find the least integer that meets the printed conditions', () => {
    for (const scale of [
      { d: 1e-6, loss: 1, size: 3 },
      { d: 0.35, loss: 1, size: 2 },
      { d: 0.4, loss: 1, size: 100 },
      { d: 3, loss: 0.5, size: 7 },
      { d: 20, loss: 1, size: 1 },
    ]) {
      let n = 2;
      while (!meetsN0(scale, n)) n += 1;
      expect(printedN0(scale)).toBe(n);
    }
  });

  it('agree between the theorem and its corollary for a uniform lottery', () => {
    for (const [d, gamma, size] of [
      [1, 1, 2],
      [0.01, 0.5, 5],
      [2, 0.25, 9],
    ] as const) {
      const own = leastInteger((n) => meetsUniformN0(d, gamma, size, n));
      expect(own).toBe(printedN0({ d, loss: gamma / size, size }));
    }
  });
});
