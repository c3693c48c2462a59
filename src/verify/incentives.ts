import { outOfRange } from '../core/errors.ts';
import { sum } from '../core/numeric.ts';
import type { Certificate } from './certificate.ts';
import type { LogLaw } from './privacy.ts';

/** What an agent can expect: expected utility by her type (rows) and her report (columns), the others' reports given. */
export type UtilityTable = readonly ArrayLike<number>[];

/** A lie: the type that tells it, the report it makes, and what it gains over the truthful report. */
export interface Lie {
  readonly type: number;
  readonly report: number;
  /** Expected utility of the lie less that of the truth; positive when it pays. */
  readonly gain: number;
}

/** Expected utility under a finite law: sum of p[s] u[s]; outcomes without mass count nothing. O(n). */
export function expectedUtility(law: LogLaw, utility: (alternative: number) => number): number {
  return sum(
    Float64Array.from({ length: law.length }, (_, s) => {
      const p = Math.exp(law[s]!);
      return p === 0 ? 0 : p * utility(s);
    }),
  );
}

/**
 * Every lie of every type with its gain, in order of types and reports.
 *
 * @param truth the truthful report of each type; default: the report with the type's own index
 */
export function lies(table: UtilityTable, truth: (type: number) => number = (t) => t): Lie[] {
  return table.flatMap((row, type) => {
    const honest = truth(type);
    if (!(honest >= 0 && honest < row.length)) {
      throw outOfRange(`truth(${type})`, `in [0, ${row.length - 1}]`, honest);
    }
    return Array.from(row, (utility, report) => ({
      type,
      report,
      gain: utility - row[honest]!,
    })).filter(({ report }) => report !== honest);
  });
}

/**
 * Whether no lie gains more than `allowed`: slack = allowed - the largest gain. With `allowed` negative, whether every
 * lie loses at least -allowed.
 *
 * @throws RangeError when there is no lie to tell
 */
export function truthCertificate(
  told: readonly Lie[],
  allowed: number,
  tolerance: number,
): Certificate<Lie> {
  const [first, ...rest] = told;
  if (first === undefined) throw outOfRange('told', 'at least one lie', told);
  const witness = rest.reduce((kept, lie) => (paysMore(lie, kept) ? lie : kept), first);
  return {
    claim: `no lie gains more than ${allowed}`,
    slack: allowed - witness.gain,
    tolerance,
    witness,
  };
}

function paysMore(lie: Lie, kept: Lie): boolean {
  return !Number.isNaN(kept.gain) && !(lie.gain <= kept.gain); // a NaN gain stays, to decide nothing
}

/** How one strategy fares against another over every situation it may meet. */
export interface Dominance {
  /** Least of utility - rival: > 0 says strict dominance, >= 0 with `most` > 0 weak dominance. */
  readonly least: number;
  readonly most: number;
}

/**
 * Utility of a strategy less that of its rival, situation by situation: the extremes.
 *
 * @throws RangeError when the lengths differ or are 0
 */
export function dominance(utility: ArrayLike<number>, rival: ArrayLike<number>): Dominance {
  if (utility.length === 0) throw outOfRange('utility.length', '>= 1', 0);
  if (utility.length !== rival.length) {
    throw outOfRange('rival.length', `${utility.length}`, rival.length);
  }
  const leads = Array.from(utility, (u, i) => u - rival[i]!);
  return { least: Math.min(...leads), most: Math.max(...leads) };
}
