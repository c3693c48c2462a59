import type { Assessment, Improvement, OptimalMenu, Rule } from '../../lp.ts';
import type { Scenario } from './scenario.ts';
import type { GivenSegments } from './segments.ts';

/** What every finished run about a market knows. */
interface Run extends Scenario {
  /** Null where nothing depends on it. */
  readonly rule: Rule | null;
}

export interface MenuRun extends Run {
  readonly menu: OptimalMenu;
}

export interface ImproveRun extends Run {
  readonly found: Improvement;
}

export interface AssessRun extends Run {
  readonly given: GivenSegments;
  readonly found: Assessment;
}
