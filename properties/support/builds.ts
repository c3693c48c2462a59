import { readFileSync } from 'node:fs';
import { adopt, type Kernels } from '../../src/kernel/instance.ts';

/** One build of the kernels; `scratch(use, build.kernels)` runs on it. */
export interface Build {
  readonly name: 'release' | 'debug';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kernels: Kernels;
}

function load(name: Build['name'], file: string): Build {
  const bytes = new Uint8Array(readFileSync(new URL(`../../build/${file}`, import.meta.url)));
  const kernels = adopt(new WebAssembly.Instance(new WebAssembly.Module(bytes)));
  return { name, bytes, kernels };
}

/** The optimised and the debug build, each with a memory of its own. Every kernel is tested on both. */
export const builds: readonly Build[] = [
  load('release', 'core.wasm'),
  load('debug', 'core.debug.wasm'),
];
