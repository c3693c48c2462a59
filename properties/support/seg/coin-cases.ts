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
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { clickOn, places, utilityOn, weightsOf } from './cases.ts';
import type { CoinScene } from './coin-law.ts';
import type { Point } from './oracles.ts';

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
    const scene = record<CoinScene>({
      K: constant(K),
      grid: oneOfValues(...GRIDS[attributes - 1]![K - 1]!),
      mbar: integerIn(1, attributes === 1 ? 4 : 2),
      types: places(attributes, groups),
      reports: places(attributes, groups),
      weights: weighted ? weightsOf(groups) : constant(Array<number>(groups).fill(1)),
      click: clickOn(attributes, 10),
      utility: utilityOn(attributes),
      tilt: logScale(1e-3, 300, 40),
      q: choose(onGrid(16), logScale(1e-6, 1, 30)),
    });
    const honest = map(scene, (each): CoinScene => ({ ...each, reports: each.types }));
    return choose(honest, scene);
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
