import { golden } from '../search.ts';
import type { SiteLottery } from './lottery.ts';

/** The most that a lie at distance d gains, nondecreasing and concave in d. */
export type Gain = (d: number) => number;

/** Parts of its value to which a supremum over lies is found, always from above; and the cells it may take. */
const PRECISION = 1e-6;
const CELLS = 600;

/**
 * The least q at which no lie of at least `from` gains more than `most`: sup over d of (G - most) / (G + L), G its gain in the
 * private part and L its loss in the lottery. Where L is convex and nothing may be gained the shortest lie decides; with few
 * distances all are tried; otherwise by cells, from above.
 *
 * @param reach the longest lie
 */
export function leastShare(
  lottery: SiteLottery,
  gain: Gain,
  from: number,
  reach: number,
  most: number,
): number {
  const share = (G: number, L: number): number => (G <= most ? 0 : (G - most) / (G + L));
  const { distances, shape } = lottery;
  const at = (d: number): number => share(gain(d), lottery.leastLoss(d));
  if (distances) {
    const counted = from * (1 - 2 ** -30); // a listed distance may be `from` but for rounding
    return distances.reduce((q, d) => (d < counted ? q : Math.max(q, at(d))), 0);
  }
  if (shape === 'convex' && most === 0) return at(from);
  if (shape === 'convex') return convexShare(lottery, gain, reach, most);
  return supremum((low, high) => share(gain(high), lottery.leastLoss(low)), at, from, reach);
}

/** The net gain is concave in d, so q rises to its supremum: each round takes the d that gains most at the last q. */
function convexShare(lottery: SiteLottery, gain: Gain, reach: number, most: number): number {
  let q = 0;
  for (let round = 0; round < 20; round++) {
    const d = steepest(lottery, gain, q, reach);
    const [G, L] = [gain(d), lottery.leastLoss(d)];
    const next = G <= most ? 0 : (G - most) / (G + L);
    if (next <= q * (1 + 1e-12)) break;
    q = next;
  }
  return q;
}

function steepest(lottery: SiteLottery, gain: Gain, q: number, upTo: number): number {
  const net = (d: number): number => (1 - q) * gain(d) - q * lottery.leastLoss(d);
  const inner = golden((d) => -net(d), 0, upTo);
  return net(inner) >= net(upTo) ? inner : upTo;
}

/** The most that a lie of at most `upTo` gains in the mixture: sup of (1-q) G - q L, never below 0. */
export function worstNet(lottery: SiteLottery, gain: Gain, q: number, upTo: number): number {
  const net = (G: number, L: number): number => Math.max(0, (1 - q) * G - q * L);
  const at = (d: number): number => net(gain(d), lottery.leastLoss(d));
  const { distances, shape } = lottery;
  if (distances) return distances.reduce((most, d) => (d > upTo ? most : Math.max(most, at(d))), 0);
  if (shape === 'convex') return at(steepest(lottery, gain, q, upTo));
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
