import type { SessionRows } from '../../core/lp-session.ts';
import { outOfRange } from '../../core/errors.ts';
import { nearest, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';

/**
 * The program of the optimal menu in doubles, on the types of a support: values in units of a power of two >= max |v|, the surplus of
 * each type in units of a power of two >= its own largest value, so that small types are not lost beside large ones.
 */
export interface Rounded {
  readonly types: number;
  readonly k: number;
  /** v(t, a), t by its place in the support, without the outside option; times 1 / unit. */
  readonly values: Float64Array;
  /** A power of two. */
  readonly unit: number;
  /** Powers of two <= 1. */
  readonly surplusUnits: Float64Array;
  /**
   * The most that a type keeps in any optimal mechanism, max(0, max_a v(t, a)), in its unit and a little above: no item has a price below 0,
   * which dropping it would raise. Without it a type of no weight beside the others could keep anything.
   */
  readonly surplusLimits: Float64Array;
}

/** `from` must not prefer the item of `to`; places in the support. */
export interface Arc {
  readonly from: number;
  readonly to: number;
}

/** The largest cost the solver sees, so that its absolute 1e-9 is 1e-12 of it. */
const COST = 2 ** 10;

/** Beyond this, sums of products with shares might not be doubles. */
const MOST = 2 ** 900;

/** The program's numbers, to the nearest double. O(n k). @throws RangeError for a value beyond 2^900 */
export function rounded(environment: ProductEnvironment, support: readonly number[]): Rounded {
  const k = environment.alternatives.length - 1;
  const values = new Float64Array(support.length * k);
  support.forEach((t, i) => {
    for (let a = 0; a < k; a++) {
      const value = nearest(environment.values[t]![a + 1]!);
      if (Math.abs(value) > MOST)
        throw outOfRange(`values[${t}][${a}]`, 'in [-2^900, 2^900]', value);
      values[i * k + a] = value;
    }
  });
  const unit = powerAbove(largest(values));
  for (let j = 0; j < values.length; j++) values[j]! /= unit;
  const surplusUnits = Float64Array.from(support, (_, i) =>
    Math.max(powerAbove(largest(values.subarray(i * k, (i + 1) * k))), 2 ** -64),
  );
  const surplusLimits = surplusUnits.map((own, i) => {
    const most = values.subarray(i * k, (i + 1) * k).reduce((top, v) => Math.max(top, v), 0);
    return (most / own) * (1 + 2 ** -30);
  });
  return { types: support.length, k, values, unit, surplusUnits, surplusLimits };
}

/** A cost in money a unit of each column. */
export function moneyOf(
  { types, k, unit, surplusUnits }: Rounded,
  cost: readonly Rational[],
): Float64Array {
  const entries = types * k;
  const money = new Float64Array(cost.length);
  cost.forEach((c, j) => {
    if (c.numerator === 0n) return;
    money[j] = j < entries ? nearest(c) : nearest(c) * unit * surplusUnits[j - entries]!;
  });
  return money;
}

/** Money per unit of the solver's cost. */
export function costUnit(money: Float64Array): number {
  return powerAbove(largest(money)) / COST;
}

/** The unit of an arc's row: its largest coefficient is about 1. */
export function rowUnit({ surplusUnits }: Rounded, { from, to }: Arc): number {
  return Math.max(surplusUnits[from]!, surplusUnits[to]!);
}

/** u(s) + sum_a (v(t,a) - v(s,a)) x(s,a) - u(t) <= 0, each in its unit. */
export function arcRows(
  program: Rounded,
  arcs: readonly Arc[],
  held: readonly boolean[],
): SessionRows {
  const { types, k, values, surplusUnits } = program;
  const [starts, indices, coefficients]: [number[], number[], number[]] = [[0], [], []];
  for (const arc of arcs) {
    const { from, to } = arc;
    const unit = rowUnit(program, arc);
    for (let a = 0; a < k; a++) {
      const difference = values[from * k + a]! - values[to * k + a]!;
      if (difference === 0) continue;
      indices.push(to * k + a);
      coefficients.push(difference / unit);
    }
    indices.push(types * k + to, types * k + from);
    coefficients.push(surplusUnits[to]! / unit, -surplusUnits[from]! / unit);
    starts.push(indices.length);
  }
  return {
    rowLower: Float64Array.from(arcs, (_, r) => (held[r] ? 0 : -Infinity)),
    rowUpper: new Float64Array(arcs.length),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(coefficients),
  };
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The least power of two above a number >= 0; 1 of 0. */
function powerAbove(x: number): number {
  let power = 1;
  if (x === 0) return 1;
  while (power <= x) power *= 2;
  while (power / 2 > x) power /= 2;
  return power;
}
