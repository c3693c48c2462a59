import { log } from '../../kernel/exp.ts';
import { finiteSetLoss } from '../finite-loss.ts';
import { logMeanDecay, tanh } from '../special.ts';

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
