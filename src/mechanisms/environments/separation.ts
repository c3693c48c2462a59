import { integer, list, oneOf, outOfRange } from '../../core/errors.ts';
import { refused } from '../refusal.ts';
import type { Environment } from './environment.ts';
import { answerBook, liesOf, type Answers, type LieAt, type Ties } from './reactions.ts';
import { BUDGET, enumerated, unenumerated, type Space } from './space.ts';

/** Effort only: profiles that may be enumerated. */
export interface Effort {
  readonly budget?: number;
}

/** A lie by the agent and the types. */
export interface Lie {
  readonly agent: number;
  readonly type: number;
  readonly report: number;
  /** The others' types in full, or how many of them have each type, or null when they do not matter. */
  readonly others: readonly number[] | null;
}

/** The gap and where it is attained. */
export interface Gap {
  /** min over agents, lies and the others' types of the largest loss among the alternatives. */
  readonly gamma: number;
  readonly lie: Lie | null;
}

/** What the definitions say of an environment, all derived from its utilities. */
export interface Structure {
  readonly privateReactions: boolean;
  readonly privateValues: boolean;
  /** Every two types have disjoint best reactions at some alternative, whatever the others are. */
  readonly nonTrivial: boolean;
}

/** The space over which utilities must be read: one row where the form makes them depend on the own type only. */
function utilitySpace(environment: Environment, effort: Effort = {}): Space {
  const budget = integer('budget', effort.budget ?? BUDGET, 1);
  if (environment.ownOnly) return unenumerated(environment);
  return enumerated(environment, environment.alike, budget);
}

/**
 * gamma = min over i, t_i != b_i, t_-i of max over s of u_i(t, s, r_i(t, s)) - u_i(t, s, r_i((b_i, t_-i), s)) [AMD, 3.2], the
 * alternatives restricted to `among`, ties of best reactions by a rule. Infinity when nobody has two types. O(rows T^2 S R).
 *
 * @throws a refusal when the profiles exceed the budget
 */
export function gap(
  environment: Environment,
  options: Effort & { readonly ties: Ties; readonly among?: readonly number[] },
): Gap {
  oneOf('ties', options.ties, ['chosen', 'worst', 'best']);
  const space = utilitySpace(environment, options);
  const book = answerBook(environment, space);
  const among = alternatives(environment, options.among);
  let [gamma, least]: [number, LieAt | null] = [Infinity, null];
  for (const lie of liesOf(space.circles, true)) {
    const losses = book.at(lie.circle, lie.row).loss(lie.type, lie.report, options.ties);
    const most = among.reduce((top, s) => Math.max(top, losses[s]!), 0);
    if (most < gamma) [gamma, least] = [most, lie];
  }
  return { gamma, lie: least && lieIn(space, least) };
}

/** Alternatives of a caller, checked and distinct; all when none are given. */
function alternatives(environment: Environment, among?: readonly number[]): readonly number[] {
  if (among === undefined) return Array.from({ length: environment.alternatives }, (_, s) => s);
  if (list('among', among).length === 0) throw outOfRange('among.length', '>= 1', 0);
  const most = environment.alternatives - 1;
  return [...new Set(among.map((s, j) => integer(`among[${j}]`, s, 0, most)))];
}

/** What every lie loses at every alternative: one row a lie, for a linear program over lotteries. */
export interface LieLosses {
  readonly lies: readonly Lie[];
  /** losses[lie][s] >= 0. */
  readonly losses: readonly (readonly number[])[];
}

/** The losses of all lies, ties by a rule. O(rows T^2 S R). */
export function lieLosses(
  environment: Environment,
  options: Effort & { readonly ties: Ties },
): LieLosses {
  oneOf('ties', options.ties, ['chosen', 'worst', 'best']);
  const space = utilitySpace(environment, options);
  const book = answerBook(environment, space);
  const told = [...liesOf(space.circles, true)];
  return {
    lies: told.map((lie) => lieIn(space, lie)),
    losses: told.map(({ circle, row, type, report }) =>
      Array.from(book.at(circle, row).loss(type, report, options.ties)),
    ),
  };
}

/** A lie with its agent and the others spelt out. */
export function lieIn(space: Space, { circle, row, type, report }: LieAt): Lie {
  const { agent, types, at } = space.circles[circle]!;
  const profile = at && space.profiles?.[at[row * types + type]!];
  const without = profile?.vector
    ? profile.vector.filter((_, i) => i !== agent)
    : (profile?.counts?.map((c, t) => (t === type ? c - 1 : c)) ?? null);
  return { agent, type, report, others: without };
}

