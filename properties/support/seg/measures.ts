import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  onGrid,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { exponentialLaw } from './engine.ts';
import { mean } from './oracles.ts';

/** A score on finitely many alternatives under a base measure, as general as [SEG, Lemma 3]: a simple function on any space. */
export interface Measured {
  /** F, in [0, 1]. */
  readonly scores: readonly number[];
  /** Base masses before normalising, > 0. */
  readonly masses: readonly number[];
  readonly alpha: number;
  /** How far N epsilon alpha is above what the hypothesis asks. */
  readonly spare: number;
}

/** ln(max F / (alpha vol(S_alpha))): what N epsilon alpha must reach; -Infinity when F is 0 everywhere. */
export function needed({ scores, masses, alpha }: Measured): number {
  const best = Math.max(...scores);
  const total = masses.reduce((sum, m) => sum + m, 0);
  const near = masses.reduce((sum, m, i) => sum + (scores[i]! >= best - alpha ? m : 0), 0);
  return Math.log(best) - Math.log(alpha) - Math.log(near / total);
}

/** (max F - expected F) / alpha at N epsilon alpha = `share` of the least allowed, plus the spare. */
export function lossInAlphas(c: Measured, share = 1): number {
  const { scores, masses, alpha } = c;
  const x = Math.max((share * Math.max(0, needed(c)) + c.spare) / alpha, 1e-9);
  const total = masses.reduce((sum, m) => sum + m, 0);
  const best = Math.max(...scores);
  const base = Float64Array.from(masses, (m) => Math.log(m / total));
  const law = exponentialLaw(Float64Array.from(scores), x, base);
  return (
    mean(
      law,
      scores.map((f) => best - f),
    ) / alpha
  );
}

/** Up to eight alternatives (the masses make many of one), alpha in (0, 1]; the first score in [0, 1], the others above `lowest`. */
export function measured(lowest: number): Arbitrary<Measured> {
  const level = map(onGrid(40), (f) => lowest + (1 - lowest) * f);
  const mass = choose(constant(1), logScale(1e-12, 1, 24));
  return chain(integerIn(0, 7), (others) =>
    record<Measured>({
      scores: map(
        tuple<[number, number[]]>(onGrid(40), listOf(choose(level, oneOfValues(0, 1)), others)),
        ([first, rest]) => [first, ...rest],
      ),
      masses: listOf(mass, others + 1),
      alpha: map(choose(onGrid(20), logScale(1e-6, 1, 24)), (a) => Math.max(a, 1e-6)),
      spare: choose(constant(0), logScale(1e-6, 100, 16)),
    }),
  );
}

/**
 * The worst shape known: a speck at the top, a little mass at loss alpha, the rest just inside 2 alpha: the loss tends to 2 alpha
 * as the mass at alpha goes to 0.
 */
export function almostTwo(mass: number): Measured {
  return { scores: [1, 0.5, 0.01], masses: [1e-300, mass, 1], alpha: 0.5, spare: 0 };
}
