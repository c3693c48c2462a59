import { seeded } from '../src/core/rng.ts';
import { concaveHull, iron, virtualValues } from '../src/kernel/hull.ts';
import { hullLoop, ironLoop, virtualLoop } from './baseline/hull.ts';
import { furthest, resident, type Benchmark, type Variants } from './support.ts';

const SIZES = [16, 256, 4096, 1_000_000];

/** A noisy concave curve: hulls keep a few points of it, and ironing pools many. */
function curve(n: number): { x: Float64Array; y: Float64Array; masses: Float64Array } {
  const rng = seeded('bench hull');
  const x = Float64Array.from({ length: n }, (_, i) => (i + 1) / n);
  return {
    x,
    y: x.map((t) => Math.sqrt(t) + 0.1 * rng()),
    masses: x.map(() => 0.1 + rng()),
  };
}

function hull(n: number): Variants {
  const { x, y } = curve(n);
  const memory = resident();
  const [across, up, out] = [memory.put(x), memory.put(y), memory.reserve(n)];
  return {
    wasm: () => memory.core.concaveHull(across, up, n, out),
    withCopies: () => concaveHull(x, y).length,
    loop: () => hullLoop(x, y).length,
    disagreement: () => furthest(concaveHull(x, y), hullLoop(x, y)),
    tolerance: 0,
    release: memory.release,
  };
}

function ironing(n: number): Variants {
  const { y, masses } = curve(n);
  const memory = resident();
  const [values, weights] = [memory.put(y), memory.put(masses)];
  const [sums, pooled, starts] = [memory.reserve(n), memory.reserve(n), memory.reserve(n)];
  const fit = memory.view(values, n);
  return {
    // Ironing works in place, so the values are set anew each time, inside what is timed.
    wasm: () => {
      fit.set(y);
      memory.core.iron(values, weights, n, sums, pooled, starts);
      return fit[n - 1] ?? 0;
    },
    withCopies: () => iron(y, masses)[n - 1] ?? 0,
    loop: () => ironLoop(y, masses)[n - 1] ?? 0,
    disagreement: () => furthest(iron(y, masses), ironLoop(y, masses)),
    tolerance: 0,
    release: memory.release,
  };
}

function virtual(n: number): Variants {
  const { x, masses } = curve(n);
  const memory = resident();
  const [values, weights, out] = [memory.put(x), memory.put(masses), memory.reserve(n)];
  const found = memory.view(out, n);
  return {
    wasm: () => {
      memory.core.virtualValues(values, weights, n, out);
      return found[0] ?? 0;
    },
    withCopies: () => virtualValues(x, masses)[0] ?? 0,
    loop: () => virtualLoop(x, masses)[0] ?? 0,
    disagreement: () => furthest(virtualValues(x, masses), virtualLoop(x, masses)),
    tolerance: 0,
    release: memory.release,
  };
}

/** Envelopes and what monopolies read off them. */
export const hulls: readonly Benchmark[] = [
  {
    kernel: 'hull',
    job: 'vertices of the concave hull of size points',
    sizes: SIZES,
    prepare: hull,
  },
  { kernel: 'ironing', job: 'pooling adjacent violators', sizes: SIZES, prepare: ironing },
  { kernel: 'virtual values', job: 'of a finite distribution', sizes: SIZES, prepare: virtual },
];
