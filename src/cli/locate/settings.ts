import { integer, oneOf, positive } from '../../core/errors.ts';
import type { LotteryName } from '../../index.ts';
import type { Fields } from '../input/scenario.ts';
import {
  PROMISE,
  TRUTH,
  type PromiseSettings,
  type Rules,
  type TruthSettings,
} from '../input/settings.ts';
import { grid, numeric } from '../input/values.ts';
import { COMPONENT, type Component } from '../release/meaning.ts';

/** Everything that fixes a run of `locate` but the points; every field may come from the file or from an option. */
export interface Settings extends TruthSettings, PromiseSettings {
  readonly facilities?: number;
  readonly grid?: number | 'continuous';
  readonly distance?: 'l1' | 'euclidean';
  readonly cost?: 'distance' | 'squared';
  readonly crs?: 'lonlat';
  readonly lottery?: LotteryName | 'optimal';
  readonly component?: Component;
  readonly trials?: number;
  readonly subsets?: number;
}

const LOTTERIES = ['uniform', 'adjacent', 'loc3', 'dyadic', 'midpoint', 'wide', 'optimal'] as const;

const RULES: Rules<Settings> = {
  facilities: (path, value) => integer(path, numeric(path, value), 1, 100),
  grid,
  distance: (path, value) => oneOf(path, value, ['l1', 'euclidean']),
  cost: (path, value) => oneOf(path, value, ['distance', 'squared']),
  crs: (path, value) => oneOf(path, value, ['lonlat']),
  lottery: (path, value) => oneOf(path, value, LOTTERIES),
  ...TRUTH,
  ...PROMISE,
  component: COMPONENT,
  trials: (path, value) => positive(path, numeric(path, value)),
  subsets: (path, value) => positive(path, numeric(path, value)),
};

export const FIELDS: Fields<Settings> = {
  rows: 'points',
  lists: ['fixed', 'candidates'],
  rules: RULES,
};
