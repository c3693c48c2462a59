import { integer, list, outOfRange } from '../../core/errors.ts';
import { log } from '../../kernel/exp.ts';
import { isRefusal, refused } from '../refusal.ts';
import type { Environment } from './environment.ts';
import { liesOf, type LieAt } from './reactions.ts';
import { lieIn, type Effort, type Lie } from './separation.ts';
import { BUDGET, enumerated, unenumerated, type Space } from './space.ts';
import type { Welfare } from './welfare.ts';

/** How far one report moves a welfare function. */
export interface Sensitivity {
  /** d = n max |F(t, s) - F(t', s)| over neighbours and alternatives [AMD, Def. 1]. */
  readonly d: number;
  /**
   * n max over neighbours of (max - min over s of F(t, s) - F(t', s)): between d and 2 d, and d when a report moves all scores in one
   * direction. The exponential part at a tilt loses at most tilt times this of privacy.
   */
  readonly width: number;
  /** Where d is attained: the change of a report, and the alternative. */
  readonly steepest: (Lie & { readonly alternative: number }) | null;
}

/** F over a space: at(circle, row, type) when it was enumerated, or differences by type alone. */
export interface Scores {
  /** F at every profile, or null when none is enumerated. */
  readonly all: readonly Float64Array[] | null;
  /** n (F(report) - F(type)) for every alternative. */
  change(lie: LieAt): Float64Array;
}

/** The space that welfare and utilities need together: profiles unless both depend on single types only. */
export function jointSpace(environment: Environment, welfare: Welfare, budget: number): Space {
  const counted = environment.alike && welfare.anonymous;
  if (environment.ownOnly && welfare.each) {
    try {
      return enumerated(environment, counted, budget);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return unenumerated(environment); // nothing but exact gains would need the profiles
    }
  }
  return enumerated(environment, counted, budget);
}

/** F on a space. O(profiles S). */
export function scoresOn(environment: Environment, welfare: Welfare, space: Space): Scores {
  const { agents } = environment;
  const all = space.profiles?.map((profile) => welfare.at(profile)) ?? null;
  const { each } = welfare;
  return {
    all,
    change({ circle, row, type, report }) {
      const { at, types } = space.circles[circle]!;
      if (each) {
        return Float64Array.from(
          { length: environment.alternatives },
          (_, s) => each(report, s) - each(type, s),
        );
      }
      const of = (t: number): Float64Array => all![at![row * types + t]!]!;
      const before = of(type);
      return of(report).map((x, s) => agents * (x - before[s]!));
    },
  };
}

/** max - min of a vector. */
export function widthOf(change: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const x of change) [low, high] = [Math.min(low, x), Math.max(high, x)];
  return high - low;
}

/**
 * The sensitivity of a welfare function, by enumeration of profiles or counts; O(T^2 S) for a mean over agents.
 *
 * ```ts
 * sensitivity(game, averageUtility(game)).d // what one report moves n F by
 * ```
 *
 * @throws a refusal when the profiles exceed the budget
 */
export function sensitivity(
  environment: Environment,
  welfare: Welfare,
  effort: Effort = {},
): Sensitivity {
  const budget = integer('budget', effort.budget ?? BUDGET, 1);
  const space = welfare.each
    ? unenumerated(environment)
    : enumerated(environment, environment.alike && welfare.anonymous, budget);
  return measured(space, scoresOn(environment, welfare, space), welfare.each === null);
}

/** d and width over the lies of a space. */
export function measured(space: Space, scores: Scores, everyRow: boolean): Sensitivity {
  let [d, width]: [number, number] = [0, 0];
  let steepest: Sensitivity['steepest'] = null;
  for (const lie of liesOf(space.circles, everyRow)) {
    const change = scores.change(lie);
    width = Math.max(width, widthOf(change));
    change.forEach((x, s) => {
      if (Math.abs(x) > d) {
        d = Math.abs(x);
        steepest = { ...lieIn(space, lie), alternative: s };
      }
    });
  }
  return { d, width, steepest };
}

/** d at several population sizes. */
export interface Trend {
  readonly agents: readonly number[];
  readonly d: readonly number[];
  /** ln(d ratio) / ln(size ratio) between the last two sizes: 0 for a bounded d, 1 for one that grows like n. */
  readonly exponent: number;
}

/** From this exponent on d is taken to grow with the population; a d that tends to a limit falls below it. */
const GROWS = 0.1;

/**
 * d of one welfare function at growing population sizes; evidence by measurement, no proof [AMD, 6.3].
 *
 * @param family the environment and welfare function for each number of agents
 * @param sizes at least two, ascending
 * @throws a refusal for the reason `sensitive` with the figures when d grows
 */
export function boundedSensitivity(
  family: (agents: number) => readonly [Environment, Welfare],
  sizes: readonly number[],
  effort: Effort = {},
): Trend {
  if (list('sizes', sizes).length < 2) throw outOfRange('sizes.length', '>= 2', sizes.length);
  const d = sizes.map((n, j) => {
    integer(`sizes[${j}]`, n, j === 0 ? 1 : sizes[j - 1]! + 1);
    return sensitivity(...family(n), effort).d;
  });
  const [before, last] = [d[d.length - 2]!, d[d.length - 1]!];
  const [fewer, more] = [sizes[sizes.length - 2]!, sizes[sizes.length - 1]!];
  const exponent = last === 0 ? 0 : before === 0 ? 1 : log(last / before) / log(more / fewer);
  if (exponent > GROWS) {
    const grown = `d must be bounded as the population grows, got ${before} at n = ${fewer} and ${last} at ${more}`;
    throw refused('sensitive', grown, { exponent, fewer, more, before, last });
  }
  return { agents: [...sizes], d, exponent };
}
