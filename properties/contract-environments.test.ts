import { describe, expect, test } from 'vitest';
import {
  approximate,
  boundedSensitivity,
  component,
  environment,
  equality,
  gap,
  isRefusal,
  leastSeparatingSets,
  lieLosses,
  monopolyRevenue,
  printedLoss,
  printedMixture,
  printedThreshold,
  sensitivity,
  separates,
  structure,
  welfare,
  type ApproximateOptions,
  type ComponentKind,
  type Environment,
  type EnvironmentOptions,
} from '../src/index.ts';

const wrong = (value: unknown): never => value as never;

const GAME: EnvironmentOptions = {
  agents: 4,
  types: 3,
  alternatives: 3,
  reactions: 3,
  utility: { own: (t, s, r) => (r === t ? 0.5 : 0) + (s === t ? 0.25 : 0) },
};
const game = environment(GAME);
const shares = welfare(game, 'share', { average: (t, s) => (t === s ? 1 : 0) });

/** An environment with one thing changed, its utilities read. */
const read = (changed: object): unknown =>
  gap(environment({ ...GAME, ...changed }), { ties: 'worst' });

describe('an environment', () => {
  test.each<[object, string]>([
    [{ agents: 0 }, 'agents must be an integer in [1, 2147483647], got 0'],
    [{ agents: NaN }, 'agents must be finite, got NaN'],
    [{ agents: '4' }, 'agents must be a number, got "4"'],
    [{ types: -1 }, 'types must be an integer in [1, 2147483647], got -1'],
    [{ types: [3, 3] }, 'types.length must be 4, got 2'],
    [{ types: [3, 3, 0, 3] }, 'types[2] must be an integer in [1, 2147483647], got 0'],
    [{ types: null }, 'types must be a number or an array of numbers, got null'],
    [{ types: [1, 2, 3, 3] }, 'types must be one number when agents are alike, got [1,2,3,3]'],
    [{ alternatives: 1.5 }, 'alternatives must be an integer in [1, 2147483647], got 1.5'],
    [{ reactions: [] }, 'reactions.length must be 4, got 0'],
    [{ utility: null }, 'utility must be one of {own}, {each}, {counts}, {profile}, got null'],
    [{ utility: {} }, 'utility must be one of {own}, {each}, {counts}, {profile}, got {}'],
    [{ utility: { own: 1 } }, 'utility.own must be a function or a table, got 1'],
    [
      { utility: { own: () => NaN } },
      'utility.own(type 0, alternative 0, reaction 0) must be finite, got NaN',
    ],
    [{ utility: { own: [[[0.5]]] } }, 'utility.own.length must be 3, got 1'],
    [{ utility: { own: [[], [], []] } }, 'utility.own[0].length must be 3, got 0'],
    [{ utility: { own: [1, 2, 3] } }, 'utility.own[0] must be an array, got 1'],
    [{ types: 1, utility: { own: [[[], [], []]] } }, 'utility.own[0][0].length must be 3, got 0'],
    [
      { utility: { each: () => -0.5 } },
      'utility.each(agent 0, type 0, alternative 0, reaction 0) must be in [0, 1], got -0.5',
    ],
    [
      { utility: { counts: () => 2 } },
      'utility.counts(type 0, counts 1,0,3, alternative 0, reaction 0) must be in [0, 1], got 2',
    ],
    [
      { utility: { profile: () => '1' } },
      'utility.profile(agent 0, profile 0,0,0,0, alternative 0, reaction 0) must be a number, got "1"',
    ],
  ])('%j', (changed, expected) => expect(() => read(changed)).toThrow(expected));

  test('one agent, one type, one alternative, one reaction: nothing to lie about', () => {
    const alone = environment({
      agents: 1,
      types: 1,
      alternatives: 1,
      reactions: 1,
      utility: { own: () => 1 },
    });
    expect(gap(alone, { ties: 'best' })).toEqual({ gamma: Infinity, lie: null });
    expect(leastSeparatingSets(alone)).toEqual([[]]);
    expect(structure(alone).nonTrivial).toBe(true);
  });
});

