import { outOfRange } from '../../core/errors.ts';
import { exp, log } from '../../kernel/exp.ts';
import { exponentialBounds } from './bounds.ts';
import { midpointLottery, printedLottery } from './lottery.ts';
import { printedParameters, printedRate } from './paper-plan.ts';
import { golden } from '../search.ts';
import { shapeOf, type Curves, type Shape } from './shape.ts';
import { tanh } from '../special.ts';

/** Which parameters, and which bound on the total error under continuous types, a population is sought for. */
export type Design = 'rate' | 'printed' | 'least-q' | 'free' | 'midpoint';

/** A population with the parameters that reach the target there: x = N tilt, beta the shortest deterred lie. */
export interface PopulationFound {
  readonly population: number;
  readonly x: number;
  readonly beta: number;
}

/** What is fixed while N varies. */
export interface PopulationOptions {
  readonly attributes: number;
  readonly segments: number;
  readonly click: Curves;
  readonly utility: Curves;
  /** Total error to reach, in (0, 1). */
  readonly target: number;
  readonly design: Design;
}

interface Point {
  readonly error: number;
  readonly x: number;
  readonly beta: number;
}

/**
 * The smallest N whose promised total error, q + (1-q)(2 B beta + L), is at most the target. `rate` is the printed kappa ln N /
 * N^(1/3); `printed` the printed parameters under our L; `least-q` the printed tilt and mbar with the least q; `free` the printed
 * lottery with the best tilt and mbar; `midpoint` the midpoint lottery with the best tilt and beta.
 *
 * Search: N by steps of 0.2 % upwards from 100, then bisection inside the first step that reaches the target.
 * @throws RangeError when no N up to 1e18 reaches it
 */
export function populationFor(options: PopulationOptions): PopulationFound {
  const { attributes, segments, click, utility, target, design } = options;
  const shapeAt = (population: number): Shape =>
    shapeOf({ population, attributes, segments, grid: 'continuous', click, utility });
  const at = (population: number): Point => ERRORS[design](shapeAt(population));
  const [low, high] = bracket((n) => at(n).error <= target, design, target);
  let [a, b] = [low, high];
  for (let i = 0; i < 50; i++) {
    const middle = (a + b) / 2;
    if (at(middle).error <= target) b = middle;
    else a = middle;
  }
  const { x, beta } = at(b);
  return { population: b, x, beta };
}

/** Neighbouring populations between which the target is first reached. The rate rises up to N = e^3 and falls for ever after. */
function bracket(
  reached: (n: number) => boolean,
  design: Design,
  target: number,
): [number, number] {
  const monotone = design === 'midpoint' || design === 'free' || design === 'rate';
  const factor = monotone ? 4 : 1.002;
  for (let n = 100; n < 1e18; n *= factor) if (reached(n * factor)) return [n, n * factor];
  throw outOfRange('target', 'reachable by a population below 1e18', target);
}

/** The convention B = max(B, 1/c) of the paper's constants. */
function paperConstant(shape: Shape): number {
  return Math.max(shape.lipschitz, 1 / shape.slope);
}

const ERRORS: Readonly<Record<Design, (shape: Shape) => Point>> = {
  rate: (shape) => {
    const B = paperConstant(shape);
    const error = printedRate(shape.population, shape.attributes, shape.segments, B);
    return { error, x: exp(log(shape.population) / 3), beta: NaN };
  },
  printed: (shape) => {
    const B = paperConstant(shape);
    const { tilt, mbar, q } = printedParameters(shape.population, shape.attributes, B);
    return total(shape, tilt, 2 ** (1 - mbar), mbar < 1 ? 1 : q);
  },
  'least-q': (shape) => {
    const { tilt, mbar } = printedParameters(
      shape.population,
      shape.attributes,
      paperConstant(shape),
    );
    if (mbar < 1) return { error: 1, x: NaN, beta: NaN };
    const beta = 2 ** (1 - mbar);
    return total(
      shape,
      tilt,
      beta,
      leastQ(shape, tilt, beta, printedLottery(shape.attributes, mbar)),
    );
  },
  free: (shape) => {
    const best = (mbar: number): Point => {
      const [beta, lottery] = [2 ** (1 - mbar), printedLottery(shape.attributes, mbar)];
      return bestTilt(shape, (tilt) =>
        total(shape, tilt, beta, leastQ(shape, tilt, beta, lottery)),
      );
    };
    return Array.from({ length: 12 }, (_, i) => best(i + 1)).reduce(better);
  },
  midpoint: (shape) => {
    const lottery = midpointLottery(shape.attributes);
    return bestTilt(shape, (tilt) => {
      const at = (logBeta: number): Point => {
        const beta = exp(logBeta);
        return total(shape, tilt, beta, leastQ(shape, tilt, beta, lottery));
      };
      return at(golden((u) => at(u).error, log(1e-6), log(shape.attributes)));
    });
  },
};

function better(a: Point, b: Point): Point {
  return b.error < a.error ? b : a;
}

/** q/(1-q) = gain(beta) / loss(beta): the shortest deterred lie decides. */
function leastQ(
  shape: Shape,
  tilt: number,
  beta: number,
  lottery: { leastLoss(d: number, c: number): number },
): number {
  const gain = tanh((tilt * Math.min(shape.lipschitz * beta, shape.range)) / 2);
  const ratio = gain / lottery.leastLoss(beta, shape.slope);
  return ratio / (1 + ratio);
}

function total(shape: Shape, tilt: number, beta: number, q: number): Point {
  const x = shape.population * tilt;
  const own = exponentialBounds(shape).loss(tilt).value;
  const error = q >= 1 ? 1 : q + (1 - q) * (2 * shape.lipschitz * beta + own);
  return { error, x, beta };
}

/** The best x = N tilt in [e^-2, e^14]: a scan in steps of 0.5, then golden section. */
function bestTilt(shape: Shape, at: (tilt: number) => Point): Point {
  const error = (u: number): number => at(exp(u) / shape.population).error;
  let best = -2;
  for (let u = -2; u <= 14; u += 0.5) if (error(u) < error(best)) best = u;
  return at(exp(golden(error, best - 0.5, best + 0.5)) / shape.population);
}
