import { integer, positive } from '../../../core/errors.ts';
import { sum } from '../../../core/numeric.ts';
import type { Rng } from '../../../core/rng.ts';
import { exp, log } from '../../../kernel/exp.ts';
import { drawWeighted } from '../../../kernel/softmax.ts';
import { panel } from '../../components/quadrature.ts';
import { golden } from '../../search.ts';
import { computed, type Cost, type SiteLottery } from '../lotteries/lottery.ts';
import { serving, type Serving } from './distance.ts';
import type { Metric } from '../problem.ts';

/** What the lottery for types anywhere in the domain is made from. */
export interface PlaneMidpointOptions {
  /** Upper end of each axis. */
  readonly extent: readonly number[];
  /** K >= 2: one facility leaves nobody a choice. */
  readonly facilities: number;
  readonly distance: Metric;
  readonly cost: Cost;
  /** The shortest lie that is to be deterred: what the lottery is tuned to. Ignored in l1 distance, where one serves all. */
  readonly shortest: number;
}

/** Panels halve this often towards a bend: for a loss, which is to be exact, and for the worst cost, which a step bounds anyway. */
const FINE = 40;
const COARSE = 12;

/** Midpoints M of one axis: w = min(M, end - M) has density 1/(Z (w + kappa)) on either side, or 1/end when kappa is Infinity. */
interface Side {
  readonly end: number;
  readonly kappa: number;
  readonly mass: number;
}

/**
 * For types anywhere: one axis, M on it, sites as far from M as fits, the other coordinates at the middle. A lie that passes M at
 * distance a loses 2 min(a, w) in l1, at least 4 a w in squared cost, and at least 2 a w / R in Euclidean distance, R the
 * longest way to a site. M is uniform in l1; elsewhere w has density 1/(Z (w + kappa)), so that ends count for more.
 *
 * ours: w >= min(a, delta - a) for every midpoint a lie of delta along the axis passes, so its loss is at least C psi(delta),
 *   psi(delta) = delta^2/2 - kappa delta ln(1 + delta/(2 kappa)), C = 2/(R Z) (squared: 4/Z; l1: C = 1/end, kappa = 0);
 * an axis has chance (1/C) / sum(1/C), and psi is convex in delta and in delta^2, so a lie at distance d loses at least
 *   I psi(d / I) / sum(1/C) in l1, I psi(d / sqrt(I)) / sum(1/C) in Euclidean distance.
 */
export function midpointPlane(options: PlaneMidpointOptions): SiteLottery {
  const { extent, facilities, distance, cost } = options;
  integer('facilities', facilities, 2, 100);
  positive('shortest', options.shortest);
  const kappa = tuned(options);
  const sides = extent.map((end) => sideOf(end, kappa));
  const needs = sides.map((side, i) => 1 / constantOf(options, side, i));
  const need = sum(needs);
  const serve = serving(distance, cost);
  return computed({
    kind: 'midpoint',
    description:
      'a pair of sites around a random midpoint of one axis, as far apart as fits, the other coordinates at the middle',
    facilities,
    scope: { extent, distance, grid: null },
    cost,
    shape: 'convex' as const,
    leastLoss: (d: number) => leastAt(options, kappa, need, d),
    worst: sum(sides.map((side, i) => (needs[i]! / need) * costliest(options, side, i))),
    loss: (t: readonly number[], b: readonly number[]) =>
      sum(
        sides.map((side, i) => (needs[i]! / need) * lossAlong(options, side, i, t, b[i]!, serve)),
      ),
    draw: (rng: Rng) => {
      const i = drawWeighted(Float64Array.from(needs), rng);
      const { low, high } = sitesAround(drawMidpoint(sides[i]!, rng), extent[i]!);
      const row = extent.map((end) => end / 2);
      return Array.from({ length: facilities }, (_, n) => row.with(i, n === 0 ? low : high));
    },
  });
}

function sideOf(end: number, kappa: number): Side {
  return { end, kappa, mass: kappa === Infinity ? end : 2 * log(1 + end / (2 * kappa)) };
}

/** C of one axis. */
function constantOf(options: PlaneMidpointOptions, { end, mass }: Side, i: number): number {
  if (options.cost === 'squared') return 4 / mass;
  if (options.distance === 'l1') return 1 / end;
  return 2 / (longest(options.extent, i) * mass);
}

/** The longest straight way from a type to a site on the middle line of axis i. */
function longest(extent: readonly number[], i: number): number {
  return Math.sqrt(
    extent.reduce((total, end, j) => total + (j === i ? end * end : (end * end) / 4), 0),
  );
}

/**
 * The most a truthful type pays in expectation when axis i was drawn: her other coordinates at the ends, her place on the axis one of
 * 33, and what half a step of it adds at most.
 */
