/** Finite environments [AMD, 2.1] as tables, enumerated. */

/** Types, alternatives, reactions and utilities. Profiles are counted with agent 0's type running fastest. */
export interface Environment {
  /** |T_i| of each agent. */
  readonly types: readonly number[];
  /** u_i(t, s, r) in [0, 1]: agent, profile, alternative, reaction. */
  readonly utility: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** Which optimal reaction r_i(t, s) is: the first, the last, by own type, by the others' types too. */
export type Ties = 'first' | 'last' | 'own' | 'others';

/** An environment with its optimal reactions and one selection r_i(t, s) of them. */
export interface Tables extends Environment {
  readonly profiles: number;
  readonly alternatives: readonly number[];
  /** argmax_r u_i(t, s, r): agent, profile, alternative. */
  readonly optimal: readonly (readonly (readonly (readonly number[])[])[])[];
  /** r_i(t, s): agent, profile, alternative. */
  readonly reaction: readonly (readonly (readonly number[])[])[];
}

const product = (numbers: readonly number[]): number => numbers.reduce((all, x) => all * x, 1);

function stride(types: readonly number[], i: number): number {
  let step = 1;
  for (let j = 0; j < i; j++) step *= types[j]!;
  return step;
}

/** t_i of a profile. */
export function typeOf(types: readonly number[], profile: number, i: number): number {
  return Math.floor(profile / stride(types, i)) % types[i]!;
}

/** (b_i, t_-i). */
export function replaced(types: readonly number[], profile: number, i: number, b: number): number {
  return profile + (b - typeOf(types, profile, i)) * stride(types, i);
}

/** t_-i as one number, counted without agent i. */
export function othersOf(types: readonly number[], profile: number, i: number): number {
  const own = stride(types, i);
  return (profile % own) + Math.floor(profile / (own * types[i]!)) * own;
}

/** How many profiles there are. */
export function profilesOf(types: readonly number[]): number {
  return product(types);
}

/** 0, 1, .., n - 1. */
export function upTo(n: number): number[] {
  const all: number[] = [];
  for (let j = 0; j < n; j++) all.push(j);
  return all;
}

function largest(values: readonly number[]): number[] {
  const top = Math.max(...values);
  const found: number[] = [];
  values.forEach((value, r) => {
    if (value === top) found.push(r);
  });
  return found;
}

/** The environment with what follows from it. */
export function tablesOf(environment: Environment, ties: Ties): Tables {
  const { types, utility } = environment;
  const optimal = utility.map((profiles) => profiles.map((row) => row.map(largest)));
  const place = (i: number, p: number, s: number): number =>
    s + (ties === 'own' ? typeOf(types, p, i) : othersOf(types, p, i));
  const reaction = optimal.map((profiles, i) =>
    profiles.map((row, p) =>
      row.map((best, s) => {
        if (ties === 'first') return best[0]!;
        return best[(ties === 'last' ? best.length - 1 : place(i, p, s)) % best.length]!;
      }),
    ),
  );
  const alternatives = upTo(utility[0]![0]!.length);
  return { types, utility, profiles: profilesOf(types), alternatives, optimal, reaction };
}

/** An agent of profile t who reports so that the profile is b. */
export interface Lie {
  readonly i: number;
  readonly t: number;
  readonly b: number;
}

/** Every (i, t, b_i) with b_i other than t_i. */
export function liesOf({ types }: Environment): Lie[] {
  return types.flatMap((own, i) =>
    upTo(profilesOf(types)).flatMap((t) =>
      upTo(own).flatMap((b) =>
        b === typeOf(types, t, i) ? [] : [{ i, t, b: replaced(types, t, i, b) }],
      ),
    ),
  );
}

/** u_i(t, s, r_i(t, s)) - u_i(t, s, r_i(b, s)): what being held to the lie's reaction costs. */
export function lossAt(tables: Tables, { i, t, b }: Lie, s: number): number {
  const worth = tables.utility[i]![t]![s]!;
  return worth[tables.reaction[i]![t]![s]!]! - worth[tables.reaction[i]![b]![s]!]!;
}

/** The same with the tie among b's optimal reactions broken in the liar's favour. */
export function leastLossAt(tables: Tables, { i, t, b }: Lie, s: number): number {
  const worth = tables.utility[i]![t]![s]!;
  const held = tables.optimal[i]![b]![s]!.map((r) => worth[r]!);
  return Math.max(...worth) - Math.max(...held);
}

/** Whether the optimal reactions of the two profiles have none in common at s. */
export function separates(tables: Tables, { i, t, b }: Lie, s: number): boolean {
  const at = tables.optimal[i]![t]![s]!;
  return !tables.optimal[i]![b]![s]!.some((r) => at.includes(r));
}

/** Whether every two types of every agent are separated at every t_-i by an alternative of the set. */
export function isSeparating(tables: Tables, set: readonly number[]): boolean {
  return liesOf(tables).every((lie) => set.some((s) => separates(tables, lie, s)));
}

/** Whether the environment is non-trivial. */
export function isNonTrivial(tables: Tables): boolean {
  return isSeparating(tables, tables.alternatives);
}

/** Every separating set among the given alternatives. */
export function separatingSets(tables: Tables, among: readonly number[]): number[][] {
  return upTo(2 ** among.length)
    .map((bits) => among.filter((_, j) => ((bits >> j) & 1) === 1))
    .filter((set) => isSeparating(tables, set));
}

/** The gap with the maximum taken over the set: min over lies of max over s; infinite when nobody can lie. */
export function gapOn(tables: Tables, set: readonly number[], loss = lossAt): number {
  const least = liesOf(tables).map((lie) => Math.max(...set.map((s) => loss(tables, lie, s))));
  return Math.min(...least);
}

/** Whether agent i's optimal reactions depend on her own type and the alternative alone. */
export function hasPrivateReactions(tables: Tables, i: number): boolean {
  const { types, optimal } = tables;
  return upTo(tables.profiles).every((p) => {
    const alone = upTo(types.length).reduce(
      (at, j) => (j === i ? at : replaced(types, at, j, 0)),
      p,
    );
    return optimal[i]![p]!.every((best, s) => `${best}` === `${optimal[i]![alone]![s]!}`);
  });
}
