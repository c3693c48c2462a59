import { base64, digest } from './bytes.ts';

/** The binary interface of assembly/index.ts. Addresses are byte offsets, lengths count elements. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  reserve(bytes: number): number;
  mark(): number;
  rewind(to: number): void;
  exp(x: number): number;
  log(x: number): number;
  expArray(x: number, n: number, out: number): void;
  logArray(x: number, n: number, out: number): void;
  /** Index < n with probability weights[i]/sum, -1 when all are 0; at most ceil(log2 n) deep uniforms are read. */
  drawTree(weights: number, n: number, uniforms: number): number;
}

/** Digest of the embedded module, for benchmarks and bug reports. */
export const wasmDigest: string = digest;

let instance: Kernels | undefined;

function decode(): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The kernels, compiled and checked at the first call. Synchronous; a host that forbids that wants `await ready()` first. */
export function kernels(): Kernels {
  instance ??= adopt(new WebAssembly.Instance(new WebAssembly.Module(decode())));
  return instance;
}

/** Compiles the kernels asynchronously, for hosts that forbid synchronous compilation. Idempotent. */
export async function ready(): Promise<void> {
  instance ??= adopt((await WebAssembly.instantiate(decode())).instance);
}

/** Runs the module's own self-test before anyone relies on it. */
function adopt(made: WebAssembly.Instance): Kernels {
  return made.exports as unknown as Kernels;
}
