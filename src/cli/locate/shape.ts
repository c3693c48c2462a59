import type { FacilitiesOptions } from '../../index.ts';
import { misuse } from '../frame/misuse.ts';
import type { Axes } from '../input/units.ts';
import { needed } from '../release/meaning.ts';
import { lotteryOf } from './lottery.ts';
import type { Places } from './places.ts';
import type { Settings } from './settings.ts';

type Shape = Pick<
  FacilitiesOptions,
  'facilities' | 'grid' | 'distance' | 'cost' | 'component' | 'fixed' | 'candidates' | 'lottery'
> & { readonly extent: readonly number[] };

/** What is asked beside points and promises; what carries meaning has no default. */
export async function siteShape(
  settings: Settings,
  { columns, extents: extent }: Pick<Axes, 'columns' | 'extents'>,
  places: Places,
): Promise<Shape> {
  if (extent.length > 3) {
    if (columns) throw misuse('--columns', 'one to three of them', `${extent.length}`);
    throw misuse('points[0].length', 'at most 3', `${extent.length}`);
  }
  const { cost, component } = settings;
  // candidates are the only sites, and reports are then read as they are
  const free = places.candidates ? 'continuous' : undefined;
  const alike = extent.length === 1 ? 'l1' : undefined;
  const shape = {
    facilities: needed('--facilities', 'the number of sites', settings.facilities),
    grid: needed('--grid', 'a number of steps, or continuous', settings.grid ?? free),
    distance: needed('--distance', 'l1 or euclidean', settings.distance ?? alike),
    extent,
    ...places,
    ...(cost === undefined ? {} : { cost }),
    ...(component === undefined ? {} : { component }),
  };
  const lottery = await lotteryOf(settings, shape);
  return { ...shape, ...(lottery === undefined ? {} : { lottery }) };
}
