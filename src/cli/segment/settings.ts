import type { CurveSpec } from '../../index.ts';
import { integer, oneOf, positive } from '../../core/errors.ts';
import type { Fields } from '../input/scenario.ts';
import {
  PROMISE,
  TRUTH,
  type PromiseSettings,
  type Rules,
  type TruthSettings,
} from '../input/settings.ts';
import { curve, grid, numeric } from '../input/values.ts';

/** Everything that fixes a run of `segment` but the reports; every field may come from the file or from an option. */
export interface Settings extends TruthSettings, PromiseSettings {
  readonly segments?: number;
  readonly grid?: number | 'continuous';
  readonly click?: CurveSpec;
  readonly utility?: CurveSpec;
  readonly coin?: 'once' | 'each';
  readonly trials?: number;
}

const RULES: Rules<Settings> = {
  segments: (path, value) => integer(path, numeric(path, value), 1, 100),
  grid,
  click: curve,
  utility: curve,
  ...TRUTH,
  coin: (path, value) => oneOf(path, value, ['once', 'each']),
  ...PROMISE,
  trials: (path, value) => positive(path, numeric(path, value)),
};

export const FIELDS: Fields<Settings> = { rows: 'reports', lists: [], rules: RULES };