function costliest(options: PlaneMidpointOptions, side: Side, i: number): number {
  const { extent, distance, cost } = options;
  const { end, kappa, mass } = side;
  const serve = serving(distance, cost);
  const step = end / 32;
  let most = 0;
  for (let k = 0; k <= 32; k++) {
    const pays = payment(extent, serve, extent.with(i, k * step), i);
    const terms: number[] = [];
    eachPanel(0, end, bendsOf(end, k * step), COARSE, (from, to) =>
      panel(from, to, (middle, weight) => {
        const { low, high } = sitesAround(middle, end);
        const paid = Math.min(pays(low), pays(high));
        terms.push(weight * densityAt(middle, end, kappa) * paid);
      }),
    );
    most = Math.max(most, sum(terms) / mass);
  }
  const farthest = distance === 'l1' ? sum(extent) : longest(extent, i);
  return most + (step / 2) * (cost === 'squared' ? 2 * farthest : 1);
}

/** Where an integrand over midpoints bends: the ends, where the density is steep; the centre, where w turns; a site at t, and t itself. */
function bendsOf(end: number, at: number): number[] {
  return [0, end / 2, end, at / 2, (end + at) / 2, at];
}

function densityAt(middle: number, end: number, kappa: number): number {
  return kappa === Infinity ? 1 : 1 / (Math.min(middle, end - middle) + kappa);
}

/** psi(d); kappa Infinity is l1's uniform midpoint, whose psi is d^2/2. */
function psi(delta: number, kappa: number): number {
  if (kappa === Infinity) return (delta * delta) / 2;
  const x = delta / (2 * kappa);
  // ln(1 + x) by its series where x - ln(1 + x) cancels
  const rest = x < 1e-3 ? x * x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x / 5))) : x - log(1 + x);
  return kappa * delta * rest;
}

function leastAt(options: PlaneMidpointOptions, kappa: number, need: number, d: number): number {
  const axes = options.extent.length;
  const share = options.distance === 'l1' ? d / axes : d / Math.sqrt(axes);
  return (axes * psi(share, kappa)) / need;
}

/** The kappa under which the shortest lie loses most; l1 distance needs none. */
function tuned(options: PlaneMidpointOptions): number {
  if (options.distance === 'l1' && options.cost === 'distance') return Infinity;
  const { extent, shortest } = options;
  const loss = (kappa: number): number => {
    const needs = extent.map((end, i) => 1 / constantOf(options, sideOf(end, kappa), i));
    return leastAt(options, kappa, sum(needs), shortest);
  };
  const [low, high] = [log(shortest * 1e-4), log(Math.max(...extent))];
  return exp(golden((u) => -loss(exp(u)), low, high));
}

function sitesAround(middle: number, end: number): { low: number; high: number } {
  return { low: Math.max(0, 2 * middle - end), high: Math.min(end, 2 * middle) };
}

/** M by inversion: a fair side, then w = kappa ((1 + end/(2 kappa))^u - 1). */
function drawMidpoint({ end, kappa, mass }: Side, rng: Rng): number {
  const u = rng();
  if (kappa === Infinity) return end * u;
  const lower = rng() < 0.5;
  const w = Math.min(end / 2, kappa * (exp((u * mass) / 2) - 1));
  return lower ? w : end - w;
}

/** What report b_i loses at t when axis i was drawn: the integral over the midpoints between t_i and b_i. Relative error below 1e-12. */
function lossAlong(
  { extent }: PlaneMidpointOptions,
  { end, kappa, mass }: Side,
  i: number,
  t: readonly number[],
  b: number,
  serve: Serving,
): number {
  const at = t[i]!;
  const pays = payment(extent, serve, t, i);
  const terms: number[] = [];
  eachPanel(Math.min(at, b), Math.max(at, b), bendsOf(end, at), FINE, (from, to) =>
    panel(from, to, (middle, weight) => {
      const { low, high } = sitesAround(middle, end);
      const lost = Math.abs(pays(low) - pays(high));
      terms.push((weight * densityAt(middle, end, kappa) * lost) / mass);
    }),
  );
  return sum(terms);
}

/** What t pays at the site whose coordinate i is x, the others at the middle. One array serves all x: this is integrated. */
function payment(
  extent: readonly number[],
  serve: Serving,
  t: readonly number[],
  i: number,
): (x: number) => number {
  const site = extent.map((end) => end / 2);
  return (x) => {
    site[i] = x;
    return serve(t, site);
  };
}

/** [from, to] cut at the bends, each piece into panels that halve towards both of its ends. */
function eachPanel(
  from: number,
  to: number,
  bends: readonly number[],
  halvings: number,
  visit: (from: number, to: number) => void,
): void {
  const cuts = [from, ...bends.filter((x) => x > from && x < to), to].toSorted((x, y) => x - y);
  for (let k = 1; k < cuts.length; k++) {
    const [low, high] = [cuts[k - 1]!, cuts[k]!];
    for (let j = 0, width = (high - low) / 2; j <= halvings; j++, width /= 2) {
      const inner = j < halvings ? width / 2 : 0;
      visit(low + inner, low + width);
      visit(high - width, high - inner);
    }
  }
}
