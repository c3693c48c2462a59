import { integer } from '../../../core/errors.ts';
import { sum } from '../../../core/numeric.ts';
import { sortedReports } from '../../../core/population.ts';
import type { Rng } from '../../../core/rng.ts';
import { exp } from '../../../kernel/exp.ts';
import { chainLaw, lineOptimum, type LineLaw, type Marginals } from '../../line/law.ts';
import { expectedScore } from '../../line/measures.ts';
import { siteChain, type LineInput } from './chain.ts';
import { difference, risen } from './difference.ts';
import { heldPieces, piecesOf, type Pieces } from './pieces.ts';
import type { SiteProblem } from '../problem.ts';

/** What one lie does to its teller in the exponential part, the other reports as given. Costs on the common scale. */
export interface SiteLie {
  /** Her expected cost under truth, and under the lie when she may choose her site. */
  readonly truthful: number;
  readonly lying: number;
  /** truthful - lying, with full relative precision. */
  readonly gain: number;
  /** Her expected cost when she is held to the site nearest to her report. */
  readonly held: number;
  /** Largest |log-ratio| of the probability of a set of sites between the two reports. */
  readonly privacyLoss: number;
}

/** The exponential law over ordered K-tuples of sites on a line, as a structured law. Everything but `draw` leaks; the problem is taken as checked. */
export interface LineSites {
  readonly law: LineLaw;
  /** Positions of the sites on the common scale. */
  readonly sites: Float64Array;
  /** Log of the sum over ordered K-tuples of exp(-tilt times the total cost). */
  readonly logPartition: number;
  /** Expected cost per head. O(K n^2). */
  expectedCost(): number;
  /** Expected cost of a type at t who reports the truth. */
  costAt(t: number): number;
  /** Expected cost of a type at t who is served at the site nearest to b, a report that is in the population. */
  heldAt(t: number, b: number): number;
  /** The least cost per head, and the K sites that reach it. */
  optimum(): { readonly cost: number; readonly sites: readonly number[] };
  /** A lie of an agent who is in the population at t and reports b. O(K n^2). */
  lie(t: number, b: number): SiteLie;
  /** K positions, ascending. */
  draw(rng: Rng): number[];
}

/** The reports, sites and scale of a problem of one attribute, on the unit line. */
export function unitLine(problem: SiteProblem): {
  input: LineInput;
  sites: number | Float64Array;
  scale: number;
} {
  const { population, fixed, candidates, grid, cost, tilt } = problem;
  const scale = problem.extent[0] ?? 1;
  const scaled = (x: number): number => Math.min(1, x / scale);
  const ascending = (places: readonly (readonly number[])[]): Float64Array =>
    Float64Array.from(places, (place) => scaled(place[0] ?? NaN)).toSorted();
  const { at, weight } = sortedReports(population);
  const input = {
    at: scale === 1 ? at : at.map(scaled),
    weight,
    cost,
    tilt: tilt * raised(scale, cost),
    fixed: ascending(fixed),
  };
  const sites = candidates
    ? ascending(candidates)
    : grid === 'continuous'
      ? new Float64Array(0)
      : grid;
  return { input, sites, scale };
}

function raised(x: number, cost: SiteProblem['cost']): number {
  return cost === 'squared' ? x * x : x;
}

/**
 * The law of a problem of one attribute over a grid or declared sites. O(m) for a grid without fixed sites, else O(n log n + m^2).
 *
 * @param problem one that `facilities` would make: beside K nothing of it is checked again
 * @throws RangeError when K is not a whole number from 1 to 100
 * @see [AMD, 5.1]; their eps/2 is our tilt
 */
