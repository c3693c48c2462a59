import { inner, minus, nearest, ONE, total, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import { gains } from './gains.ts';
import type { Mechanism } from './mechanism.ts';
import type { Arc } from './rounded.ts';
import { WORST } from './separation.ts';

/** A point of the program in (x, u) as a mechanism for the types of the support alone. */
export function mechanismOf(
  environment: ProductEnvironment,
  support: readonly number[],
  primal: readonly Rational[],
): Mechanism {
  const k = environment.alternatives.length - 1;
  const allocation = support.map((_, i) => {
    const given = primal.slice(i * k, (i + 1) * k);
    return [minus(ONE, total(given)), ...given];
  });
  const surplus = primal.slice(support.length * k);
  const payments = support.map((t, i) =>
    minus(inner(allocation[i]!, environment.values[t]!), surplus[i]!),
  );
  return { allocation, payments, surplus };
}

/**
 * The constraints outside the program that a mechanism breaks, exactly: for each type the few that it breaks by most for the distance
 * between the two valuations. None are left out when none are returned. O(n^2 k).
 */
export function brokenBy(
  environment: ProductEnvironment,
  support: readonly number[],
  mechanism: Mechanism,
  used: ReadonlySet<number>,
): Arc[] {
  const types = support.length;
  const values = support.map((t) => environment.values[t]!);
  const doubles = values.map((row) => row.map((v) => nearest(v)));
  const gain = gains({ values }, mechanism);
  return support.flatMap((_, from) => {
    const broken: { arc: Arc; by: number }[] = [];
    for (let to = 0; to < types; to++) {
      if (to === from || used.has(from * types + to) || gain.order(from, to, ZERO) <= 0) continue;
      const apart = distance(doubles[from]!, doubles[to]!);
      broken.push({ arc: { from, to }, by: nearest(gain.exact(from, to)) / apart });
    }
    return broken
      .toSorted((a, b) => b.by - a.by)
      .slice(0, WORST)
      .map(({ arc }) => arc);
  });
}

/** Above 0: only an order of the rows hangs on it. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), Number.MIN_VALUE);
}
