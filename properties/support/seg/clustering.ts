/**
 * The exact optimum of two products on a line for P = 1 - d^2: groups are intervals of reports, products their means
 * [SEG, Example 1].
 */

/** Reports with the number of agents at each. */
export interface Reports {
  readonly at: readonly number[];
  readonly weights: readonly number[];
}

/** Which of several optimal segmentations is taken: the one whose lower product is lowest, or highest. */
export type TieRule = 'lowest' | 'highest';

/** Products, ascending, and the summed loss sum w d^2. */
export interface Clustering {
  readonly products: readonly [number, number];
  readonly loss: number;
}

/** Every cut of the sorted reports in two, products at the means. */
export function cuts({ at, weights }: Reports): Clustering[] {
  const order = at.map((_, i) => i).toSorted((i, j) => at[i]! - at[j]!);
  return order.slice(1).map((_, k) => {
    const [low, high] = [order.slice(0, k + 1), order.slice(k + 1)].map((group) => {
      const mass = group.reduce((total, i) => total + weights[i]!, 0);
      const mean = group.reduce((total, i) => total + weights[i]! * at[i]!, 0) / mass;
      const loss = group.reduce((total, i) => total + weights[i]! * (at[i]! - mean) ** 2, 0);
      return { mean, loss };
    });
    return { products: [low!.mean, high!.mean], loss: low!.loss + high!.loss };
  });
}

/** The optimum by this rule; losses within 1e-14 a head are tied. */
export function bestTwo(reports: Reports, rule: TieRule): Clustering {
  const all = cuts(reports);
  const heads = reports.weights.reduce((total, w) => total + w, 0);
  const least = Math.min(...all.map(({ loss }) => loss));
  const tied = all.filter(({ loss }) => loss <= least + 1e-14 * heads);
  const sign = rule === 'lowest' ? 1 : -1;
  return tied.toSorted((a, b) => sign * (a.products[0] - b.products[0]))[0]!;
}
