import { deepUniforms, seeded, type Rng } from '../../src/core/rng.ts';
import { scratch, type Arena } from '../../src/kernel/arena.ts';
import type { Kernels } from '../../src/kernel/instance.ts';
import { drawnProbability } from './draws.ts';

/** Pr[i] proportional to exp(tilt score[i] + base[i]). */
export interface Problem {
  readonly score: Float64Array;
  readonly tilt: number;
  readonly base?: Float64Array;
}

/** Scores in [0, 1] with ties; with a base, in [0, 20] and -Infinity at every ninth from the fifth. */
export function problem(n: number, tilt: number, label: string): Problem {
  const rng = seeded(`${label} ${n}`);
  return { tilt, score: Float64Array.from({ length: n }, (_, i) => (i % 5 === 2 ? 0.5 : rng())) };
}

/** The same with a base in [0, 20], -Infinity at every ninth entry from the fifth. */
export function based(n: number, tilt: number, label: string): Required<Problem> {
  const rng = seeded(`${label} base ${n}`);
  const plain = problem(n, tilt, label);
  return { ...plain, base: plain.score.map((_, i) => (i % 9 === 4 ? -Infinity : 20 * rng())) };
}

/** A problem in scratch memory of one build, its block table filled. */
function placed(arena: Arena, { score, tilt, base }: Problem) {
  const n = score.length;
  const q = arena.put(score);
  const b = base === undefined ? 0 : arena.put(base);
  const blocks = arena.reserve(2 + 2 * Math.ceil(n / 1024));
  return { n, q, b, blocks, partition: arena.kernels.logPartition(q, b, n, tilt, blocks) };
}

/** The kernels' law on one build: log-partition, probabilities, their logarithms. */
export function law(
  core: Kernels,
  given: Problem,
): { partition: number; probabilities: Float64Array; logs: Float64Array } {
  return scratch((arena) => {
    const { n, q, b, blocks, partition } = placed(arena, given);
    const out = arena.reserve(n);
    core.softmax(q, b, n, given.tilt, blocks, out);
    const probabilities = arena.take(out, n);
    core.logSoftmax(q, b, n, given.tilt, blocks, out);
    return { partition, probabilities, logs: arena.take(out, n) };
  }, core);
}

/** Runs `use` with a draw that reads the 64 uniforms it is given. */
export function steered<T>(
  core: Kernels,
  given: Problem,
  use: (drawAt: () => number, uniforms: Float64Array) => T,
): T {
  return scratch((arena) => {
    const { n, q, b, blocks } = placed(arena, given);
    const room = arena.reserve(1024);
    const uniforms = arena.reserve(64);
    const out = arena.reserve(1);
    const index = new Int32Array(core.memory.buffer, out, 1);
    const drawAt = (): number => {
      core.drawSoftmax(q, b, n, given.tilt, blocks, room, uniforms, 1, out);
      return index[0] ?? -1;
    };
    return use(drawAt, arena.view(uniforms, 64).fill(0.5));
  }, core);
}

/** The probability with which the kernel draws `target`, read off its two trees. */
export function drawn(core: Kernels, given: Problem, target: number): number {
  return steered(core, given, (drawAt, uniforms) => {
    const n = given.score.length;
    const start = target & ~1023;
    const blockAt = (): number => drawAt() >> 10;
    const block = drawnProbability(Math.ceil(n / 1024), target >> 10, blockAt, uniforms, 0);
    if (block === 0) return 0;
    const inside = (): number => drawAt() - start;
    const size = Math.min(1024, n - start);
    return block * drawnProbability(size, target - start, inside, uniforms, 32);
  });
}

/** A control: draws whose deep uniforms are spoilt on the way. */
export function spoilt(
  core: Kernels,
  given: Problem,
  count: number,
  rng: Rng,
  spoil: (uniforms: Float64Array) => Float64Array,
): Int32Array {
  return steered(core, given, (drawAt, uniforms) =>
    Int32Array.from({ length: count }, () => {
      uniforms.set(spoil(deepUniforms(rng, 64)));
      return drawAt();
    }),
  );
}
