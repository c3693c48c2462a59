import {
  approximate,
  averageUtility,
  component,
  environment,
  equality,
  gap,
  leastSeparatingSets,
  lieLosses,
  printedLoss,
  printedMixture,
  printedThreshold,
  seeded,
  sensitivity,
  structure,
  welfare,
  type ApproximateOptions,
  type ComponentKind,
  type Environment,
  type Welfare,
} from '../../src/index.ts';
import { logArray } from '../../src/kernel/exp.ts';
import { figuresOf } from './portable-figures.ts';
import { spread, type Portable } from './portable-kernels.ts';

/** Environments and their mixtures, components, printed parameters. */
export function portableEnvironments(): Portable {
  return { ...mixtures(), ...components(), ...derived() };
}

const KINDS = ['exponential', 'permute-and-flip', 'laplace'] as const;

/** Private values: n agents of three types, four alternatives, three reactions. */
function votes(agents: number): readonly [Environment, Welfare] {
  const table = spread('worth', 36, 0, 1);
  const game = environment({
    agents,
    types: 3,
    alternatives: 4,
    reactions: 3,
    utility: { own: (t, s, r) => (table[12 * t + 3 * s + r]! + (r === t ? 1 : 0)) / 2 },
  });
  const liked = spread('liked', 12, 0, 1);
  return [game, welfare(game, 'liked', { average: (t, s) => liked[4 * t + s]! })];
}

/** Common values: what a reaction is worth depends on how many agents have one's type. */
function crowd(agents: number): readonly [Environment, Welfare] {
  const game = environment({
    agents,
    types: 3,
    alternatives: 3,
    reactions: 2,
    utility: {
      counts: (t, counts, s, r) =>
        ((r === Number(t > s) ? 2 : 0) * (1 + counts[t]! / agents) + (s === t ? 1 : 0)) / 5,
    },
  });
  return [game, averageUtility(game)];
}

function mixtures(): Portable {
  const base = { mode: 'calibrated', truth: 'brackets', commitment: 'uniform' } as const;
  const best = { ...base, promise: { loss: 'best' } } as const;
  const cases: Record<string, readonly [readonly [Environment, Welfare], ApproximateOptions]> = {
    'an exact tilt': [votes(12), { ...base, promise: { tilt: 0.7 } }],
    'the best tilt of bounds': [votes(5000), best],
    'a gain of bounds': [
      votes(3000),
      { ...base, truth: { gain: 1e-3 }, promise: { epsilon: 0.1 } },
    ],
    'common values': [crowd(7), { ...base, promise: { tilt: 2 } }],
    'a separating set': [
      votes(9),
      { ...base, commitment: { separating: [0, 2] }, promise: { epsilon: 0.3 } },
    ],
    'a given lottery': [
      votes(9),
      { ...base, commitment: { given: [0.1, 0.2, 0.3, 0.4] }, promise: { tilt: 0.2 } },
    ],
    'as printed': [votes(2e4), { commitment: 'uniform', mode: 'paper' }],
    ...Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        [votes(8), { ...base, component: kind, promise: { tilt: 0.5 } }] as const,
      ]),
    ),
  };
  return Object.fromEntries(
    Object.entries(cases).map(([name, [[game, F], options]]) => [
      `environments, ${name}`,
      () => mixed(game, F, options),
    ]),
  );
}

function mixed(game: Environment, F: Welfare, options: ApproximateOptions): number[] {
  const made = approximate(game, F, options);
  const { plan, certificate, commitment } = made;
  const reports = Array.from({ length: game.agents }, (_, i) => (i * i + i) % 3);
  const draws = Array.from({ length: 5 }, (_, i) => made.draw(reports, seeded(`outcome ${i}`)));
  const held = made.imposed(reports, 1).subarray(0, 40);
  const drawn = draws.map(({ alternative, part }) => [alternative, part]);
  return figuresOf([
    [plan, certificate, commitment, made.law(reports)],
    [made.diagnostics(reports), drawn, held],
  ]);
}

/** Few alternatives and many, whole scores and others, copies of alternatives. */
function components(): Portable {
  const cases = KINDS.flatMap((kind) =>
    [2, 9, 300].map((n) => [`${kind} law of ${n}`, () => componentFigures(kind, n)] as const),
  );
  return Object.fromEntries(cases);
}

function componentFigures(kind: ComponentKind, n: number): number[] {
  const law = component(kind);
  const score = spread(kind, n, 0, 40).map((x, s) => (s % 4 === 0 ? Math.round(x) : x));
  const copies = logArray(score.map((_, s) => 1 + (s % 3)));
  const draws = Array.from({ length: 20 }, (_, i) => law.draw(score, 1, seeded(`${kind}${i}`)));
  return figuresOf([
    [0, 0.01, 1, 30].map((tilt) => law.logProbabilities(score, tilt)),
    [law.logProbabilities(score, 0.3, copies), draws],
    [1e-9, 0.01, 0.5, 1, 2, 40].map((width) => law.influence(width)),
    [1, 5, 100].map((x) => law.loss(n / 3, x)),
  ]);
}

function derived(): Portable {
  const [game, liked] = votes(30);
  const [common, mean] = crowd(6);
  const incomes = Array.from({ length: 3 }, (_, t) => Array.from(spread(`t${t}`, 3, 0.1, 1)));
  const TIES = ['chosen', 'worst', 'best'] as const;
  const sizes = [0.5, 1, 3].flatMap((d) => [0.01, 0.3, 1].map((separation) => ({ d, separation })));
  return {
    'gaps and losses of lies': () =>
      figuresOf(
        [game, common].flatMap((each) =>
          TIES.map((ties) => [gap(each, { ties }), lieLosses(each, { ties })]),
        ),
      ),
    'what environments are': () =>
      figuresOf([game, common].map((each) => [structure(each), leastSeparatingSets(each)])),
    sensitivities: () =>
      figuresOf([
        sensitivity(game, liked),
        sensitivity(common, mean),
        sensitivity(common, equality(common, incomes)),
      ]),
    'printed mixtures': () =>
      sizes.flatMap((each) => {
        const quantities = { ...each, alternatives: 100 };
        const n0 = printedThreshold(quantities);
        const { epsilon, q, bound } = printedMixture(quantities, n0 + 1);
        return [n0, epsilon, q, bound, printedLoss(quantities, n0, 0.5)];
      }),
  };
}
