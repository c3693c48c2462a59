import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import {
  linearEnvironment,
  type AlternativesSpec,
  type LinearEnvironment,
} from '../../../src/mechanisms/linear/environment.ts';
import { improvingSplit } from '../../../src/mechanisms/linear/improve.ts';
import { perturbationRange, perturbed } from '../../../src/mechanisms/linear/perturbation.ts';
import { market, type Market } from '../../../src/mechanisms/monopoly/market.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { somebody } from './arbitraries.ts';
import { outdoes, served, type Served } from './linear-served.ts';

/** Smooth costs on [0, inf) by name: C, and C'(0). */
const SMOOTH = {
  square: { cost: { family: 'power', scale: '1/2', exponent: 2 }, slope: '0' },
  cube: { cost: { family: 'power', scale: '1/3', exponent: 3 }, slope: '0' },
  root: { cost: { family: 'power', scale: '2/3', exponent: '3/2' }, slope: '0' },
  dear: { cost: { family: 'polynomial', coefficients: [0, 1, '1/2'] }, slope: '1' },
  subsidy: { cost: { family: 'polynomial', coefficients: [0, -1, '1/2', '1/4'] }, slope: '-1' },
} as const;

/** A market with a smooth cost and levels [0, inf), and weights that cut it in two. */
export interface Smooth {
  readonly values: readonly string[];
  readonly masses: readonly string[];
  readonly cost: keyof typeof SMOOTH;
  /** By type, the part of its mass in the first segment, in eighths. */
  readonly cut: readonly number[];
}

export function smooths(least: number, most: number): Arbitrary<Smooth> {
  return chain(integerIn(least, most), (n) =>
    map(
      record<{
        base: number;
        steps: number[];
        masses: number[];
        cost: Smooth['cost'];
        cut: number[];
      }>({
        base: choose(integerIn(0, 4), integerIn(-3, 2)),
        steps: listOf(choose(integerIn(1, 3), integerIn(0, 1)), n - 1),
        masses: choose(listOf(integerIn(0, 8), n), listOf(integerIn(1, 997), n)),
        cost: oneOfValues('square', 'square', 'cube', 'root', 'dear', 'subsidy'),
        cut: listOf(integerIn(0, 8), n),
      }),
      ({ base, steps, masses, cost, cut }) => {
        let v = base;
        return {
          values: [v, ...steps.map((step) => (v += step))].map(String),
          masses: somebody(masses).map(String),
          cost,
          cut,
        };
      },
    ),
  );
}

/** What stands in place of [0, inf) and the cost. */
export type Instead = (c: Smooth) => AlternativesSpec;

export const plain: Instead = ({ cost }) => ({ cost: SMOOTH[cost].cost, low: 0, high: null });

/** The same cost on [low, inf), and the outside option. */
export const from =
  (low: number): Instead =>
  ({ cost }) => ({ cost: SMOOTH[cost].cost, low, high: null });

/** Whether a present type with level 0 is a sign of improvability. */
export type Excluded = (c: Smooth, type: number) => boolean;

/** [PAR, Cor 3] as printed: anybody who is excluded. */
export const anybody: Excluded = () => true;

/** Somebody who is worth serving: v(t) > C'(0). */
export const worthServing: Excluded = ({ values, cost }, type) =>
  compared(rational(values[type]!), rational(SMOOTH[cost].slope)) > 0;

/** 1 when the market is improvable, as far as is known, exactly if some excluded type is such a one and a split is found; else -1. */
export const improvableByExclusion =
  (excluded: Excluded, instead: Instead = plain) =>
  (c: Smooth): number => {
    const environment = linearEnvironment({ values: c.values, alternatives: instead(c) });
    const f = market(environment, c.masses);
    const before = served(environment, f, 'efficient');
    const shown = f.some(
      (share, t) => share.numerator > 0n && before.levels[t]!.numerator === 0n && excluded(c, t),
    );
    const known = improvable(environment, before, c.cut);
    return (known ?? false) === shown ? 1 : -1;
  };

