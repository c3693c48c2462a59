import { list, ofLength, outOfRange, wrongKind } from '../../core/errors.ts';
import {
  compared,
  inner,
  minus,
  ONE,
  over,
  rational,
  times,
  total,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { market, marketOf, type Market } from '../monopoly/market.ts';
import { figures, magnitude } from './figures.ts';

/** A market with a weight > 0. */
export interface Segment {
  readonly weight: Rational;
  readonly market: Market;
}

/** Segments whose weights add up to 1 and whose markets average back to the market they segment [PAR, 4]. */
export type Segmentation = readonly Segment[];

/** A segment as somebody writes it down: its weight and its market (masses, divided by their sum), or the mass of each type in it. */
export type SegmentInput =
  | { readonly weight: Quantity; readonly market: readonly Quantity[] }
  | { readonly masses: readonly Quantity[] };

/** A segmentation written down in rounded numbers, and what had to be changed. */
export interface RoundedSegmentation {
  readonly segments: Segmentation;
  /** The largest difference between a type's share and its average over the segments as written, or of the weights' sum from 1. */
  readonly difference: Rational;
}

/** Types by name: all of an environment that matters here. */
type Named = Pick<ProductEnvironment, 'types'>;

/** The most that rounded numbers may miss by: 1e-9 of the market. */
const ROUNDING = rational('1e-9');

/**
 * Checks that the segments are a segmentation of f, exactly: weights > 0, sum_s w_s = 1, sum_s w_s f_s = f. Segments by their masses may
 * be in any unit: the masses of all segments are divided by their sum. O(n m) for m segments.
 *
 * @throws RangeError, TypeError naming the segment, or the type with its share and its average; for rounded numbers see `roundedSegmentation`
 */
export function segmentation(
  environment: Named,
  f: Market,
  segments: readonly SegmentInput[],
): Segmentation {
  const found = written(environment, segments);
  checkAverages(environment, marketOf(environment.types.length, f), found, ZERO);
  return found;
}

/**
 * The same for numbers that may be rounded: weights and averages may miss by 1e-9. f stands, and so does how each type is spread over
 * the segments: the mass of type t in segment s becomes f(t) m_s(t) / sum_s m_s(t), which averages back exactly. ours.
 *
 * @throws RangeError as `segmentation`, beyond 1e-9; also for a type that is in the market and in no segment, and for a segment of
 * types that are not in the market
 */
export function roundedSegmentation(
  environment: Named,
  f: Market,
  segments: readonly SegmentInput[],
): RoundedSegmentation {
  const found = written(environment, segments);
  const whole = marketOf(environment.types.length, f);
  const difference = checkAverages(environment, whole, found, ROUNDING);
  if (difference.numerator === 0n) return { segments: found, difference };
  const sums = averages(environment, found);
  const scale = f.map((share, t) => {
    if (share.numerator === 0n) return ZERO;
    if (sums[t]!.numerator > 0n) return over(share, sums[t]!);
    const range = `segments of which one has type ${environment.types[t]!}`;
    throw outOfRange('segments', range, 'none');
  });
  const masses = found.map(({ weight, market: g }) =>
    g.map((share, t) => times(times(weight, share), scale[t]!)),
  );
  return { segments: masses.map((row, s) => fromMasses(row, `segments[${s}]`)), difference };
}

/** sum_s w_s f_s: the market that the segments average back to. O(n m). */
export function averages(environment: Named, segments: Segmentation): Rational[] {
  const weights = segments.map(({ weight }) => weight);
  return environment.types.map((_, t) =>
    inner(
      weights,
      segments.map((each) => each.market[t]!),
    ),
  );
}

/** Whether some segment is not the market itself [PAR, 4]. @throws RangeError for another number of types */
export function nonTrivial(f: Market, segments: Segmentation): boolean {
  sameTypes(f, segments);
  return segments.some((each) => each.market.some((share, t) => compared(share, f[t]!) !== 0));
}

/** Checks that segments have as many types as the market. */
export function sameTypes(f: Market, segments: Segmentation): void {
  segments.forEach(({ market: own }, s) => ofLength(`segments[${s}].market`, own, f.length));
}

/** The segment that holds these masses of the whole market. @throws RangeError for a mass below 0, or none above */
export function fromMasses(masses: readonly Rational[], path = 'segment'): Segment {
  masses.forEach((mass, t) => {
    if (mass.numerator < 0n) throw outOfRange(`${path}[${t}]`, '>= 0', figures(mass));
  });
  const weight = total(masses);
  if (weight.numerator > 0n) return { weight, market: masses.map((mass) => over(mass, weight)) };
  throw outOfRange(path, 'a segment of types that are in the market', 'none of them');
}

function written(environment: Named, segments: readonly SegmentInput[]): Segmentation {
  const given = list('segments', segments);
  if (given.length === 0) throw outOfRange('segments.length', '>= 1', 0);
  const byMass = given.filter((each) => isByMass(each)).length;
  if (byMass !== 0 && byMass !== given.length) {
    throw outOfRange('segments', 'all of weight and market or all of masses', 'both');
  }
  return byMass === 0 ? weighted(environment, given) : massed(environment, given);
}

type Weighted = Extract<SegmentInput, { readonly weight: Quantity }>;
type Massed = Exclude<SegmentInput, Weighted>;

function isByMass(input: unknown): input is Massed {
  return typeof input === 'object' && input !== null && 'masses' in input && !('weight' in input);
}

function isWeighted(input: unknown): input is Weighted {
  if (typeof input !== 'object' || input === null || 'masses' in input) return false;
  return 'weight' in input && 'market' in input;
}

function weighted(environment: Named, given: readonly SegmentInput[]): Segmentation {
  return given.map((each: unknown, s) => {
    const path = `segments[${s}]`;
    if (!isWeighted(each)) throw wrongKind(path, 'a weight and a market, or masses', each);
    const { weight: share, market: shares } = each;
    const weight = rational(share, `${path}.weight`);
    if (weight.numerator <= 0n) {
      throw outOfRange(`${path}.weight`, '> 0', figures(weight));
    }
    return { weight, market: market(environment, shares, `${path}.market`) };
  });
}

function massed(environment: Named, given: readonly SegmentInput[]): Segmentation {
  const rows = (given as readonly Massed[]).map(({ masses }, s) => {
    const path = `segments[${s}].masses`;
    const shares = market(environment, masses, path);
    const weight = total(masses.map((mass, t) => rational(mass, `${path}[${t}]`)));
    return { weight, market: shares };
  });
  const sum = total(rows.map(({ weight }) => weight));
  return rows.map(({ weight, market: shares }) => ({ weight: over(weight, sum), market: shares }));
}

/** The largest difference, if it is within the tolerance. */
function checkAverages(
  environment: Named,
  f: Market,
  segments: Segmentation,
  tolerance: Rational,
): Rational {
  const weights = total(segments.map(({ weight }) => weight));
  const sums = averages(environment, segments);
  const checks = [
    { what: 'weights that add up to', wanted: ONE, found: weights },
    ...f.map((share, t) => ({
      what: `shares of type ${environment.types[t]!} that average to`,
      wanted: share,
      found: sums[t]!,
    })),
  ];
  return checks.reduce((most, { what, wanted, found }) => {
    const off = magnitude(minus(found, wanted));
    if (compared(off, tolerance) > 0) {
      const limit = tolerance.numerator === 0n ? '' : ' within 1e-9';
      const range = `segments with ${what} ${figures(wanted)}${limit}`;
      throw outOfRange('segments', range, figures(found, wanted));
    }
    return compared(off, most) > 0 ? off : most;
  }, ZERO);
}
