import { exactBasis } from '../../src/core/lp-basis.ts';
import {
  exactProgram,
  type Basis,
  type ExactProgram,
  type LinearProgram,
  type Place,
} from '../../src/core/lp.ts';
import { compared, type Quantity, type Rational } from '../../src/core/rational.ts';
import type { Rng } from '../../src/core/rng.ts';

type Bound = readonly [low: Quantity, high: Quantity];

/** A program from dense rows. */
export function dense(
  sense: 'minimise' | 'maximise',
  cost: readonly Quantity[],
  rows: readonly (readonly [coefficients: readonly Quantity[], ...Bound])[],
  ranges: Bound | readonly Bound[] = [0, Infinity],
): ExactProgram {
  const range = (j: number): Bound =>
    Array.isArray(ranges[0]) ? (ranges as readonly Bound[])[j]! : (ranges as Bound);
  return exactProgram({
    sense,
    columns: cost.map((c, j) => ({ cost: c, lower: range(j)[0], upper: range(j)[1] })),
    rows: rows.map(([coefficients, lower, upper]) => ({
      terms: coefficients.map((a, j) => [j, a] as const),
      lower,
      upper,
    })),
  });
}

/** A program whose optimum is known: it was made around a point and multipliers that fit each other. */
export interface KnownProgram {
  readonly program: LinearProgram;
  readonly primal: Float64Array;
  readonly value: number;
}

/**
 * maximise c x, A x <= b, 0 <= x (<= 10 when boxed), sparse A of mixed sign, half of x* and of y* at 0. Whole numbers throughout, so that c x*
 * is exact: b = A x* + slack off the support of y*, c = A'y* - slack off the support of x*.
 */
export function knownProgram(
  rng: Rng,
  rows: number,
  columns: number,
  boxed: boolean,
): KnownProgram {
  const whole = (most: number): number => Math.floor(rng() * (most + 1));
  const primal = Float64Array.from({ length: columns }, () => (rng() < 0.5 ? 1 + whole(8) : 0));
  const weights = Float64Array.from({ length: rows }, () => (rng() < 0.5 ? 1 + whole(5) : 0));
  const cost = primal.map((x) => (x > 0 ? 0 : -1 - whole(4)));
  const rowUpper = weights.map((y) => (y > 0 ? 0 : whole(4)));
  const starts = [0];
  const [indices, values]: [number[], number[]] = [[], []];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const a = rng() < 0.2 ? whole(18) - 6 : 0;
      if (a === 0) continue;
      indices.push(j);
      values.push(a);
      rowUpper[i]! += a * primal[j]!;
      cost[j]! += a * weights[i]!;
    }
    starts.push(indices.length);
  }
  const program: LinearProgram = {
    sense: 'maximise',
    cost,
    columnLower: new Float64Array(columns),
    columnUpper: new Float64Array(columns).fill(boxed ? 10 : Infinity),
    rowLower: new Float64Array(rows).fill(-Infinity),
    rowUpper,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  return { program, primal, value: cost.reduce((total, c, j) => total + c * primal[j]!, 0) };
}

/** The best vertex, by trying every basis; null when no basis is optimal. For a handful of columns and rows. */
export function bestVertex(program: ExactProgram): Rational | null {
  const places = (low: Rational | null | undefined, high: Rational | null | undefined): Place[] => [
    'basic',
    ...(low ? (['lower'] as const) : []),
    ...(high ? (['upper'] as const) : []),
    ...(low || high ? [] : (['zero'] as const)),
  ];
  const choices = [
    ...program.cost.map((_, j) => places(program.columnLower[j], program.columnUpper[j])),
    ...program.rowLower.map((_, i) => places(program.rowLower[i], program.rowUpper[i])),
  ];
  const found: Rational[] = [];
  const visit = (chosen: readonly Place[]): void => {
    const next = choices[chosen.length];
    if (next) return next.forEach((place) => visit([...chosen, place]));
    const columns = chosen.slice(0, program.cost.length);
    const basis: Basis = { columns, rows: chosen.slice(columns.length) };
    const outcome = exactBasis(program, basis);
    if (outcome.kind === 'exact') found.push(outcome.value);
  };
  visit([]);
  if (found.some((value) => compared(value, found[0]!) !== 0)) throw new Error('two optima');
  return found[0] ?? null;
}
