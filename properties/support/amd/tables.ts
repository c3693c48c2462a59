import { locTable } from '../../../src/index.ts';
import { markdown } from '../tables.ts';

/** The table of docs/sites.md as Markdown, every figure computed, three digits. About two seconds. */
export function siteTables(): string {
  return markdown(locTable());
}
