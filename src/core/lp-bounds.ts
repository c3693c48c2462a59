import { added, dyadic, multiplied, NOTHING, subtracted, type Dyadic } from './dyadic.ts';
import type { LinearProgram } from './lp.ts';
import { fromDyadic, nearest, over } from './rational.ts';

/** Passes over the rows; each can bound variables that the one before made possible. */
const PASSES = 8;

interface Ranges {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Bounds that every feasible point keeps, for the variables that have none of their own: from a row sum a_k x_k <= r follows
 * a_j x_j <= r - sum of the least of the others. Rounded away from the feasible points, so they stay valid. O(passes terms).
 */
export function impliedBounds(program: LinearProgram): Ranges {
  const ranges = { lower: program.columnLower.slice(), upper: program.columnUpper.slice() };
  for (let pass = 0; pass < PASSES; pass++) {
    let found = false;
    for (let i = 0; i < program.rowLower.length; i++) {
      const [least, most] = [program.rowLower[i]!, program.rowUpper[i]!];
      if (most < Infinity && tighten(program, i, ranges, most, 1)) found = true;
      if (least > -Infinity && tighten(program, i, ranges, least, -1)) found = true;
    }
    if (!found) break;
  }
  return ranges;
}

/** Row i as sum of sign a_k x_k <= sign limit; writes the bounds it implies, and says whether there were any. */
function tighten(
  program: LinearProgram,
  i: number,
  ranges: Ranges,
  limit: number,
  sign: 1 | -1,
): boolean {
  const terms = rowTerms(program, i, ranges, sign);
  const openTerms = terms.filter(({ least }) => least === null);
  if (openTerms.length > 1) return false;
  const rest = terms.reduce((total, { least }) => added(total, least ?? NOTHING), NOTHING);
  let found = false;
  for (const { j, a, least } of openTerms.length === 1 ? openTerms : terms) {
    const side = a > 0 ? ranges.upper : ranges.lower;
    if (a === 0 || Number.isFinite(side[j]!)) continue;
    const others = subtracted(rest, least ?? NOTHING);
    const room = subtracted(dyadic(sign * limit), others);
    side[j] = outward(nearest(over(fromDyadic(room), fromDyadic(dyadic(a)))), a > 0 ? 1 : -1);
    found ||= Number.isFinite(side[j]);
  }
  return found;
}

interface Term {
  readonly j: number;
  readonly a: number;
  /** The least a x_j can be; null when nothing bounds it. */
  readonly least: Dyadic | null;
}

function rowTerms(program: LinearProgram, i: number, ranges: Ranges, sign: 1 | -1): Term[] {
  const terms: Term[] = [];
  for (let k = program.starts[i]!; k < program.starts[i + 1]!; k++) {
    const j = program.indices[k]!;
    const a = sign * program.values[k]!;
    const at = a > 0 ? ranges.lower[j]! : ranges.upper[j]!;
    const least =
      a === 0 ? NOTHING : Number.isFinite(at) ? multiplied(dyadic(a), dyadic(at)) : null;
    terms.push({ j, a, least });
  }
  return terms;
}

/** A double beyond x in the direction: 4 ulp and a subnormal away, more than rounding took. */
function outward(x: number, direction: 1 | -1): number {
  return x + direction * (Math.abs(x) * 2 ** -50 + 2 ** -1060);
}
