import { outOfRange } from '../../core/errors.ts';
import { exp, log } from '../../kernel/exp.ts';
import { exponentialBounds } from './bounds.ts';
import type { Plan } from './calibration.ts';
import { printedLottery } from './lottery.ts';
import { shapeOf, type Shape, type ShapeOptions } from './shape.ts';

/** The printed parameters as functions of N, I and B, B >= 1/c [SEG, 3]. */
export interface PrintedParameters {
  /** N^(-2/3): the tilt. */
  readonly tilt: number;
  /** ceil(log2(N^(1/3) / ln N)); below 1 for small N. */
  readonly mbar: number;
  /** 32 B^2 I^2 tilt mbar 2^mbar; the mechanism is defined where mbar >= 1 and q < 1. */
  readonly q: number;
}

/** The printed parameters, whether or not they define a mechanism. N > 1. */
export function printedParameters(
  population: number,
  attributes: number,
  lipschitz: number,
): PrintedParameters {
  const logN = log(population);
  const tilt = exp((-2 / 3) * logN);
  const mbar = Math.ceil((logN / 3 - log(logN)) / log(2));
  const q = 32 * lipschitz * lipschitz * attributes ** 2 * tilt * mbar * 2 ** mbar;
  return { tilt, mbar, q };
}

/** kappa ln N / N^(1/3), kappa = 32 B^2 I^2 + 2 + 3 (K + 2): the printed rate [SEG, Thm 4]. */
export function printedRate(
  population: number,
  attributes: number,
  segments: number,
  lipschitz: number,
): number {
  const kappa = 32 * lipschitz * lipschitz * attributes ** 2 + 2 + 3 * (segments + 2);
  const logN = log(population);
  return kappa * logN * exp(-logN / 3);
}

/**
 * The mechanism as printed. Its guarantee is the best of the printed rate and of q r + (1-q)(2 B beta + L) with
 * beta = 2^-(mbar-1), below which lies are not deterred, and L the exponential part's own bound.
 *
 * @throws RangeError when N is too small for the printed q to be below 1
 */
export function paperPlan(options: ShapeOptions): Plan {
  const shape = shapeOf(options);
  const { population, attributes, segments, range, slope } = shape;
  // "without loss of generality c = 1/B (otherwise set B = max{B, 1/c})" [SEG, 2.2]
  const lipschitz = Math.max(shape.lipschitz, 1 / slope);
  const { tilt, mbar, q } = printedParameters(population, attributes, lipschitz);
  if (!(mbar >= 1 && q < 1)) {
    const wanted = `large enough for the printed q = 32 B^2 I^2 eps mbar 2^mbar to be below 1 (here q = ${q}, mbar = ${mbar})`;
    throw outOfRange('population', wanted, population);
  }
  const bounds = exponentialBounds(shape);
  const own = bounds.loss(tilt);
  const lottery = printedLottery(attributes, mbar);
  const tolerance = 2 ** (1 - mbar);
  const mixed = q * range + (1 - q) * Math.min(range, 2 * lipschitz * tolerance + own.value);
  const rate = printedRate(population, attributes, segments, lipschitz);
  const promised = Math.min(range, mixed, rate);
  return Object.freeze({
    ...shape,
    mode: 'paper' as const,
    truth: 'paper' as const,
    tilt,
    epsilon: bounds.epsilon(tilt),
    q,
    promised,
    formula: formulaOf(promised, mixed, rate, own.formula),
    dataHelp: promised < shape.blind,
    tolerance,
    worstGain: (1 - q) * bounds.gain(tilt, tolerance),
    leastLoss: leastNetLoss(shape, q, tilt, tolerance, lottery.leastLoss),
    lottery,
  });
}

function formulaOf(promised: number, mixed: number, rate: number, own: string): string {
  if (promised === mixed) return `q r + (1 - q) (2 B 2^(1-mbar) + L), L = ${own}`;
  return promised === rate ? 'kappa ln N / N^(1/3)' : 'P(0) - P(I)';
}

/** What a deterred lie loses at least: the lottery's loss less the exponential part's gain, at the threshold. */
function leastNetLoss(
  shape: Shape,
  q: number,
  tilt: number,
  threshold: number,
  lotteryLoss: (d: number, c: number) => number,
): number {
  const gain = exponentialBounds(shape).gain(tilt, threshold);
  return Math.max(0, q * lotteryLoss(threshold, shape.slope) - (1 - q) * gain);
}
