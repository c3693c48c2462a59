import { log, Pair } from './exp';
import { span } from './memory';

/**
 * Sums over masses in [0, 1] (up to 1e-9 above 1 for rounding), in blocks of 1024: the rounding of a sum stays
 * below (516 + n/1024) 2^-53 of the sum of sizes. NaN when a mass is out of range.
 */
const BLOCK: i32 = 1024;
const HIGH: f64 = 1.000000001;
const SMALL: f64 = 9.332636185032189e-302; // 2^-1000: above it p/q cannot overflow

/** sum if every mass between `low` and `high` is in range, else NaN; a NaN mass drops out of them and is in the sum. */
function checked(sum: f64, low: v128, high: v128): f64 {
  const fine = v128.and(f64x2.ge(low, f64x2.splat(0)), f64x2.le(high, f64x2.splat(HIGH)));
  return i64x2.all_true(fine) ? sum : NaN;
}

/** -sum p ln p over n <= 1024 masses. */
function blockEntropy(p: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  let low = a;
  let high = a;
  const end = p + span(n);
  for (const fours = p + span(n & ~3); p < fours; p += 32) {
    const x = v128.load(p);
    const y = v128.load(p, 16);
    low = f64x2.pmin(low, f64x2.pmin(x, y));
    high = f64x2.pmax(high, f64x2.pmax(x, y));
    a = f64x2.sub(a, f64x2.mul(x, Pair.log(x)));
    b = f64x2.sub(b, f64x2.mul(y, Pair.log(y)));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; p < end; p += 8) {
    const x = v128.load64_splat(p);
    low = f64x2.pmin(low, x);
    high = f64x2.pmax(high, x);
    sum -= f64x2.extract_lane(f64x2.mul(x, Pair.log(x)), 0);
  }
  return checked(sum, low, high);
}

/** -sum p[i] ln p[i], i < n, in nats; 0 ln 0 = 0. */
export function entropy(p: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (; n > 0; n -= BLOCK) {
    sum += blockEntropy(p, min(n, BLOCK));
    p += span(BLOCK);
  }
  return sum;
}

/** p ln(p/q) for one entry, where q may be 0 or NaN, or p/q overflow. */
function divergenceTerm(p: f64, q: f64): f64 {
  if (isNaN(q)) return NaN;
  if (p == 0) return 0;
  if (q == 0) return Infinity;
  return q < SMALL ? p * (log(p) - log(q)) : p * log(p / q);
}

/** sum p ln(p/q) over n <= 1024 pairs. */
function blockDivergence(p: usize, q: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let low = a;
  let high = a;
  let sum: f64 = 0;
  const small = f64x2.splat(SMALL);
  const end = p + span(n);
  for (const pairs = p + span(n & ~1); p < pairs; p += 16) {
    const x = v128.load(p);
    const y = v128.load(q);
    low = f64x2.pmin(low, f64x2.pmin(x, y));
    high = f64x2.pmax(high, f64x2.pmax(x, y));
    if (i64x2.all_true(f64x2.ge(y, small))) {
      a = f64x2.add(a, f64x2.mul(x, Pair.log(f64x2.div(x, y))));
    } else {
      sum += divergenceTerm(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0));
      sum += divergenceTerm(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1));
    }
    q += 16;
  }
  if (p < end) {
    const both = v128.load64_lane(q, v128.load64_splat(p), 1);
    low = f64x2.pmin(low, both);
    high = f64x2.pmax(high, both);
    sum += divergenceTerm(load<f64>(p), load<f64>(q));
  }
  sum += f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  return checked(sum, low, high);
}

/** sum p[i] ln(p[i]/q[i]), i < n, in nats; Infinity where q[i] = 0 < p[i]. */
export function klDivergence(p: usize, q: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (; n > 0; n -= BLOCK) {
    sum += blockDivergence(p, q, min(n, BLOCK));
    p += span(BLOCK);
    q += span(BLOCK);
  }
  return sum;
}
