import { integer } from '../core/errors.ts';
import { seedState } from '../core/rng.ts';
import { scratch } from './arena.ts';

/** The first n uniforms of `seeded(seed)`, bit for bit; a replay, never a private release. O(n). */
export function fillUniform(seed: string, n: number): Float64Array {
  integer('n', n, 0);
  return scratch((arena) => {
    const state = arena.reserve(4);
    const out = arena.reserve(n);
    new Uint32Array(arena.kernels.memory.buffer, state, 8).set(seedState(seed));
    arena.kernels.fillUniform(state, n, out);
    return arena.take(out, n);
  });
}
