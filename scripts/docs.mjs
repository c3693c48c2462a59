// Writes docs/statements.md from the registry, and the tables of docs/segmentation.md, by way of the built package.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { segmentationTables } from '../dist/properties/support/segmentation-tables.js';
import { papers, statements, statementsPage } from '../dist/properties/index.js';

const folder = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../docs');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'statements.md'), statementsPage(papers, statements));
const page = join(folder, 'segmentation.md');
const marks = /(?<=<!-- tables -->\n)[^]*(?=<!-- end of tables -->)/;
writeFileSync(
  page,
  readFileSync(page, 'utf8').replace(marks, () => `\n${segmentationTables()}\n`),
);
