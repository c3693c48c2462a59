// What a page loads for the engine: every module that the built entry reaches, as it is and gzipped, WASM included.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');

/** Every file that `entry` imports, itself first. */
function reached(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const code = readFileSync(entry, 'utf8');
  for (const [, target] of code.matchAll(/^(?:import|export)\s[^;]*?from\s+['"]([^'"]+)['"]/gm)) {
    if (!target.startsWith('.')) throw new Error(`${entry} must import by path, got ${target}`);
    reached(join(dirname(entry), target), found);
  }
  return found;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const line = (name, text) =>
  console.log(
    `${name.padEnd(34)} ${kilobytes(text.length).padStart(9)} ${kilobytes(gzipSync(text, { level: 9 }).length).padStart(9)} gzipped`,
  );

const files = [...reached(join(root, 'dist/src/index.js'))];
const texts = files.map((file) => readFileSync(file));
const largest = files
  .map((file, i) => ({ name: relative(root, file), text: texts[i] }))
  .toSorted((a, b) => b.text.length - a.text.length)
  .slice(0, 5);
for (const { name, text } of largest) line(name, text);
line(`the engine, ${files.length} modules`, Buffer.concat(texts));
line('dist/core.wasm, for streaming', readFileSync(join(root, 'dist/core.wasm')));
