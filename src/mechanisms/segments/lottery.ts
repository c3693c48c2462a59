import type { Curve } from '../../core/curve.ts';
import { integer } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';

/**
 * An oblivious lottery over two products that differ in one coordinate, the others at 0: it looks at nobody's report,
 * each consumer gets the product nearer to her report, so a lie can only lose [SEG, 2.3]. With K > 2 the further
 * products repeat the second one; with K = 1 the lottery still shows two, because one product leaves nobody a choice.
 */
export interface Lottery {
  readonly kind: 'adjacent' | 'printed' | 'midpoint';
  /** The construction in words. */
  readonly description: string;
  readonly attributes: number;
  /** Expected utility of type t who reports b; exact. Both of length I. */
  utility(t: readonly number[], b: readonly number[], taste: Curve): number;
  /** What report b loses at type t against the truth; exact, >= 0. */
  loss(t: readonly number[], b: readonly number[], taste: Curve): number;
  /** A lower bound on the loss of any lie at l1 distance d, when the utility's slope is at least c. */
  leastLoss(d: number, c: number): number;
  /** The two products, each of length I. */
  draw(rng: Rng): readonly [readonly number[], readonly number[]];
  /** Every pair with its probability, for the finite lotteries; null for the continuous one. */
  pairs(): readonly Pair[] | null;
}

/** Products `low` and `high` on coordinate i, drawn with this probability. */
export interface Pair {
  readonly coordinate: number;
  readonly low: number;
  readonly high: number;
  readonly probability: number;
}

/** A ladder of points first/G, .., last/G whose adjacent pairs are equally likely, chosen with probability `weight`. */
interface Ladder {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
  readonly weight: number;
}

/**
 * Brackets. A coordinate uniform in 1..I, then one of its m adjacent pairs (j/m, (j+1)/m) uniformly. Between types on the
 * grid no tie arises, and a lie at l1 distance d loses exactly c d / (I m) under a linear utility of slope c.
 *
 * ours: the printed lottery's loss is quadratic in d because it must work for every scale; declared types need one.
 */
export function adjacentLottery(attributes: number, m: number): Lottery {
  integer('grid', m, 1);
  const ladders = [{ first: 0, last: m, steps: m, weight: 1 }];
  return ladderLottery('adjacent', attributes, ladders, {
    description: `one of the ${m} adjacent pairs of grid points of one attribute, uniformly`,
    leastLoss: (d, c) => (c * d) / (attributes * m),
  });
}

/**
 * The printed lottery: X uniform in 1..mbar, G = I 2^X, g uniform in 1..G-1, products g/G and (g+1)/G on a uniform
 * coordinate. A lie with d >= 2^-(mbar-1) loses at least c d min(d, 3) / (8 mbar I^2): Lemma 1 prints d^2, which fails for
 * long lies over four and more coordinates. @see [SEG, 2.3, Lemma 1]; their 1/B is our c
 */
export function printedLottery(attributes: number, mbar: number): Lottery {
  integer('mbar', mbar, 1, 40);
  const ladders = Array.from({ length: mbar }, (_, x) => {
    const steps = attributes * 2 ** (x + 1);
    return { first: 1, last: steps, steps, weight: 1 / mbar };
  });
  const threshold = 2 ** (1 - mbar);
  return ladderLottery('printed', attributes, ladders, {
    description: `a pair of neighbours on a grid of step 1/(I 2^X), X uniform in 1..${mbar}, of one attribute`,
    leastLoss: (d, c) =>
      d >= threshold ? (c * d * Math.min(d, 3)) / (8 * mbar * attributes ** 2) : 0,
  });
}

/**
 * For continuous types: a coordinate uniform in 1..I, M uniform in [0, 1], products max(0, 2M-1) and min(1, 2M), so that M
 * is their midpoint. Every lie loses at least c d^2 / (2 I^2): no threshold and no mbar.
 *
 * ours: under V = 1 - d and I = 1 a lie from t up to b loses (b-t)^2 when b <= (1+t)/2, never less than (b-t)^2 / 2; over
 * coordinates sum d_i^2 >= d^2 / I, and a coordinate is drawn with probability 1/I.
 */
export function midpointLottery(attributes: number): Lottery {
  integer('attributes', attributes, 1);
  const utility = (t: readonly number[], b: readonly number[], taste: Curve): number =>
    overCoordinates(t, (ti, rest, i) => midpointUtility(ti, rest, b[i] ?? 0, taste));
  return Object.freeze({
    kind: 'midpoint' as const,
    description: 'a pair around a uniform midpoint of one attribute, as far apart as fits',
    attributes,
    utility,
    loss: (t: readonly number[], b: readonly number[], taste: Curve) =>
      Math.max(0, utility(t, t, taste) - utility(t, b, taste)),
    leastLoss: (d: number, c: number) => (c * d * d) / (2 * attributes ** 2),
    draw: (rng: Rng) => {
      const coordinate = Math.floor(rng() * attributes);
      const middle = rng();
      const low = Math.max(0, 2 * middle - 1);
      return products(attributes, coordinate, low, Math.min(1, 2 * middle));
    },
    pairs: () => null,
  });
}

