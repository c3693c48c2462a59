import {
  added,
  dyadic,
  exceeds,
  multiplied,
  NOTHING,
  opposite,
  size,
  subtracted,
  type Dyadic,
} from './dyadic.ts';
import { outOfRange } from './errors.ts';
import type { LinearProgram } from './lp.ts';
import { impliedBounds } from './lp-bounds.ts';
import { SOLVER } from './numeric.ts';
import { fromDyadic, nearest } from './rational.ts';

/**
 * What a point x and multipliers y prove about a program, every double taken as the exact dyadic it is and nothing rounded
 * before the end.
 *
 * For a maximum and any y at all, c x = y (A x) + (c - y A) x <= sum_i sup y_i r_i + sum_j sup d_j x_j over the ranges of the
 * rows and columns: weak duality with the signs left to the bounds [ours: it needs no feasible dual].
 */
export interface LinearCertificate {
  /** cost x. */
  readonly value: number;
  /** The most a bound of a row or a column is passed by. */
  readonly primalViolation: number;
  /** No feasible point is better than this; an infinity when the multipliers prove nothing. */
  readonly dualBound: number;
  /** How much better than `value` a feasible point could still be, at most; below 0 only where x is infeasible. */
  readonly gap: number;
  /** The same gap when every variable is kept to where its own wrong-signed reduced cost does not matter. */
  readonly nearGap: number;
  /** The largest reduced cost of the wrong sign on a variable that nothing bounds on that side. */
  readonly residual: number;
  /**
   * `proved`: feasible and within the gap of every feasible point, up to the solver tolerance. `near`: so for costs changed by
   * at most `residual`. `refuted`: not even that.
   */
  readonly standing: 'proved' | 'near' | 'refuted';
}

/**
 * Checks a point and its multipliers against a program, outside the solver. O(terms) exact operations; about 1 us each.
 *
 * @param primal one value for each column @param dual one multiplier for each row, of any sign
 * @throws RangeError naming the vector whose length is another
 */
export function linearCertificate(
  program: LinearProgram,
  primal: Float64Array,
  dual: Float64Array,
): LinearCertificate {
  const wanted = { primal: program.cost.length, dual: program.rowLower.length };
  for (const [name, values] of Object.entries({ primal, dual })) {
    const length = wanted[name as 'primal'];
    if (values.length !== length) throw outOfRange(`${name}.length`, `${length}`, values.length);
  }
  if (!finiteAll(primal) || !finiteAll(dual)) return nothing();
  const direction = program.sense === 'maximise' ? 1 : -1;
  const x = Array.from(primal, dyadic);
  const point = atPoint(program, x);
  const y = Array.from(dual, (value, i) => multiplier(program, direction * value, i));
  const reduced = reducedCosts(program, y, direction);
  const bound = dualBound(program, y, reduced);
  const value = direction === 1 ? point.value : opposite(point.value);
  const toDouble = (a: Dyadic): number => nearest(fromDyadic(a));
  const gap = bound.open ? Infinity : toDouble(subtracted(bound.total, value));
  const nearGap = toDouble(subtracted(bound.total, value));
  const residual = toDouble(bound.residual);
  const allowed = SOLVER * (1 + toDouble(point.turnover));
  const feasible = point.relative <= SOLVER;
  const costs = program.cost.reduce((most, c) => Math.max(most, Math.abs(c)), 1);
  const near = nearGap <= allowed && residual <= SOLVER * costs;
  return {
    value: toDouble(point.value),
    primalViolation: toDouble(point.violation),
    dualBound: direction * (bound.open ? Infinity : toDouble(bound.total)),
    gap,
    nearGap,
    residual,
    standing: !feasible ? 'refuted' : gap <= allowed ? 'proved' : near ? 'near' : 'refuted',
  };
}

function nothing(): LinearCertificate {
  const [value, primalViolation, dualBound] = [NaN, Infinity, NaN];
  const gaps = { gap: Infinity, nearGap: Infinity, residual: Infinity };
  return { value, primalViolation, dualBound, ...gaps, standing: 'refuted' };
}

