import { mixture } from '../../../src/mechanisms/commitment.ts';
import {
  chain,
  integerIn,
  map,
  listOf,
  record,
  simplex,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { privacyLoss } from '../../../src/verify/privacy.ts';
import { sized } from './cases.ts';

/** Two mechanisms as tables (data sets x outcomes, probabilities, zeros allowed), a coin, and who neighbours whom. */
export interface Mixed {
  readonly first: readonly (readonly number[])[];
  readonly second: readonly (readonly number[])[];
  /** The chance of the first. */
  readonly alpha: number;
  readonly neighbours: readonly (readonly [number, number])[];
}

/** Any finite mechanisms on 2 to 5 data sets and 1 to 5 outcomes, masses in twelfths, any coin in sixteenths. */
export const mixed: Arbitrary<Mixed> = sized(integerIn(2, 5), integerIn(1, 5), (sets, outcomes) => {
  const table = listOf(simplex(outcomes, 12), sets);
  const pair = chain(integerIn(0, sets - 1), (a) =>
    map(integerIn(1, sets - 1), (step): [number, number] => [a, (a + step) % sets]),
  );
  return record<Mixed>({
    first: table,
    second: table,
    alpha: map(integerIn(0, 16), (k) => k / 16),
    neighbours: listOf(pair, 1, 6),
  });
});

type Laws = readonly Float64Array[];

function logs(table: readonly (readonly number[])[]): Laws {
  return table.map((row) => Float64Array.from(row, Math.log));
}

/** rho: the largest loss between neighbours; a loss is symmetric. */
function score(laws: Laws, neighbours: Mixed['neighbours']): number {
  return Math.max(...neighbours.map(([a, b]) => privacyLoss(laws[a]!, laws[b]!)));
}

/** The larger part's score, and the mixture's under `mix` of two rows (data set's index given). */
export function scores(
  c: Mixed,
  mix: (first: Float64Array, second: Float64Array, set: number) => Float64Array = (a, b) =>
    mixture(1 - c.alpha, a, b),
): { readonly parts: number; readonly whole: number } {
  const [first, second] = [logs(c.first), logs(c.second)];
  const whole = first.map((row, set) => mix(row, second[set]!, set));
  return {
    parts: Math.max(score(first, c.neighbours), score(second, c.neighbours)),
    whole: score(whole, c.neighbours),
  };
}