/** true when a segmentation shows it; false when the market is efficient, or has two types and loses by any; null when not known. */
function improvable(
  environment: LinearEnvironment,
  before: Served,
  cut: readonly number[],
): boolean | null {
  const f = before.market;
  const there = f.flatMap((share, t) => (share.numerator > 0n ? [t] : []));
  if (there.every((t) => before.efficient[t])) return false;
  if (improvingSplit(environment, f, { ties: 'largest' }) !== null) return true;
  if (there.some((t) => splits(environment, before, t)) || cuts(environment, before, cut))
    return true;
  // With two types the surplus of the high one falls with her share: no gain unless it stays for a while.
  return there.length === 2 ? false : null;
}

/** Two perturbations of a type, one up and one down, tried at several sizes: whether nobody loses and somebody gains. */
function splits(environment: LinearEnvironment, before: Served, type: number): boolean {
  const { high } = perturbationRange(before.market, type);
  if (high === null || high.numerator === 0n) return false;
  const at = (delta: Rational) =>
    outdoes(served(environment, perturbed(before.market, type, delta), 'efficient'), before);
  const up = ['1/2', '1/64', '1/1048576'].some((part) => at(times(high, rational(part))) !== 'not');
  return (
    up && ['-1/1048576', '-1/2', '-1023/1024'].some((delta) => at(rational(delta)) === 'strictly')
  );
}

/** Whether cutting each type's mass in two as given is Pareto improving. */
function cuts(environment: LinearEnvironment, before: Served, cut: readonly number[]): boolean {
  const first = before.market.map((share, t) => times(share, rational(`${cut[t]!}/8`)));
  const parts = [first, before.market.map((share, t) => minus(share, first[t]!))];
  if (parts.some((part) => part.every(({ numerator }) => numerator === 0n))) return false;
  const found = parts.map((part) =>
    outdoes(served(environment, market(environment, part), 'efficient'), before),
  );
  return !found.includes('not') && found.includes('strictly');
}

/** The example of [PAR, C]: segments of the two types with values 1 and 2, the share q of the high one in each. */
export interface Shares {
  readonly segments: readonly { readonly weight: number; readonly q: string }[];
}

export const shares: Arbitrary<Shares> = chain(oneOfValues(8, 100, 1000), (grid) =>
  map(
    listOf(
      tuple<[number, number]>(
        integerIn(1, 5),
        choose({ weight: 2, of: integerIn(0, grid / 2) }, integerIn(0, grid)),
      ),
      1,
      3,
    ),
    (all) => ({ segments: all.map(([weight, q]) => ({ weight, q: `${q}/${grid}` })) }),
  ),
);

export const TWO: AlternativesSpec = {
  cost: { family: 'polynomial', coefficients: [0, 0, '1/2'] },
  low: 0,
  high: 1,
};

/** The market (1 - q, q). */
export function pair(q: Rational): Market {
  return [minus(ONE, q), q];
}

/** The average share of the high type. */
export function averageShare({ segments }: Shares): Rational {
  const weights = segments.reduce((sum, { weight }) => sum + weight, 0);
  return over(
    segments.reduce((sum, { weight, q }) => plus(sum, times(rational(weight), rational(q))), ZERO),
    rational(weights),
  );
}

/** Figure 6: (1 - 2q)/(1 - q) below 1/2, 0 from there on. */
export function figure6(q: Rational): Rational {
  const top = minus(ONE, times(rational(2), q));
  return top.numerator <= 0n ? ZERO : over(top, minus(ONE, q));
}

/** a^2/2 at the multiples of a step up to `high`, linear between. */
export function kinkedSquare(step: number, high: number): AlternativesSpec {
  const points = Array.from({ length: Math.round(high / step) + 1 }, (_, j) => {
    const a = times(rational(j), rational(step));
    return [fractionText(a), fractionText(over(times(a, a), rational(2)))] as const;
  });
  return { cost: { family: 'piecewise', points } };
}
