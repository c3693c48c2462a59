import type { Curve } from '../../core/curve.ts';
import { sum } from '../../core/numeric.ts';
import { exponent, type LineLaw, type Marginals } from './law.ts';

/** Exact expectations under a line law, for judges and for the data's owner. Each leaks. */

/** E of the summed score: sum over agents of w P(distance to the nearest site). O(n^2) given the marginals. */
export function expectedScore(law: LineLaw, tilt: number, marginals: Marginals): number {
  const { chain, base } = law.problem;
  const n = chain.points;
  const terms: number[] = [];
  for (let a = 0; a < n; a++) {
    terms.push(marginals.first[a]! * chain.left[a]!, marginals.last[a]! * chain.right[a]!);
    for (let b = a + 1; b < n; b++) {
      const p = marginals.pair[a * n + b]!;
      if (p === 0) continue;
      const between = exponent(law.problem, [a, b]) - chain.left[a]! - chain.right[b]!;
      terms.push(p * between);
    }
  }
  return (sum(terms) + base) / tilt;
}

/** Pr[site v is the one nearest to report b], ties to the lower site; n probabilities that sum to 1. */
export function assignedLaw(law: LineLaw, marginals: Marginals, report: number): Float64Array {
  const { sites } = law.problem;
  const n = sites.length;
  const out = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    if (sites[a]! > report) {
      out[a]! += marginals.first[a]!;
      continue;
    }
    out[a]! += marginals.last[a]!;
    for (let b = a + 1; b < n; b++) {
      if (sites[b]! <= report) continue;
      const chosen = report - sites[a]! <= sites[b]! - report ? a : b;
      out[chosen]! += marginals.pair[a * n + b]!;
    }
  }
  return out;
}

/** E V(|t - product assigned to report b|): the utility of a type t whose report b is already in the law. */
export function expectedUtility(
  law: LineLaw,
  marginals: Marginals,
  type: number,
  report: number,
  taste: Curve,
): number {
  const assigned = assignedLaw(law, marginals, report);
  return sum(assigned.map((p, v) => p * taste.value(Math.abs(type - law.problem.sites[v]!))));
}

/**
 * Largest |log Pr[set] - log Pr'[set]| between two laws that differ in one agent's report, from t to t'. The log-ratio of a
 * set is tilt (P(|t - its nearest site|) - P(|t' - its nearest site|)) - ln(Z/Z'), largest at single sites. O(n).
 */
export function linePrivacyLoss(
  law: LineLaw,
  other: LineLaw,
  tilt: number,
  click: Curve,
  from: number,
  to: number,
): number {
  const shift = law.logPartition - other.logPartition;
  let most = 0;
  for (const v of law.problem.sites) {
    const moved = click.value(Math.abs(from - v)) - click.value(Math.abs(to - v));
    most = Math.max(most, Math.abs(tilt * moved - shift));
  }
  return most;
}
