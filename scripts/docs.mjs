// Writes what the pages quote, by way of the built package: docs/statements.md from the registry, the tables of
// docs/segmentation.md and docs/sites.md, the README's run of `npm start`, replayed, and its table of bench/results.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { papers, statements, statementsPage } from '../dist/properties/index.js';
import { measured } from '../dist/properties/support/measured.js';
import { siteTables } from '../dist/properties/support/amd/tables.js';
import { segmentationTables } from '../dist/properties/support/seg/tables.js';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** Puts `text` between the marks <!-- name --> and <!-- end of name --> of a page. */
function fill(path, name, text) {
  const marks = new RegExp(`(?<=<!-- ${name} -->\n)[^]*(?=<!-- end of ${name} -->)`);
  if (!marks.test(read(path))) throw new Error(`${path} must have the marks of ${name}`);
  writeFileSync(
    join(root, path),
    read(path).replace(marks, () => `\n${text}\n`),
  );
}

writeFileSync(join(root, 'docs/statements.md'), statementsPage(papers, statements));
fill('docs/segmentation.md', 'tables', segmentationTables());
fill('docs/sites.md', 'tables', siteTables());
const [program, ...words] = JSON.parse(read('package.json')).scripts.start.split(' ');
const page = execFileSync(program, [...words, '--seed', 'readme'], { cwd: root, encoding: 'utf8' });
fill('README.md', 'start', `\`\`\`text\n${page.trimEnd()}\n\`\`\`\n`);
fill('README.md', 'measured', measured(read('bench/results.md')));
