import { put, span } from './memory';

/**
 * What every set of candidate sites costs: sum over agents of the least of their costs. Agents come in blocks of 64, so
 * that a block of every candidate's costs stays in cache while all sets of one size pass over it.
 */

const BLOCK: i32 = 64;
const BYTES: usize = 512;

/** Sum over a block of min(least, row), the row `bytes` after `rows`. */
function one(least: usize, row: usize): f64 {
  let even = f64x2.splat(0);
  let odd = even;
  for (let i: usize = 0; i < BYTES; i += 32) {
    even = f64x2.add(even, f64x2.pmin(v128.load(least + i), v128.load(row + i)));
    odd = f64x2.add(odd, f64x2.pmin(v128.load(least + i, 16), v128.load(row + i, 16)));
  }
  const total = f64x2.add(even, odd);
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

/** Adds the lanes of x to out[0], those of y to out[1]. */
function gather(x: v128, y: v128, out: usize): void {
  const low = v128.shuffle<f64>(x, y, 0, 2);
  const high = v128.shuffle<f64>(x, y, 1, 3);
  v128.store(out, f64x2.add(v128.load(out), f64x2.add(low, high)));
}

/** out[j] += sum over a block of min(least, row j), for eight rows that follow each other: nine loads for eight minima. */
function eight(least: usize, rows: usize, out: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let a4 = a0;
  let a5 = a0;
  let a6 = a0;
  let a7 = a0;
  for (const end = rows + BYTES; rows < end; rows += 16, least += 16) {
    const top = v128.load(least);
    a0 = f64x2.add(a0, f64x2.pmin(top, v128.load(rows)));
    a1 = f64x2.add(a1, f64x2.pmin(top, v128.load(rows, 512)));
    a2 = f64x2.add(a2, f64x2.pmin(top, v128.load(rows, 1024)));
    a3 = f64x2.add(a3, f64x2.pmin(top, v128.load(rows, 1536)));
    a4 = f64x2.add(a4, f64x2.pmin(top, v128.load(rows, 2048)));
    a5 = f64x2.add(a5, f64x2.pmin(top, v128.load(rows, 2560)));
    a6 = f64x2.add(a6, f64x2.pmin(top, v128.load(rows, 3072)));
    a7 = f64x2.add(a7, f64x2.pmin(top, v128.load(rows, 3584)));
  }
  gather(a0, a1, out);
  gather(a2, a3, out + 16);
  gather(a4, a5, out + 32);
  gather(a6, a7, out + 48);
}

/** The same for one row at a time to the end: out[j] += .. for `count` rows; returns the address after the last. */
function tail(least: usize, rows: usize, count: i32, out: usize): usize {
  let left = count;
  for (; left >= 8; left -= 8, rows += 8 * BYTES, out += 64) eight(least, rows, out);
  for (; left > 0; --left, rows += BYTES, out += 8) {
    store<f64>(out, load<f64>(out) + one(least, rows));
  }
  return out;
}

/** to = min(from, row) over a block. */
function narrow(from: usize, row: usize, to: usize): void {
  for (let i: usize = 0; i < BYTES; i += 16) {
    v128.store(to + i, f64x2.pmin(v128.load(from + i), v128.load(row + i)));
  }
}

/**
 * out[s] += sum over one block of the least cost in set s, for all sets of `size` of the candidates in lexicographic
 * order. next[l]: the candidate to try at level l; least + l BYTES: the least costs of those chosen above level l.
 */
function block(
  rows: usize,
  candidates: i32,
  size: i32,
  next: usize,
  least: usize,
  out: usize,
): void {
  const last = size - 1;
  let level = 0;
  store<i32>(next, 0);
  while (level >= 0) {
    const slot = next + ((<usize>level) << 2);
    const from = load<i32>(slot);
    const above = least + <usize>level * BYTES;
    if (level == last) {
      out = tail(above, rows + <usize>from * BYTES, candidates - from, out);
      --level;
    } else if (from > candidates - (size - level)) {
      --level;
    } else {
      narrow(above, rows + <usize>from * BYTES, above + BYTES);
      store<i32>(slot, from + 1);
      store<i32>(slot, from + 1, 4);
      ++level;
    }
  }
}

/**
 * out[s] += sum over agents of min over the candidates of set s of the agent's cost, for all C(candidates, size) sets in
 * lexicographic order. costs: blocks x candidates x 64, the agents of a block side by side, 0 in every row where there is
 * no agent; next: size i32; least: size x 64. O(64 blocks C(candidates, size)).
 */
export function subsetCosts(
  costs: usize,
  blocks: i32,
  candidates: i32,
  size: i32,
  next: usize,
  least: usize,
  out: usize,
): void {
  for (let i = 0; i < BLOCK; ++i) put(least, i, Infinity);
  const step = <usize>candidates * BYTES;
  for (let b = 0; b < blocks; ++b, costs += step) block(costs, candidates, size, next, least, out);
}

/** (total, lost) += part by a compensated addition (Neumaier), and part = 0, element by element. */
export function foldSums(part: usize, n: i32, total: usize, lost: usize): void {
  for (const end = part + span(n); part < end; part += 16, total += 16, lost += 16) {
    const x = v128.load(part);
    const t = v128.load(total);
    const next = f64x2.add(t, x);
    const shift = f64x2.sub(next, t); // two-sum (Knuth): exact whatever the sizes
    const error = f64x2.add(f64x2.sub(t, f64x2.sub(next, shift)), f64x2.sub(x, shift));
    v128.store(total, next);
    v128.store(lost, f64x2.add(v128.load(lost), error));
    v128.store(part, f64x2.splat(0));
  }
}
