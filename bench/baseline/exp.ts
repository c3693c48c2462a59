/** out[i] = e^x[i]. */
export function expLoop(x: Float64Array, out: Float64Array): number {
  for (let i = 0; i < x.length; i++) out[i] = Math.exp(x[i]!);
  return out[x.length - 1] ?? 0;
}

/** out[i] = ln x[i]. */
export function logLoop(x: Float64Array, out: Float64Array): number {
  for (let i = 0; i < x.length; i++) out[i] = Math.log(x[i]!);
  return out[x.length - 1] ?? 0;
}
