import { integer, ofLength, outOfRange, within, wrongKind } from '../../core/errors.ts';

/** A tuple of types as functions see it: in full, or only how many agents have each type; what a space does not keep is null. */
export interface Profile {
  readonly vector: readonly number[] | null;
  readonly counts: readonly number[] | null;
}

/**
 * A utility in [0, 1] of a social alternative s and the agent's own reaction r, in one of four forms [AMD, 2.1]. Types, alternatives
 * and reactions are indices from 0.
 */
export type UtilityForm =
  | {
      /** u(t_i, s, r), the same for every agent: a function, or a table [type][alternative][reaction]. Private values. */
      readonly own:
        | ((type: number, alternative: number, reaction: number) => number)
        | readonly (readonly (readonly number[])[])[];
    }
  | {
      /** u_i(t_i, s, r). Private values. */
      readonly each: (agent: number, type: number, alternative: number, reaction: number) => number;
    }
  | {
      /** u(t_i, how many agents have each type, herself included, s, r): common values, agents alike. */
      readonly counts: (
        type: number,
        counts: readonly number[],
        alternative: number,
        reaction: number,
      ) => number;
    }
  | {
      /** u_i(t, s, r): common values. */
      readonly profile: (
        agent: number,
        profile: readonly number[],
        alternative: number,
        reaction: number,
      ) => number;
    };

export interface EnvironmentOptions {
  /** n. */
  readonly agents: number;
  /** How many types each agent has: one number for all, or one an agent. */
  readonly types: number | readonly number[];
  readonly alternatives: number;
  readonly reactions: number | readonly number[];
  readonly utility: UtilityForm;
}

/** (T, S, R, u) [AMD, 2.1]. */
export interface Environment {
  readonly agents: number;
  readonly alternatives: number;
  /** The number of types of all agents, null when they differ. */
  readonly commonTypes: number | null;
  /** Whether the form alone makes agents alike, so that one stands for all. */
  readonly alike: boolean;
  /** Whether the form alone makes a utility depend on the agent's own type only. */
  readonly ownOnly: boolean;
  types(agent: number): number;
  reactions(agent: number): number;
  /** u_i at a profile in which the agent has the given type; in [0, 1], or an error that names the cell. */
  utility(
    agent: number,
    type: number,
    profile: Profile,
    alternative: number,
    reaction: number,
  ): number;
}

type Formula = Environment['utility'];

/**
 * An environment. Utilities are checked where they are read.
 *
 * ```ts
 * // two types, two alternatives; reacting by one's type is worth 1/2 at alternative 0, 1/4 at 1
 * const game = environment({ agents: 165, types: 2, alternatives: 2, reactions: 2,
 *   utility: { own: (t, s, r) => (s === t ? 0.5 : 0) + (r === t ? [0.5, 0.25][s] ?? 0 : 0) } });
 * ```
 *
 * @throws TypeError, RangeError naming the option and its range
 */
export function environment(options: EnvironmentOptions): Environment {
  const agents = integer('agents', options.agents, 1);
  const alternatives = integer('alternatives', options.alternatives, 1);
  const types = perAgent('types', options.types, agents);
  const reactions = perAgent('reactions', options.reactions, agents);
  const { utility } = options;
  const forms = ['own', 'each', 'counts', 'profile'];
  if (typeof utility !== 'object' || utility === null || !forms.some((form) => form in utility)) {
    throw wrongKind('utility', 'one of {own}, {each}, {counts}, {profile}', utility);
  }
  const alike = 'own' in utility || 'counts' in utility;
  for (const [name, given] of Object.entries({ types, reactions })) {
    if (alike && given.common === null) {
      throw outOfRange(name, 'one number when agents are alike', options[name as 'types']);
    }
  }
  return Object.freeze({
    agents,
    alternatives,
    commonTypes: types.common,
    alike,
    ownOnly: 'own' in utility || 'each' in utility,
    types: types.of,
    reactions: reactions.of,
    utility: formula(utility, [types.common ?? 0, alternatives, reactions.common ?? 0]),
  });
}

/** One number for all agents, or one each. */
function perAgent(
  name: string,
  given: number | readonly number[],
  agents: number,
): { readonly common: number | null; of(agent: number): number } {
  if (typeof given === 'number') {
    const all = integer(name, given, 1);
    return { common: all, of: () => all };
  }
  if (!Array.isArray(given)) throw wrongKind(name, 'a number or an array of numbers', given);
  if (given.length !== agents) throw outOfRange(`${name}.length`, `${agents}`, given.length);
  const each = given.map((x, i) => integer(`${name}[${i}]`, x, 1));
  const first = each[0]!;
  return {
    common: each.every((x) => x === first) ? first : null,
    of: (agent) => each[agent] ?? first,
  };
}

/** The form as a function of a profile, its values checked. */
function formula(form: UtilityForm, sizes: readonly [number, number, number]): Formula {
  if ('own' in form) {
    const { own } = form;
    const read = typeof own === 'function' ? own : fromTable(own, sizes);
    return (_agent, t, _profile, s, r) =>
      unit(read(t, s, r), () => `utility.own(type ${t}, ${cell(s, r)})`);
  }
  if ('each' in form) {
    return (i, t, _profile, s, r) =>
      unit(form.each(i, t, s, r), () => `utility.each(agent ${i}, type ${t}, ${cell(s, r)})`);
  }
  if ('counts' in form) {
    return (_agent, t, { counts }, s, r) =>
      unit(
        form.counts(t, counts ?? [], s, r),
        () => `utility.counts(type ${t}, counts ${counts}, ${cell(s, r)})`,
      );
  }
  return (i, _type, { vector }, s, r) =>
    unit(
      form.profile(i, vector ?? [], s, r),
      () => `utility.profile(agent ${i}, profile ${vector}, ${cell(s, r)})`,
    );
}

const cell = (s: number, r: number): string => `alternative ${s}, reaction ${r}`;

/** A value in [0, 1]; the name of its cell is made up only for the error. */
export function unit(value: number, name: () => string): number {
  const read = typeof value === 'number' && value >= 0 && value <= 1;
  return read ? value : within(name(), value, 0, 1);
}

function fromTable(
  table: readonly (readonly (readonly number[])[])[],
  [types, alternatives, reactions]: readonly [number, number, number],
): (t: number, s: number, r: number) => number {
  const listed: boolean = Array.isArray(table);
  if (!listed) throw wrongKind('utility.own', 'a function or a table', table);
  ofLength('utility.own', table, types).forEach((rows, t) => {
    ofLength(`utility.own[${t}]`, rows, alternatives).forEach((row, s) =>
      ofLength(`utility.own[${t}][${s}]`, row, reactions),
    );
  });
  return (t, s, r) => table[t]?.[s]?.[r] ?? NaN;
}
