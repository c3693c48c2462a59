import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { environment, type Environment } from '../src/mechanisms/environments/environment.ts';
import {
  gap,
  leastSeparatingSets,
  separates,
  structure,
} from '../src/mechanisms/environments/separation.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';

/** Buyers of values and prices j/m, half prices when `half`: buy (0) or not (1); utilities in [0, 1] as (1 + value - price) / 2. */
function buyers(n: number, m: number, half: boolean): Environment {
  const price = (s: number): number => (half ? (2 * s + 1) / (2 * m) : s / m);
  return environment({
    agents: n,
    types: m + 1,
    alternatives: half ? m : m + 1,
    reactions: 2,
    utility: { own: (t, s, r) => (r === 0 ? (1 + t / m - price(s)) / 2 : 1 / 2) },
  });
}

/** One facility a reaction: three types on a line, reaction r is being served at r; alternative s opens two of three places. */
const PLACES: readonly (readonly number[])[] = [
  [0, 1],
  [0, 2],
  [1, 2],
];
const line = environment({
  agents: 2,
  types: 3,
  alternatives: 3,
  reactions: 3,
  utility: { own: (t, s, r) => (PLACES[s]!.includes(r) ? 1 - Math.abs(t - r) / 2 : 0) },
});

/** Common values: both agents get 1 for naming the other's type. */
const guessing = environment({
  agents: 2,
  types: 2,
  alternatives: 1,
  reactions: 2,
  utility: { profile: (i, t, _s, r) => (r === t[1 - i] ? 1 : 0) },
});

/** Private reactions, common values: reacting by one's type pays more the more agents have it. */
const crowd = environment({
  agents: 4,
  types: 2,
  alternatives: 2,
  reactions: 2,
  utility: { counts: (t, counts, s, r) => (r === t && s === 0 ? counts[t]! / 4 : 0) },
});

describe('gaps', () => {
  it('of buyers: where values are prices nothing separates neighbours but the harshest tie rule; half prices do', () => {
    for (const m of [2, 4, 10]) {
      const [whole, half] = [buyers(3, m, false), buyers(3, m, true)];
      // utilities are halved, so a step of 1/m counts half; value = price leaves both reactions best
      expect(gap(whole, { ties: 'best' }).gamma).toBeCloseTo(0.5 / m, 12);
      expect(gap(whole, { ties: 'chosen' }).gamma).toBe(0);
      expect(gap(whole, { ties: 'worst' }).gamma).toBe(0);
      expect(gap(half, { ties: 'worst' }).gamma).toBeCloseTo(0.25 / m, 12);
    }
  });

  it('order as the tie rules do, on random tables full of ties', () => {
    const rng = seeded('ties');
    for (let round = 0; round < 40; round++) {
      const table = Array.from({ length: 3 * 2 * 3 }, () => Math.floor(3 * rng()) / 2);
      const game = environment({
        agents: 2,
        types: 3,
        alternatives: 2,
        reactions: 3,
        utility: { own: (t, s, r) => table[(t * 2 + s) * 3 + r]! },
      });
      const [worst, chosen, best] = (['worst', 'chosen', 'best'] as const).map(
        (ties) => gap(game, { ties }).gamma,
      );
      expect(worst).toBeLessThanOrEqual(chosen!);
      expect(chosen).toBeLessThanOrEqual(best!);
      // gamma > 0 against every tie is the same as disjoint best reactions somewhere
      expect(structure(game).nonTrivial).toBe(worst! > 0);
      expect(leastSeparatingSets(game).length > 0).toBe(worst! > 0);
    }
  });

  it('are measured on the alternatives that are asked for, and name their lie', () => {
    const all = gap(line, { ties: 'worst' });
    expect(all.gamma).toBe(0.5);
    expect(gap(line, { ties: 'worst', among: [0] })).toEqual({
      gamma: 0,
      lie: { agent: 0, type: 1, report: 2, others: null },
    });
    expect(() => gap(line, { ties: 'worst', among: [3] })).toThrow('among[0] must be an integer');
  });
});

describe('separating sets', () => {
  it('the least ones are found, and the others are told', () => {
    // types 0, 1, 2 with places 0, 1 | 0, 2 | 1, 2 open: type 1 is torn under 0, 2
    expect(separates(line, [0])).toEqual({
      separating: false,
      witness: { agent: 0, type: 1, report: 2, others: null },
    });
    expect(leastSeparatingSets(line)).toEqual([[0, 2]]);
    const grid = buyers(5, 4, true);
    expect(leastSeparatingSets(grid)).toEqual([[0, 1, 2, 3]]);
    expect(separates(grid, [0, 1, 2]).separating).toBe(false);
  });

  it('agree with all subsets tried, agents with types of their own', () => {
    const rng = seeded('hitting');
    for (let round = 0; round < 30; round++) {
      const types = [2, 3];
      const table = Array.from({ length: 2 * 3 * 5 * 2 }, () => Math.round(2 * rng()) / 2);
      const game = environment({
        agents: 2,
        types,
        alternatives: 5,
        reactions: 2,
        utility: { each: (i, t, s, r) => table[((i * 3 + t) * 5 + s) * 2 + r]! },
      });
      const subsets = Array.from({ length: 31 }, (_, code) =>
        [0, 1, 2, 3, 4].filter((s) => ((code + 1) >> s) & 1),
      ).filter((set) => separates(game, set).separating);
      const size = Math.min(...subsets.map((set) => set.length));
      const wanted = subsets.filter((set) => set.length === size).map(String);
      expect(leastSeparatingSets(game).map(String).toSorted()).toEqual(wanted.toSorted());
    }
  });

  it('stop with a refusal when branches run out', () => {
    let refusal: unknown;
    try {
      leastSeparatingSets(buyers(2, 12, true), { trials: 50 });
    } catch (error) {
      refusal = error;
    }
    expect(isRefusal(refusal) && refusal.reason).toBe('budget');
  });
});

describe('what is derived, never declared', () => {
  it('private values, private reactions, neither', () => {
    expect(structure(line)).toEqual({
      privateReactions: true,
      privateValues: true,
      nonTrivial: true,
    });
    expect(structure(crowd)).toMatchObject({ privateReactions: true, privateValues: false });
    expect(structure(guessing)).toEqual({
      privateReactions: false,
      privateValues: false,
      nonTrivial: false,
    });
    // written as common values, and private all the same
    const dressed = environment({
      agents: 3,
      types: 2,
      alternatives: 1,
      reactions: 2,
      utility: { profile: (i, t, _s, r) => (r === t[i] ? 1 : 0) },
    });
    expect(structure(dressed)).toEqual({
      privateReactions: true,
      privateValues: true,
      nonTrivial: true,
    });
  });
});
