import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';

/** Where one payment rule is optimal among the markets of some types: a polygon, an interval or a point. */
export interface Region {
  readonly payments: readonly Rational[];
  /** The extreme points of its closure, in order around it. */
  readonly corners: readonly Market[];
}

/**
 * The payment rules that alone are optimal somewhere among the markets of up to three types, and where. The most revenue V(f) is the
 * largest p f over payment rules, hence convex in f [PAR, Lemma 2]; rules are added until the seller finds V(f) = max p f at every
 * corner, which proves it everywhere between: no region is missing. One optimum for each corner ever met, in fractions.
 *
 * @param seller an exact one
 * @param support one, two or three types
 */
export function subdivision(seller: Monopolist, support: readonly number[]): readonly Region[] {
  const corners = support.map((only) =>
    seller.environment.types.map((_, t) => (t === only ? ONE : ZERO)),
  );
  const first = seller.optimum(middle(corners)).mechanism.payments;
  let regions: readonly Region[] = [{ payments: first, corners }];
  const proved = new Set<string>();
  const open = (): Market | undefined =>
    regions.flatMap((region) => region.corners).find((corner) => !proved.has(nameOf(corner)));
  for (let corner = open(); corner; corner = open()) {
    proved.add(nameOf(corner));
    const { mechanism, revenue } = seller.optimum(corner);
    const earned = (region: Region): Rational => inner(region.payments, corner!);
    if (regions.some((region) => compared(earned(region), revenue) === 0)) continue;
    regions = refined(regions, { payments: mechanism.payments, corners }, support.length);
  }
  return regions;
}

/** The mean of some markets: inside their hull. */
export function middle(corners: readonly Market[]): Market {
  const count = rational(BigInt(corners.length));
  return corners[0]!.map((_, t) =>
    over(
      corners.reduce((sum, corner) => plus(sum, corner[t]!), ZERO),
      count,
    ),
  );
}

function nameOf(f: Market): string {
  return f.map((share) => fractionText(share)).join();
}

/** The regions with one more payment rule; whoever is left without an interior goes. */
function refined(regions: readonly Region[], added: Region, size: number): readonly Region[] {
  const own = regions.reduce((left, rival) => against(left, rival.payments), added);
  return [...regions.map((region) => against(region, added.payments)), own].filter(
    ({ corners }) => corners.length >= size,
  );
}

/** The part of a region where its rule earns at least what another one does. */
function against({ payments, corners }: Region, other: readonly Rational[]): Region {
  const lead = payments.map((p, t) => minus(p, other[t]!));
  const sides = corners.map((corner) => inner(lead, corner));
  // The two corners of an interval have one side between them, those of a polygon as many as it has corners.
  const last = corners.length === 2 ? 1 : corners.length;
  return {
    payments,
    corners: corners.flatMap((corner, i) => {
      const next = (i + 1) % corners.length;
      const [here, there] = [sides[i]!, sides[next]!];
      const crossed = i < last && here.numerator * there.numerator < 0n;
      return [
        ...(here.numerator >= 0n ? [corner] : []),
        ...(crossed ? [crossing(corner, here, corners[next]!, there)] : []),
      ];
    }),
  };
}

/** The point between two where the lead, of opposite signs at them, is 0. */
function crossing(a: Market, leadA: Rational, b: Market, leadB: Rational): Market {
  const share = over(leadA, minus(leadA, leadB));
  return a.map((x, t) => plus(x, times(share, minus(b[t]!, x))));
}
