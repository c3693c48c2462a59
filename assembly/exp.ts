import { CENTRES, POWERS } from './tables';

// Constants of exp, each twice, for a pair.
// prettier-ignore
const E: usize = memory.data<f64>([
  92.33248261689366, 92.33248261689366, // 64/ln 2
  6755399441055744, 6755399441055744, // 1.5 2^52, which rounds to an integer in the low bits
  0.010830424696223417, 0.010830424696223417, // ln 2/64, its multiple of 2^-42, so that k times it is exact
  2.572804622327669e-14, 2.572804622327669e-14, // and the rest
  0.49999999999985073, 0.49999999999985073, // (e^r - 1 - r)/r^2 on |r| <= ln 2/128
  0.16666666666664534, 0.16666666666664534,
  0.04166670739519196, 0.04166670739519196,
  0.008333339151693497, 0.008333339151693497,
  -708.396, -708.396, // below: 0
  709.782712893384, 709.782712893384, // above: Infinity
  Infinity, Infinity,
], 16);

// Constants of the power of 2^(1/64).
// prettier-ignore
const P: usize = memory.data<f64>([
  6755399441055744, 6755399441055744, // 1.5 2^52
  0.010830424696249145, 0.010830424696249145, // (2^(f/64) - 1)/f on |f| <= 1/2
  5.864904955051792e-5, 5.864904955051792e-5,
  2.1173137155458003e-7, 2.1173137155458003e-7,
  5.732858693358711e-10, 5.732858693358711e-10,
  1.2417854539440544e-12, 1.2417854539440544e-12,
  -65407, -65407, // below: 0
], 16);

// Constants of log.
// prettier-ignore
const L: usize = memory.data<f64>([
  0.6931471805598903, 0.6931471805598903, // ln 2, its multiple of 2^-42
  5.497923018708371e-14, 5.497923018708371e-14, // and the rest
  0.3333333333333333, 0.3333333333333333, // (ln(1 + r) - r + r^2/2)/r^3 on |r| <= 1/128
  -0.24999999985447194, -0.24999999985447194,
  0.19999999987065273, 0.19999999987065273,
  -0.16667620387646137, -0.16667620387646137,
  0.14286562014221282, 0.14286562014221282,
  0.5, 0.5,
  2.2250738585072014e-308, 2.2250738585072014e-308, // the smallest normal number
  18014398509481984, 18014398509481984, // 2^54, which lifts a subnormal
], 16);

// Bit patterns.
/* oxlint-disable no-loss-of-precision -- u64, not doubles */
// prettier-ignore
const BITS: usize = memory.data<u64>([
  0x6000000000000, 0x6000000000000, // three eighths of an octave
  0xfffffffffffff, 0xfffffffffffff, // mantissa
  0x3fe6000000000000, 0x3fe6000000000000, // 0.6875
  0x4330000000000000, 0x4330000000000000, // 2^52
  0x43300000000003fe, 0x43300000000003fe, // 2^52 + 1022
  0x4330000000000434, 0x4330000000000434, // 2^52 + 1022 + 54
  0x3f, 0x3f, // index of exp's table
], 16);
/* oxlint-enable no-loss-of-precision */

/** exp and log of two doubles at once, to be inlined into loops. */
export class Pair {
  /**
   * e^x for x <= 709.78, within 1.2 ulp. 0 below -708.396, where e^x leaves the normal range, and for NaN.
   * x = k ln2/64 + r: the k mod 64-th power from the table times 1 + r + r^2 q(r), then k div 64 into the exponent.
   */
  @inline static exp(x: v128): v128 {
    const shifted = f64x2.add(f64x2.mul(x, v128.load(E)), v128.load(E, 16));
    const k = f64x2.sub(shifted, v128.load(E, 16));
    const r = f64x2.sub(
      f64x2.sub(x, f64x2.mul(k, v128.load(E, 32))),
      f64x2.mul(k, v128.load(E, 48)),
    );
    const r2 = f64x2.mul(r, r);
    const low = f64x2.add(v128.load(E, 64), f64x2.mul(r, v128.load(E, 80)));
    const high = f64x2.add(v128.load(E, 96), f64x2.mul(r, v128.load(E, 112)));
    const p = f64x2.add(r, f64x2.mul(r2, f64x2.add(low, f64x2.mul(r2, high))));
    return Pair.scaled(shifted, p, f64x2.ge(x, v128.load(E, 128)));
  }

  /**
   * 2^(z/64) for z <= 65535, within 2^-52; 0 below -65407 and for NaN. For exponents that were scaled by 64/ln 2 before
   * and rounded there anyway: a third fewer operations than `exp`.
   */
  @inline static power(z: v128): v128 {
    const shifted = f64x2.add(z, v128.load(P));
    const f = f64x2.sub(z, f64x2.sub(shifted, v128.load(P)));
    const f2 = f64x2.mul(f, f);
    const low = f64x2.add(v128.load(P, 16), f64x2.mul(f, v128.load(P, 32)));
    const middle = f64x2.add(v128.load(P, 48), f64x2.mul(f, v128.load(P, 64)));
    const high = f64x2.add(middle, f64x2.mul(f2, v128.load(P, 80)));
    const p = f64x2.mul(f, f64x2.add(low, f64x2.mul(f2, high)));
    return Pair.scaled(shifted, p, f64x2.ge(z, v128.load(P, 96)));
  }

