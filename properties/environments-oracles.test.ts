import { describe, expect, it } from 'vitest';
import {
  approximate,
  averageUtility,
  environment,
  equality,
  gap,
  leastSeparatingSets,
  monopolyRevenue,
  sensitivity,
  separates,
  structure,
} from '../src/index.ts';
import {
  chain,
  hunt,
  integerIn,
  listOf,
  oneOfValues,
  onGrid,
  record,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import {
  anything,
  engineOf,
  isOwn,
  lawsOf,
  near,
  ownForm,
  plays,
  scoresOf,
  type Play,
} from './support/amd/engine-cases.ts';
import { type Drawn } from './support/amd/environment-cases.ts';
import {
  gapOn,
  hasPrivateReactions,
  isNonTrivial,
  isSeparating,
  leastLossAt,
  separatingSets,
  typeOf,
  upTo,
  type Lie,
  type Tables,
  type Ties,
} from './support/amd/environments.ts';
import { privacyOf, sensitivityOf, tablesFor } from './support/amd/games.ts';
import { averages, gini, movedBy, type Revenue } from './support/amd/sensitivity-cases.ts';

/** The engine's environments against tables that were written for the statements and share no line with it. */

/** Runs a check over generated cases and gives back the shrunk case that fails it. */
function failing<T>(given: Arbitrary<T>, holds: (c: T) => boolean, runs: number): unknown {
  return hunt(given, holds, { runs, seed: 29 }).counterexample;
}

const TIES: readonly Ties[] = ['first', 'last', 'own', 'others'];

/** What a lie loses when ties are broken as hard for her as can be. */
function mostLossAt(tables: Tables, { i, t, b }: Lie, s: number): number {
  const worth = tables.utility[i]![t]![s]!;
  return Math.max(...worth) - Math.min(...tables.optimal[i]![b]![s]!.map((r) => worth[r]!));
}

function sameGaps({ environment: listed }: Drawn): boolean {
  const tables = tablesFor(listed, 'first');
  const own = listed.types.every((_, i) => isOwn(listed, i));
  const game = own ? ownForm(listed) : engineOf(listed);
  return [tables.alternatives, tables.alternatives.filter((s) => s % 2 === 0)].every((among) => {
    const [worst, chosen, best] = (['worst', 'chosen', 'best'] as const).map(
      (ties) => gap(game, { ties, among }).gamma,
    );
    const rules = TIES.map((ties) => gapOn(tablesFor(listed, ties), among));
    return (
      chosen === rules[0] &&
      worst === gapOn(tables, among, leastLossAt) &&
      best === gapOn(tables, among, mostLossAt) &&
      rules.every((gamma) => worst! <= gamma && gamma <= best!)
    );
  });
}

function sameStructure({ environment: listed }: Drawn): boolean {
  const tables = tablesFor(listed, 'first');
  const game = engineOf(listed);
  const all = separatingSets(tables, tables.alternatives);
  const size = Math.min(...all.map((set) => set.length));
  const least = all.filter((set) => set.length === size).map(String);
  const { privateReactions, privateValues, nonTrivial } = structure(game);
  const sets = upTo(2 ** game.alternatives).map((bits) =>
    tables.alternatives.filter((s) => ((bits >> s) & 1) === 1),
  );
  return (
    nonTrivial === isNonTrivial(tables) &&
    privateReactions === listed.types.every((_, i) => hasPrivateReactions(tables, i)) &&
    privateValues === listed.types.every((_, i) => isOwn(listed, i)) &&
    `${leastSeparatingSets(game).map(String).toSorted()}` === `${least.toSorted()}` &&
    sets.slice(1).every((set) => separates(game, set).separating === isSeparating(tables, set))
  );
}

describe('structure', () => {
  it('gaps are those of the tables under every tie rule, on all alternatives and on some', () => {
    expect(failing(anything, sameGaps, 120)).toBeUndefined();
    const shifted = failing(
      anything,
      ({ environment: listed }) => {
        const { gamma } = gap(engineOf(listed), { ties: 'worst' });
        return gamma === gapOn(tablesFor(listed, 'last'), upTo(listed.utility[0]![0]!.length));
      },
      250,
    );
    expect(shifted).toBeDefined(); // ties do occur
  });

  it('separating sets, private reactions, private values and non-triviality are those of the tables', () => {
    expect(failing(anything, sameStructure, 120)).toBeUndefined();
  });
});

function sameLaws(play: Play): boolean {
  const { listed, rows, chances, tilt } = play;
  const game = engineOf(listed);
  const laws = lawsOf(play);
  const d = sensitivityOf(listed.types, rows);
  return scoresOf(play, game).every((F) => {
    if (!near(sensitivity(game, F).d, d)) return false;
    const options = { commitment: { given: chances }, mode: 'calibrated' } as const;
    const made = approximate(game, F, { ...options, truth: { gain: 1 }, promise: { tilt } });
    const { epsilon } = made.certificate.privacy;
    const scale = 1 + listed.types.length * tilt;
    return (
      near(epsilon, privacyOf(listed.types, laws), scale) &&
      upTo(rows.length).every((p) => {
        const reports = listed.types.map((_, i) => typeOf(listed.types, p, i));
        const { component, lottery } = made.law(reports);
        return laws[p]!.every(
          (x, s) => near(Math.exp(component[s]!), x) && near(Math.exp(lottery[s]!), chances[s]!),
        );
      })
    );
  });
}

describe('laws and sensitivity', () => {
  it('laws, privacy loss and sensitivity of any score are those of the tables', () => {
    expect(failing(plays, sameLaws, 120)).toBeUndefined();
  });

  it('of average utility, values private and common', () => {
    const given = averages(['values', 'reactions', 'common']);
    const holds = (c: Parameters<typeof movedBy>[0]): boolean => {
      if (c.kind !== 'average') return false;
      const d = movedBy(c);
      const games = [engineOf(c.environment)];
      if (c.environment.types.every((_, i) => isOwn(c.environment, i))) {
        games.push(ownForm(c.environment));
      }
      return games.every((game) => near(sensitivity(game, averageUtility(game)).d, d));
    };
    expect(failing(given, holds, 150)).toBeUndefined();
  });
});

const LEVELS = upTo(9).map((j) => j / 8);

describe('sensitivities', () => {
  it('of revenue, by the change of any buyer at any price', () => {
    const given = record<Revenue>({
      kind: oneOfValues('revenue'),
      values: listOf(onGrid(8), 1, 12),
      to: onGrid(8),
      price: onGrid(8),
      atLeast: oneOfValues(true, false),
    });
    const holds = (c: Revenue): boolean => {
      const { values, to, price, atLeast } = c;
      const game = environment({
        agents: values.length,
        types: 9,
        alternatives: 1,
        reactions: 2,
        utility: { own: () => 0 },
      });
      const F = monopolyRevenue(game, LEVELS, [price], atLeast ? 'at' : 'above');
      const at = (each: readonly number[]): number =>
        F.at({ vector: null, counts: LEVELS.map((v) => each.filter((x) => x === v).length) })[0]!;
      const moved = values.length * Math.abs(at([to, ...values.slice(1)]) - at(values));
      const most = LEVELS.flatMap((v) =>
        LEVELS.map((w) => movedBy({ ...c, values: [v, ...values.slice(1)], to: w })),
      );
      return near(moved, movedBy(c)) && near(sensitivity(game, F).d, Math.max(...most));
    };
    expect(failing(given, holds, 60)).toBeUndefined();
  });

  it('of equality, by the change of any agent', () => {
    interface Land {
      readonly agents: number;
      readonly incomes: readonly number[];
    }
    const given = chain(integerIn(1, 5), (agents) =>
      record<Land>({ agents: oneOfValues(agents), incomes: listOf(onGrid(8), 3) }),
    );
    const holds = ({ agents, incomes }: Land): boolean => {
      const game = environment({
        agents,
        types: 3,
        alternatives: 1,
        reactions: 1,
        utility: { own: () => 0 },
      });
      const F = equality(
        game,
        incomes.map((x) => [x]),
      );
      let most = 0;
      for (let a = 0; a < agents; a++) {
        for (let b = 0; a + b < agents; b++) {
          const rest = [a, b, agents - 1 - a - b];
          const at = upTo(3).map((t) => {
            const counts = rest.map((c, j) => (j === t ? c + 1 : c));
            const own = F.at({ vector: null, counts })[0]!;
            return near(own, 1 - gini(incomes, counts)) ? own : NaN;
          });
          most = Math.max(most, agents * (Math.max(...at) - Math.min(...at)));
        }
      }
      return near(sensitivity(game, F).d, most);
    };
    expect(failing(given, holds, 80)).toBeUndefined();
  });
});
