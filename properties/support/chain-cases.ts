import type { Rng } from '../../src/core/rng.ts';
import type { ChainProblem } from '../../src/kernel/chain.ts';

/** Chains for tests and benches: agents with distance scores, and exponents of no particular shape. */

/** `count` reports in [0, 1], ascending: spread, in five atoms, or crowded near 0. */
export function reports(count: number, rng: Rng, shape: 'spread' | 'atoms' | 'crowded'): number[] {
  const one = (): number => {
    const u = rng();
    if (shape === 'atoms') return Math.floor(5 * u) / 4;
    return shape === 'crowded' ? u ** 6 : u;
  };
  const values = Float64Array.from({ length: count }, one);
  values.sort();
  return [...values];
}

/** The score sum over agents of 1 - distance to the nearest site, times tilt, less tilt times agents: Hankel form. */
export function hankelCase(n: number, agents: readonly number[], tilt: number): ChainProblem {
  const steps = Math.max(1, 2 * n - 2);
  const hinge = Float64Array.from({ length: 2 * n - 1 }, (_, j) => {
    let total = 0;
    for (const t of agents) total += Math.max(0, j / steps - t);
    return total;
  });
  const right = Float64Array.from({ length: n }, (_, a) => {
    let total = 0;
    for (const t of agents) total += Math.max(0, t - (2 * a) / steps);
    return -tilt * total;
  });
  return {
    points: n,
    left: Float64Array.from({ length: n }, (_, a) => -tilt * hinge[2 * a]!),
    right,
    between: { kind: 'hankel', half: hinge.map((x) => 2 * tilt * x) },
  };
}

/** The score sum over agents of click(distance to the nearest site), times tilt: table form. */
export function tableCase(
  n: number,
  agents: readonly number[],
  tilt: number,
  click: (distance: number) => number,
): ChainProblem {
  const at = (a: number): number => (n > 1 ? a / (n - 1) : 0);
  const total = (from: number, to: number, score: (t: number) => number): number => {
    let sum = 0;
    for (const t of agents) if (t > from && t <= to) sum += tilt * score(t);
    return sum;
  };
  return {
    points: n,
    left: Float64Array.from({ length: n }, (_, a) => total(-1, at(a), (t) => click(at(a) - t))),
    right: Float64Array.from({ length: n }, (_, a) => total(at(a), 2, (t) => click(t - at(a)))),
    between: {
      kind: 'table',
      table: Float64Array.from({ length: n * n }, (_, cell) => {
        const [a, b] = [at(Math.floor(cell / n)), at(cell % n)];
        return total(a, b, (t) => Math.max(click(t - a), click(b - t)));
      }),
    },
  };
}

/** Exponents uniform in [-scale, scale], Monge or not; a Hankel chain gets a convex H. */
export function arbitraryCase(
  n: number,
  kind: 'hankel' | 'table',
  scale: number,
  rng: Rng,
): ChainProblem {
  const any = (): number => scale * (2 * rng() - 1);
  const left = Float64Array.from({ length: n }, any);
  const right = Float64Array.from({ length: n }, any);
  if (kind === 'table') {
    const table = Float64Array.from({ length: n * n }, any);
    return { points: n, left, right, between: { kind, table } };
  }
  let [slope, height] = [-scale / n, 0];
  const half = Float64Array.from({ length: 2 * n - 1 }, () => {
    const here = height;
    height += slope;
    slope += rng() < 0.1 ? (scale / n) * rng() : 0;
    return here;
  });
  return { points: n, left, right, between: { kind, half } };
}

/** Small integers, full of ties: every sum is exact. */
export function tiedCase(n: number, kind: 'hankel' | 'table', rng: Rng): ChainProblem {
  const whole = (): number => Math.floor(3 * rng());
  const left = Float64Array.from({ length: n }, whole);
  const right = Float64Array.from({ length: n }, whole);
  let [slope, height] = [-n, 0];
  const half = Float64Array.from({ length: 2 * n - 1 }, () => {
    const here = height;
    height += 2 * slope;
    slope += whole() === 0 ? 1 : 0;
    return here;
  });
  if (kind === 'hankel') return { points: n, left, right, between: { kind, half } };
  const table = Float64Array.from({ length: n * n }, (_, cell) => {
    const [a, b] = [Math.floor(cell / n), cell % n];
    return half[a + b]! - (half[2 * a]! + half[2 * b]!) / 2;
  });
  return { points: n, left, right, between: { kind, table } };
}
