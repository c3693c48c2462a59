/** -sum p ln p, in four interleaved sums. */
export function entropyLoop(p: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = p.length & ~3;
  for (let i = 0; i < fours; i += 4) {
    const [w, x, y, z] = [p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!];
    if (w > 0) a -= w * Math.log(w);
    if (x > 0) b -= x * Math.log(x);
    if (y > 0) c -= y * Math.log(y);
    if (z > 0) d -= z * Math.log(z);
  }
  for (let i = fours; i < p.length; i++) {
    const x = p[i]!;
    if (x > 0) a -= x * Math.log(x);
  }
  return a + b + (c + d);
}

/** The same as one would write it first. */
export function entropyNaive(p: Float64Array): number {
  return -p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0);
}

/** sum p ln(p/q). */
export function divergenceLoop(p: Float64Array, q: Float64Array): number {
  let [a, b] = [0, 0];
  const pairs = p.length & ~1;
  for (let i = 0; i < pairs; i += 2) {
    const [x, y] = [p[i]!, p[i + 1]!];
    if (x > 0) a += x * Math.log(x / q[i]!);
    if (y > 0) b += y * Math.log(y / q[i + 1]!);
  }
  for (let i = pairs; i < p.length; i++) {
    const x = p[i]!;
    if (x > 0) a += x * Math.log(x / q[i]!);
  }
  return a + b;
}
