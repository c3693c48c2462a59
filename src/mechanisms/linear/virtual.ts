import { list, ofLength, outOfRange, wrongKind } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import { virtualValuesOf, type DoubleVirtual } from './virtual-doubles.ts';

/** Virtual valuations in fractions. */
export interface ExactVirtual {
  readonly arithmetic: 'exact';
  /** v(t) - (v(t+1) - v(t)) Ft(t+1) / f(t), the next type being the next that is there; null for types that are not. */
  readonly raw: readonly (Rational | null)[];
  /** phi(t), ironed; null, minus infinity, for types below all that are there. */
  readonly ironed: readonly (Rational | null)[];
  /** Whether the revenue R touches its concave hull at Ft(t): where it does not, t is served as the type below. */
  readonly touches: readonly boolean[];
}

/**
 * Virtual valuations: phi(t) is the slope, left of Ft(t) = mass of the types >= t, of the concave hull of the points (Ft(t), v(t) Ft(t))
 * and (0, 0); found by pooling adjacent violators of the raw ones. The type of the arrays decides the arithmetic: Float64Arrays go
 * to the kernel in doubles, others are fractions. O(n).
 *
 * Types of mass 0 get the slope left of Ft(t_L), t_L <= t the highest type on the hull [PAR, C.1], which is phi of the next lower type that
 * is there. A type with the value of
 * the next higher one that is there has its point, and its phi. ours: above all of these it is that of the highest, whose item such a type
 * chooses; below them it is minus infinity.
 *
 * @param values never falling; @param masses >= 0, not all 0, need not add up to 1
 * @throws RangeError, TypeError naming the entry
 * @see [PAR, C.1, (4)]
 */
export function virtualValuations(values: Float64Array, masses: Float64Array): DoubleVirtual;
export function virtualValuations(
  values: readonly Quantity[],
  masses: readonly Quantity[],
): ExactVirtual;
export function virtualValuations(
  values: Float64Array | readonly Quantity[],
  masses: Float64Array | readonly Quantity[],
): ExactVirtual | DoubleVirtual {
  if (values instanceof Float64Array) {
    if (!(masses instanceof Float64Array)) {
      throw wrongKind('masses', 'a Float64Array as the values are', masses);
    }
    return virtualValuesOf(values, masses);
  }
  if (masses instanceof Float64Array) {
    throw wrongKind('masses', 'an array as the values are', masses);
  }
  if (list('values', values).length === 0) throw outOfRange('values.length', '>= 1', 0);
  const v = values.map((value, t) => rational(value, `values[${t}]`));
  const f = ofLength('masses', masses, v.length).map((mass, t) => rational(mass, `masses[${t}]`));
  v.forEach((value, t) => {
    if (t > 0 && compared(value, v[t - 1]!) < 0) {
      throw outOfRange(`values[${t}]`, `>= ${fractionText(v[t - 1]!)}`, fractionText(value));
    }
    if (f[t]!.numerator < 0n) throw outOfRange(`masses[${t}]`, '>= 0', fractionText(f[t]!));
  });
  if (f.every((mass) => mass.numerator === 0n)) {
    throw outOfRange('masses', 'masses of which one is > 0', masses);
  }
  return exactVirtual(v, f);
}

/** The same for checked fractions. */
export function exactVirtual(
  values: readonly Rational[],
  masses: readonly Rational[],
): ExactVirtual {
  const raw = rawValues(values, masses);
  const pools = pooled(raw, masses);
  const starts = new Set(pools.map(({ start }) => start));
  const next = nextPresent(raw);
  const touches = values.map((v, t) => {
    const above = next[t];
    return above === undefined || (starts.has(above) && compared(v, values[above]!) === 0);
  });
  const ironed: (Rational | null)[] = values.map(() => null);
  pools.forEach(({ start, mean }, i) => ironed.fill(mean, start, pools[i + 1]?.start));
  // An absent type may have the value of the next one that is there, hence the same point of the hull.
  next.forEach((above, t) => {
    if (above !== undefined && touches[t]) ironed[t] = ironed[above]!;
  });
  return { arithmetic: 'exact', raw, ironed, touches };
}

/** The least type >= t that is there, by t. */
function nextPresent(raw: readonly (Rational | null)[]): (number | undefined)[] {
  const next: (number | undefined)[] = raw.map(() => undefined);
  let above: number | undefined;
  for (let t = raw.length - 1; t >= 0; t--) {
    if (raw[t]) above = t;
    next[t] = above;
  }
  return next;
}

function rawValues(values: readonly Rational[], masses: readonly Rational[]): (Rational | null)[] {
  const raw: (Rational | null)[] = values.map(() => null);
  let above = ZERO;
  let next: Rational | undefined;
  for (let t = values.length - 1; t >= 0; t--) {
    const [v, f] = [values[t]!, masses[t]!];
    if (f.numerator === 0n) continue;
    raw[t] = next === undefined ? v : minus(v, over(times(minus(next, v), above), f));
    above = plus(above, f);
    next = v;
  }
  return raw;
}

interface Pool {
  /** Its first type. */
  readonly start: number;
  readonly mass: Rational;
  readonly mean: Rational;
}

/**
 * Adjacent pools whose means fall are merged. Equal means are not: so the first type of every pool, and no other, touches the hull.
 */
function pooled(raw: readonly (Rational | null)[], masses: readonly Rational[]): Pool[] {
  const pools: Pool[] = [];
  raw.forEach((value, t) => {
    if (value === null) return;
    let pool: Pool = { start: t, mass: masses[t]!, mean: value };
    for (let last = pools.at(-1); last && compared(last.mean, pool.mean) > 0; last = pools.at(-1)) {
      pools.pop();
      const mass = plus(last.mass, pool.mass);
      const sum = plus(times(last.mean, last.mass), times(pool.mean, pool.mass));
      pool = { start: last.start, mass, mean: over(sum, mass) };
    }
    pools.push(pool);
  });
  return pools;
}