export function lineSites(problem: SiteProblem): LineSites {
  const facilities = integer('facilities', problem.facilities, 1, 100);
  const { cost } = problem;
  const { input, sites, scale } = unitLine(problem);
  const chain = siteChain(input, sites);
  const law = chainLaw(chain, facilities);
  const unit = raised(scale, cost);
  let found: Marginals | undefined;
  const marginals = (): Marginals => (found ??= law.marginals());
  const pieces = (t: number): Pieces => piecesOf(chain.sites, input.fixed, cost, t / scale);
  return Object.freeze({
    law,
    sites: chain.sites.map((x) => x * scale),
    logPartition: law.logPartition,
    expectedCost: () =>
      (-expectedScore(law, input.tilt, marginals()) * unit) / problem.population.size,
    costAt: (t: number) => expectedPiece(marginals(), chain.sites.length, pieces(t)) * unit,
    heldAt: (t: number, b: number) => {
      const held = heldPieces(chain.sites, input.fixed, cost, t / scale, b / scale);
      return expectedPiece(marginals(), chain.sites.length, held) * unit;
    },
    optimum: () => {
      const best = lineOptimum(chain, facilities, input.tilt);
      return {
        cost: (-best.score * unit) / problem.population.size,
        sites: best.sites.map((j) => chain.sites[j]! * scale),
      };
    },
    lie: (t: number, b: number) =>
      scaledLie(lieOf(law, input, facilities, t / scale, b / scale), unit),
    draw: (rng: Rng) => Array.from(law.draw(rng), (j) => chain.sites[j]! * scale),
  });
}

/** Sum over pieces that hold a type of their probability times what she pays there. */
function expectedPiece({ first, last, pair }: Marginals, n: number, pieces: Pieces): number {
  const terms: number[] = [];
  for (let b = pieces.above; b < n; b++) terms.push(first[b]! * pieces.cost(-1, b));
  for (let a = 0; a < pieces.above; a++) {
    terms.push(last[a]! * pieces.cost(a, -1));
    for (let b = pieces.above; b < n; b++) {
      const p = pair[a * n + b]!;
      if (p > 0) terms.push(p * pieces.cost(a, b));
    }
  }
  return sum(terms);
}

function lieOf(law: LineLaw, input: LineInput, facilities: number, t: number, b: number): SiteLie {
  const { fixed, cost, tilt } = input;
  const { sites } = law.problem;
  const here = piecesOf(sites, fixed, cost, t);
  const there = piecesOf(sites, fixed, cost, b);
  const moved = difference(law.problem, facilities, tilt, here, there);
  const paid: { logP: number; x: number; cost: number }[] = [];
  moved.visit(here, (logP, x, a, c) => paid.push({ logP, x, cost: here.cost(a, c) }));
  const truthful = sum(paid.map((piece) => exp(piece.logP) * piece.cost));
  // probabilities move by amounts that sum to 0, so any constant may be taken off the costs first
  const gain = -sum(paid.map((piece) => (piece.cost - truthful) * risen(piece.logP, piece.x)));
  const held = heldPieces(sites, fixed, cost, t, b);
  const served: number[] = [];
  moved.visit(held, (logP, x, a, c) => served.push(exp(logP + x) * held.cost(a, c)));
  let privacyLoss = 0;
  for (let v = 0; v < sites.length; v++) {
    const change = tilt * (alone(here, v) - alone(there, v));
    privacyLoss = Math.max(privacyLoss, Math.abs(change - moved.shift));
  }
  return { truthful, lying: truthful - gain, gain, held: sum(served), privacyLoss };
}

/** What a type pays when v is the only chosen site. The log-ratio of a set is largest at single sites. */
function alone(pieces: Pieces, v: number): number {
  return v < pieces.above ? pieces.cost(v, -1) : pieces.cost(-1, v);
}

function scaledLie(lie: SiteLie, unit: number): SiteLie {
  return Object.freeze({
    truthful: lie.truthful * unit,
    lying: lie.lying * unit,
    gain: lie.gain * unit,
    held: lie.held * unit,
    privacyLoss: lie.privacyLoss,
  });
}
