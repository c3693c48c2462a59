// Gives the built engine the seeding library as a module of its own, so that a plain <script type="module"> loads it
// without an import map: a browser resolves no bare name, and the library is a script, not a module.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const IMPORT = "from 'seedrandom'";

/** node_modules/seedrandom -> dist/vendor/seedrandom.js, and the one import that names it points there. */
export function vendor(root) {
  const source = readFileSync(`${root}/node_modules/seedrandom/seedrandom.js`, 'utf8');
  const { version } = JSON.parse(
    readFileSync(`${root}/node_modules/seedrandom/package.json`, 'utf8'),
  );
  mkdirSync(`${root}/dist/vendor`, { recursive: true });
  // The library hands itself to `module.exports` where there is one, and asks `require` for entropy that a given seed
  // never needs.
  const text = `// seedrandom ${version}, unchanged, between two lines that make it a module and one that exports it.
const module = { exports: {} };
const require = undefined;
${source}
export default module.exports;
`;
  writeFileSync(`${root}/dist/vendor/seedrandom.js`, text);
  const user = `${root}/dist/src/core/rng.js`;
  const code = readFileSync(user, 'utf8');
  if (code.split(IMPORT).length !== 2) throw new Error(`${user} must import seedrandom once`);
  writeFileSync(user, code.replace(IMPORT, "from '../../vendor/seedrandom.js'"));
}
