import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { profilesOf, othersOf, typeOf, upTo, type Environment, type Ties } from './environments.ts';

/**
 * Environments over the whole range of the hypotheses, small enough to enumerate: up to three agents, three types, five
 * alternatives, four reactions; private values, private reactions with common values, or neither; ties in plenty.
 */

/** Utilities and chances are fractions with small denominators here, so a difference below this is none. */
export const STRICT = 2 ** -20;

/** What an agent's utility and optimal reactions depend on. */
export type Kind = 'values' | 'reactions' | 'common';

/** `thresholds`: alternative s tells the types up to s from those above it. `identity`: alternative 0 tells all apart. `none`: as it comes. */
type Design = 'thresholds' | 'identity' | 'none';

/** Everything that is drawn: sizes, and a pattern of numbers that the tables are read off, entry by entry. */
interface Shape {
  readonly kind: Kind;
  readonly design: Design;
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: number;
  readonly pattern: readonly number[];
}

/** An environment, and alternatives that separate by design. */
export interface Drawn {
  readonly environment: Environment;
  readonly designed: readonly number[];
}

/** A number of the pattern, by keys. */
export function entryOf(pattern: readonly number[], ...keys: readonly number[]): number {
  const at = keys.reduce((hash, key) => (hash * 31 + key + 7) % 1_000_003, 1);
  return pattern[at % pattern.length]!;
}

const manyTypes = (shape: Shape): number => Math.max(...shape.types);

function designedOf(shape: Shape): number[] {
  if (shape.design === 'none') return [];
  return shape.design === 'identity' ? [0] : upTo(Math.max(1, manyTypes(shape) - 1));
}

/** argmax reactions at s, as bits. */
function optimalBits(shape: Shape, i: number, p: number, s: number, key: number): number {
  const { types, pattern, reactions, kind, design } = shape;
  if (!designedOf(shape).includes(s)) {
    return 1 + (entryOf(pattern, 11, i, key, s) % (2 ** reactions - 1));
  }
  const own = typeOf(types, p, i);
  const turn = kind === 'common' ? entryOf(pattern, 3, i, othersOf(types, p, i), s) : 0;
  if (design === 'identity') return 2 ** ((own + turn) % reactions);
  const side = ((own > s ? 1 : 0) + turn) % 2;
  return upTo(reactions)
    .filter((r) => (r < 2 ? r : entryOf(pattern, 5, i, r, s) % 2) === side)
    .reduce((bits, r) => bits + 2 ** r, 0);
}

function drawnFrom(shape: Shape): Drawn {
  const { types, pattern, kind } = shape;
  const utility = types.map((_, i) =>
    upTo(profilesOf(types)).map((p) => {
      const own = typeOf(types, p, i);
      const value = kind === 'values' ? own : p;
      return upTo(shape.alternatives).map((s) => {
        const bits = optimalBits(shape, i, p, s, kind === 'common' ? p : own);
        const top = (1 + (entryOf(pattern, 17, i, value, s) % 8)) / 8;
        return upTo(shape.reactions).map((r) => {
          const share = (entryOf(pattern, 23, i, value, s, r) % 8) / 8;
          return ((bits >> r) & 1) === 1 ? top : top * share;
        });
      });
    }),
  );
  return { environment: { types, utility }, designed: designedOf(shape) };
}

/** What to draw. */
export interface Wanted {
  readonly kinds: readonly Kind[];
  readonly designs: readonly Design[];
  readonly agents: readonly [number, number];
}

/** Environments of the wanted kinds; utilities are multiples of 1/64. */
export function environments({ kinds, designs, agents }: Wanted): Arbitrary<Drawn> {
  const plan = tuple<[Kind, Design, number[]]>(
    oneOfValues(...kinds),
    oneOfValues(...designs),
    listOf(oneOfValues(2, 3, 2, 1), ...agents),
  );
  return chain(plan, ([kind, design, types]) => {
    const most = Math.max(...types);
    const least = design === 'identity' ? Math.max(most, 2) : 2;
    const sizes = tuple<[number, number, number[]]>(
      integerIn(design === 'thresholds' ? Math.max(1, most - 1) : 1, 5),
      design === 'none' ? integerIn(1, 3) : integerIn(least, 4),
      listOf(integerIn(0, 63), 8, 60),
    );
    return map(sizes, ([alternatives, reactions, pattern]) =>
      drawnFrom({ kind, design, types, alternatives, reactions, pattern }),
    );
  });
}

/** Every tie rule. */
export const anyTies: Arbitrary<Ties> = oneOfValues('first', 'last', 'own', 'others');

/** Chances over the alternatives: positive on the designed ones, anything elsewhere, zero in plenty. */
export function chancesFor(alternatives: number, designed: readonly number[]): Arbitrary<number[]> {
  const raw = choose(
    listOf(integerIn(0, 8), alternatives),
    listOf(oneOfValues(0, 0, 0, 1), alternatives),
  );
  return map(raw, (extra) => {
    const weights = extra.map((x, s) => x + (designed.includes(s) ? 1 : 0));
    const total = weights.reduce((all, w) => all + w, 0);
    return weights.map((w) => w / total);
  });
}

/** A commitment mechanism with a separating distribution in a non-trivial environment. */
export interface Committed {
  readonly environment: Environment;
  readonly ties: Ties;
  readonly chances: readonly number[];
}

/** Non-trivial environments with separating chances. */
export function committed(kinds: readonly Kind[]): Arbitrary<Committed> {
  const drawn = environments({ kinds, designs: ['thresholds', 'identity'], agents: [1, 3] });
  return chain(drawn, ({ environment, designed }) => {
    const alternatives = environment.utility[0]![0]!.length;
    return map(
      tuple<[Ties, number[]]>(anyTies, chancesFor(alternatives, designed)),
      ([ties, chances]) => ({ environment, ties, chances }),
    );
  });
}

/**
 * Two types each, two reactions, all chance on alternative 0, which separates at every t_-i: which reaction is the better one there
 * may depend on the others' types.
 */
export const turned: Arbitrary<Committed> = map(
  tuple<[number[], number, number[], Ties]>(
    listOf(constant(2), 1, 3),
    integerIn(1, 4),
    listOf(integerIn(0, 63), 8, 60),
    anyTies,
  ),
  ([types, alternatives, pattern, ties]) => {
    const design = 'identity';
    const shape: Shape = { kind: 'common', design, types, alternatives, reactions: 2, pattern };
    const chances = upTo(alternatives).map((s) => (s === 0 ? 1 : 0));
    return { environment: drawnFrom(shape).environment, ties, chances };
  },
);
