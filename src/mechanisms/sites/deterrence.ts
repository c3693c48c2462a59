import { exp, log } from '../../kernel/exp.ts';
import { golden } from '../search.ts';
import { deterringShare } from '../share.ts';
import type { SiteLottery } from './lotteries/lottery.ts';

/** The most that a lie at distance d gains, nondecreasing and concave in d, 0 at 0. */
export type Gain = (d: number) => number;

/** Parts of its value to which a supremum over lies is found, always from above; and the cells it may take. */
const PRECISION = 1e-6;
const CELLS = 600;

/** Odds of the lottery from which on q would be 1 in doubles, or next to it. */
const MOST_ODDS = 2 ** 52;

/** A q whose odds are half of those: what lies net at it can be promised. */
export const LARGEST_SHARE = 1 - 2 ** -51;

/**
 * An upper bound on the sup over lies of at least `from` of (G - most) / (L + most), G what a lie gains in the private part and L what
 * it loses in the lottery: the odds q / (1-q) from which on no lie gains more than `most`. Where L is convex and nothing may be gained
 * the shortest lie decides; with few distances all are tried; else by cells. Infinity where every lie counts and none may gain.
 *
 * @param reach the longest lie
 */
export function leastOdds(
  lottery: SiteLottery,
  gain: Gain,
  from: number,
  reach: number,
  most: number,
): number {
  if (!(gain(reach) > most)) return 0;
  if (from === 0 && most === 0) return Infinity; // towards d = 0 nothing is known of gain / loss
  const odds = (G: number, L: number): number => (G <= most ? 0 : (G - most) / (L + most));
  const { distances, shape } = lottery;
  const at = (d: number): number => odds(gain(d), lottery.leastLoss(d));
  if (distances) {
    const counted = from * (1 - 2 ** -30); // a listed distance may be `from` but for rounding
    return distances.reduce((worst, d) => (d < counted ? worst : Math.max(worst, at(d))), 0);
  }
  if (shape === 'convex' && most === 0) return at(from);
  if (shape === 'convex') return convexOdds(lottery, gain, reach, most);
  return supremum((low, high) => odds(gain(high), lottery.leastLoss(low)), at, from, reach);
}

/** The q that plays at those odds at the least, strictly more often; 1 where none below it does. */
export function playedShare(odds: number): number {
  return odds < MOST_ODDS ? deterringShare(odds) : 1;
}

/**
 * Odds at which no lie nets more than `most`: (1-q) G - q L is concave in d, so each round takes the lie that nets most at the last
 * q, which rises towards the supremum; then the net is bounded from above.
 *
 * ours: with p = 1-q the net is p (G+L) - L, and c p in place of p, c <= 1, makes every positive net at most c times as large; so p
 * times most / (a bound on the net) is enough.
 */
function convexOdds(lottery: SiteLottery, gain: Gain, reach: number, most: number): number {
  let low = reach;
  while (gain(low) > most) low /= 2;
  let p = 1;
  for (let round = 0; round < 60; round++) {
    const d = steepest(lottery, gain, p, low, reach);
    const next = (lottery.leastLoss(d) + most) / (gain(d) + lottery.leastLoss(d));
    if (!(next < p * (1 - 1e-12))) break;
    p = next;
  }
  p *= Math.min(1, most / netCeiling(lottery, gain, p, low, reach));
  return (1 - p) / p;
}

/** The lie in [low, high] that nets most at p = 1-q, to nine digits of the logarithm of its length. */
function steepest(lottery: SiteLottery, gain: Gain, p: number, low: number, high: number): number {
  const net = netAt(lottery, gain, p);
  const inner = Math.min(
    high,
    Math.max(low, exp(golden((u) => -net(exp(u)), log(low), log(high)))),
  );
  return [low, high].reduce((best, d) => (net(d) > net(best) ? d : best), inner);
}

function netAt(lottery: SiteLottery, gain: Gain, p: number): (d: number) => number {
  return (d) => p * gain(d) - (1 - p) * lottery.leastLoss(d);
}

/**
 * An upper bound on the net over [0, high], L convex: beyond a < c, about the best lie b, a concave net that is less there than at b
 * only falls; between, it is below the chord of a and b continued to c, and below that of b and c continued to a. Lies below `low` net
 * at most what `low` gains.
 */
function netCeiling(
  lottery: SiteLottery,
  gain: Gain,
  p: number,
  low: number,
  high: number,
): number {
  const net = netAt(lottery, gain, p);
  const cell = (a: number, c: number): number => p * gain(c) - (1 - p) * lottery.leastLoss(a);
  const b = steepest(lottery, gain, p, low, high);
  const inner = b > low && b < high;
  for (let width = inner ? 2 ** -16 : 2 ** -33; ; width *= 2) {
    const [a, c] = [Math.max(low, b * (1 - width)), Math.min(high, b * (1 + width))];
    const [left, top, right] = [net(a), net(b), net(c)];
    if ((a > low && left > top) || (c < high && right > top)) continue;
    const chords =
      a < b && b < c
        ? top + Math.max(0, ((top - left) * (c - b)) / (b - a), ((top - right) * (b - a)) / (c - b))
        : Infinity;
    return Math.max(p * gain(low), Math.min(cell(a, c), chords));
  }
}

/** The most that a lie of at most `upTo` gains in the mixture, from above: sup of (1-q) G - q L, never below 0. */
export function worstNet(lottery: SiteLottery, gain: Gain, q: number, upTo: number): number {
  const net = (G: number, L: number): number => Math.max(0, (1 - q) * G - q * L);
  const at = (d: number): number => net(gain(d), lottery.leastLoss(d));
  const { distances, shape } = lottery;
  if (distances) return distances.reduce((most, d) => (d > upTo ? most : Math.max(most, at(d))), 0);
  if (shape === 'convex') return netCeiling(lottery, gain, 1 - q, upTo * 2 ** -100, upTo);
  return supremum((low, high) => net(gain(high), lottery.leastLoss(low)), at, 0, upTo);
}

/**
 * An upper bound on the supremum of `at` over [from, to], within one part in a million unless it takes more cells: the cell with the
 * highest bound is halved until that bound is met by a value.
 *
 * @param bound what `at` is at most on a cell
 */
function supremum(
  bound: (low: number, high: number) => number,
  at: (d: number) => number,
  from: number,
  to: number,
): number {
  const cells = [{ low: from, high: to, most: bound(from, to) }];
  let reached = Math.max(at(from), at(to));
  for (let taken = 1; taken < CELLS; taken++) {
    const worst = cells.reduce((a, b, i) => (b.most > cells[a]!.most ? i : a), 0);
    const { low, high, most } = cells[worst]!;
    if (most <= reached * (1 + PRECISION)) return most;
    const middle = (low + high) / 2;
    reached = Math.max(reached, at(middle));
    cells[worst] = { low, high: middle, most: bound(low, middle) };
    cells.push({ low: middle, high, most: bound(middle, high) });
  }
  return cells.reduce((most, cell) => Math.max(most, cell.most), 0);
}
