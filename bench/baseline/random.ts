/** n uniforms of the host's generator. */
export function randomLoop(out: Float64Array): number {
  for (let i = 0; i < out.length; i++) out[i] = Math.random();
  return out[out.length - 1] ?? 0;
}
