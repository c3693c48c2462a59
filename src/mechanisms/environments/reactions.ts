import { oneOf } from '../../core/errors.ts';
import type { Environment, Profile } from './environment.ts';
import type { Circle, Space } from './space.ts';

/**
 * Which of several best reactions is imposed: the one of lowest index (`chosen`), the best for the liar (`worst` for the
 * mechanism), or the worst for her (`best`).
 */
export type Ties = 'chosen' | 'worst' | 'best';

/** Reactions within this of the best are as good: rounding of utilities in [0, 1]. */
const SAME = 2 ** -50;

/** What an agent's types would do, the others given: one row of her circle. */
export interface Answers {
  /** u_i((t, o), s, best reaction), type by type. */
  readonly best: readonly Float64Array[];
  /** Every best reaction: optimal[t][s] lists them, ascending. */
  readonly optimal: readonly (readonly (readonly number[])[])[];
  /** What type t loses at each alternative when held to the best reaction of type b; >= 0. */
  loss(type: number, report: number, ties: Ties): Float64Array;
  /** u_i((t, o), s, r). */
  utility(type: number, alternative: number, reaction: number): number;
}

/** The answers of every row, made when first asked for and kept. */
export interface AnswerBook {
  at(circle: number, row: number): Answers;
}

const NOBODY: Profile = { vector: null, counts: null };

/** Best reactions over a space. Where the form says that others do not matter, one row serves all. */
export function answerBook(environment: Environment, space: Space): AnswerBook {
  const kept = space.circles.map(() => new Map<number, Answers>());
  return Object.freeze({
    at(circle: number, row: number): Answers {
      const { agent, types, at } = space.circles[circle]!;
      const key = environment.ownOnly ? 0 : row;
      const known = kept[circle]!.get(key);
      if (known) return known;
      const profileFor = (t: number): Profile =>
        space.profiles?.[at?.[key * types + t] ?? 0] ?? NOBODY;
      const made = answers(environment, agent, types, profileFor);
      kept[circle]!.set(key, made);
      return made;
    },
  });
}

/** The answers of an agent whose type t makes the profile `profileFor(t)`. O(T S R), losses O(S R) each. */
function answers(
  environment: Environment,
  agent: number,
  types: number,
  profileFor: (type: number) => Profile,
): Answers {
  const [S, R] = [environment.alternatives, environment.reactions(agent)];
  const table = Array.from({ length: types }, (_, t) => {
    const profile = profileFor(t);
    return Array.from({ length: S }, (__, s) =>
      Float64Array.from({ length: R }, (___, r) => environment.utility(agent, t, profile, s, r)),
    );
  });
  const best = table.map((rows) => Float64Array.from(rows, (row) => row.reduce(larger, 0)));
  const optimal = table.map((rows, t) => rows.map((row, s) => optima(row, best[t]![s]!)));
  return {
    best,
    optimal,
    utility: (t, s, r) => table[t]![s]![r]!,
    loss(t, b, ties) {
      oneOf('ties', ties, ['chosen', 'worst', 'best']);
      return best[t]!.map((most, s) => {
        const imposed = optimal[b]![s]!.map((r) => table[t]![s]![r]!);
        const kept =
          ties === 'chosen' ? imposed[0]! : imposed.reduce(ties === 'worst' ? larger : smaller);
        return kept >= most - SAME ? 0 : most - kept;
      });
    },
  };
}

const larger = (a: number, b: number): number => (a > b ? a : b);
const smaller = (a: number, b: number): number => (a < b ? a : b);

function optima(row: Float64Array, most: number): readonly number[] {
  return Array.from(row.keys()).filter((r) => row[r]! >= most - SAME);
}

/** The best reactions of one agent at reports: what she is held to when the lottery is played. Ascending. */
export function bestReactions(
  environment: Environment,
  agent: number,
  type: number,
  profile: Profile,
  alternative: number,
): readonly number[] {
  const row = Float64Array.from({ length: environment.reactions(agent) }, (_, r) =>
    environment.utility(agent, type, profile, alternative, r),
  );
  return optima(row, row.reduce(larger, 0));
}

/** A lie in a space: the circle, the row, the type and what it reports instead. */
export interface LieAt {
  readonly circle: number;
  readonly row: number;
  readonly type: number;
  readonly report: number;
}

/** Every lie of every agent that stands for all; rows collapse to one where others do not matter. */
export function* liesOf(circles: readonly Circle[], everyRow: boolean): Generator<LieAt> {
  for (let circle = 0; circle < circles.length; circle++) {
    const { rows, types } = circles[circle]!;
    for (let row = 0; row < (everyRow ? rows : 1); row++) {
      for (let type = 0; type < types; type++) {
        for (let report = 0; report < types; report++) {
          if (report !== type) yield { circle, row, type, report };
        }
      }
    }
  }
}
