import { exp, log } from '../kernel/exp.ts';
import { lambertWExp, logMeanDecay, tanh } from './special.ts';

/**
 * What a private part of the mixture declares about itself, as functions of its tilt. Any law that keeps these three
 * can take the exponential mechanism's place [SEG, after Thm 4]; q is recalibrated from them.
 */
export interface PartBounds {
  /** Most expected utility, in [0, 1], that a lie at l1 distance d can gain. Nondecreasing and concave in d from 0. */
  gain(tilt: number, d: number): number;
  /** Welfare per head given up at most under truthful reports, with the name of the bound that is smallest. */
  loss(tilt: number): { readonly value: number; readonly formula: string };
  /** Privacy loss of a draw: proportional to the tilt. */
  epsilon(tilt: number): number;
}

/** The public quantities that the bounds of the exponential part depend on. */
export interface PartShape {
  /** N, the sum of the weights. */
  readonly population: number;
  /** I. */
  readonly attributes: number;
  /** K. */
  readonly segments: number;
  /** m, or the whole cube. */
  readonly grid: number | 'continuous';
  /** B, Lipschitz constant of the click function. */
  readonly lipschitz: number;
  /** r = P(0) - P(I). */
  readonly range: number;
}

/**
 * The exponential mechanism's own bounds, for every N, tilt, B, I, K and every data set.
 *
 * gain: tanh(tilt min(B d, r) / 2). The ratio of the two laws is e^g / E e^g with |g| <= tilt min(B d, r), and her product is
 * never better after a lie; E[v e^g] / E e^g - E v <= tanh(a/2) for v in [0, 1], |g| <= a. Approached and never attained.
 *
 * loss: the smaller of r; I K ln(y / (1 - e^-y)) / x with x = N tilt and y = x B / K (Gibbs' variational bound: x E[loss] is at
 * most minus the log of the mean of e^(-x loss), which is at least a product of one-dimensional integrals with rates
 * x B w_k, w_k the share served by k; ln((1-e^-a)/a) is convex, so equal shares are the worst); and over k = (m+1)^(I K)
 * alternatives W((k-1)/e) / x (the worst single gap). The first holds on the grid too: the mean of e^(-a|u - s|) over the points
 * 0, 1/m, .., 1 is at least its integral from a corner, by convexity.
 *
 * epsilon: 2 tilt r, one report moving the summed score by at most r.
 */
export function exponentialBounds(shape: PartShape): PartBounds {
  const { population, attributes, segments, grid, lipschitz, range } = shape;
  const dimensions = attributes * segments;
  const logAlternatives = grid === 'continuous' ? Infinity : dimensions * log(grid + 1);
  return Object.freeze({
    gain: (tilt: number, d: number) => tanh((tilt * Math.min(lipschitz * d, range)) / 2),
    epsilon: (tilt: number) => 2 * tilt * range,
    loss: (tilt: number) => {
      const x = population * tilt;
      const cube = (dimensions / x) * logMeanDecay((x * lipschitz) / segments);
      const finite = finiteSetLoss(logAlternatives, x);
      if (range <= Math.min(cube, finite)) return { value: range, formula: 'P(0) - P(I)' };
      return cube <= finite
        ? { value: cube, formula: '(I K / x) ln(y / (1 - e^-y)), x = N tilt, y = x B / K' }
        : {
            value: finite,
            formula: 'W((k - 1) / e) / x, k = (m + 1)^(I K) alternatives, x = N tilt',
          };
    },
  });
}

/** max over gaps g of g (k-1) e^(-x g) / (1 + (k-1) e^(-x g)) = W((k-1)/e) / x, from ln k. */
function finiteSetLoss(logAlternatives: number, x: number): number {
  if (logAlternatives === Infinity) return Infinity;
  const logOthers = logAlternatives > 36 ? logAlternatives : log(exp(logAlternatives) - 1);
  return lambertWExp(logOthers - 1) / x;
}

/**
 * Least l1 radius at which a product grid of K products covers the cube, or only the points 0, 1/m, .., 1 of its axes: blind
 * products spread evenly lose at most P(0) - P(radius). With k_i products along coordinate i and prod k_i <= K the radius is
 * the sum of 1 / (2 k_i); on brackets a product between c neighbouring points is (c-1) / (2m) away at most, c = ceil((m+1)/k_i).
 *
 * @param brackets m, or null for the whole cube
 */
export function coveringRadius(
  attributes: number,
  segments: number,
  brackets: number | null,
): number {
  const alone = (k: number): number =>
    brackets === null
      ? 1 / (2 * k)
      : Math.min(1 / (2 * k), (Math.ceil((brackets + 1) / k) - 1) / (2 * brackets));
  // coordinates in order of falling k_i: the rest, with k_i = 1, are all alike
  const least = (left: number, products: number, most: number): number => {
    if (left === 0) return 0;
    let radius = left * alone(1);
    for (let k = 2; k <= Math.min(products, most); k++) {
      radius = Math.min(radius, alone(k) + least(left - 1, Math.floor(products / k), k));
    }
    return radius;
  };
  return least(attributes, segments, segments);
}
