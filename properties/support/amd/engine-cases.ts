import { environment, welfare, type Environment, type Welfare } from '../../../src/index.ts';
import {
  chain,
  logScale,
  map,
  oneOfValues,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { anyTies, chancesFor, environments } from './environment-cases.ts';
import { typeOf, upTo, type Environment as Listed, type Ties } from './environments.ts';
import { exponentialLaw } from './games.ts';
import { rowsFor } from './score-cases.ts';

/** The listed environments of the statements as the engine's own. */

/** Whether two figures agree but for rounding at a scale. */
export const near = (x: number, y: number, scale = 1): boolean =>
  x === y || Math.abs(x - y) <= 1e-12 * Math.max(scale, Math.abs(x), Math.abs(y));

/** The number of a profile, agent 0's type the fastest digit. */
export const placeOf = ({ types }: Listed, vector: readonly number[]): number =>
  vector.reduceRight((place, t, i) => place * types[i]! + t, 0);

/** The same environment for the engine: common values by form, whatever they turn out to be. */
export function engineOf(listed: Listed): Environment {
  const { types, utility } = listed;
  return environment({
    agents: types.length,
    types,
    alternatives: utility[0]![0]!.length,
    reactions: utility[0]![0]![0]!.length,
    utility: { profile: (i, vector, s, r) => utility[i]![placeOf(listed, vector)]![s]![r]! },
  });
}

/** The same by each agent's own type, for private values. */
export function ownForm(listed: Listed): Environment {
  const { types, utility } = listed;
  const alone = (i: number, t: number): number =>
    placeOf(
      listed,
      types.map((_, j) => (j === i ? t : 0)),
    );
  const { alternatives, reactions } = engineOf(listed);
  return environment({
    agents: types.length,
    types,
    alternatives,
    reactions: reactions(0),
    utility: { each: (i, t, s, r) => utility[i]![alone(i, t)]![s]![r]! },
  });
}

/** Whether an agent's utility depends on her own type alone. */
export function isOwn({ types, utility }: Listed, i: number): boolean {
  const seen = new Map<number, string>();
  return utility[i]!.every((rows, p) => {
    const [own, text] = [typeOf(types, p, i), JSON.stringify(rows)];
    const known = seen.get(own) ?? text;
    seen.set(own, known);
    return known === text;
  });
}

/** Environments of every kind and design. */
export const anything = environments({
  kinds: ['values', 'reactions', 'common'],
  designs: ['none', 'thresholds', 'identity'],
  agents: [1, 3],
});

/** An environment with a score for every profile, a lottery and a tilt. */
export interface Play {
  readonly listed: Listed;
  readonly rows: readonly (readonly number[])[];
  readonly chances: readonly number[];
  readonly tilt: number;
  readonly ties: Ties;
}

/** Environments of all kinds, ties in plenty, with any score on a grid. */
export const plays: Arbitrary<Play> = chain(anything, ({ environment: listed, designed }) => {
  const alternatives = listed.utility[0]![0]!.length;
  return record<Play>({
    listed: oneOfValues(listed),
    rows: rowsFor(listed.types, alternatives),
    chances: map(chancesFor(alternatives, designed), (p) =>
      p.every(Number.isFinite) ? p : p.map(() => 1 / alternatives),
    ),
    tilt: logScale(1e-2, 30, 12),
    ties: anyTies,
  });
});

/** The score as the engine's welfare function, by profile and as a table whose last agent runs fastest. */
export function scoresOf({ listed, rows }: Play, game: Environment): readonly [Welfare, Welfare] {
  const by = (vector: readonly number[]): readonly number[] => rows[placeOf(listed, vector)]!;
  const vectors = listed.types.reduce<number[][]>(
    (heads, own) => heads.flatMap((head) => upTo(own).map((t) => [...head, t])),
    [[]],
  );
  return [
    welfare(game, 'F', { profile: (vector, s) => by(vector)[s]! }),
    welfare(game, 'F', { table: vectors.map(by) }),
  ];
}

/** The exponential law at every profile. */
export const lawsOf = ({ listed, rows, tilt }: Play): number[][] =>
  rows.map((row) =>
    exponentialLaw(
      row.map((x) => listed.types.length * x),
      tilt,
    ),
  );
