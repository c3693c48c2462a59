import { cliff } from './cases.ts';
import { printedLoss, provedLoss } from './oracles.ts';
import { lossOf, type Scene } from './scenes.ts';

/** Figures of the welfare theorems, computed when asked for. */

/** Everybody at the same corner under a cliff of slope B that ends at `floor`. */
function corner(attributes: number, B: number, floor: number, x: number): Scene {
  const at = Array.from({ length: attributes }, () => 0);
  return {
    kind: 'point',
    K: 1,
    reports: [at],
    types: [at],
    weights: [1],
    clicks: [cliff(attributes, (1 - floor) / B, floor)],
    epsilon: x,
  };
}

/** The most that a loss exceeds the printed bound over tilts and floors; negative when it never does. */
function excess(attributes: number, B: number, tilts: readonly number[]): number {
  const floors = [0, 0.75, 0.85];
  return Math.max(
    ...tilts.flatMap((x) =>
      floors.map((floor) => lossOf(corner(attributes, B, floor, x)) - printedLoss(x, 1)),
    ),
  );
}

/** The least of the ascending sizes on which the printed bound fails. */
function firstBeyond(sizes: readonly number[], over: (size: number) => number): string {
  const first = sizes.find((size) => over(size) > 0);
  return first === undefined ? 'none' : `${first} (by ${over(first).toPrecision(2)})`;
}

/** How many attributes refute the printed bound at K = 1, B = 1. */
export function leastAttributes(): string {
  const least = firstBeyond([5, 6, 7], (I) => excess(I, 1, [22, 60, 122, 190]));
  return `printed bound at K = B = 1 first beaten at I = ${least}`;
}

/** How steep a curve refutes the printed bound at I = K = 1. */
export function leastSteepness(): string {
  const least = firstBeyond([1e6, 1e7, 1e8], (B) => excess(1, B, [16, 18, 20]));
  return `at I = K = 1 at B = ${least}`;
}

/** Loss over printed bound at I = 10, K = B = 1 under a cliff whose depth shrinks as ln x / x. */
function cliffShare(x: number): string {
  const depth = (100 * Math.log(x)) / Math.log(1e6) / x;
  const share = lossOf(corner(10, 1, 1 - depth, x)) / printedLoss(x, 1);
  return `${share.toFixed(2)} at x = ${x.toExponential(0)}`;
}

/** At a fixed B the printed bound fails for arbitrarily large x when I K > 3 (K + 1): a cliff ends a little below the top. */
export function everyScale(): string {
  return `loss over printed bound at I = 10, K = B = 1, P ending at 1 - O(ln x / x): ${cliffShare(1e3)}, ${cliffShare(1e6)}`;
}

/**
 * From which x = N epsilon on the printed bound follows from the proved one (or from a loss of at most 1), on a grid of 200 steps a
 * decade up to 1e9; Infinity when it does not at the end.
 */
export function safeFrom(attributes: number, K: number, B: number): number {
  let last = 0;
  for (let k = 0; k <= 1800; k++) {
    const x = 10 ** (k / 200);
    if (Math.min(1, provedLoss(x, attributes, K, B)) > printedLoss(x, K)) last = k + 1;
  }
  if (last === 0) return 0;
  return last > 1800 ? Infinity : 10 ** (last / 200);
}

/** Where the printed bound is rescued. */
export function rescued(): string {
  const shapes = [
    [1, 1, 1],
    [1, 1, 1e8],
    [1, 4, 1e8],
    [3, 2, 1e3],
    [5, 1, 1],
    [7, 1, 7],
  ] as const;
  const shown = shapes.map(
    ([I, K, B]) => `(${I}, ${K}, ${B.toExponential(0)}): ${safeFrom(I, K, B).toPrecision(3)}`,
  );
  return `it follows from the proved bound for x from, at (I, K, B): ${shown.join(', ')}`;
}

/** How much of the proved bound one agent at the end of a line loses under P = max(0, 1 - B d). */
function reached(B: number, x: number): string {
  return (lossOf(corner(1, B, 0, x)) / provedLoss(x, 1, 1, B)).toFixed(4);
}

/** How tight the proved bound is. */
export function tightestLoss(): string {
  return `share of the proved bound reached: ${reached(1, 1e-3)} as x -> 0, ${reached(1e300, 690)} at x = 690, B = 1e300`;
}
