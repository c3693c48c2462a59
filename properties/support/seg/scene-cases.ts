import type { CurveSpec } from '../../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  oneOfValues,
  record,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import {
  cliffOn,
  clickOn,
  curvesFor,
  exponents,
  places,
  sized,
  typesBeside,
  weightsOf,
} from './cases.ts';
import { headcount, type Point } from './oracles.ts';
import type { Scene } from './scenes.ts';

/** What a generator of scenes may vary. */
export interface SceneRange {
  /** Whether types may differ from reports. */
  readonly drift: boolean;
  /** Whether all groups share one click curve. */
  readonly common: boolean;
}

type Parts = Omit<Scene, 'epsilon'> & { readonly x: number };

function scene({ x, ...parts }: Parts): Scene {
  return { ...parts, epsilon: x / headcount(parts) };
}

/** Places, weights and curves of one scene, with types beside the reports where drift is asked for. */
function build(
  kind: Scene['kind'],
  K: number,
  reports: Arbitrary<Point[]>,
  click: Arbitrary<CurveSpec>,
  range: SceneRange,
): Arbitrary<Scene> {
  return chain(reports, (told) =>
    map(
      record<Parts>({
        kind: constant(kind),
        K: constant(K),
        reports: constant(told),
        types: range.drift ? typesBeside(told) : constant(told),
        weights: weightsOf(told.length),
        clicks: curvesFor(told.length, click, range.common),
        x: exponents,
      }),
      scene,
    ),
  );
}

/** Everyone at one point in quarters, I up to 12, K up to 8, clicks as steep as 1e12. */
function pointScenes(range: SceneRange): Arbitrary<Scene> {
  const still = { ...range, drift: false };
  return sized(integerIn(1, 12), integerIn(1, 8), (attributes, K) => {
    const quarter = choose(oneOfValues(0, 1), oneOfValues(0, 0.25, 0.5, 0.75, 1));
    const spot = choose<Point>(
      constant(Array.from({ length: attributes }, () => 0)),
      listOf(quarter, attributes),
    );
    const crowd = map(spot, (at) => (range.common ? [at] : [at, at]));
    return build('point', K, crowd, clickOn(attributes, 1e12), still);
  });
}

/** One attribute, one product, up to five groups anywhere. */
function lineScenes(range: SceneRange): Arbitrary<Scene> {
  return chain(integerIn(1, 5), (n) => build('line', 1, places(1, n), clickOn(1, 1e6), range));
}

/** One product, linear clicks that never reach 0, up to twelve attributes and five groups anywhere. */
function productScenes(range: SceneRange): Arbitrary<Scene> {
  return sized(integerIn(1, 12), integerIn(1, 5), (attributes, n) => {
    const line = map(logScale(1e-4, 1, 30), (share): CurveSpec => ({
      family: 'linear',
      slope: share / attributes,
    }));
    return build('product', 1, places(attributes, n), line, range);
  });
}

/** As many groups at corners as products or fewer, clicks that end in a cliff. */
function clusterScenes(range: SceneRange): Arbitrary<Scene> {
  const still = { ...range, drift: false };
  return sized(integerIn(1, 10), integerIn(1, 6), (attributes, K) =>
    chain(integerIn(1, Math.min(K, 4, 2 ** attributes)), (groups) => {
      const corners = Array.from({ length: groups }, (_, j) =>
        Array.from({ length: attributes }, (__, i) => (j >> Math.min(i, 2)) & 1),
      );
      const steepest = Math.min(1e12, 10 ** (200 / (attributes * K)));
      return build('clusters', K, constant(corners), cliffOn(attributes, 0.5, steepest), still);
    }),
  );
}

/** Small instances of any shape, up to four products or two attributes. */
function cellScenes(range: SceneRange): Arbitrary<Scene> {
  const shape = oneOfValues([1, 2], [1, 3], [1, 4], [2, 1], [2, 2]);
  return chain(shape, ([attributes, K]) =>
    chain(integerIn(1, 4), (n) =>
      build('cells', K, places(attributes, n), clickOn(attributes, 1e3), range),
    ),
  );
}

/** Populations under the exponential mechanism over the whole cube, N epsilon from 1e-4 to 1e5. */
export function scenes(range: SceneRange): Arbitrary<Scene> {
  return choose<Scene>(
    { weight: 4, of: pointScenes(range) },
    { weight: 3, of: lineScenes(range) },
    { weight: 2, of: productScenes(range) },
    { weight: 3, of: clusterScenes(range) },
    { weight: 1, of: cellScenes(range) },
  );
}

/** Populations whose optimum is known both for the types and for reports that differ. */
export function driftingScenes(common: boolean): Arbitrary<Scene> {
  const range = { drift: true, common };
  return choose<Scene>(lineScenes(range), productScenes(range), cellScenes(range));
}
