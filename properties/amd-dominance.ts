import { chain, constant, hunt, map, tuple } from '../src/verify/arbitrary.ts';
import { dominantAnyway } from './counterexamples/amd-commitment.ts';
import {
  anyTies,
  chancesFor,
  committed,
  environments,
  STRICT,
  turned,
  type Committed,
} from './support/amd/environment-cases.ts';
import { hasPrivateReactions, upTo, type Tables, type Ties } from './support/amd/environments.ts';
import { leastAhead, tablesFor, type Who } from './support/amd/games.ts';
import { statement } from './support/statement.ts';

const privateOnes =
  (tables: Tables): Who =>
  (i) =>
    hasPrivateReactions(tables, i);

function truthSlack(c: Committed, bribed = 0, who = privateOnes): number {
  const tables = tablesFor(c.environment, c.ties);
  const mixed = { chances: c.chances, q: 1, bribed };
  const nash = leastAhead(tables, mixed, false);
  return Math.min(nash, leastAhead(tables, mixed, true, who(tables)) - STRICT);
}

const corollary1 = statement<Committed>({
  id: 'AMD-cor1',
  where: 'Cor 1',
  claim:
    'non-trivial environment, P separating: truth is ex-post Nash in M^P, and strictly dominant for an agent with private reactions',
  hypotheses:
    'any tie rule, common values included; the others report anything for the second part; generated: as Lemma 4',
  decided:
    'exact by enumeration of types, lies and reports of the others. Proved: truth is held to an optimal reaction at every s (with private reactions whatever the others report), a lie to one that is not optimal at some s of positive chance',
  method: 'exact',
  given: committed(['values', 'reactions', 'common']),
  slack: (c) => truthSlack(c),
  tolerance: 0,
  controls: {
    'reactions that are not private': { slack: () => (c) => truthSlack(c, 0, () => () => true) },
    'a trivial environment': {
      given: () =>
        chain(
          environments({ kinds: ['values'], designs: ['none'], agents: [1, 3] }),
          ({ environment }) =>
            map(
              tuple<[Ties, number[]]>(anyTies, chancesFor(environment.utility[0]![0]!.length, [0])),
              ([ties, chances]) => ({ environment, ties, chances }),
            ),
        ),
    },
    'the alternative bought by reports of the highest type, with this probability': {
      slack: (dose) => (c) => truthSlack(c, dose),
      doses: [0.001, 0.01, 0.1, 0.5],
      dose: 0.01,
    },
  },
  verdict: 'holds',
});

/** The most that a lie of agent i is ahead of truth, over types and what the others report. */
function lead(c: Committed, i: number, lying = true): number {
  const tables = tablesFor(c.environment, c.ties);
  return -leastAhead(tables, { chances: c.chances, q: 1 }, lying, (j) => j === i);
}

/** The least lead over the agents without private reactions. */
function notDominant(c: Committed): number {
  const tables = tablesFor(c.environment, c.ties);
  const open = upTo(c.environment.types.length).filter((i) => !hasPrivateReactions(tables, i));
  return Math.min(...open.map((i) => lead(c, i))) - STRICT;
}

/** Whether agent i's optimal reactions at alternative 0 depend on the others' types. */
function dependsAt0({ environment, ties }: Committed, i: number): boolean {
  const { types, utility } = environment;
  const only = utility.map((profiles) => profiles.map((row) => [row[0]!]));
  return !hasPrivateReactions(tablesFor({ types, utility: only }, ties), i);
}

/** Truth is dominant exactly for the agents whose reactions at alternative 0 are private. */
function dominantWhenPrivate(c: Committed, lying = true): number {
  const each = upTo(c.environment.types.length).map((i) => {
    const ahead = lead(c, i, lying);
    return dependsAt0(c, i) ? ahead - STRICT : -ahead - STRICT;
  });
  return Math.min(...each);
}

const equal = (best: number): number[] => [0, 1].map((r) => (r === best ? 1 : 0));

/** Alternative 0: the reaction that matters is whether both types agree. Alternative 1: the own type. Both agents alike. */
const AGREE: Committed = {
  environment: {
    types: [2, 2],
    utility: [0, 1].map((i) =>
      upTo(4).map((p) => [equal((p + (p >> 1)) % 2), equal(i === 0 ? p % 2 : p >> 1)]),
    ),
  },
  ties: 'first',
  chances: [1, 0],
};

/** How often truth is not dominant for an agent without private reactions, among generated environments. */
function generality(): string {
  let [all, strays] = [0, 0];
  hunt(
    committed(['common']),
    (c) => {
      const tables = tablesFor(c.environment, c.ties);
      for (const i of upTo(c.environment.types.length)) {
        if (hasPrivateReactions(tables, i)) continue;
        all += 1;
        if (lead(c, i) > STRICT) strays += 1;
      }
      return true;
    },
    { runs: 150, seed: 5 },
  );
  return `truth is not dominant for ${strays} of ${all} agents without private reactions in generated environments; where two agents react to whether their types agree, a lie is ahead of truth by ${lead(AGREE, 0)} when the other lies`;
}

const common = statement<Committed>({
  id: 'AMD-common',
  where: '3.2',
  claim:
    'separating commitment: truth is not a dominant strategy for an agent whose reactions are not private',
  hypotheses:
    'read as printed, "whenever an agent does not have private reactions"; generated: as Lemma 4, common values',
  decided:
    'exact by enumeration. As printed false: an agent who gets 1 for matching both types and 1/2 for matching her own is hurt by others who lie, and hurt more by lying herself; other agents cannot lie, or are unsure only where the chance is small. True of the environments where two reactions take turns: if the reactions of a type at the one alternative differ between t_-i and b_-i, others of types t_-i who report b_-i get the truthful held to the wrong reaction, the lie to the right one',
  method: 'exact',
  given: committed(['common']),
  slack: notDominant,
  tolerance: 0,
  counterexamples: dominantAnyway,
  controls: {
    'others who tell the truth': {
      slack: () => (c) =>
        Math.min(...upTo(c.environment.types.length).map((i) => lead(c, i, false))) - STRICT,
    },
  },
  corrected: {
    claim:
      "two reactions, two types, P on one separating alternative: truth is dominant (strictly) exactly for the agents whose reactions there do not depend on the others' types",
    given: turned,
    slack: (c) => dominantWhenPrivate(c),
    tolerance: 0,
    examples: [AGREE],
  },
  correctedControls: {
    'others who may not lie': { slack: () => (c) => dominantWhenPrivate(c, false) },
    'a second alternative where the own type decides, with this chance': {
      slack: (dose) => (c) => dominantWhenPrivate({ ...c, chances: [1 - dose, dose] }),
      given: () => constant(AGREE),
      doses: [0.1, 0.25, 0.49, 0.5, 0.75],
      dose: 0.5,
    },
  },
  verdict: 'corrected',
  evidence: generality,
});

export const amdDominance = [corollary1, common];