function ladderLottery(
  kind: 'adjacent' | 'printed',
  attributes: number,
  ladders: readonly Ladder[],
  words: Pick<Lottery, 'description' | 'leastLoss'>,
): Lottery {
  integer('attributes', attributes, 1);
  const over = (
    t: readonly number[],
    each: (ti: number, rest: number, i: number, ladder: Ladder) => number,
  ): number =>
    overCoordinates(t, (ti, rest, i) =>
      ladders.reduce((total, ladder) => total + ladder.weight * each(ti, rest, i, ladder), 0),
    );
  return Object.freeze({
    kind,
    attributes,
    ...words,
    utility: (t: readonly number[], b: readonly number[], taste: Curve) =>
      over(t, (ti, rest, i, ladder) => ladderUtility(ti, rest, b[i] ?? 0, ladder, taste)),
    loss: (t: readonly number[], b: readonly number[], taste: Curve) =>
      over(t, (ti, rest, i, ladder) => {
        const gap = Math.abs(ti - nearest(ti, ladder));
        const lied = Math.abs(ti - nearest(b[i] ?? 0, ladder));
        return (taste.value(rest + gap) - taste.value(rest + lied)) / (ladder.last - ladder.first);
      }),
    draw: (rng: Rng) => {
      const coordinate = Math.floor(rng() * attributes);
      const ladder = ladders[Math.floor(rng() * ladders.length)]!;
      const step = ladder.first + Math.floor(rng() * (ladder.last - ladder.first));
      return products(attributes, coordinate, step / ladder.steps, (step + 1) / ladder.steps);
    },
    pairs: () => allPairs(attributes, ladders),
  });
}

function allPairs(attributes: number, ladders: readonly Ladder[]): Pair[] {
  const all: Pair[] = [];
  for (let coordinate = 0; coordinate < attributes; coordinate++) {
    for (const { first, last, steps, weight } of ladders) {
      const probability = weight / (attributes * (last - first));
      for (let g = first; g < last; g++) {
        all.push({ coordinate, low: g / steps, high: (g + 1) / steps, probability });
      }
    }
  }
  return all;
}

function products(
  attributes: number,
  coordinate: number,
  low: number,
  high: number,
): readonly [readonly number[], readonly number[]] {
  const at = (x: number): number[] =>
    Array.from({ length: attributes }, (_, i) => (i === coordinate ? x : 0));
  return [at(low), at(high)];
}

/** Mean over coordinates i of each(t_i, the sum of the other coordinates, i). */
function overCoordinates(
  t: readonly number[],
  each: (ti: number, rest: number, i: number) => number,
): number {
  const whole = t.reduce((total, x) => total + x, 0);
  let sum = 0;
  for (let i = 0; i < t.length; i++) sum += each(t[i]!, Math.max(0, whole - t[i]!), i);
  return sum / t.length;
}

/** The ladder's point nearest to b, ties to the lower: where telescoping sums over its pairs begin and end. */
function nearest(b: number, { first, last, steps }: Ladder): number {
  const index = Math.ceil(b * steps - 0.5);
  return Math.min(last, Math.max(first, index)) / steps;
}

/**
 * Mean utility over the pairs of one ladder. Pairs below b's nearest point give their upper product, pairs above it their
 * lower one: every inner point once, and the nearest point once more.
 */
function ladderUtility(t: number, rest: number, b: number, ladder: Ladder, taste: Curve): number {
  const { first, last, steps } = ladder;
  let total = taste.value(rest + Math.abs(t - nearest(b, ladder)));
  for (let g = first + 1; g < last; g++) total += taste.value(rest + Math.abs(t - g / steps));
  return total / (last - first);
}

/** Mean over M of V(rest + |t - product chosen by b|): half an integral over the moving product, plus the stretch where it is an end. */
function midpointUtility(t: number, rest: number, b: number, taste: Curve): number {
  const at = (x: number): number => taste.value(rest + Math.abs(t - x));
  const upTo = (x: number): number => (x <= t ? -integral(t - x) : integral(x - t));
  const integral = (d: number): number => taste.integral(rest + d) - taste.integral(rest);
  const high = Math.min(1, 2 * b);
  const low = Math.max(0, 2 * b - 1);
  const above = 0.5 * (upTo(high) - upTo(0)) + Math.max(0, b - 0.5) * at(1);
  const below = Math.max(0, 0.5 - b) * at(0) + 0.5 * (upTo(1) - upTo(low));
  return above + below;
}
