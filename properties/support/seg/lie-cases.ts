import type { CurveSpec } from '../../../src/core/curve.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { utilityOn } from './cases.ts';
import { l1, slopesOf, type Point } from './oracles.ts';

/** A type, its report, and what they meet in the printed lottery. */
export interface Lie {
  readonly attributes: number;
  readonly mbar: number;
  /** K. */
  readonly segments: number;
  readonly utility: CurveSpec;
  readonly type: Point;
  readonly report: Point;
}

/** Type and report of one coordinate, in eighths of a half-step 1/(2 I 2^mbar). */
type Move = readonly [number, number];

/** Eighths of a half-step in [0, 1]: every midpoint and grid point of the lottery is a multiple of eight. */
function fineness({ attributes, mbar }: { attributes: number; mbar: number }): number {
  return 16 * attributes * 2 ** mbar;
}

/** How a coordinate may be misreported: not at all, between ends, over a midpoint or just not, anywhere. */
function moveOf(fine: number): Arbitrary<Move> {
  const halfSteps = fine / 8;
  const flip = ([t, b]: Move): Move => [fine - t, fine - b];
  const anywhere = tuple<[number, number]>(integerIn(0, fine), integerIn(0, fine));
  const ends = oneOfValues<Move>([0, fine], [fine, 0], [0, 0], [fine, fine]);
  // From 0 to the first midpoints of the finest grid, 3/2 steps away because the pair (0, 1/G) is never drawn, and back.
  const beside = oneOfValues<Move>([0, 24], [0, 40], [24, 0], [40, 0], [0, 25], [25, 0], [0, 23]);
  const hop = map(
    tuple<[number, number, number]>(
      integerIn(0, halfSteps - 2),
      integerIn(-1, 1),
      oneOfValues(0, 1),
    ),
    ([at, off, over]): Move => {
      const t = Math.min(fine, Math.max(0, 8 * at + off));
      return [t, Math.min(fine, 8 * (at + 2 + 2 * over))];
    },
  );
  const both = choose<Move>(hop, map(hop, flip), beside, map(beside, flip));
  return choose<Move>(ends, { weight: 3, of: both }, { weight: 2, of: anywhere });
}

/** Moves of all coordinates: alike, each its own, or one coordinate alone. */
function movesOf(attributes: number, fine: number): Arbitrary<readonly Move[]> {
  const move = moveOf(fine);
  const alike = map(move, (one) => Array.from({ length: attributes }, () => one));
  const alone = map(
    tuple<[Move, number, number]>(move, integerIn(0, attributes - 1), integerIn(0, fine)),
    ([one, i, rest]) =>
      Array.from({ length: attributes }, (_, j) => (j === i ? one : [rest, rest])),
  );
  return choose<readonly Move[]>(alike, listOf(move, attributes), alone as Arbitrary<Move[]>);
}

/** The same moves, the reports pushed on until their l1 distance is at least `least`: exactly that when it was short. */
function pushed(moves: readonly Move[], least: number, fine: number): Move[] {
  let short = least - moves.reduce((total, [t, b]) => total + Math.abs(t - b), 0);
  return moves.map(([t, b]) => {
    const up = b >= t;
    const by = Math.max(0, Math.min(short, up ? fine - b : b));
    short -= by;
    return [t, up ? b + by : b - by];
  });
}

/** Any V with V(0) = 1 and slope at least c > 0, the steepest line often: there losses are least for a given c. */
function tasteOn(attributes: number): Arbitrary<CurveSpec> {
  const line: CurveSpec = { family: 'linear', slope: 1 / attributes };
  return choose(constant(line), utilityOn(attributes));
}

/** What the generators of lies are asked for. */
export interface LieOptions {
  readonly attributes: Arbitrary<number>;
  readonly segments: Arbitrary<number>;
  readonly mbar: (attributes: number) => Arbitrary<number>;
  /** Whether lies reach 2^-(mbar-1). */
  readonly deterred: boolean;
}

/** Lies over the whole range of hypotheses; reports that are too near are pushed on to the threshold exactly. */
export function liesOf(options: LieOptions): Arbitrary<Lie> {
  return chain(options.attributes, (attributes) =>
    chain(options.mbar(attributes), (mbar) => {
      const moves = lieMoves(attributes, mbar, options.deterred);
      return map(
        record<{ moves: [Point, Point]; segments: number; utility: CurveSpec }>({
          moves,
          segments: options.segments,
          utility: tasteOn(attributes),
        }),
        ({ moves: [type, report], segments, utility }): Lie => ({
          attributes,
          mbar,
          segments,
          utility,
          type,
          report,
        }),
      );
    }),
  );
}

/** Lies of at least 2^-(mbar-1), I in 1..12, K from `least` to 5, mbar in 1..12. */
export function longLies(least: number): Arbitrary<Lie> {
  return liesOf({
    attributes: integerIn(1, 12),
    segments: integerIn(least, 5),
    mbar: () => integerIn(1, 12),
    deterred: true,
  });
}

/** Type and report, at least 2^-(mbar-1) apart when `deterred`. */
export function lieMoves(
  attributes: number,
  mbar: number,
  deterred: boolean,
): Arbitrary<[Point, Point]> {
  const fine = fineness({ attributes, mbar });
  const least = deterred ? fine * 2 ** (1 - mbar) : 0;
  return map(movesOf(attributes, fine), (moves): [Point, Point] => {
    const first = pushed(moves, least, fine);
    const reached = first.reduce((total, [t, b]) => total + Math.abs(t - b), 0);
    const kept =
      reached >= least ? first : first.map((move, i): Move => (i === 0 ? [0, fine] : move));
    return [kept.map(([t]) => t / fine), kept.map(([, b]) => b / fine)];
  });
}

/** |t - b|_1. */
export function distance(lie: Lie): number {
  return l1(lie.type, lie.report);
}

/** c, the least slope of the utility: B = 1/c is the smallest B that the paper's convention allows. */
export function tasteSlope(lie: Lie): number {
  return slopesOf(lie.utility, lie.attributes).least;
}

/**
 * The lie that loses least for its length: half of an even number of coordinates stop at the first midpoint of the finest grid, where
 * ties go to the lower product, `over` of the others at the second.
 */
export function leastLie(attributes: number, mbar: number, over: number): Lie {
  const half = 1 / (2 * attributes * 2 ** mbar);
  return {
    attributes,
    mbar,
    segments: 2,
    utility: { family: 'linear', slope: 1 / attributes },
    type: Array.from({ length: attributes }, () => 0),
    report: Array.from({ length: attributes }, (_, i) => (i < over ? 5 : 3) * half),
  };
}
