import { integer, list, outOfRange, within, wrongKind } from '../../core/errors.ts';
import { sum } from '../../core/numeric.ts';
import { refused } from '../refusal.ts';
import type { Environment } from './environment.ts';
import { separates, type Effort } from './separation.ts';

/** How the commitment part chooses an alternative: uniformly, with given probabilities, or uniformly on a separating set. */
export type CommitmentChoice =
  'uniform' | { readonly given: ArrayLike<number> } | { readonly separating: readonly number[] };

/** A lottery over alternatives that no report moves [AMD, 3.2]. */
export interface CommitmentLottery {
  readonly description: string;
  /** P, S numbers of sum 1. */
  readonly probabilities: Float64Array;
  /** The alternatives of positive probability: the set on which the gap is measured. */
  readonly support: readonly number[];
  /** ptilde: the least probability on the support. */
  readonly least: number;
}

/**
 * The lottery of a choice, checked. Given probabilities are scaled to sum 1 (they must to 1e-9), as a solver's are.
 *
 * @throws a refusal when a set that is called separating is not; RangeError naming the entry
 */
export function commitmentLottery(
  environment: Environment,
  choice: CommitmentChoice,
  effort: Effort,
): CommitmentLottery {
  const S = environment.alternatives;
  if (choice === 'uniform') {
    return lotteryOf(new Float64Array(S).fill(1 / S), `uniform over ${S} alternatives`);
  }
  if (typeof choice !== 'object' || choice === null) {
    throw wrongKind('commitment', 'uniform, {given} or {separating}', choice);
  }
  if ('given' in choice) {
    return lotteryOf(given(choice.given, S), 'given probabilities over the alternatives');
  }
  const set = [...new Set(list('commitment.separating', choice.separating))];
  if (set.length === 0) throw outOfRange('commitment.separating.length', '>= 1', 0);
  set.forEach((s, j) => integer(`commitment.separating[${j}]`, s, 0, S - 1));
  const { separating, witness } = separates(environment, set, effort);
  if (!separating) {
    const { agent, type, report } = witness!;
    const missed = `commitment.separating must be separating, got ${set}, which does not separate types ${type} and ${report} of agent ${agent}`;
    throw refused('separation', missed, { agent, type, report });
  }
  const probabilities = new Float64Array(S);
  for (const s of set) probabilities[s] = 1 / set.length;
  return lotteryOf(probabilities, `uniform over the separating set ${set.join(', ')}`);
}

function given(values: ArrayLike<number>, S: number): Float64Array {
  if (values.length !== S) throw outOfRange('commitment.given.length', `${S}`, values.length);
  const checked = Float64Array.from(values, (p, s) => within(`commitment.given[${s}]`, p, 0, 1));
  const total = sum(checked);
  if (Math.abs(total - 1) > 1e-9) throw outOfRange('commitment.given', 'of sum 1', total);
  return checked.map((p) => p / total);
}

function lotteryOf(probabilities: Float64Array, description: string): CommitmentLottery {
  const support = Array.from(probabilities.keys()).filter((s) => probabilities[s]! > 0);
  const least = support.reduce((low, s) => Math.min(low, probabilities[s]!), 1);
  return Object.freeze({ description, probabilities, support, least });
}