/** Private reactions, private values and non-triviality [AMD, 2.1], by comparing all rows. O(rows T^2 S R). */
export function structure(environment: Environment, effort: Effort = {}): Structure {
  const space = utilitySpace(environment, effort);
  const book = answerBook(environment, space);
  let [reactions, values] = [true, true];
  space.circles.forEach(({ agent, types, rows }, circle) => {
    const first = book.at(circle, 0);
    for (let row = 1; row < rows && (reactions || values); row++) {
      const here = book.at(circle, row);
      for (let t = 0; t < types; t++) {
        reactions &&= sameOptima(first, here, t);
        values &&= sameUtility(
          first,
          here,
          t,
          environment.alternatives,
          environment.reactions(agent),
        );
      }
    }
  });
  const families = separators(environment, effort);
  const nonTrivial = families.every(({ by }) => by.length > 0);
  return { privateReactions: reactions, privateValues: reactions && values, nonTrivial };
}

function sameOptima(a: Answers, b: Answers, t: number): boolean {
  return a.optimal[t]!.every((list, s) => list.join() === b.optimal[t]![s]!.join());
}

function sameUtility(a: Answers, b: Answers, t: number, S: number, R: number): boolean {
  for (let s = 0; s < S; s++) {
    for (let r = 0; r < R; r++) if (a.utility(t, s, r) !== b.utility(t, s, r)) return false;
  }
  return true;
}

/** A lie and the alternatives at which its best reactions are disjoint from the truth's, ascending. */
export interface Separator {
  readonly lie: Lie;
  readonly by: readonly number[];
}

/** For every unordered pair of types of an agent and every row: the alternatives that separate them. */
export function separators(environment: Environment, effort: Effort = {}): readonly Separator[] {
  const space = utilitySpace(environment, effort);
  const book = answerBook(environment, space);
  const out: Separator[] = [];
  for (const lie of liesOf(space.circles, true)) {
    if (lie.report < lie.type) continue;
    const { optimal } = book.at(lie.circle, lie.row);
    const [mine, other] = [optimal[lie.type]!, optimal[lie.report]!];
    const by = mine.flatMap((list, s) => (list.some((r) => other[s]!.includes(r)) ? [] : [s]));
    out.push({ lie: lieIn(space, lie), by });
  }
  return out;
}

/** Whether a set separates every two types, whatever the others are; else the first pair that it does not. */
export function separates(
  environment: Environment,
  set: readonly number[],
  effort: Effort = {},
): { readonly separating: boolean; readonly witness: Lie | null } {
  const among = new Set(alternatives(environment, set));
  const missed = separators(environment, effort).find(({ by }) => !by.some((s) => among.has(s)));
  return { separating: missed === undefined, witness: missed?.lie ?? null };
}

/**
 * All separating sets of the least size, each ascending; none when the environment is trivial. Least hitting sets by branching on a
 * pair of types not yet separated: O(S^size), at most `most` of them.
 *
 * @throws a refusal with the size reached when more than `trials` (default 1e6) branches are taken
 */
export function leastSeparatingSets(
  environment: Environment,
  options: Effort & { readonly most?: number; readonly trials?: number } = {},
): readonly (readonly number[])[] {
  const families = [
    ...new Map(separators(environment, options).map(({ by }) => [by.join(), by])).values(),
  ];
  const most = integer('most', options.most ?? 1000, 1);
  const trials = integer('trials', options.trials ?? 1_000_000, 1);
  if (families.some((by) => by.length === 0)) return [];
  let taken = 0;
  for (let size = 0; size <= environment.alternatives; size++) {
    const found = new Map<string, readonly number[]>();
    const grow = (set: readonly number[]): void => {
      if (++taken > trials) {
        throw refused('budget', `trials must be more than ${trials} for sets of ${size}`, {
          trials,
          size,
        });
      }
      const missed = families.find((by) => !by.some((s) => set.includes(s)));
      if (missed === undefined) {
        const sorted = set.toSorted((a, b) => a - b);
        if (found.size < most) found.set(sorted.join(), sorted);
      } else if (set.length < size) for (const s of missed) grow([...set, s]);
    };
    grow([]);
    if (found.size > 0) return [...found.values()];
  }
  return [];
}
