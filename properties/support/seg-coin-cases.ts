import type { CurveSpec } from '../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  logScale,
  map,
  onGrid,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../src/verify/arbitrary.ts';
import { clickOn, places, utilityOn, weightsOf } from './seg-cases.ts';
import type { CoinScene } from './seg-coin-law.ts';
import type { Point } from './seg-oracles.ts';

/** Grids of the exponential part with few enough K-tuples to enumerate, by I and K. */
const GRIDS: readonly (readonly (readonly number[])[])[] = [
  [
    [1, 2, 5, 8],
    [1, 2, 5, 8],
    [1, 2, 4],
  ],
  [[1, 2, 4], [1, 2], [1]],
];

/** Small populations: I in 1..2, K in 1..3, up to `most` groups, q and N epsilon over all magnitudes. */
export function coinScenes(most: number, weighted: boolean): Arbitrary<CoinScene> {
  const sizes = tuple<[number, number, number]>(
    integerIn(1, 2),
    integerIn(1, 3),
    integerIn(1, most),
  );
  return chain(sizes, ([attributes, K, groups]) => {
    const ones = constant(Array.from({ length: groups }, () => 1));
    const parts = tuple<
      [Point[], Point[], number[], CurveSpec, CurveSpec, number, number, number, number]
    >(
      places(attributes, groups),
      places(attributes, groups),
      weighted ? weightsOf(groups) : ones,
      clickOn(attributes, 10),
      utilityOn(attributes),
      logScale(1e-3, 300, 40),
      choose(onGrid(16), logScale(1e-6, 1, 30)),
      integerIn(1, attributes === 1 ? 4 : 2),
      oneOfValues(...GRIDS[attributes - 1]![K - 1]!),
    );
    const honest = oneOfValues(true, false);
    return map(
      tuple<
        [
          [Point[], Point[], number[], CurveSpec, CurveSpec, number, number, number, number],
          boolean,
        ]
      >(parts, honest),
      ([[types, lies, weights, click, utility, tilt, q, mbar, grid], truth]): CoinScene => ({
        K,
        grid,
        mbar,
        types,
        reports: truth ? types : lies,
        weights,
        click,
        utility,
        tilt,
        q,
      }),
    );
  });
}

/** One agent's other report, for the privacy of both segmentations together. */
export interface CoinPair {
  readonly scene: CoinScene;
  readonly agent: number;
  readonly other: Point;
}

/** A scene of single agents and a neighbour of it. */
export function coinPairs(): Arbitrary<CoinPair> {
  return chain(coinScenes(3, false), (scene) =>
    map(
      tuple<[number, number[]]>(
        integerIn(0, scene.types.length - 1),
        listOf(onGrid(16), scene.types[0]!.length),
      ),
      ([agent, other]): CoinPair => ({ scene, agent, other }),
    ),
  );
}
