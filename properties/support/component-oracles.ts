/** Pr[s] = a[s] sum over subsets J of the others of (-1)^|J| prod a[J] / (|J| + 1): no integral, no quadrature. */
export function flipOracle(logits: readonly number[]): number[] {
  const best = Math.max(...logits);
  const a = logits.map((x) => Math.exp(x - best));
  return a.map((own, s) => {
    const others = a.filter((_, j) => j !== s);
    let total = 0;
    for (let set = 0; set < 2 ** others.length; set++) {
      const chosen = others.filter((_, j) => (set >> j) & 1);
      total += chosen.reduce((p, x) => -p * x, 1) / (chosen.length + 1);
    }
    return own * total;
  });
}

/** The same for Laplace noise by Simpson's rule on 40,000 steps. */
export function laplaceOracle(logits: readonly number[]): number[] {
  const f = (z: number): number => Math.exp(-Math.abs(z)) / 2;
  const F = (z: number): number => (z < 0 ? Math.exp(z) / 2 : 1 - Math.exp(-z) / 2);
  const [low, high] = [Math.min(...logits) - 40, Math.max(...logits) + 40];
  const steps = 40_000;
  return logits.map((x, s) => {
    let total = 0;
    for (let i = 0; i <= steps; i++) {
      const u = low + ((high - low) * i) / steps;
      const others = logits.reduce((p, y, j) => (j === s ? p : p * F(u - y)), 1);
      total += f(u - x) * others * (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2);
    }
    return (total * (high - low)) / steps / 3;
  });
}
