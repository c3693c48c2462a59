/**
 * The commitment lotteries of facility location as lists of what they may draw, positions in steps of the grid, and what
 * a report loses in them: exactly, under every tie rule.
 */

/** Sites at low/parts and high/parts, drawn with probability 1/inverse; all whole numbers. */
export interface Offer {
  readonly low: number;
  readonly high: number;
  readonly parts: number;
  readonly inverse: number;
}

/** Which site serves a report half-way between two. `liar`: the one that suits the liar. */
export type TieRule = 'low' | 'high' | 'liar';

/** The lotteries by name: LOC2's, LOC3's as printed, and LOC3's with 2^X for X and Y below it. */
export type LotteryName = 'adjacent' | 'printed' | 'dyadic';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** LOC2: j/m and (j+1)/m, j uniform in 0..m-1. */
export function adjacentOffers(m: number): Offer[] {
  return range(m).map((j) => ({ low: j, high: j + 1, parts: 1, inverse: m }));
}

/** LOC3 as printed, m = 2^mbar: X uniform in 1..mbar, Y uniform in 0..X, sites Y/X and (Y+1)/X. */
export function printedOffers(mbar: number): Offer[] {
  const m = 2 ** mbar;
  return range(mbar).flatMap((x) => {
    const parts = x + 1;
    return range(parts + 1).map((y) => ({
      low: m * y,
      high: m * (y + 1),
      parts,
      inverse: mbar * (parts + 1),
    }));
  });
}

/** LOC3 mended: X uniform in 1..mbar, Y uniform in 0..2^X - 1, sites Y/2^X and (Y+1)/2^X. */
export function dyadicOffers(mbar: number): Offer[] {
  const m = 2 ** mbar;
  return range(mbar).flatMap((x) => {
    const count = 2 ** (x + 1);
    const width = m / count;
    return range(count).map((y) => ({
      low: width * y,
      high: width * (y + 1),
      parts: 1,
      inverse: mbar * count,
    }));
  });
}

const made = new Map<string, readonly Offer[]>();

/** The offers of a lottery on the grid of m steps, made once; all but `adjacent` need a power of two. */
export function offersOf(name: LotteryName, m: number): readonly Offer[] {
  const offers =
    made.get(`${name}/${m}`) ??
    {
      adjacent: () => adjacentOffers(m),
      dyadic: () => dyadicOffers(Math.log2(m)),
      printed: () => printedOffers(Math.log2(m)),
    }[name]();
  made.set(`${name}/${m}`, offers);
  return offers;
}

/** Where the report is sent, in parts of a step. */
function served({ low, high, parts }: Offer, report: number, ties: 'low' | 'high'): number {
  const excess = 2 * parts * report - low - high;
  if (excess === 0) return ties === 'low' ? low : high;
  return excess < 0 ? low : high;
}

/** What the agent at `type` travels when her report is held to its nearest site, in parts of a step. */
function travelled(offer: Offer, type: number, report: number, ties: 'low' | 'high'): number {
  return Math.abs(type * offer.parts - served(offer, report, ties));
}

/** What `report` loses against `other` in one offer, in parts of a step. */
function lostIn(offer: Offer, type: number, report: number, other: number, ties: TieRule): number {
  if (ties !== 'liar') {
    return travelled(offer, type, report, ties) - travelled(offer, type, other, ties);
  }
  const lie = Math.min(
    travelled(offer, type, report, 'low'),
    travelled(offer, type, report, 'high'),
  );
  const rival = Math.max(
    travelled(offer, type, other, 'low'),
    travelled(offer, type, other, 'high'),
  );
  return lie - rival;
}

/**
 * What `report` loses against `other` (default: the truth) for the agent at `type`, as a share of the line; `type` may be
 * off the grid. Under `liar` every tie suits the report and hurts the other.
 */
export function lossIn(
  offers: readonly Offer[],
  m: number,
  type: number,
  report: number,
  ties: TieRule,
  other = type,
): number {
  return (
    offers.reduce((sum, offer) => {
      return sum + lostIn(offer, type, report, other, ties) / (offer.parts * offer.inverse);
    }, 0) / m
  );
}

/** The same as an exact fraction in lowest terms, "p/q", for whole positions. */
export function exactLossIn(
  offers: readonly Offer[],
  m: number,
  type: number,
  report: number,
  ties: TieRule,
): string {
  let [top, bottom] = [0n, 1n];
  for (const offer of offers) {
    const lost = BigInt(lostIn(offer, type, report, type, ties));
    const under = BigInt(offer.parts * offer.inverse * m);
    [top, bottom] = [top * under + lost * bottom, bottom * under];
    const common = divisor(top < 0n ? -top : top, bottom);
    [top, bottom] = [top / common, bottom / common];
  }
  return bottom === 1n ? `${top}` : `${top}/${bottom}`;
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

/**
 * What `report` loses in LOC1's commitment, uniform over the ordered K-tuples, as a count of steps over all (m+1)^K of
 * them; ties in the liar's favour.
 */
export function uniformLoss(drawn: readonly number[][], type: number, report: number): number {
  return drawn.reduce((sum, sites) => {
    const nearest = Math.min(...sites.map((x) => Math.abs(x - report)));
    const lie = Math.min(
      ...sites.filter((x) => Math.abs(x - report) === nearest).map((x) => Math.abs(x - type)),
    );
    return sum + lie - Math.min(...sites.map((x) => Math.abs(x - type)));
  }, 0);
}
