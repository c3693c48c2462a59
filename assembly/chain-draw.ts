import { element } from './chain';
import { exp } from './exp';
import { at, put } from './memory';
import { drawTree } from './tree';

/** Rounding error of a + b, given their rounded sum [Knuth's two-sum]. */
class Two {
  @inline static lost(a: f64, b: f64, sum: f64): f64 {
    const part = sum - a;
    return a - (sum - part) + (b - part);
  }
}

/**
 * One index a < n drawn with probability proportional to exp(x[a] + y[a] + z[a]), -1 when every weight is 0. The sums
 * carry their rounding errors, so that exponents of size 1e6 lose nothing. work: 2n. uniforms: 64 deep ones. O(n).
 */
export function drawSum(x: usize, y: usize, z: usize, n: i32, uniforms: usize, work: usize): i32 {
  const lost = element(work, n);
  let most: f64 = -Infinity;
  for (let a = 0; a < n; ++a) {
    const part = at(x, a) + at(y, a);
    const sum = part + at(z, a);
    put(work, a, sum);
    put(lost, a, Two.lost(at(x, a), at(y, a), part) + Two.lost(part, at(z, a), sum));
    most = max(most, sum);
  }
  for (let a = 0; a < n; ++a) {
    const gap = at(work, a) - most;
    put(work, a, gap > -746 ? exp(gap + at(lost, a)) : 0); // NaN where -Infinity is taken from itself
  }
  return drawTree(work, n, uniforms);
}
