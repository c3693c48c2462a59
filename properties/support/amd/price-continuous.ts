import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { printedMixture, type Mixture } from './price-mixture.ts';
import { average, softened } from './price-oracles.ts';

/**
 * Values anywhere in [0, 1], announcements rounded down to j/M: a value (cell + part)/M with 0 <= part < 1. `shares` of the N - 1 other
 * buyers, all in the middles of the cells, in two profiles; one buyer has (cell + part)/M; a crowd of N has `crowd`.
 */
export interface Rounded {
  readonly N: number;
  readonly M: number;
  readonly profiles: readonly [readonly number[], readonly number[]];
  readonly cell: number;
  readonly part: number;
  readonly crowd: readonly Group[];
  readonly ties: 'weak' | 'strict';
}

/** A share of the crowd at (cell + part)/M that announces `below` cells less. */
export interface Group {
  readonly cell: number;
  readonly part: number;
  readonly share: number;
  readonly below: number;
}

/** (N/ln N)^(1/4). */
export function fineness(N: number): number {
  return (N / Math.log(N)) ** 0.25;
}

/** Pr[j/M] of the exponential part when the others have these shares of the cells and one more announces cell b. */
function lawWith(shares: readonly number[], N: number, b: number, tilt: number): number[] {
  const M = shares.length - 1;
  const score = Array<number>(M + 1).fill(0);
  let buying = 0;
  for (let j = M; j >= 0; j--) {
    buying += (N - 1) * shares[j]! + Number(j === b);
    score[j] = tilt * (j / M) * buying;
  }
  return softened(score);
}

/** Expected utility of (cell + part)/M that announces cell b, against a profile: free in one part, held to cell b in the other. */
function utility(c: Rounded, shares: readonly number[], b: number, { tilt, q }: Mixture): number {
  const { M, N, cell, part } = c;
  const worth = Array.from({ length: M + 1 }, (_, j) => (cell + part - j) / M);
  const alone = average(
    lawWith(shares, N, b, tilt),
    worth.map((u) => Math.max(0, u)),
  );
  let held = 0;
  for (let j = 0; j <= b; j++) held += worth[j]!;
  return (1 - q) * alone + (q * held) / (M + 1);
}

/** What the announcement that comes nearest to it lacks to be a best reply to both profiles: 0 when one is. */
export function commonReply(c: Rounded): number {
  const mixture = printedMixture(c.N, c.M, 1);
  const lacks = c.profiles.map((shares) => {
    const worth = Array.from({ length: c.M + 1 }, (_, b) => utility(c, shares, b, mixture));
    const best = Math.max(...worth);
    return worth.map((u) => u - best);
  });
  return Math.max(...lacks[0]!.map((x, b) => Math.min(x, lacks[1]![b]!)));
}

/** The least that an announcement one cell up, or `from` cells down and more, loses against the truth, at both profiles. */
export function farLies(c: Rounded, from: number, share = 1): number {
  const printed = printedMixture(c.N, c.M, 1);
  const mixture = { ...printed, q: share * printed.q };
  let least = Infinity;
  for (const shares of c.profiles) {
    const honest = utility(c, shares, c.cell, mixture);
    for (let b = 0; b <= c.M; b++) {
      if (b > c.cell || b <= c.cell - from) {
        least = Math.min(least, honest - utility(c, shares, b, mixture));
      }
    }
  }
  return least;
}

const told = ({ cell, below }: Group): number => Math.max(0, cell - below);

/** The best price anywhere less the best on the grid at what is announced, per head; `more` cells below that. */
export function announcedLoss({ crowd, M, ties }: Rounded, more = 0): number {
  const selling = (sells: (g: Group) => boolean): number =>
    crowd.reduce((all, g) => all + (sells(g) ? g.share : 0), 0);
  const value = (g: Group): number => (g.cell + g.part) / M;
  const anywhere = crowd.map((g) => value(g) * selling((h) => value(h) >= value(g)));
  const edge = ties === 'weak' ? 0 : 1;
  const onGrid = Array.from(
    { length: M + 1 },
    (_, j) => (j / M) * selling((g) => told(g) - more >= j + edge),
  );
  return Math.max(...anywhere) - Math.max(...onGrid);
}

/** The best price anywhere less what the mixture earns when all are free to buy in one part and held to their announcements in the other. */
export function mixtureLoss({ crowd, M, N }: Rounded): number {
  const { tilt, q } = printedMixture(N, M, 1);
  const earned = (cellOf: (g: Group) => number): number[] =>
    Array.from(
      { length: M + 1 },
      (_, j) => (j / M) * crowd.reduce((all, g) => all + (cellOf(g) >= j ? g.share : 0), 0),
    );
  const [announced, real] = [earned(told), earned((g) => g.cell)];
  const law = softened(announced.map((r) => tilt * N * r));
  const even = announced.reduce((all, r) => all + r, 0) / (M + 1);
  const value = (g: Group): number => (g.cell + g.part) / M;
  const best = crowd.map(
    (g) => value(g) * crowd.reduce((all, h) => all + (value(h) >= value(g) ? h.share : 0), 0),
  );
  return Math.max(...best) - (1 - q) * average(law, real) - q * even;
}

/** Shares of the cells: one cell, several, or all prices alike. */
function profileOn(M: number): Arbitrary<number[]> {
  const scaled = (x: readonly number[]): number[] => {
    const all = x.reduce((sum, k) => sum + k, 0);
    return x.map((k) => k / all);
  };
  const point = map(integerIn(0, M), (at) =>
    Array.from({ length: M + 1 }, (_, i) => Number(i === at)),
  );
  const several = map(
    tuple<[number, number[]]>(integerIn(0, M), listOf(integerIn(0, 3), M + 1)),
    ([at, x]) => scaled(x.map((k, i) => k + Number(i === at))),
  );
  const even = Array.from({ length: M + 1 }, (_, j) =>
    j === 0 ? 0 : M / j - (j < M ? M / (j + 1) : 0),
  );
  return choose(point, several, constant(scaled(even)));
}

const PARTS = 64;

function groups(M: number, most: number): Arbitrary<Group[]> {
  const group = record<Group>({
    cell: integerIn(0, M - 1),
    part: map(integerIn(0, PARTS - 1), (k) => k / PARTS),
    share: integerIn(1, 8),
    below: integerIn(0, most),
  });
  return map(listOf(group, 1, 5), (crowd) => {
    const all = crowd.reduce((sum, { share }) => sum + share, 0);
    return crowd.map((g) => ({ ...g, share: g.share / all }));
  });
}

/** N from 3,000 to 3e8, from where it is above n0 whichever way M is rounded; the crowd announces up to `most` cells less. */
export function roundedCases(most: number, ties: Arbitrary<'weak' | 'strict'>): Arbitrary<Rounded> {
  const sizes = tuple<[number, number]>(logScale(3000, 3e8, 40), oneOfValues(0, 0.5, 1));
  return chain(sizes, ([size, up]) => {
    const N = Math.round(size);
    const M = Math.floor(fineness(N) + Math.min(up, 1 - 1e-9));
    return record<Rounded>({
      N: constant(N),
      M: constant(M),
      profiles: tuple<[number[], number[]]>(profileOn(M), profileOn(M)),
      cell: integerIn(0, M - 1),
      part: choose(
        constant(0),
        map(integerIn(0, PARTS - 1), (k) => k / PARTS),
      ),
      crowd: groups(M, most),
      ties,
    });
  });
}
