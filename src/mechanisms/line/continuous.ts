import type { Curve } from '../../core/curve.ts';
import { sum } from '../../core/numeric.ts';
import { deepUniform, type Rng } from '../../core/rng.ts';
import { exp, log } from '../../kernel/exp.ts';
import { logPartition } from '../../kernel/softmax.ts';
import { exponent, lineLaw } from './law.ts';
import type { LineAgents } from './problem.ts';
import type { Products, Progress } from '../part.ts';
import { workRefused } from '../refusal.ts';

/**
 * The exponential mechanism over [0, 1]^K with Lebesgue measure, one attribute, exact [SEG, (1)]. The chain on cell centres
 * proposes with a score that no point of the cells exceeds; a uniform point of each cell is accepted with
 * exp(tilt (score - proposal score)). Expected trials at most exp(N tilt B / cells), whatever K.
 *
 * @param cells how many cells of width 1/cells; `cellsFor` chooses
 */
export interface ContinuousLine {
  draw(rng: Rng, trials: number, progress?: Progress): Products;
  readonly cells: number;
  /** log of the proposal's partition, so that exp(logProposal - logPartition) is the expected number of trials. */
  readonly logProposal: number;
}

/** About N tilt B cells, so that a draw takes at most e expected trials; between 16 and 4096. */
export function cellsFor(x: number, lipschitz: number): number {
  return Math.min(4096, Math.max(16, Math.ceil(x * lipschitz)));
}

/** The exact continuous part for agents on a line. */
export function continuousLine(
  agents: LineAgents,
  segments: number,
  tilt: number,
  cells: number,
): ContinuousLine {
  const half = 1 / (2 * cells);
  const site = (j: number): number => (j + 0.5) / cells;
  const { shared } = agents;
  const linear = shared?.spec.family === 'linear' && shared.spec.slope <= 1;
  // A linear click function keeps the fast chain: its bound 1 - s (d - h) is the same function plus a constant.
  const bounding = linear
    ? agents
    : { ...agents, shared: null, curve: once((i) => raised(agents.curve(i), half)) };
  const size = sum(agents.weight);
  const slack = linear ? tilt * size * (shared?.lipschitz ?? 0) * half : 0;
  const law = lineLaw(bounding, segments, tilt, site, cells);
  const propose = (rng: Rng): number[] | null => {
    const drawn = Array.from(law.draw(rng));
    const points = drawn.map((cell) => (cell + rng()) / cells).toSorted((a, b) => a - b);
    const chosen = drawn.filter((cell, k) => k === 0 || cell !== drawn[k - 1]);
    const bound = exponent(law.problem, chosen) + law.problem.base + slack;
    const ratio = tilt * lineScore(agents, points) - bound;
    return deepUniform(rng) < exp(Math.min(0, ratio)) ? points : null;
  };
  return Object.freeze({
    cells,
    logProposal: law.logPartition + slack - segments * log(cells),
    draw: (rng: Rng, trials: number, progress?: Progress) => {
      for (let trial = 1; trial <= trials; trial++) {
        const points = propose(rng);
        if (points) return { products: points.map((x) => [x]), trials: trial };
        progress?.({ stage: 'exact rejection', done: trial, of: trials });
      }
      throw workRefused(trials, `at most exp(N tilt B / cells) expected, with ${cells} cells`);
    },
  });
}

/** Each agent's curve made once: a table of betweens asks for it once a cell. */
function once(make: (i: number) => Curve): (i: number) => Curve {
  const known: Curve[] = [];
  return (i) => (known[i] ??= make(i));
}

/** d -> P(max(0, d - h)). */
function raised(click: Curve, h: number): Curve {
  return { ...click, value: (d) => click.value(Math.max(0, d - h)) };
}

/** sum of w P(|t - nearest point|) over agents, for ascending points; O(agents + points). */
export function lineScore(agents: LineAgents, points: readonly number[]): number {
  const { at, weight, curve } = agents;
  let k = 0;
  const terms = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) {
    const t = at[i]!;
    while (k + 1 < points.length && Math.abs(points[k + 1]! - t) <= Math.abs(points[k]! - t)) k++;
    terms[i] = weight[i]! * curve(i).value(Math.abs(points[k]! - t));
  }
  return sum(terms);
}

/** K = 1, P = 1 - slope d: log of the integral over [0, 1] of exp(tilt score(s)), piecewise exponential, closed form. O(n). */
export function singleLogPartition(agents: LineAgents, tilt: number, slope: number): number {
  const { at, weight } = agents;
  const size = sum(weight);
  const knots = [0, ...at, 1];
  const pieces: number[] = [];
  let below = 0;
  let exponentHere = tilt * size - tilt * slope * sum(at.map((t, i) => t * weight[i]!));
  for (let i = 0; i + 1 < knots.length; i++) {
    const width = knots[i + 1]! - knots[i]!;
    if (i > 0) below += weight[i - 1]!;
    const rise = tilt * slope * (size - 2 * below) * width;
    if (width > 0) pieces.push(exponentHere + log(width) + logMeanGrowth(rise));
    exponentHere += rise;
  }
  return logPartition(Float64Array.from(pieces), 1);
}

/** ln((e^y - 1) / y): the log of the mean of e^(y u) over [0, 1]. */
function logMeanGrowth(y: number): number {
  if (Math.abs(y) < 1e-4) return y / 2 + (y * y) / 24;
  return y > 0 ? y + log((1 - exp(-y)) / y) : log((1 - exp(y)) / -y);
}
