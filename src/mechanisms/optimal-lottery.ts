import { list, nonNegative, outOfRange, positive } from '../core/errors.ts';
import type { LinearCertificate } from '../core/lp-certificate.ts';
import { exactProgram, type ExactProgram, type Row, type Solution } from '../core/lp.ts';
import { rounding, sum } from '../core/numeric.ts';
import {
  compared,
  nearest,
  ONE,
  rational,
  times,
  type Quantity,
  type Rational,
} from '../core/rational.ts';
import { refused } from './refusal.ts';

/** What an oblivious lottery over alternatives is to deter. */
export interface CommitmentOptions {
  /** losses[dev][s] >= 0: what a deviation (a type with a lie) loses at alternative s, ties in the liar's favour. */
  readonly losses: readonly (readonly Quantity[])[];
  /** One a deviation, > 0: 1, the lie's length, or what it gains in the private part (then q* = 1 / (1 + least)). */
  readonly weights: readonly Quantity[];
  /** Least probability of every alternative; 0 when left out. */
  readonly floor?: Quantity;
  /** A deviation in words, for errors. */
  readonly name?: (deviation: number) => string;
}

/** The lottery that takes most from the best lie, loss for weight. */
export interface OptimalLottery {
  readonly kind: 'lottery';
  /** One an alternative; their sum is 1 up to rounding. Not unique in general: compare `least`. */
  readonly probabilities: Float64Array;
  /** min over deviations of loss / weight under `probabilities`: measured on them and rounded down, whatever the solver said. */
  readonly least: number;
  /** No lottery has more than this. */
  readonly bound: number;
  /** Both in fractions, when the program is small enough to be solved in them. */
  readonly exact: { readonly least: Rational; readonly probabilities: readonly Rational[] } | null;
  readonly certificate: LinearCertificate;
}

/** The lottery, or what became of its program. */
export type LotteryOutcome = OptimalLottery | Exclude<Solution, { readonly kind: 'optimal' }>;

/**
 * maximise lambda subject to sum_s P(s) loss(dev, s) >= lambda weight(dev) for every deviation, P a lottery: the commitment lottery
 * by linear program. Columns are the alternatives, then lambda. O(deviations x alternatives).
 *
 * @throws the refusal `separation` naming a deviation that no alternative separates; RangeError for an entry out of range
 */
export function commitmentProgram(options: CommitmentOptions): ExactProgram {
  const { losses, weights } = options;
  const alternatives = list('losses', losses)[0]?.length ?? 0;
  if (alternatives === 0) throw outOfRange('losses', 'one row a deviation, not empty', losses);
  if (list('weights', weights).length !== losses.length) {
    throw outOfRange('weights.length', `${losses.length}`, weights.length);
  }
  const floor = rational(options.floor ?? 0, 'floor');
  const whole = times(floor, rational(BigInt(alternatives)));
  if (floor.numerator < 0n || compared(whole, ONE) > 0) {
    throw outOfRange('floor', `in [0, 1/${alternatives}]`, nearest(floor));
  }
  const columns = losses[0]!.map(() => ({ cost: 0, lower: floor, upper: 1 }));
  const all: Row['terms'] = columns.map((_, s) => [s, 1]);
  return exactProgram({
    sense: 'maximise',
    columns: [...columns, { cost: 1, lower: 0, upper: Infinity }],
    rows: [
      { terms: all, lower: 1, upper: 1 },
      ...losses.map((row, dev) => deterrent(options, row, dev, alternatives)),
    ],
  });
}

/** sum_s P(s) loss(dev, s) - lambda weight(dev) >= 0. */
function deterrent(
  { weights, name }: CommitmentOptions,
  row: readonly Quantity[],
  dev: number,
  alternatives: number,
): Row {
  if (row.length !== alternatives) {
    throw outOfRange(`losses[${dev}].length`, `${alternatives}`, row.length);
  }
  const weight = rational(weights[dev]!, `weights[${dev}]`);
  positive(`weights[${dev}]`, nearest(weight));
  const terms: [number, Rational][] = [];
  row.forEach((given, s) => {
    const loss = rational(given, `losses[${dev}][${s}]`);
    if (loss.numerator < 0n) nonNegative(`losses[${dev}][${s}]`, nearest(loss));
    if (loss.numerator > 0n) terms.push([s, loss]);
  });
  if (terms.length === 0) {
    const range = `above 0 at some alternative${name ? ` for ${name(dev)}` : ''}, or nothing deters it`;
    throw refused('separation', outOfRange(`losses[${dev}]`, range, 0).message, { deviation: dev });
  }
  const negative = { numerator: -weight.numerator, denominator: weight.denominator };
  return { terms: [...terms, [alternatives, negative]], lower: 0, upper: Infinity };
}

/** The solver drops coefficients below 1e-12 and keeps constraints to 1e-9, so losses that far apart ask for weights it does not see. */
const UNRESOLVED =
  'some deviation loses nothing under the lottery found: losses or weights too far apart for the solver, which a floor would keep';

/**
 * Reads a lottery off the solution of its program; `failed` where it leaves a deviation without a loss, though none is free of one.
 * O(deviations x alternatives).
 */
export function lotteryFrom(options: CommitmentOptions, solution: Solution): LotteryOutcome {
  if (solution.kind !== 'optimal') return solution;
  const { exact, certificate } = solution;
  const solved = exact.kind === 'exact' ? exact : null;
  const alternatives = solution.primal.length - 1;
  const fractions = solved?.primal.slice(0, alternatives);
  const raw = fractions ? Float64Array.from(fractions, nearest) : solution.primal.slice(0, -1);
  const probabilities = tidied(raw, nearest(rational(options.floor ?? 0)));
  const least = leastRatio(options, probabilities);
  if (!(least > 0)) return { kind: 'failed', said: solution.said, reason: UNRESOLVED, certificate };
  return {
    kind: 'lottery',
    probabilities,
    least,
    bound: solved ? nearest(solved.value) : certificate.dualBound,
    exact: solved && fractions ? { least: solved.value, probabilities: fractions } : null,
    certificate,
  };
}

/** A solver's 1e-12 below the floor is lifted, and the sum made 1. */
function tidied(raw: Float64Array, floor: number): Float64Array {
  const kept = raw.map((p) => Math.max(p, floor));
  const total = sum(kept);
  return kept.map((p) => p / total);
}

/** min over deviations of sum_s P(s) loss / weight; all terms are >= 0, so rounding is relative and is taken off. */
function leastRatio({ losses, weights }: CommitmentOptions, probabilities: Float64Array): number {
  const double = (value: Quantity): number =>
    typeof value === 'number' ? value : nearest(rational(value));
  let least = Infinity;
  losses.forEach((row, dev) => {
    const lost = row.reduce(
      (total: number, loss, s) => total + double(loss) * probabilities[s]!,
      0,
    );
    least = Math.min(least, lost / double(weights[dev]!));
  });
  return least * (1 - rounding(probabilities.length + 3, 1));
}
