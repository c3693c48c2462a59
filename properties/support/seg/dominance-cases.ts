import type { CurveSpec } from '../../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { clickOn, utilityOn } from './cases.ts';
import { leastLie, lieMoves, type Lie } from './lie-cases.ts';
import { slopesOf, type Point } from './oracles.ts';
import { firstDefined, printedParametersOf } from './printed.ts';

/** A lie in M-hat: N agents, click function P; mbar is the printed one of N. */
export interface Dominance extends Lie {
  readonly population: number;
  readonly click: CurveSpec;
}

/** A population with the constants that M-hat depends on. */
export interface Sizes {
  readonly population: number;
  readonly attributes: number;
  /** K. */
  readonly segments: number;
  /** B. */
  readonly lipschitz: number;
}

/** B: the click function's Lipschitz constant, or 1/c if that is larger [SEG, 2.2]. */
export function conventionalB(click: CurveSpec, utility: CurveSpec, attributes: number): number {
  return Math.max(slopesOf(click, attributes).most, 1 / slopesOf(utility, attributes).least);
}

/** N times the first one for which M-hat is defined for ever, made odd while doubles know the difference. */
export function odd(N: number): number {
  return N < 2 ** 52 ? 2 * Math.ceil((N - 1) / 2) + 1 : N;
}

/** Populations from the first defined one on: right there, within a thousand times it, and far beyond. */
const factorsTo = (most: number): Arbitrary<number> =>
  choose(constant(1), logScale(1, 1e3, 40), logScale(1, most, 40));

/** Any N from the first defined one on, I in 1..12, K from `least` to 1000, B from I to 100 I. */
export function sizesFrom(least: number): Arbitrary<Sizes> {
  const parts = tuple<[number, number, number, number]>(
    integerIn(1, 12),
    choose(integerIn(least, 10), constant(100), constant(1000)),
    choose(constant(1), logScale(1, 100, 20)),
    factorsTo(1e18),
  );
  return map(parts, ([attributes, segments, steep, factor]) => {
    const lipschitz = attributes * steep;
    const population = odd(Math.ceil(firstDefined(attributes, lipschitz) * factor));
    return { population, attributes, segments, lipschitz };
  });
}

/** Curves with 1/c at most 50 I: flatter utilities need more agents than doubles can count in steps. */
function tasteOn(attributes: number): Arbitrary<CurveSpec> {
  const line: CurveSpec = { family: 'linear', slope: 1 / attributes };
  const kept = map(utilityOn(attributes), (utility) =>
    slopesOf(utility, attributes).least * 50 * attributes < 1 ? line : utility,
  );
  return choose(constant(line), kept);
}

/** Lies of at least the threshold 2^-(mbar-1) in M-hat, for populations that define it. */
export function dominanceCases(): Arbitrary<Dominance> {
  return map(dominanceAmong(1), ([lie]) => lie!);
}

/** The same lie told by each of 1 to `most` consumers with curves of their own; B is the largest of theirs. */
export function dominanceAmong(most: number): Arbitrary<readonly Dominance[]> {
  const shapes = chain(integerIn(1, 12), (attributes) =>
    tuple<[number, number, [CurveSpec, CurveSpec][], number]>(
      constant(attributes),
      integerIn(1, 8),
      listOf(tuple<[CurveSpec, CurveSpec]>(clickOn(attributes, 30), tasteOn(attributes)), 1, most),
      factorsTo(1e9),
    ),
  );
  return chain(shapes, ([attributes, segments, curves, factor]) => {
    const B = Math.max(...curves.map(([P, V]) => conventionalB(P, V, attributes)));
    const population = odd(Math.ceil(firstDefined(attributes, B) * factor));
    const { mbar } = printedParametersOf(population, attributes, B);
    return map(
      record<{ moves: [Point, Point] }>({ moves: lieMoves(attributes, mbar, true) }),
      ({ moves: [type, report] }): readonly Dominance[] => {
        const shared = { population, attributes, mbar, segments, type, report };
        return curves.map(([click, utility]) => ({ ...shared, click, utility }));
      },
    );
  });
}

/** The lie that loses least for its length, `over` of I coordinates going beyond the free stretch, among `factor` times the first N. */
export function leastDominance(attributes: number, over: number, factor: number): Dominance {
  const click: CurveSpec = { family: 'linear', slope: attributes };
  const population = odd(Math.ceil(firstDefined(attributes, attributes) * factor));
  const { mbar } = printedParametersOf(population, attributes, attributes);
  return { ...leastLie(attributes, mbar, over), population, click };
}
