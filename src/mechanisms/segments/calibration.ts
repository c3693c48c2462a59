import { finite, within } from '../../core/errors.ts';
import { rounded, type Population } from '../../core/population.ts';
import { exponentialBounds, type PartBounds } from './bounds.ts';
import { adjacentLottery, midpointLottery, type Lottery } from './lottery.ts';
import { promisedPlan, type Promised } from '../promise.ts';
import { golden } from '../search.ts';
import { checkedTruth, type Truth } from '../truth.ts';
import { shapeOf, type Curves, type Shape } from './shape.ts';

/** The public quantities of a run, and exactly one of epsilon, tilt, loss. */
export interface CalibrateOptions extends Promised {
  /** N, the sum of the weights; treated as public. */
  readonly population: number;
  readonly attributes: number;
  readonly segments: number;
  readonly grid: number | 'continuous';
  readonly click: Curves;
  readonly utility: Curves;
  readonly truth: Truth;
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
  return promisedPlan(options, {
    at: (tilt) => planAt(shape, truth, bounds, tilt),
    epsilon: bounds.epsilon,
    spread: shape.population * shape.range,
  });
}

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
