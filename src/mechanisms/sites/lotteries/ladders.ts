import type { Cost, Types } from './lottery.ts';

/**
 * Pairs of neighbouring sites of one width whose midpoints (i + offset) / rate, i < count, are equally spaced; each pair is
 * drawn as neighbours `mass` times on average. Positions in units of 1/unit of the line, so that those of a grid are whole.
 */
export interface Ladder {
  readonly width: number;
  readonly offset: number;
  readonly rate: number;
  readonly count: number;
  readonly mass: number;
}

/** What a lie loses under a lottery that is described by its neighbouring pairs, in units of the line (or their squares). */
interface Rungs {
  /** From type t to report b, both in [0, unit]. O(ladders). */
  loss(t: number, b: number): number;
  /** The infimum over types of the loss at distance d. */
  least(d: number): number;
}

/** Positions and midpoints this close, in rungs, count as equal, which is a tie and the liar's to break: 2^-30. */
export const SNAP = 2 ** -30;

/**
 * The losses of a lottery over sites on a line, from its neighbouring pairs alone: a liar passes the midpoints strictly between
 * her type and her report (a tie is hers to break), and at each she loses min(width, 2 |midpoint - t|), or 2 width |midpoint - t|
 * in squared cost.
 *
 * ours: from the site nearest to t to the one nearest to b the costs telescope over the neighbours in between.
 */
export function rungs(ladders: readonly Ladder[], unit: number, cost: Cost, types: Types): Rungs {
  const turned = ladders.map((ladder) => mirrored(ladder, unit));
  const symmetric = ladders.every((ladder, k) => ladder.offset === turned[k]?.offset);
  const up = (side: readonly Ladder[], t: number, b: number): number => {
    let total = 0;
    for (const ladder of side) total += passed(ladder, t, b, cost);
    return total;
  };
  const loss = (t: number, b: number): number =>
    t <= b ? up(ladders, t, b) : up(turned, unit - t, unit - b);
  const upward = startsOf(ladders, unit, types);
  const downward = symmetric ? () => [] : startsOf(turned, unit, types);
  return {
    loss,
    least: (d) =>
      Math.min(
        leastFrom(upward(d), (t) => up(ladders, t, t + d)),
        leastFrom(downward(d), (t) => up(turned, t, t + d)),
      ),
  };
}

function leastFrom(starts: Iterable<number>, loss: (t: number) => number): number {
  let least = Infinity;
  for (const t of starts) least = Math.min(least, loss(t));
  return least;
}

/** The same ladder seen from the other end of the line. */
function mirrored(ladder: Ladder, unit: number): Ladder {
  return { ...ladder, offset: unit * ladder.rate - ladder.offset - (ladder.count - 1) };
}

/** Loss of the pairs of one ladder whose midpoints lie strictly between t < b. */
function passed(
  { width, offset, rate, count, mass }: Ladder,
  t: number,
  b: number,
  cost: Cost,
): number {
  const first = Math.max(0, Math.floor(t * rate - offset + SNAP) + 1);
  const last = Math.min(count - 1, Math.ceil(b * rate - offset - SNAP) - 1);
  if (last < first) return 0;
  if (cost === 'squared') return mass * 2 * width * ahead(first, last, offset, rate, t);
  // midpoints nearer than half a width: t lies inside the pair
  const inside = Math.min(last, Math.floor((t + width / 2) * rate - offset));
  const near = inside < first ? 0 : 2 * ahead(first, inside, offset, rate, t);
  return mass * (near + width * (last - Math.max(first - 1, inside)));
}

/** Sum over i in [first, last] of (i + offset) / rate - t. */
function ahead(first: number, last: number, offset: number, rate: number, t: number): number {
  return (last - first + 1) * (((first + last) / 2 + offset) / rate - t);
}

/**
 * Types at which the loss of an upward lie of size d can be least. On the grid all of them. Anywhere: the loss is piecewise
 * linear in t and jumps up where t + d passes a midpoint, a tie not being passed; so its infimum is among its values where t is
 * an end, a midpoint or a pair's lower site, and where t + d is an end or a midpoint.
 */
function startsOf(
  ladders: readonly Ladder[],
  unit: number,
  types: Types,
): (d: number) => Iterable<number> {
  if (types === 'grid') {
    return (d) => Array.from({ length: unit - d + 1 }, (_, t) => t);
  }
  const fixed = new Set<number>([0]);
  const middles = new Set<number>();
  for (const { width, offset, rate, count } of ladders) {
    for (let i = 0; i < count; i++) {
      const middle = (i + offset) / rate;
      middles.add(middle);
      fixed.add(middle).add(middle - width / 2);
    }
  }
  return (d) => {
    const starts = [unit - d, ...fixed, ...Array.from(middles, (middle) => middle - d)];
    return starts.filter((t) => t >= 0 && t <= unit - d);
  };
}
