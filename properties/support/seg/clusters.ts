import type { CurveSpec } from '../../../src/core/curve.ts';
import { distanceLaw, panels, type DistanceLaw } from './laws.ts';
import { bendsOf, curveAt, type Point } from './oracles.ts';

/** Groups at distinct corners of the cube, at most K of them, who tell the truth. */
export interface Clusters {
  readonly reports: readonly Point[];
  readonly weights: readonly number[];
  readonly clicks: readonly CurveSpec[];
  readonly K: number;
}

/** The balls around corners reach half way to the next corner. */
const RADIUS = 0.5;

/**
 * max F less expected F for clicks that are constant beyond 1/2. The balls around the corners are disjoint, a product lies in
 * at most one, and the loss is the sum over groups of a function of the nearest product in their ball. With a_jn the integral
 * of exp(-tilt loss_j) over n products in ball j, Z is K! times the coefficient of z^K in
 * e^(z (1 - sum of volumes)) prod_j sum_n a_jn z^n / n!. Exact for every I and K up to the quadrature.
 */
export function clusterLoss(clusters: Clusters, attributes: number, tilt: number): number {
  const { reports, weights, clicks, K } = clusters;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const law = distanceLaw(reports[0]!.map(() => 0));
  let plain = powers(1 - law.below(RADIUS) * reports.length, K);
  let marked = plain.map(() => 0);
  reports.forEach((_, j) => {
    const share = weights[j]! / total;
    const at = (d: number): number => curveAt(clicks[j]!, d, attributes);
    const lost = (d: number): number => share * (at(0) - at(Math.min(d, RADIUS)));
    const bends = [0, RADIUS, ...bendsOf(clicks[j]!, attributes).filter((d) => d < RADIUS)];
    const { mass, first } = ballSeries(lost, bends, law, K, tilt);
    const one = times(marked, mass);
    const other = times(plain, first);
    marked = one.map((x, n) => x + other[n]!);
    plain = times(plain, mass);
  });
  return marked[K]! / plain[K]!;
}

/** Coefficients of z^n, n = 0..K: the integrals over n products in one ball of e^(-tilt lost), and of lost times that. */
function ballSeries(
  lost: (d: number) => number,
  bends: readonly number[],
  law: DistanceLaw,
  K: number,
  tilt: number,
): { readonly mass: number[]; readonly first: number[] } {
  const volume = law.below(RADIUS);
  const ladder = Array.from({ length: 120 }, (_, j) => RADIUS * 2 ** -(j / 2));
  const nodes = panels({
    bends,
    score: (d) => -lost(d),
    ceiling: (low) => -lost(low),
    logMass: (_, high) => Math.log(law.below(high)),
    logDensity: (d) => Math.log(law.density(d)),
    tilt,
    floor: Math.max(...ladder.map((d) => Math.log(law.below(d)) - tilt * lost(d))),
  });
  const outside = lost(RADIUS);
  const mass = [Math.exp(-tilt * outside)];
  const first = [outside * mass[0]!];
  for (let n = 1, factorial = 1; n <= K; n++, factorial *= n) {
    let [whole, weighted] = [0, 0];
    nodes.at.forEach((d, i) => {
      const rest = n === 1 ? 1 : Math.max(0, volume - law.below(d)) ** (n - 1);
      const part = n * rest * Math.exp(nodes.logBase[i]! - tilt * lost(d));
      whole += part;
      weighted += part * lost(d);
    });
    mass.push(whole / factorial);
    first.push(weighted / factorial);
  }
  return { mass, first };
}

/** a^n / n!, n = 0..K. */
function powers(a: number, K: number): number[] {
  const series = [1];
  for (let n = 1; n <= K; n++) series.push((series[n - 1]! * a) / n);
  return series;
}

/** The product of two power series, cut after z^K. */
function times(a: readonly number[], b: readonly number[]): number[] {
  return a.map((_, n) => {
    let total = 0;
    for (let i = 0; i <= n; i++) total += a[i]! * b[n - i]!;
    return total;
  });
}