describe('what is asked of an environment', () => {
  const ties = 'worst';
  test.each<[string, () => unknown]>([
    [
      'ties must be one of chosen, worst, best, got "hard"',
      () => gap(game, { ties: wrong('hard') }),
    ],
    ['ties must be one of chosen, worst, best', () => lieLosses(game, { ties: wrong(0) })],
    ['among.length must be >= 1, got 0', () => gap(game, { ties, among: [] })],
    ['among must be an array, got 1', () => gap(game, { ties, among: wrong(1) })],
    ['among[1] must be an integer in [0, 2], got 3', () => gap(game, { ties, among: [0, 3] })],
    ['among[0] must be finite, got NaN', () => separates(game, [NaN])],
    ['budget must be an integer in [1, 2147483647], got 0', () => gap(game, { ties, budget: 0 })],
    ['budget must be finite, got NaN', () => sensitivity(game, shares, { budget: NaN })],
    ['budget must be a number, got "2"', () => structure(game, { budget: wrong('2') })],
    ['trials must be an integer', () => leastSeparatingSets(game, { trials: -1 })],
    ['sizes.length must be >= 2, got 1', () => boundedSensitivity(() => [game, shares], [3])],
    ['sizes must be an array, got 5', () => boundedSensitivity(() => [game, shares], wrong(5))],
    [
      'sizes[1] must be an integer in [4, 2147483647], got 3',
      () => boundedSensitivity(() => [game, shares], [3, 3]),
    ],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});

describe('a welfare function', () => {
  const [levels, prices] = [[0, 0.5, 1] as const, [0.1, 0.2, 0.3] as const];
  const mixed: Environment = environment({
    ...GAME,
    types: [2, 3, 2, 3],
    utility: { each: () => 0 },
  });
  test.each<[string, () => unknown]>([
    ['F must be one of {average}, {counts}', () => welfare(game, 'F', wrong({}))],
    ['F must be one of {average}, {counts}', () => welfare(game, 'F', wrong(null))],
    ['F must be a function of the profile', () => welfare(mixed, 'F', { average: () => 0 })],
    [
      'F(type 1, alternative 0) must be in [0, 1], got -1',
      () => sensitivity(game, welfare(game, 'F', { average: () => -1 })),
    ],
    [
      'F(counts 4,0,0, alternative 0) must be finite, got Infinity',
      () => welfare(game, 'F', { counts: () => Infinity }).at({ vector: null, counts: [4, 0, 0] }),
    ],
    ['F.table.length must be 81, got 1', () => welfare(game, 'F', { table: [[0, 0, 0]] })],
    [
      'F.table[0].length must be 3, got 1',
      () => welfare(game, 'F', { table: Array.from({ length: 81 }, () => [0]) }),
    ],
    ['values.length must be 3, got 2', () => monopolyRevenue(game, [0, 1], prices, 'at')],
    ['values[1] must be in [0, 1], got 2', () => monopolyRevenue(game, [0, 2, 1], prices, 'at')],
    ['prices must be an array, got 1', () => monopolyRevenue(game, levels, wrong(1), 'at')],
    ['prices[0] must be finite, got NaN', () => monopolyRevenue(game, levels, [NaN, 0, 0], 'at')],
    ['buys must be one of at, above', () => monopolyRevenue(game, levels, prices, wrong('below'))],
    ['incomes must be an array, got 3', () => equality(game, wrong(3))],
    ['incomes.length must be 3, got 1', () => equality(game, [[1, 1, 1]])],
    [
      'incomes[1].length must be 3, got 2',
      () =>
        equality(game, [
          [1, 1, 1],
          [1, 1],
          [1, 1, 1],
        ]),
    ],
    [
      'incomes[0][2] must be in [0, ',
      () =>
        equality(game, [
          [1, 1, -1],
          [1, 1, 1],
          [1, 1, 1],
        ]),
    ],
  ])('%s', (expected, run) => expect(run).toThrow(expected));
});

describe('a mixture', () => {
  const GOOD: ApproximateOptions = {
    commitment: 'uniform',
    mode: 'calibrated',
    truth: 'brackets',
    promise: { tilt: 1 },
  };
  test.each<[object, string]>([
    [{ commitment: 'best' }, 'commitment must be uniform, {given} or {separating}, got "best"'],
    [{ commitment: { given: [1, 0] } }, 'commitment.given.length must be 3, got 2'],
    [{ commitment: { given: [1, -0.5, 0.5] } }, 'commitment.given[1] must be in [0, 1], got -0.5'],
    [{ commitment: { given: [NaN, 0, 1] } }, 'commitment.given[0] must be finite, got NaN'],
    [{ commitment: { separating: [] } }, 'commitment.separating.length must be >= 1, got 0'],
    [{ commitment: {} }, 'commitment.separating must be an array, got undefined'],
    [{ commitment: { separating: [0.5] } }, 'commitment.separating[0] must be an integer'],
    [{ mode: 'free' }, 'mode must be one of calibrated, paper, got "free"'],
    [{ component: 'gauss' }, 'component must be one of exponential, permute-and-flip, laplace'],
    [{ truth: 'always' }, 'truth must be brackets'],
    [{ truth: { gain: 2 } }, 'truth.gain must be in [0, 1], got 2'],
    [{ truth: { gain: NaN } }, 'truth.gain must be finite, got NaN'],
    [{ promise: null }, 'promise must be one of {epsilon}, {tilt}, {loss}, got null'],
    [{ promise: {} }, 'epsilon, tilt, loss must be exactly one of the three, got 0'],
    [
      { promise: { tilt: 1, loss: 0.5 } },
      'epsilon, tilt, loss must be exactly one of the three, got 2',
    ],
    [{ promise: { tilt: 0 } }, 'tilt must be > 0, got 0'],
    [{ promise: { tilt: Infinity } }, 'tilt must be finite, got Infinity'],
    [{ promise: { epsilon: -1 } }, 'epsilon must be > 0, got -1'],
    [{ promise: { loss: 'least' } }, 'loss must be a number, got "least"'],
    [{ budget: 1.5 }, 'budget must be an integer in [1, 2147483647], got 1.5'],
  ])('%j', (changed, expected) => {
    expect(() => approximate(game, shares, { ...GOOD, ...changed })).toThrow(expected);
  });

  test('one agent: the printed parameters are refused with their n0, calibrated ones are not', () => {
    const alone = environment({ ...GAME, agents: 1 });
    const F = welfare(alone, 'share', { average: (t, s) => (t === s ? 1 : 0) });
    expect(approximate(alone, F, GOOD).plan.q).toBeGreaterThan(0);
    let error: unknown;
    try {
      approximate(alone, F, { commitment: 'uniform', mode: 'paper' });
    } catch (thrown) {
      error = thrown;
    }
    expect(isRefusal(error) && [error.reason, error.figures['agents']]).toEqual(['population', 1]);
  });
});

describe('printed figures and components', () => {
  const good = { d: 1, separation: 0.5, alternatives: 4 };
  test.each<[string, () => unknown]>([
    ['d must be finite, got NaN', () => printedMixture({ ...good, d: NaN }, 10)],
    ['separation must be in (0, 1], got 2', () => printedThreshold({ ...good, separation: 2 })],
    ['d / separation must be below 1e+300', () => printedThreshold({ ...good, d: 1e300 })],
    ['alternatives must be an integer', () => printedThreshold({ ...good, alternatives: 0 })],
    ['agents must be > 0, got -1', () => printedMixture(good, -1)],
    ['agents must be finite, got NaN', () => printedLoss(good, NaN, 1)],
    ['epsilon must be > 0, got 0', () => printedLoss(good, 10, 0)],
    ['component must be one of', () => component('noise' as ComponentKind)],
  ])('%s', (expected, run) => expect(run).toThrow(expected));

  test.each(['exponential', 'permute-and-flip', 'laplace'] as const)('%s', (kind) => {
    const law = component(kind);
    const [one, two] = [Float64Array.of(1), Float64Array.of(1, 2)];
    expect(() => law.loss(NaN, 1)).toThrow('logAlternatives must be finite, got NaN');
    expect(() => law.loss(1, 0)).toThrow('x must be > 0, got 0');
    expect(() => law.influence(Infinity)).toThrow('width must be finite, got Infinity');
    expect(() => law.epsilon(-1)).toThrow('width must be >= 0, got -1');
    expect(() => law.logProbabilities(new Float64Array(0), 1)).toThrow('score.length must be >= 1');
    expect(() => law.logProbabilities(two, NaN)).toThrow('tilt must be finite, got NaN');
    expect(() => law.logProbabilities(two, 1, one)).toThrow('logMeasure.length must be 2, got 1');
    expect(() => law.logProbabilities(wrong([1, 2]), 1)).toThrow('score must be a Float64Array');
  });

  test('thresholds beyond 2^53 are found, to the nearest double', () => {
    const n0 = printedThreshold({ d: 1, separation: 1e-18, alternatives: 10 });
    const enough = (n: number): boolean => n / Math.log(n) > 8e18;
    expect([enough(n0), enough(n0 * (1 - 1e-15))]).toEqual([true, false]);
  });
});
