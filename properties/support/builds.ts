import { readFileSync } from 'node:fs';
import { adopt, type Kernels } from '../../src/kernel/instance.ts';

/** One build of the kernels; `scratch(use, build.kernels)` runs on it. */
export interface Build {
  readonly name: 'release' | 'debug';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kernels: Kernels;
}

function instantiate(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Instance {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes));
}

function load(name: Build['name'], file: string): Build {
  const bytes = new Uint8Array(readFileSync(new URL(`../../build/${file}`, import.meta.url)));
  return { name, bytes, kernels: adopt(instantiate(bytes)) };
}

/** The optimised and the debug build, each with a memory of its own. Every kernel is tested on both. */
export const builds: readonly Build[] = [
  load('release', 'core.wasm'),
  load('debug', 'core.debug.wasm'),
];

/**
 * A mutant: the module with each copy of a constant in its data replaced, not asked for its self-test.
 *
 * @throws Error when the constant is not in the module, so that a control cannot pass by breaking nothing
 */
export function mutant(
  bytes: Uint8Array<ArrayBuffer>,
  constant: number,
  wrong: number,
): WebAssembly.Instance {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let found = 0;
  for (let i = 0; i + 8 <= copy.length; i++) {
    if (view.getFloat64(i, true) !== constant) continue;
    view.setFloat64(i, wrong, true);
    found++;
  }
  if (found === 0) throw new Error(`the module must hold ${constant}, found none`);
  return instantiate(copy);
}

/** The kernels of a mutant. */
export function patched(bytes: Uint8Array<ArrayBuffer>, constant: number, wrong: number): Kernels {
  return mutant(bytes, constant, wrong).exports as unknown as Kernels;
}
