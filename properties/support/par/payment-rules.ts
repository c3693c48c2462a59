import {
  compared,
  inner,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { productEnvironment } from '../../../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import { market } from '../../../src/mechanisms/monopoly/market.ts';
import { subdivision } from '../../../src/mechanisms/maps/subdivision.ts';
import type { Monopolist } from '../../../src/mechanisms/monopoly/optimum.ts';
import { paymentRanges } from '../../../src/mechanisms/monopoly/payments.ts';
import { bestAmongOptimal, extremes, type Rows } from './judge.ts';
import { rowOf, type Pair } from './two-types.ts';

type Payments = readonly Rational[];

/** An environment of up to three types as the engine and as the judge see it. */
export interface Told {
  readonly rows: Rows;
  readonly seller: Monopolist;
}

export function told(values: Pair): Told {
  return {
    rows: values.map((row) => rowOf(row)),
    seller: exactMonopolist(productEnvironment({ values })),
  };
}

export const sharesIn = ({ seller }: Told, masses: readonly (number | string)[]): Rational[] => [
  ...market(seller.environment, masses),
];

/** The least and the most that every type of T pays in an optimal mechanism for all of T: the engine where all are there, else the judge. */
function rangesOverall({ rows, seller }: Told, f: Payments): (readonly [Rational, Rational])[] {
  if (f.every((share) => share.numerator > 0n)) {
    const ranges = paymentRanges(seller.environment, seller.optimum(f));
    return ranges.map(({ low, high }) => [low, high]);
  }
  return rows.map((_, t) => extremes(rows, f, t, 'pays'));
}

/** The one optimal payment rule over all of T, or null where there are several. */
export function onlyPayments(environment: Told, f: Payments): Payments | null {
  const ranges = rangesOverall(environment, f);
  return ranges.every(([low, high]) => compared(low, high) === 0)
    ? ranges.map(([low]) => low)
    : null;
}

/** Directions in which one type's mass goes to another: the corners of a small box around f, for up to three types. */
export function transfers(f: Payments): Rational[][] {
  return f.flatMap((share, from) =>
    f.flatMap((_, to) =>
      from === to || share.numerator === 0n
        ? []
        : [f.map((__, t) => (t === to ? ONE : t === from ? minus(ZERO, ONE) : ZERO))],
    ),
  );
}

export const along = (f: Payments, d: Payments, step: Rational): Rational[] =>
  f.map((share, t) => plus(share, times(step, d[t]!)));

/** As far as masses stay >= 0. */
const room = (f: Payments, d: Payments): Rational =>
  f.reduce((least, share, t) => {
    if (d[t]!.numerator >= 0n) return least;
    const limit = over(share, minus(ZERO, d[t]!));
    return compared(limit, least) < 0 ? limit : least;
  }, ONE);

/** How far along d the payments p, optimal at f, stay optimal: each better rule found cuts the way, until none is found. Exact. */
export function reach({ seller }: Told, f: Payments, p: Payments, d: Payments): Rational {
  let step = room(f, d);
  for (;;) {
    const there = along(f, d, step);
    const { revenue, mechanism } = seller.optimum(there);
    if (compared(revenue, inner(there, p)) <= 0) return step;
    const lost = p.map((mine, t) => minus(mine, mechanism.payments[t]!));
    step = over(inner(f, lost), minus(ZERO, inner(d, lost)));
  }
}

/** The largest epsilon for which p is optimal in all markets epsilon-close to f; up to three types. */
export function radius(environment: Told, f: Payments, p: Payments): Rational {
  const steps = transfers(f).map((d) => reach(environment, f, p, d));
  return steps.reduce((least, step) => (compared(step, least) < 0 ? step : least), ONE);
}

/** A step of mass to missing types is halved so many times before it is given up. */
const HALVINGS = 60;

/** Whether those who are there go on paying p, alone optimal among them, when a little mass goes to any missing type. */
export function keptByNewcomers({ seller }: Told, f: Payments, p: Payments): boolean {
  const { environment } = seller;
  const there = f.flatMap((share, t) => (share.numerator > 0n ? [t] : []));
  const stays = (d: Payments, step: Rational): boolean => {
    const optimum = seller.optimum(along(f, d, step));
    const ranges = paymentRanges(environment, optimum);
    return optimum.support.every(
      (t, i) =>
        !there.includes(t) ||
        (compared(ranges[i]!.low, p[t]!) === 0 && compared(ranges[i]!.high, p[t]!) === 0),
    );
  };
  const half = (d: Payments, i: number): Rational =>
    times(room(f, d), rational(`1/${2n ** BigInt(i)}`));
  return transfers(f)
    .filter((d) => d.some((x, t) => x.numerator > 0n && !there.includes(t)))
    .every((d) =>
      Array.from({ length: HALVINGS }, (_, i) => i + 1).some((i) => stays(d, half(d, i))),
    );
}

/** Normals b of the hyperplanes b f = 0 of every two payment rules that are alone optimal somewhere. */
export function betweenRules({ seller, rows }: Told): Rational[][] {
  const regions = subdivision(
    seller,
    rows.map((_, t) => t),
  );
  return regions.flatMap(({ payments }, i) =>
    regions.slice(i + 1).map((other) => payments.map((p, t) => minus(p, other.payments[t]!))),
  );
}

/** Normals of the faces f(t) = 0. */
export const faceNormals = (n: number): Rational[][] =>
  Array.from({ length: n }, (_, t) => Array.from({ length: n }, (__, s) => (s === t ? ONE : ZERO)));

/** The vertices of the payment rules of two types, and the sides between them: b p <= h. All of them, by the judge. */
export function payments2(rows: Rows): {
  readonly vertices: readonly Payments[];
  readonly sides: readonly { readonly b: Payments; readonly h: Rational }[];
} {
  const farthest = (b: Payments): Payments =>
    bestAmongOptimal(rows, b, [
      { pays: rows.map(() => ONE) },
      ...faceNormals(2).map((pays) => ({ pays })),
    ]).slice(2);
  const less = minus(ZERO, ONE);
  const ends = [less, ONE].map((x) => [minus(ZERO, x), x]);
  const [first, last] = ends.map((b) => farthest(b)) as [Payments, Payments];
  const sides = ends.map((b, i) => ({ b, h: inner(b, i === 0 ? first : last) }));
  const between = (from: Payments, to: Payments): Payments[] => {
    const b = [minus(to[1]!, from[1]!), minus(from[0]!, to[0]!)];
    if (total(b).numerator <= 0n) return [];
    const next = farthest(b);
    if (compared(inner(b, next), inner(b, from)) > 0) {
      return [...between(from, next), next, ...between(next, to)];
    }
    sides.push({ b, h: inner(b, from) });
    return [];
  };
  return { vertices: [first, ...between(first, last), last], sides };
}
