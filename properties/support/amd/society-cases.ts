import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  onGrid,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { anyTies, chancesFor, environments } from './environment-cases.ts';
import { upTo, type Ties } from './environments.ts';
import { meetsN0, printedN0, type Scale } from './formulas.ts';
import { sensitivityOf, supportOf } from './games.ts';
import { rowsFor } from './score-cases.ts';
import {
  headcount,
  promisedLoss,
  type Crowd,
  type Gap,
  type Small,
  type Society,
} from './societies.ts';

/** Societies over the hypotheses of [AMD, Thm 1] and [AMD, Thm 2]. */

/** How P is made: separating, anything elsewhere; or uniform. */
export type Lottery = 'separating' | 'uniform';

interface SmallParts {
  readonly ties: Ties;
  readonly chances: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly room: number;
  readonly whole: boolean;
}

/** Small environments with any F; d is its sensitivity or more, the set the designed one or all of the support. */
export function smallSocieties(
  agents: readonly [number, number],
  lottery: Lottery,
): Arbitrary<Small> {
  const drawn = environments({
    kinds: ['values', 'reactions', 'common'],
    designs: ['thresholds', 'identity'],
    agents,
  });
  return chain(drawn, ({ environment, designed }) => {
    const size = environment.utility[0]![0]!.length;
    const uniform = constant(upTo(size).map(() => 1 / size));
    const parts = record<SmallParts>({
      ties: anyTies,
      chances: lottery === 'uniform' ? uniform : chancesFor(size, designed),
      rows: rowsFor(environment.types, size),
      room: oneOfValues(1, 1, 1.5, 4),
      whole: lottery === 'uniform' ? constant(true) : oneOfValues(false, true),
    });
    return map(parts, ({ ties, chances, rows, room, whole }) => {
      const set = whole ? supportOf(chances) : designed;
      const d = room * Math.max(1e-3, sensitivityOf(environment.types, rows));
      return { kind: 'small', environment, ties, rows, chances, set, d };
    });
  });
}

interface CrowdParts {
  readonly n: number;
  readonly worth: readonly (readonly number[])[];
  readonly shares: readonly (readonly number[])[];
  readonly heights: readonly (readonly number[])[];
  readonly chances: readonly number[];
  readonly whole: boolean;
}

const grid = (size: number, steps: number): Arbitrary<number[]> => listOf(onGrid(steps), size);

/** Crowds of `most` agents at most; alternative 0 separates by design. */
export function crowds(most: number, lottery: Lottery): Arbitrary<Crowd> {
  return chain(integerIn(1, 5), (size) => {
    const uniform = constant(upTo(size).map(() => 1 / size));
    const parts = record<CrowdParts>({
      n: map(logScale(1, most, 20), Math.round),
      worth: listOf(grid(size, 8), 2),
      shares: listOf(grid(size, 8), 2),
      heights: chain(integerIn(2, 4), (knots) => listOf(grid(knots, 8), size)),
      chances: lottery === 'uniform' ? uniform : chancesFor(size, [0]),
      whole: oneOfValues(false, true),
    });
    return map(parts, ({ n, worth: raw, shares, heights, chances, whole }) => {
      const worth = raw.map((row) => row.map((w, s) => (s === 0 ? Math.max(w, 1 / 8) : w)));
      const loss = worth.map((row, t) =>
        row.map((w, s) => w * (s === 0 ? Math.max(shares[t]![s]!, 1 / 8) : shares[t]![s]!)),
      );
      const set = whole || lottery === 'uniform' ? supportOf(chances) : [0];
      return { kind: 'crowd', n, worth, loss, heights, chances, set, d: slope(heights) };
    });
  });
}

interface TornParts {
  readonly n: number;
  readonly cheap: number;
  readonly dear: number;
  readonly low: readonly number[];
  readonly chances: readonly number[];
}

/**
 * Crowds of `most` agents at most in the corners of the bound. A lie costs `cheap` at alternative 0, which all like best and the set
 * consists of, and `dear` at the last one, often without a chance; half-way F is torn between the first two, so that a report moves
 * the law as far as it may.
 */