  /** 2^(k/64) (1 + p) where `keep`, k being the low bits of `shifted`. */
  @inline static scaled(shifted: v128, p: v128, keep: v128): v128 {
    const index = v128.and(shifted, v128.load(BITS, 96));
    const power = v128.load64_lane(
      POWERS + ((<usize>i32x4.extract_lane(index, 2)) << 3),
      v128.load64_zero(POWERS + ((<usize>i32x4.extract_lane(index, 0)) << 3)),
      1,
    );
    const value = f64x2.add(power, f64x2.mul(power, p));
    const exponent = i64x2.shl(v128.andnot(shifted, v128.load(BITS, 96)), 46);
    return v128.and(i64x2.add(value, exponent), keep);
  }

  /** e^x for every x: as `exp`, Infinity above 709.782712893384, NaN for NaN. */
  @inline static expFull(x: v128): v128 {
    const value = Pair.exp(x);
    const over = v128.bitselect(v128.load(E, 160), value, f64x2.gt(x, v128.load(E, 144)));
    return v128.or(over, f64x2.ne(x, x));
  }

  /**
   * ln x for normal x > 0, within 1.2 ulp, and something finite for 0, so that 0 ln 0 = 0 without a branch.
   * x = 2^k m, m in [0.6875, 1.375) near the table's centre z, r = (m - z)/z: k ln 2 + ln z + ln(1 + r).
   */
  @inline static log(x: v128): v128 {
    return Pair.logOf(x, v128.load(BITS, 64));
  }

  /** ln x for every x: -Infinity for 0, NaN below, Infinity for Infinity, subnormals as exactly as the rest. */
  @inline static logFull(x: v128): v128 {
    const normal = v128.and(f64x2.ge(x, v128.load(L, 128)), f64x2.lt(x, v128.load(E, 160)));
    return i64x2.all_true(normal) ? Pair.log(x) : logAny(x);
  }

  /** ln x with the exponent's bias given, as 2^52 more. */
  @inline static logOf(x: v128, bias: v128): v128 {
    const t = i64x2.sub(x, v128.load(BITS));
    const m = i64x2.add(v128.and(t, v128.load(BITS, 16)), v128.load(BITS, 32));
    const k = f64x2.sub(v128.or(i64x2.shr_u(t, 52), v128.load(BITS, 48)), bias);
    const first = CENTRES + ((<usize>(i64x2.extract_lane(t, 0) >> 40)) & 0xfe0);
    const second = CENTRES + ((<usize>(i64x2.extract_lane(t, 1) >> 40)) & 0xfe0);
    const a = v128.load(first);
    const b = v128.load(second);
    const c = v128.load(first, 16);
    const d = v128.load(second, 16);
    const centre = v128.shuffle<i64>(a, b, 0, 2);
    const inverse = v128.shuffle<i64>(a, b, 1, 3);
    const r = f64x2.mul(f64x2.sub(m, centre), inverse);
    const high = f64x2.add(f64x2.mul(k, v128.load(L)), v128.shuffle<i64>(c, d, 0, 2));
    const low = f64x2.add(f64x2.mul(k, v128.load(L, 16)), v128.shuffle<i64>(c, d, 1, 3));
    const r2 = f64x2.mul(r, r);
    const q0 = f64x2.add(v128.load(L, 32), f64x2.mul(r, v128.load(L, 48)));
    const q1 = f64x2.add(v128.load(L, 64), f64x2.mul(r, v128.load(L, 80)));
    const q = f64x2.add(q0, f64x2.mul(r2, f64x2.add(q1, f64x2.mul(r2, v128.load(L, 96)))));
    const curve = f64x2.mul(r2, f64x2.sub(f64x2.mul(r, q), v128.load(L, 112)));
    return f64x2.add(high, f64x2.add(r, f64x2.add(low, curve)));
  }
}

/** ln x with every special case; apart, because it is rare. */
function logAny(x: v128): v128 {
  const tiny = f64x2.lt(x, v128.load(L, 128));
  const lifted = v128.bitselect(f64x2.mul(x, v128.load(L, 144)), x, tiny);
  const bias = v128.bitselect(v128.load(BITS, 80), v128.load(BITS, 64), tiny);
  const infinite = f64x2.eq(x, v128.load(E, 160));
  const finite = v128.bitselect(x, Pair.logOf(lifted, bias), infinite);
  const zero = f64x2.eq(x, f64x2.splat(0));
  const value = v128.bitselect(f64x2.neg(v128.load(E, 160)), finite, zero);
  return v128.or(value, v128.not(f64x2.ge(x, f64x2.splat(0))));
}

/** e^x, the same bits as `expArray`. */
export function exp(x: f64): f64 {
  return f64x2.extract_lane(Pair.expFull(f64x2.splat(x)), 0);
}

/** ln x, the same bits as `logArray`. */
export function log(x: f64): f64 {
  return f64x2.extract_lane(Pair.logFull(f64x2.splat(x)), 0);
}

/** out[i] = e^x[i], i < n. May run in place. */
export function expArray(x: usize, n: i32, out: usize): void {
  const shift = out - x;
  const whole = x + ((<usize>(n & ~1)) << 3);
  for (; x < whole; x += 16) v128.store(x + shift, Pair.expFull(v128.load(x)));
  if (n & 1) store<f64>(x + shift, exp(load<f64>(x)));
}

/** out[i] = ln x[i], i < n. May run in place. */
export function logArray(x: usize, n: i32, out: usize): void {
  const shift = out - x;
  const whole = x + ((<usize>(n & ~1)) << 3);
  for (; x < whole; x += 16) v128.store(x + shift, Pair.logFull(v128.load(x)));
  if (n & 1) store<f64>(x + shift, log(load<f64>(x)));
}
