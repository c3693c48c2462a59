import type { Certificate } from '../../core/certificate.ts';
import { clickCurve, utilityCurve, type Curve } from '../../core/curve.ts';
import { integer, oneOf, outOfRange } from '../../core/errors.ts';
import { sum } from '../../core/numeric.ts';
import { checkedPopulation, type Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import type { PartBounds } from './bounds.ts';
import { calibrate, readBy, type Plan } from './calibration.ts';
import { certify } from './certify.ts';
import { coin } from '../commitment.ts';
import type { Target } from '../promise.ts';
import type { Truth } from '../truth.ts';
import { exponentialPart } from './exponential-part.ts';
import { paperPlan } from './paper-plan.ts';
import { byCoordinates, type PartDiagnostics, type PrivatePart, type Progress } from '../part.ts';
import { curvesOf, type Curves, type Shape } from './shape.ts';

export interface RepresentativesOptions {
  readonly population: Population;
  /** K, 1 to 100. */
  readonly segments: number;
  /** One click function, or one a report row. */
  readonly click: Curves;
  readonly utility: Curves;
  readonly grid: number | 'continuous';
  readonly mode: 'calibrated' | 'paper';
  /** Required unless the mode is paper, where neither is given. */
  readonly truth?: Truth;
  readonly promise?: Target;
  /** `once`: one coin for everybody; `each`: both parts are drawn and each consumer has her own coin [SEG, footnote 13]. */
  readonly coin?: 'once' | 'each';
  /** Proposals that an exact rejection may take before it is refused; effort only. Default 100,000. */
  readonly trials?: number;
  readonly progress?: Progress;
  /** Another private part in the exponential mechanism's place, with its declared bounds [SEG, after Thm 4]. */
  readonly part?: { readonly bounds: (shape: Shape) => PartBounds; readonly law: PrivatePart };
}

/** One private release. Products are rows of length I in [0, 1], ascending. */
export interface Release {
  readonly representatives: readonly (readonly number[])[];
  readonly part: 'exponential' | 'lottery' | 'each';
  /** With a coin each: the two products of the lottery, beside the K representatives. */
  readonly lotteryProducts?: readonly (readonly number[])[];
  readonly trials: number;
}

/** The segmentation mechanism on given reports. Only `draw` is private. */
export interface Representatives {
  readonly plan: Plan;
  readonly certificate: Certificate;
  draw(rng: Rng): Release;
  /** Row i's index into representatives, then lotteryProducts; for each person's eyes alone. */
  assign(release: Release, rng: Rng): Int32Array;
  /** For the data's owner; leaks. */
  diagnostics(): PartDiagnostics;
}

/**
 * K representatives for N consumers: with probability q an oblivious lottery that makes lying a loss, else the exponential
 * mechanism on the summed click probability; each consumer gets the product nearest to her report. Under `brackets` reports
 * are read as their nearest grid point.
 *
 * @throws TypeError, RangeError naming the option and its range
 * @see [SEG, 2.2, 2.3, 3]
 */
export function representatives(options: RepresentativesOptions): Representatives {
  const given = checkedPopulation(options.population);
  const plan = planned({ ...options, population: given });
  const mode = options.coin ?? 'once';
  oneOf('coin', mode, ['once', 'each']);
  const trials = integer('trials', options.trials ?? 100_000, 1);
  const read = readBy(plan, given);
  const clicks = curvesOf('click', options.click, clickCurve, read.attributes);
  rowCount('click', clicks, read);
  let made: PrivatePart | undefined;
  const part = (): PrivatePart =>
    (made ??= options.part?.law ?? exponentialPart(read, plan, clicks, trials, options.progress));
  return Object.freeze({
    plan,
    certificate: certify(plan),
    draw: (rng: Rng) => (mode === 'each' ? drawEach(plan, part(), rng) : drawOnce(plan, part, rng)),
    assign: (release: Release, rng: Rng) => assign(read, plan.q, release, rng),
    diagnostics: () => mixedDiagnostics(plan, read, clicks, part()),
  });
}

function planned(options: RepresentativesOptions): Plan {
  const { population, segments, grid, click, utility, truth, promise } = options;
  const { attributes, size } = population;
  const shape = { population: size, attributes, segments, grid, click, utility };
  rowCount('utility', curvesOf('utility', utility, utilityCurve, attributes), population);
  if (oneOf('mode', options.mode, ['calibrated', 'paper']) === 'paper') {
    if (truth !== undefined) throw outOfRange('truth', 'left out in paper mode', truth);
    if (promise !== undefined) throw outOfRange('promise', 'left out in paper mode', promise);
    return paperPlan(shape);
  }
  if (truth === undefined) throw outOfRange('truth', 'brackets, beyond or gain', truth);
  if (promise === undefined) throw outOfRange('promise', 'epsilon, tilt or loss', promise);
  const bounds = options.part ? { part: options.part.bounds } : {};
  return calibrate({ ...shape, truth, ...promise, ...bounds });
}

/** One curve for everybody, or exactly one a row. */
function rowCount(path: string, curves: readonly Curve[], { weights }: Population): void {
  if (curves.length !== 1 && curves.length !== weights.length) {
    throw outOfRange(`${path}.length`, `1 or ${weights.length}`, curves.length);
  }
}

function drawOnce(plan: Plan, part: () => PrivatePart, rng: Rng): Release {
  const chosen = plan.lottery === null ? 'exponential' : coin(plan.q, rng);
  if (chosen === 'lottery' && plan.lottery) {
    const [low, high] = plan.lottery.draw(rng);
    const rest = Array.from({ length: Math.max(0, plan.segments - 2) }, () => high);
    return { representatives: [low, high, ...rest], part: chosen, trials: 0 };
  }
  const { products, trials } = part().draw(rng);
  return { representatives: products.toSorted(byCoordinates), part: 'exponential', trials };
}

function drawEach(plan: Plan, part: PrivatePart, rng: Rng): Release {
  const { products, trials } = part.draw(rng);
  const representatives = products.toSorted(byCoordinates);
  if (plan.lottery === null) return { representatives, part: 'each', trials };
  return { representatives, part: 'each', trials, lotteryProducts: plan.lottery.draw(rng) };
}

/** Nearest product in l1, ties to the lower index; with a coin each, of the part her own coin chose. */
function assign(read: Population, q: number, release: Release, rng: Rng): Int32Array {
  const { points, attributes, weights } = read;
  const { representatives: own, lotteryProducts: shown = [] } = release;
  return Int32Array.from(weights, (_, row) => {
    const report = points.subarray(row * attributes, (row + 1) * attributes);
    if (shown.length > 0 && coin(q, rng) === 'lottery') return own.length + nearest(report, shown);
    return nearest(report, own);
  });
}

function nearest(report: Float64Array, products: readonly (readonly number[])[]): number {
  let [best, least] = [0, Infinity];
  for (let k = 0; k < products.length; k++) {
    let d = 0;
    for (let i = 0; i < report.length; i++) d += Math.abs(report[i]! - products[k]![i]!);
    if (d < least) [best, least] = [k, d];
  }
  return best;
}

/** Welfare of the whole mechanism: the lottery's is exact too, a consumer's expected click being her utility under P. */
function mixedDiagnostics(
  plan: Plan,
  read: Population,
  clicks: readonly Curve[],
  part: PrivatePart,
): PartDiagnostics {
  const own = part.diagnostics();
  const { lottery, q, attributes } = plan;
  if (lottery === null || own.expectedWelfare === undefined) return own;
  const clicked = sum(
    Array.from(read.weights, (w, row) => {
      const t = Array.from(read.points.subarray(row * attributes, (row + 1) * attributes));
      return w * lottery.utility(t, t, clicks[row % clicks.length]!);
    }),
  );
  const expectedWelfare = (1 - q) * own.expectedWelfare + (q * clicked) / read.size;
  return { ...own, expectedWelfare };
}
