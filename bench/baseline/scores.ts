/** Costs of every set of three candidate sites in plain typed-array loops. */

const BLOCK = 64;

/**
 * Blocked as in assembly/scores.ts, four sets at a time. The least of two numbers is their mean less half their distance: a
 * comparison in a loop is mispredicted every other time, and Math.min is one. costs: blocks x candidates x 64; out:
 * C(candidates, 3) numbers, added to.
 */
export function triplesLoop(costs: Float64Array, candidates: number, out: Float64Array): void {
  const step = BLOCK * candidates;
  const least = new Float64Array(BLOCK);
  const sums = new Float64Array(candidates);
  for (let from = 0; from < costs.length; from += step) {
    for (let c = 0; c < candidates; c++) sums[c] = blockSum(costs, from + c * BLOCK);
    let at = 0;
    for (let a = 0; a < candidates; a++) {
      for (let b = a + 1; b < candidates; b++) {
        narrow(costs, from + a * BLOCK, from + b * BLOCK, least);
        tail(costs, from, b + 1, sums, least, out, at);
        at += candidates - b - 1;
      }
    }
  }
}

function blockSum(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += values[from + i]!;
  return sum;
}

function narrow(costs: Float64Array, a: number, b: number, least: Float64Array): void {
  for (let i = 0; i < BLOCK; i++) {
    const x = costs[a + i]!;
    const y = costs[b + i]!;
    least[i] = 0.5 * (x + y - Math.abs(x - y));
  }
}

function tail(
  costs: Float64Array,
  from: number,
  first: number,
  sums: Float64Array,
  least: Float64Array,
  out: Float64Array,
  to: number,
): void {
  const total = blockSum(least, 0);
  let c = first;
  let at = to;
  for (; c + 4 <= sums.length; c += 4, at += 4) {
    const row = from + c * BLOCK;
    let w = 0;
    let x = 0;
    let y = 0;
    let z = 0;
    for (let i = 0; i < BLOCK; i++) {
      const top = least[i]!;
      w += Math.abs(costs[row + i]! - top);
      x += Math.abs(costs[row + BLOCK + i]! - top);
      y += Math.abs(costs[row + 2 * BLOCK + i]! - top);
      z += Math.abs(costs[row + 3 * BLOCK + i]! - top);
    }
    out[at]! += 0.5 * (total + sums[c]! - w);
    out[at + 1]! += 0.5 * (total + sums[c + 1]! - x);
    out[at + 2]! += 0.5 * (total + sums[c + 2]! - y);
    out[at + 3]! += 0.5 * (total + sums[c + 3]! - z);
  }
  for (; c < sums.length; c++, at++) {
    let sum = 0;
    for (let i = 0; i < BLOCK; i++) sum += Math.abs(costs[from + c * BLOCK + i]! - least[i]!);
    out[at]! += 0.5 * (total + sums[c]! - sum);
  }
}

/** The same sums as one would write them first: a loop over agents for each set. rows: one array of costs a candidate. */
export function triplesNaive(rows: readonly Float64Array[], out: Float64Array): void {
  let at = 0;
  for (let a = 0; a < rows.length; a++) {
    for (let b = a + 1; b < rows.length; b++) {
      for (let c = b + 1; c < rows.length; c++) {
        const [x, y, z] = [rows[a]!, rows[b]!, rows[c]!];
        let sum = 0;
        for (let i = 0; i < x.length; i++) sum += Math.min(x[i]!, y[i]!, z[i]!);
        out[at++] = sum;
      }
    }
  }
}
