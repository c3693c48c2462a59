import {
  choose,
  constant,
  fixed,
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
