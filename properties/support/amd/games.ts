import { tilted } from '../seg/oracles.ts';
import {
  profilesOf,
  replaced,
  tablesOf,
  typeOf,
  upTo,
  type Environment,
  type Tables,
  type Ties,
} from './environments.ts';

/** Mechanisms over a finite environment: laws per profile of reports, and what lies gain or lose in them. */

/** Pr[s] for Pr[s] proportional to e^(tilt score[s]). */
export function exponentialLaw(score: readonly number[], tilt: number): number[] {
  return Array.from(tilted(Float64Array.from(score), tilt), Math.exp);
}

/** n max |F(t, s) - F(t', s)| over neighbouring profiles: the least d for which the score is d-sensitive. */
export function sensitivityOf(
  types: readonly number[],
  score: readonly (readonly number[])[],
): number {
  let most = 0;
  upTo(profilesOf(types)).forEach((p) => {
    types.forEach((own, i) => {
      for (let b = typeOf(types, p, i) + 1; b < own; b++) {
        const other = score[replaced(types, p, i, b)]!;
        score[p]!.forEach((f, s) => (most = Math.max(most, Math.abs(f - other[s]!))));
      }
    });
  });
  return types.length * most;
}

/** Who counts: everybody, or those for whom it holds. */
export type Who = (i: number) => boolean;

/** Where an agent stands: who, the true profile, and the reports of the others (agent i's own type put in). */
interface Seat {
  readonly i: number;
  readonly truth: number;
  readonly reported: number;
}

/** Every seat; with `lying` the others report anything, otherwise their types. */
function seatsOf(types: readonly number[], lying: boolean, who: Who = () => true): Seat[] {
  const profiles = upTo(profilesOf(types));
  return types.flatMap((_, i) => {
    if (!who(i)) return [];
    const own = profiles.map((p) => typeOf(types, p, i));
    return profiles.flatMap((truth) => {
      const others = lying ? profiles.filter((p) => own[p] === own[truth]) : [truth];
      return others.map((reported) => ({ i, truth, reported }));
    });
  });
}

const dot = (law: readonly number[], worth: readonly number[]): number =>
  law.reduce((total, p, s) => total + p * worth[s]!, 0);

/** How reactions are chosen once s is known. */
export interface Liberty {
  /** Probability that the mechanism holds the agent to her report's reaction instead of letting her choose. */
  readonly held?: number;
  /** Probability that her choice among optimal reactions goes by her own report: the next one for every report. */
  readonly fickle?: number;
}

/** What each alternative is worth to the seat when she reports so that the profile is `told`. */
function worthOf(tables: Tables, seat: Seat, told: number, liberty: Liberty): number[] {
  const { held = 0, fickle = 0 } = liberty;
  const { i, truth, reported } = seat;
  const { types, utility, reaction, optimal, alternatives } = tables;
  const b = typeOf(types, told, i);
  return alternatives.map((s) => {
    const worth = utility[i]![truth]![s]!;
    if (held === 1) return worth[reaction[i]![told]![s]!]!;
    const free = worth[reaction[i]![reported]![s]!]!;
    if (held === 0 && fickle === 0) return free;
    const ties = optimal[i]![reported]![s]!;
    const turned = worth[ties[b % ties.length]!]!;
    const tied = worth[reaction[i]![told]![s]!]!;
    return (1 - held) * ((1 - fickle) * free + fickle * turned) + held * tied;
  });
}

/** How far the most indifferent strategy falls behind the best: the most that expected utility moves with the own report. */
export function largestShift(
  tables: Tables,
  laws: readonly (readonly number[])[],
  liberty: Liberty = {},
): number {
  let most = 0;
  const steady = liberty.held === undefined && liberty.fickle === undefined;
  for (const seat of seatsOf(tables.types, true)) {
    const free = worthOf(tables, seat, seat.reported, {});
    const values = upTo(tables.types[seat.i]!).map((b) => {
      const told = replaced(tables.types, seat.reported, seat.i, b);
      return dot(laws[told]!, steady ? free : worthOf(tables, seat, told, liberty));
    });
    most = Math.max(most, Math.max(...values) - Math.min(...values));
  }
  return most;
}

/** What a commitment mechanism may do wrong. */
export interface Commitment {
  readonly chances: readonly number[];
  /** Probability that reactions are left free. */
  readonly slips?: number;
  /** Probability that the alternative is the liar's favourite as soon as she reports her highest type. */
  readonly bribed?: number;
}

/** A mixture (1 - q) M^{eps/2d} + q M^P, as far as incentives go: the laws of the first part and the second part. */
export interface Mixed extends Commitment {
  readonly q: number;
  readonly laws?: readonly (readonly number[])[];
}

/** The least that truth is ahead of a lie, over agents, types, lies and (with `lying`) anything the others report. */
export function leastAhead(
  tables: Tables,
  mixed: Mixed,
  lying: boolean,
  who: Who = () => true,
): number {
  let least = Infinity;
  for (const seat of seatsOf(tables.types, lying, who)) {
    const free = worthOf(tables, seat, seat.reported, {});
    const honest = valueOf(tables, seat, seat.reported, mixed, free);
    for (let b = 0; b < tables.types[seat.i]!; b++) {
      const told = replaced(tables.types, seat.reported, seat.i, b);
      if (told === seat.reported) continue;
      least = Math.min(least, honest - valueOf(tables, seat, told, mixed, free));
    }
  }
  return least;
}

function valueOf(
  tables: Tables,
  seat: Seat,
  told: number,
  mixed: Mixed,
  free: readonly number[],
): number {
  const { chances, slips = 0, bribed = 0, q, laws } = mixed;
  const held = worthOf(tables, seat, told, { held: 1 - slips });
  let second = dot(chances, held);
  if (bribed > 0) {
    const highest = typeOf(tables.types, told, seat.i) === tables.types[seat.i]! - 1;
    second = (1 - bribed) * second + bribed * (highest ? Math.max(...held) : Math.min(...held));
  }
  return laws ? (1 - q) * dot(laws[told]!, free) + q * second : second;
}

/** The smallest chance of an alternative of the set. */
export function leastChance(chances: readonly number[], set: readonly number[]): number {
  return Math.min(...set.map((s) => chances[s]!));
}

/** The alternatives that are ever chosen. */
export function supportOf(chances: readonly number[]): number[] {
  return chances.flatMap((p, s) => (p > 0 ? [s] : []));
}

/** The environment's tables under a tie rule, kept while the same environment is asked for again. */
export function tablesFor(environment: Environment, ties: Ties): Tables {
  const kept = TABLES.get(environment) ?? new Map<Ties, Tables>();
  TABLES.set(environment, kept);
  const tables = kept.get(ties) ?? tablesOf(environment, ties);
  kept.set(ties, tables);
  return tables;
}

const TABLES = new WeakMap<Environment, Map<Ties, Tables>>();

/** max over neighbouring profiles and s of |ln M(t)(s) - ln M(t')(s)|: the least eps that laws are differentially private for. */
export function privacyOf(types: readonly number[], laws: readonly (readonly number[])[]): number {
  return (
    sensitivityOf(
      types,
      laws.map((law) => law.map(Math.log)),
    ) / types.length
  );
}
