import { rounding } from '../src/core/numeric.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  onGrid,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { equilibriaRefuters } from './counterexamples/seg-variants.ts';
import { equilibria, payoffs, undominatedSlack, type Game } from './support/seg/game.ts';
import { statement } from './support/statement.ts';

/** Games of one to three agents: the exact optimum and the exponential part, alone and mixed with the lottery. */
const games: Arbitrary<Game> = chain(
  tuple<[number, number]>(integerIn(1, 3), integerIn(1, 2)),
  ([agents, K]) =>
    chain(integerIn(1, agents === 3 ? 2 : 4), (grid) =>
      record<Game>({
        part: oneOfValues<Game['part']>('optimum', 'exponential'),
        K: constant(K),
        grid: constant(grid),
        types: listOf(integerIn(0, grid), agents),
        tilt: logScale(0.01, 100, 20),
        q: choose(constant(0), onGrid(8)),
        mbar: integerIn(1, 4),
      }),
    ),
);

/** Equilibria are told within 1e-12, so a report that loses that much for sure may be played. */
const gameTolerance = rounding(2000, 1);

/** The same game with the types at the other end. */
function mirrored(game: Game): Game {
  return { ...game, types: game.types.map((t) => game.grid - t) };
}

/** How many of some two-agent games of the exponential part have an equilibrium with a weakly dominated report. */
function dominatedGames(): { readonly found: number; readonly of: number } {
  const all = [1, 2].flatMap((K) =>
    [0.1, 1, 10].flatMap((tilt) =>
      [0, 0.25].flatMap((q) =>
        [0, 1, 2].flatMap((one) =>
          [0, 1, 2].map((other): Game => ({
            part: 'exponential',
            K,
            grid: 2,
            types: [one, other],
            tilt,
            q,
            mbar: 2,
          })),
        ),
      ),
    ),
  );
  const found = all.filter((game) => undominatedSlack(game, 'weak') < -gameTolerance).length;
  return { found, of: all.length };
}

const everyGame = statement<Game>({
  id: 'SEG-equilibria',
  where: '1.3',
  claim:
    'no equilibrium plays a weakly dominated strategy: the undominated strategy tuples contain them all',
  hypotheses:
    'P = V = 1 - d, one attribute, reports on a grid, 1 to 3 agents of known types; the exact optimum (variant 1) or the exponential part, with or without the lottery',
  decided:
    'exact: all profiles of a finite game, its pure equilibria, and the domination of every report that they play. The stored profiles are equilibria at every type profile, so ex post too',
  method: 'exact',
  given: games,
  slack: (game) => undominatedSlack(game, 'weak'),
  tolerance: gameTolerance,
  controls: {},
  counterexamples: equilibriaRefuters,
  corrected: {
    claim:
      'no equilibrium plays a STRICTLY dominated strategy, so every equilibrium of M-hat (two lottery products) has all reports within 2^-(mbar-1) of the types, and Theorem 4 covers it',
    given: games,
    slack: (game) => undominatedSlack(game, 'strict'),
    tolerance: gameTolerance,
  },
  correctedControls: {
    'profiles from which nobody gains more than this': {
      slack: (bribe) => (game) => undominatedSlack(game, 'strict', bribe),
      doses: [1e-9, 1e-3, 0.1],
      dose: 1e-3,
    },
    'equilibria of other types than the agents have': {
      slack: () => (game) => undominatedSlack(game, 'strict', 0, mirrored(game)),
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const [two] = equilibriaRefuters;
    const found = two === undefined ? 0 : equilibria(payoffs(two), 0).length;
    const exponential = dominatedGames();
    return `two agents of type 1, reports 0 or 1, one product at the exact optimum with Example 1's tie rule: ${found} equilibria, and (0, 0) is one of them. Three agents need no tie. Of ${exponential.of} games of two agents under the exponential part, alone or mixed, ${exponential.found} have a weakly dominated report in equilibrium.`;
  },
  runs: 60,
});

/** What one elimination leaves. */
export const segEquilibria = [everyGame];
