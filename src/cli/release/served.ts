import { pointText, type Reports } from '../input/units.ts';

/** From and to, as shares of the declared axis. */
export type Region = readonly [number, number];

/**
 * Where each product is the nearest, for one attribute; null for one that nobody gets because an earlier one is equal.
 * Reports that are read as brackets change over at a bracket's edge, a tie going to the lower product.
 *
 * @param at products, in [0, 1]
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

/** Places that agents are served at, each at the nearest, and how reports are read. */
export interface Serving {
  readonly reports: Reports;
  /** What one of them is called: a segment, a site. */
  readonly one: string;
  readonly places: readonly (readonly number[])[];
  /** Steps of the grid that reports are read on; null when they are read as they are. */
  readonly read: number | null;
  /** Whether everybody is shown the same places. */
  readonly together: boolean;
}

/** The regions of places on one axis; null for several attributes, or where not all are shown the same. */
export function servedRegions({
  reports,
  places,
  read,
  together,
}: Serving): readonly (Region | null)[] | null {
  if (reports.bounds.length > 1 || !together) return null;
  const at = places.map((point) => point[0] ?? 0);
  return regions(at, read);
}

/** The same in words and units. */
export function servedText(serving: Serving): readonly string[] | null {
  const { reports, places, one } = serving;
  return (
    servedRegions(serving)?.map((region, k) => {
      const equal = places.findIndex((point) => point[0] === places[k]?.[0]);
      if (region === null) return `as ${one} ${equal + 1}`;
      return region.map((x) => pointText([x], reports)[0]).join(' to ');
    }) ?? null
  );
}
