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
import { logSum, tilted } from '../seg/oracles.ts';
import { entryOf } from './environment-cases.ts';
import { profilesOf, upTo } from './environments.ts';
import { lambertOfExp } from './formulas.ts';

/** Welfare functions [AMD, 2.2] as the exponential mechanism sees them: values, with how many alternatives have each. */

/**
 * Two neighbouring profiles of any d-sensitive F: two vectors within d/n of each other. Every such pair is one: an F with the
 * one vector at one profile and the other everywhere else is d-sensitive.
 */
export interface Neighbours {
  readonly n: number;
  readonly d: number;
  readonly epsilon: number;
  /** F(t, s), group by group, and how many alternatives each group has. */
  readonly at: readonly number[];
  readonly moved: readonly number[];
  readonly counts: readonly number[];
}

/** max over s of |ln M(t)(s) - ln M(t')(s)| at the tilt `share` n eps/(2d). */
export function privacyLoss({ n, d, epsilon, at, moved, counts }: Neighbours, share = 1): number {
  const tilt = (share * n * epsilon) / (2 * d);
  const base = Float64Array.from(counts, Math.log);
  const here = tilted(Float64Array.from(at), tilt, base);
  const there = tilted(Float64Array.from(moved), tilt, base);
  return here.reduce((most, p, s) => Math.max(most, Math.abs(p - there[s]!)), 0);
}

interface Draft {
  readonly n: number;
  readonly share: number;
  readonly epsilon: number;
  readonly at: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
}

/** Neighbouring profiles: n 1..1e9, eps 1e-6..1e3, d up to n, 1 to 12 groups of up to 1e12 alternatives. */
export const neighbours: Arbitrary<Neighbours> = chain(integerIn(1, 12), (groups) => {
  const draft = record<Draft>({
    n: map(logScale(1, 1e9, 36), Math.round),
    share: choose(logScale(1e-6, 1, 24), constant(1)),
    epsilon: logScale(1e-6, 1e3, 36),
    at: listOf(onGrid(16), groups),
    steps: listOf(oneOfValues(-1, 1, -0.5, 0, 0.5), groups),
    counts: listOf(choose(constant(1), map(logScale(1, 1e12, 12), Math.round)), groups),
  });
  return map(draft, ({ n, share, epsilon, at, steps, counts }) => {
    const moved = at.map((f, s) => Math.min(1, Math.max(0, f + steps[s]! * share)));
    return { n, d: share * n, epsilon, at, moved, counts };
  });
});

/** A profile: n, d, eps and the values of F with their counts. */
export interface Profile {
  readonly n: number;
  readonly d: number;
  readonly epsilon: number;
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/** ln |S|. */
export function lnSizeOf({ counts }: Profile): number {
  return logSum(counts.map(Math.log));
}

/** max F - E F under the exponential law at `share` times n eps/(2d). */
export function welfareLoss(profile: Profile, share = 1): number {
  const { n, d, epsilon, values, counts } = profile;
  const top = Math.max(...values);
  const gaps = values.map((f) => top - f);
  const tilt = (share * n * epsilon) / (2 * d);
  const logs = tilted(
    Float64Array.from(gaps, (gap) => -gap),
    tilt,
    Float64Array.from(counts, Math.log),
  );
  return logs.reduce((total, p, s) => total + Math.exp(p) * gaps[s]!, 0);
}

/** x |S| / e: above 1 exactly where n > 2 e d/(eps |S|). */
export function reach(profile: Profile): number {
  return (profile.n * profile.epsilon * Math.exp(lnSizeOf(profile) - 1)) / (2 * profile.d);
}

interface Plan {
  readonly n: number;
  readonly d: number;
  readonly rivals: number;
  readonly others: readonly number[];
  readonly beyond: number;
  readonly gap: number;
  readonly top: number;
}

/**
 * Profiles of an F whose values range over `range` (1 as printed), with x |S| = e `least` (1 + beyond), beyond from 1e-9 on:
 * n 1..1e9, d 1e-6..1e6, |S| up to 1e300, the worst gap or any other.
 */
export function profiles(range = 1, least = 1): Arbitrary<Profile> {
  const gap = choose(
    oneOfValues(0, range),
    map(onGrid(12), (g) => g * range),
  );
  const plan = record<Plan>({
    n: map(logScale(1, 1e9, 36), Math.round),
    d: logScale(1e-6, 1e6, 24),
    rivals: choose(integerIn(1, 9), map(logScale(1, 1e300, 60), Math.round)),
    others: listOf(onGrid(12), 0, 4),
    beyond: choose(logScale(1e-9, 1e9, 36), logScale(1, 1e300, 60)),
    gap,
    top: onGrid(8),
  });
  return map(plan, ({ n, d, rivals, others, beyond, gap: asked, top }) => {
    const size = 1 + rivals + others.length;
    const x = Math.min((Math.E * least * (1 + beyond)) / size, 1e6);
    const worst = Math.min(range, (1 + lambertOfExp(Math.log(rivals) - 1)) / x);
    const widest = asked === 0 ? worst : asked;
    const high = widest + (range - widest) * top;
    return {
      n,
      d,
      epsilon: (2 * d * x) / n,
      values: [high, high - widest, ...others.map((share) => high * share)],
      counts: [1, rivals, ...others.map(() => 1)],
    };
  });
}

/** A score for every profile of an environment: any values on a grid, `spread` apart at most around one vector. */
export function rowsFor(
  types: readonly number[],
  alternatives: number,
): Arbitrary<readonly (readonly number[])[]> {
  const parts = tuple<[number[], number]>(
    listOf(integerIn(0, 16), 5, 60),
    choose(constant(1), logScale(1e-3, 1, 12)),
  );
  return map(parts, ([pattern, spread]) =>
    upTo(profilesOf(types)).map((p) =>
      upTo(alternatives).map(
        (s) => ((1 - spread) * entryOf(pattern, 41, s) + spread * entryOf(pattern, 43, p, s)) / 16,
      ),
    ),
  );
}
