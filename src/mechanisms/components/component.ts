import { oneOf } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';
import { exponentialLaw } from './exponential-law.ts';
import { laplaceMaximum } from './laplace.ts';
import { permuteAndFlip } from './permute-and-flip.ts';

export type ComponentKind = 'exponential' | 'permute-and-flip' | 'laplace';

/**
 * A law over k finitely many alternatives that favours a high summed score and that one report moves little: the first part of
 * the mixture [AMD, 3.1 remark, 6.4]. All three take the score times `tilt`, and at one tilt they promise the same privacy.
 * Only `draw` is private.
 */
export interface Component {
  readonly kind: ComponentKind;
  /**
   * ln Pr[s], k numbers. `logMeasure`: in the exponential law any log-weights; in the other two alternative s stands for a
   * whole number e^logMeasure[s] >= 1 of alike alternatives. Tilt >= 0.
   */
  logProbabilities(score: Float64Array, tilt: number, logMeasure?: Float64Array): Float64Array;
  /** An index by that law. */
  draw(score: Float64Array, tilt: number, rng: Rng, logMeasure?: Float64Array): number;
  /** The most that the expectation of anything in [0, 1] moves when the change of tilt score lies in an interval of width L. */
  influence(width: number): number;
  readonly influenceFormula: string;
  /** The privacy loss under such a change: L in all three, and no less for any two alternatives. */
  epsilon(width: number): number;
  /** Expected score per head given up at most, over k alternatives, for x = n tilt > 0. */
  loss(logAlternatives: number, x: number): { readonly value: number; readonly formula: string };
}

const components: readonly Component[] = [exponentialLaw, permuteAndFlip, laplaceMaximum];

/**
 * The component of a kind; the exponential law when none is named.
 *
 * ```ts
 * const law = component('permute-and-flip');
 * law.logProbabilities(Float64Array.of(3, 5), 0.5); // [ln(e^-1 / 2), ln(1 - e^-1 / 2)]
 * ```
 *
 * @throws RangeError naming the kinds there are
 */
export function component(kind: ComponentKind = 'exponential'): Component {
  const known = oneOf(
    'component',
    kind,
    components.map((each) => each.kind),
  );
  return components.find((each) => each.kind === known) ?? exponentialLaw;
}
