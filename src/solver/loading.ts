import type { Highs } from 'highs';

/** Where the solver's WASM comes from, when it is not beside its loader: its bytes, its compiled module or its address. */
export interface SolverSource {
  readonly wasm: Uint8Array | ArrayBuffer | WebAssembly.Module | string;
}

type Loader = (options?: {
  readonly locateFile?: (file: string) => string;
  readonly wasmBinary?: Uint8Array | ArrayBuffer;
  readonly wasmModule?: WebAssembly.Module;
}) => Promise<Highs>;

let loading: Promise<Highs> | undefined;

/**
 * The solver, loaded at first use and kept: 3.5 MB of WASM. A load that fails is forgotten, so the next one tries again.
 *
 * @param source for a host that does not find the WASM by itself; the first load decides
 */
export function loadSolver(source?: SolverSource): Promise<Highs> {
  loading ??= load(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Forgets the solver: after a trap its memory cannot be trusted. */
export function forgetSolver(): void {
  loading = undefined;
}

async function load(source: SolverSource | undefined): Promise<Highs> {
  const module: { readonly default: unknown } = await import('highs');
  // The package types its ES module as if it were CommonJS; what is there is the loader itself.
  const loader = module.default as Loader;
  if (source === undefined) return loader();
  const { wasm } = source;
  if (typeof wasm === 'string') return loader({ locateFile: () => wasm });
  return wasm instanceof WebAssembly.Module
    ? loader({ wasmModule: wasm })
    : loader({ wasmBinary: wasm });
}
