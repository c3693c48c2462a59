import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  approximate,
  averageUtility,
  environment,
  gap,
  isRefusal,
  leastSeparatingSets,
  sensitivity,
  structure,
  welfare,
  type ApproximateOptions,
  type Environment,
  type Refusal,
} from '../src/index.ts';

const CALIBRATED = {
  commitment: 'uniform',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 0.5 },
} as const satisfies ApproximateOptions;

/** The game of the docstrings. */
const gameOf = (agents: number): Environment =>
  environment({
    agents,
    types: 2,
    alternatives: 2,
    reactions: 2,
    utility: { own: (t, s, r) => (s === t ? 0.5 : 0) + (r === t ? ([0.5, 0.25][s] ?? 0) : 0) },
  });
const sharesOf = (game: Environment): ReturnType<typeof welfare> =>
  welfare(game, 'share', { average: (t, s) => (t === s ? 1 : 0) });

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the examples of the docstrings', () => {
  it('run', () => {
    const game = gameOf(165);
    const shares = sharesOf(game);
    const mechanism = approximate(game, shares, { ...CALIBRATED, promise: { loss: 'best' } });
    const outcome = mechanism.draw(new Uint8Array(165).fill(1, 80), seeded('example'));
    expect([0, 1]).toContain(outcome.alternative);
    expect(sensitivity(game, averageUtility(game)).d).toBe(0.5);
    expect(gap(game, { ties: 'worst' }).gamma).toBe(0.5);
    expect(structure(game).privateValues).toBe(true);
    expect(leastSeparatingSets(game)).toEqual([[0], [1]]);
    expect(mechanism.plan.dataHelp).toBe(true);
  });
});

describe('refusals', () => {
  it('below n0, with n0 and the printed q', () => {
    const at =
      (n: number): (() => unknown) =>
      () =>
        approximate(gameOf(n), sharesOf(gameOf(n)), { commitment: 'uniform', mode: 'paper' });
    const { reason, figures, message } = refusalOf(at(164));
    expect(reason).toBe('population');
    expect(figures).toMatchObject({ agents: 164, n0: 164 });
    expect(message).toMatch(/^agents must be > n0 = 164 .*, got 164/);
    expect(at(165)).not.toThrow();
    expect(refusalOf(at(10)).figures['q']).toBeGreaterThan(1);
    expect(refusalOf(at(2)).message).toContain('q is undefined');
  });

  it('where nothing separates: a lottery off the separating set, or no such set', () => {
    const blind = environment({
      agents: 9,
      types: 3,
      alternatives: 3,
      reactions: 3,
      // at alternative s everybody but type s does best with reaction 0
      utility: { own: (t, s, r) => (r === (t === s ? s : 0) ? 1 : 0.5) },
    });
    const votes = sharesOf(blind);
    const given = refusalOf(() =>
      approximate(blind, votes, { ...CALIBRATED, commitment: { given: [0.5, 0.5, 0] } }),
    );
    expect(given).toMatchObject({
      reason: 'separation',
      figures: { agent: 0, type: 0, report: 2 },
    });
    expect(given.message).toContain('type 0 of agent 0 loses nothing as 2');
    const set = refusalOf(() =>
      approximate(blind, votes, { ...CALIBRATED, commitment: { separating: [1] } }),
    );
    expect(set).toMatchObject({ reason: 'separation', figures: { type: 0, report: 2 } });
    expect(
      refusalOf(() =>
        approximate(blind, votes, { commitment: { given: [1, 0, 0] }, mode: 'paper' }),
      ).reason,
    ).toBe('separation');
    const least = leastSeparatingSets(blind);
    expect(least).toEqual([[1, 2]]);
    const found = approximate(blind, votes, {
      ...CALIBRATED,
      commitment: { separating: least[0]! },
    });
    expect(Array.from(found.commitment)).toEqual([0, 0.5, 0.5]);
    // a gain may be left without any lottery
    const left = { ...CALIBRATED, commitment: { given: [1, 0, 0] }, truth: { gain: 0.5 } };
    expect(approximate(blind, votes, left).plan.q).toBe(0);
  });

  it('above the budget, with the number of profiles', () => {
    const game = environment({
      agents: 12,
      types: 3,
      alternatives: 2,
      reactions: 2,
      utility: { counts: (t, counts, s, r) => (r === (t + s) % 2 ? counts[t]! / 12 : 0) },
    });
    const F = welfare(game, 'first', { profile: (t, s) => (t[0] === s ? 1 : 0) });
    const refusal = refusalOf(() => approximate(game, F, { ...CALIBRATED, budget: 1000 }));
    expect(refusal).toMatchObject({
      reason: 'budget',
      figures: { profiles: 3 ** 12, budget: 1000 },
    });
  });
});

describe('bad input names the option', () => {
  const game = gameOf(4);
  const F = sharesOf(game);
  const wrong: readonly [string, () => unknown][] = [
    [
      'truth must be brackets or',
      () => approximate(game, F, { ...CALIBRATED, truth: { beyond: 0.5 } }),
    ],
    ['truth must be left out', () => approximate(game, F, { ...CALIBRATED, mode: 'paper' })],
    [
      'promise must be given',
      () => approximate(game, F, { commitment: 'uniform', mode: 'calibrated', truth: 'brackets' }),
    ],
    [
      'commitment.given must be of sum 1',
      () => approximate(game, F, { ...CALIBRATED, commitment: { given: [0.5, 0.4] } }),
    ],
    [
      'commitment.given.length must be 2',
      () => approximate(game, F, { ...CALIBRATED, commitment: { given: [1] } }),
    ],
    [
      'commitment.separating[0] must be',
      () => approximate(game, F, { ...CALIBRATED, commitment: { separating: [2] } }),
    ],
    ['reports.length must be 4, got 3', () => approximate(game, F, CALIBRATED).law([0, 1, 0])],
    [
      'reports[3] must be an integer in [0, 1], got 2',
      () => approximate(game, F, CALIBRATED).law([0, 1, 0, 2]),
    ],
    [
      'reports[0] must be finite, got NaN',
      () => approximate(game, F, CALIBRATED).draw([NaN, 1, 0, 1], seeded('x')),
    ],
    [
      'alternative must be an integer in [0, 1]',
      () => approximate(game, F, CALIBRATED).imposed([0, 1, 0, 1], 2),
    ],
    [
      'types must be one number',
      () =>
        environment({
          agents: 2,
          types: [1, 2],
          alternatives: 1,
          reactions: 1,
          utility: { own: () => 0 },
        }),
    ],
    [
      'types.length must be 2',
      () =>
        environment({
          agents: 2,
          types: [1],
          alternatives: 1,
          reactions: 1,
          utility: { each: () => 0 },
        }),
    ],
    ['budget must be an integer', () => approximate(game, F, { ...CALIBRATED, budget: 0 })],
  ];
  it.each(wrong)('%s', (message, run) => {
    expect(run).toThrow(message);
  });
});
