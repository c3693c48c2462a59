import { finite, outOfRange, positive, within, wrongKind } from '../core/errors.ts';
import { rounded, type Population } from '../core/population.ts';
import { exponentialBounds, type PartBounds } from './bounds.ts';
import { adjacentLottery, midpointLottery, type Lottery } from './lottery.ts';
import { golden, leastPromise, mostPrivate } from './search.ts';
import { shapeOf, type Curves, type Shape } from './shape.ts';

/** What truth means: every lie strictly loses on declared brackets; every lie of at least beyond loses; no lie gains more than gain. */
export type Truth = 'brackets' | { readonly beyond: number } | { readonly gain: number };

/** The public quantities of a run, and exactly one of epsilon, tilt, loss. */
export interface CalibrateOptions {
  /** N, the sum of the weights; treated as public. */
  readonly population: number;
  readonly attributes: number;
  readonly segments: number;
  readonly grid: number | 'continuous';
  readonly click: Curves;
  readonly utility: Curves;
  readonly truth: Truth;
  /** Privacy loss promised, in nats. */
  readonly epsilon?: number;
  /** Multiplier of the summed score in the exponent. */
  readonly tilt?: number;
  /** Welfare per head that may be promised away, or the least that can be. */
  readonly loss?: number | 'best';
  /** Another law's own bounds in place of the exponential mechanism's [SEG, after Thm 4]. */
  readonly part?: (shape: Shape) => PartBounds;
}

/** Parameters and what they promise on any data. */
export interface Plan extends Shape {
  readonly mode: 'calibrated' | 'paper';
  /** What truth means; under `brackets` reports are read as their nearest grid point. */
  readonly truth: Truth | 'paper';
  readonly tilt: number;
  readonly epsilon: number;
  readonly q: number;
  /** Welfare per head given up at most. */
  readonly promised: number;
  readonly formula: string;
  /** Whether the promise beats blind products. */
  readonly dataHelp: boolean;
  /** Lies up to this l1 distance are not deterred; 0 under brackets. */
  readonly tolerance: number;
  readonly worstGain: number;
  /** Infimum over data and deterred lies of what a lie loses; 0 under the least q, which is not reached. */
  readonly leastLoss: number;
  readonly lottery: Lottery | null;
}

/**
 * The least q that keeps the promise of truth, for the tilt that was asked for, or for the tilt that promises least:
 * q / (1-q) = sup over lies of gain(d) / loss(d); promised = q r + (1-q) (2 B beta + loss(tilt)).
 *
 * @throws TypeError, RangeError naming the option and its range
 * cost: O(1) for a given tilt, a few hundred evaluations for a loss
 * @see [SEG, Thm 4]; their printed parameters are `paperPlan`
 */
export function calibrate(options: CalibrateOptions): Plan {
  const truth = checkedTruth(options.truth, options.grid, options.attributes);
  const shape = shapeOf(options, truth === 'brackets');
  const bounds = (options.part ?? exponentialBounds)(shape);
  const at = (tilt: number): Plan => planAt(shape, truth, bounds, tilt);
  const given = [options.epsilon, options.tilt, options.loss].filter((x) => x !== undefined);
  if (given.length !== 1) {
    throw outOfRange('epsilon, tilt, loss', 'exactly one of the three', given.length);
  }
  const steepest = EXPONENT / (shape.population * shape.range);
  if (options.tilt !== undefined) {
    return at(within('tilt', positive('tilt', options.tilt), 0, steepest));
  }
  if (options.epsilon !== undefined) {
    const most = bounds.epsilon(steepest);
    return at(within('epsilon', positive('epsilon', options.epsilon), 0, most) / bounds.epsilon(1));
  }
  const promised = (tilt: number): number => at(tilt).promised;
  const best = leastPromise(promised, steepest * (LEAST / EXPONENT), steepest);
  if (options.loss === 'best') return at(best);
  return at(mostPrivate(promised, within('loss', options.loss, 0, 1), best));
}

/** Exponents N tilt r up to this size keep the digits that docs/numerics.md promises; tilts from LEAST / (N r) on are searched. */
const EXPONENT = 1e6;
const LEAST = 1e-3;

