import { integer, outOfRange } from '../../core/errors.ts';
import { exp, log } from '../../kernel/exp.ts';
import { refused } from '../refusal.ts';
import type { Environment, Profile } from './environment.ts';

/**
 * What one agent can do to a profile. Row o holds the profiles that differ in her type alone: at[o * types + t] is the index of the one in which
 * she has type t. Without profiles there is one row and `at` is null.
 */
export interface Circle {
  readonly agent: number;
  readonly types: number;
  readonly rows: number;
  readonly at: Int32Array | null;
}

/** The profiles of an environment, or of its counts when agents are alike, with the circles of the agents that stand for all. */
export interface Space {
  readonly profiles: readonly Profile[] | null;
  readonly circles: readonly Circle[];
}

/** Profiles that may be enumerated when the caller does not say. */
export const BUDGET = 20_000;

/** ln of the number of profiles, or of count vectors, C(n + T - 1, T - 1). */
function logSize(environment: Environment, counted: boolean): number {
  const { agents, commonTypes } = environment;
  let total = 0;
  if (counted && commonTypes !== null) {
    for (let j = 1; j < commonTypes; j++) total += log((agents + j) / j);
    return total;
  }
  if (commonTypes !== null) return agents * log(commonTypes);
  for (let i = 0; i < agents; i++) total += log(environment.types(i));
  return total;
}

/**
 * All profiles of types. O(profiles n), or O(profiles T) when `counted`: count vectors of agents that are alike, one of whom stands
 * for all, so that binary types take O(n).
 *
 * @param budget profiles at most
 * @throws a refusal with the number of profiles when it is above the budget
 */
export function enumerated(environment: Environment, counted: boolean, budget: number): Space {
  integer('budget', budget, 1);
  const size = exp(Math.min(logSize(environment, counted), 700));
  if (size > budget * (1 + 1e-9)) {
    const figures = { profiles: Math.round(size), budget };
    throw refused(
      'budget',
      `budget must be >= ${figures.profiles} profiles, got ${budget}`,
      figures,
    );
  }
  return counted ? countSpace(environment) : vectorSpace(environment);
}

/** One row a circle and no profiles: enough where neither utilities nor sensitivity depend on the others. */
export function unenumerated(environment: Environment): Space {
  const agents = environment.alike ? 1 : environment.agents;
  const circles = Array.from({ length: agents }, (_, agent) => ({
    agent,
    types: environment.types(agent),
    rows: 1,
    at: null,
  }));
  return Object.freeze({ profiles: null, circles });
}

/** The first agent is the slowest digit. */
function vectorSpace(environment: Environment): Space {
  const { agents } = environment;
  const types = Array.from({ length: agents }, (_, i) => environment.types(i));
  const size = types.reduce((product, t) => product * t, 1);
  const strides = types.map((_, i) => types.slice(i + 1).reduce((product, t) => product * t, 1));
  const vectors = Array.from({ length: size }, (_, index) =>
    types.map((t, i) => Math.floor(index / strides[i]!) % t),
  );
  const circles = types.map((own, agent): Circle => {
    const bases = vectors.flatMap((vector, index) => (vector[agent] === 0 ? [index] : []));
    const at = Int32Array.from(
      bases.flatMap((base) => Array.from({ length: own }, (_, t) => base + t * strides[agent]!)),
    );
    return { agent, types: own, rows: bases.length, at };
  });
  const profiles = vectors.map((vector) => ({ vector, counts: countsOf(environment, vector) }));
  return Object.freeze({ profiles, circles });
}

/** How many agents have each type, or null when agents have different numbers of types. O(n). */
function countsOf(environment: Environment, vector: readonly number[]): readonly number[] | null {
  if (environment.commonTypes === null) return null;
  const counts = Array.from({ length: environment.commonTypes }, () => 0);
  for (const t of vector) counts[t]! += 1;
  return counts;
}

function countSpace({ agents, commonTypes }: Environment): Space {
  const types = commonTypes ?? 1;
  const all = compositions(agents, types);
  const index = new Map(all.map((counts, i) => [counts.join(), i]));
  const rest = compositions(agents - 1, types);
  const at = Int32Array.from(
    rest.flatMap((others) =>
      others.map((_, t) => index.get(others.map((c, j) => (j === t ? c + 1 : c)).join()) ?? 0),
    ),
  );
  return Object.freeze({
    profiles: all.map((counts) => ({ vector: null, counts })),
    circles: [{ agent: 0, types, rows: rest.length, at }],
  });
}

/** All vectors of `parts` non-negative integers of a given sum. */
function compositions(total: number, parts: number): number[][] {
  if (parts === 1) return [[total]];
  const out: number[][] = [];
  for (let first = 0; first <= total; first++) {
    for (const rest of compositions(total - first, parts - 1)) out.push([first, ...rest]);
  }
  return out;
}

/** A report vector, checked against the environment, as a profile. O(n). */
export function profileOf(environment: Environment, reports: ArrayLike<number>): Profile {
  if (reports.length !== environment.agents) {
    throw outOfRange('reports.length', `${environment.agents}`, reports.length);
  }
  const vector = Array.from(reports, (t, i) =>
    integer(`reports[${i}]`, t, 0, environment.types(i) - 1),
  );
  return { vector, counts: countsOf(environment, vector) };
}
