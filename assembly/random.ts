/**
 * n uniforms from xoshiro256++ (Blackman and Vigna 2019), whose four u64 at `state` move on by n steps.
 * Each step's word gives ((high >>> 5) 2^26 + (low >>> 6) + 1/2) 2^-53, as core/rng.ts does from its two halves.
 */
export function fillUniform(state: usize, n: i32, out: usize): void {
  let a = load<u64>(state);
  let b = load<u64>(state, 8);
  let c = load<u64>(state, 16);
  let d = load<u64>(state, 24);
  for (const end = out + ((<usize>n) << 3); out < end; out += 8) {
    const word = rotl<u64>(a + d, 23) + a;
    const bits = ((word >> 37) << 26) | ((word >> 6) & 0x3ffffff);
    store<f64>(out, (<f64>(<i64>bits) + 0.5) * 1.1102230246251565e-16);
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
