import {
  choose,
  constant,
  fixed,
  logScale,
  map,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { logAdd } from './formulas.ts';

/** Sequences of parameters as n grows, in logarithms: what goes to 0 and what does not. */

/** d/eps = n^a (ln n)^b and ln|S| = n^c (ln n)^g. */
export interface Growth {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly g: number;
}

/** ln of (4d/(n eps)) ln(n eps |S|/(2d)), ln n given. */
export function lnPrintedLoss({ a, b, c, g }: Growth, lnN: number): number {
  const ratio = (a - 1) * lnN + b * Math.log(lnN);
  const own = -ratio - Math.log(2);
  const size = c * lnN + g * Math.log(lnN);
  return Math.log(4) + ratio + (own > 0 ? logAdd(Math.log(own), size) : size);
}

/** n^power (ln n)^turn below n^1: power < 1, or 1 with turn < 0; quarters. */
function sublinear(least: number): Arbitrary<readonly [number, number]> {
  const below = tuple<[number, number]>(fixed(least, 0.75, (0.75 - least) * 4), fixed(-2, 2, 16));
  return choose<readonly [number, number]>(
    below,
    map(fixed(-2, -0.25, 7), (turn) => [1, turn] as const),
    constant([0, 0] as const),
  );
}

/** What footnote 10 asks for: d/eps sublinear, |S| subexponential and growing. */
export const footnoteGrowth: Arbitrary<Growth> = map(
  tuple<[readonly [number, number], readonly [number, number]]>(sublinear(-1), sublinear(0)),
  ([[a, b], [c, turn]]) => ({ a, b, c, g: c === 0 ? Math.abs(turn) : turn }),
);

/** |S| = n^a, ptilde gamma = n^-b; b = a is the uniform lottery, b = 0 a separating set that does not grow. F is d-sensitive. */
export interface Variety {
  readonly a: number;
  readonly b: number;
  readonly d: number;
}

/** ln of 6 sqrt(d/(ptilde gamma n)) sqrt(ln(n ptilde gamma |S|/(2d))), ln n given; with `c` > 0 there are exp(n^c) alternatives. */
export function lnInaccuracy({ a, b, d }: Variety, lnN: number, c = 0): number {
  const ratio = Math.log(d) + (b - 1) * lnN;
  const rest = (1 - b) * lnN - Math.log(2 * d);
  const lnLog = c > 0 ? logAdd(Math.log(rest), c * lnN) : Math.log(rest + a * lnN);
  return Math.log(6) + (ratio + lnLog) / 2;
}

/** ln of 6 sqrt(d/(ptilde gamma)) sqrt(ln(n |S| max(1, 1/(2d)))/n). */
export function lnStatedRate({ a, b, d }: Variety, lnN: number): number {
  const log = (1 + a) * lnN + Math.max(0, -Math.log(2 * d));
  return Math.log(6) + (Math.log(d) + (b - 1) * lnN + Math.log(log)) / 2;
}

/** Any polynomial number of alternatives, chances that fall no faster than they must and more slowly than n^-most. */
export function varieties(most: number): Arbitrary<Variety> {
  const parts = tuple<[number, number, number]>(
    fixed(0, 4, 16),
    fixed(0, 1, 8),
    logScale(1e-6, 1e3, 36),
  );
  return map(parts, ([a, share, d]) => ({ a, b: Math.min(a * share, most), d }));
}
