import { within } from '../../core/errors.ts';
import { misuse } from '../frame/misuse.ts';
import type { Table } from '../input/request.ts';

/** All columns by one common scale, so that a map is not distorted. */
export interface Scale {
  /** The declared axes, the longest being 1. */
  readonly extents: readonly number[];
  /** The length of the longest axis: in the data's own units, or in degrees of latitude. */
  readonly unit: number;
}

/** Kilometres in a degree of latitude, on a sphere of the Earth's mean radius 6371.0088 km. */
const DEGREE = (6371.0088 * Math.PI) / 180;

/**
 * The scale of declared bounds. Degrees are projected first: equirectangular, a degree of longitude being the cosine of the
 * middle latitude of the bounds of a degree of latitude; the data have no part in it.
 *
 * @throws RangeError when degrees are no two columns, or outside the globe
 */
export function scaleOf(
  { columns, bounds }: Pick<Table, 'columns' | 'bounds'>,
  crs: 'lonlat' | undefined,
): Scale {
  const lengths = bounds.map(([low, high]) => high - low);
  if (crs === 'lonlat') {
    const [lon, lat] = bounds;
    if (!lon || !lat || bounds.length !== 2) {
      throw misuse('--crs lonlat', 'given with longitude and latitude', `${bounds.length} columns`);
    }
    const path = (i: number): string => `bounds of ${columns?.[i] ?? `attribute ${i + 1}`}`;
    for (const x of lon) within(path(0), x, -180, 180);
    for (const x of lat) within(path(1), x, -90, 90);
    lengths[0]! *= Math.cos((((lat[0] + lat[1]) / 2) * Math.PI) / 180);
  }
  const unit = Math.max(...lengths);
  return { extents: lengths.map((length) => length / unit), unit };
}

/** Degrees of latitude in kilometres. */
export function kilometres(degrees: number): number {
  return degrees * DEGREE;
}
