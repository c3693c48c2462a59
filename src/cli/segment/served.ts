import type { Segmentation } from './result.ts';
import { pointText } from '../input/units.ts';

/** From and to, in [0, 1]. */
export type Region = readonly [number, number];

/**
 * Where each product is the nearest, for one attribute; null for one that nobody gets because an earlier one is equal.
 * Reports that are read as brackets change over at a bracket's edge, a tie going to the lower product.
 *
 * @param at products in ascending order, in [0, 1]
 * @param m  number of brackets' steps, or null when reports are read as they are
 */
export function regions(at: readonly number[], m: number | null): readonly (Region | null)[] {
  const distinct = [...new Set(at)].toSorted((a, b) => a - b);
  const middle = (a: number, b: number): number =>
    m === null ? (a + b) / 2 : (Math.floor(Math.round((a + b) * m) / 2) + 0.5) / m;
  return at.map((x, k) => {
    if (at.indexOf(x) !== k) return null;
    const i = distinct.indexOf(x);
    const [below, above] = [distinct[i - 1], distinct[i + 1]];
    return [below === undefined ? 0 : middle(below, x), above === undefined ? 1 : middle(x, above)];
  });
}

/** The regions of a run: one attribute, one draw shown to all; else null. */
export function runRegions(run: Segmentation): readonly (Region | null)[] | null {
  const { reports, release, grid, brackets } = run;
  if (reports.bounds.length > 1 || release.lotteryProducts) return null;
  const at = release.representatives.map((point) => point[0] ?? 0);
  return regions(at, brackets && typeof grid === 'number' ? grid : null);
}

/** The regions of a run in words and units. */
export function served(run: Segmentation): readonly string[] | null {
  const { reports, release } = run;
  return (
    runRegions(run)?.map((region, k) => {
      const equal = release.representatives.findIndex(
        (point) => point[0] === release.representatives[k]?.[0],
      );
      if (region === null) return `as segment ${equal + 1}`;
      return region.map((x) => pointText([x], reports)[0]).join(' to ');
    }) ?? null
  );
}
