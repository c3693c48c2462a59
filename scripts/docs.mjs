// Writes docs/statements.md from the registry, by way of the built package.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { papers, statements, statementsPage } from '../dist/properties/index.js';

const folder = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../docs');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'statements.md'), statementsPage(papers, statements));
