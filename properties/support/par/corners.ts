import { fractionText, plus } from '../../../src/core/rational.ts';
import { subdivision } from '../../../src/mechanisms/maps/subdivision.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import { productEnvironment } from '../../../src/mechanisms/monopoly/environment.ts';
import { integerIn, map, tuple, type Arbitrary } from '../../../src/verify/arbitrary.ts';

/** Masses at a corner of the map of markets, or halfway between two corners of one polygon; up to three types. */
export const atCorners = (values: readonly (readonly (number | string)[])[]): Arbitrary<string[]> =>
  map(
    tuple<[number, number, number]>(integerIn(0, 30), integerIn(0, 30), integerIn(0, 30)),
    ([which, one, other]) => {
      const seller = exactMonopolist(productEnvironment({ values }));
      const everybody = values.map((_, t) => t);
      const regions = subdivision(seller, everybody);
      const { corners } = regions[which % regions.length]!;
      const [a, b] = [corners[one % corners.length]!, corners[other % corners.length]!];
      return a.map((share, t) => fractionText(plus(share, b[t]!)));
    },
  );
