import { span } from './memory';

const BLOCK: i32 = 512; // words that stay in the first cache between their making and their rounding

// Each twice, for a pair.
// prettier-ignore
const K: usize = memory.data<f64>([
  4503599627370496, 4503599627370496, // 2^52
  4503599627370495.5, 4503599627370495.5, // 2^52 - 1/2
  1.4901161193847656e-8, 1.4901161193847656e-8, // 2^-26
  2.220446049250313e-16, 2.220446049250313e-16, // 2^-52
], 16);

/** n words of xoshiro256++ (Blackman and Vigna 2019) at `out`; the four u64 at `state` move on by n steps. */
function words(state: usize, n: i32, out: usize): void {
  let a = load<u64>(state);
  let b = load<u64>(state, 8);
  let c = load<u64>(state, 16);
  let d = load<u64>(state, 24);
  for (const end = out + span(n); out < end; out += 8) {
    store<u64>(out, rotl<u64>(a + d, 23) + a);
    const t = b << 17;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl<u64>(d, 45);
  }
  store<u64>(state, a);
  store<u64>(state, b, 8);
  store<u64>(state, c, 16);
  store<u64>(state, d, 24);
}

/**
 * ((high >>> 6) 2^26 + (low >>> 6) + 1/2) 2^-52 of the two halves of each word, as core/rng.ts has it: 53 bits, never 0 or 1. All steps are
 * exact in a double, 2^52 being put on and taken off again.
 */
class Word {
  @inline static uniform(word: v128): v128 {
    const high = f64x2.sub(v128.or(i64x2.shr_u(word, 38), v128.load(K)), v128.load(K));
    const bits = i64x2.shr_u(i64x2.shl(word, 32), 38);
    const low = f64x2.sub(v128.or(bits, v128.load(K)), v128.load(K, 16));
    return f64x2.add(f64x2.mul(high, v128.load(K, 32)), f64x2.mul(low, v128.load(K, 48)));
  }
}

/** The next n uniforms of the stream whose four u64 are at `state`, which moves on. */
export function fillUniform(state: usize, n: i32, out: usize): void {
  for (; n > 0; n -= BLOCK) {
    const size = min(n, BLOCK);
    words(state, size, out);
    for (const pairs = out + span(size & ~1); out < pairs; out += 16) {
      v128.store(out, Word.uniform(v128.load(out)));
    }
    if (size & 1) {
      store<f64>(out, f64x2.extract_lane(Word.uniform(v128.load64_splat(out)), 0));
    }
  }
}
