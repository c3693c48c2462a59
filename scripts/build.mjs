// asc (release, debug) -> base64 module -> tsc -> dist, with the seeding library in dist/vendor. `--if-stale` skips what is newer than its sources; `--wasm` stops before tsc.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { embed } from './embed.mjs';
import { vendor } from './vendor.mjs';

const flags = new Set(process.argv.slice(2));
const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
process.chdir(root);

const newest = (folder) =>
  Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );
const age = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const run = (tool, args) =>
  execFileSync(process.execPath, [join('node_modules', tool), ...args], { stdio: 'inherit' });

const bytes = 'src/kernel/bytes.ts';
if (!flags.has('--if-stale') || age(bytes) < Math.max(newest('assembly'), age('asconfig.json'))) {
  mkdirSync('build', { recursive: true });
  run('assemblyscript/bin/asc.js', ['--target', 'release']);
  run('assemblyscript/bin/asc.js', ['--target', 'debug']);
  embed('build/core.wasm', bytes);
}
if (!flags.has('--wasm')) {
  const sources = Math.max(newest('src'), newest('properties'), newest('bench'), age(bytes));
  if (!flags.has('--if-stale') || age('dist/core.wasm') < sources) {
    rmSync('dist', { recursive: true, force: true });
    run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
    vendor(root);
    copyFileSync('build/core.wasm', 'dist/core.wasm');
  }
}
