import { outOfRange, within, wrongKind } from '../core/errors.ts';

/** What truth means: every lie strictly loses on declared brackets; every lie of at least beyond loses; no lie gains more than gain. */
export type Truth = 'brackets' | { readonly beyond: number } | { readonly gain: number };

/** Lies shorter than this have losses that doubles no longer tell from nothing. */
const SHORTEST = 1e-6;

/**
 * A reading of truth, checked.
 *
 * @param grid  brackets need a number of them
 * @param reach the largest distance of a lie
 * @param most  the largest gain of a lie
 * @throws TypeError, RangeError naming the option and its range
 */
export function checkedTruth(
  truth: Truth,
  grid: number | 'continuous',
  reach: number,
  most = 1,
): Truth {
  if (truth === 'brackets') {
    if (grid !== 'continuous') return truth;
    throw outOfRange('grid', 'a number of brackets under truth brackets', grid);
  }
  if (typeof truth !== 'object' || truth === null) {
    throw wrongKind('truth', 'brackets, {"beyond": b} or {"gain": g}', truth);
  }
  if (Object.keys(truth).length !== 1) throw outOfRange('truth', 'one of beyond, gain', truth);
  if ('beyond' in truth) return { beyond: within('truth.beyond', truth.beyond, SHORTEST, reach) };
  return { gain: within('truth.gain', truth.gain, 0, most) + 0 }; // -0 is 0
}
