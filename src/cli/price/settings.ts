import { oneOf, outOfRange, within } from '../../core/errors.ts';
import type { PostedPriceOptions } from '../../index.ts';
import type { Fields } from '../input/scenario.ts';
import {
  PROMISE,
  TRUTH,
  type PromiseSettings,
  type Rules,
  type TruthSettings,
} from '../input/settings.ts';
import { gridSize, numeric } from '../input/values.ts';
import { COMPONENT, needed, type Component } from '../release/meaning.ts';

/** Everything that fixes a run of `price` but the values; every field may come from the file or from an option. */
export interface Settings extends TruthSettings, PromiseSettings {
  readonly grid?: number;
  readonly offset?: 'half' | 'none';
  readonly commitment?: NonNullable<PostedPriceOptions['commitment']>;
  readonly component?: Component;
}

const RULES: Rules<Settings> = {
  grid: gridSize,
  offset: (path, value) => oneOf(path, value, ['half', 'none']),
  ...TRUTH,
  ...PROMISE,
  commitment,
  component: COMPONENT,
};

/** `uniform`, `optimal`, or in a scenario a probability for each price, the lowest first. */
function commitment(path: string, value: unknown): NonNullable<Settings['commitment']> {
  if (!Array.isArray(value)) return oneOf(path, value, ['uniform', 'optimal']);
  if (value.length === 0) throw outOfRange(`${path}.length`, '>= 1', 0);
  return Float64Array.from(value, (p: unknown, j) =>
    within(`${path}[${j}]`, numeric(`${path}[${j}]`, p), 0, 1),
  );
}

export const FIELDS: Fields<Settings> = { rows: 'values', single: true, lists: [], rules: RULES };

/** What is asked beside the promises. */
export function priceShape(
  settings: Settings,
): Pick<PostedPriceOptions, 'grid' | 'offset' | 'commitment' | 'component'> {
  const { commitment, component } = settings;
  return {
    grid: needed('--grid', 'how many steps the prices take', settings.grid),
    offset: needed('--offset', 'half or none', settings.offset),
    ...(commitment === undefined ? {} : { commitment }),
    ...(component === undefined ? {} : { component }),
  };
}
