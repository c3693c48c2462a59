import { existsSync, readFileSync } from 'node:fs';
import { wasmDigest } from '../../index.ts';

/** The package's own manifest: three folders up in the sources, four in the build. */
function manifest(): { readonly version: string } {
  const source = new URL('../../../package.json', import.meta.url);
  const built = new URL('../../../../package.json', import.meta.url);
  const file = existsSync(source) ? source : built;
  return JSON.parse(readFileSync(file, 'utf8')) as { version: string };
}

/** The version of the package and the digest of its kernels. */
export const engine: { readonly version: string; readonly wasm: string } = Object.freeze({
  version: manifest().version,
  wasm: wasmDigest,
});
