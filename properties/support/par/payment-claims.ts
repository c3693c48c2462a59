import {
  compared,
  inner,
  minus,
  nearest,
  ONE,
  over,
  plus,
  rational,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { uniquePayments } from '../../../src/mechanisms/monopoly/payments.ts';
import { broken, extremes, type Offered, type Rows } from './judge.ts';
import {
  along,
  betweenRules,
  faceNormals,
  keptByNewcomers,
  onlyPayments,
  payments2,
  radius,
  reach,
  sharesIn,
  told,
  transfers,
  type Told,
} from './payment-rules.ts';
import { bestOf } from './paths.ts';
import { rowOf, type Pair } from './two-types.ts';

/** An environment of two or three types, and masses. */
export interface Peopled {
  readonly values: Pair;
  readonly masses: readonly (number | string)[];
}

/** Nobody pays less than minus the bound. */
export interface Bounded {
  readonly values: Pair;
  readonly bound: number;
}

/** A menu of lotteries with prices, from which and from nothing everybody chooses, and what everybody gets back on top. */
export interface Rebated {
  readonly values: Pair;
  /** Weights of the k + 1 alternatives, and a price in quarters. */
  readonly menu: readonly { readonly weights: readonly number[]; readonly price: number }[];
  readonly back: number;
}

/** -1 where everybody is given bound + 1 and sold nothing, which is IC and IR. */
export function boundedSlack({ values, bound }: Bounded): number {
  const rows = values.map((row) => rowOf(row));
  const offered: Offered = {
    allocation: rows.map((row) => row.map((_, a) => (a === 0 ? ONE : ZERO))),
    payments: rows.map(() => rational(-bound - 1)),
  };
  return broken(rows, offered).numerator === 0n ? -1 : 1;
}

/** What everybody chooses: the most surplus, the higher price among equals. */
function chosen(rows: Rows, { menu, back }: Rebated): Offered {
  const items = menu
    .filter(({ weights }) => weights.some((w) => w > 0))
    .map(({ weights, price }) => {
      const whole = rational(weights.reduce((sum, w) => sum + w, 0));
      return { x: weights.map((w) => over(rational(w), whole)), p: rational(`${price}/4`) };
    });
  const nothing = { x: rows[0]!.map((_, a) => (a === 0 ? ONE : ZERO)), p: ZERO };
  const picks = rows.map((row) =>
    [nothing, ...items].reduce((best, item) => {
      const order = compared(minus(inner(row, item.x), item.p), minus(inner(row, best.x), best.p));
      return order > 0 || (order === 0 && compared(item.p, best.p) > 0) ? item : best;
    }),
  );
  return {
    allocation: picks.map(({ x }) => x),
    payments: picks.map(({ p }) => minus(p, rational(back))),
  };
}

/**
 * conv(P_V) - R+ (1, .., 1): p(t) at most the best value; p(t) - p(s) at most the spread of t's values, outside option included; for two
 * types inside every side between the vertices. `moved` towards full values; `ray`: whether money back for all is allowed for.
 */
export const polyhedronSlack =
  (moved = ZERO, ray = true) =>
  (c: Rebated): number => {
    const rows = c.values.map((row) => rowOf(row));
    const offered = chosen(rows, c);
    if (broken(rows, offered).numerator !== 0n) return NaN;
    const full = rows.map((row) => row[bestOf(row)]!);
    const p = offered.payments.map((x, t) => plus(x, times(moved, minus(full[t]!, x))));
    const spread = rows.map((row, t) =>
      minus(full[t]!, row[bestOf(row.map((v) => minus(ZERO, v)))]!),
    );
    const left = p.flatMap((x, t) => [
      minus(full[t]!, x),
      ...p.map((y, s) => (s === t ? ONE : minus(spread[t]!, minus(x, y)))),
    ]);
    return Math.min(
      ...[...left, ...(rows.length === 2 ? insideOf(rows, p, ray) : [])].map((x) => nearest(x)),
    );
  };

function insideOf(rows: Rows, p: readonly Rational[], ray: boolean): Rational[] {
  const { vertices, sides } = payments2(rows);
  const sums = vertices.map((v) => total(v));
  const least = sums.reduce((low, sum) => (compared(sum, low) < 0 ? sum : low));
  return [
    ...sides.map(({ b, h }) => minus(h, inner(b, p))),
    ...(ray ? [] : [minus(total(p), least)]),
  ];
}

/** What is unique on the support is kept by newcomers; over all of T: the largest perturbation that a unique optimal payment rule survives, > 0; -1 where it survives none. `anyway`: several rules too. */
export const survivalSlack =
  (anyway = false, part = ZERO) =>
  ({ values, masses }: Peopled): number => {
    const environment = told(values);
    const f = sharesIn(environment, masses);
    const only = onlyPayments(environment, f);
    const choice = environment.seller.optimum(f);
    if (uniquePayments(environment.seller.environment, choice)) {
      if (!keptByNewcomers(environment, f, choice.mechanism.payments)) return -1;
    }
    if (only === null && !anyway) return 1;
    const p = only ?? choice.mechanism.payments;
    const epsilon = radius(environment, f, p);
    if (epsilon.numerator === 0n) return -1;
    if (part.numerator > 0n && !survives(environment, f, p, part)) return -1;
    return nearest(epsilon);
  };

/** Whether p alone stays optimal over all of T so many times as far as it stays optimal, in every direction with room. */
function survives(
  environment: Told,
  f: readonly Rational[],
  p: readonly Rational[],
  part: Rational,
): boolean {
  return transfers(f).every((d) => {
    const there = along(f, d, times(part, reach(environment, f, p, d)));
    if (there.some((share) => share.numerator < 0n)) return true;
    const only = onlyPayments(environment, there);
    return only?.every((x, t) => compared(x, p[t]!) === 0) ?? false;
  });
}

/** Which normals are listed: those between rules, and those of the faces. */
interface Listed {
  readonly rules: boolean;
  readonly faces: boolean;
}

const ALL: Listed = { rules: true, faces: true };

function listed(
  environment: Told,
  f: readonly Rational[],
  { rules, faces }: Listed,
  off: Rational,
): boolean {
  const normals = [
    ...(rules ? betweenRules(environment) : []),
    ...(faces ? faceNormals(f.length) : []),
  ];
  return normals.some((b) => compared(inner(b, f), off) === 0);
}

/** Several optimal payment rules, by the judge over all of T, only on a listed hyperplane; on the support only between two rules. */
export const hyperplaneSlack =
  (which = ALL, off = ZERO) =>
  ({ values, masses }: Peopled): number => {
    const environment = told(values);
    const f = sharesIn(environment, masses);
    const ranges = f.map((_, t) => extremes(environment.rows, f, t, 'pays'));
    const several = ranges.map(([low, high]) => compared(low, high) !== 0);
    if (!several.includes(true)) return 1;
    const there = several.some((yes, t) => yes && f[t]!.numerator > 0n);
    const lists = there ? { ...which, faces: false } : which;
    return listed(environment, f, lists, off) ? 0 : -1;
  };

/**
 * Off the listed hyperplanes the optimal mechanisms stay the same nearby: the largest such perturbation. On the support, off those
 * between rules: what those pay who are there is unique and stays.
 */
export const genericSlack =
  (which = ALL) =>
  ({ values, masses }: Peopled): number => {
    const environment = told(values);
    const f = sharesIn(environment, masses);
    if (!listed(environment, f, { ...which, faces: false }, ZERO) && !settled(environment, f)) {
      return -1;
    }
    if (listed(environment, f, which, ZERO)) return 1;
    const only = onlyPayments(environment, f);
    if (only === null) return -1;
    const epsilon = radius(environment, f, only);
    return epsilon.numerator > 0n ? nearest(epsilon) : -1;
  };

/** Whether what those pay who are there is unique, and is kept by newcomers. */
function settled(environment: Told, f: readonly Rational[]): boolean {
  const optimum = environment.seller.optimum(f);
  return (
    uniquePayments(environment.seller.environment, optimum) &&
    keptByNewcomers(environment, f, optimum.mechanism.payments)
  );
}
