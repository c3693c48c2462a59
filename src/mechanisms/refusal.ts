import { outOfRange } from '../core/errors.ts';

/**
 * An exact draw that would take more work than the caller allows. It is refused, never replaced by a Markov chain: a chain
 * stopped early is not private at the stated epsilon.
 */
export function workRefused(trials: number, figures: string): RangeError {
  return outOfRange('trials', `more than ${trials} for this draw (${figures})`, trials);
}

/**
 * Why a mechanism says nothing here [AMD, 6.3]: `sensitive`, one report moves the welfare function too far as the population grows;
 * `separation`, no alternative used separates two types; `population`, too few agents for the printed parameters; `lottery`, the
 * lottery would always be played; `budget`, more work than the caller allows; `ties`, a type with two efficient alternatives where the
 * paper assumes one; `arithmetic`, what doubles cannot decide and fractions can.
 */
export type Reason =
  'sensitive' | 'separation' | 'population' | 'lottery' | 'budget' | 'ties' | 'arithmetic';

/** A RangeError that is an answer: the reason and the figures behind it. */
export interface Refusal extends RangeError {
  readonly reason: Reason;
  readonly figures: Readonly<Record<string, number>>;
}

/** The refusal for a reason, to be thrown. */
export function refused(
  reason: Reason,
  message: string,
  figures: Readonly<Record<string, number>>,
): Refusal {
  return Object.assign(new RangeError(message), { name: 'Refusal', reason, figures });
}

/** Whether an error is such an answer. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof RangeError && 'reason' in error && 'figures' in error;
}
