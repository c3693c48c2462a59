import type { Curve } from '../../core/curve.ts';
import { outOfRange } from '../../core/errors.ts';
import type { ChainProblem } from '../../kernel/chain.ts';

/** Agents on a line, ascending; `curve[i]` is the click function of the agents at `at[i]`. */
export interface LineAgents {
  readonly at: Float64Array;
  readonly weight: Float64Array;
  readonly curve: (i: number) => Curve;
  /** The one click function, when all agents share it. */
  readonly shared: Curve | null;
}

/**
 * The chain of sites `site(j)`, j = 0..points-1, equally spaced: the exponent of sites s_1 <= .. <= s_r is
 * tilt sum_n w_n (P_n(|t_n - nearest site|) - P_n(0)), split into left of the first, between neighbours, right of the last.
 * `base` = tilt sum_n w_n P_n(0) is left out of the entries so that they stay small.
 */
export interface LineProblem {
  readonly chain: ChainProblem;
  readonly base: number;
  readonly sites: Float64Array;
}

/** Work and memory that a table of betweens may take: 8 n^2 bytes, n agents evaluations. */
const TABLE_POINTS = 8193;
const TABLE_WORK = 4e9;

/**
 * The chain problem of these agents. A linear click function gives the Hankel form in O(agents + points); any other a
 * table in O(points (agents + points)).
 *
 * @throws RangeError when the table would be too large
 */
export function lineProblem(
  agents: LineAgents,
  tilt: number,
  site: (j: number) => number,
  points: number,
): LineProblem {
  const sites = Float64Array.from({ length: points }, (_, j) => site(j));
  const base = tilt * agents.weight.reduce((sum, w, i) => sum + w * agents.curve(i).value(0), 0);
  const { shared } = agents;
  const linear = shared?.spec.family === 'linear' && shared.spec.slope * shared.reach <= 1;
  if (linear)
    return {
      chain: hankelChain(agents, tilt * shared.lipschitz, site, points),
      base,
      sites,
    };
  if (points > TABLE_POINTS)
    throw outOfRange(
      'grid',
      `at most ${TABLE_POINTS - 1} for a click function that is not linear`,
      points - 1,
    );
  if (points * agents.at.length > TABLE_WORK) {
    throw outOfRange(
      'grid times distinct reports',
      `at most ${TABLE_WORK} for a click function that is not linear`,
      points * agents.at.length,
    );
  }
  return { chain: tableChain(agents, tilt, site, points), base, sites };
}

/** Running sum of a compensated accumulator: `add` a term, read `value`. */
function accumulator(): { add(x: number): void; value(): number } {
  let total = 0;
  let lost = 0;
  return {
    add(x) {
      const next = total + x;
      lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
      total = next;
    },
    value: () => total + lost,
  };
}

/** With g(x) = sum w max(0, x - t): left = -lambda g, H_j = 2 lambda g at the half grid, between(a, b) = H_(a+b) - (H_2a + H_2b)/2. */
function hankelChain(
  agents: LineAgents,
  lambda: number,
  site: (j: number) => number,
  points: number,
): ChainProblem {
  const { at, weight } = agents;
  const half = new Float64Array(2 * points - 1);
  const mass = accumulator();
  const moment = accumulator();
  let i = 0;
  for (let j = 0; j < half.length; j++) {
    const x = site(j / 2);
    for (; i < at.length && at[i]! <= x; i++) {
      mass.add(weight[i]!);
      moment.add(weight[i]! * at[i]!);
    }
    half[j] = 2 * lambda * Math.max(0, x * mass.value() - moment.value());
  }
  const left = Float64Array.from({ length: points }, (_, j) => -half[2 * j]! / 2);
  const right = new Float64Array(points);
  const massAbove = accumulator();
  const momentAbove = accumulator();
  i = at.length - 1;
  for (let j = points - 1; j >= 0; j--) {
    const x = site(j);
    for (; i >= 0 && at[i]! > x; i--) {
      massAbove.add(weight[i]!);
      momentAbove.add(weight[i]! * at[i]!);
    }
    right[j] = -lambda * Math.max(0, momentAbove.value() - x * massAbove.value());
  }
  return { points, left, right, between: { kind: 'hankel', half } };
}

/** between(a, b) = loss of agents in (a, midpoint] served by a, plus of agents in (midpoint, b) served by b. */
function tableChain(
  agents: LineAgents,
  tilt: number,
  site: (j: number) => number,
  points: number,
): ChainProblem {
  const left = new Float64Array(points);
  const right = new Float64Array(points);
  const table = new Float64Array(points * points);
  for (let a = 0; a < points; a++) {
    const upward = cumulated(agents, site, a, 2 * (points - 1 - a), 1);
    const downward = cumulated(agents, site, a, 2 * a, -1);
    right[a] = -tilt * upward.all;
    left[a] = -tilt * downward.all;
    for (let b = a + 1; b < points; b++) table[a * points + b]! -= tilt * upward.upTo[b - a]!;
    for (let b = 0; b < a; b++) table[b * points + a]! -= tilt * downward.before[a - b]!;
  }
  return { points, left, right, between: { kind: 'table', table } };
}

/**
 * Loss sum w (P(0) - P(|t - site(a)|)) of the agents on one side of site a: `upTo[h]` of those between it and the boundary
 * h half steps away, both that boundary's agents included; `before[h]` without them; `all` of every agent on that side.
 */
function cumulated(
  agents: LineAgents,
  site: (j: number) => number,
  a: number,
  halfSteps: number,
  side: 1 | -1,
): { upTo: Float64Array; before: Float64Array; all: number } {
  const { at, weight } = agents;
  const here = site(a);
  const upTo = new Float64Array(halfSteps + 1);
  const before = new Float64Array(halfSteps + 1);
  const total = accumulator();
  let i = side === 1 ? firstAbove(at, here) : firstAbove(at, here) - 1;
  const take = (): void => {
    const { value } = agents.curve(i);
    total.add(weight[i]! * (value(0) - value(Math.abs(at[i]! - here))));
    i += side;
  };
  const inside = (): boolean => i >= 0 && i < at.length;
  for (let h = 0; h <= halfSteps; h++) {
    const boundary = side * site(a + (side * h) / 2);
    while (inside() && side * at[i]! < boundary) take();
    before[h] = total.value();
    while (inside() && side * at[i]! <= boundary) take();
    upTo[h] = total.value();
  }
  while (inside()) take();
  return { upTo, before, all: total.value() };
}

/** Index of the first agent strictly above x. */
function firstAbove(at: Float64Array, x: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
