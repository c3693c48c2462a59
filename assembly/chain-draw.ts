import { exp } from './exp';
import { F64 } from './memory';
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
  const lost = F64.of(work, n);
  let most: f64 = -Infinity;
  for (let a = 0; a < n; ++a) {
    const part = F64.at(x, a) + F64.at(y, a);
    const sum = part + F64.at(z, a);
    F64.put(work, a, sum);
    F64.put(
      lost,
      a,
      Two.lost(F64.at(x, a), F64.at(y, a), part) + Two.lost(part, F64.at(z, a), sum),
    );
    most = max(most, sum);
  }
  for (let a = 0; a < n; ++a) {
    const gap = F64.at(work, a) - most;
    F64.put(work, a, gap > -746 ? exp(gap + F64.at(lost, a)) : 0); // NaN where -Infinity is taken from itself
  }
  return drawTree(work, n, uniforms);
}