function tornCrowds(most: number, lottery: Lottery): Arbitrary<Crowd> {
  return chain(integerIn(2, 4), (size) => {
    const uniform = upTo(size).map(() => 1 / size);
    const lone = upTo(size).map((s) => (s === 0 ? 1 : 0));
    const parts = record<TornParts>({
      n: map(logScale(1, most, 20), Math.round),
      cheap: logScale(2 ** -10, 1, 10),
      dear: oneOfValues(0, 1 / 4, 1 / 2, 1),
      low: listOf(oneOfValues(0, 0, 1 / 4, 1 / 2), size),
      chances:
        lottery === 'uniform' ? constant(uniform) : choose(constant(lone), chancesFor(size, [0])),
    });
    return map(parts, ({ n, cheap, dear, low, chances }): Crowd => {
      const at = (s: number, first: number): number => (s === 0 ? first : s < size - 1 ? 0 : dear);
      const heights = low.map((h, s) => (s === 0 ? [0, 1] : s === 1 ? [1, 0] : [h, h]));
      return {
        kind: 'crowd',
        n,
        worth: [0, 1].map(() => upTo(size).map((s) => at(s, 1))),
        loss: [0, 1].map(() => upTo(size).map((s) => at(s, cheap))),
        heights,
        chances,
        set: lottery === 'uniform' ? upTo(size) : [0],
        d: slope(heights),
      };
    });
  });
}

/** The steepest piece: d of the crowd's welfare for every n. */
function slope(heights: readonly (readonly number[])[]): number {
  const steep = heights.flatMap((at) =>
    at.slice(1).map((h, j) => Math.abs(h - at[j]!) * (at.length - 1)),
  );
  return Math.max(1e-3, ...steep);
}

/** A society with a lottery's chance and how far eps stays below q ptilde gamma/2. */
export interface Mixture {
  readonly society: Society;
  readonly q: number;
  readonly share: number;
}

/** Mixtures with q ptilde gamma >= 2 eps: q 1e-4..1, equality in half of the cases. */
export const mixtures: Arbitrary<Mixture> = record<Mixture>({
  society: choose<Society>(
    { weight: 1, of: smallSocieties([1, 3], 'separating') },
    { weight: 1, of: crowds(60, 'separating') },
    { weight: 2, of: tornCrowds(60, 'separating') },
  ),
  q: choose(logScale(1e-4, 1, 16), oneOfValues(1, 0.5)),
  share: choose(constant(1), logScale(0.01, 1, 8)),
});

/** The largest d/(ptilde gamma) of the ladder A 2^-j for which n0 = 2. */
function ratioFor(size: number, start: number): number {
  let A = start;
  while (!meetsN0({ d: A, loss: 1, size }, 2)) A /= 2;
  return A;
}

/** The society with its F flattened so that n > n0: three agents suffice when d is small against ptilde gamma. */
function flattened(society: Small, gap: Gap, start: number): Small {
  const d = ratioFor(society.chances.length, start) * Math.min(1, promisedLoss(society, gap));
  const [first] = society.rows;
  const own = sensitivityOf(society.environment.types, society.rows);
  const factor = own === 0 ? 1 : Math.min(1, d / own);
  const rows = society.rows.map((row) => row.map((f, s) => first![s]! + factor * (f - first![s]!)));
  return { ...society, rows, d: Math.max(d, sensitivityOf(society.environment.types, rows)) };
}

/** The crowd with its F flattened to d = A ptilde gamma, and n from the first integer above n0 on. */
function grown(crowd: Crowd, gap: Gap, A: number, beyond: number): Crowd {
  const loss = promisedLoss(crowd, gap);
  const d = Math.min(crowd.d, A * loss);
  const factor = d / crowd.d;
  const heights = crowd.heights.map((at) => at.map((h) => h * factor));
  const scale: Scale = { d, loss, size: crowd.chances.length };
  return { ...crowd, heights, d, n: Math.ceil((printedN0(scale) + 1) * beyond) };
}

/** Societies of more than n0 agents, most of them with n0 + 1; d/(ptilde gamma) up to 8, n up to about 1500. */
export function beyondN0(gap: Gap, lottery: Lottery): Arbitrary<Society> {
  const small = map(
    tuple<[Small, number]>(smallSocieties([3, 3], lottery), logScale(1e-4, 0.36, 12)),
    ([society, start]) => flattened(society, gap, start),
  );
  const large = map(
    tuple<[Crowd, number, number]>(
      choose(crowds(1, lottery), tornCrowds(1, lottery)),
      logScale(0.01, 8, 16),
      oneOfValues(1, 1, 1.01, 1.5, 2),
    ),
    ([crowd, A, beyond]) => grown(crowd, gap, A, beyond),
  );
  return choose<Society>({ weight: 1, of: small }, { weight: 1, of: large });
}

/** Whether the printed parameters are defined: n > n0. */
export function isBeyond(society: Society, scale: Scale): boolean {
  return headcount(society) > printedN0(scale);
}