const finiteAll = (values: Float64Array): boolean => values.every((x) => Number.isFinite(x));

/** cost x with sum of |cost x|, and how far bounds are passed: at most, and relative to 1 + sum of |a x| of the row. */
function atPoint(
  program: LinearProgram,
  x: readonly Dyadic[],
): { value: Dyadic; turnover: Dyadic; violation: Dyadic; relative: number } {
  let [value, turnover, violation, relative] = [NOTHING, NOTHING, NOTHING, 0];
  const judge = (at: Dyadic, scale: Dyadic, lower: number, upper: number): void => {
    const over = upper === Infinity ? NOTHING : subtracted(at, dyadic(upper));
    const under = lower === -Infinity ? NOTHING : subtracted(dyadic(lower), at);
    for (const passed of [over, under]) {
      if (passed.mantissa <= 0n) continue;
      if (exceeds(passed, violation)) violation = passed;
      const ratio = nearest(fromDyadic(passed)) / (1 + nearest(fromDyadic(scale)));
      relative = Math.max(relative, ratio);
    }
  };
  x.forEach((xj, j) => {
    const paid = multiplied(dyadic(program.cost[j]!), xj);
    value = added(value, paid);
    turnover = added(turnover, size(paid));
    judge(xj, size(xj), program.columnLower[j]!, program.columnUpper[j]!);
  });
  for (let i = 0; i < program.rowLower.length; i++) {
    let [activity, scale] = [NOTHING, NOTHING];
    for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
      const term = multiplied(dyadic(program.values[k]!), x[program.indices[k]!] ?? NOTHING);
      activity = added(activity, term);
      scale = added(scale, size(term));
    }
    judge(activity, scale, program.rowLower[i]!, program.rowUpper[i]!);
  }
  return { value, turnover, violation, relative };
}

/** The multiplier for a maximum; 0 where its sign would ask for a bound that the row does not have. */
function multiplier(program: LinearProgram, y: number, i: number): Dyadic {
  const limit = y > 0 ? program.rowUpper[i]! : program.rowLower[i]!;
  return Number.isFinite(limit) ? dyadic(y) : NOTHING;
}

/** c - y A, for a maximum. */
function reducedCosts(program: LinearProgram, y: readonly Dyadic[], direction: number): Dyadic[] {
  const reduced = Array.from(program.cost, (c) => dyadic(direction * c));
  y.forEach((yi, i) => {
    if (yi.mantissa === 0n) return;
    for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
      const j = program.indices[k]!;
      const term = multiplied(dyadic(program.values[k]!), yi);
      reduced[j] = subtracted(reduced[j] ?? NOTHING, term);
    }
  });
  return reduced;
}

/** sum_i sup y_i r_i + sum_j sup d_j x_j; `open` when a d_j points where x_j has no bound, neither given nor implied. */
function dualBound(
  program: LinearProgram,
  y: readonly Dyadic[],
  reduced: readonly Dyadic[],
): { total: Dyadic; open: boolean; residual: Dyadic } {
  const { columnLower, columnUpper, rowLower, rowUpper } = program;
  let [total, residual, open] = [NOTHING, NOTHING, false];
  const limit = (d: Dyadic, lower: number, upper: number): number =>
    d.mantissa > 0n ? upper : lower;
  y.forEach((yi, i) => {
    if (yi.mantissa === 0n) return;
    total = added(total, multiplied(yi, dyadic(limit(yi, rowLower[i]!, rowUpper[i]!))));
  });
  const missing = reduced.some(
    (d, j) => d.mantissa !== 0n && !Number.isFinite(limit(d, columnLower[j]!, columnUpper[j]!)),
  );
  const range = missing ? impliedBounds(program) : { lower: columnLower, upper: columnUpper };
  reduced.forEach((d, j) => {
    if (d.mantissa === 0n) return;
    const at = limit(d, range.lower[j]!, range.upper[j]!);
    if (Number.isFinite(at)) {
      total = added(total, multiplied(d, dyadic(at)));
    } else {
      open = true;
      if (exceeds(size(d), residual)) residual = size(d);
    }
  });
  return { total, open, residual };
}
