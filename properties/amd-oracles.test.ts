import { describe, expect, it } from 'vitest';
import { hunt, type Arbitrary } from '../src/verify/arbitrary.ts';
import { dominantAnyway, lossElsewhere } from './counterexamples/amd-commitment.ts';
import { stillLying, stillLyingAtLarge } from './counterexamples/amd-mixture.ts';
import { committed, environments, type Kind } from './support/amd/environment-cases.ts';
import {
  gapOn,
  hasPrivateReactions,
  isSeparating,
  othersOf,
  profilesOf,
  replaced,
  separatingSets,
  typeOf,
  upTo,
  type Environment,
} from './support/amd/environments.ts';
import { printedEpsilon, printedN0 } from './support/amd/formulas.ts';
import {
  exponentialLaw,
  largestShift,
  leastAhead,
  privacyOf,
  sensitivityOf,
  supportOf,
  tablesFor,
} from './support/amd/games.ts';
import { neighbours, privacyLoss, profiles, reach } from './support/amd/score-cases.ts';
import { gini } from './support/amd/sensitivity-cases.ts';
import { beyondN0, crowds, isBeyond, mixtures } from './support/amd/society-cases.ts';
import {
  ahead,
  crowdScore,
  headcount,
  isCommitted,
  promisedLoss,
  scaleOf,
  welfareLost,
  type Crowd,
  type Small,
  type Society,
} from './support/amd/societies.ts';

/** Runs a check over generated cases and gives back the shrunk case that fails it. */
function failing<T>(given: Arbitrary<T>, holds: (c: T) => boolean, runs = 150): unknown {
  return hunt(given, holds, { runs, seed: 17 }).counterexample;
}

describe('environments', () => {
  it('count profiles, types and the types of others', () => {
    const types = [2, 3, 2];
    for (const p of upTo(profilesOf(types))) {
      const own = types.map((_, i) => typeOf(types, p, i));
      expect(own[0]! + 2 * own[1]! + 6 * own[2]!).toBe(p);
      expect(typeOf(types, replaced(types, p, 1, 2), 1)).toBe(2);
      expect(replaced(types, replaced(types, p, 1, 0), 1, own[1]!)).toBe(p);
      expect(othersOf(types, p, 1)).toBe(own[0]! + 2 * own[2]!);
    }
  });

  it('have the gaps and separating sets that are seen by hand', () => {
    const tables = tablesFor(lossElsewhere[0]!.environment, 'first');
    expect(gapOn(tables, [0])).toBe(0.125);
    expect(gapOn(tables, [0, 1])).toBe(1);
    expect(separatingSets(tables, [0, 1])).toEqual([[0], [1], [0, 1]]);
  });

  it('know who has private reactions', () => {
    const tables = tablesFor(dominantAnyway[0]!.environment, 'first');
    expect([0, 1].map((i) => hasPrivateReactions(tables, i))).toEqual([false, true]);
    const mixed = { chances: [1], q: 1 };
    expect(leastAhead(tables, mixed, true, (i) => i === 0)).toBe(0.5);
    expect(leastAhead(tables, mixed, true, (i) => i === 1)).toBe(1);
  });

  it.each(['values', 'reactions', 'common'] as const)('are generated with %s', (kind: Kind) => {
    const wanted = {
      kinds: [kind],
      designs: ['identity', 'thresholds'] as const,
      agents: [2, 3] as const,
    };
    let free = 0;
    const stray = failing(environments({ ...wanted }), ({ environment, designed }) => {
      const tables = tablesFor(environment, 'first');
      const privately = upTo(environment.types.length).every((i) => hasPrivateReactions(tables, i));
      if (!privately) free += 1;
      return isSeparating(tables, designed) && (kind === 'common' || privately);
    });
    expect(stray).toBeUndefined();
    expect(free > 0).toBe(kind === 'common');
  });

  it('are generated with separating chances', () => {
    const stray = failing(committed(['common', 'values']), ({ environment, ties, chances }) =>
      isSeparating(tablesFor(environment, ties), supportOf(chances)),
    );
    expect(stray).toBeUndefined();
  });
});

/** A crowd of up to three agents written out as an environment. */
function spelled(crowd: Crowd): Small {
  const types = upTo(crowd.n).map(() => 2);
  const ones = (p: number): number => types.reduce((sum, _, i) => sum + typeOf(types, p, i), 0);
  const all = upTo(profilesOf(types));
  const utility: Environment['utility'] = types.map((_, i) =>
    all.map((p) => {
      const t = typeOf(types, p, i);
      return crowd.worth[t]!.map((w, s) =>
        [0, 1].map((r) => (r === t ? w : w - crowd.loss[t]![s]!)),
      );
    }),
  );
  return {
    kind: 'small',
    environment: { types, utility },
    ties: 'own',
    rows: all.map((p) => crowdScore(crowd, ones(p))),
    chances: crowd.chances,
    set: crowd.set,
    d: crowd.d,
  };
}

