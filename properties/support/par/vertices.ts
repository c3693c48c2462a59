import {
  compared,
  fractionText,
  inner,
  minus,
  over,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';

/** Best cost x over rows x <= limits, x >= 0, in small integers. */
export interface Whole {
  readonly cost: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly limits: readonly number[];
}

/**
 * The best value over all vertices, found by trying every choice of tight constraints; of further costs the best among those that are best
 * before. The program must have a vertex and be bounded. With the texts of the vertices that have it.
 */
export function bestVertices(
  { cost, rows, limits }: Whole,
  ...further: readonly (readonly number[])[]
): { readonly value: Rational; readonly points: readonly string[] } {
  const unit = cost.map((_, j) => cost.map((__, i) => (i === j ? -1 : 0)));
  const [all, right] = [
    [...rows, ...unit],
    [...limits, ...cost.map(() => 0)],
  ];
  const fractions = all.map((row) => row.map((a) => rational(a)));
  let points = choices(all.length, cost.length).flatMap((chosen) => {
    const point = solved(chosen.map((i) => [...fractions[i]!, rational(right[i]!)]));
    const inside =
      point !== null &&
      fractions.every((row, i) => compared(inner(row, point), rational(right[i]!)) <= 0);
    return inside ? [point] : [];
  });
  let value = ZERO;
  for (const objective of [cost, ...further]) {
    const weights = objective.map((c) => rational(c));
    const values = points.map((point) => inner(weights, point));
    value = values.reduce((best, each) => (compared(each, best) > 0 ? each : best));
    points = points.filter((_, i) => compared(values[i]!, value) === 0);
  }
  const texts = points.map((point) => point.map((x) => fractionText(x)).join());
  return { value, points: [...new Set(texts)] };
}

/** All sets of that many of the first numbers. */
function choices(from: number, count: number, first = 0): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: Math.max(0, from - first) }, (_, i) => first + i).flatMap((i) =>
    choices(from, count - 1, i + 1).map((rest) => [i, ...rest]),
  );
}

/** The point where the rows [a, b] hold with equality, by elimination; null where they are dependent. */
function solved(system: readonly (readonly Rational[])[]): Rational[] | null {
  const rows = system.map((row) => [...row]);
  for (let j = 0; j < rows.length; j++) {
    const at = rows.findIndex((row, i) => i >= j && row[j]!.numerator !== 0n);
    if (at === -1) return null;
    [rows[j], rows[at]] = [rows[at]!, rows[j]!];
    const pivot = rows[j]!;
    for (let i = 0; i < rows.length; i++) {
      const factor = over(rows[i]![j]!, pivot[j]!);
      if (i !== j) rows[i] = rows[i]!.map((a, c) => minus(a, times(factor, pivot[c]!)));
    }
  }
  return rows.map((row, j) => over(row.at(-1)!, row[j]!));
}
