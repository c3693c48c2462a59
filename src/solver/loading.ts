import type { Highs, Model } from 'highs';

/** Where the solver comes from, on a host that does not find it by itself. */
export interface SolverSource {
  /** The WASM's bytes, compiled module or address, when it is not beside its loader. */
  readonly wasm?: Uint8Array | ArrayBuffer | WebAssembly.Module | string;
  /** What the package `highs` exports by default, when the name `highs` does not resolve, as in a page without an import map. */
  readonly loader?: SolverLoader;
}

export type SolverLoader = (options?: {
  readonly locateFile?: (file: string) => string;
  readonly wasmBinary?: Uint8Array | ArrayBuffer;
  readonly wasmModule?: WebAssembly.Module;
}) => Promise<Highs>;

let loading: Promise<Highs> | undefined;

/** What `loading` came to. */
let loaded: Highs | undefined;

const trapped = new WeakSet<Highs>();

/**
 * The solver, loaded at first use and kept: 3.5 MB of WASM. A load that fails is forgotten, so the next one tries again.
 *
 * @param source for a host that does not find it by itself; the first load decides
 */
export function loadSolver(source: SolverSource = {}): Promise<Highs> {
  loading ??= load(source).then(
    (highs) => (loaded = highs),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Forgets a solver that has trapped: its memory cannot be trusted, and the next load starts another. */
export function forgetSolver(highs: Highs): void {
  trapped.add(highs);
  if (loaded === highs) loading = undefined;
}

/** Whether a solver has trapped. */
export function hasTrapped(highs: Highs): boolean {
  return trapped.has(highs);
}

/** Gives a model's memory back, also where the solver has trapped and does not take it any more. */
export function disposed(highs: Highs, model: Model): void {
  if (hasTrapped(highs)) return;
  try {
    model.dispose();
  } catch (error) {
    // What went before is the failure to be told of; a trap here is one for those who come after.
    if (error instanceof WebAssembly.RuntimeError) forgetSolver(highs);
  }
}

async function load({ wasm, loader }: SolverSource): Promise<Highs> {
  const start = loader ?? (await packaged());
  if (wasm === undefined) return start();
  if (typeof wasm === 'string') return start({ locateFile: () => wasm });
  return wasm instanceof WebAssembly.Module
    ? start({ wasmModule: wasm })
    : start({ wasmBinary: wasm });
}

async function packaged(): Promise<SolverLoader> {
  const module: { readonly default: unknown } = await import('highs');
  // The package types its ES module as if it were CommonJS; what is there is the loader itself.
  return module.default as SolverLoader;
}