describe('mixtures', () => {
  it('are worth the same counted as a crowd and written out', () => {
    const stray = failing(crowds(3, 'separating'), (crowd) => {
      const small = spelled(crowd);
      const setting = { epsilon: 0.7, q: 0.2 };
      const tied = crowd.loss.flat().includes(0);
      const apart = tied ? 0 : ahead(crowd, setting) - ahead(small, setting);
      const lost = welfareLost(crowd, setting) - welfareLost(small, setting);
      return Math.abs(apart) < 1e-12 && Math.abs(lost) < 1e-12;
    });
    expect(stray).toBeUndefined();
  });

  it('are generated within the hypotheses', () => {
    expect(failing(mixtures, ({ society }) => isCommitted(society))).toBeUndefined();
    const stray = failing(beyondN0('proved', 'separating'), (society) => {
      const scale = scaleOf(society, 'proved');
      if (scale.loss === Infinity) return true;
      const { d } = society;
      const moved =
        society.kind === 'small' ? sensitivityOf(society.environment.types, society.rows) : d;
      return isCommitted(society) && moved <= d * (1 + 1e-9) && isBeyond(society, scale);
    });
    expect(stray).toBeUndefined();
  });

  it('that refute the printed theorems are found without the stored ones', () => {
    const lying = (society: Society, epsilon: number, q: number): boolean =>
      ahead(society, { epsilon, q }) < -1e-6 * epsilon;
    const first = failing(mixtures, ({ society, q, share }) => {
      const loss = promisedLoss(society, 'printed');
      return loss === Infinity || !lying(society, (share * q * loss) / 2, q);
    });
    expect(first).toBeDefined();
    const second = failing(beyondN0('printed', 'separating'), (society) => {
      const scale = scaleOf(society, 'printed');
      if (scale.loss === Infinity || !isBeyond(society, scale)) return true;
      const epsilon = printedEpsilon(scale, headcount(society));
      return !lying(society, epsilon, (2 * epsilon) / scale.loss);
    });
    expect(second).toBeDefined();
  });

  it('that refute meet the printed hypotheses', () => {
    for (const { society, q, share } of stillLying) {
      expect(isCommitted(society)).toBe(true);
      expect(q * promisedLoss(society, 'printed') * share).toBeGreaterThan(0);
    }
    for (const society of stillLyingAtLarge) {
      expect(isCommitted(society)).toBe(true);
      expect(headcount(society)).toBeGreaterThan(printedN0(scaleOf(society, 'printed')));
    }
  });
});

describe('laws', () => {
  it('lose the privacy that two alternatives lose', () => {
    const types = [2];
    const laws = [exponentialLaw([1, 0], 0.6), exponentialLaw([0, 1], 0.6)];
    expect(privacyOf(types, laws)).toBeCloseTo(0.6, 14);
    const likes: Environment = {
      types,
      utility: [
        [
          [[1], [0]],
          [[1], [0]],
        ],
      ],
    };
    expect(largestShift(tablesFor(likes, 'first'), laws)).toBeCloseTo(Math.tanh(0.3), 14);
  });

  it('lose the same counted in groups and one by one', () => {
    const grouped = { n: 10, d: 1, epsilon: 2, at: [0.5, 0.25], moved: [0.6, 0.2], counts: [1, 3] };
    const [at, moved] = [
      exponentialLaw([0.5, 0.25, 0.25, 0.25], 10),
      exponentialLaw([0.6, 0.2, 0.2, 0.2], 10),
    ];
    const logs = at.map((p, s) => Math.abs(Math.log(p / moved[s]!)));
    expect(privacyLoss(grouped)).toBeCloseTo(Math.max(...logs), 13);
  });

  it('are generated d-sensitive, and above the condition of Lemma 3', () => {
    const wide = failing(neighbours, ({ n, d, at, moved }) =>
      at.every((f, s) => Math.abs(f - moved[s]!) <= d / n + 2 ** -52),
    );
    expect(wide).toBeUndefined();
    expect(failing(profiles(), (c) => reach(c) > 1)).toBeUndefined();
  });
});

describe('welfare', () => {
  it('measures inequality as written out', () => {
    expect(gini([1, 3], [1, 1])).toBeCloseTo(0.25, 15);
    expect(gini([0, 1], [9, 1])).toBeCloseTo(0.9, 15);
    expect(gini([0], [5])).toBe(0);
  });
});
