import { rounding } from '../src/core/numeric.ts';
import {
  chain,
  choose,
  constant,
  logScale,
  map,
  record,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { anyTies, environments } from './support/amd/environment-cases.ts';
import type { Environment, Ties } from './support/amd/environments.ts';
import { exactGain } from './support/amd/formulas.ts';
import {
  exponentialLaw,
  largestShift,
  privacyOf,
  sensitivityOf,
  tablesFor,
  type Liberty,
} from './support/amd/games.ts';
import { COIN, coin, WAVERING, type Indirect } from './support/amd/indirect.ts';
import { neighbours, privacyLoss, rowsFor, type Neighbours } from './support/amd/score-cases.ts';
import { statement } from './support/statement.ts';

const spread = ({ n, d, epsilon }: { n: number; d: number; epsilon: number }): number =>
  (n * epsilon) / (2 * d);

/** One alternative that gains d/n among a million million that lose as much. */
const LONE: Neighbours = {
  n: 10,
  d: 1,
  epsilon: 0.5,
  at: [0.5, 0.5],
  moved: [0.6, 0.4],
  counts: [1, 1e12],
};

const lemma1 = statement<Neighbours>({
  id: 'AMD-lem1',
  where: 'Lemma 1',
  claim: 'F d-sensitive: |ln M(t)(s) - ln M(t̂)(s)| <= ε for neighbours t, t̂ and M = M^{ε/(2d)}',
  hypotheses:
    'any n, S, d > 0, ε > 0 and d-sensitive F into [0, 1]; generated: n 1..1e9, d up to n, ε 1e-6..1e3, |S| up to 1e13',
  decided:
    'exact: a law looks at one profile, so two vectors within d/n of each other are the whole of it; any such pair belongs to a d-sensitive F',
  method: 'exact',
  given: neighbours,
  slack: (c) => c.epsilon - privacyLoss(c),
  tolerance: (c) => rounding(64, 1 + spread(c)),
  examples: [LONE],
  controls: {
    'a sensitivity that is stated too small by this part': {
      slack: (dose) => (c) => c.epsilon - privacyLoss(c, 1 / (1 - dose)),
      doses: [1e-9, 1e-6, 0.001, 0.1],
      dose: 1e-9,
    },
    'the tilt of a welfare that moves one way only, at full ε': {
      slack: () => (c) => c.epsilon - privacyLoss(c, 2),
    },
  },
  verdict: 'holds',
  evidence: () =>
    `largest loss / ε found: ${(privacyLoss(LONE) / LONE.epsilon).toFixed(9)}, one alternative of 1e12 moving against the others`,
  runs: 300,
});

const anywhere = environments({
  kinds: ['values', 'reactions', 'common'],
  designs: ['none', 'thresholds', 'identity'],
  agents: [1, 3],
});

function withRows<T extends object>(
  rest: Arbitrary<T>,
): Arbitrary<T & { environment: Environment; rows: readonly (readonly number[])[] }> {
  return chain(anywhere, ({ environment }) => {
    const rows = rowsFor(environment.types, environment.utility[0]![0]!.length);
    return map(record<{ rows: readonly (readonly number[])[]; rest: T }>({ rows, rest }), (c) => ({
      ...c.rest,
      environment,
      rows: c.rows,
    }));
  });
}

const lawsOf = (c: Indirect): number[][] => c.rows.map((row) => exponentialLaw(row, c.amplitude));

/** A mechanism that ignores everybody is private for every eps > 0; this one is taken then. */
const LEAST = 2 ** -30;

const epsilonOf = (c: Indirect): number =>
  Math.max(LEAST, privacyOf(c.environment.types, lawsOf(c)));

function shiftSlack(factor: number, liberty: (epsilon: number) => Liberty) {
  return (c: Indirect): number => {
    const epsilon = epsilonOf(c);
    const tables = tablesFor(c.environment, c.ties);
    return factor - largestShift(tables, lawsOf(c), liberty(epsilon)) / epsilon;
  };
}

const lemma2 = statement<Indirect>({
  id: 'AMD-lem2',
  where: 'Lemma 2',
  claim:
    'non-imposing and ε-differentially private, ε < 1: no report moves E u_i by 2 ε or more, whatever the others are and report',
  hypotheses:
    '0 < ε < 1 (at ε = 0 both sides are 0); private or common values, others who lie; the reaction an optimal one at (t_i, W_-i(t_-i)), its ties broken without a look at the own report; generated: n 1..3, |T_i| 1..3, |S| 1..5, ε 1e-9..0.98',
  decided:
    'exact by enumeration, ε measured on the law; proved with the best constant: log-odds of any event move by at most ε, so expectations in [0, 1] by at most tanh(ε/2) < ε/2, and ε < 1 is not needed',
  method: 'exact',
  given: withRows<{ ties: Ties; amplitude: number }>(
    record({ ties: anyTies, amplitude: logScale(1e-6, 0.49, 24) }),
  ),
  slack: shiftSlack(2, () => ({})),
  tolerance: rounding(64, 1 / LEAST),
  examples: [coin(0.98), coin(1e-3)],
  controls: {
    'reactions held to the report, with probability dose times ε': {
      slack: (dose) => shiftSlack(2, (epsilon) => ({ held: dose * epsilon })),
      doses: [2, 2.5, 4],
      dose: 2.5,
    },
    'a choice among optimal reactions that follows the own report, with probability dose times ε': {
      slack: (dose) => shiftSlack(2, (epsilon) => ({ fickle: dose * epsilon })),
      examples: [WAVERING],
      doses: [1.5, 1.51, 2, 4],
      dose: 1.51,
    },
    'a bound smaller by this part': {
      slack: (dose) => shiftSlack(2 * (1 - dose), () => ({})),
      doses: [0.75, 0.751, 0.8],
      dose: 0.751,
    },
  },
  verdict: 'holds',
  evidence: () => {
    const tight = [0.1, 0.5, 0.98].map((epsilon) => {
      const shift = largestShift(tablesFor(COIN, 'first'), lawsOf(coin(epsilon)));
      return `${shift.toFixed(6)} (tanh(ε/2) = ${Math.tanh(epsilon / 2).toFixed(6)}, printed ${2 * epsilon}) at ε = ${epsilon}`;
    });
    return `largest move found: ${tight.join(', ')}`;
  },
  runs: 120,
});

/** The exponential mechanism over an environment, d at least its welfare's sensitivity. */
interface Exponential {
  readonly environment: Environment;
  readonly ties: Ties;
  readonly rows: readonly (readonly number[])[];
  readonly room: number;
  readonly epsilon: number;
}

function sensitivity(c: Exponential): number {
  return c.room * Math.max(1e-3, sensitivityOf(c.environment.types, c.rows));
}

function regretSlack(factor: number, sharper = 1) {
  return (c: Exponential): number => {
    const tilt = (sharper * c.environment.types.length * c.epsilon) / (2 * sensitivity(c));
    const laws = c.rows.map((row) => exponentialLaw(row, tilt));
    return factor - largestShift(tablesFor(c.environment, c.ties), laws) / c.epsilon;
  };
}

const swing = (epsilon: number): Exponential => ({
  environment: COIN,
  ties: 'first',
  rows: coin(1).rows,
  room: 1,
  epsilon,
});

const indifferent = statement<Exponential>({
  id: 'AMD-indifferent',
  where: '1.2',
  claim:
    'under M^{ε/(2d)} every strategy is ε-dominant: the best report is ahead of the worst by at most ε, whatever the others are and report',
  hypotheses:
    'any environment and d-sensitive F; generated: n 1..3, |T_i| 1..3, |S| 1..5, private or common values, ε 1e-6..100, d the sensitivity or more',
  decided:
    'exact by enumeration of types, reports and the reports of others; proved: log-odds range over at most ε, so every two reports are within tanh(ε/4) < ε/4 of each other',
  method: 'exact',
  given: withRows<{ ties: Ties; room: number; epsilon: number }>(
    record({
      ties: anyTies,
      room: choose(constant(1), logScale(1, 10, 4)),
      epsilon: logScale(1e-6, 100, 24),
    }),
  ),
  slack: regretSlack(1),
  tolerance: (c) => rounding(64, (1 + (3 * c.epsilon) / (2 * sensitivity(c))) / c.epsilon),
  examples: [swing(1e-3), swing(1)],
  controls: {
    'a welfare more sensitive than it is said to be, this many times': {
      slack: (dose) => regretSlack(1, dose),
      doses: [2, 4, 4.01, 8],
      dose: 4.01,
    },
    'a bound smaller by this part': {
      slack: (dose) => regretSlack(1 - dose),
      doses: [0.75, 0.751, 0.8],
      dose: 0.751,
    },
  },
  verdict: 'holds',
  evidence: () => {
    const at = [0.1, 1, 4].map((epsilon) => {
      const regret = epsilon * (1 - regretSlack(1)(swing(epsilon)));
      return `${regret.toFixed(6)} = tanh(ε/4) = ${exactGain(epsilon).toFixed(6)} at ε = ${epsilon}`;
    });
    return `the most that any strategy, truth included, falls behind: ${at.join(', ')}`;
  },
  runs: 120,
});

export const amdExponential = [lemma1, lemma2, indifferent];
