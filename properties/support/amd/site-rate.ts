import {
  chain,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { exactGain, worstLoss } from './formulas.ts';
import { spread } from './site-cases.ts';
import { bracketsOf, lawMean, type Crowd } from './site-law.ts';
import { lossIn, offersOf, printedOffers } from './site-lotteries.ts';
import { planFor, provedInaccuracy, type SitePlan } from './site-plans.ts';

/** LOC4 at n agents: its grid and LOC3's parameters on it. */
export interface Rounded extends SitePlan {
  readonly mbar: number;
}

/** LOC4 with m the largest power of two up to n^(1/3)/(ln n)^(2/3), the printed m, which is no whole number; n >= 3. */
export function roundedPlan(n: number, K: number): Rounded {
  const mbar = Math.floor(Math.log2(Math.cbrt(n) / Math.log(n) ** (2 / 3)));
  return { ...planFor('LOC3', 2 ** mbar, K, n), mbar };
}

/** ln n / n^(1/3), the printed rate. */
export function printedRate(n: number): number {
  return Math.log(n) / Math.cbrt(n);
}

/** (4 + 6 sqrt(2(3+K)/(9 ln 2))) (ln n)^(2/3) / n^(1/3). */
export function provedRate(n: number, K: number): number {
  const constant = 4 + 6 * Math.sqrt((2 * (3 + K)) / (9 * Math.LN2));
  return (constant * Math.log(n) ** (2 / 3)) / Math.cbrt(n);
}

/** What reports within `cells` steps of the types lose at most: 2 cells/m on top of what the grid's truth loses. */
export function provedRounded(plan: Rounded, cells = 1): number {
  return plan.q >= 1 ? 1 : Math.min(1, provedInaccuracy(plan) + (2 * cells) / plan.m);
}

/**
 * How far from 1 everybody stands: 1/(2 mbar + 1), from where the printed lottery tells nobody from 1; with one facility, which holds
 * nobody to anything, 1/10.
 */
export const corner = ({ mbar, K }: Rounded): number => (K === 1 ? 1 / 10 : 1 / (2 * mbar + 1));

/**
 * Whether reporting 1 is proved the only best reply, at some profile, of who stands at t = 1 - corner. From b to the next grid point
 * the tilt moves odds from sites up to b to sites beyond it, from which she travels max(1 - t, t - b) at most: a gain while she expects
 * to travel more. Others at 0, K >= 2: she expects 2^-K (t - 1/2) e^(-eps/2) at least, for with chance 2^-K all sites are in the lower
 * half (Harris: near 0 is likelier); reports further down than that the lottery deters. Others at both ends in halves, up to one,
 * K = 1: she expects (t - 1/2) e^-eps at least (Jensen), and where that is below t - b the sites up to b are farther than expected.
 */
export function undominated(plan: Rounded): boolean {
  const { m, mbar, K, epsilon, q } = plan;
  const away = corner(plan);
  if (mbar < 1 || q >= 1) return false;
  if (K === 1) return Math.exp(-epsilon) * (1 / 2 - away) > away;
  const expected = (Math.exp(-epsilon / 2) * (1 / 2 - away)) / 2 ** K;
  const type = m * (1 - away);
  const held = lossIn(printedOffers(mbar), m, type, type - m * expected, 'liar');
  return expected > away && q * held > (1 - q) * exactGain(epsilon);
}

/**
 * What is lost at least when everybody stands at `corner` and reports 1, where that is undominated; 0 elsewhere. The exponential part
 * places one site within v of 1, E v <= its worst loss, and another within `corner` of t with chance 2(K-1)(2 corner + 1/m) + 2 E v
 * at most.
 */
export function exaggerated(plan: Rounded): number {
  if (!undominated(plan)) return 0;
  const { m, K, n, epsilon, q } = plan;
  const away = corner(plan);
  const short = worstLoss(K * Math.log(m + 1), (n * epsilon) / 2);
  const met = K === 1 ? 0 : 2 * (K - 1) * (2 * away + 1 / m) + 2 * short;
  return (1 - q) * Math.max(0, away * (1 - met) - short);
}

/** Sizes of the printed claim, with the constant that O stands for. */
export interface Claimed {
  readonly n: number;
  readonly K: number;
  readonly constant: number;
}

/** n from 10^3 to 10^60, and constants up to 10^6. */
export function claimed(): Arbitrary<Claimed> {
  return record<Claimed>({
    n: map(logScale(1e3, 1e60, 57), Math.round),
    K: integerIn(1, 4),
    constant: oneOfValues(1e6, 1e3, 30, 1),
  });
}

/** Everybody between grid points, each rounded down or up as she likes. */
export interface Strayed {
  readonly n: number;
  readonly K: number;
  /** Places as shares of the line with weights, and whether the report is rounded up. */
  readonly people: readonly (readonly [place: number, weight: number, up: boolean])[];
}

/** n from 300 to 10^60, K from 2 to 4, up to four places. */
export function strayed(): Arbitrary<Strayed> {
  const someone = map(
    tuple<[number, number, number]>(integerIn(0, 64), integerIn(1, 9), integerIn(0, 1)),
    ([place, weight, up]) => [place / 64, weight, up === 1] as const,
  );
  const sizes = oneOfValues(300, 1e9, 1e12, 1e24, 1e60);
  return chain(oneOfValues(1, 2), (kind) =>
    record<Strayed>({
      n: kind === 1 ? map(logScale(300, 1e9, 40), Math.round) : sizes,
      K: integerIn(2, 4),
      people: listOf(someone, 1, 4),
    }),
  );
}

/** max F - E F of LOC4 with adjacent pairs or the dyadic lottery, exactly, all places free for the optimum. */
export function strayedLoss(
  { n, K, people }: Strayed,
  plan: Rounded,
  lottery: 'dyadic' | 'adjacent',
): number {
  const { m, epsilon, q } = plan;
  const share = spread(
    people.map(([, weight], i) => [i, weight]),
    n,
  );
  const agents = people.map(([place, , up], i) => ({
    type: m * place,
    report: up ? Math.ceil(m * place) : Math.floor(m * place),
    count: share[i]?.[1] ?? 0,
  }));
  const cost = bracketsOf(
    agents.map(({ report, count }) => [report, count]),
    m,
  );
  const types: Crowd = agents.map(({ type, count }) => [type, count]);
  const drawn = lawMean(cost, bracketsOf(types, m), K, epsilon / (2 * m)).mean / (m * n);
  const committed = agents.reduce(
    (sum, { type, report, count }) => sum + (count * heldTo(lottery, m, type, report)) / n,
    0,
  );
  return (1 - q) * drawn + q * committed - bestOf(types, K) / (m * n);
}

/** What an agent expects to travel when held to the sites nearest to her report, ties the far way. */
function heldTo(lottery: 'dyadic' | 'adjacent', m: number, type: number, report: number): number {
  return offersOf(lottery, m).reduce((sum, { low, high, inverse }) => {
    const excess = 2 * report - low - high;
    const ways = [...(excess <= 0 ? [low] : []), ...(excess >= 0 ? [high] : [])];
    return sum + Math.max(...ways.map((x) => Math.abs(x - type))) / (m * inverse);
  }, 0);
}

/** The least total distance with K sites anywhere: at K of the places, one of which is each group's median. */
function bestOf(types: Crowd, K: number): number {
  const choose = (from: number, left: number, sites: readonly number[]): number => {
    const cost =
      sites.length === 0
        ? Infinity
        : types.reduce(
            (sum, [z, k]) => sum + k * Math.min(...sites.map((x) => Math.abs(x - z))),
            0,
          );
    const further = left === 0 ? [] : types.slice(from);
    return Math.min(
      cost,
      ...further.map(([x], i) => choose(from + i + 1, left - 1, [...sites, x])),
    );
  };
  return choose(0, K, []);
}
