import { leastChance, leastAhead, exponentialLaw, tablesFor, type Mixed } from './games.ts';
import {
  gapOn,
  hasPrivateReactions,
  separates,
  liesOf,
  upTo,
  type Environment,
  type Tables,
  type Ties,
} from './environments.ts';
import type { Scale } from './formulas.ts';

/** Societies for a mixture (1 - q) M^{eps/2d} + q M^P [AMD, 3.3]: a finite environment, or a crowd of many agents of two types. */
interface Common {
  /** P. */
  readonly chances: readonly number[];
  /** The separating set that ptilde is measured on. */
  readonly set: readonly number[];
  /** F is d-sensitive. */
  readonly d: number;
}

/** Up to three agents, everything in tables; `rows` is F by profile. */
export interface Small extends Common {
  readonly kind: 'small';
  readonly environment: Environment;
  readonly ties: Ties;
  readonly rows: readonly (readonly number[])[];
}

/** n agents of types 0 and 1 with private values; F depends on the share of reports of 1. */
export interface Crowd extends Common {
  readonly kind: 'crowd';
  readonly n: number;
  /** u(t, s) with the reaction that suits t. */
  readonly worth: readonly (readonly number[])[];
  /** What the other type's reaction costs: type, alternative. */
  readonly loss: readonly (readonly number[])[];
  /** F(., s) at equally spaced shares, linear between them. */
  readonly heights: readonly (readonly number[])[];
}

export type Society = Small | Crowd;

/** n. */
export function headcount(society: Society): number {
  return society.kind === 'crowd' ? society.n : society.environment.types.length;
}

/** F(c/n, s) for every s. */
export function crowdScore({ n, heights }: Crowd, ones: number): number[] {
  return heights.map((at) => {
    const place = (ones / n) * (at.length - 1);
    const low = Math.min(Math.floor(place), at.length - 2);
    return at[low]! + (at[low + 1]! - at[low]!) * (place - low);
  });
}

/**
 * The tables of a small society. Who has private reactions is held to r_i(t_i, s), which [AMD, 2.1] writes without the others' types: a
 * tie rule that looks at the others' reports goes for everybody else, and for her by her own type.
 */
function heldTables({ environment, ties }: Small): Tables {
  const tables = tablesFor(environment, ties);
  if (ties !== 'others') return tables;
  const kept = HELD.get(environment);
  if (kept) return kept;
  const own = tablesFor(environment, 'own');
  const reaction = tables.reaction.map((each, i) =>
    hasPrivateReactions(tables, i) ? own.reaction[i]! : each,
  );
  const held = { ...tables, reaction };
  HELD.set(environment, held);
  return held;
}

const HELD = new WeakMap<Environment, Tables>();

/** Which gap is promised: over all of S, as printed; or over the separating set. */
export type Gap = 'printed' | 'proved';

/** ptilde gamma. */
export function promisedLoss(society: Society, gap: Gap): number {
  const { chances, set } = society;
  return leastChance(chances, set) * gapOf(society, gap);
}

function gapOf(society: Society, gap: Gap): number {
  const alternatives = upTo(society.chances.length);
  const over = gap === 'printed' ? alternatives : society.set;
  if (society.kind === 'crowd') {
    return Math.min(...society.loss.map((loss) => Math.max(...over.map((s) => loss[s]!))));
  }
  return gapOn(heldTables(society), over);
}

/** What the printed formulas need to know. */
export function scaleOf(society: Society, gap: Gap): Scale {
  return { d: society.d, loss: promisedLoss(society, gap), size: society.chances.length };
}

/** A mixture's two numbers, and what may be wrong with it. */
export interface Setting {
  readonly epsilon: number;
  readonly q: number;
}

const lawAt = (society: Society, score: readonly number[], epsilon: number): number[] =>
  exponentialLaw(score, (headcount(society) * epsilon) / (2 * society.d));

/**
 * The least that truth is ahead of a lie: against others who report the truth, and for agents with private reactions against others who
 * report anything.
 */
export function ahead(society: Society, { epsilon, q }: Setting): number {
  if (society.kind === 'crowd') return crowdAhead(society, { epsilon, q });
  const tables = heldTables(society);
  const laws = society.rows.map((row) => lawAt(society, row, epsilon));
  const mixed: Mixed = { chances: society.chances, q, laws };
  const nash = leastAhead(tables, mixed, false);
  return Math.min(
    nash,
    leastAhead(tables, mixed, true, (i) => hasPrivateReactions(tables, i)),
  );
}

function crowdAhead(crowd: Crowd, { epsilon, q }: Setting): number {
  const { n, chances, worth, loss } = crowd;
  const laws = upTo(n + 1).map((ones) => lawAt(crowd, crowdScore(crowd, ones), epsilon));
  let least = Infinity;
  for (const t of [0, 1]) {
    const cost = chances.reduce((total, p, s) => total + p * loss[t]![s]!, 0);
    for (let others = 0; others < n; others++) {
      const [told, lied] = [laws[others + t]!, laws[others + 1 - t]!];
      const gain = told.reduce((total, p, s) => total + (lied[s]! - p) * worth[t]![s]!, 0);
      least = Math.min(least, q * cost - (1 - q) * gain);
    }
  }
  return least;
}

/** The most that the mixture's expected welfare is below the best, over truthful profiles. */
export function welfareLost(society: Society, { epsilon, q }: Setting): number {
  const scores =
    society.kind === 'crowd'
      ? upTo(society.n + 1).map((ones) => crowdScore(society, ones))
      : society.rows;
  let most = 0;
  for (const score of scores) {
    const top = Math.max(...score);
    const law = lawAt(society, score, epsilon);
    const lost = score.reduce(
      (total, f, s) => total + ((1 - q) * law[s]! + q * society.chances[s]!) * (top - f),
      0,
    );
    most = Math.max(most, lost);
  }
  return most;
}

/** Whether P is positive on the set and the set separates. */
export function isCommitted(society: Society): boolean {
  const { chances, set } = society;
  if (!set.every((s) => chances[s]! > 0)) return false;
  if (society.kind === 'crowd') {
    return set.some((s) => society.loss.every((loss) => loss[s]! > 0));
  }
  const tables = tablesFor(society.environment, society.ties);
  return liesOf(tables).every((lie) => set.some((s) => separates(tables, lie, s)));
}