function checkedTruth(truth: Truth, grid: number | 'continuous', attributes: number): Truth {
  if (truth === 'brackets') {
    if (grid !== 'continuous') return truth;
    throw outOfRange('grid', 'a number of brackets under truth brackets', grid);
  }
  if (typeof truth !== 'object' || truth === null) {
    throw wrongKind('truth', 'brackets, {"beyond": b} or {"gain": g}', truth);
  }
  if (Object.keys(truth).length !== 1) throw outOfRange('truth', 'one of beyond, gain', truth);
  if ('beyond' in truth) within('truth.beyond', truth.beyond, SHORTEST, attributes);
  else within('truth.gain', truth.gain, 0, 1);
  return truth;
}

/** Lies shorter than this have losses that doubles no longer tell from nothing. */
const SHORTEST = 1e-6;

/** The reports as the plan reads them: under `brackets` each as its nearest grid point. */
export function readBy(plan: Pick<Plan, 'truth' | 'grid'>, given: Population): Population {
  const { truth, grid } = plan;
  return truth === 'brackets' && grid !== 'continuous' ? rounded(given, grid) : given;
}

/** Least q, promised loss and the promises of truth at one tilt. */
function planAt(shape: Shape, truth: Truth, bounds: PartBounds, tilt: number): Plan {
  const { attributes, lipschitz, range } = shape;
  const deterred = deterrence(shape, truth, bounds, tilt);
  const { q, lottery, tolerance } = deterred;
  const own = bounds.loss(tilt);
  const misreported = 2 * lipschitz * Math.min(tolerance, attributes);
  const promised = q * range + (1 - q) * Math.min(range, misreported + own.value);
  return Object.freeze({
    ...shape,
    mode: 'calibrated' as const,
    truth,
    tilt,
    epsilon: finite('epsilon', bounds.epsilon(tilt)),
    q: within('q', q, 0, 1),
    promised: finite('promised', promised),
    formula: `q r + (1 - q) (${tolerance > 0 ? '2 B beta + ' : ''}L), L = ${own.formula}`,
    dataHelp: promised < shape.blind,
    tolerance,
    worstGain: deterred.worstGain,
    leastLoss: 0,
    lottery,
  });
}

interface Deterrence {
  readonly q: number;
  readonly lottery: Lottery | null;
  readonly tolerance: number;
  readonly worstGain: number;
}

/** The least q of each reading of truth; gain is concave in d and loss convex, so the shortest deterred lie decides. */
function deterrence(shape: Shape, truth: Truth, bounds: PartBounds, tilt: number): Deterrence {
  const { attributes, slope, grid } = shape;
  if (typeof truth === 'object' && 'gain' in truth)
    return boundedGain(shape, truth.gain, bounds, tilt);
  const lottery =
    truth === 'brackets'
      ? adjacentLottery(attributes, grid as number)
      : midpointLottery(attributes);
  const shortest = truth === 'brackets' ? 1 / (grid as number) : truth.beyond;
  const ratio = bounds.gain(tilt, shortest) / lottery.leastLoss(shortest, slope);
  const q = ratio / (1 + ratio);
  const tolerance = truth === 'brackets' ? 0 : shortest;
  return {
    q,
    lottery,
    tolerance,
    worstGain: tolerance === 0 ? 0 : worstNetGain(bounds, lottery, shape, tilt, q, tolerance),
  };
}

/** No lottery when the exponential part alone keeps the promise, else the least q by bisection. */
function boundedGain(shape: Shape, most: number, bounds: PartBounds, tilt: number): Deterrence {
  const lottery = midpointLottery(shape.attributes);
  const net = (q: number): number =>
    worstNetGain(bounds, lottery, shape, tilt, q, shape.attributes);
  if (net(0) <= most) return { q: 0, lottery: null, tolerance: 0, worstGain: net(0) };
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const q = (low + high) / 2;
    if (net(q) <= most) high = q;
    else low = q;
  }
  return { q: high, lottery, tolerance: 0, worstGain: net(high) };
}

/** max over d in [0, upTo] of (1-q) gain(d) - q loss(d): concave in d, by golden section. */
function worstNetGain(
  bounds: PartBounds,
  lottery: Lottery,
  shape: Shape,
  tilt: number,
  q: number,
  upTo: number,
): number {
  const net = (d: number): number =>
    (1 - q) * bounds.gain(tilt, d) - q * lottery.leastLoss(d, shape.slope);
  return Math.max(0, net(upTo), net(golden((d) => -net(d), 0, upTo)));
}
